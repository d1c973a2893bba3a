"""What the pages of groups and of the board show: frozen, with every button's state and its reasons."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import pack_of
from tusoi.ratings import forms, queries
from tusoi.ratings.bodies import authority_of, names_of
from tusoi.ratings.ceiling import Ceiling, ceiling_of
from tusoi.ratings.peers import OUTSIDE, Group
from tusoi.ratings.rights import DRAFT, asked, reads
from tusoi.rules import quota, roster
from tusoi.rules.authority import Actor, RecordFacts
from tusoi.rules.pack_lines import Prerequisite
from tusoi.rules.terms import Action, BatchKind, BatchState, Category, NotDue, QuotaMode, Rounding, Track, label
from tusoi.ui.formats import day_text, number_text
from tusoi.ui.lines import Line
from tusoi.ui.page import Crumb
from tusoi.ui.paging import Slice

OTHERS = 5  # authorities shown at once to somebody who decides nothing

PREREQUISITE_WORDS = {
    (Prerequisite.LOWER_BEFORE_UPPER, Track.ORGANIZATION): gettext_noop("Tổ chức đảng cấp dưới đã xếp loại"),
    (Prerequisite.COLLECTIVE_BEFORE_MEMBERS, Track.CADRE): gettext_noop("Tập thể đã xếp loại"),
    (Prerequisite.COLLECTIVE_BEFORE_MEMBERS, Track.MEMBER): gettext_noop("Tập thể đã xếp loại"),
}


@dataclass(frozen=True)
class Choice:
    """A category in the selects of the board."""

    value: str
    label: str


@dataclass(frozen=True)
class GroupLine:
    """A peer group in the list of an authority."""

    label: str
    href: str
    rated: int
    total: int
    waiting: int


@dataclass(frozen=True)
class AuthorityGroups:
    """An authority with its groups by track."""

    name: str
    tracks: tuple[tuple[str, tuple[GroupLine, ...]], ...]


@dataclass(frozen=True)
class ReadingLine:
    """One reading of the quota: decided now, planned after what is on the page."""

    label: str
    rounding: str
    in_use: bool
    size: int
    cap: int
    used: int
    planned: int

    @property
    def verdict(self) -> str:
        if self.planned > self.cap:
            return _("vượt {count}").format(count=number_text(self.planned - self.cap))
        if self.planned == self.cap:
            return _("vừa đủ")
        return _("còn {count}").format(count=number_text(self.cap - self.planned))

    @property
    def tone(self) -> str:
        return "late" if self.planned > self.cap else "ok"


@dataclass(frozen=True)
class QuotaPanel:
    """The quota in every reading; ``others`` are those of the other rounding, shown where they differ."""

    note: str
    readings: tuple[ReadingLine, ...]
    others: tuple[ReadingLine, ...]
    others_note: str
    settings: str
    planned: tuple[tuple[Category, int, int], ...]


@dataclass(frozen=True)
class Prerequisites:
    label: str
    source: str
    rated: int
    total: int


@dataclass(frozen=True)
class BoardLine:
    """One subject. ``status`` says where it stands; exactly one of decided, proposed, choosable shows a category."""

    id: int
    name: str
    href: str
    note: str
    status: str
    category: str
    batch: str
    choosable: bool
    choice: str


@dataclass(frozen=True)
class Board:
    """The board of one group."""

    title: str
    sub: str
    quota: QuotaPanel | None
    prerequisites: tuple[Prerequisites, ...]
    notices: tuple[Line, ...]
    lines: tuple[BoardLine, ...]
    rows: Slice
    choices: tuple[Choice, ...]
    subject: str
    here: str
    submit: str
    record: str
    fill: str
    open_lines: int
    summary: str


def groups_page(actor: Actor, cycle: Cycle, paths: Sequence[str]) -> tuple[AuthorityGroups, ...]:
    """The groups of those authorities, by track."""
    names = names_of(paths)
    by_path: dict[str, dict[str, list[GroupLine]]] = {path: {} for path in paths}
    waiting = Counter(
        (row["managing_path"], row["track"], row["peer_group"]) for row in queries.waiting(actor, cycle, paths)
    )
    for row in queries.groups(actor, cycle, paths):
        group = Group(cycle, row["managing_path"], Track(row["track"]), row["peer_group"])
        line = GroupLine(
            peer_label(cycle, group.peer_group),
            reverse("ratings:board", args=group.address),
            row["rated"],
            row["total"],
            waiting[group.key],
        )
        by_path[group.managing_path].setdefault(_(label(group.track)), []).append(line)
    return tuple(
        AuthorityGroups(
            names.get(path) or _("Cơ quan ngoài hệ thống này"),
            tuple((track, tuple(lines)) for track, lines in tracks.items()),
        )
        for path, tracks in by_path.items()
        if tracks
    )


def asked_paths(actor: Actor, at: str, rows: Slice) -> tuple[str, ...]:
    """Whose groups are shown: those asked for, else the actor's own units, else whoever decides about him."""
    if at == OUTSIDE or queries.is_path(at):
        return ("" if at == OUTSIDE else at,)
    return queries.own_paths(actor) or tuple(row["path"] for row in rows.rows[:OTHERS])


