"""What the installation knows about the reader himself."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from tusoi.accounts.models import User
from tusoi.accounts.queries import in_force
from tusoi.audit import queries as audit
from tusoi.organizations.models import Post, Unit
from tusoi.rules.authority import Actor

SHOWN = 50
NOBODY = 0  # no account has this id


def own_account(user: AbstractBaseUser | AnonymousUser) -> User:
    """The account of the reader with its person and branch."""
    return User.objects.select_related("person__branch").get(pk=user.pk or NOBODY)


def own_posts(person_id: int | None, *, on: date) -> list[Any]:
    """Posts in force: title, unit__name."""
    if person_id is None:
        return []
    rows = Post.objects.filter(in_force(on), person_id=person_id).order_by("-is_head", "id")
    return list(rows.values("title", "unit__name"))


def own_readings(person_id: int | None, *, now: datetime) -> list[Any]:
    """Who opened one's file lately, newest first: at, actor, what."""
    if person_id is None:
        return []
    return list(audit.readings_of(person_id, now=now).values("at", "actor", "what")[:SHOWN])


def place(actor: Actor) -> str:
    """Name of the unit the actor works for: where his highest grant stands, else his branch."""
    highest = min(actor.grants, key=lambda held: (len(held.path), held.path), default=None)
    if highest is not None:
        return highest.unit_name
    branch = Unit.objects.filter(path=actor.branch_path) if actor.branch_path else Unit.objects.none()
    return branch.values_list("name", flat=True).first() or ""
