"""Where an actor stands to records: facts in, clauses per relation out.

A clause is a conjunction of atoms over the columns every record can answer; a relation holds when any of its
clauses matches. ``may`` evaluates clauses on one record, ``reach`` hands them to a queryset: one definition.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Literal

from tusoi.rules.terms import Axis, Relation, Resource, Role, Track

SEGMENT = 3  # capitals of base 36 per level of a path

AtomField = Literal["home_path", "managing_path", "person_id", "collective_id", "unit_id", "track", "cycle_id"]
Op = Literal["eq", "ne", "in", "not_in", "under", "not_under", "strictly_under"]

ATTENDS = "attends"  # reserved name in ``given``: the actor is assigned to the meeting of these rows

# The record is a unit itself: home path = managing path = the unit's own path.
UNIT_SHAPED = frozenset({Resource.UNIT_CARD, Resource.STRUCTURE, Resource.IMPORT, Resource.CYCLE})
FIGURES = frozenset({Resource.STATISTICS_OWN_UNIT, Resource.STATISTICS_SUBTREE})


@dataclass(frozen=True)
class GrantFacts:
    """One grant in force today: a role at the unit with ``path``, on one axis or both, perhaps for one cycle.

    ``unit_name`` is for showing only and no part of what the grant is.
    """

    role: Role
    path: str
    recursive: bool = True
    axis: Axis = Axis.BOTH
    cycle_id: int | None = None
    unit_id: int | None = None
    unit_name: str = field(default="", compare=False)


@dataclass(frozen=True)
class Actor:
    """Who acts, with everything the table needs to know. An ended grant is simply absent (G8)."""

    name: str
    user_id: int | None = None
    person_id: int | None = None
    branch_path: str = ""  # branch where the person is a member
    own_collectives: frozenset[int] = frozenset()  # heads or drafts for: subject
    member_collectives: frozenset[int] = frozenset()  # belongs to: peer
    own_units: frozenset[int] = frozenset()  # heads: subject of the organisation's rating
    grants: tuple[GrantFacts, ...] = ()
    installation: bool = False  # recorded actor of an empty data folder, command line only
    on_behalf_of: str = ""


@dataclass(frozen=True)
class RecordFacts:
    """What a record answers about itself. ``managing_path`` "" = an authority outside the tree.

    Unit cards, structure, imports and cycles: both paths are the unit's own. A grant: ``home_path`` is the unit it
    is for, ``managing_path`` the level that gives it. ``collective_id`` of a person is where he is reviewed.
    ``conditional`` names the facts that open conditional cells (see ``authority_table.CONDITIONS``);
    ``attendee_ids`` are persons assigned to the meeting. ``unit_shaped`` matters only to ``relations`` called
    without a resource: the readers take it from the resource.
    """

    home_path: str
    managing_path: str
    track: Track | None = None
    person_id: int | None = None
    collective_id: int | None = None
    unit_id: int | None = None
    cycle_id: int | None = None
    attendee_ids: frozenset[int] = frozenset()
    conditional: frozenset[str] = frozenset()
    unit_shaped: bool = False


@dataclass(frozen=True)
class Atom:
    """``field op value``. A missing value (None) equals nothing: it satisfies ``ne`` and ``not_in`` only.

    In a queryset ``ne``, ``not_in`` and ``not_under`` are written as ``~Q(...)``, which treats NULL alike;
    ``under`` is ``field >= value and field < path_end(value)``, ``strictly_under`` has ``>`` there.
    """

    field: AtomField
    op: Op
    value: object


Clause = tuple[Atom, ...]  # all atoms hold; the empty clause always matches

NEGATED: dict[Op, Op] = {"eq": "ne", "ne": "eq", "in": "not_in", "not_in": "in", "under": "not_under"}


def path_end(path: str) -> str:
    """Exclusive upper bound of a subtree, itself included.

    ``a`` stands at or below ``p`` exactly when ``p <= a < path_end(p)``: segments hold only digits and capitals,
    and "[" is the byte after "Z".
    """
    return path + "["


def under(path: str, ancestor: str) -> bool:
    return ancestor <= path < path_end(ancestor)


def ancestors(path: str) -> tuple[str, ...]:
    """The path and every path above it, longest first."""
    return tuple(path[:end] for end in range(len(path), 0, -SEGMENT))


def holds(atom: Atom, value: object) -> bool:
    """Whether the atom holds for a value of its field."""
    wanted = atom.value
    match atom.op:
        case "eq":
            return value == wanted
        case "ne":
            return value != wanted
        case "in":
            return value in wanted  # type: ignore[operator]
        case "not_in":
            return value not in wanted  # type: ignore[operator]
        case "under":
            return under(str(value), str(wanted))
        case "not_under":
            return not under(str(value), str(wanted))
        case "strictly_under":
            return value != wanted and under(str(value), str(wanted))


def matches(clause: Clause, record: RecordFacts) -> bool:
    return all(holds(atom, getattr(record, atom.field)) for atom in clause)


def settle(clauses: Iterable[Clause], known: Mapping[str, object]) -> tuple[Clause, ...]:
    """Evaluate the atoms whose field is the same for all rows, so that the rest can become a query.

    ``known`` maps field → value, e.g. ``{"track": None}`` for a table without tracks.
    """
    left = [
        tuple(atom for atom in clause if atom.field not in known)
        for clause in clauses
        if all(holds(atom, known[atom.field]) for atom in clause if atom.field in known)
    ]
    return tuple(dict.fromkeys(left))


def unless(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The negation of a disjunction of clauses, again as a disjunction of clauses."""
    return tuple(
        tuple(Atom(atom.field, NEGATED[atom.op], atom.value) for atom in choice) for choice in product(*clauses)
    )


