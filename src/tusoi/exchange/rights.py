"""This room's questions to the table of rights: who may bring in a list that touches a part of the tree."""

from collections.abc import Iterable

from django.db.models import Q

from tusoi.exchange.models import UploadKind
from tusoi.organizations.paths import SEGMENT
from tusoi.organizations.queries import root
from tusoi.rules import authority_table as table
from tusoi.rules.authority import GUARD_SOURCE, SOURCE, Actor, RecordFacts, may, may_install
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Action, Resource, Role
from tusoi.scoping import visible

IMPORTING = (Action.CREATE, Action.DECIDE)  # staff prepare and import; leaders, who could decide alone, too
COLUMNS = {"home_path": "scope_path", "managing_path": "scope_path"}
UNKNOWN = {"person_id": None, "unit_id": None, "track": None, "collective_id": None, "cycle_id": None}
DECIDED = (UploadKind.SUGGESTIONS, UploadKind.RATINGS)
BELOW = "0" * SEGMENT  # a segment no unit bears: whoever may act there holds the whole subtree


def covers(actor: Actor, path: str) -> bool:
    """Whether the actor may import lists that touch everything at and below ``path`` ("" = the whole tree)."""
    return may_install(actor) or any(_may(actor, action, path) for action in IMPORTING)


def _may(actor: Actor, action: Action, path: str) -> bool:
    if not path:
        top = root()
        path = top.path if top else ""
    there = RecordFacts(home_path=path + BELOW, managing_path=path + BELOW)
    return bool(path) and may(actor, action, Resource.IMPORT, table.ANY, there)


def imports_anything(actor: Actor) -> bool:
    """Whether there is any part of the tree the actor may import for; asks no database."""
    if may_install(actor):
        return True
    return any(
        grant.recursive and grant.path and grant.role in {Role.STAFF, Role.LEADER} and covers(actor, grant.path)
        for grant in actor.grants
    )


def sees_imports(actor: Actor) -> bool:
    """Whether the list of imports has anything for the actor; asks no database."""
    return imports_anything(actor) or any(grant.role is Role.INSPECTOR for grant in actor.grants)


def importing_refusals(actor: Actor) -> tuple[Problem, ...]:
    """Why the actor may not import at all."""
    return () if imports_anything(actor) else (not_entitled(),)


def refusals(actor: Actor, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Why the actor may not import what touches these paths; nothing when he may."""
    if all(covers(actor, path) for path in paths):
        return ()
    return (not_entitled(),)


def deciding_refusals(actor: Actor, kind: str, path: str, proposer_id: int | None) -> tuple[Problem, ...]:
    """Why the actor may not put a list of this kind into effect alone.

    What an authority has issued or decided (suggestions, ratings) takes effect by a leader; ratings also by a second
    officer, as recording an issued document does (permissions, row 17). Lists of units and members need neither.
    """
    if kind not in DECIDED or may_install(actor) or _may(actor, Action.DECIDE, path):
        return ()
    second = kind == UploadKind.RATINGS and actor.user_id != proposer_id and _may(actor, Action.CREATE, path)
    return () if second else (Problem("import-needs-leader", source=GUARD_SOURCE.format(number=2)),)


def not_entitled() -> Problem:
    """The list reaches beyond what the actor works for."""
    row = table.row(Resource.IMPORT)
    who = [relation for action in IMPORTING for relation in table.who(Resource.IMPORT, table.ANY, action)]
    facts = {
        "action": ACTION_WORDS[Action.CREATE],
        "resource": RESOURCE_WORDS[Resource.IMPORT],
        "who": tuple(RELATION_WORDS[relation] for relation in who),
    }
    return Problem("import-outside-scope", source=SOURCE.format(number=row.number), facts=facts)


def readable_uploads(actor: Actor) -> Q:
    """Uploads the actor may see: his own, and those whose scope he oversees."""
    if may_install(actor):
        return Q()
    mine = Q(created_by_user=actor.user_id, created_by_user__isnull=False)
    return mine | visible(actor, Action.READ, Resource.IMPORT, (table.ANY,), columns=COLUMNS, known=UNKNOWN)