def choice_of(
    actor: Actor, group: Group, posted: Mapping[str, str], returned: str
) -> tuple[Mapping[int, Category], str]:
    """What is chosen on the board: as posted, or as it stood in a batch that was returned."""
    if posted:
        return forms.chosen(posted), posted.get(forms.FILL, "")
    if not returned.isdecimal():
        return {}, ""
    batch = queries.batch(actor, int(returned[:18]))
    mine = (batch.managing_path, batch.track, batch.peer_group) == group.key and batch.cycle_id == group.cycle.pk
    lines = queries.lines_from(batch) if mine and batch.state == BatchState.RETURNED else {}
    return {entry: Category(category) for entry, category in lines.items()}, ""


def board(actor: Actor, group: Group, rows: Slice, *, chosen: Mapping[int, Category], fill: str = "") -> Board:
    """The board as it stands, with what is chosen on the page but not yet proposed."""
    whole = queries.sees_whole(actor, group)
    body = authority_of(group.managing_path)
    proposed = queries.proposed(actor, group)
    works = reads(actor, group.facts, DRAFT)
    suggested = queries.suggested(actor, group, rows.rows)
    lines = tuple(
        _line(actor, group, row, proposed.get(row["id"]), suggested.get(row["id"], 0), chosen.get(row["id"]))
        for row in rows.rows
    )
    submits = asked(actor, Action.SUBMIT, group.facts).allowed
    planned = Counter(Category(row["category"]) for row in proposed.values())
    planned += Counter(Category(line.choice) for line in lines if line.choosable and line.choice)
    due, not_due = queries.totals(group) if whole else (len(rows.rows), 0)
    ceiling = ceiling_of(group) if whole else None
    here = reverse("ratings:board", args=group.address)
    return Board(
        title=_("Xếp loại: {group}").format(group=peer_label(group.cycle, group.peer_group)),
        sub=_sub(body.name, due, not_due) if whole else "",
        quota=quota_panel(group, ceiling, planned) if ceiling else None,
        prerequisites=_prerequisites(group) if whole else (),
        notices=_notices(proposed.values()),
        lines=lines,
        rows=rows,
        choices=tuple(Choice(category.value, _(label(category))) for category in Category),
        subject=_(label(group.track)),
        here=here,
        submit=reverse("ratings:submit", args=group.address) if submits else "",
        record=reverse("ratings:record", args=group.address) if submits else "",
        fill=fill,
        open_lines=sum(1 for line in lines if line.choosable) if works else 0,
        summary=_summary(ceiling, due, len(proposed)) if ceiling else "",
    )


