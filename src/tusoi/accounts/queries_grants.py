"""Grants as an actor may see them, and who can bring one into force."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from tusoi.accounts.models import Grant, User
from tusoi.accounts.queries import actors_of, grants_in_force
from tusoi.organizations.models import Unit
from tusoi.rules import authority_table as table
from tusoi.rules.authority import Actor, GrantFacts, approve_grant
from tusoi.rules.names import search_key
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.reach import ancestors
from tusoi.rules.terms import Action, Axis, GrantState, Resource, Role
from tusoi.scoping import visible

ROW = (
    "id",
    "user_id",
    "user__full_name",
    "user__username",
    "user__is_active",
    "role",
    "unit__name",
    "unit__code",
    "recursive",
    "axis",
    "cycle_id",
    "valid_from",
    "valid_to",
    "state",
    "given_by",
    "approved_by",
    "delegated_from__user__full_name",
)
# the record of a grant is where it holds: its unit gives both paths, and nobody is its subject
COLUMNS = {"home_path": "unit__path", "managing_path": "unit__path"}
KNOWN = {"track": None, "person_id": None, "collective_id": None, "unit_id": None}


def facts(grant: Grant) -> GrantFacts:
    """What the rules ask about a grant."""
    return GrantFacts(
        role=Role(grant.role),
        path=grant.unit.path,
        recursive=grant.recursive,
        axis=Axis(grant.axis),
        cycle_id=grant.cycle_id,
        unit_id=grant.unit_id,
    )


def in_sight(actor: Actor) -> Q:
    """Grants the actor reads, prepares or decides on; and those he holds or gave."""
    found = Q(pk__in=[])
    if actor.user_id is not None:
        found |= Q(user_id=actor.user_id) | Q(given_by_user_id=actor.user_id)
    for action in (Action.READ, Action.CREATE, Action.DECIDE):
        found |= visible(actor, action, Resource.GRANT, (table.ANY,), columns=COLUMNS, known=KNOWN)
    return found


def grants(actor: Actor, *, role: str = "", state: str = "", search: str = "") -> QuerySet[Grant, dict[str, Any]]:
    """Values of the grants in sight, to be paged by (path, id): who holds what, where, until when."""
    rows = Grant.objects.filter(in_sight(actor)).annotate(path=F("unit__path"))
    if role in set(Role):
        rows = rows.filter(role=role)
    if state in set(GrantState):
        rows = rows.filter(state=state)
    for word in search_key(search).split():
        unit = Q(unit__search_key__contains=word) | Q(unit__code__iexact=word)
        rows = rows.filter(unit | Q(user__search_key__contains=word))
    return rows.values(*ROW, "path")


def waiting(actor: Actor, *, on: date) -> list[Grant]:
    """Prepared grants the actor himself may bring into force, oldest first."""
    rows = Grant.objects.filter(in_sight(actor), state=GrantState.PREPARED).select_related("user", "unit")
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return [grant for grant in rows.order_by("given_at", "id") if not approval_problem(actor, grant)]


def waiting_count(actor: Actor, *, on: date) -> int:
    """How many grants wait for this actor; asks the database only for leaders."""
    leads = any(held.role is Role.LEADER for held in actor.grants)
    return len(waiting(actor, on=on)) if leads else 0


def grant(actor: Actor, pk: int) -> Grant:
    """One grant in sight. Refused as missing when there is none or it may not be seen: the same answer."""
    rows = Grant.objects.select_related("user", "unit", "delegated_from__user", "given_by_user")
    found = rows.filter(in_sight(actor), pk=pk).first()
    if found is None:
        raise Refused(Problem("grant-missing"), kind="missing")
    return found


def own_grants(user_id: int) -> list[dict[str, Any]]:
    """Everything a user holds or is to hold, the newest first."""
    rows = Grant.objects.filter(user_id=user_id, state__in=(GrantState.ACTIVE, GrantState.PREPARED))
    return list(rows.order_by("-id").values(*ROW))


def delegations_of(user_id: int) -> list[dict[str, Any]]:
    """What a user has handed on and not taken back."""
    rows = Grant.objects.filter(delegated_from__user_id=user_id)
    rows = rows.filter(state__in=(GrantState.ACTIVE, GrantState.PREPARED))
    return list(rows.order_by("-id").values(*ROW))


def approval_problem(by: Actor, grant: Grant, *, given_now: bool = False) -> Problem | None:
    """Why ``by`` may not bring this grant into force, or end it (guard G9); nothing when he may.

    ``given_now``: he is giving it himself, in one step; approving what he prepared earlier is another thing (G2).
    """
    waits = grant.state == GrantState.PREPARED and not given_now
    prepared_by = grant.given_by_user_id if waits else None
    return approve_grant(
        by, facts(grant), user_id=grant.user_id, person_id=grant.user.person_id, prepared_by_id=prepared_by
    )


def approvers(grant: Grant, *, on: date) -> tuple[Actor, ...]:
    """Leaders who may bring a prepared grant into force, the nearest first."""
    leading = grants_in_force(on).filter(role=Role.LEADER, unit__path__in=ancestors(grant.unit.path))
    leaders = User.objects.filter(pk__in=leading.values("user"), is_active=True)
    able = [actor for actor in actors_of(leaders, on=on).values() if not approval_problem(actor, grant)]
    return tuple(sorted(able, key=lambda actor: (-_nearest(actor, grant.unit), actor.name)))


def _nearest(actor: Actor, unit: Unit) -> int:
    above = set(ancestors(unit.path))
    return max((len(held.path) for held in actor.grants if held.role is Role.LEADER and held.path in above), default=0)
