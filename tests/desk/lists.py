"""The lists of this room with a world of any number of rows."""

from datetime import date

from django.urls import reverse

from tests import make
from tests.house.lists import ListPage, Visit
from tests.statistics.season import AT, PACK, season
from tusoi.cycles.actions import open_cycle
from tusoi.cycles.models import Cycle
from tusoi.organizations.models import Unit
from tusoi.organizations.queries import root
from tusoi.rules.terms import Role, UnitKind


def exceptions(rows: int) -> Visit:
    """That many districts without a rating; asked again, the same season with more of them."""
    if root() is None:
        season(districts=rows, people=0)
    top = Unit.objects.get(parent__isnull=True)
    for at in range(Unit.objects.filter(kind=UnitKind.DISTRICT).count() + 1, rows + 1):
        make.unit(f"H{at:02d}", UnitKind.DISTRICT, top, f"Đảng bộ huyện {at}")
    leader, on = make.actor(Role.LEADER, top), date(2021, 12, 31)
    open_cycle(year=2021, pack_id=PACK, scope=top, reference_date=on, accept_warnings=True, by=leader, at=AT)
    path = reverse("desk:exceptions", args=[Cycle.objects.get().pk, "direct-not-rated"])
    return Visit(make.user(Role.STAFF, top), path)


LISTS = [ListPage("desk:exceptions", exceptions)]