def quota_panel(group: Group, ceiling: Ceiling, planned: Counter[Category]) -> QuotaPanel:
    """Every reading of the group after what is planned."""
    after = ceiling.after(planned)
    mine = ceiling.rule.reading
    found = [_reading(ceiling, after, reading) for reading in quota.READINGS if ceiling.rule.percent is not None]
    main = tuple(sorted((one for one in found if one.rounding == mine.rounding), key=lambda one: not one.in_use))
    others = tuple(one for one in found if one.rounding != mine.rounding)
    differ = {one.label: one.cap for one in main} != {one.label: one.cap for one in others}
    other = next((one for one in Rounding if one is not mine.rounding), Rounding.HALF_UP)
    same = (
        "" if differ or not found else _("Nếu {rounding} thì kết quả cũng như trên.").format(rounding=_(label(other)))
    )
    return QuotaPanel(
        note=cap_note(ceiling),
        readings=main,
        others=others if differ else (),
        others_note=same or _("Nếu {rounding}:").format(rounding=_(label(other))),
        settings=reverse("ratings:quota", args=group.address),
        planned=tuple((category, ceiling.counts.get(category, 0), after[category]) for category in Category),
    )


def cap_note(ceiling: Ceiling) -> str:
    """The ceiling in a sentence: the percentage, who answers for it, what happens above it."""
    rule = ceiling.rule
    if rule.percent is None:
        return _("Bộ quy định chưa có tỷ lệ cho nhóm này, vì vậy không tính mức tối đa.")
    facts = {"percent": rule.percent, "source": rule.source}
    if rule.verified or ceiling.confirmation:
        who = ceiling.confirmation
        facts |= {"by": who.by, "no": who.document_no, "article": who.article} if who else {}
        text = _("Không quá {percent} % – {by} đã đối chiếu với {no}, {article}.") if who else ""
        text = text or _("Không quá {percent} % ({source}).")
        tail = {
            QuotaMode.BLOCK: _("Vượt thì không quyết định được."),
            QuotaMode.WARN: _("Vượt thì chỉ cảnh báo."),
            QuotaMode.OFF: _("Đơn vị không áp dụng."),
        }[ceiling.mode]
    else:
        text = _("Không quá {percent} % – chưa đối chiếu với văn bản gốc, vì vậy chỉ cảnh báo.")
        tail = _("Đơn vị không áp dụng.") if ceiling.mode is QuotaMode.OFF else ""
    extra = _("Đã có ngoại lệ: thêm {count}.").format(count=ceiling.extra) if ceiling.extra else ""
    return " ".join(part for part in (text.format(**facts), tail, extra) if part)


def peer_label(cycle: Cycle, peer_group: str) -> str:
    """A peer group in words: what it is made of, or its track alone."""
    try:
        track, *parts = roster.peer_group_terms(pack_of(cycle), peer_group)
    except (ValueError, StopIteration):
        return peer_group
    return " · ".join(_(label(part)) for part in parts) or _(label(track))


def trail(group: Group) -> tuple[Crumb, ...]:
    """The way to the pages of a group."""
    return (
        Crumb(_("Xếp loại {year}").format(year=group.cycle.year), reverse("ratings:groups", args=[group.cycle.pk])),
        Crumb(peer_label(group.cycle, group.peer_group), reverse("ratings:board", args=group.address)),
    )


def _sub(body: str, due: int, not_due: int) -> str:
    authority = body or _("cơ quan ngoài hệ thống này")
    text = _("Cấp quyết định: {authority} · Nhóm tương đồng: {due} đối tượng được xếp loại")
    if not_due:
        text = _("Cấp quyết định: {authority} · Nhóm tương đồng: {due} đối tượng được xếp loại, {rest} không xếp loại")
    return text.format(authority=authority, due=number_text(due), rest=number_text(not_due))


