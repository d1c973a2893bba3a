"""Coarse facts of the subjects of a cycle and the rules' answers to them.

Whatever the number of subjects, their facts take few distinct values: kinds of units and collectives, title groups,
stated levels, statuses, a recent admission. Each is classified once; ``freezing`` joins the answers back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import TypeVar

from tusoi.organizations.paths import COLUMN_OF_LEVEL
from tusoi.rules import roster
from tusoi.rules.pack import Pack
from tusoi.rules.roster import SubjectFacts
from tusoi.rules.terms import (
    CollectiveKind,
    CycleKind,
    ManagingLevel,
    PersonStatusKind,
    TitleGroup,
    Track,
    UnitKind,
    UnitLevel,
)

Term = TypeVar("Term", bound=StrEnum)

STATUS_BITS = {kind: 1 << place for place, kind in enumerate(PersonStatusKind)}
FULL, RECENT, LATER = 0, 1, 2
"""Admission: long enough ago (or unknown), less than the pack's months ago, after the reference date."""

PRECEDENCE = {group: place for place, group in enumerate(TitleGroup)}
HEIGHT = {level: place for place, level in enumerate(ManagingLevel)}


@dataclass(frozen=True)
class Frame:
    """What a roster is frozen for: the cycle, the subtree and the day, under the cycle's pack."""

    cycle_id: int
    cycle_kind: CycleKind
    path: str
    on: date
    pack: Pack

    @property
    def cutoff(self) -> date:
        """Who was admitted after it (and not after ``on``) is recent."""
        return roster.recent_cutoff(self.pack, self.on) or self.on

    @property
    def leading(self) -> tuple[TitleGroup, ...]:
        """Title groups that make a post a leading one."""
        return tuple(group for group in TitleGroup if roster.is_cadre(self.pack, [group], stated=False))


@dataclass(frozen=True)
class Signature:
    """The facts of many subjects as the database writes them: "" where there is no such fact."""

    unit_kind: str
    under: str
    collective_kind: str = ""
    title_group: str = ""
    stated: str = ""
    mask: int = 0
    admission: int = FULL

    def key(self, track: Track) -> str:
        """One text for all of it: with one equality to answer, a planner can only do right."""
        parts = (self.unit_kind, self.under, self.collective_kind, self.title_group, self.stated)
        return "/".join((track.value, *parts, str(self.mask), str(self.admission)))

    def facts(self, track: Track, cycle_kind: CycleKind) -> SubjectFacts:
        return SubjectFacts(
            track=track,
            unit_kind=UnitKind(self.unit_kind),
            under=_term(UnitLevel, self.under),
            collective_kind=_term(CollectiveKind, self.collective_kind),
            title_group=_term(TitleGroup, self.title_group),
            statuses=frozenset(kind for kind, bit in STATUS_BITS.items() if self.mask & bit),
            recently_admitted=self.admission == RECENT,
            admitted_later=self.admission == LATER,
            stated=_term(ManagingLevel, self.stated),
            cycle_kind=cycle_kind,
        )


ANSWER_COLUMNS = {
    "signature": "varchar(120) PRIMARY KEY",
    "managing_level": "varchar(12)",
    "managing_source": "varchar(12)",
    "authority": "varchar(20)",
    "peer_group": "varchar(60)",
    "must_review": "boolean",
    "must_rate": "boolean",
    "reason": "varchar(40)",
}
Answer = tuple[str | bool, ...]


def answers(frame: Frame, track: Track, signatures: Iterable[Signature]) -> Iterator[Answer]:
    """One row of ``ANSWER_COLUMNS`` for each distinct signature. ``authority`` names the unit column to read."""
    for one in dict.fromkeys(signatures):
        standing = roster.classify(frame.pack, one.facts(track, frame.cycle_kind))
        yield (
            one.key(track),
            standing.managing_level.value,
            standing.managing_source.value,
            authority_column(frame.pack, standing.managing_level),
            standing.peer_group,
            standing.must_review,
            standing.must_rate,
            standing.reason,
        )


def authority_column(pack: Pack, level: ManagingLevel) -> str:
    """Column of a unit that holds the path of the nearest ancestor-or-self at the deciding level."""
    return COLUMN_OF_LEVEL[pack.managing(level).unit_level]


def with_people(places: Iterable[Signature], masks: Iterable[int]) -> Iterator[Signature]:
    """Every place with every set of statuses in force and every admission: more than needed, and no scan of people."""
    for place, mask, admission in product(places, {0, *masks}, (FULL, RECENT, LATER)):
        yield Signature(
            place.unit_kind,
            place.under,
            title_group=place.title_group,
            stated=place.stated,
            mask=mask,
            admission=admission,
        )


def _term(terms: type[Term], value: str) -> Term | None:
    return terms(value) if value else None
