"""Figures as values: counts with the whole they belong to. Nothing here asks a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tusoi.rules import quota
from tusoi.rules.problems import Problem
from tusoi.rules.tally import Line, balance, distribution
from tusoi.rules.terms import Category, ManagingLevel, NotDue, SubjectKind, Track

LEVELS = (ManagingLevel.CENTRAL, ManagingLevel.PROVINCE, ManagingLevel.DISTRICT, ManagingLevel.GRASSROOTS)
ASKED_LEVELS = LEVELS[1:]  # the levels every table shows, with or without a record


@dataclass(frozen=True)
class SuggestionLine:
    """Subjects of one managing level that got a suggestion; None where the level and kind has no record."""

    level: ManagingLevel | None  # None: all levels together
    organizations: int | None
    collectives: int | None
    individuals: int | None


@dataclass(frozen=True)
class SuggestionTable:
    """Distinct subjects with an issued and not withdrawn suggestion.

    Every cell, the totals too, counts a subject once: ``twice`` says how many were addressed by two levels and so stand
    in two lines of the table but once in the total.
    """

    lines: tuple[SuggestionLine, ...]
    total: SuggestionLine
    twice: int = 0

    @property
    def with_organizations(self) -> bool:
        """Whether any party organisation itself got a suggestion; usually its collective does."""
        return self.total.organizations is not None

    @property
    def asked(self) -> tuple[SuggestionLine, ...]:
        """The lines without those of a level that is shown only when it has a record."""
        return tuple(line for line in self.lines if line.level in ASKED_LEVELS)


def suggestion_table(
    counts: Mapping[tuple[ManagingLevel, SubjectKind], int], totals: Mapping[SubjectKind, int]
) -> SuggestionTable:
    """The table from its counts; a level beyond the asked ones appears when it has a record."""
    found = {level for level, _kind in counts}
    lines = tuple(
        _suggestion_line(level, {kind: counts.get((level, kind)) for kind in SubjectKind})
        for level in LEVELS
        if level in ASKED_LEVELS or level in found
    )
    return SuggestionTable(lines, _suggestion_line(None, totals), sum(counts.values()) - sum(totals.values()))


def _suggestion_line(level: ManagingLevel | None, counts: Mapping[SubjectKind, int | None]) -> SuggestionLine:
    kinds = (SubjectKind.ORGANIZATION, SubjectKind.COLLECTIVE, SubjectKind.PERSON)
    return SuggestionLine(level, *(counts.get(kind) for kind in kinds))


@dataclass(frozen=True)
class RatingTable:
    """``total`` subjects, of them ``rated``; the shares are of those rated. The rest is exempt or not yet rated."""

    total: int
    rated: int
    exempt: int
    not_yet: int
    lines: tuple[Line[Category], ...]

    @property
    def good_or_better(self) -> int | None:
        """“Tốt trở lên”: the two upper categories together, no category of its own."""
        upper = [line.count for line in self.lines if line.key in {Category.EXCELLENT, Category.GOOD}]
        return None if any(count is None for count in upper) else sum(count or 0 for count in upper)


def rating_table(
    counts: Mapping[Category, int], order: Iterable[Category], *, exempt: int = 0, not_yet: int = 0
) -> RatingTable:
    """From the counts of each category, of those not to be rated and of those still without a decision."""
    lines = distribution(counts, tuple(order))
    rated = sum(counts.values())
    return RatingTable(rated + exempt + not_yet, rated, exempt, not_yet, lines)


@dataclass(frozen=True)
class Completeness:
    """One line: who of a managing level on a track is rated, is not to be, or still waits.

    ``total`` is counted apart from the parts, so that a row that does not balance is seen.
    """

    level: ManagingLevel
    track: Track
    total: int
    must_review: int
    must_rate: int
    rated: int
    exempt: tuple[tuple[NotDue | str, int], ...]
    not_yet: int

    @property
    def exempt_total(self) -> int:
        return sum(count for _reason, count in self.exempt)

    @property
    def due(self) -> int:
        """Base of the progress: those rated and those who wait."""
        return self.rated + self.not_yet

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the row does not balance; nothing when it does."""
        parts: dict[str, int | None] = {"đã xếp loại": self.rated, "chưa xếp loại": self.not_yet}
        return balance(self.total, parts | {"không xếp loại": self.exempt_total})


@dataclass(frozen=True)
class RatedPart:
    """The distribution of one part: a level, a track or a unit below."""

    key: str
    label: str
    table: RatingTable
    unit_id: int | None = None


@dataclass(frozen=True)
class GroupQuota:
    """A peer group with its counts and the ceiling in every reading; ``chosen`` is the reading in force.

    ``terms``: the words the group's name is made of. ``percent`` None: no ceiling is known.
    """

    track: Track
    peer_group: str
    terms: tuple[StrEnum, ...]
    table: RatingTable
    places: tuple[quota.Places, ...]
    chosen: quota.Places | None
    percent: int | None
    verified: bool
    source: str

    @property
    def over(self) -> int:
        return self.chosen.over if self.chosen else 0


def figures_of(suggestions: SuggestionTable, ratings: RatingTable) -> dict[str, Any]:
    """The two tables in the shape other programs read: ``tusoi figures --json`` and every snapshot."""
    return {
        "suggestions": [
            {
                "managing_level": line.level.value if line.level else "total",
                "collectives": line.collectives,
                "individuals": line.individuals,
            }
            for line in (*suggestions.asked, suggestions.total)
        ],
        "ratings": {
            "total": ratings.total,
            "rated": ratings.rated,
            "categories": [
                {"category": line.key.value, "count": line.count, "base": line.base, "percent": line.percent}
                for line in ratings.lines
            ],
        },
    }
