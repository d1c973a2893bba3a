"""Cycles and entries as an actor may see them. Lists give values, never instances."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from django.db.models import Count, Q, QuerySet

from tusoi.bulk import chunks
from tusoi.cycles import readiness
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.readiness import Listed, Plan
from tusoi.cycles.rights import readable_cycles, readable_entries
from tusoi.cycles.signatures import Frame
from tusoi.organizations.models import Unit
from tusoi.organizations.paths import ancestors
from tusoi.organizations.rights import readable_people, readable_units
from tusoi.rules import library
from tusoi.rules.authority import Actor
from tusoi.rules.names import search_key
from tusoi.rules.pack import Pack
from tusoi.rules.pack_files import PackError
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import CycleKind, ManagingLevel, Track
from tusoi.scoping import within

MOST_WORDS = 6
PARAMETERS = 500  # values in one IN (…)
CYCLE_ROW = (
    "id",
    "year",
    "name",
    "scope_id",
    "scope__name",
    "pack_id",
    "reference_date",
    "state",
    "opened_at",
    "opened_by",
)
ENTRY_ROW = (
    "id",
    "track",
    "name",
    "sort_key",
    "posts",
    "home_path",
    "unit_id",
    "unit__name",
    "managing_path",
    "managing_level",
    "must_review",
    "must_rate",
    "reason",
    "evidence",
)
KEY = ("home_path", "sort_key")
"""Order of every list of entries, with the id."""

Kind = Literal["unit", "collective", "person"]
Subject = tuple[Kind, int]
TRACKS: dict[Kind, tuple[Track, ...]] = {
    "unit": (Track.ORGANIZATION,),
    "collective": (Track.COLLECTIVE,),
    "person": (Track.MEMBER, Track.CADRE),
}
Row = dict[str, Any]


# Without an actor: for actions, imports and other rooms, which have asked already


def annual(year: int, scope: Unit | None = None) -> Cycle | None:
    """The annual cycle of a year that covers ``scope``; without one the widest of the year."""
    found = Cycle.objects.filter(kind=CycleKind.ANNUAL, year=year).select_related("scope")
    if scope is not None:
        found = found.filter(scope__path__in=ancestors(scope.path))
    return found.order_by("scope__path").first()


def pack_of(cycle: Cycle) -> Pack:
    """The cycle's pack as the shelf has it. Raises PackError; see ``pack_problems`` for one that changed."""
    return library.load(cycle.pack_id)


def pack_problems(cycle: Cycle) -> tuple[Problem, ...]:
    """What the shelf says against the cycle's pack: gone, broken, or not the one that was pinned."""
    try:
        digest = library.digest(cycle.pack_id)
        library.load(cycle.pack_id)
    except PackError as error:
        return error.problems
    if digest == cycle.pack_digest:
        return ()
    return (Problem("cycle-pack-differs", facts={"name": cycle.name, "pack": cycle.pack_id}),)


def frame_of(cycle: Cycle) -> Frame:
    """What the roster of the cycle is frozen for."""
    return Frame(cycle.pk, CycleKind(cycle.kind), cycle.scope.path, cycle.reference_date, pack_of(cycle))


def entries_of(cycle: Cycle, subjects: Iterable[Subject]) -> dict[Subject, RosterEntry]:
    """Subject → its entry, the cadre entry of a person who has one; a subject without entry is left out."""
    wanted: dict[Kind, set[int]] = {"unit": set(), "collective": set(), "person": set()}
    for of, pk in subjects:
        wanted[of].add(pk)
    found: dict[Subject, RosterEntry] = {}
    for kind, ids in wanted.items():
        for some in _slices(sorted(ids)):
            rows = RosterEntry.objects.filter(cycle=cycle, track__in=TRACKS[kind], **{f"{kind}_id__in": some})
            # the cadre entry comes last and takes the place of the member entry
            for entry in sorted(rows, key=lambda entry: TRACKS[kind].index(Track(entry.track))):
                found[kind, getattr(entry, f"{kind}_id")] = entry
    return found


def last_entry() -> int:
    """The highest id given so far: what comes after it was added since."""
    return RosterEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def names_after(cycle: Cycle, since: int, most: int) -> list[str]:
    """The first names among the entries added after an id."""
    rows = RosterEntry.objects.filter(cycle=cycle, pk__gt=since).order_by("pk")
    return list(rows.values_list("name", flat=True)[:most])


# As the actor may see them


def cycles(actor: Actor) -> QuerySet[Cycle, Row]:
    """Values of the cycles the actor may see, for a list."""
    return Cycle.objects.filter(readable_cycles(actor)).values(*CYCLE_ROW)


