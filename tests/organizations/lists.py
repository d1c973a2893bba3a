"""Worlds in which the lists of this room show a given number of rows."""

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tusoi.organizations.models import Unit
from tusoi.rules.terms import Role, TitleGroup, UnitKind


def province() -> Unit:
    """The root of this test's tree, made once."""
    return Unit.objects.filter(parent__isnull=True).first() or make.province()


def tree(rows: int) -> Visit:
    """Districts below the province."""
    root = province()
    for number in range(Unit.objects.count(), Unit.objects.count() + rows):
        make.unit(f"D{number}", UnitKind.DISTRICT, root)
    return Visit(make.user(Role.STAFF, root), f"{reverse('organizations:tree')}?open={root.pk}")


def branch(rows: int) -> Unit:
    """A branch with that many members; the first has a post."""
    found = make.unit(f"C{Unit.objects.count()}", UnitKind.GRASSROOTS_BRANCH, province())
    people = [make.person(found) for _ in range(rows)]
    make.post(people[0], found, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY)
    return found


def people(rows: int) -> Visit:
    found = branch(rows)
    return Visit(make.user(Role.STAFF, province()), reverse("organizations:people", args=[found.pk]))


def search(rows: int) -> Visit:
    branch(rows)
    return Visit(make.user(Role.STAFF, province()), f"{reverse('organizations:search')}?q=nguyen")


LISTS = [
    ListPage("organizations:tree", tree),
    ListPage("organizations:people", people),
    ListPage("organizations:search", search),
]
