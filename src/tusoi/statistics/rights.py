"""This room's questions to the table of rights: whose figures may be read, and taken away as a file.

Figures of a unit stand where the unit stands: at its path, decided about by the unit above it. Whoever may read the
figures of the subtree gets the whole of it; whoever may read only the unit's own gets what belongs to it directly.
"""

from dataclasses import dataclass

from tusoi.cycles.models import Cycle
from tusoi.rules import authority_table as table
from tusoi.rules.authority import Actor, RecordFacts, may, may_install, verdict
from tusoi.rules.problems import Problem
from tusoi.rules.reach import SEGMENT
from tusoi.rules.terms import Action, Axis, Resource, Role

BELOW = "0" * SEGMENT  # a segment no unit bears: whoever may read there holds the whole subtree

OVERSEEING = frozenset({Role.STAFF, Role.LEADER, Role.INSPECTOR})


@dataclass(frozen=True)
class Extent:
    """What figures are counted over: everything at and below ``path``, or only what stands at it."""

    path: str
    whole: bool = True


def extent(actor: Actor, cycle: Cycle, path: str, unit_id: int) -> Extent | None:
    """What of the unit at ``path`` the actor may read figures of; None where he may read nothing."""
    if may_install(actor) or _may(actor, Action.READ, Resource.STATISTICS_SUBTREE, _subtree(cycle, path)):
        return Extent(path)
    if _may(actor, Action.READ, Resource.STATISTICS_OWN_UNIT, _own(cycle, path, unit_id)):
        return Extent(path, whole=False)
    return None


def reads_every_entry(actor: Actor, cycle: Cycle, extent: Extent) -> bool:
    """Whether no entry of the extent is closed to the actor, so that a list of them needs no further condition.

    Staff, leaders and inspectors of the unit or of one above it, on both axes, read every entry at home there,
    wherever it is decided; ``tests/statistics`` compares this with the table of rights.
    """
    return may_install(actor) or any(
        grant.role in OVERSEEING
        and grant.axis is Axis.BOTH
        and grant.cycle_id in {None, cycle.pk}
        and grant.path
        and (extent.path.startswith(grant.path) if grant.recursive else not extent.whole and extent.path == grant.path)
        for grant in actor.grants
    )


def export_refusals(actor: Actor, cycle: Cycle, extent: Extent, unit_id: int) -> tuple[Problem, ...]:
    """Why the actor may not take these figures away as a file; nothing when he may."""
    if may_install(actor):
        return ()
    resource = Resource.STATISTICS_SUBTREE if extent.whole else Resource.STATISTICS_OWN_UNIT
    facts = _subtree(cycle, extent.path) if extent.whole else _own(cycle, extent.path, unit_id)
    found = verdict(actor, Action.EXPORT, resource, table.ANY, facts)
    return () if found.allowed else (found.problem or Problem("figures-missing"),)


def _may(actor: Actor, action: Action, resource: Resource, facts: RecordFacts) -> bool:
    return may(actor, action, resource, table.ANY, facts)


def _subtree(cycle: Cycle, path: str) -> RecordFacts:
    return RecordFacts(home_path=path + BELOW, managing_path=path[:-SEGMENT], cycle_id=cycle.pk)


def _own(cycle: Cycle, path: str, unit_id: int) -> RecordFacts:
    return RecordFacts(home_path=path, managing_path=path[:-SEGMENT], unit_id=unit_id, cycle_id=cycle.pk)
