"""Steps for the tests of the book, and what somebody with the password of the database could do to it."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

from tests.flush import switches
from tusoi.audit.actions import book
from tusoi.rules.authority import Actor

CLERK = Actor(name="Trần Thị Hoa", user_id=7)
NOON = datetime(2022, 1, 21, 5, 0, tzinfo=UTC)


def record_steps(count, *, path="", at=NOON, by=CLERK, step="tests.step"):
    """So many events, each in a transaction of its own."""
    for number in range(count):
        with book(by=by, at=at) as page:
            page.write(step, f"tests.record:{number}", path=path, before={"n": number}, after={"n": number + 1})


def fail_while_writing(step="tests.step"):
    """An act that fails after it has written its line."""
    with book(by=CLERK, at=NOON) as page:
        page.write(step, "tests.record:1")
        raise ValueError("no")


def day_later(days=1):
    return NOON + timedelta(days=days)


@contextmanager
def past_the_triggers():
    """Work on the tables of the book as their owner."""
    aside, back = switches(connection)
    with connection.cursor() as cursor:
        for statement in aside:
            cursor.execute(statement)
        yield cursor
        for statement in back:
            cursor.execute(statement)
