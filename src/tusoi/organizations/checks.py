"""Checks that several verbs of this room share: each gives the problems it finds, none touches the database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tusoi.rules.names import canonical, clean
from tusoi.rules.problems import Problem, Refused

EARLIEST = date(1900, 1, 1)  # older days are slips of the keyboard


def today(at: datetime) -> date:
    """The day of a moment, in the installation's time zone."""
    return timezone.localdate(at)


def day_problems(day: date | None, *, now: date, where: str) -> Iterator[Problem]:
    """A day that has come and is within living memory; no day is no problem."""
    if day is None:
        return
    if day > now:
        yield Problem("day-in-future", facts={"day": day, "today": now}, where=where)
    if day < EARLIEST:
        yield Problem("day-too-old", facts={"day": day, "earliest": EARLIEST}, where=where)


def order_problems(first: date | None, last: date | None, *, where: str) -> Iterator[Problem]:
    """The last day may not come before the first."""
    if first is not None and last is not None and last < first:
        yield Problem("day-before-start", facts={"day": last, "start": first}, where=where)


def document_problems(number: str, day: date | None, *, now: date) -> Iterator[Problem]:
    """Both number and date of a document, and a date that has come."""
    if not clean(number):
        yield Problem("document-number-missing", where="document_no")
    if day is None:
        yield Problem("document-date-missing", where="document_date")
    yield from day_problems(day, now=now, where="document_date")


def text_problems(text: str, *, longest: int, where: str) -> Iterator[Problem]:
    """A text that says something and fits its column."""
    if not clean(text):
        yield Problem("text-empty", where=where)
    if len(clean(text)) > longest:
        yield Problem("text-too-long", facts={"length": len(clean(text)), "longest": longest}, where=where)


def taken(name: str, names: Iterable[str]) -> bool:
    """Whether the name is already there, whatever its blanks, capitals and place of tones."""
    return canonical(name).casefold() in {canonical(other).casefold() for other in names}


@contextmanager
def unless_taken(problem: Problem) -> Iterator[None]:
    """Turn a duplicate, which only the database could notice in a race, into a refusal."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(problem, kind="conflict") from error
