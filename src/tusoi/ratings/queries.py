"""Groups, boards, decisions and batches as an actor may see them. Lists give values, never instances."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from tusoi.audit.queries import trail
from tusoi.cycles import queries as cycles
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.organizations.models import Unit
from tusoi.ratings.models import Batch, BatchLine, Decision, QuotaChoice, QuotaConfirmation, QuotaException
from tusoi.ratings.peers import OUTSIDE, Group
from tusoi.ratings.plans import OPEN_STATES
from tusoi.ratings.rights import DRAFT, PUBLISHED, facts_of, readable, reads
from tusoi.rules.authority import Actor
from tusoi.rules.pack_lines import Prerequisite
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Action, Axis, BatchState, Category, CollectiveKind, Resource, Role, Track
from tusoi.scoping import visible, within
from tusoi.suggestions.models import COUNTED, SuggestionItem

Row = Mapping[str, Any]

ENTRY = ("id", "sort_key", "name", "posts", "must_rate", "reason", "unit_id", "collective_id", "person_id", "home_path")
CURRENT = ("id", "category", "document_no", "document_date", "flags")
DECISION = (
    "id",
    "entry_id",
    "entry__name",
    "entry__sort_key",
    "category",
    "document_no",
    "document_date",
    "authority_name",
    "signer",
    "reasons",
    "source",
    "flags",
    "is_current",
    "decided_at",
    "decided_by",
    "managing_path",
    "peer_group",
    "track",
)
LEADING = (CollectiveKind.STANDING_COMMITTEE, CollectiveKind.COMMITTEE)


# Groups


def own_paths(actor: Actor) -> tuple[str, ...]:
    """Paths of the units for which the actor works as staff or leader on what they manage."""
    offices = {Role.STAFF, Role.LEADER}
    held = (grant for grant in actor.grants if grant.role in offices and grant.axis is not Axis.HOME)
    return tuple(dict.fromkeys(grant.path for grant in held if grant.path))


def sees_ratings(actor: Actor) -> bool:
    """Whether a list of ratings has anything for the actor; asks the database nothing."""
    return any(grant.role is not Role.ADMINISTRATOR for grant in actor.grants)


def authorities(actor: Actor, cycle: Cycle) -> QuerySet[Unit, Any]:
    """Values of the units that decide about entries the actor may read, to be paged by path."""
    # every track is named so that the index of groups can be used
    rated = RosterEntry.objects.filter(
        readable(actor, cycle), cycle=cycle, track__in=list(Track), managing_path=OuterRef("path"), must_rate=True
    )
    return Unit.objects.filter(Exists(rated)).values("id", "path", "name", "level")


def groups(actor: Actor, cycle: Cycle, paths: Iterable[str]) -> list[Row]:
    """Peer groups of those authorities: managing_path, track, peer_group, ``rated`` of ``total``. One query."""
    rows = RosterEntry.objects.filter(
        readable(actor, cycle), cycle=cycle, track__in=list(Track), managing_path__in=list(paths), must_rate=True
    )
    rows = rows.annotate(current=FilteredRelation("decisions", condition=Q(decisions__is_current=True)))
    grouped = rows.order_by().values("managing_path", "track", "peer_group")
    order = {track.value: place for place, track in enumerate(Track)}
    found = grouped.annotate(total=Count("id"), rated=Count("current__id"))
    return sorted(found, key=lambda row: (row["managing_path"], order[row["track"]], row["peer_group"]))


def waiting(actor: Actor, cycle: Cycle, paths: Iterable[str]) -> list[Row]:
    """Open batches of those authorities the actor may read: id, kind, state, group, lines, who and when."""
    rows = Batch.objects.filter(cycle=cycle, managing_path__in=list(paths), state__in=OPEN_STATES)
    rows = rows.filter(batches_readable(actor, cycle, DRAFT)).annotate(count=Count("lines"))
    columns = ("id", "kind", "state", "managing_path", "track", "peer_group", "created_at", "created_by", "count")
    return list(rows.order_by("created_at", "id").values(*columns))


def waiting_count(actor: Actor) -> int:
    """Batches that wait for the actor at his own units, for the menu: to decide as leader, to check as either.

    One query, none for whoever decides nothing.
    """
    if not (paths := own_paths(actor)):
        return 0
    leads = [grant.path for grant in actor.grants if grant.role is Role.LEADER and grant.axis is not Axis.HOME]
    mine = Q(state=BatchState.SUBMITTED, managing_path__in=leads) | Q(
        state=BatchState.RECORDED, managing_path__in=paths
    )
    rows = Batch.objects.filter(mine)
    return (rows if actor.user_id is None else rows.exclude(created_by_user=actor.user_id)).count()


def group(actor: Actor, cycle_id: int, at: str, track: str, peer_group: str) -> Group:
    """The group of an address; missing when it has no entry the actor may read."""
    cycle = cycles.cycle(actor, cycle_id)
    if track not in set(Track) or not (at == OUTSIDE or is_path(at)) or "\0" in peer_group:
        raise Refused(Problem("rating-group-missing"), kind="missing")
    found = Group(cycle, "" if at == OUTSIDE else at, Track(track), peer_group)
    if not reads(actor, found.facts) and not lines(actor, found).exists():
        raise Refused(Problem("rating-group-missing"), kind="missing")
    return found


def is_path(text: str) -> bool:
    """Whether a text of an address can be a path of the tree."""
    return text.isascii() and text.isalnum()


def whole_group(actor: Actor, cycle_id: int, at: str, track: str, peer_group: str) -> Group:
    """The group of an address for whoever reads all of it; missing for everybody else."""
    found = group(actor, cycle_id, at, track, peer_group)
    if not sees_whole(actor, found):
        raise Refused(Problem("rating-group-missing"), kind="missing")
    return found


def sees_whole(actor: Actor, group: Group) -> bool:
    """Whether every line of the group is open to the actor: only then are its counts and its quota."""
    return reads(actor, group.facts)


# The board


def lines(actor: Actor, group: Group) -> QuerySet[RosterEntry, Row]:
    """Values of the group's entries with their current decision, to be paged by name."""
    rows = RosterEntry.objects.filter(group.rows, readable(actor, group.cycle))
    rows = rows.annotate(current=FilteredRelation("decisions", condition=Q(decisions__is_current=True)))
    return rows.values(*ENTRY, **{f"current_{name}": F(f"current__{name}") for name in CURRENT})


