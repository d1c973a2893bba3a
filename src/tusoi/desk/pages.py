"""The desk: what waits for the reader, by when, in order, one link each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.accounts import queries_grants
from tusoi.accounts.pages import NoticeLine, notice_lines
from tusoi.accounts.queries_users import second_factors
from tusoi.cycles import queries as cycles
from tusoi.cycles.models import Cycle
from tusoi.cycles.rights import opens_anywhere
from tusoi.desk import pages_roles, queries
from tusoi.desk.pages_roles import Branch, OwnCard, Technical
from tusoi.exchange.actions import is_interrupted
from tusoi.exchange.models import UploadState
from tusoi.exchange.queries import upload
from tusoi.exchange.rights import imports_anything
from tusoi.organizations.queries import tops
from tusoi.ratings.pages import peer_label
from tusoi.ratings.queries import own_paths
from tusoi.rules.authority import Actor
from tusoi.rules.terms import BatchKind, CycleState, Role, SuggestionState
from tusoi.suggestions.addresses import register_url
from tusoi.ui.formats import number_text, share_text
from tusoi.ui.lines import Line

OFFICES = {Role.STAFF, Role.LEADER}


@dataclass(frozen=True)
class Beginning:
    """One step on the way from an empty installation to the first figures."""

    label: str
    href: str
    done: bool
    next: bool


@dataclass(frozen=True)
class DeskPage:
    """Everything the desk shows; what does not concern the reader is empty."""

    cycle: Cycle | None
    lines: tuple[Line, ...]
    notices: tuple[NoticeLine, ...]
    beginnings: tuple[Beginning, ...] = ()
    branches: tuple[Branch, ...] = ()
    own: tuple[OwnCard, ...] = ()
    technical: Technical | None = None
    season: str = ""

    @property
    def title(self) -> str:
        return _("Việc của chi bộ") if self.branches else _("Bàn làm việc")

    @property
    def sub(self) -> str:
        """Of one branch its name and balance, else the cycle."""
        if len(self.branches) == 1:
            return f"{self.branches[0].name}. {self.branches[0].said}"
        return self.cycle.name if self.cycle else ""


def desk(actor: Actor, *, at: datetime) -> DeskPage:
    """The desk of a reader now."""
    on = timezone.localdate(at)
    roles = {grant.role for grant in actor.grants}
    cycle = cycles.current(actor)
    branches = tuple(pages_roles.branch(actor, cycle, unit) for unit in queries.branches(actor)) if cycle else ()
    return DeskPage(
        cycle=cycle,
        lines=tuple(_lines(actor, cycle, roles, on)),
        notices=notice_lines(actor.user_id, most=queries.MOST),
        beginnings=_beginnings(actor, cycle),
        branches=branches,
        own=pages_roles.own_cards(actor, cycle) if cycle else (),
        technical=pages_roles.technical(actor, at=at) if Role.ADMINISTRATOR in roles else None,
        season=reverse("desk:season", args=[cycle.pk]) if cycle and not branches else "",
    )


def _lines(actor: Actor, cycle: Cycle | None, roles: set[Role], on: date) -> Iterator[Line]:
    """What waits, the oldest and most binding first."""
    yield from _batches(actor, on)
    yield from _grants(actor, on)
    if cycle is not None:
        yield from _suggestions(actor, cycle)
        yield from pages_roles.suggested(actor, cycle, on)
    yield from _uploads(actor)
    if cycle is not None and roles & OFFICES:
        yield from _ratings(actor, cycle)
    if cycle is not None and Role.INSPECTOR in roles:
        yield from pages_roles.inspected(actor, cycle)
    if roles - {Role.MEMBER, Role.BRANCH_SECRETARY} and not second_factors(actor.user_id or 0):
        said = _("Tài khoản này chưa bật xác thực hai bước. [Bật xác thực hai bước]")
        yield Line(said, reverse("mfa_index"), _("nên làm"))


def _batches(actor: Actor, on: date) -> Iterator[Line]:
    for batch in queries.own_batches(actor, own_paths(actor)):
        leads = any(grant.role is Role.LEADER and grant.path == batch.managing_path for grant in actor.grants)
        if batch.kind == BatchKind.SUBMISSION and not leads:
            continue
        said = (
            _("[{n} đề nghị xếp loại] ({group}) do {who} trình chờ quyết định.")
            if batch.kind == BatchKind.SUBMISSION
            else _("[{n} xếp loại theo quyết định đã ban hành] ({group}) do {who} ghi nhận chờ kiểm tra.")
        ).format(
            n=number_text(batch.number),  # type: ignore[attr-defined]
            group=peer_label(batch.cycle, batch.peer_group),
            who=batch.created_by,
        )
        days = (on - timezone.localdate(batch.created_at)).days
        due = _("chờ {n} ngày").format(n=number_text(days)) if days else _("trình hôm nay")
        yield Line(said, reverse("ratings:batch", args=[batch.pk]), due, "soon")
    for row in queries.returned_batches(actor):
        said = _("Bản xếp loại gửi [{authority}] đã bị trả lại; sửa rồi trình lại.").format(
            authority=row["authority_name"]
        )
        yield Line(said, reverse("ratings:batch", args=[row["id"]]), _("bị trả lại"), "late")


def _grants(actor: Actor, on: date) -> Iterator[Line]:
    waiting = queries_grants.waiting(actor, on=on) if any(g.role is Role.LEADER for g in actor.grants) else []
    if len(waiting) > queries.MOST:
        said = _("[{n} quyền được giao] chờ phê duyệt.").format(n=number_text(len(waiting)))
        yield Line(said, f"{reverse('accounts:grants')}?state=prepared", _("chờ duyệt"), "soon")
        return
    for grant in waiting:
        said = _("Quyền của [{who}] tại {unit} chờ phê duyệt.").format(who=str(grant.user), unit=grant.unit.name)
        yield Line(said, reverse("accounts:grant", args=[grant.pk]), _("chờ duyệt"), "soon")


def _suggestions(actor: Actor, cycle: Cycle) -> Iterator[Line]:
    words = {
        SuggestionState.PROPOSED: (_("[{n} gợi ý kiểm điểm] đã trình chờ duyệt."), _("chờ duyệt")),
        SuggestionState.APPROVED: (_("[{n} gợi ý kiểm điểm] đã duyệt chờ ban hành."), _("chờ ban hành")),
        SuggestionState.DRAFT: (_("[{n} gợi ý kiểm điểm] đang soạn, chưa trình."), _("đang soạn")),
    }
    counts = queries.suggestions_by_state(actor, cycle)
    for state, (said, due) in words.items():
        if number := counts.get(state):
            href = register_url(cycle.pk, state=state.value)
            yield Line(said.format(n=number_text(number)), href, due, "soon")


def _uploads(actor: Actor) -> Iterator[Line]:
    if not imports_anything(actor):
        return
    words = {
        UploadState.PREVIEWED: (_("Tệp [{name}] đã đọc thử, chưa nhập."), _("chưa nhập")),
        UploadState.REJECTED: (_("Tệp [{name}] có lỗi, chưa nhập."), _("có lỗi")),
    }
    for row in queries.unfinished_uploads(actor):
        href = reverse("exchange:one", args=[row["id"]])
        if is_interrupted(upload(actor, row["id"])):
            said = _("Tệp [{name}] bị ngắt giữa chừng; dữ liệu chưa đổi, cần làm lại.").format(
                name=row["original_name"]
            )
            yield Line(said, href, _("bị ngắt"), "late")
        elif row["state"] in words:
            said, due = words[UploadState(row["state"])]
            yield Line(said.format(name=row["original_name"]), href, due, "soon")


def _ratings(actor: Actor, cycle: Cycle) -> Iterator[Line]:
    """What the reader's own units decide about themselves."""
    paths = own_paths(actor)
    names = cycles.unit_names(paths)
    for path, rated, total in queries.not_rated(cycle, paths):
        href = f"{reverse('ratings:groups', args=[cycle.pk])}?at={path}"
        said = _("{unit} quyết định: đã xếp loại [{share}] đối tượng.").format(
            unit=names.get(path, ""), share=share_text(rated, total)
        )
        left = total - rated
        due = _("còn {n}").format(n=number_text(left)) if left else _("đã đủ")
        yield Line(said, href, due, "plain" if left else "ok")


def _beginnings(actor: Actor, cycle: Cycle | None) -> tuple[Beginning, ...]:
    """The way to the first figures, shown to whoever imports and opens for the top of the tree until it is done."""
    if not (imports_anything(actor) and opens_anywhere(actor)) or (cycle and cycle.state != CycleState.OPEN):
        return ()
    has = queries.beginnings(cycle)
    if all(has.values()) or not tops(actor):
        return ()
    bring = reverse("exchange:new")
    steps = (
        ("units", _("Nhập danh sách tổ chức đảng"), f"{bring}?kind=units"),
        ("members", _("Nhập danh sách đảng viên"), f"{bring}?kind=members"),
        ("cycle", _("Mở kỳ kiểm điểm"), reverse("cycles:open")),
        ("suggestions", _("Nhập gợi ý kiểm điểm đã ban hành"), f"{bring}?kind=suggestions"),
        ("ratings", _("Nhập kết quả xếp loại"), f"{bring}?kind=ratings"),
    )
    upcoming = next(name for name, *_rest in steps if not has[name])
    return tuple(Beginning(label, href, has[name], name == upcoming) for name, label, href in steps)
