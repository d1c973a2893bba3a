"""Figures of a part of the tree, each from one query over one range, and the rows behind every number.

The caller has asked ``rights.extent`` what the actor may read figures of; the lists of rows are scoped by the actor.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, FilteredRelation, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.queries import annual, pack_of
from tusoi.organizations.models import Unit
from tusoi.organizations.queries import root, tops, unit_by_code
from tusoi.ratings.models import QuotaChoice, QuotaConfirmation
from tusoi.rules import quota
from tusoi.rules.authority import Actor
from tusoi.rules.pack import Pack
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.reach import SEGMENT
from tusoi.rules.roster import peer_group_terms
from tusoi.rules.terms import (
    Category,
    ManagingLevel,
    NotDue,
    QuotaBase,
    QuotaMode,
    Rounding,
    SubjectKind,
    Track,
)
from tusoi.scoping import within
from tusoi.statistics.models import Snapshot, SnapshotDocument
from tusoi.statistics.rights import Extent, extent
from tusoi.statistics.tables import (
    LEVELS,
    Completeness,
    GroupQuota,
    RatedPart,
    RatingTable,
    SuggestionTable,
    figures_of,
)
from tusoi.statistics.tables import rating_table as rating_values
from tusoi.statistics.tables import suggestion_table as suggestion_values
from tusoi.suggestions.models import COUNTED, Suggestion

CURRENT = "current"
"""Name of the join of an entry with its decision in force."""

Row = dict[str, Any]
Counted = tuple[bool, str | None, int]
"""Is to be rated, category in force, how many."""


# Where


def inside(extent: Extent, field: str = "home_path") -> Q:
    """Rows of the extent: one range of one index."""
    return within(field, extent.path) if extent.whole else Q(**{field: extent.path})


def cycle_of(year: int, code: str = "") -> tuple[Cycle, Unit]:
    """The annual cycle of a year that covers a unit, by its code; without one the root of the tree."""
    unit = unit_by_code(code) if code else root()
    if unit is None and code:
        raise Refused(Problem("figures-missing"), kind="missing")
    cycle = annual(year, unit) if unit else None
    if cycle is None or unit is None:
        raise Refused(Problem("year-without-cycle", facts={"year": year}))
    return cycle, unit


def place(actor: Actor, cycle: Cycle, pk: int | None) -> tuple[Unit, Extent]:
    """A unit and what of it the actor may read figures of; without ``pk`` the highest such unit of the cycle.

    A unit stands where it stood when the roster was frozen, or where it stands today when it has no entry there.
    Refused as missing when there is none or its figures may not be read: the same answer.
    """
    frozen = RosterEntry.objects.filter(cycle=cycle, track=Track.ORGANIZATION, unit=OuterRef("pk"))
    units = Unit.objects.select_related("parent").annotate(seat=Subquery(frozen.values("home_path")[:1]))
    for candidates in (Q(pk=pk or cycle.scope_id), *(() if pk else (Q(path__in=tops(actor)),))):
        for unit in units.filter(candidates).order_by("path"):
            path = unit.seat or unit.path
            if path.startswith(cycle.scope.path) and (found := extent(actor, cycle, path, unit.pk)):
                return unit, found
    raise Refused(Problem("figures-missing"), kind="missing")


def units_below(cycle: Cycle, extent: Extent) -> list[Row]:
    """id, name and home path of the organisations directly below, by name."""
    if not extent.whole:
        return []
    rows = _direct(cycle, extent).order_by("sort_key", "id")
    return [dict(row) for row in rows.values("unit_id", "name", "home_path")]


# Suggestions (S3)


def suggestion_table(cycle: Cycle, extent: Extent) -> SuggestionTable:
    """Distinct subjects by managing level and kind, issued and not withdrawn. Two queries, whatever the size."""
    rows = Suggestion.objects.filter(inside(extent), cycle=cycle, state__in=COUNTED).order_by()
    subjects = Count("subject_key", distinct=True)
    by_level = rows.values_list("managing_level", "subject_kind").annotate(subjects)
    counts = {(ManagingLevel(level), SubjectKind(kind)): number for level, kind, number in by_level}
    totals = {SubjectKind(kind): number for kind, number in rows.values_list("subject_kind").annotate(subjects)}
    return suggestion_values(counts, totals)


# Ratings (S4)


def rating_table(cycle: Cycle, extent: Extent) -> RatingTable:
    """Organisations directly below the path: how many, how many rated, and the categories in the pack's order."""
    rows = _direct(cycle, extent) if extent.whole else RosterEntry.objects.none()
    counted = with_decision(rows).order_by().values_list("must_rate", f"{CURRENT}__category").annotate(Count("id"))
    return _table(counted, order_of(cycle))