def proposed(actor: Actor, group: Group) -> dict[int, Row]:
    """Entry id → its line in an open batch, as far as the actor may read drafts. One query."""
    rows = BatchLine.objects.filter(
        readable(actor, group.cycle, DRAFT, prefix="entry__"),
        batch__state__in=OPEN_STATES,
        batch__cycle=group.cycle,
        batch__track=group.track,
        batch__managing_path=group.managing_path,
        batch__peer_group=group.peer_group,
    )
    found = rows.values("entry_id", "category", "batch_id", "batch__kind", "batch__created_by_user")
    return {row["entry_id"]: row for row in found}


def totals(group: Group) -> tuple[int, int]:
    """How many of the group are to be rated, and how many are not. Ask ``sees_whole`` first. One query."""
    due = Count("id", filter=Q(must_rate=True))
    found = RosterEntry.objects.filter(group.rows).order_by().aggregate(due=due, all=Count("id"))
    return found["due"], found["all"] - found["due"]


def suggested(actor: Actor, group: Group, rows: Sequence[Row]) -> dict[int, int]:
    """Entry id → number of issued suggestion items on it, an organisation's on its leading collective. One query."""
    shown = visible(
        actor,
        Action.READ,
        Resource.SUGGESTION,
        ("issued",),
        columns={name: f"suggestion__entry__{name}" for name in ("track", "person_id", "collective_id", "unit_id")}
        | {"home_path": "suggestion__home_path", "managing_path": "suggestion__managing_path"},
        known={"cycle_id": group.cycle.pk},
    )
    items = SuggestionItem.objects.filter(shown, suggestion__cycle=group.cycle, suggestion__state__in=COUNTED)
    if group.track is Track.ORGANIZATION:
        by_unit = {row["unit_id"]: row["id"] for row in rows}
        items = items.filter(
            suggestion__entry__track=Track.COLLECTIVE,
            suggestion__entry__collective__kind__in=LEADING,
            suggestion__entry__unit_id__in=by_unit,
        )
        counted = items.order_by().values_list("suggestion__entry__unit_id").annotate(Count("id"))
        return {by_unit[unit]: count for unit, count in counted}
    items = items.filter(suggestion__entry_id__in=[row["id"] for row in rows])
    return dict(items.order_by().values_list("suggestion__entry_id").annotate(Count("id")))


