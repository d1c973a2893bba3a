"""Worlds in which the list of this room shows a given number of rows."""

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tests.suggestions.season import again
from tusoi.rules.terms import ManagingLevel, Role


def register(rows: int) -> Visit:
    """So many people of a branch, each with two documents."""
    world = again()
    for _ in range(rows):
        person = make.person(world.branch)
        world.issued(person, ManagingLevel.GRASSROOTS)
        world.issued(person, ManagingLevel.GRASSROOTS, number="216-CV/TU")
    return Visit(make.user(Role.STAFF, world.hop_tac), reverse("suggestions:register", args=[world.cycle.pk]))


LISTS = [ListPage("suggestions:register", register)]
