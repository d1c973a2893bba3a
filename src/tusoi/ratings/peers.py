"""A peer group: the subjects one authority rates together, and in which a quota is counted (domain.md I5)."""

from dataclasses import dataclass

from django.db.models import Q

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.organizations.models import Unit
from tusoi.rules.authority import RecordFacts
from tusoi.rules.terms import Track

OUTSIDE = "-"
"""How an address writes the empty managing path: the authority stands outside the tree."""


@dataclass(frozen=True)
class Group:
    """Managing authority × track × peer group within a cycle."""

    cycle: Cycle
    managing_path: str
    track: Track
    peer_group: str

    @property
    def rows(self) -> Q:
        """Its entries, decisions or batches: all three carry the same four columns."""
        return Q(cycle=self.cycle, track=self.track, managing_path=self.managing_path, peer_group=self.peer_group)

    @property
    def facts(self) -> RecordFacts:
        """The group as a whole, which stands at its authority: whoever may read this may read every line."""
        return RecordFacts(
            home_path=self.managing_path,
            managing_path=self.managing_path,
            track=self.track,
            cycle_id=self.cycle.pk,
        )

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.managing_path, self.track.value, self.peer_group)

    @property
    def address(self) -> tuple[int, str, str, str]:
        """Arguments of its pages' addresses."""
        return (self.cycle.pk, self.managing_path or OUTSIDE, self.track.value, self.peer_group)


def group_of(entry: RosterEntry) -> Group:
    """The group an entry stands in."""
    return Group(entry.cycle, entry.managing_path, Track(entry.track), entry.peer_group)


def lock(group: Group) -> None:
    """Let nobody else decide for this authority until the transaction ends.

    PostgreSQL locks the managing unit's row; SQLite's transactions begin IMMEDIATE and wait at their door. An
    authority outside the tree has no row: there the cycle's stands for it.
    """
    if group.managing_path:
        locked = Unit.objects.select_for_update().filter(path=group.managing_path).order_by("pk")
        if locked.values_list("pk", flat=True).first() is not None:
            return
    Cycle.objects.select_for_update().filter(pk=group.cycle.pk).values_list("pk", flat=True).first()
