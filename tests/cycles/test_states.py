"""Closing and reopening: who may, in which state, with which document."""

from datetime import date

import pytest
from django.utils import timezone

from tests import make
from tusoi.audit.models import Event
from tusoi.cycles import actions
from tusoi.rules.problems import Refused
from tusoi.rules.terms import CycleState, Role, Step

DECISION = {"document_no": "12-QĐ/TU", "document_date": date(2022, 3, 1), "reason": "Bổ sung sau kiểm tra"}


@pytest.fixture
def cycle(world):
    return make.cycle(world.province)


def close(cycle, by, *, waiting=0):
    actions.close(cycle=cycle, waiting=waiting, by=by, at=timezone.now())


def test_a_leader_closes_and_reopens_by_decision(world, cycle):
    leader = make.actor(Role.LEADER, world.province)
    close(cycle, leader)
    assert (cycle.state, cycle.closed_by) == (CycleState.CLOSED, leader.name)
    actions.reopen(cycle=cycle, **DECISION, by=leader, at=timezone.now())
    assert (cycle.state, cycle.closed_at, cycle.closed_by) == (CycleState.OPEN, None, "")
    event = Event.objects.get(step="cycles.reopen")
    assert (event.after["document_no"], event.note) == ("12-QĐ/TU", "Bổ sung sau kiểm tra")
    assert event.before["closed_by"] == leader.name


def test_batches_that_wait_keep_it_open(world, cycle):
    with pytest.raises(Refused) as caught:
        close(cycle, make.actor(Role.LEADER, world.province), waiting=2)
    assert (caught.value.kind, caught.value.problems[0].code) == ("conflict", "cycle-batches-waiting")


@pytest.mark.parametrize("role", [Role.STAFF, Role.INSPECTOR])
def test_only_a_leader_decides(world, cycle, role):
    actor = make.actor(role, world.province)
    with pytest.raises(Refused) as caught:
        close(cycle, actor)
    assert caught.value.kind == "forbidden"
    assert [problem.code for problem in actions.refusals(actor, cycle, Step.CLOSE)] == ["not-entitled"]


def test_a_leader_of_the_scope_alone_without_the_units_below_does_not_decide(world, cycle):
    with pytest.raises(Refused) as caught:
        close(cycle, make.actor(Role.LEADER, world.province, recursive=False))
    assert caught.value.kind == "forbidden"


def test_what_is_open_is_not_reopened_and_what_is_closed_not_closed(world, cycle):
    leader = make.actor(Role.LEADER, world.province)
    with pytest.raises(Refused) as caught:
        actions.reopen(cycle=cycle, **DECISION, by=leader, at=timezone.now())
    assert (caught.value.kind, caught.value.problems[0].code) == ("conflict", "wrong-state")
    close(cycle, leader)
    with pytest.raises(Refused) as caught:
        close(cycle, leader)
    assert caught.value.kind == "conflict"


@pytest.mark.parametrize("missing", ["document_no", "document_date", "reason"])
def test_reopening_names_its_decision(world, cycle, missing):
    leader = make.actor(Role.LEADER, world.province)
    close(cycle, leader)
    with pytest.raises(Refused) as caught:
        actions.reopen(cycle=cycle, **{**DECISION, missing: None if missing == "document_date" else " "}, by=leader,
                       at=timezone.now())  # fmt: skip
    assert (caught.value.kind, [problem.where for problem in caught.value.problems]) == ("invalid", [missing])
    assert cycle.state == CycleState.CLOSED


def test_two_who_close_at_once_do_not_both_win(world, cycle):
    leader = make.actor(Role.LEADER, world.province)
    stale = type(cycle).objects.select_related("scope").get(pk=cycle.pk)
    close(cycle, leader)
    with pytest.raises(Refused) as caught:
        close(stale, leader)
    assert (caught.value.kind, caught.value.problems[0].code) == ("conflict", "stale-page")
