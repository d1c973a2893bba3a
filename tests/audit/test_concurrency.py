"""Many writers at once keep every chain whole; a writer that fails leaves nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.audit.book import CLERK, NOON, day_later, fail_while_writing
from tusoi.audit.actions import book, start_chains
from tusoi.audit.models import Anchor, Chain, Event
from tusoi.audit.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4
STEPS = 12
PATHS = ("", "001", "002", "001004")


def together(work):
    """Run ``work(number)`` in so many threads at the same moment; raises what any of them raised."""
    start = threading.Barrier(WRITERS)

    def one(number):
        start.wait(timeout=10)
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def test_concurrent_writers_in_several_chains_leave_no_gap_and_no_fork():
    start_chains(["001", "002"])

    def write(number):
        for step in range(STEPS):
            with book(by=CLERK, at=day_later(step // 4)) as page:
                # every transaction touches two chains, in changing order
                page.write("tests.step", f"tests.record:{number}", path=PATHS[(number + step) % 4])
                page.write("tests.step", f"tests.record:{number}", path=PATHS[(number + step + 1) % 4])

    together(write)
    verdict = verify()
    assert verdict.breaks == ()
    assert verdict.events == WRITERS * STEPS * 2
    assert verdict.anchors == 3


def test_the_first_writers_of_a_day_make_one_anchor_and_one_chain():
    def write(number):
        with book(by=CLERK, at=NOON) as page:
            page.write("tests.step", f"tests.record:{number}")

    together(write)
    assert Anchor.objects.count() == Chain.objects.count() == 1
    assert verify().holds


def test_a_failing_transaction_leaves_no_event_no_chain_and_no_anchor():
    with pytest.raises(ValueError, match="no"):
        fail_while_writing()
    assert (Event.objects.count(), Chain.objects.count(), Anchor.objects.count()) == (0, 0, 0)


def test_a_book_inside_a_larger_transaction_fails_with_it():
    def more():
        with transaction.atomic():
            with book(by=CLERK, at=NOON) as page:
                page.write("tests.step", "tests.record:1")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        more()
    assert not Event.objects.exists()


def test_the_book_can_be_verified_while_others_write():
    stop = threading.Event()

    def work(number):
        if number == 0:
            verdicts = [verify() for _ in range(8)]
            stop.set()
            return [found for verdict in verdicts for found in verdict.breaks]
        step = 0
        while not stop.is_set() and step < 200:
            with book(by=CLERK, at=day_later(step // 20)) as page:
                page.write("tests.step", f"tests.record:{number}", path=PATHS[step % 4])
            step += 1
        return []

    assert together(work) == [[]] * WRITERS
    assert verify().holds