PREREQUISITES: Mapping[Prerequisite, Mapping[Track, Track]] = {
    Prerequisite.LOWER_BEFORE_UPPER: {Track.ORGANIZATION: Track.ORGANIZATION},
    Prerequisite.COLLECTIVE_BEFORE_MEMBERS: {Track.CADRE: Track.COLLECTIVE, Track.MEMBER: Track.COLLECTIVE},
}
"""Rule → track of the group → track that comes first."""


def prerequisites(group: Group) -> list[tuple[Prerequisite, str, int, int]]:
    """Rules of the pack on what comes first: (rule, source, rated, to be rated) below the authority.

    Only what the roster can answer: lower organisations of an organisation's group, collectives of a person's.
    """
    found = []
    for line in cycles.pack_of(group.cycle).prerequisites:
        rule = Prerequisite(line.code)
        first = PREREQUISITES.get(rule, {}).get(group.track)
        if first is None or line.binding.value is None:
            continue
        rows = RosterEntry.objects.filter(within("home_path", group.managing_path), cycle=group.cycle, track=first)
        if first is group.track:
            rows = rows.filter(managing_path__gt=group.managing_path)  # decided further down
        rows = rows.annotate(current=FilteredRelation("decisions", condition=Q(decisions__is_current=True)))
        counted = rows.filter(must_rate=True).order_by().aggregate(total=Count("id"), rated=Count("current__id"))
        found.append((rule, line.binding.source, counted["rated"], counted["total"]))
    return found


# Entries, decisions and batches


def entry(actor: Actor, pk: int) -> RosterEntry:
    """One entry whose rating the actor may read. Missing otherwise, whether it exists or not."""
    rows = RosterEntry.objects.select_related("cycle__scope", "unit", "collective", "person")
    found = rows.filter(pk=pk).first()
    if found is None or not reads(actor, facts_of(found)):
        raise Refused(Problem("rating-missing"), kind="missing")
    return found


def level_of(actor: Actor, pk: int) -> tuple[RosterEntry, str] | None:
    """What a member of the same collective may see: the entry's name and category, nothing else."""
    found = RosterEntry.objects.select_related("cycle").filter(pk=pk).first()
    if found is None or reads(actor, facts_of(found)) or not reads(actor, facts_of(found, "level_only")):
        return None
    current = Decision.objects.filter(entry=found, is_current=True).values_list("category", flat=True).first()
    return found, current or ""


def history(entry: RosterEntry) -> list[Decision]:
    """Every decision on an entry, the newest first; the current one at most once among them."""
    return list(Decision.objects.filter(entry=entry).select_related("batch").order_by("-id"))


def proposal(actor: Actor, entry: RosterEntry) -> Row | None:
    """The entry's line in an open batch, where the actor may read drafts."""
    if not reads(actor, facts_of(entry), DRAFT):
        return None
    rows = BatchLine.objects.filter(entry=entry, batch__state__in=OPEN_STATES)
    found: Row | None = rows.values(
        "category", "batch_id", "batch__state", "batch__created_by", "batch__created_at"
    ).first()
    return found


