"""Numbers of the season page that no other room counts: documents, the ceilings below, who is furthest behind."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import Substr

from tusoi.cycles.models import Cycle
from tusoi.organizations.paths import SEGMENT
from tusoi.ratings.ceiling import ceilings_of
from tusoi.ratings.models import Batch, Decision
from tusoi.ratings.peers import Group
from tusoi.ratings.plans import OPEN_STATES
from tusoi.rules import quota
from tusoi.rules.terms import ManagingLevel, QuotaMode, Track
from tusoi.scoping import within
from tusoi.statistics.lists import Standing, Wanted, rows_of
from tusoi.statistics.queries import inside
from tusoi.statistics.rights import Extent
from tusoi.suggestions.models import COUNTED, Suggestion


def documents(cycle: Cycle, extent: Extent) -> list[dict[str, Any]]:
    """Documents that decided about the organisations directly below: number, day, how many; the largest first."""
    rated = rows_of(cycle, extent, Wanted(track=Track.ORGANIZATION, standing=Standing.RATED, direct=True))
    rows = Decision.objects.filter(is_current=True, entry__in=rated.values("pk")).order_by()
    grouped = rows.values("document_no", "document_date").annotate(number=Count("id"))
    return list(grouped.order_by("-number", "document_date", "document_no"))


def with_record(cycle: Cycle, extent: Extent) -> int:
    """How many subtrees directly below have anything suggested or decided. Two queries."""
    depth = len(extent.path) + SEGMENT
    found: set[str] = set()
    for rows in (
        Suggestion.objects.filter(inside(extent), cycle=cycle, state__in=COUNTED),
        Decision.objects.filter(inside(extent), cycle=cycle, track__in=list(Track), is_current=True),
    ):
        found.update(rows.order_by().annotate(at=Substr("home_path", 1, depth)).values_list("at", flat=True).distinct())
    return sum(len(path) == depth for path in found)


def last_decided(cycle: Cycle) -> datetime | None:
    """When the last rating of the cycle was decided or recorded."""
    return Decision.objects.filter(cycle=cycle).aggregate(at=Max("decided_at"))["at"]


def behind(cycle: Cycle, extent: Extent) -> dict[ManagingLevel, tuple[str, int]]:
    """Managing level → path directly below with the most subjects not rated yet, and how many. One query."""
    if not extent.whole:
        return {}
    depth = len(extent.path) + SEGMENT
    rows = rows_of(cycle, extent, Wanted(standing=Standing.NOT_YET)).annotate(at=Substr("home_path", 1, depth))
    grouped = rows.order_by().values_list("managing_level", "at").annotate(Count("id"))
    most: dict[ManagingLevel, tuple[str, int]] = {}
    for level, at, number in grouped:
        known = most.get(ManagingLevel(level), ("", 0))
        if len(at) == depth and (number, known[0]) > (known[1], at):
            most[ManagingLevel(level)] = (at, number)
    return most


def groups_over(cycle: Cycle, extent: Extent) -> int:
    """How many peer groups below the unit itself stand above their ceiling, exceptions counted in. Five queries."""
    rows = Decision.objects.filter(within("managing_path", extent.path), cycle=cycle, is_current=True)
    keys = rows.order_by().values_list("managing_path", "track", "peer_group").distinct()
    groups = [Group(cycle, path, Track(track), peer_group) for path, track, peer_group in keys if path != extent.path]
    found = ceilings_of(cycle, groups)
    return sum(_is_over(ceiling) for ceiling in found.values())


def _is_over(ceiling: Any) -> bool:
    here = quota.places(ceiling.rule, ceiling.counts)
    return ceiling.mode is not QuotaMode.OFF and here is not None and here.over > ceiling.extra


def waiting_batches(cycle: Cycle) -> dict[str, int]:
    """State → batches that still wait in the cycle; closing asks for none."""
    rows = Batch.objects.filter(cycle=cycle, state__in=OPEN_STATES).order_by()
    return Counter(dict(rows.values_list("state").annotate(Count("id"))))