def cycle(actor: Actor, pk: int) -> Cycle:
    """One cycle. Refused as missing when there is none or it may not be seen: the same answer."""
    found = Cycle.objects.select_related("scope").filter(readable_cycles(actor), pk=pk).first()
    if found is None:
        raise Refused(Problem("cycle-missing"), kind="missing")
    return found


def current(actor: Actor) -> Cycle | None:
    """The latest annual cycle the actor may see."""
    mine = Cycle.objects.select_related("scope").filter(readable_cycles(actor), kind=CycleKind.ANNUAL)
    return mine.order_by("-year", "scope__path", "-id").first()


def entries(
    actor: Actor,
    cycle: Cycle,
    *,
    track: Track | None = None,
    path: str = "",
    managing_path: str | None = None,
    level: ManagingLevel | None = None,
    reason: str = "",
    search: str = "",
    since: int = 0,
) -> QuerySet[RosterEntry, Row]:
    """Values of the entries the actor may read, to be ordered by ``KEY`` and id.

    ``path``: home in this subtree; ``managing_path``: decided exactly there; ``reason``: why not reviewed or rated,
    ``"any"`` for every reason; ``since``: added after this id.
    """
    where = Q(cycle=cycle) & within("home_path", path)
    if track is not None:
        where &= Q(track=track)
    if managing_path is not None:
        where &= Q(managing_path=managing_path)
    if level is not None:
        where &= Q(managing_level=level)
    if reason:
        where &= ~Q(reason="") & (Q() if reason == "any" else Q(reason=reason))
    if since:
        where &= Q(pk__gt=since)
    return RosterEntry.objects.filter(where & _named(search), readable_entries(actor)).values(*ENTRY_ROW)


def entry(actor: Actor, pk: int) -> RosterEntry:
    """One entry with its cycle, unit and subject. Refused as missing when there is none or it may not be read."""
    rows = RosterEntry.objects.select_related("cycle__scope", "unit", "collective", "person")
    found = rows.filter(readable_entries(actor), pk=pk).first()
    if found is None:
        raise Refused(Problem("entry-missing"), kind="missing")
    return found


def other_entry(actor: Actor, entry: RosterEntry) -> Row | None:
    """The person's entry on the other track, if the actor may read it."""
    if entry.person_id is None:
        return None
    same = RosterEntry.objects.filter(cycle_id=entry.cycle_id, person_id=entry.person_id).exclude(pk=entry.pk)
    found: Row | None = same.filter(readable_entries(actor)).values("id", "track").first()  # type: ignore[assignment]
    return found


def added(actor: Actor, cycle: Cycle, since: int) -> dict[Track, int]:
    """How many entries the actor may read were added after an id, by track."""
    rows = RosterEntry.objects.filter(readable_entries(actor), cycle=cycle, pk__gt=since).order_by()
    return {Track(track): number for track, number in rows.values_list("track").annotate(Count("id"))}


def first_added(actor: Actor, cycle: Cycle, since: int, most: int = 20) -> list[Row]:
    """The first entries added after an id, in the order they were written."""
    rows = RosterEntry.objects.filter(readable_entries(actor), cycle=cycle, pk__gt=since).order_by("pk")
    found: QuerySet[Any, Row] = rows.values("id", "track", "name", "posts", "unit__name")  # type: ignore[assignment]
    return list(found[:most])


def counts(actor: Actor, cycle: Cycle, path: str = "") -> list[Row]:
    """Rows (track, must_review, must_rate, reason, number) of the entries the actor may read below a path."""
    rows = RosterEntry.objects.filter(within("home_path", path), readable_entries(actor), cycle=cycle)
    grouped = rows.order_by().values("track", "must_review", "must_rate", "reason")
    return list(grouped.annotate(number=Count("id")))


def unit_names(paths: Iterable[str]) -> dict[str, str]:
    """Path → name of the unit that stands there today; for the deciding units of one page of a list."""
    wanted = sorted({path for path in paths if path})
    return dict(Unit.objects.filter(path__in=wanted).values_list("path", "name")) if wanted else {}


def finding_rows(actor: Actor, code: str, plan: Plan) -> Listed | None:
    """The list behind a point of the check, as far as the actor may read it; None for a point without list."""
    found = readiness.rows(code, plan)
    if found is None:
        return None
    return found.filter(readable_people(actor) if code in readiness.OF_PEOPLE else readable_units(actor))


def _named(text: str) -> Q:
    named = Q()
    for word in search_key(text).split()[:MOST_WORDS]:
        named &= Q(search_key__contains=word)
    return named


def _slices(ids: list[int]) -> Iterable[Sequence[int]]:
    return chunks(ids, PARAMETERS)
