"""Lists of this room for the test of their query counts."""

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tests.ratings.world import opened
from tusoi.rules.terms import Role, UnitKind


def groups(rows: int) -> Visit:
    """So many districts, each of which decides about organisations of its own."""
    province = make.province(f"L{rows}") if not make.Unit.objects.exists() else make.Unit.objects.get(parent=None)
    for place in range(rows):
        district = make.unit(f"L{rows}.{place}", UnitKind.DISTRICT, province)
        make.unit(f"L{rows}.{place}.1", UnitKind.GRASSROOTS_COMMITTEE, district)
    cycle = opened(province)
    return Visit(make.user(Role.STAFF, province), reverse("ratings:groups", args=[cycle.pk]))


LISTS = [ListPage("ratings:groups", groups)]