def _summary(ceiling: Ceiling, due: int, waiting: int) -> str:
    decided = sum(ceiling.counts.values())
    text = _("Đã xếp loại {decided}/{due}; đang chờ xử lý {waiting}; chưa đưa vào đợt nào {rest}.")
    facts = {"decided": decided, "due": due, "waiting": waiting, "rest": max(0, due - decided - waiting)}
    return text.format(**{name: number_text(value) for name, value in facts.items()})


def _line(
    actor: Actor,
    group: Group,
    row: queries.Row,
    proposed: queries.Row | None,
    suggestions: int,
    choice: Category | None,
) -> BoardLine:
    batch = reverse("ratings:batch", args=[proposed["batch_id"]]) if proposed else ""
    category = row["current_category"] or (proposed["category"] if proposed else "")
    free = not category and row["must_rate"]
    choosable = free and asked(actor, Action.UPDATE, _facts(group, row)).allowed
    return BoardLine(
        id=row["id"],
        name=row["name"],
        href=reverse("ratings:entry", args=[row["id"]]),
        note=_note(group, row, suggestions),
        status=_status(row, proposed),
        category=category,
        batch="" if row["current_category"] else batch,
        choosable=choosable,
        choice=choice.value if choice and choosable else "",
    )


def _facts(group: Group, row: queries.Row) -> RecordFacts:
    names = ("home_path", "person_id", "collective_id", "unit_id")
    return RecordFacts(
        managing_path=group.managing_path,
        track=group.track,
        cycle_id=group.cycle.pk,
        **{name: row[name] for name in names},
    )


def _note(group: Group, row: queries.Row, suggestions: int) -> str:
    items = ngettext("{count} vấn đề gợi ý", "{count} vấn đề gợi ý", suggestions).format(count=number_text(suggestions))
    if group.track is Track.ORGANIZATION:
        return _("Ban Thường vụ: {items}").format(items=items) if suggestions else ""
    return " · ".join(part for part in (row["posts"], items if suggestions else "") if part)


def _status(row: queries.Row, proposed: queries.Row | None) -> str:
    if row["current_category"]:
        return _("{number} ngày {day}").format(
            number=row["current_document_no"], day=day_text(row["current_document_date"])
        )
    if proposed:
        recorded = proposed["batch__kind"] == BatchKind.RECORD
        return _("đã ghi nhận, chờ kiểm tra") if recorded else _("đã trình, chờ quyết định")
    if not row["must_rate"]:
        known = row["reason"] in set(NotDue)
        reason = _(label(NotDue(row["reason"]))) if known else row["reason"]
        return _("không xếp loại: {reason}").format(reason=reason)
    return _("chưa xếp loại")


def _reading(ceiling: Ceiling, after: Mapping[Category, int], reading: quota.Reading) -> ReadingLine:
    found = quota.places(ceiling.rule, after, reading)
    in_use = reading == ceiling.rule.reading
    cap = (found.cap if found else 0) + (ceiling.extra if in_use else 0)
    return ReadingLine(
        label=_(label(reading.base)),
        rounding=reading.rounding,
        in_use=in_use,
        size=found.base if found else 0,
        cap=cap,
        used=ceiling.counts.get(Category.EXCELLENT, 0),
        planned=found.used if found else 0,
    )


def _prerequisites(group: Group) -> tuple[Prerequisites, ...]:
    return tuple(
        Prerequisites(_(PREREQUISITE_WORDS[rule, group.track]), source, rated, total)
        for rule, source, rated, total in queries.prerequisites(group)
        if total
    )


def _notices(proposed: Iterable[queries.Row]) -> tuple[Line, ...]:
    counted = Counter((row["batch_id"], row["batch__kind"]) for row in proposed)
    return tuple(
        Line(
            (
                _("[Đợt trình {count} đối tượng] chờ quyết định.")
                if kind == BatchKind.SUBMISSION
                else _("[Quyết định ghi nhận cho {count} đối tượng] chờ người thứ hai kiểm tra.")
            ).format(count=number_text(count)),
            reverse("ratings:batch", args=[batch]),
            tone="soon",
        )
        for (batch, kind), count in counted.items()
    )
