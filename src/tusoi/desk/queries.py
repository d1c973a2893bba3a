"""What waits for one reader: asked with his rights, in few queries, nothing copied from the rooms' lists."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q

from tusoi.accounts.models import Grant, User
from tusoi.accounts.queries import in_force
from tusoi.accounts.queries_users import accounts
from tusoi.audit import queries as audit
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.exchange.models import Upload, UploadState
from tusoi.organizations.models import Person, Unit
from tusoi.organizations.queries import visible_units
from tusoi.ratings.models import Batch, Decision
from tusoi.ratings.plans import OPEN_STATES
from tusoi.rules.authority import Actor, guard
from tusoi.rules.reach import path_end
from tusoi.rules.terms import Action, BatchState, GrantState, Resource, Role, SuggestionState, Track
from tusoi.scoping import visible, within
from tusoi.suggestions.models import COUNTED, Suggestion
from tusoi.suggestions.rights import COLUMNS

BACKUP = "project.backup"
INSTALLATION = "project.installation"
OFFICES = (Role.STAFF, Role.LEADER)
MOST = 10
"""Things of one kind that are named one by one; the list behind shows all."""

Row = dict[str, Any]


# Offices


def own_batches(actor: Actor, paths: tuple[str, ...]) -> list[Batch]:
    """Batches that wait at the units the actor works for, made by somebody else, the oldest first."""
    rows = Batch.objects.filter(managing_path__in=paths, state__in=OPEN_STATES).select_related("cycle")
    found = rows.annotate(number=Count("lines")).order_by("created_at", "id")[: 3 * MOST]
    return [one for one in found if not guard(actor, Action.DECIDE, proposer_id=one.created_by_user)]


def returned_batches(actor: Actor) -> list[Row]:
    """The actor's batches that were given back and not replaced by a newer one."""
    mine = Batch.objects.filter(created_by_user=actor.user_id, state=BatchState.RETURNED).order_by("-id")
    columns = ("id", "authority_name", "cycle_id", "managing_path", "track", "peer_group", "finished_at")
    found: list[Row] = []
    for row in mine.values(*columns)[:MOST]:
        group = {name: row[name] for name in ("cycle_id", "managing_path", "track", "peer_group")}
        if not Batch.objects.filter(**group, pk__gt=row["id"]).exists():
            found.append(row)
    return found


def suggestions_by_state(actor: Actor, cycle: Cycle) -> dict[SuggestionState, int]:
    """Drafts the actor may move on: those put before him to decide, and his own to finish."""
    known = {"cycle_id": cycle.pk}
    decide = visible(actor, Action.DECIDE, Resource.SUGGESTION, ("draft",), columns=COLUMNS, known=known)
    others = ~Q(created_by_user=actor.user_id) & (Q(proposed_by_user__isnull=True) | ~Q(proposed_by_user=actor.user_id))
    to_approve = Q(state=SuggestionState.PROPOSED) & decide & others
    to_issue = Q(state=SuggestionState.APPROVED) & decide & others
    own = Q(state=SuggestionState.DRAFT, created_by_user=actor.user_id)
    rows = Suggestion.objects.filter(to_approve | to_issue | own, cycle=cycle).order_by()
    return {SuggestionState(state): number for state, number in rows.values_list("state").annotate(Count("id"))}


def unfinished_uploads(actor: Actor) -> list[Row]:
    """The actor's files that were begun and not brought in, the newest first."""
    rows = Upload.objects.filter(created_by_user=actor.user_id).exclude(state=UploadState.APPLIED)
    found: Any = rows.order_by("-id").values("id", "state", "original_name", "created_at")[:MOST]
    return list(found)