def decisions(
    actor: Actor,
    cycle: Cycle,
    *,
    track: Track | None = None,
    path: str = "",
    managing_path: str | None = None,
    peer_group: str | None = None,
    category: Category | None = None,
    superseded: bool = False,
) -> QuerySet[Decision, Row]:
    """Values of the decisions the actor may read; current ones, or with ``superseded`` all that ever were."""
    where = Q(cycle=cycle) & within("home_path", path) & readable(actor, cycle, prefix="entry__")
    wanted = {"track": track, "managing_path": managing_path, "peer_group": peer_group, "category": category}
    where &= Q(**{name: value for name, value in wanted.items() if value is not None})
    rows = Decision.objects.filter(where)
    return (rows if superseded else rows.filter(is_current=True)).values(*DECISION)


def batch(actor: Actor, pk: int) -> Batch:
    """One batch: staff and leaders of its authority read it before, everybody who reads the whole group after."""
    rows = Batch.objects.select_related("cycle__scope", "authority", "scan")
    found = rows.filter(pk=pk).first()
    if found is None or not reads(actor, _group(found).facts, state_of(found)):
        raise Refused(Problem("rating-batch-missing"), kind="missing")
    return found


def state_of(batch: Batch) -> str:
    """The state of its lines in the table of rights."""
    return PUBLISHED if batch.state == BatchState.DECIDED else DRAFT


def batch_lines(actor: Actor, batch: Batch) -> list[Row]:
    """Lines of a batch by name, without those the actor is the subject of while they are drafts. One query."""
    rows = BatchLine.objects.filter(readable(actor, batch.cycle, state_of(batch), prefix="entry__"), batch=batch)
    found = rows.order_by("entry__home_path", "entry__sort_key", "id")
    return list(found.values("entry_id", "entry__name", "entry__posts", "category", "reasons"))


def batch_trail(batch: Batch) -> Sequence[Row]:
    """Who did what with it when."""
    return trail(f"ratings.batch:{batch.pk}")


def entry_trail(entry: RosterEntry) -> Sequence[Row]:
    return trail(f"ratings.entry:{entry.pk}")


def may_read_trail(actor: Actor, group: Group) -> bool:
    """Whether the steps about a group may be shown: to whoever reads all of it."""
    return reads(actor, group.facts)


def batches(actor: Actor, group: Group) -> list[Row]:
    """Batches of a group the actor may read, the newest first."""
    rows = Batch.objects.filter(group.rows)
    if not reads(actor, group.facts, DRAFT):
        rows = rows.filter(state=BatchState.DECIDED) if reads(actor, group.facts) else rows.none()
    columns = ("id", "kind", "state", "document_no", "document_date", "created_at", "created_by")
    return list(rows.annotate(count=Count("lines")).order_by("-id").values(*columns, "count")[:20])


def batches_readable(actor: Actor, cycle: Cycle, state: str) -> Q:
    """Batches whose group the actor reads as a whole; a batch stands where its authority stands."""
    columns = {"home_path": "managing_path"}
    known = {"cycle_id": cycle.pk, "person_id": None, "collective_id": None, "unit_id": None}
    return visible(actor, Action.READ, Resource.RATING_DECISION, (state,), columns=columns, known=known)


def quota_history(group: Group) -> tuple[list[QuotaChoice], list[QuotaConfirmation], list[QuotaException]]:
    """Choices, confirmations and exceptions that concern a group, the newest first."""
    at = {"cycle": group.cycle, "managing_path": group.managing_path, "track": group.track}
    confirmed = QuotaConfirmation.objects.filter(pack_digest=group.cycle.pack_digest, track=group.track)
    return (
        list(QuotaChoice.objects.filter(**at).order_by("-id")[:10]),
        list(confirmed.order_by("-id")),
        list(QuotaException.objects.filter(**at, peer_group=group.peer_group).order_by("-id")),
    )


def lines_from(batch: Batch) -> dict[int, str]:
    """Entry id → category of a returned batch, to begin the next one with."""
    return dict(BatchLine.objects.filter(batch=batch).values_list("entry_id", "category"))


def _group(batch: Batch) -> Group:
    return Group(batch.cycle, batch.managing_path, Track(batch.track), batch.peer_group)
