"""To whom a suggestion can be addressed: collectives and people, on the roster of the cycle or not yet."""

from dataclasses import dataclass
from typing import Any, Literal

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.queries import entries_of
from tusoi.organizations import queries as organizations
from tusoi.organizations.models import IN_FORCE, Collective, Unit
from tusoi.rules.authority import Actor, may_install
from tusoi.rules.names import search_key
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Action, ManagingLevel, ManagingSource, Role
from tusoi.scoping import within
from tusoi.suggestions import rights

MOST_FOUND = 25
MOST_WORDS = 6
OFFICES = frozenset({Role.STAFF, Role.LEADER, Role.INSPECTOR})

Kind = Literal["collective", "person"]


@dataclass(frozen=True)
class Addressee:
    """A collective or a person; ``entry`` is None while the roster does not have the subject."""

    kind: Kind
    id: int
    name: str
    unit_name: str
    entry: RosterEntry | None
    levels: tuple[ManagingLevel, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> tuple[Kind, int]:
        return (self.kind, self.id)

    @property
    def level(self) -> ManagingLevel | None:
        return ManagingLevel(self.entry.managing_level) if self.entry else None

    @property
    def stated(self) -> bool:
        """Whether a post or a document says who manages the subject."""
        return self.entry is not None and self.entry.managing_source != ManagingSource.DEFAULT


def addressees(actor: Actor, cycle: Cycle, search: str, action: Action) -> list[Addressee]:
    """Collectives and people the actor knows whose name fits, at most ``MOST_FOUND`` of each; six queries."""
    words = search_key(search).split()[:MOST_WORDS]
    if not words:
        return []
    collectives = Collective.objects.filter(
        IN_FORCE, within("unit__path", cycle.scope.path), unit__in=organizations.visible_units(actor)
    )
    for word in words:
        collectives = collectives.filter(search_key__contains=word)
    listed = collectives.order_by("unit__path", "sort_key").values_list("id", "name", "unit__name")[:MOST_FOUND]
    people: Any = organizations.people_below(actor, cycle.scope.path, search).order_by("sort_key", "id")[:MOST_FOUND]
    found: list[tuple[Kind, int, str, str]] = [("collective", pk, name, unit) for pk, name, unit in listed]
    found += [("person", row["id"], row["full_name"], row["branch__name"] or "") for row in people]
    entries = entries_of(cycle, [(kind, pk) for kind, pk, *_ in found])
    mine = levels_of(actor)
    return [
        _addressee(actor, kind, pk, name, unit, entries.get((kind, pk)), mine, action) for kind, pk, name, unit in found
    ]


def addressee(actor: Actor, cycle: Cycle, kind: Kind, pk: int, action: Action) -> Addressee:
    """One of them. Missing when there is none or the actor may not know it."""
    if kind == "person":
        person = organizations.person(actor, pk)
        name, unit = person.full_name, person.branch.name if person.branch else ""
    else:
        collective = organizations.collective(actor, pk)
        name, unit = collective.name, collective.unit.name
    entry = entries_of(cycle, [(kind, pk)]).get((kind, pk))
    return _addressee(actor, kind, pk, name, unit, entry, levels_of(actor), action)


def levels_of(actor: Actor) -> tuple[ManagingLevel, ...]:
    """Levels at which the actor holds an office, from the top; every level for the installation."""
    if may_install(actor):
        return tuple(ManagingLevel)
    paths = {grant.path for grant in actor.grants if grant.role in OFFICES and grant.path}
    levels = set(Unit.objects.filter(path__in=paths).values_list("level", flat=True)) if paths else set()
    return tuple(level for level in ManagingLevel if level.value in levels)


def _addressee(
    actor: Actor,
    kind: Kind,
    pk: int,
    name: str,
    unit: str,
    entry: RosterEntry | None,
    mine: tuple[ManagingLevel, ...],
    action: Action,
) -> Addressee:
    """Where nothing is stated yet, the actor's own levels are open; the act itself asks again."""
    if entry is None or entry.managing_source == ManagingSource.DEFAULT:
        here = {ManagingLevel(entry.managing_level)} if entry else set()
        levels = tuple(level for level in ManagingLevel if level in here | set(mine))
        problems = _own_case(actor, kind, pk) or _nothing_open(actor, entry, mine, action)
        return Addressee(kind, pk, name, unit, entry, levels, problems)
    problems = () if may_install(actor) else rights.asked_at(actor, action, entry)
    return Addressee(kind, pk, name, unit, entry, (ManagingLevel(entry.managing_level),), problems)


def _own_case(actor: Actor, kind: Kind, pk: int) -> tuple[Problem, ...]:
    own = (kind == "person" and actor.person_id == pk) or (kind == "collective" and pk in actor.own_collectives)
    return (rights.own_case_problem(Action.CREATE),) if own else ()


def _nothing_open(
    actor: Actor, entry: RosterEntry | None, mine: tuple[ManagingLevel, ...], action: Action
) -> tuple[Problem, ...]:
    if mine:
        return ()
    return rights.asked_at(actor, action, entry) if entry else (rights.not_entitled(action),)