def not_rated(cycle: Cycle, paths: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """For each managing path: (path, rated, to be rated) of what it decides about itself. Two queries."""
    due = RosterEntry.objects.filter(cycle=cycle, track__in=list(Track), managing_path__in=paths, must_rate=True)
    decided = Decision.objects.filter(cycle=cycle, track__in=list(Track), managing_path__in=paths, is_current=True)
    total = dict(due.order_by().values_list("managing_path").annotate(Count("id")))
    rated = dict(decided.order_by().values_list("managing_path").annotate(Count("id")))
    return [(path, rated.get(path, 0), total[path]) for path in paths if path in total]


def beginnings(cycle: Cycle | None) -> dict[str, bool]:
    """What an installation has: units, people, a cycle, suggestions, ratings. Five short queries."""
    return {
        "units": Unit.objects.filter(parent__isnull=False).exists(),  # the first leader needs the top alone
        "members": Person.objects.exists(),
        "cycle": cycle is not None,
        "suggestions": Suggestion.objects.filter(cycle=cycle).exists() if cycle else False,
        "ratings": Decision.objects.filter(cycle=cycle).exists() if cycle else False,
    }


# The reader himself


def own_suggestions(actor: Actor, cycle: Cycle) -> list[Row]:
    """Issued suggestions to the actor himself or to a collective he heads: id, name, items, earliest due."""
    mine = Q(entry__person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    if actor.own_collectives:
        mine |= Q(entry__collective_id__in=actor.own_collectives)
    rows = Suggestion.objects.filter(mine, cycle=cycle, state__in=COUNTED)
    rows = rows.annotate(number=Count("items"), due=Min("items__due")).order_by("document_date", "id")
    columns = ("id", "entry__name", "entry__person_id", "state", "document_no", "document_date", "number", "due")
    return list(rows.values(*columns)[:MOST])


def own_entries(actor: Actor, cycle: Cycle) -> list[RosterEntry]:
    """The actor's own entries: as a cadre and as a member."""
    if actor.person_id is None:
        return []
    rows = RosterEntry.objects.filter(cycle=cycle, person_id=actor.person_id).select_related("unit", "cycle")
    return list(rows.order_by("track"))


def own_decisions(entries: list[RosterEntry]) -> dict[int, Row]:
    """Entry id → its rating in force. One query."""
    rows = Decision.objects.filter(entry__in=entries, is_current=True) if entries else Decision.objects.none()
    columns = ("entry_id", "category", "document_no", "document_date", "authority_name", "reasons")
    return {row["entry_id"]: row for row in rows.values(*columns)}


# Branches


def branches(actor: Actor) -> list[Unit]:
    """Branches the actor is the secretary of, by path."""
    paths = {grant.path for grant in actor.grants if grant.role is Role.BRANCH_SECRETARY and grant.path}
    return list(Unit.objects.filter(path__in=paths).order_by("path")) if paths else []


def branch(actor: Actor, pk: int) -> Unit | None:
    """One unit whose list the actor may print."""
    return visible_units(actor).filter(pk=pk).first()


def branch_suggestions(cycle: Cycle, path: str) -> int:
    """Issued suggestions to the branch, its committee or its members; the caller is its secretary."""
    rows = Suggestion.objects.filter(cycle=cycle, home_path=path, state__in=COUNTED).order_by()
    return rows.aggregate(number=Count("subject_key", distinct=True))["number"]


def sheet_rows(cycle: Cycle, path: str) -> list[Row]:
    """Members of one branch on the roster, by name, for a printed list."""
    rows = RosterEntry.objects.filter(cycle=cycle, track=Track.MEMBER, home_path=path)
    columns = ("id", "name", "posts", "must_review", "must_rate", "reason")
    return list(rows.order_by("sort_key", "id").values(*columns))


# Administrators and inspectors


def last_backup() -> datetime | None:
    """When the installation was last saved, by the book."""
    return audit.history(INSTALLATION).filter(step=BACKUP).order_by("-id").values_list("at", flat=True).first()


def account_facts(actor: Actor, *, on: date) -> dict[str, int]:
    """Counts of the accounts the administrator keeps; no name."""
    mine = accounts(actor)
    working = User.objects.filter(pk__in=mine.values("pk"), is_active=True)
    held = Grant.objects.filter(in_force(on), state=GrantState.ACTIVE, role__in=[*OFFICES, Role.ADMINISTRATOR])
    offices: Any = mine.filter(is_active=True, pk__in=held.values("user"))
    return {
        "active": working.count(),
        "never": working.filter(last_login__isnull=True).count(),
        "offices": offices.count(),
        "without_factor": offices.filter(second_factor=False).count(),
        "prepared": Grant.objects.filter(state=GrantState.PREPARED, given_by_user=actor.user_id).count(),
    }


def last_anchor() -> date | None:
    """Day of the last anchor over all chains."""
    anchor = audit.last_anchor()
    return anchor.on if anchor else None


def inspected(actor: Actor, cycle: Cycle) -> list[tuple[Unit, int, int]]:
    """Scopes of an inspector: unit, subjects suggested, decisions in force there. Two queries per scope, few scopes."""
    paths = [grant.path for grant in actor.grants if grant.role is Role.INSPECTOR and grant.path][:MOST]
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=paths)}
    found = []
    for path in paths:
        suggested = Suggestion.objects.filter(within("home_path", path), cycle=cycle, state__in=COUNTED)
        number = suggested.order_by().aggregate(number=Count("subject_key", distinct=True))["number"]
        inside = {"home_path__gte": path, "home_path__lt": path_end(path)}
        decided = Decision.objects.filter(cycle=cycle, track__in=list(Track), is_current=True, **inside)
        found.append((units[path], number, decided.count()))
    return found
