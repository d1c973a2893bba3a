"""The lists of this room with a world of any number of rows."""

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tests.statistics.season import season
from tusoi.rules.terms import Role


def exceptions(rows: int) -> Visit:
    """That many districts without a rating."""
    world = season(districts=rows, people=0)
    officer = make.user(Role.STAFF, world.province)
    return Visit(officer, reverse("desk:exceptions", args=[world.cycle.pk, "direct-not-rated"]))


LISTS = [ListPage("desk:exceptions", exceptions)]
