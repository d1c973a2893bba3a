"""The rows behind a number: the same conditions that counted it, scoped by what the actor may read."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.rights import readable_entries
from tusoi.rules.authority import Actor
from tusoi.rules.reach import SEGMENT
from tusoi.rules.terms import Category, ManagingLevel, NotDue, Track
from tusoi.statistics.queries import CURRENT, inside, with_decision
from tusoi.statistics.rights import Extent, reads_every_entry

LISTED = (
    "id",
    "track",
    "name",
    "sort_key",
    "posts",
    "home_path",
    "unit_id",
    "unit__name",
    "person_id",
    "managing_level",
    "must_rate",
    "reason",
    "evidence",
)
KEY = ("home_path", "sort_key")
"""Order of the list, with the id."""


class Standing(StrEnum):
    """How a subject stands to its rating; every entry stands in exactly one of the three."""

    RATED = "rated"
    NOT_YET = "not_yet"
    EXEMPT = "exempt"


@dataclass(frozen=True)
class Wanted:
    """Which entries a cell counted.

    ``direct``: only organisations directly below; ``group``: of one peer group that the unit itself decides about.
    """

    track: Track | None = None
    level: ManagingLevel | None = None
    category: Category | None = None
    standing: Standing | None = None
    reason: NotDue | None = None
    group: str = ""
    direct: bool = False

    def address(self, unit_id: int) -> str:
        """The part of an address after the question mark."""
        given = {name: "1" if value is True else str(value) for name, value in asdict(self).items() if value}
        return urlencode({"unit": unit_id, **given})


def rows_of(cycle: Cycle, extent: Extent, wanted: Wanted) -> QuerySet[RosterEntry]:
    """Every entry the cell counted, whoever asks."""
    rows = RosterEntry.objects.filter(_where(extent, wanted), cycle=cycle)
    if wanted.direct:
        rows = rows.annotate(depth=Length("home_path")).filter(depth=len(extent.path) + SEGMENT)
    if wanted.category is None and wanted.standing is None:
        return rows
    return with_decision(rows).filter(_standing(wanted))


def readable(actor: Actor, cycle: Cycle, extent: Extent, wanted: Wanted) -> QuerySet[RosterEntry]:
    """Those of them the actor may read."""
    rows = rows_of(cycle, extent, wanted)
    return rows if reads_every_entry(actor, cycle, extent) else rows.filter(readable_entries(actor))


def listed(actor: Actor, cycle: Cycle, extent: Extent, wanted: Wanted) -> QuerySet[RosterEntry, dict[str, Any]]:
    """Their values, with category, number and day of the decision in force."""
    rows = readable(actor, cycle, extent, wanted)
    decided = rows if wanted.category is not None or wanted.standing is not None else with_decision(rows)
    decision = {name: F(f"{CURRENT}__{name}") for name in ("category", "document_no", "document_date")}
    return decided.values(*LISTED, **decision)


def lengths(actor: Actor, cycle: Cycle, extent: Extent, wanted: Wanted) -> tuple[int, int]:
    """How many the list shows, and how many more the cell counted that the actor may not open."""
    counted = rows_of(cycle, extent, wanted).count()
    if reads_every_entry(actor, cycle, extent):
        return counted, 0
    shown = readable(actor, cycle, extent, wanted).count()
    return shown, counted - shown


def _where(extent: Extent, wanted: Wanted) -> Q:
    of_group = Q(managing_path=extent.path, peer_group=wanted.group)
    where = of_group if wanted.group and extent.whole else inside(extent)
    if wanted.track is not None:
        where &= Q(track=wanted.track)
    if wanted.level is not None:
        where &= Q(managing_level=wanted.level)
    if wanted.reason is not None:
        where &= Q(reason=wanted.reason)
    return where


def _standing(wanted: Wanted) -> Q:
    if wanted.category is not None:
        return Q(**{f"{CURRENT}__category": wanted.category})
    undecided, decided = (Q(**{f"{CURRENT}__isnull": missing}) for missing in (True, False))
    match wanted.standing:
        case Standing.RATED:
            return decided
        case Standing.NOT_YET:
            return undecided & Q(must_rate=True)
        case Standing.EXEMPT:
            return undecided & Q(must_rate=False)
    return Q()
