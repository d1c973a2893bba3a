"""Accounts as their administrators see them: who can sign in, never what anybody wrote."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from tusoi.accounts.models import Grant, User
from tusoi.organizations.models import Person, Unit
from tusoi.rules.authority import Actor
from tusoi.rules.names import search_key
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import GrantState, Role
from tusoi.scoping import within

ROW = ("id", "username", "full_name", "is_active", "must_change_password", "last_login", "second_factor")
OPEN = (GrantState.PREPARED, GrantState.ACTIVE)


def administers(actor: Actor) -> bool:
    """Whether the actor keeps accounts anywhere."""
    return any(held.role is Role.ADMINISTRATOR for held in actor.grants)


def accounts(actor: Actor, *, search: str = "") -> QuerySet[User, dict[str, Any]]:
    """Values of the accounts in the actor's scope, to be paged by (username, id)."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    rows = User.objects.filter(_in_scope(actor)).annotate(second_factor=Exists(factor))
    for word in search_key(search).split():
        rows = rows.filter(search_key__contains=word)
    return rows.values(*ROW)


def account(actor: Actor, pk: int) -> User:
    """One account in scope. Refused as missing when there is none or it lies elsewhere: the same answer."""
    found = User.objects.select_related("person").filter(_in_scope(actor), pk=pk).first()
    if found is None:
        raise Refused(Problem("account-missing"), kind="missing")
    return found


def kept_by(actor: Actor, user: User) -> bool:
    """Whether everything the account may do lies within what the administrator keeps."""
    if not administers(actor):
        return False
    units = Unit.objects.filter(grants__user=user, grants__state__in=OPEN)
    return not units.exclude(_units_kept(actor)).exists()


def by_username(username: str) -> User | None:
    """The active account of that name."""
    return User.objects.filter(username=username.strip().lower(), is_active=True).first()


def has_second_factor(user: User) -> bool:
    """Whether sign-in asks this user for a code."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def second_factors(user_id: int | None) -> set[int]:
    """Ids of what protects the account beside its password."""
    return set(Authenticator.objects.filter(user_id=user_id).values_list("id", flat=True))


def person_by_card(card_number: str) -> Person | None:
    """The person with this card number."""
    return Person.objects.filter(card_number=card_number.strip()).first()


def _in_scope(actor: Actor) -> Q:
    """Accounts with a grant or a person in the scope, and those that have neither yet."""
    if not administers(actor):
        return Q(pk__in=[])
    held = Grant.objects.filter(user=OuterRef("pk"))
    here = held.filter(unit__in=Unit.objects.filter(_units_kept(actor)))
    people = Q(pk__in=[])
    for path, recursive in _kept(actor):
        people |= within("person__home_path", path) if recursive else Q(person__home_path=path)
    return Q(Exists(here)) | (Q(person__isnull=False) & people) | (Q(person__isnull=True) & ~Q(Exists(held)))


def _units_kept(actor: Actor) -> Q:
    kept = Q(pk__in=[])
    for path, recursive in _kept(actor):
        kept |= within("path", path) if recursive else Q(path=path)
    return kept


def _kept(actor: Actor) -> list[tuple[str, bool]]:
    return [(held.path, held.recursive) for held in actor.grants if held.role is Role.ADMINISTRATOR and held.path]
