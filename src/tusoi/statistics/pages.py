"""Frozen values for the templates of this room: every number with its whole and the list it opens."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tusoi.cycles.models import Cycle
from tusoi.organizations.models import Unit
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem
from tusoi.rules.terms import CycleState, ManagingLevel, NotDue, Track, label
from tusoi.statistics import actions, lists, queries
from tusoi.statistics.cells import Cell, Cells
from tusoi.statistics.lists import Standing, Wanted
from tusoi.statistics.rights import Extent, export_refusals
from tusoi.statistics.tables import Completeness, RatingTable, SuggestionTable
from tusoi.ui import charts
from tusoi.ui.buttons import Button, link
from tusoi.ui.formats import number_text, share_text
from tusoi.ui.lines import Line
from tusoi.ui.templatetags.tusoi import CATEGORY_TONES


@dataclass(frozen=True)
class Place:
    """Whose figures a page shows: cycle, unit, and what of it the actor may read."""

    cycle: Cycle
    unit: Unit
    extent: Extent

    @property
    def cells(self) -> Cells:
        return Cells(self.cycle, self.unit.pk)

    def address(self, name: str) -> str:
        """Another page about the same unit."""
        return f"{address(name, self.cycle)}?unit={self.unit.pk}"


def address(name: str, cycle: Cycle) -> str:
    """A page of this room about a cycle."""
    return reverse(f"statistics:{name}", args=[cycle.pk])


@dataclass(frozen=True)
class SuggestionRow:
    """One managing level; ``last`` marks the sum."""

    label: str
    organizations: Cell
    collectives: Cell
    individuals: Cell
    last: bool = False


@dataclass(frozen=True)
class Suggestions:
    """S3: who was suggested a review, by managing level."""

    rows: tuple[SuggestionRow, ...]
    with_organizations: bool
    twice: int
    chart: SafeString

    @property
    def any(self) -> bool:
        total = self.rows[-1]
        return any(cell.count is not None for cell in (total.organizations, total.collectives, total.individuals))


@dataclass(frozen=True)
class CategoryRow:
    label: str
    tone: str
    cell: Cell


@dataclass(frozen=True)
class Ratings:
    """S4: a distribution with its base, as rows and as one bar."""

    table: RatingTable
    rated: Cell
    not_yet: Cell
    exempt: Cell
    good_or_better: str
    rows: tuple[CategoryRow, ...]
    chart: SafeString


@dataclass(frozen=True)
class CompletenessRow:
    """Who of a managing level on a track is rated, exempt and why, or still waits."""

    level: str
    track: str
    total: Cell
    must_rate: Cell
    rated: Cell
    not_yet: Cell
    exempt: Cell
    reasons: tuple[tuple[str, Cell], ...]
    bar: SafeString
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Frozen:
    """Figures kept at closing, or a later supplement, with the papers made then."""

    number: int
    taken_at: datetime
    taken_by: str
    digest: str
    papers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Overview:
    """Everything the page "Thống kê" shows."""

    place: Place
    details: str
    at: datetime
    lines: tuple[Line, ...]
    suggestions: Suggestions
    ratings: Ratings | None
    completeness: tuple[tuple[str, tuple[CompletenessRow, ...]], ...]
    below: tuple[tuple[int, str], ...]
    downloads: tuple[Button, ...]
    frozen: tuple[Frozen, ...]
    supplement: Button | None


def overview(actor: Actor, place: Place, at: datetime) -> Overview:
    """The figures of a unit; the ratings of the units below only for whoever reads its whole subtree."""
    rows = tuple(_completeness(place.cells, row) for row in queries.completeness(place.cycle, place.extent))
    ratings = direct_ratings(place) if place.extent.whole else None
    return Overview(
        place=place,
        details=place.address("ratings"),
        at=at,
        lines=_lines(place, ratings, rows),
        suggestions=suggestions(place),
        ratings=ratings,
        completeness=tuple((level, tuple(some)) for level, some in groupby(rows, key=lambda row: row.level)),
        below=tuple((row["unit_id"], row["name"]) for row in queries.units_below(place.cycle, place.extent)),
        downloads=downloads(actor, place),
        frozen=frozen(place),
        supplement=supplement(actor, place),
    )


def suggestions(place: Place) -> Suggestions:
    """S3 as rows and bars."""
    table = queries.suggestion_table(place.cycle, place.extent)
    rows = [
        SuggestionRow(_level(line.level), **place.cells.suggestion_line(line), last=line.level is None)
        for line in (*table.lines, table.total)
    ]
    return Suggestions(tuple(rows), table.with_organizations, table.twice, _suggestion_chart(table))


def direct_ratings(place: Place) -> Ratings:
    """S4: the organisations directly below."""
    table = queries.rating_table(place.cycle, place.extent)
    wanted = Wanted(track=Track.ORGANIZATION, direct=True)
    return distribution(place.cells, table, wanted, _("Xếp loại tổ chức đảng trực thuộc"))


def distribution(cells: Cells, table: RatingTable, wanted: Wanted, title: str) -> Ratings:
    """A distribution over the categories; ``wanted`` says whose."""
    rows = tuple(
        CategoryRow(_(label(line.key)), CATEGORY_TONES[line.key], cells.category(line, wanted)) for line in table.lines
    )
    parts = [charts.Part(row.label, row.cell.count or 0, row.tone) for row in rows]
    return Ratings(
        table=table,
        rated=cells.rated(table, wanted),
        not_yet=cells.not_yet(table, wanted),
        exempt=cells.of(table.exempt, replace(wanted, standing=Standing.EXEMPT)),
        good_or_better=share_text(table.good_or_better, table.rated),
        rows=rows,
        chart=charts.stacked_bar(parts, title=title, legend=False) if table.rated else SafeString(""),
    )


@dataclass(frozen=True)
class SubjectRow:
    """One subject behind a number, with its rating in force."""

    name: str
    href: str
    posts: str
    unit: str
    level: ManagingLevel
    must_rate: bool
    reason: str
    evidence: str
    category: str
    document_no: str
    document_date: date | None


@dataclass(frozen=True)
class Listing:
    """The page of the rows behind a number; ``hidden``: counted, but not for this reader to open."""

    place: Place
    rows: tuple[SubjectRow, ...]
    shown: int
    hidden: int


def listing(actor: Actor, place: Place, wanted: Wanted, rows: Iterable[dict[str, Any]]) -> Listing:
    """``rows``: values of one page of the list."""
    return Listing(place, tuple(map(_subject, rows)), *lists.lengths(actor, place.cycle, place.extent, wanted))


def _subject(row: dict[str, Any]) -> SubjectRow:
    card = ("person", row["person_id"]) if row["person_id"] else ("unit", row["unit_id"])
    return SubjectRow(
        name=row["name"],
        href=reverse(f"organizations:{card[0]}", args=[card[1]]),
        posts=row["posts"],
        unit=row["unit__name"],
        level=ManagingLevel(row["managing_level"]),
        must_rate=row["must_rate"],
        reason=_(label(NotDue(row["reason"]))) if row["reason"] else "",
        evidence=row["evidence"],
        category=row["category"] or "",
        document_no=row["document_no"] or "",
        document_date=row["document_date"],
    )


def heading(wanted: Wanted) -> str:
    """What the rows have in common, as in: Tổ chức đảng trực thuộc · Hoàn thành tốt nhiệm vụ."""
    standing = {
        Standing.RATED: _("đã xếp loại"),
        Standing.NOT_YET: _("chưa xếp loại"),
        Standing.EXEMPT: _("không thuộc diện xếp loại"),
    }
    parts = [
        _("Tổ chức đảng trực thuộc") if wanted.direct else _(label(wanted.track)) if wanted.track else _("Đối tượng"),
        _("thuộc diện {level} quản lý").format(level=_(label(wanted.level))) if wanted.level else "",
        _(label(wanted.category)) if wanted.category else "",
        standing[wanted.standing] if wanted.standing else "",
        _(label(wanted.reason)) if wanted.reason else "",
    ]
    return " · ".join(part for part in parts if part)


def downloads(actor: Actor, place: Place) -> tuple[Button, ...]:
    """Files of these figures; greyed out with the reason for whoever may only read them."""
    problems = export_refusals(actor, place.cycle, place.extent, place.unit.pk)
    offered = (
        (_("Tải bảng số liệu (Excel)"), "workbook"),
        (_("Tải danh sách đối tượng (Excel)"), "roster"),
        (_("Báo cáo tổng hợp (Word)"), "word"),
        (_("Báo cáo tổng hợp (PDF)"), "pdf"),
    )
    return tuple(link(words, place.address(name), problems=problems) for words, name in offered)


def frozen(place: Place) -> tuple[Frozen, ...]:
    """Snapshots of the cycle; they are of its whole scope, so they stand on that page only."""
    if place.unit.pk != place.cycle.scope_id or not place.extent.whole:
        return ()
    return tuple(
        Frozen(
            number=one.number,
            taken_at=one.taken_at,
            taken_by=one.taken_by,
            digest=one.digest,
            papers=tuple((paper.file_name, reverse("statistics:document", args=[paper.pk])) for paper in papers),
        )
        for one, papers in queries.snapshots(place.cycle)
    )


def supplement(actor: Actor, place: Place) -> Button | None:
    """The act of freezing a supplement, offered once figures are frozen."""
    if place.cycle.state != CycleState.CLOSED or place.unit.pk != place.cycle.scope_id:
        return None
    problems = actions.supplement_refusals(actor, place.cycle)
    confirm = _("Chốt số liệu bổ sung của {name}?").format(name=place.cycle.name)
    return Button(_("Chốt số liệu bổ sung"), address("freeze", place.cycle), problems=problems, confirm=confirm)


def _completeness(cells: Cells, row: Completeness) -> CompletenessRow:
    wanted = Wanted(level=row.level, track=row.track)
    level, track = _level(row.level), _(label(row.track))
    exempt = replace(wanted, standing=Standing.EXEMPT)
    return CompletenessRow(
        level=level,
        track=track,
        total=cells.of(row.total, wanted),
        must_rate=cells.of(row.due, wanted),
        rated=cells.of(row.rated, replace(wanted, standing=Standing.RATED), row.due),
        not_yet=cells.not_yet(row, wanted),
        exempt=cells.of(row.exempt_total, exempt),
        reasons=tuple(_reason(cells, exempt, NotDue(reason), count) for reason, count in row.exempt),
        bar=charts.share_bar(row.rated, row.due, title=f"{level} · {track}"),
        problems=row.problems,
    )


def _reason(cells: Cells, exempt: Wanted, reason: NotDue, count: int) -> tuple[str, Cell]:
    return _(label(reason)), cells.of(count, replace(exempt, reason=reason))


def _lines(place: Place, ratings: Ratings | None, rows: tuple[CompletenessRow, ...]) -> tuple[Line, ...]:
    found = []
    if ratings is not None and ratings.table.total:
        said = _("Đã xếp loại [{rated}] tổ chức đảng trực thuộc.")
        found.append(Line(said.format(rated=ratings.rated.text), href=ratings.rated.href))
    waiting = sum(row.not_yet.count or 0 for row in rows)
    if waiting:
        said = _("[{n} đối tượng] thuộc diện xếp loại chưa có quyết định.").format(n=number_text(waiting))
        found.append(Line(said, href=place.cells.of(waiting, Wanted(standing=Standing.NOT_YET)).href, tone="soon"))
    unbalanced = sum(bool(row.problems) for row in rows)
    if unbalanced:
        said = _("{n} dòng chưa khớp tổng; các dòng đó được đánh dấu và chưa dùng để báo cáo.")
        found.append(Line(said.format(n=unbalanced), tone="late"))
    return tuple(found)


def _suggestion_chart(table: SuggestionTable) -> SafeString:
    parts = [
        charts.Part(f"{_level(line.level)} · {words}", count, tone)
        for line in table.lines
        for words, count, tone in (
            (_("tập thể"), line.collectives, "completed"),
            (_("cá nhân"), line.individuals, "good"),
        )
        if count is not None
    ]
    return charts.horizontal_bars(parts, title=_("Được gợi ý kiểm điểm theo cấp quản lý")) if parts else SafeString("")


def _level(level: ManagingLevel | None) -> str:
    return _("Cộng") if level is None else _(label(level))
