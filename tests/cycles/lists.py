"""Worlds in which the lists of this room show a given number of rows."""

from datetime import date

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tusoi.organizations.models import Unit
from tusoi.rules.terms import PersonStatusKind, Role, TitleGroup, UnitKind


def province() -> Unit:
    """The root of this test's tree, made once."""
    return Unit.objects.filter(parent__isnull=True).first() or make.province()


def branch(rows: int) -> Unit:
    """A new branch with that many exempt members, each with a post at the province."""
    root = province()
    found = make.unit(f"C{Unit.objects.count()}", UnitKind.GRASSROOTS_BRANCH, root)
    for number in range(rows):
        person = make.person(found, admitted_on=date(2001, 1, 1))
        make.post(person, root, f"Tỉnh ủy viên {number}", TitleGroup.COMMITTEE_MEMBER)
        make.status(person, PersonStatusKind.EXEMPT)
    return found


def of_cycle(url_name: str, rows: int, query: str) -> Visit:
    found = branch(rows)
    cycle = make.cycle(province())
    path = reverse(url_name, args=[cycle.pk])
    return Visit(make.user(Role.STAFF, province()), f"{path}?unit={found.code}&{query}")


def cycles(rows: int) -> Visit:
    for _ in range(rows):
        make.cycle(branch(1))
    return Visit(make.user(Role.STAFF, province()), reverse("cycles:list"))


def roster(rows: int) -> Visit:
    return of_cycle("cycles:roster", rows, "track=cadre")


def not_due(rows: int) -> Visit:
    return of_cycle("cycles:not-due", rows, "track=member")


def finding(rows: int) -> Visit:
    found = branch(rows)
    for _ in range(rows):
        make.unit(f"H{Unit.objects.count()}", UnitKind.GRASSROOTS_COMMITTEE, province())
    query = f"year=2021&pack_id={make.PACK}&scope={found.parent.code}&reference_date="
    return Visit(make.user(Role.STAFF, province()), f"{reverse('cycles:finding', args=['unit-without-head'])}?{query}")


LISTS = [
    ListPage("cycles:list", cycles),
    ListPage("cycles:roster", roster),
    ListPage("cycles:not-due", not_due),
    ListPage("cycles:finding", finding),
]
