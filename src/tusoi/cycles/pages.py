"""Frozen values for the templates of this room, with each button's state and its reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.cycles import queries, rights
from tusoi.cycles.actions import Opening, opening_problems
from tusoi.cycles.answers import Asked
from tusoi.cycles.models import Cycle
from tusoi.cycles.readiness import OF_PEOPLE, Finding, Plan, Readiness
from tusoi.organizations.paths import parent
from tusoi.rules import library
from tusoi.rules.authority import Actor
from tusoi.rules.pack_files import PackError
from tusoi.rules.problems import Problem
from tusoi.rules.terms import CycleState, Track, label
from tusoi.ui.buttons import Button, link
from tusoi.ui.formats import day_text, number_text
from tusoi.ui.page import Crumb
from tusoi.ui.problems import Said, say

Row = dict[str, Any]
WORTH_NAMING = 1000  # with more, the first names of the tree tell nothing


def home() -> Crumb:
    return Crumb(_("Kỳ kiểm điểm"), reverse("cycles:list"))


def trail(cycle: Cycle) -> tuple[Crumb, ...]:
    return home(), Crumb(cycle.name, season(cycle.pk))


def season(cycle_id: int) -> str:
    """Address of the season on one page; of the roster where the product is built without the desk."""
    try:
        return reverse("desk:season", args=[cycle_id])
    except NoReverseMatch:
        return reverse("cycles:roster", args=[cycle_id])


# The list of cycles


@dataclass(frozen=True)
class PackLabel:
    """A pack as pages name it: its citation, and whether somebody has compared it with the signed texts."""

    citation: str
    verified: bool


def pack_label(pack_id: str) -> PackLabel:
    """A pack that cannot be loaded is named by its id and counts as unverified."""
    try:
        pack = library.load(pack_id)
    except PackError:
        return PackLabel(pack_id, verified=False)
    return PackLabel(pack.citation, pack.verified)


def listed(rows: Iterable[Row]) -> list[Row]:
    """Cycles of one page with their packs and where they lead."""
    return [
        {
            **row,
            "pack": pack_label(row["pack_id"]),
            "state_term": CycleState(row["state"]),
            "href": season(row["id"]),
        }
        for row in rows
    ]


def opener(actor: Actor) -> Button | None:
    if not rights.opens_anywhere(actor):
        return None
    return link(_("Mở kỳ kiểm điểm"), reverse("cycles:open"), strong=True)


# Before opening


@dataclass(frozen=True)
class Point:
    """A finding in words, with the address of its list."""

    said: Said
    count: int
    href: str = ""


@dataclass(frozen=True)
class ReadinessPage:
    """The list before opening. ``again``: the cycle is open already, only who is new is added."""

    found: Readiness
    pack: PackLabel
    errors: tuple[Point, ...]
    warnings: tuple[Point, ...]
    again: bool
    blocked: tuple[Said, ...]
    refused: tuple[Problem, ...]
    query: Mapping[str, str]
    confirm: str
    change: str

    @property
    def title(self) -> str:
        return _("Kiểm tra trước khi mở kỳ")

    @property
    def plan(self) -> Plan:
        return self.found.plan


def readiness_page(found: Readiness, query: Mapping[str, str], refused: tuple[Problem, ...] = ()) -> ReadinessPage:
    """``query``: the plan as the address says it; ``refused``: what a posting met."""
    address = urlencode(query)
    again = found.cycle is not None and found.cycle.state == CycleState.OPEN
    problems = opening_problems(found, accept_warnings=True)
    name = found.plan.scope.name
    confirm = (
        _("Bổ sung đối tượng mới vào {cycle}?").format(cycle=found.cycle.name)
        if again and found.cycle
        else _("Mở kỳ kiểm điểm năm {year} cho {scope}? Danh sách kiểm điểm được chốt, không gỡ được.").format(
            year=found.plan.year, scope=name
        )
    )
    return ReadinessPage(
        found=found,
        pack=pack_label(found.plan.pack_id),
        errors=tuple(_points(found.errors, address)),
        warnings=tuple(_points(found.warnings, address)),
        again=again,
        query=query,
        refused=refused[:1],
        blocked=tuple(say(problem) for problem in problems[:1]),
        confirm=confirm,
        change=f"{reverse('cycles:open')}?{address}",
    )


def _points(findings: Iterable[Finding], address: str) -> Iterator[Point]:
    for finding in findings:
        href = f"{reverse('cycles:finding', args=[finding.code])}?{address}" if finding.listed else ""
        yield Point(say(finding.problem), finding.count, href)


FINDINGS = {
    "unit-off-tree": gettext_lazy("Tổ chức đứng không đúng chỗ trong cây tổ chức"),
    "person-without-branch": gettext_lazy("Đảng viên không thuộc chi bộ nào"),
    "person-in-two-branches": gettext_lazy("Đảng viên thuộc hai chi bộ cùng một ngày"),
    "unit-without-head": gettext_lazy("Tổ chức chưa ghi nhận người đứng đầu"),
    "unit-without-leader": gettext_lazy("Cấp ủy có thẩm quyền quyết định, chưa có lãnh đạo dùng phần mềm"),
    "unit-without-collective": gettext_lazy("Tổ chức chưa có tập thể nào trong sổ"),
    "person-without-admission": gettext_lazy("Đảng viên chưa có ngày vào Đảng"),
    "person-admitted-later": gettext_lazy("Đảng viên có ngày vào Đảng sau ngày tính"),
    "person-joined-later": gettext_lazy("Đảng viên về chi bộ sau ngày tính"),
}


def finding_rows(code: str, rows: Iterable[Row]) -> list[Row]:
    """Rows of a finding's list, each leading to its unit or person and naming the unit above it."""
    rows, people = list(rows), code in OF_PEOPLE
    name = "organizations:person" if people else "organizations:unit"
    above = {row["id"]: row["path"] if people else parent(row["path"]) for row in rows}
    names = queries.unit_names(above.values())
    return [{**row, "href": reverse(name, args=[row["id"]]), "above": names.get(above[row["id"]], "")} for row in rows]


