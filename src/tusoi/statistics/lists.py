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
from tusoi.statistics.rights import Extent

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
    rows = with_decision(RosterEntry.objects.filter(_where(extent, wanted), cycle=cycle))
    if wanted.direct:
        rows = rows.annotate(depth=Length("home_path")).filter(depth=len(extent.path) + SEGMENT)
    return rows.filter(_standing(wanted))


def listed(actor: Actor, cycle: Cycle, extent: Extent, wanted: Wanted) -> QuerySet[RosterEntry, dict[str, Any]]:
    """Values of those the actor may read, with category, number and day of the decision in force."""
    rows = rows_of(cycle, extent, wanted).filter(readable_entries(actor))
    decision = {name: F(f"{CURRENT}__{name}") for name in ("category", "document_no", "document_date")}
    return rows.values(*LISTED, **decision)


def number_of(rows: QuerySet[RosterEntry, dict[str, Any]]) -> int:
    """How many rows the list has."""
    return rows.order_by().count()


def unreadable(actor: Actor, cycle: Cycle, extent: Extent, wanted: Wanted) -> int:
    """How many the cell counted that the actor may not open: none for whoever reads the whole subtree."""
    return 0 if extent.whole else rows_of(cycle, extent, wanted).exclude(readable_entries(actor)).count()


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
