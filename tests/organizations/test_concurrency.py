"""Several clerks at one moment: nobody gets another's place in the tree, and a merger is done once."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from tests import make
from tests.organizations.invariants import broken
from tests.organizations.test_mergers import communes
from tusoi.audit.models import Event
from tusoi.organizations import actions
from tusoi.organizations.merger_apply import apply
from tusoi.organizations.merger_preview import preview
from tusoi.organizations.models import Person, Unit, UnitSuccession
from tusoi.rules.problems import Refused
from tusoi.rules.terms import UnitKind

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the refusal it met; all begin together."""
    start, results = Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = acts[number]()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def move(person: Person, branch: Unit) -> None:
    actions.move_member(person=person, branch=branch, on=date(2022, 5, 1), by=make.INSTALLATION, at=timezone.now())


def test_eight_clerks_found_units_below_one_parent_and_none_takes_anothers_place(world):
    acts = [lambda n=n: make.unit(f"N{n}", UnitKind.BRANCH, world.b1, f"Chi bộ mới {n}") for n in range(8)]
    made = at_once(*acts)
    assert len({unit.path for unit in made}) == 8
    assert broken() == []


def test_one_code_is_given_once(world):
    results = at_once(
        lambda: make.unit("N", UnitKind.BRANCH, world.b1, "Chi bộ Một"),
        lambda: make.unit("N", UnitKind.BRANCH, world.b2, "Chi bộ Hai"),
    )
    assert sorted(type(result).__name__ for result in results) == ["Refused", "Unit"]
    assert Unit.objects.filter(code="N").count() == 1


def test_two_deciders_carry_out_one_merger_once(world):
    plan, now = communes(world), timezone.now()
    digest = preview(plan, at=now).digest
    results = at_once(*[lambda: apply(plan, digest=digest, by=make.INSTALLATION, at=now)] * 2)
    assert sorted(result.repeated for result in results) == [False, True]
    assert UnitSuccession.objects.count() == 2
    assert Event.objects.filter(step="organizations.merge_units").count() == 1
    assert broken() == []


def test_members_who_change_places_do_not_wait_for_each_other(world):
    results = at_once(lambda: move(world.an, world.l1a), lambda: move(world.giang, world.b1a))
    assert results == [None, None]
    assert broken() == []


def test_one_member_is_moved_once(world):
    results = at_once(lambda: move(world.an, world.b1b), lambda: move(world.an, world.l1a))
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Refused"]
    assert broken() == []


def test_what_is_added_while_a_merger_runs_stands_in_the_right_place(world):
    plan, now = communes(world), timezone.now()
    digest = preview(plan, at=now).digest
    at_once(
        lambda: apply(plan, digest=digest, by=make.INSTALLATION, at=now),
        lambda: make.person(world.b1a, "Trần Mới"),
        lambda: move(world.chau, world.b2a),
        lambda: move(world.dung, world.l1a),
        lambda: make.unit("B1s", UnitKind.AGENCY, world.b1b, "Trạm y tế"),
    )
    assert broken() == []
    assert Unit.objects.filter(code="B9").count() in {0, 1}
