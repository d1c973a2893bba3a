"""Writing the book.

``with book(by=…, at=…) as page: …; page.write(…)`` opens one transaction; what was written is chained and stored
last in that transaction, after every other row, so that chain heads are locked for a moment only. A book opened
inside another joins it: what happens together is recorded together.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from tusoi.audit.ledger import Line, bind, plain
from tusoi.audit.models import Chain, ReadEvent
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused

STARTED = "audit.start-chains"
"""Step that names chains when they are started; a named chain that is missing is found by ``verify``."""


@dataclass
class Book:
    """The lines of one transaction."""

    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """What a caller holds: writes lines in his own name into the open book."""

    book: Book
    by: Actor
    at: datetime

    def write(
        self,
        step: str,
        record: str,
        *,
        path: str = "",
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> None:
        """Add an event: ``step`` is the verb ("ratings.decide"), ``record`` its key ("ratings.decision:12")."""
        self.book.lines.append(Line(self.by, self.at, step, record, path, plain(before), plain(after), note))


_open_page: ContextVar[Page | None] = ContextVar("open_page", default=None)


@contextmanager
def book(*, by: Actor, at: datetime) -> Iterator[Page]:
    """One transaction with its lines in the book; nested calls join the outermost."""
    outer = _open_page.get()
    if outer is not None:
        mark = len(outer.book.lines)
        try:
            with transaction.atomic():
                yield Page(outer.book, by, at)
        except BaseException:
            del outer.book.lines[mark:]
            raise
        return
    page = Page(Book(), by, at)
    token = _open_page.set(page)
    try:
        with transaction.atomic():
            yield page
            bind(page.book.lines)
    finally:
        _open_page.reset(token)


def start_chains(paths: Iterable[str]) -> None:
    """Give each path (a district-level unit) a chain of its own; a repeat adds nothing.

    Inside an open book the start is an event of the installation, so that a whole chain cannot vanish unseen.
    """
    known = set(Chain.objects.filter(key__in=(wanted := set(paths))).values_list("key", flat=True))
    missing = sorted(wanted - known)
    if not missing:
        return
    Chain.objects.bulk_create([Chain(key=key) for key in missing], ignore_conflicts=True)
    if page := _open_page.get():
        page.write(STARTED, "audit.book", after={"chains": missing})


def compare_and_set(rows: models.QuerySet[Any], *, field: str = "state", was: str, becomes: str, **values: Any) -> None:
    """The one door of a state: exactly one row still in ``was`` moves, else somebody was faster (409)."""
    if rows.filter(**{field: was}).update(**{field: becomes}, **values) != 1:
        raise Refused(Problem("stale-page", facts={"was": was}), kind="conflict")


def record_reading(*, by: Actor, at: datetime, person_id: int, what: str, shown_from: datetime | None = None) -> None:
    """A personal file was opened; the person sees it. One's own reading is not recorded."""
    if by.person_id == person_id:
        return
    ReadEvent.objects.create(
        at=at,
        actor=by.name,
        user_id=by.user_id,
        person_id=person_id,
        what=what,
        shown_from=shown_from or at,
    )
