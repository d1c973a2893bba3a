"""The lists of this room, for the test of their query counts."""

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


def subjects(rows: int) -> Visit:
    """A roster with that many members; asked again, the same season with more of them."""
    top = root()
    if top is None:
        season(districts=1, people=rows)
    else:
        _more(top, rows)
    cycle, province = Cycle.objects.get(), root()
    path = reverse("statistics:subjects", args=[cycle.pk])
    return Visit(user=make.user(Role.STAFF, province), path=f"{path}?track=member")


def _more(top: Unit, rows: int) -> None:
    branch = Unit.objects.get(kind=UnitKind.BRANCH)
    for _ in range(rows - branch.members.count()):
        make.person(branch, admitted_on=date(2010, 5, 19))
    leader = make.actor(Role.LEADER, top)
    open_cycle(
        year=2021, pack_id=PACK, scope=top, reference_date=date(2021, 12, 31), accept_warnings=True, by=leader, at=AT
    )


LISTS = [ListPage("statistics:subjects", subjects)]
