"""The lists of this room for the test of query counts."""

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tusoi.accounts.models import User
from tusoi.organizations.queries import root
from tusoi.rules.terms import Role


def _visit(role: Role, name: str) -> Visit:
    """A visitor with that office at the top, made anew for each number of rows."""
    return Visit(user=make.user(role, _province()), path=reverse(name))


def _province():
    return root() or make.province()


def grants(rows: int) -> Visit:
    for _ in range(rows):
        make.user(Role.STAFF, _province())
    return _visit(Role.LEADER, "accounts:grants")


def users(rows: int) -> Visit:
    for _ in range(rows):
        make.user(Role.STAFF, _province())
    return _visit(Role.ADMINISTRATOR, "accounts:users")


def journal(rows: int) -> Visit:
    for number in range(rows):
        make.unit(f"T{User.objects.count()}{number}", "district", _province())
    return _visit(Role.INSPECTOR, "accounts:journal")


LISTS = [
    ListPage("accounts:grants", grants),
    ListPage("accounts:users", users),
    ListPage("accounts:journal", journal),
]
