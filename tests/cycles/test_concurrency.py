"""Several who open, overlap or admit at once: one roster, nobody twice, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from tests import make
from tusoi.cycles.actions import Admission, admit, open_cycle
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.rules.problems import Refused
from tusoi.rules.terms import CollectiveKind, ManagingLevel, UnitKind

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS = 4


def together(work):
    """Run ``work(number)`` in so many threads at the same moment: what each gave, or the refusal it met."""
    start = Barrier(CLERKS)

    def one(number):
        start.wait(timeout=10)
        try:
            return work(number)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as pool:
        return list(pool.map(one, range(CLERKS)))


@pytest.fixture
def units():
    province = make.province()
    district = make.unit("B", UnitKind.DISTRICT, province)
    branches = [make.unit(f"C{number}", UnitKind.GRASSROOTS_BRANCH, district) for number in range(3)]
    for branch in branches:
        make.person(branch)
    return province, district, *branches


def test_four_clerks_who_open_the_same_cycle_make_one_roster(units):
    openings = together(lambda _number: opened(units[0]))
    assert Cycle.objects.count() == 1
    assert sorted(opening.total for opening in openings) == [0, 0, 0, 8]
    assert RosterEntry.objects.count() == 8


def test_of_overlapping_scopes_opened_at_once_one_wins(units):
    answers = together(lambda number: opened(units[number % 2]))
    assert Cycle.objects.count() == 1
    assert {problem.code for answer in answers if isinstance(answer, Refused) for problem in answer.problems} == {
        "cycle-not-ready",
        "cycle-overlaps",
    }


def test_the_same_subject_admitted_four_times_at_once_has_one_entry(units):
    cycle = make.cycle(units[0])
    new = make.collective(units[2], CollectiveKind.BRANCH)
    wanted = Admission(("collective", new.pk), ManagingLevel.DISTRICT)
    found = together(lambda _number: admit(cycle=cycle, subjects=[wanted], by=make.INSTALLATION, at=timezone.now()))
    entry = RosterEntry.objects.get(collective=new)
    assert found == [{("collective", new.pk): entry.pk}] * CLERKS
    assert (entry.managing_level, entry.managing_source) == ("district", "suggestion")


def opened(scope):
    return open_cycle(
        year=2021, pack_id=make.PACK, scope=scope, accept_warnings=True, by=make.INSTALLATION, at=timezone.now()
    )
