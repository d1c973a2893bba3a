"""This room's questions to the table of rights: whose cards may be read, who may change the structure.

The card of a person follows his home path alone: which level manages him is a fact of a cycle's entry, not of the
card.
"""

from django.db.models import Q

from tusoi.organizations.models import Person
from tusoi.rules import authority_table as table
from tusoi.rules.authority import (
    GUARD_SOURCE,
    SOURCE,
    Actor,
    Atom,
    RecordFacts,
    may,
    may_install,
    reach,
    settle,
    under,
)
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Action, Resource
from tusoi.scoping import visible

UNIT_COLUMNS = {"home_path": "path", "managing_path": "path", "unit_id": "id"}
PERSON_COLUMNS = {"person_id": "id"}
NO_ENTRY: dict[str, object] = {"track": None, "collective_id": None, "cycle_id": None}
NO_POST: dict[str, object] = {"managing_path": "", "unit_id": None}


def readable_units(actor: Actor) -> Q:
    """Units whose card the actor may read."""
    if may_install(actor):
        return Q()
    known = NO_ENTRY | {"person_id": None}
    return visible(actor, Action.READ, Resource.UNIT_CARD, (table.ANY,), columns=UNIT_COLUMNS, known=known)


def readable_people(actor: Actor) -> Q:
    """People whose card the actor may read; his own is among them."""
    if may_install(actor):
        return Q()
    known = NO_ENTRY | NO_POST
    return visible(actor, Action.READ, Resource.PERSON_CARD, (table.ANY,), columns=PERSON_COLUMNS, known=known)


def reads_everybody(actor: Actor, path: str) -> bool:
    """Whether the card of every person at or below ``path`` may be read: a list there needs no further filter.

    A clause "below my unit, but not I myself" does: one's own card is read by another clause.
    """
    if may_install(actor):
        return True
    found = settle(reach(actor, Action.READ, Resource.PERSON_CARD, table.ANY), NO_ENTRY | NO_POST)
    return any(all(_grants_below(atom, actor, path) for atom in clause) for clause in found)


def _grants_below(atom: Atom, actor: Actor, path: str) -> bool:
    if atom.field == "home_path":
        return atom.op == "under" and under(path, str(atom.value))
    return atom.field == "person_id" and atom.op == "ne" and atom.value == actor.person_id


def place(path: str) -> RecordFacts:
    """Facts of a unit as the table asks for them."""
    return RecordFacts(home_path=path, managing_path=path)


def allows(actor: Actor, action: Action, path: str) -> bool:
    """Whether the actor may do this with the structure at a path."""
    return may_install(actor) or may(actor, action, Resource.STRUCTURE, table.ANY, place(path))


def reads_unit(actor: Actor, path: str) -> bool:
    """Whether the card of the unit at a path may be read: what ``readable_units`` says of one unit."""
    return may_install(actor) or may(actor, Action.READ, Resource.UNIT_CARD, table.ANY, place(path))


def reads_trail(actor: Actor, path: str) -> bool:
    """Whether the recorded steps about what stands at a path may be read."""
    return may_install(actor) or may(actor, Action.READ, Resource.RECORD_TRAIL, table.ANY, place(path))


def refusals(actor: Actor, action: Action, path: str) -> tuple[Problem, ...]:
    """Why the actor may not change the structure at ``path`` ("" = outside every tree); nothing when he may."""
    if allows(actor, action, path):
        return ()
    row = table.row(Resource.STRUCTURE)
    who = table.who(Resource.STRUCTURE, table.ANY, action)
    facts = {
        "action": ACTION_WORDS[action],
        "resource": RESOURCE_WORDS[Resource.STRUCTURE],
        "state": table.ANY,
        "relations": tuple(relation.value for relation in who),
        "who": tuple(RELATION_WORDS[relation] for relation in who),
    }
    return (Problem("not-entitled", source=SOURCE.format(number=row.number), facts=facts),)


def require(actor: Actor, action: Action, *paths: str) -> None:
    """Refuse (403) unless the actor may change the structure at every path: both ends of a move (G13)."""
    for path in paths:
        if found := refusals(actor, action, path):
            raise Refused(found, kind="forbidden")


def own_case(actor: Actor, person: Person) -> tuple[Problem, ...]:
    """Guard G1: nobody keeps his own file."""
    if actor.person_id is None or actor.person_id != person.pk:
        return ()
    who = tuple(RELATION_WORDS[relation] for relation in table.who(Resource.STRUCTURE, table.ANY, Action.CREATE))
    facts = {"action": ACTION_WORDS[Action.UPDATE], "resource": RESOURCE_WORDS[Resource.PERSON_CARD], "who": who}
    return (Problem("own-case", source=GUARD_SOURCE.format(number=1), facts=facts),)