def ratings_by_unit(cycle: Cycle, extent: Extent, track: Track) -> tuple[RatedPart, ...]:
    """One line per organisation directly below: everybody of a track in its subtree. Two queries."""
    units = units_below(cycle, extent)
    depth = len(extent.path) + SEGMENT
    rows = RosterEntry.objects.filter(inside(extent), cycle=cycle, track=track).annotate(
        at=Substr("home_path", 1, depth)
    )
    counted: dict[str, list[Counted]] = {}
    grouped = with_decision(rows).order_by().values_list("at", "must_rate", f"{CURRENT}__category")
    for at, must_rate, category, number in grouped.annotate(Count("id")):
        counted.setdefault(at, []).append((must_rate, category, number))
    order = order_of(cycle)
    return tuple(
        RatedPart(unit["home_path"], unit["name"], _table(counted.get(unit["home_path"], ()), order), unit["unit_id"])
        for unit in units
    )


def cube(cycle: Cycle, extent: Extent) -> list[Row]:
    """Everybody of the extent by track, level, flags, reason and category in force; the other tables are its sums."""
    rows = RosterEntry.objects.filter(inside(extent), cycle=cycle)
    columns = ("track", "managing_level", "must_review", "must_rate", "reason")
    grouped = with_decision(rows).order_by().values(*columns, category=F(f"{CURRENT}__category"))
    return list(grouped.annotate(number=Count("id")))


def completeness(cycle: Cycle, extent: Extent) -> tuple[Completeness, ...]:
    """Who is rated, who is not to be and why, who still waits: by managing level and track. Two queries.

    The totals are counted by a query of their own, so that a row that does not balance is seen.
    """
    rows = RosterEntry.objects.filter(inside(extent), cycle=cycle).order_by()
    totals = rows.values_list("managing_level", "track").annotate(Count("id"))
    parts = cube(cycle, extent)
    found = {(ManagingLevel(level), Track(track)): number for level, track, number in totals}
    keys = sorted(found, key=lambda key: (LEVELS.index(key[0]), list(Track).index(key[1])))
    return tuple(_completeness(level, track, found[level, track], parts) for level, track in keys)


def ratings_by(parts: Iterable[Row], column: str, order: Sequence[Category]) -> dict[str, RatingTable]:
    """The distribution of each value of a column of the cube: ``track`` or ``managing_level``."""
    counted: dict[str, list[Counted]] = {}
    for part in parts:
        counted.setdefault(part[column], []).append((part["must_rate"], part["category"], part["number"]))
    return {value: _table(rows, order) for value, rows in counted.items()}


def peer_groups(cycle: Cycle, extent: Extent) -> tuple[GroupQuota, ...]:
    """The peer groups the unit itself decides about, with the ceiling in every reading. Four queries."""
    if not extent.whole:
        return ()
    rows = RosterEntry.objects.filter(cycle=cycle, managing_path=extent.path)
    grouped = with_decision(rows).order_by().values_list("track", "peer_group", "must_rate", f"{CURRENT}__category")
    parts: dict[tuple[Track, str], list[Counted]] = {}
    for track, peer_group, must_rate, category, number in grouped.annotate(Count("id")):
        parts.setdefault((Track(track), peer_group), []).append((must_rate, category, number))
    ranked = sorted(parts, key=lambda key: (list(Track).index(key[0]), key[1]))
    rules, order = _rules(cycle, extent.path), order_of(cycle)
    return tuple(_group(*key, _table(parts[key], order), *rules[key[0]], pack_of(cycle)) for key in ranked)


# The whole, as the command line and a frozen snapshot give it


def figures(cycle: Cycle, extent: Extent) -> dict[str, Any]:
    """Suggestions by level and ratings of the organisations directly below; what ``tusoi figures --json`` prints."""
    return figures_of(suggestion_table(cycle, extent), rating_table(cycle, extent))


