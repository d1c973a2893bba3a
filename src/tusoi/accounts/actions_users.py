"""Verbs on accounts, kept by administrators; and what happens at the door: signing in, failing, changing a password.

No password is stored or recorded anywhere but as its hash; a one-time password is returned to be shown once.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.urls import reverse

from tusoi.accounts.actions import last_leader, notify, prepare
from tusoi.accounts.models import Grant, User
from tusoi.accounts.queries import INSTALLATION
from tusoi.accounts.queries_users import kept_by, person_by_card
from tusoi.audit.actions import book
from tusoi.organizations.models import Person, Unit
from tusoi.rules.authority import Actor, GrantFacts, may_install, prepare_grant, under
from tusoi.rules.names import clean, name_problems, search_key, strip_comrade
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import Axis, GrantState, Role

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that could be taken for another
GROUPS, GROUP = 4, 4
NOBODY = Actor(name="anonymous")
NOBODYS_NAMES = {INSTALLATION, NOBODY.name}


@dataclass(frozen=True)
class Added:
    """A new account with its one-time password, to be shown once, and its first grant, in force or waiting."""

    user: User
    password: str
    grant: Grant


def add(
    *,
    username: str,
    role: Role,
    unit: Unit,
    full_name: str = "",
    card_number: str = "",
    recursive: bool = True,
    axis: Axis = Axis.BOTH,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Added:
    """An account and its first grant, in one transaction: whoever may prepare the grant may open the account for it.

    ``card_number`` links the account to a person, whose name it then takes. Raises Refused (422) naming every field.
    """
    if not may_install(by):
        found = prepare_grant(by, GrantFacts(Role(role), unit.path, recursive, Axis(axis)), user_id=None)
        refuse_if([found] if found else [], kind="forbidden")
    username = clean(username).lower()
    person = person_by_card(card_number) if card_number else None
    if person is not None and not _works_for(by, person):
        person = None  # a card from elsewhere is as unknown as one that does not exist
    name = strip_comrade(full_name) or (person.full_name if person else username)
    with book(by=by, at=at):
        problems = [*_username_problems(username), *_person_problems(card_number, person)]
        problems += name_problems(full_name, where="full_name") if full_name else ()
        problems += [Problem("name-reserved", where="full_name")] if full_name and name in NOBODYS_NAMES else []
        refuse_if(problems, kind="invalid")
        user, password = create(username=username, full_name=name, person=person, by=by, at=at)
        grant = prepare(
            user=user,
            role=role,
            unit=unit,
            recursive=recursive,
            axis=axis,
            valid_from=valid_from,
            valid_to=valid_to,
            by=by,
            at=at,
        )
    return Added(user, password, grant)


def _works_for(actor: Actor, person: Person) -> bool:
    """Whether the person belongs to a part of the tree the actor holds a grant for."""
    held = (
        under(person.home_path, one.path) if one.recursive else person.home_path == one.path for one in actor.grants
    )
    return may_install(actor) or any(held)


def create(*, username: str, full_name: str, person: Person | None, by: Actor, at: datetime) -> tuple[User, str]:
    """An account without any right, and its one-time password. The caller has checked what was typed."""
    password = _one_time_password()
    user = User(username=username, full_name=full_name, person=person, must_change_password=True, created_at=at)
    user.search_key = f"{search_key(full_name)} {username}"
    user.set_password(password)
    with book(by=by, at=at) as page:
        user.save()
        page.write("accounts.create-account", _key(user), after={"username": username, "person_id": user.person_id})
    return user, password


def deactivate(*, user: User, by: Actor, at: datetime) -> None:
    """Lock an account: its sessions end with their next request, its grants rest, what it handed on rests too."""
    _require(by, user)
    leading = Grant.objects.filter(user=user, role=Role.LEADER, state=GrantState.ACTIVE).select_related("unit")
    refuse_if([problem for grant in leading if (problem := last_leader(grant))], kind="conflict")
    _switch(user, active=False, by=by, at=at)


def reactivate(*, user: User, by: Actor, at: datetime) -> None:
    """Open a locked account again."""
    _require(by, user)
    _switch(user, active=True, by=by, at=at)


def reset_password(*, user: User, by: Actor, at: datetime) -> str:
    """A new one-time password, returned to be handed over; every session of the account ends. The user is told."""
    _require(by, user)
    password = _one_time_password()
    with book(by=by, at=at) as page:
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        page.write("accounts.reset-password", _key(user))
        notify(users=[user], code="notice-password-reset", facts={"name": by.name}, url=reverse("accounts:me"), at=at)
    return password


def reset_second_factor(*, user: User, by: Actor, at: datetime) -> None:
    """Take the second factor off an account whose owner lost the device. The user is told."""
    _require(by, user)
    with book(by=by, at=at) as page:
        Authenticator.objects.filter(user=user).delete()
        page.write("accounts.reset-second-factor", _key(user))
        facts = {"name": by.name}
        notify(users=[user], code="notice-second-factor-reset", facts=facts, url=reverse("accounts:me"), at=at)


def keeping_refusals(actor: Actor, user: User) -> tuple[Problem, ...]:
    """Why ``actor`` may not keep this account: only an administrator whose scope holds all of it, and not his own."""
    if actor.user_id == user.pk:
        return (Problem("account-own"),)
    return () if kept_by(actor, user) else (Problem("account-outside-scope"),)


def change_password(*, user: User, password: str, at: datetime) -> None:
    """The user's own new password, checked before."""
    with book(by=_himself(user), at=at) as page:
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        page.write("accounts.change-password", _key(user))


def record_door(*, step: str, user: User | None, address: str, at: datetime) -> None:
    """Something at the door of the installation: a sign-in, a failure, a second factor switched on or off.

    A name that belongs to no account is not kept: it may be a password typed into the wrong field.
    """
    with book(by=_himself(user) if user else NOBODY, at=at) as page:
        page.write(step, _key(user) if user else "accounts.user", after={"address": address})


def _require(by: Actor, user: User) -> None:
    refuse_if(keeping_refusals(by, user), kind="forbidden")


def _switch(user: User, *, active: bool, by: Actor, at: datetime) -> None:
    with book(by=by, at=at) as page:
        if User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active) != 1:
            raise Refused(Problem("stale-page"), kind="conflict")
        user.is_active = active
        step = "accounts.reactivate-account" if active else "accounts.deactivate-account"
        page.write(step, _key(user), before={"is_active": not active}, after={"is_active": active})


def _username_problems(username: str) -> Iterator[Problem]:
    if not USERNAME.fullmatch(username) or username in NOBODYS_NAMES:
        yield Problem("username-form", facts={"username": username or "–"}, where="username")
    elif User.objects.filter(Q(username=username)).exists():
        yield Problem("username-taken", facts={"username": username}, where="username")


def _person_problems(card_number: str, person: Person | None) -> Iterator[Problem]:
    if not card_number:
        return
    if person is None:
        yield Problem("account-card-unknown", facts={"number": card_number}, where="card_number")
    elif holder := User.objects.filter(person=person).first():
        facts = {"number": card_number, "username": holder.username}
        yield Problem("card-has-account", facts=facts, where="card_number")


def _one_time_password() -> str:
    """Sixteen letters in groups of four: 78 bits, easy to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def _himself(user: User) -> Actor:
    return Actor(name=str(user), user_id=user.pk, person_id=user.person_id)


def _key(user: Any) -> str:
    return f"accounts.user:{user.pk}"