@lru_cache(maxsize=512)
def standing(actor: Actor, resource: Resource | None, unit_shaped: bool) -> dict[Relation, tuple[Clause, ...]]:
    """Relation → clauses, before guard G1. The relation ``attendee`` depends on the meeting: see ``ATTENDS``."""
    found: dict[Relation, list[Clause]] = {}
    for relation, clause in _clauses(actor, resource, unit_shaped):
        found.setdefault(relation, []).append(clause)
    return {relation: tuple(dict.fromkeys(clauses)) for relation, clauses in found.items()}


def own_case(resource: Resource | None, unit_shaped: bool) -> bool:
    """Whether guard G1 can apply: figures and units are nobody's case."""
    return not unit_shaped and resource not in FIGURES


def _clauses(actor: Actor, resource: Resource | None, unit_shaped: bool) -> Iterator[tuple[Relation, Clause]]:
    if not unit_shaped:
        for clause in _as_subject(actor, resource):
            yield Relation.SUBJECT, clause
    for clause in _as_peer(actor, resource):
        yield Relation.PEER, clause
    for grant in actor.grants:
        if not grant.path:
            continue
        only = () if grant.cycle_id is None else (Atom("cycle_id", "eq", grant.cycle_id),)
        for relation, clause in _by_grant(grant, unit_shaped):
            yield relation, clause + only
        if resource is Resource.CYCLE and grant.role is not Role.ADMINISTRATOR:
            yield Relation.PEER, (Atom("home_path", "in", ancestors(grant.path)), *only)


def _as_subject(actor: Actor, resource: Resource | None) -> Iterator[Clause]:
    if actor.person_id is not None:
        yield (Atom("person_id", "eq", actor.person_id),)
    if actor.own_collectives:
        # a person's record names the collective where he is reviewed: its head is not the subject there
        elsewhere = (Track.CADRE, Track.MEMBER, Track.ORGANIZATION)
        yield (
            Atom("collective_id", "in", actor.own_collectives),
            Atom("track", "not_in", elsewhere),
        )
    if actor.own_units:
        unit = Atom("unit_id", "in", actor.own_units)
        yield (unit,) if resource in FIGURES else (unit, Atom("track", "eq", Track.ORGANIZATION))


def _as_peer(actor: Actor, resource: Resource | None) -> Iterator[Clause]:
    if actor.branch_path and resource is Resource.CYCLE:
        # whoever is reviewed inside the scope of a cycle sees that the cycle exists
        yield (Atom("home_path", "in", ancestors(actor.branch_path)),)
    elif actor.branch_path:
        yield (
            Atom("home_path", "eq", actor.branch_path),
            Atom("track", "not_in", (Track.CADRE, Track.COLLECTIVE)),
        )
    if actor.member_collectives:
        yield (Atom("collective_id", "in", actor.member_collectives),)


# role → relation as seen from the home unit, from the managing unit
OFFICES = {
    Role.STAFF: (Relation.HOME_STAFF, Relation.MANAGING_STAFF),
    Role.LEADER: (Relation.HOME_LEADER, Relation.MANAGING_LEADER),
}


def _by_grant(grant: GrantFacts, unit_shaped: bool) -> Iterator[tuple[Relation, Clause]]:
    """The table role × axis × where the grant's unit stands on the record's two paths."""
    on_home = grant.axis is not Axis.MANAGING
    on_managing = grant.axis is not Axis.HOME
    within: Op = "under" if grant.recursive else "eq"
    at_home = (Atom("home_path", within, grant.path),)
    if grant.role in OFFICES and unit_shaped:
        # imports and mergers below a unit are run from it: being above is managing, not ``upper``
        home, managing = OFFICES[grant.role]
        yield managing if on_managing else home, at_home
    elif grant.role in OFFICES:
        yield from _by_office(grant, on_home, on_managing, at_home)
    elif grant.role is Role.BRANCH_SECRETARY and on_home:
        yield Relation.BRANCH_SECRETARY, at_home
    elif grant.role in {Role.INSPECTOR, Role.ADMINISTRATOR}:
        scope = Relation(grant.role.value)
        if on_home:
            yield scope, at_home
        if on_managing:
            yield scope, (Atom("managing_path", within, grant.path),)
    # a member's rights come from being the subject or a peer, not from a grant


def _by_office(
    grant: GrantFacts, on_home: bool, on_managing: bool, at_home: Clause
) -> Iterator[tuple[Relation, Clause]]:
    """Staff and leaders: managing at the managing unit, upper above it, home from the home unit up to below it."""
    home, managing = OFFICES[grant.role]
    if on_managing:
        yield managing, (Atom("managing_path", "eq", grant.path),)
        if grant.recursive:
            yield Relation.UPPER, (Atom("managing_path", "strictly_under", grant.path),)
    if on_home:
        yield home, (*at_home, Atom("managing_path", "not_under", grant.path))
