"""A merger (n → 1) or a split (1 → n): what is asked for, and what it would do as one frozen, digested value.

Past cycles are not mentioned because nothing of them moves: their rosters keep names and paths of their year.
``merger_preview.py`` draws the value, ``merger_apply.py`` does exactly what it says.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from tusoi.rules.problems import Problem
from tusoi.rules.terms import SuccessionKind, UnitKind


@dataclass(frozen=True)
class NewUnit:
    """A unit that a merger or a split creates."""

    code: str
    name: str
    kind: UnitKind


@dataclass(frozen=True)
class Decision:
    """The document that orders it, and the first day of the new order."""

    document_no: str
    document_date: date
    on: date


@dataclass(frozen=True)
class Merger:
    """Close ``units`` (ids) and put what they hold into a unit that goes on (its id), or into a new one."""

    units: tuple[int, ...]
    into: int | NewUnit
    parent: int  # above the new unit
    decision: Decision


@dataclass(frozen=True)
class Split:
    """Create ``parts`` beside a unit. ``units`` and ``people`` map ids to the number of their part.

    With ``keep`` the old unit goes on with what is not given away; without, it closes and everything is given.
    """

    unit: int
    parts: tuple[NewUnit, ...]
    units: tuple[tuple[int, int], ...]
    people: tuple[tuple[int, int], ...]
    keep: bool
    decision: Decision


@dataclass(frozen=True)
class Closing:
    id: int
    code: str
    name: str
    path: str


@dataclass(frozen=True)
class Receiver:
    """A unit that takes over; ``id`` is None while it does not exist."""

    id: int | None
    code: str
    name: str
    kind: UnitKind
    parent_id: int | None
    path: str


@dataclass(frozen=True)
class UnitMove:
    """A unit that changes its parent, with the size of what moves along (itself not counted)."""

    id: int
    code: str
    name: str
    receiver: int
    old_path: str
    new_path: str
    units: int
    members: int


@dataclass(frozen=True)
class MemberMove:
    """Members of one closing (or divided) branch who go to one receiver."""

    branch_id: int
    branch: str
    receiver: int
    people: tuple[int, ...]


@dataclass(frozen=True)
class Ended:
    """A collective, post or charge that ends with its unit."""

    what: str  # collective | post | charge
    id: int
    words: str


@dataclass(frozen=True)
class Preview:
    """Everything that will happen, in the order in which it is shown."""

    kind: SuccessionKind
    decision: Decision
    closing: tuple[Closing, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    moves: tuple[UnitMove, ...] = ()
    members: tuple[MemberMove, ...] = ()
    ended: tuple[Ended, ...] = ()
    predecessors: tuple[int, ...] = ()
    seats: tuple[str, ...] = ()  # paths at which the right to decide is needed
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def digest(self) -> str:
        """Changes whenever anything that would happen changes."""
        plain = replace(self, problems=())
        return hashlib.sha256(repr(plain).encode()).hexdigest()

    @property
    def people(self) -> int:
        """Members whose branch changes."""
        return sum(len(move.people) for move in self.members)

    @property
    def below(self) -> tuple[int, int]:
        """Units and members that move along without changing their own parent or branch."""
        return sum(move.units for move in self.moves), sum(move.members for move in self.moves)
