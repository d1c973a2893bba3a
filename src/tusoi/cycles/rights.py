"""This room's questions to the table of rights: who sees a cycle and its entries, who opens, closes and reopens.

A cycle is opened by the staff or by a leader of its scope; closing and reopening are decisions of a leader. Both need
a grant for the whole subtree.
"""

from django.db.models import Q

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.organizations.models import Unit
from tusoi.rules import authority_table as table
from tusoi.rules.authority import SOURCE, Actor, RecordFacts, may, may_install
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.reach import SEGMENT
from tusoi.rules.terms import Action, Resource, Role, Track
from tusoi.scoping import visible

CYCLE_COLUMNS = {"home_path": "scope__path", "managing_path": "scope__path", "unit_id": "scope_id", "cycle_id": "id"}
NO_SUBJECT = {"track": None, "person_id": None, "collective_id": None}
BELOW = "0" * SEGMENT  # a segment no unit bears: whoever may act there holds the whole subtree
OFFICES = frozenset({Role.STAFF, Role.LEADER})


def readable_cycles(actor: Actor) -> Q:
    """Cycles the actor may see."""
    if may_install(actor):
        return Q()
    return visible(actor, Action.READ, Resource.CYCLE, (table.ANY,), columns=CYCLE_COLUMNS, known=NO_SUBJECT)


def readable_entries(actor: Actor) -> Q:
    """Entries of any roster the actor may read."""
    if may_install(actor):
        return Q()
    return visible(actor, Action.READ, Resource.ROSTER_ENTRY, (table.ANY,))


def entry_facts(entry: RosterEntry) -> RecordFacts:
    """An entry as the table asks for it."""
    return RecordFacts(
        home_path=entry.home_path,
        managing_path=entry.managing_path,
        track=Track(entry.track),
        person_id=entry.person_id,
        collective_id=entry.collective_id,
        unit_id=entry.unit_id,
        cycle_id=entry.cycle_id,
    )


def opens_anywhere(actor: Actor) -> bool:
    """Whether the actor may open a cycle for some unit; asks the database nothing."""
    return may_install(actor) or any(_holds(actor, grant.path) for grant in actor.grants)


def opening_refusals(actor: Actor, scope: Unit) -> tuple[Problem, ...]:
    """Why the actor may not open a cycle for the subtree of ``scope``. A scope he may not read is missing."""
    if may_install(actor) or _holds(actor, scope.path):
        return ()
    here = RecordFacts(home_path=scope.path, managing_path=scope.path)
    if not may(actor, Action.READ, Resource.CYCLE, table.ANY, here):
        raise Refused(Problem("unit-missing"), kind="missing")
    return (not_entitled(Action.CREATE, Action.DECIDE),)


def decision_refusals(actor: Actor, cycle: Cycle) -> tuple[Problem, ...]:
    """Why the actor may not close or reopen a cycle he sees."""
    whole = _whole(cycle.scope.path, cycle.pk)
    if may_install(actor) or may(actor, Action.DECIDE, Resource.CYCLE, table.ANY, whole):
        return ()
    return (not_entitled(Action.DECIDE),)


def not_entitled(*actions: Action) -> Problem:
    """The refusal of whoever has none of the rights, with the row of the table and who has one of them."""
    who = dict.fromkeys(relation for action in actions for relation in table.who(Resource.CYCLE, table.ANY, action))
    facts = {
        "action": ACTION_WORDS[actions[0]],
        "resource": RESOURCE_WORDS[Resource.CYCLE],
        "state": table.ANY,
        "relations": tuple(relation.value for relation in who),
        "who": tuple(RELATION_WORDS[relation] for relation in who),
    }
    source = SOURCE.format(number=table.row(Resource.CYCLE).number)
    return Problem("not-entitled", source=source, facts=facts)


def stands_over(actor: Actor, path: str) -> bool:
    """Whether the actor is staff or leader of the unit at ``path`` or of one above it; "" = outside the tree."""
    if may_install(actor) or not path:
        return True
    return any(
        grant.role in OFFICES and (path == grant.path or (grant.recursive and path.startswith(grant.path)))
        for grant in actor.grants
        if grant.path
    )


def _holds(actor: Actor, path: str) -> bool:
    """Staff may create, a leader may decide: either opens a cycle."""
    place = _whole(path)
    return any(may(actor, action, Resource.CYCLE, table.ANY, place) for action in (Action.CREATE, Action.DECIDE))


def _whole(path: str, cycle_id: int | None = None) -> RecordFacts:
    return RecordFacts(home_path=path + BELOW, managing_path=path + BELOW, cycle_id=cycle_id)
