"""The second reader of the table of rights, in the language of querysets.

``rules.authority.reach`` answers "which ones?" as clauses over a few column names; here they become a ``Q``.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from tusoi.rules.authority import Actor, Atom, Clause, path_end, reach, settle
from tusoi.rules.terms import Action, Resource

NOTHING = Q(pk__in=[])


def within(field: str, path: str) -> Q:
    """Rows in the subtree of ``path``: one range of one index, never LIKE."""
    if not path:
        return Q()
    return Q(**{f"{field}__gte": path, f"{field}__lt": path_end(path)})


def visible(
    actor: Actor,
    action: Action,
    resource: Resource,
    states: Iterable[str],
    *,
    columns: Mapping[str, str] | None = None,
    known: Mapping[str, object] | None = None,
    given: frozenset[str] = frozenset(),
) -> Q:
    """Rows on which ``actor`` may do ``action``.

    ``columns`` renames the columns of the clauses to lookups of the model, e.g. ``{"home_path": "entry__home_path"}``;
    ``states`` maps to rows by the caller, so this is one state's (or several equal states') answer. ``known`` gives
    what all rows share and the model has no column for, e.g. ``{"track": None}``. ``given`` names conditions that hold
    for all rows asked about (see ``rules.authority.reach``).
    """
    found = NOTHING
    for state in states:
        for clause in settle(reach(actor, action, resource, state, given=given), known or {}):
            if not clause:  # an empty Q vanishes in an OR instead of matching everything
                return Q()
            found |= _clause(clause, columns or {})
    return found


def _clause(clause: Clause, columns: Mapping[str, str]) -> Q:
    every = Q()
    for atom in clause:
        every &= _atom(atom, columns.get(atom.field, atom.field))
    return every


def _atom(atom: Atom, column: str) -> Q:
    value = atom.value
    match atom.op:
        case "eq":
            return Q(**{column: value})
        case "ne":
            # a person column may be empty: "not mine" must keep those rows
            return ~Q(**{column: value}) | Q(**{f"{column}__isnull": True})
        case "in":
            return Q(**{f"{column}__in": list(value)})  # type: ignore[call-overload]
        case "not_in":
            return ~Q(**{f"{column}__in": list(value)}) | Q(**{f"{column}__isnull": True})  # type: ignore[call-overload]
        case "under":
            return within(column, str(value))
        case "not_under":
            return ~within(column, str(value)) if value else NOTHING
        case "strictly_under":
            return Q(**{f"{column}__gt": str(value), f"{column}__lt": path_end(str(value))})
    raise ValueError(atom.op)
