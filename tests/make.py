"""Makers: every test builds its world through the doors people use.

``make.unit("T", UnitKind.PROVINCE)`` is a province; everything without ``by`` is done by the installation, as on an
empty data folder. Names, codes and card numbers are fictional and counted up where a test does not care.
"""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from tusoi.accounts import actions_users
from tusoi.accounts.models import Grant, User
from tusoi.accounts.queries import actor_of
from tusoi.cycles.actions import open_cycle
from tusoi.cycles.models import Cycle
from tusoi.organizations import actions, structure
from tusoi.organizations.models import Charge, Collective, Person, PersonStatus, Post, Unit
from tusoi.rules.authority import Actor
from tusoi.rules.terms import Axis, CollectiveKind, GrantState, PersonStatusKind, Role, TitleGroup, UnitKind

INSTALLATION = Actor(name="installation", installation=True)
PASSWORD = "mat-khau-thu-nghiem"

_numbers = count(1)


def unit(code: str, kind: UnitKind, parent: Unit | None = None, name: str = "", **more: Any) -> Unit:
    """A unit below ``parent``, named after its code where no name is given."""
    return structure.create_unit(code=code, kind=kind, parent=parent, name=name or f"Đảng bộ {code}", **_by(more))


def agency(code: str, party_unit: Unit, name: str = "", **more: Any) -> Unit:
    """An agency tied to a party unit."""
    return unit(code, UnitKind.AGENCY, party_unit, name or f"Sở {code}", **more)


def collective(unit: Unit, kind: CollectiveKind, name: str = "", **more: Any) -> Collective:
    return structure.create_collective(unit=unit, kind=kind, name=name, **_by(more))


def person(branch: Unit, full_name: str = "", **more: Any) -> Person:
    """A member of a branch, with the next free card number."""
    number = next(_numbers)
    more.setdefault("card_number", f"29{number:06d}")
    return actions.admit_person(branch=branch, full_name=full_name or f"Nguyễn Văn {_given(number)}", **_by(more))


def post(person: Person, unit: Unit, title: str, title_group: TitleGroup, **more: Any) -> Post:
    return actions.add_post(person=person, unit=unit, title=title, title_group=title_group, **_by(more))


def status(person: Person, kind: PersonStatusKind, valid_from: date = date(2021, 1, 1), **more: Any) -> PersonStatus:
    more.setdefault("evidence", "Quyết định 12-QĐ/HU")
    return actions.set_status(person=person, kind=kind, valid_from=valid_from, **_by(more))


def charge(person: Person, unit: Unit | None = None, field: str = "", **more: Any) -> Charge:
    return structure.set_charge(person=person, unit=unit, field=field, **_by(more))


def user(
    role: Role,
    unit: Unit,
    *,
    person: Person | None = None,
    recursive: bool = True,
    axis: Axis = Axis.BOTH,
    username: str = "",
) -> User:
    """An account that can sign in with ``PASSWORD`` and holds one active grant."""
    now = timezone.now()
    name = username or f"{role.value}{next(_numbers)}"
    account, _password = actions_users.create(
        username=name, full_name=f"Người dùng {name}", person=person, by=INSTALLATION, at=now
    )
    account.set_password(PASSWORD)
    account.must_change_password = False
    account.save()
    grant(account, role, unit, recursive=recursive, axis=axis)
    return account


def grant(account: User, role: Role, unit: Unit, *, recursive: bool = True, axis: Axis = Axis.BOTH) -> Grant:
    """A grant in force; how one comes into force is tested with the accounts."""
    return Grant.objects.create(
        user=account,
        role=role,
        unit=unit,
        recursive=recursive,
        axis=axis,
        state=GrantState.ACTIVE,
        given_by=INSTALLATION.name,
        given_at=timezone.now(),
        approved_by=INSTALLATION.name,
        approved_at=timezone.now(),
    )


def actor(role: Role, unit: Unit, **more: Any) -> Actor:
    """Who acts with one grant."""
    return acting(user(role, unit, **more))


def acting(account: User) -> Actor:
    """The actor an account is today."""
    return actor_of(account, on=timezone.localdate())


def province(code: str = "T") -> Unit:
    """A province, the root of the tree."""
    return unit(code, UnitKind.PROVINCE, name="Đảng bộ tỉnh Hoa Sen")


PACK = "qd132-hd21"


def cycle(scope: Unit, year: int = 2021, **more: Any) -> Cycle:
    """The open annual cycle of a year for a unit and everything below it; again adds who is new."""
    more = {"pack_id": PACK, "accept_warnings": True, **_by(more)}
    return open_cycle(year=year, scope=scope, **more).cycle


def _by(more: dict[str, Any]) -> dict[str, Any]:
    return {"by": INSTALLATION, "at": timezone.now(), **more}


def _given(number: int) -> str:
    """A given name of letters for a number: 1 → "A", 27 → "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters.title()
