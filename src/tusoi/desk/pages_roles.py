"""Parts of the desk for one role each: the secretary's branch, the member's own card, inspector, administrator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.cycles import queries as cycles
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.desk import queries
from tusoi.organizations.models import Unit
from tusoi.rules.authority import Actor
from tusoi.rules.terms import ManagingLevel, NotDue, Track, label
from tusoi.suggestions.addresses import register_url
from tusoi.suggestions.queries import COUNTED_STATES
from tusoi.ui.formats import day_text, moment_text, number_text
from tusoi.ui.lines import Line, Tone

BACKUP_DAYS = 7
"""A backup older than this is called late on the administrator's desk."""
SOON_DAYS = 7


# A branch


@dataclass(frozen=True)
class Branch:
    """The three large links of a branch, with the numbers that stand behind them."""

    name: str
    said: str
    roster: str
    roster_said: str
    suggestions: str
    suggestions_said: str
    sheet: str


def branch(actor: Actor, cycle: Cycle, unit: Unit) -> Branch:
    """Numbers from the roster of the cycle."""
    rows = [row for row in cycles.counts(actor, cycle, unit.path) if row["track"] == Track.MEMBER]
    cadres = [row for row in cycles.counts(actor, cycle, unit.path) if row["track"] == Track.CADRE]
    number = queries.branch_suggestions(cycle, unit.path)
    roster = f"{reverse('cycles:roster', args=[cycle.pk])}?track=member&unit={unit.code}"
    return Branch(
        name=unit.name,
        said=balance(rows),
        roster=roster,
        roster_said=_roster_said(sum(row["number"] for row in cadres)),
        suggestions=register_url(cycle.pk, unit=unit.pk, state=COUNTED_STATES),
        suggestions_said=(
            _("{n} tập thể, đồng chí được gợi ý; mỗi nội dung cần được giải trình.").format(n=number_text(number))
            if number
            else _("Chưa có gợi ý nào đã ban hành cho chi bộ.")
        ),
        sheet=reverse("desk:sheet", args=[cycle.pk, unit.pk]),
    )


def balance(rows: list[queries.Row]) -> str:
    """“23 đồng chí: 21 kiểm điểm (1 mới kết nạp…, không xếp loại), 2 được miễn…”."""
    if not rows:
        return _("Chi bộ chưa có trong danh sách kiểm điểm của kỳ này.")
    total = sum(row["number"] for row in rows)
    reviewed = [row for row in rows if row["must_review"]]
    unrated = [_part(row) for row in reviewed if not row["must_rate"]]
    inside = _(" ({parts}, không xếp loại)").format(parts=", ".join(unrated)) if unrated else ""
    said = _("{total} đồng chí: {reviewed} kiểm điểm{inside}").format(
        total=number_text(total), reviewed=number_text(sum(row["number"] for row in reviewed)), inside=inside
    )
    return ", ".join([said, *(_part(row) for row in rows if not row["must_review"])]) + "."


def _part(row: queries.Row) -> str:
    return f"{number_text(row['number'])} {_(label(NotDue(row['reason'])))}" if row["reason"] else ""


def _roster_said(cadres: int) -> str:
    said = _("Ai kiểm điểm, ai được miễn hoặc không xếp loại và vì sao.")
    if not cadres:
        return said
    return f"{said} {_('{n} đồng chí còn kiểm điểm ở nơi giữ chức vụ.').format(n=number_text(cadres))}"


@dataclass(frozen=True)
class SheetPage:
    """A list to print and fill in by hand."""

    cycle: Cycle
    unit: Unit
    rows: tuple[tuple[int, str, str, str], ...]


def sheet(cycle: Cycle, unit: Unit) -> SheetPage:
    """Number, name, post, standing of each member of a branch."""
    rows = queries.sheet_rows(cycle, unit.path)
    return SheetPage(
        cycle, unit, tuple((at, row["name"], row["posts"], _standing(row)) for at, row in enumerate(rows, 1))
    )


def _standing(row: queries.Row) -> str:
    reason = _(label(NotDue(row["reason"]))) if row["reason"] else ""
    if not row["must_review"]:
        return _("không kiểm điểm: {reason}").format(reason=reason)
    if not row["must_rate"]:
        return _("kiểm điểm, không xếp loại: {reason}").format(reason=reason)
    return _("kiểm điểm, xếp loại")


# A member


@dataclass(frozen=True)
class OwnCard:
    """One place where the reader is reviewed: where, by whom rated, and the result."""

    heading: str
    unit: str
    href: str
    standing: str
    authority: str
    category: str
    document: str
    rating_href: str


def own_cards(actor: Actor, cycle: Cycle) -> tuple[OwnCard, ...]:
    """The reader's own entries; nothing of anybody else."""
    entries = queries.own_entries(actor, cycle)
    decided = queries.own_decisions(entries)
    return tuple(_own_card(entry, decided.get(entry.pk)) for entry in entries)


