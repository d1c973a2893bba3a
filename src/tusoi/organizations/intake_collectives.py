"""Collectives a list names that nobody has entered yet, with the agencies they lead. Set-based, one line in the book.

An agency proposed by a list is tied to the party unit under whose code it stood, and gets the next free code below it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tusoi.audit.actions import book
from tusoi.bulk import chunks, insert_rows
from tusoi.organizations.models import IN_FORCE, Collective, Unit
from tusoi.organizations.structure import place_unit
from tusoi.rules.authority import Actor
from tusoi.rules.names import search_key, text_key
from tusoi.rules.terms import CollectiveKind, UnitKind

INSERTED = ("unit", "kind", "name", "sort_key", "search_key")
CHUNK = 400


class NewAgency(NamedTuple):
    """An agency to create below a party unit (its id)."""

    party_unit: int
    name: str


class NewCollective(NamedTuple):
    """A collective to create at a unit (its id) or at an agency that is new itself."""

    unit: int | NewAgency
    kind: CollectiveKind
    name: str


def put_collectives(
    wanted: Sequence[NewCollective], *, path: str, by: Actor, at: datetime, source: Mapping[str, object]
) -> dict[NewCollective, int]:
    """Create what is wanted; its ids. The caller has asked for the right and planned on what stands here now."""
    if not wanted:
        return {}
    with book(by=by, at=at) as page:
        agencies = {
            new: _agency(new).pk for new in dict.fromkeys(one.unit for one in wanted) if isinstance(new, NewAgency)
        }
        units = [agencies[one.unit] if isinstance(one.unit, NewAgency) else one.unit for one in wanted]
        keys = [(unit, one.kind.value, search_key(one.name)) for unit, one in zip(units, wanted, strict=True)]
        rows = [
            (unit, kind, one.name, text_key(one.name), key) for (unit, kind, key), one in zip(keys, wanted, strict=True)
        ]
        insert_rows(Collective, INSERTED, rows)
        ids = _ids(units)
        after = {**source, "agencies": [new.name for new in agencies], "collectives": len(wanted)}
        page.write("organizations.import_collectives", str(source["record"]), path=path, after=after)
    return {one: ids[key] for one, key in zip(wanted, keys, strict=True)}


def _agency(new: NewAgency) -> Unit:
    parent = Unit.objects.get(pk=new.party_unit)
    return place_unit(code=_free_code(parent.code), name=new.name, kind=UnitKind.AGENCY, parent=parent, valid_from=None)


def _free_code(above: str) -> str:
    """``T.22.CQ1``: the first number below the party unit's code that no unit bears."""
    taken = set(Unit.objects.filter(code__startswith=f"{above}.CQ").values_list("code", flat=True))
    number = 1
    while f"{above}.CQ{number}" in taken:
        number += 1
    return f"{above}.CQ{number}"


def _ids(units: Sequence[int]) -> dict[tuple[int, str, str], int]:
    found: dict[tuple[int, str, str], int] = {}
    distinct = sorted(set(units))
    for chunk in chunks(distinct, CHUNK):
        rows = Collective.objects.filter(IN_FORCE, unit_id__in=chunk)
        found |= {
            (unit, kind, key): pk for pk, unit, kind, key in rows.values_list("id", "unit_id", "kind", "search_key")
        }
    return found
