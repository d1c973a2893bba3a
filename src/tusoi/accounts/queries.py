"""Who is the actor, who may do something to a record, and what a user is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tusoi.accounts.models import Grant, Notice, User
from tusoi.bulk import chunks
from tusoi.organizations.models import Collective, Person, Post, Unit
from tusoi.rules import authority
from tusoi.rules import authority_table as table
from tusoi.rules.authority import Actor, GrantFacts, RecordFacts
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.reach import ancestors
from tusoi.rules.terms import Action, Axis, CollectiveKind, GrantState, Relation, Resource, Role, TitleGroup
from tusoi.scoping import within

# whose members sit in a leading collective of the unit where they hold the post
COLLECTIVES_OF_GROUP = {
    TitleGroup.SECRETARY: (CollectiveKind.STANDING_COMMITTEE, CollectiveKind.COMMITTEE),
    TitleGroup.DEPUTY_SECRETARY: (CollectiveKind.STANDING_COMMITTEE, CollectiveKind.COMMITTEE),
    TitleGroup.STANDING_MEMBER: (CollectiveKind.STANDING_COMMITTEE, CollectiveKind.COMMITTEE),
    TitleGroup.COMMITTEE_MEMBER: (CollectiveKind.COMMITTEE,),
    TitleGroup.HEAD: (CollectiveKind.LEADERSHIP,),
    TitleGroup.DEPUTY_HEAD: (CollectiveKind.LEADERSHIP,),
    TitleGroup.BRANCH_SECRETARY: (CollectiveKind.BRANCH_COMMITTEE, CollectiveKind.BRANCH),
    TitleGroup.BRANCH_DEPUTY: (CollectiveKind.BRANCH_COMMITTEE, CollectiveKind.BRANCH),
    TitleGroup.OTHER: (),
}
PERSONAL = frozenset({Relation.SUBJECT, Relation.PEER, Relation.ATTENDEE})
INSTALLATION = "installation"
AT_ONCE = 5000  # users whose actors are built by one set of queries


def in_force(on: date, prefix: str = "") -> Q:
    """Rows whose validity covers ``on``."""
    return (Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    )


def grants_in_force(on: date) -> QuerySet[Grant]:
    """Active grants whose days cover ``on``. A delegation lives only as long as the grant it comes from."""
    source = Q(delegated_from__state=GrantState.ACTIVE, delegated_from__user__is_active=True)
    whole = Q(delegated_from__isnull=True) | (source & in_force(on, "delegated_from__"))
    return Grant.objects.filter(in_force(on), whole, state=GrantState.ACTIVE)


# The actor


def actor_of(user: User, *, on: date) -> Actor:
    """The actor a user is today: grants in force, own branch, own collectives and units. Four queries at most."""
    users = User.objects.filter(pk=user.pk)
    if user.person_id is not None:
        return actors_of(users, on=on)[user.pk]
    row = {"id": user.pk, "full_name": user.full_name, "username": user.username}
    row |= {"person_id": None, "person__home_path": ""}
    return _actor(row, _grants(users, on).get(user.pk, []), {})


def actors_of(users: QuerySet[User], *, on: date) -> dict[int, Actor]:
    """User's id → actor, in four queries for any number of users."""
    columns = ("id", "full_name", "username", "person_id", "person__branch_id", "person__home_path")
    rows = list(users.values(*columns))
    grants = _grants(users, on)
    seats = _seats(users, {row["person_id"]: row["person__branch_id"] for row in rows if row["person_id"]}, on)
    return {row["id"]: _actor(row, grants.get(row["id"], []), seats) for row in rows}


def acting(username: str, *, on: date) -> Actor:
    """Who acts on the command line: the named user, or ``installation`` until the first leader is there."""
    if not username:
        actor = Actor(name=INSTALLATION, installation=True)
        if not authority.may_install(actor, leader_active=had_leader()):
            raise Refused(Problem("actor-needed"), kind="forbidden")
        return actor
    user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if user is None:
        raise Refused(Problem("user-unknown", facts={"username": username}))
    return actor_of(user, on=on)


def had_leader() -> bool:
    """Whether a leader's grant was ever in force; from then on everything follows guard G9."""
    return Grant.objects.filter(role=Role.LEADER, approved_at__isnull=False).exists()


def _actor(row: Mapping[str, Any], grants: list["_Held"], seats: Mapping[int, "_Seats"]) -> Actor:
    if not grants:  # an account is a person only once somebody entitled has brought a grant of it into force (G9)
        return Actor(name=row["full_name"] or row["username"], user_id=row["id"])
    mine = seats.get(row["person_id"], _Seats())
    own_roles = {held.facts.role for held in grants if not held.delegated_by}
    standing_in = sorted({held.delegated_by for held in grants if held.facts.role not in own_roles})
    return Actor(
        name=row["full_name"] or row["username"],
        user_id=row["id"],
        person_id=row["person_id"],
        branch_path=row["person__home_path"] or "",
        own_collectives=frozenset(mine.heads),
        member_collectives=frozenset(mine.members),
        own_units=frozenset(mine.units),
        grants=tuple(held.facts for held in grants),
        on_behalf_of=", ".join(standing_in),
    )


@dataclass(frozen=True)
class _Held:
    facts: GrantFacts
    delegated_by: str