def _own_card(entry: RosterEntry, decision: queries.Row | None) -> OwnCard:
    heading = _("Tôi kiểm điểm với tư cách cán bộ") if entry.track == Track.CADRE else _("Tôi kiểm điểm ở chi bộ")
    document = ""
    if decision:
        document = _("{authority}, {number} ngày {day}").format(
            authority=decision["authority_name"],
            number=decision["document_no"],
            day=day_text(decision["document_date"]),
        )
    return OwnCard(
        heading=heading,
        unit=entry.posts or entry.unit.name if entry.track == Track.CADRE else entry.unit.name,
        href=reverse("cycles:entry", args=[entry.cycle_id, entry.pk]),
        standing=_standing(vars(entry)),
        authority=_(label(ManagingLevel(entry.managing_level))),
        category=decision["category"] if decision else "",
        document=document,
        rating_href=reverse("ratings:entry", args=[entry.pk]) if decision else "",
    )


def suggested(actor: Actor, cycle: Cycle, on: date) -> Iterator[Line]:
    """What was suggested to the reader, or to a collective he heads."""
    for row in queries.own_suggestions(actor, cycle):
        to = _("Đồng chí") if row["entry__person_id"] else row["entry__name"]
        said = ngettext(
            "{to} được gợi ý kiểm điểm [{n} nội dung], {number} ngày {day}.",
            "{to} được gợi ý kiểm điểm [{n} nội dung], {number} ngày {day}.",
            row["number"],
        ).format(to=to, n=number_text(row["number"]), number=row["document_no"], day=day_text(row["document_date"]))
        due, tone = _until(row["due"], on)
        yield Line(said, reverse("suggestions:one", args=[row["id"]]), due or _("cần giải trình"), tone)


def _until(due: date | None, on: date) -> tuple[str, Tone]:
    if due is None:
        return "", "soon"
    days = (due - on).days
    if days < 0:
        return _("quá hạn {n} ngày").format(n=number_text(-days)), "late"
    if days <= SOON_DAYS:
        return _("còn {n} ngày").format(n=number_text(days)), "soon"
    return _("hạn {day}").format(day=day_text(due)), "plain"


# Inspectors and administrators


def inspected(actor: Actor, cycle: Cycle) -> Iterator[Line]:
    """The scope of an inspector, in numbers that open their lists."""
    for unit, suggestions, decisions in queries.inspected(actor, cycle):
        said = _("{unit}: [{n} tập thể, cá nhân] được gợi ý kiểm điểm.").format(
            unit=unit.name, n=number_text(suggestions)
        )
        yield Line(said, register_url(cycle.pk, unit=unit.pk, state=COUNTED_STATES), _("phạm vi kiểm tra"))
        said = _("{unit}: [{n} quyết định xếp loại] đang có hiệu lực.").format(unit=unit.name, n=number_text(decisions))
        href = f"{reverse('statistics:subjects', args=[cycle.pk])}?unit={unit.pk}&standing=rated"
        yield Line(said, href, _("phạm vi kiểm tra"))
    yield Line(_("[Nhật ký] ghi mọi bước đã làm trong phạm vi kiểm tra."), reverse("accounts:journal"))


@dataclass(frozen=True)
class Technical:
    """The state of the machine and of the accounts; nothing of what anybody wrote."""

    lines: tuple[Line, ...]


def technical(actor: Actor, *, at: datetime) -> Technical:
    facts = queries.account_facts(actor, on=timezone.localdate(at))
    return Technical((_backup_line(at), *_account_lines(facts), _book_line()))


def _backup_line(at: datetime) -> Line:
    last = queries.last_backup()
    if last is None:
        said = _("Chưa sao lưu lần nào. Chạy trên máy chủ: tusoi backup TỆP.")
        return Line(said, due=_("chưa sao lưu"), tone="late")
    days = (timezone.localdate(at) - timezone.localdate(last)).days
    said = _("Sao lưu gần nhất lúc {at}.").format(at=moment_text(last))
    age = _("{n} ngày trước").format(n=number_text(days)) if days else _("hôm nay")
    return Line(said, due=age, tone="late" if days > BACKUP_DAYS else "ok")


def _account_lines(facts: dict[str, int]) -> Iterator[Line]:
    users = reverse("accounts:users")
    said = _("[{n} tài khoản] đang dùng được; {never} chưa đăng nhập lần nào.")
    yield Line(said.format(n=number_text(facts["active"]), never=number_text(facts["never"])), users)
    if facts["without_factor"]:
        said = _("[{n} trên {all} tài khoản] có thẩm quyền chưa bật xác thực hai bước.")
        said = said.format(n=number_text(facts["without_factor"]), all=number_text(facts["offices"]))
        yield Line(said, users, _("nên nhắc"), "soon")
    if facts["prepared"]:
        said = _("[{n} quyền] đã chuẩn bị, chờ lãnh đạo phê duyệt.").format(n=number_text(facts["prepared"]))
        yield Line(said, f"{reverse('accounts:grants')}?state=prepared", _("chờ duyệt"), "soon")


def _book_line() -> Line:
    on = queries.last_anchor()
    said = _("Sổ ghi các bước niêm gần nhất ngày {day}.").format(day=day_text(on)) if on else _("Sổ ghi chưa niêm.")
    return Line(f"{said} {_('Kiểm tra trên máy chủ: tusoi audit verify, tusoi doctor.')}")