# After opening


def opened_lines(opening: Opening) -> list[str]:
    """What an opening did, line by line, for the command line and the page alike."""
    cycle = opening.cycle
    if not opening.total and not opening.first:
        return [_("{cycle}: không có đối tượng mới.").format(cycle=cycle.name)]
    said = _("Đã mở {cycle} cho {scope}.") if opening.first else _("Đã bổ sung {cycle} cho {scope}.")
    lines = [said.format(cycle=cycle.name, scope=cycle.scope.name), added_words(opening.added)]
    if not opening.first:
        more = opening.total - len(opening.names_added)
        names = ", ".join(opening.names_added)
        lines.append(names + (_(" và {n} đối tượng nữa").format(n=number_text(more)) if more > 0 else ""))
    return lines


def opened_href(opening: Opening) -> str:
    """Address of the page that names who came in."""
    return f"{reverse('cycles:opened', args=[opening.cycle.pk])}?{urlencode({'since': opening.since})}"


def added_words(added: Mapping[Track, int]) -> str:
    """As in: 4.941 tổ chức đảng, 329 tập thể, 1.930 cán bộ, 52.055 đảng viên."""
    parts = [f"{number_text(count)} {_(label(track)).lower()}" for track, count in added.items() if count]
    return _("Danh sách kiểm điểm có thêm: {parts}.").format(parts=", ".join(parts))


@dataclass(frozen=True)
class OpenedPage:
    """Who came in: numbers by track, the first names, the whole list."""

    cycle: Cycle
    rows: tuple[tuple[Track, int, str], ...]
    names: tuple[Row, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.names)


def opened_page(actor: Actor, cycle: Cycle, since: int) -> OpenedPage:
    base = reverse("cycles:roster", args=[cycle.pk])
    counted = queries.added(actor, cycle, since)
    rows = tuple(
        (track, counted[track], f"{base}?{urlencode({'track': track.value, 'since': since})}")
        for track in Track
        if counted.get(track)
    )
    total = sum(counted.values())
    names = tuple(queries.first_added(actor, cycle, since)) if total <= WORTH_NAMING else ()
    return OpenedPage(cycle, rows, names, total)


# The roster


@dataclass(frozen=True)
class RosterPage:
    """What stands above a list of entries: the cycle in a line, its tracks, what may be done with it."""

    cycle: Cycle
    pack: PackLabel
    state: CycleState
    place: str
    tabs: tuple[tuple[Track, str], ...]
    track: Track
    since: int
    acts: tuple[Button, ...]

    @property
    def people(self) -> bool:
        return self.track in {Track.CADRE, Track.MEMBER}


def roster_page(actor: Actor, cycle: Cycle, asked: Asked) -> RosterPage:
    tabs = tuple((track, f"?{urlencode({**asked.query, 'track': track.value})}") for track in Track)
    return RosterPage(
        cycle=cycle,
        pack=pack_label(cycle.pack_id),
        state=CycleState(cycle.state),
        place=(asked.unit or cycle.scope).name,
        tabs=tabs,
        track=asked.track,
        since=asked.since,
        acts=tuple(_acts(actor, cycle)),
    )


def _acts(actor: Actor, cycle: Cycle) -> Iterator[Button]:
    """Adding who is new while it is open, reopening when it is closed; only for those who may."""
    if cycle.state == CycleState.OPEN and not rights.opening_refusals(actor, cycle.scope):
        plan = {
            "year": cycle.year,
            "pack_id": cycle.pack_id,
            "scope": cycle.scope.code,
            "reference_date": day_text(cycle.reference_date),
        }
        yield link(_("Bổ sung đối tượng mới"), f"{reverse('cycles:check')}?{urlencode(plan)}")
    if cycle.state == CycleState.CLOSED and not rights.decision_refusals(actor, cycle):
        yield link(_("Mở lại kỳ theo quyết định"), reverse("cycles:reopen", args=[cycle.pk]))