def _grants(users: QuerySet[User], on: date) -> dict[int, list[_Held]]:
    columns = ("user_id", "role", "unit__path", "recursive", "axis", "cycle_id", "unit_id", "unit__name")
    rows = grants_in_force(on).filter(user__in=users).order_by("id")
    found: dict[int, list[_Held]] = {}
    for user_id, role, path, recursive, axis, cycle_id, unit_id, unit_name, by in rows.values_list(
        *columns, "delegated_from__user__full_name"
    ):
        facts = GrantFacts(
            role=Role(role),
            path=path,
            recursive=recursive,
            axis=Axis(axis),
            cycle_id=cycle_id,
            unit_id=unit_id,
            unit_name=unit_name,
        )
        found.setdefault(user_id, []).append(_Held(facts, by or ""))
    return found


@dataclass
class _Seats:
    """Collectives a person heads, those he only sits in, and the units he heads."""

    heads: set[int] = field(default_factory=set)
    members: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)

    def take(self, collective_id: int, *, head: bool) -> None:
        if head:
            self.heads.add(collective_id)
            self.members.discard(collective_id)
        elif collective_id not in self.heads:
            self.members.add(collective_id)


def _seats(users: QuerySet[User], branches: Mapping[int, int | None], on: date) -> dict[int, _Seats]:
    """Person's id → seats. A post that names its collective sits in no other of the same kind."""
    if not branches:
        return {}
    posts = list(
        Post.objects.filter(in_force(on), person__user__in=users).values_list(
            "person_id", "unit_id", "title_group", "is_head", "collective_id"
        )
    )
    units = {unit_id for _, unit_id, *_ in posts} | {branch_id for branch_id in branches.values() if branch_id}
    named = {collective_id for *_, collective_id in posts if collective_id}
    rows = Collective.objects.filter(in_force(on)).filter(Q(unit_id__in=units) | Q(pk__in=named))
    kind_of: dict[int, str] = {}
    at: dict[tuple[int, str], list[int]] = {}
    for collective_id, unit_id, kind in rows.values_list("id", "unit_id", "kind"):
        kind_of[collective_id] = kind
        at.setdefault((unit_id, kind), []).append(collective_id)
    found = {person_id: _Seats() for person_id in branches}
    for person_id, branch_id in branches.items():
        for collective_id in at.get((branch_id or 0, CollectiveKind.BRANCH), ()):
            found[person_id].take(collective_id, head=False)
    for person_id, unit_id, group, is_head, collective_id in posts:
        mine, by_name = found[person_id], kind_of.get(collective_id or 0)
        if is_head:
            mine.units.add(unit_id)
        if collective_id and by_name:
            mine.take(collective_id, head=is_head)
        for kind in COLLECTIVES_OF_GROUP[TitleGroup(group)]:
            for sat_in in at.get((unit_id, kind), ()) if kind != by_name else ():
                mine.take(sat_in, head=is_head)
    return found


# Who can: the third reader of the table of rights


def who_can(action: Action, resource: Resource, state: str, record: RecordFacts, on: date) -> tuple[Actor, ...]:
    """Everybody with an active account who may do this to the record, by name. Five queries up to ``AT_ONCE`` users."""
    near = User.objects.filter(_near(action, resource, state, record), is_active=True)
    ids = list(near.values_list("id", flat=True).distinct())
    able: list[Actor] = []
    for chunk in chunks(ids, AT_ONCE):
        actors = actors_of(User.objects.filter(pk__in=chunk), on=on)
        able += authority.who_can(action, resource, state, record, actors.values())
    return tuple(sorted(able, key=lambda actor: (actor.name, actor.user_id or 0)))


def _near(action: Action, resource: Resource, state: str, record: RecordFacts) -> Q:
    """Users who could have a relation to the record that the table gives this action; the rules then decide."""
    relations = set(table.who(resource, state, action))
    above = {*ancestors(record.home_path), *ancestors(record.managing_path)}
    near = Q(pk__in=Grant.objects.filter(unit__path__in=above).values("user"))
    if relations & PERSONAL:
        people = set(record.attendee_ids) | ({record.person_id} if record.person_id else set())
        near |= Q(person_id__in=people) | Q(person__home_path=record.home_path, person__isnull=False)
        near |= Q(person__in=_seated(record))
    if Relation.PEER in relations and resource is Resource.CYCLE:
        below = Grant.objects.filter(within("unit__path", record.home_path))
        near |= Q(pk__in=below.values("user")) | (within("person__home_path", record.home_path) & ~Q(person=None))
    return near


def _seated(record: RecordFacts) -> QuerySet[Person]:
    """People with a post at the unit of the record's collective, in it by name, or members of its branch."""
    posts = Q(posts__unit_id=record.unit_id) if record.unit_id else Q(pk__in=[])
    if record.collective_id:
        posts |= Q(posts__collective_id=record.collective_id)
        posts |= Q(posts__unit__collectives=record.collective_id) | Q(branch__collectives=record.collective_id)
    return Person.objects.filter(posts)


def leaders_of(unit: Unit, *, on: date) -> list[User]:
    """Users with a leader grant in force exactly at ``unit``: who is told and who decides."""
    leading = grants_in_force(on).filter(role=Role.LEADER, unit=unit)
    return list(User.objects.filter(pk__in=leading.values("user"), is_active=True).order_by("full_name", "id"))


# Notices


def unread(user_id: int | None, *, most: int = 20) -> list[Any]:
    """What a user has not marked as read, newest first: id, at, code, facts, url."""
    rows = _unread(user_id).order_by("-at", "-id")
    return list(rows.values("id", "at", "code", "facts", "url")[:most])


def unread_count(user_id: int | None) -> int:
    """How many notices wait to be read."""
    return _unread(user_id).count()


def _unread(user_id: int | None) -> QuerySet[Notice]:
    rows = Notice.objects.filter(read_at__isnull=True)
    return rows.none() if user_id is None else rows.filter(user_id=user_id)