def order_of(cycle: Cycle) -> tuple[Category, ...]:
    """The categories in the order of the cycle's pack."""
    return tuple(line.code for line in pack_of(cycle).categories)


# Frozen figures


def snapshots(cycle: Cycle) -> list[tuple[Snapshot, list[SnapshotDocument]]]:
    """Frozen figures of a cycle, newest first, with their papers; the bytes stay where they are. Two queries."""
    papers = SnapshotDocument.objects.defer("content").order_by("kind")
    rows = cycle.snapshots.order_by("-number").prefetch_related(Prefetch("documents", papers))
    return [(one, list(one.documents.all())) for one in rows]


def last_number(cycle: Cycle) -> int:
    """Number of the last snapshot; 0 when there is none."""
    return cycle.snapshots.aggregate(most=Max("number"))["most"] or 0


def document(pk: int) -> SnapshotDocument:
    """A paper of frozen figures; the caller asks whether it may be read. Refused as missing when there is none."""
    found = SnapshotDocument.objects.select_related("snapshot").filter(pk=pk).first()
    if found is None:
        raise Refused(Problem("figures-missing"), kind="missing")
    return found


# Inside


def _direct(cycle: Cycle, extent: Extent) -> QuerySet[RosterEntry]:
    rows = RosterEntry.objects.filter(within("home_path", extent.path), cycle=cycle, track=Track.ORGANIZATION)
    return rows.annotate(depth=Length("home_path")).filter(depth=len(extent.path) + SEGMENT)


def with_decision(rows: QuerySet[RosterEntry]) -> QuerySet[RosterEntry]:
    return rows.annotate(**{CURRENT: FilteredRelation("decisions", condition=Q(decisions__is_current=True))})


def _table(counted: Iterable[Counted], order: Sequence[Category]) -> RatingTable:
    categories: Counter[Category] = Counter()
    exempt = not_yet = 0
    for must_rate, category, number in counted:
        if category:
            categories[Category(category)] += number
        elif must_rate:
            not_yet += number
        else:
            exempt += number
    return rating_values(categories, order, exempt=exempt, not_yet=not_yet)


def _completeness(level: ManagingLevel, track: Track, total: int, parts: Iterable[Row]) -> Completeness:
    mine = [part for part in parts if part["managing_level"] == level and part["track"] == track]
    open_parts = [part for part in mine if not part["category"]]
    exempt: Counter[str] = Counter()
    for part in open_parts:
        if not part["must_rate"]:
            exempt[part["reason"]] += part["number"]
    return Completeness(
        level=level,
        track=track,
        total=total,
        must_review=sum(part["number"] for part in mine if part["must_review"]),
        must_rate=sum(part["number"] for part in mine if part["must_rate"]),
        rated=sum(part["number"] for part in mine if part["category"]),
        exempt=tuple((reason, exempt[reason]) for reason in (*NotDue, "") if exempt[reason]),
        not_yet=sum(part["number"] for part in open_parts if part["must_rate"]),
    )


def _rules(cycle: Cycle, managing_path: str) -> dict[Track, tuple[quota.Rule, bool]]:
    """Track → the ceiling as the authority reads it, whether somebody confirmed its value."""
    chosen = {
        Track(choice.track): choice
        for choice in QuotaChoice.objects.filter(cycle=cycle, managing_path=managing_path).order_by("id")
    }
    confirmed = set(QuotaConfirmation.objects.filter(pack_digest=cycle.pack_digest).values_list("track", flat=True))
    pack = pack_of(cycle)
    rules = {}
    for track in Track:
        choice = chosen.get(track)
        words = (QuotaBase(choice.base), Rounding(choice.rounding), QuotaMode(choice.mode)) if choice else ()
        rule = pack.quota(track).rule(*words)
        rules[track] = (rule, rule.verified or track in confirmed)
    return rules


def _group(
    track: Track, peer_group: str, table: RatingTable, rule: quota.Rule, verified: bool, pack: Pack
) -> GroupQuota:
    counts = {line.key: line.count or 0 for line in table.lines}
    return GroupQuota(
        track=track,
        peer_group=peer_group,
        terms=peer_group_terms(pack, peer_group),
        table=table,
        places=quota.all_places(rule, counts),
        chosen=quota.places(rule, counts),
        percent=rule.percent,
        verified=verified,
        source=rule.source,
    )
