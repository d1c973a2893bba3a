"""Who is the actor, and which accounts and grants may he see."""

from datetime import date

from django.db.models import Q

from tusoi.accounts.models import Grant, User
from tusoi.organizations.models import Collective, Post, Unit
from tusoi.rules.authority import Actor, GrantFacts
from tusoi.rules.terms import Axis, CollectiveKind, GrantState, Role, TitleGroup

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


def in_force(on: date, prefix: str = "") -> Q:
    """Rows whose validity covers ``on``."""
    return (
        Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    ) & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on}))


def actor_of(user: User, *, on: date) -> Actor:
    """The actor a user is today: grants in force, own branch, own collectives and units. Four queries at most."""
    grants = tuple(
        GrantFacts(
            role=Role(role),
            path=path,
            recursive=recursive,
            axis=Axis(axis),
            cycle_id=cycle_id,
            unit_id=unit_id,
        )
        for role, path, recursive, axis, cycle_id, unit_id in Grant.objects.filter(
            in_force(on), user=user, state=GrantState.ACTIVE
        ).values_list("role", "unit__path", "recursive", "axis", "cycle_id", "unit_id")
    )
    if user.person_id is None:
        return Actor(name=user.full_name or user.username, user_id=user.pk, grants=grants)
    branch_id, branch_path = User.objects.filter(pk=user.pk).values_list(
        "person__branch_id", "person__home_path"
    )[0]
    heads, members, units = _collectives(user.person_id, branch_id, on)
    return Actor(
        name=user.full_name or user.username,
        user_id=user.pk,
        person_id=user.person_id,
        branch_path=branch_path,
        own_collectives=heads,
        member_collectives=members,
        own_units=units,
        grants=grants,
    )


def _collectives(
    person_id: int, branch_id: int | None, on: date
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Collectives the person heads, those he sits in, and the units he heads."""
    posts = list(
        Post.objects.filter(in_force(on), person_id=person_id).values_list(
            "unit_id", "title_group", "is_head"
        )
    )
    seats = {
        (unit_id, kind): is_head
        for unit_id, group, is_head in posts
        for kind in COLLECTIVES_OF_GROUP[TitleGroup(group)]
    }
    if branch_id is not None:
        seats.setdefault((branch_id, CollectiveKind.BRANCH), False)
    rows = Collective.objects.filter(
        in_force(on), unit_id__in={unit_id for unit_id, _kind in seats}
    ).values_list("id", "unit_id", "kind")
    heads, members = set(), set()
    for collective_id, unit_id, kind in rows:
        seat = seats.get((unit_id, CollectiveKind(kind)))
        if seat is not None:
            (heads if seat else members).add(collective_id)
    own_units = {unit_id for unit_id, _group, is_head in posts if is_head}
    return frozenset(heads), frozenset(members), frozenset(own_units)


def leaders_of(unit: Unit, *, on: date) -> list[User]:
    """Users with a leader grant in force exactly at ``unit``: who is told and who decides."""
    return list(
        User.objects.filter(
            in_force(on, "grants__"),
            grants__role=Role.LEADER,
            grants__state=GrantState.ACTIVE,
            grants__unit=unit,
            is_active=True,
        ).distinct()
    )
