"""Sixteen deciders at once: the cap is never exceeded, nobody wins twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.ratings.world import NOW, PAPER, World, world
from tusoi.audit.verification import verify
from tusoi.ratings import actions
from tusoi.ratings.ceiling import ceiling_of
from tusoi.ratings.models import Batch, Decision
from tusoi.ratings.plans import Proposed
from tusoi.rules import quota
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Category, QuotaBase

pytestmark = pytest.mark.django_db(transaction=True)

DECIDERS = 16
ROUNDS = 3
E, G = Category.EXCELLENT, Category.GOOD


def together(work: Callable[[int], object], many: int = DECIDERS) -> list[str]:
    """Run ``work(number)`` at the same moment, each on a connection of its own; "" or the code of the refusal."""
    start = threading.Barrier(many)

    def one(number: int) -> str:
        start.wait(timeout=30)
        try:
            work(number)
        except Refused as refused:
            return refused.problems[0].code if refused.kind == "conflict" else f"not a conflict: {refused}"
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def blocked(good: int, free: int) -> World:
    """A group that blocks, with so many decided as GOOD and so many still free."""
    there = world(good + free)
    there.block()
    batch = there.submit(*[G] * good, *[None] * free)
    actions.decide_batch(
        batch=batch, document_no="1-QĐ/TU", document_date=PAPER["document_date"], by=there.leader, at=NOW
    )
    return there


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_sixteen_leaders_who_each_want_one_more_excellent_stop_at_the_cap(round_):
    there = blocked(10, DECIDERS)
    answers = together(lambda number: there.decide(10 + number, E))
    # 2 of 12 fit 20 %, 3 of 13 do not
    assert sorted(answers) == [""] * 2 + ["quota-exceeded"] * 14
    found = quota.places(ceiling_of(there.group).rule, ceiling_of(there.group).counts)
    assert found is not None
    assert (found.used, found.cap, found.over) == (2, 2, 0)
    assert verify().holds


@pytest.mark.parametrize("base", list(QuotaBase))
def test_mixed_decisions_and_reratings_never_leave_the_group_above_its_cap(base):
    there = world(DECIDERS)
    there.block(base)
    firsts = [there.decide(place, G) for place in range(8)]

    def work(number: int) -> None:
        if number < 8:
            more = {"expected_current": firsts[number].pk, "reasons": "lý do", "document_no": f"{number}-QĐ/TU"}
            there.decide(number, E, **more)
        else:
            there.decide(number, E if number % 2 else G)

    together(work)
    ceiling = ceiling_of(there.group)
    found = quota.places(ceiling.rule, ceiling.counts)
    assert found is not None
    assert found.over == 0
    assert ceiling.counts.get(E, 0) >= 1


def test_sixteen_leaders_on_one_subject_make_one_decision():
    there = world(1)
    leader = there.leader
    answers = together(lambda number: there.decide(0, G, by=leader, document_no=f"{number}-QĐ/TU"))
    assert sorted(answers) == [""] + ["rating-stale"] * 15
    assert Decision.objects.count() == 1


def test_one_batch_is_decided_once():
    there = world(4)
    batch = there.submit(G, G, G, G)
    paper = {"document_no": "1-QĐ/TU", "document_date": PAPER["document_date"]}
    leader = there.leader

    def work(number: int) -> None:
        actions.decide_batch(batch=Batch.objects.get(pk=batch.pk), **paper, by=leader, at=NOW)

    answers = together(work, 8)
    assert answers.count("") == 1
    assert Decision.objects.count() == 4


def test_two_clerks_cannot_put_one_subject_into_two_batches():
    there = world(2)
    lines = [Proposed(entry.pk, G) for entry in there.entries]
    staff = there.staff
    answers = together(lambda _: actions.submit(group=there.group, lines=lines, by=staff, at=NOW), 8)
    assert sorted(answers) == [""] + ["rating-in-batch"] * 7
    assert Batch.objects.count() == 1
