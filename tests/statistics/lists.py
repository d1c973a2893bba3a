"""The lists of this room, for the test of their query counts."""

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tests.statistics.season import season
from tusoi.rules.terms import Role


def subjects(rows: int) -> Visit:
    """A roster with that many members."""
    world = season(districts=1, people=rows)
    path = reverse("statistics:subjects", args=[world.cycle.pk])
    return Visit(user=make.user(Role.STAFF, world.province), path=f"{path}?track=member")


LISTS = [ListPage("statistics:subjects", subjects)]
