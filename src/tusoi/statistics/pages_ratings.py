"""Ratings in detail: by track, by managing level, by unit below, and the peer groups with their ceiling."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tusoi.rules.terms import Category, ManagingLevel, Track, label
from tusoi.statistics import queries
from tusoi.statistics.cells import Cell, Cells
from tusoi.statistics.lists import Wanted
from tusoi.statistics.pages import Place
from tusoi.statistics.tables import GroupQuota, RatedPart, RatingTable
from tusoi.ui import charts
from tusoi.ui.templatetags.tusoi import CATEGORY_TONES


@dataclass(frozen=True)
class PartRow:
    """One line: a track, a level or a unit with its distribution."""

    label: str
    rated: Cell
    categories: tuple[Cell, ...]
    bar: SafeString
    href: str = ""


@dataclass(frozen=True)
class ReadingCell:
    """The ceiling in one reading: how it is understood, base, most places, used."""

    base: str
    rounding: str
    size: int
    cap: int
    used: int
    over: int
    chosen: bool


@dataclass(frozen=True)
class GroupRow:
    """A peer group; ``readings`` is empty where no ceiling is known."""

    label: str
    rated: Cell
    categories: tuple[Cell, ...]
    readings: tuple[ReadingCell, ...]
    percent: int | None
    verified: bool
    source: str


@dataclass(frozen=True)
class Detail:
    """Everything the page shows; ``track`` is the one the units below are compared on."""

    place: Place
    heads: tuple[tuple[str, str], ...]
    tracks: tuple[PartRow, ...]
    levels: tuple[PartRow, ...]
    track: Track
    choices: tuple[tuple[str, str], ...]
    units: tuple[PartRow, ...]
    groups: tuple[GroupRow, ...]

    @property
    def ceilings(self) -> tuple[GroupRow, ...]:
        """Groups with a decision: only there a ceiling says something."""
        return tuple(group for group in self.groups if group.rated.count)


def detail(place: Place, asked: str) -> Detail:
    """``asked``: the track of the address; the units below are compared on the organisations by default."""
    track = Track(asked) if asked in set(Track) else Track.MEMBER
    order = queries.order_of(place.cycle)
    parts = queries.cube(place.cycle, place.extent)
    by_track = queries.ratings_by(parts, "track", order)
    by_level = queries.ratings_by(parts, "managing_level", order)
    units = queries.ratings_by_unit(place.cycle, place.extent, track)
    return Detail(
        place=place,
        heads=tuple((_(label(category)), CATEGORY_TONES[category]) for category in order),
        tracks=tuple(_row(place, _(label(one)), by_track[one], Wanted(track=one)) for one in Track if one in by_track),
        levels=tuple(
            _row(place, _(label(level)), by_level[level], Wanted(level=level))
            for level in ManagingLevel
            if level in by_level
        ),
        track=track,
        choices=tuple((one.value, _(label(one))) for one in Track),
        units=tuple(_unit(place, part, track) for part in units),
        groups=tuple(_group(place, group) for group in queries.peer_groups(place.cycle, place.extent)),
    )


def _row(place: Place, words: str, table: RatingTable, wanted: Wanted) -> PartRow:
    categories = tuple(place.cells.category(line, wanted) for line in table.lines)
    return PartRow(words, place.cells.rated(table, wanted), categories, bar(words, table))


def _unit(place: Place, part: RatedPart, track: Track) -> PartRow:
    below = Cells(place.cycle, part.unit_id or place.unit.pk)
    wanted = Wanted(track=track)
    categories = tuple(below.category(line, wanted) for line in part.table.lines)
    href = f"?unit={part.unit_id}&track={track.value}"
    return PartRow(part.label, below.rated(part.table, wanted), categories, bar(part.label, part.table), href)


def _group(place: Place, group: GroupQuota) -> GroupRow:
    wanted = Wanted(track=group.track, group=group.peer_group)
    return GroupRow(
        label=" · ".join(_(label(term)) for term in group.terms),
        rated=place.cells.rated(group.table, wanted),
        categories=tuple(place.cells.category(line, wanted) for line in group.table.lines),
        readings=tuple(
            ReadingCell(
                base=_(label(places.reading.base)),
                rounding=_(label(places.reading.rounding)),
                size=places.base,
                cap=places.cap,
                used=places.used,
                over=places.over,
                chosen=bool(group.chosen and places.reading == group.chosen.reading),
            )
            for places in group.places
        ),
        percent=group.percent,
        verified=group.verified,
        source=group.source,
    )


def bar(title: str, table: RatingTable) -> SafeString:
    """The distribution as one bar without legend; the heads of the table name the colours."""
    if not table.rated:
        return SafeString("")
    parts = [
        charts.Part(_(label(line.key)), line.count or 0, CATEGORY_TONES[Category(line.key)]) for line in table.lines
    ]
    return charts.stacked_bar(parts, title=title, legend=False)
