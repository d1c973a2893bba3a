"""Writing the book.

``with book(by=…, at=…) as page: …; page.write(…)`` opens one transaction; what was written is chained and stored
last in that transaction, after every other row, so that chain heads are locked for a moment only. A book opened
inside another joins it: what happens together is recorded together.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from tusoi.audit.chains import GENESIS, anchor_digest, event_hash
from tusoi.audit.models import Anchor, Chain, Event, ReadEvent
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused

INSTALLATION_CHAIN = ""


@dataclass
class Line:
    """One event before it is chained."""

    by: Actor
    at: datetime
    step: str
    record: str
    path: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    note: str = ""


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
        self.book.lines.append(
            Line(self.by, self.at, step, record, path, _jsonable(before), _jsonable(after), note)
        )


_open_book: ContextVar[Book | None] = ContextVar("open_book", default=None)


@contextmanager
def book(*, by: Actor, at: datetime) -> Iterator[Page]:
    """One transaction with its lines in the book; nested calls join the outermost."""
    outer = _open_book.get()
    if outer is not None:
        mark = len(outer.lines)
        try:
            with transaction.atomic():
                yield Page(outer, by, at)
        except BaseException:
            del outer.lines[mark:]
            raise
        return
    own = Book()
    token = _open_book.set(own)
    try:
        with transaction.atomic():
            yield Page(own, by, at)
            _chain(own.lines)
    finally:
        _open_book.reset(token)


def start_chains(paths: Iterable[str]) -> None:
    """Give each path (a district-level unit) a chain of its own; a repeat adds nothing."""
    Chain.objects.bulk_create([Chain(key=path) for path in paths], ignore_conflicts=True)


def compare_and_set(
    rows: models.QuerySet[Any], *, field: str = "state", was: str, becomes: str, **values: Any
) -> None:
    """The one door of a state: exactly one row still in ``was`` moves, else somebody was faster (409)."""
    if rows.filter(**{field: was}).update(**{field: becomes}, **values) != 1:
        raise Refused(Problem("stale-page", facts={"was": was}), kind="conflict")


def record_reading(
    *, by: Actor, at: datetime, person_id: int, what: str, shown_from: datetime | None = None
) -> None:
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


def _chain(lines: list[Line]) -> None:
    if not lines:
        return
    by_chain: dict[str, list[Line]] = {}
    keys = _keys_for({line.path for line in lines})
    for line in lines:
        by_chain.setdefault(keys[line.path], []).append(line)
    chains = {
        chain.key: chain
        for chain in Chain.objects.select_for_update().filter(key__in=by_chain).order_by("key")
    }
    for key in sorted(by_chain):
        _append(chains[key], by_chain[key])
    _anchor(on=timezone.localdate(lines[-1].at))


def _keys_for(paths: set[str]) -> dict[str, str]:
    """Longest existing chain key that is a prefix of each path; the installation's chain for all others."""
    prefixes = {path[:end] for path in paths for end in range(3, len(path) + 1, 3)}
    existing = set(Chain.objects.filter(key__in=prefixes).values_list("key", flat=True))
    Chain.objects.get_or_create(key=INSTALLATION_CHAIN)
    return {
        path: max(
            (path[:end] for end in range(3, len(path) + 1, 3) if path[:end] in existing),
            key=len,
            default=INSTALLATION_CHAIN,
        )
        for path in paths
    }


def _append(chain: Chain, lines: list[Line]) -> None:
    head = chain.head_hash or GENESIS
    events = []
    for seq, line in enumerate(lines, start=chain.head_seq + 1):
        event = Event(
            chain=chain,
            seq=seq,
            at=line.at.astimezone(UTC),
            actor=line.by.name,
            user_id=line.by.user_id,
            on_behalf_of=line.by.on_behalf_of,
            step=line.step,
            record=line.record,
            path=line.path,
            before=line.before,
            after=line.after,
            note=line.note,
            prev_hash=head,
        )
        head = event.hash = event_hash(head, hashed_fields(event, chain.key))
        events.append(event)
    Event.objects.bulk_create(events, batch_size=500)
    Chain.objects.filter(pk=chain.pk).update(head_seq=events[-1].seq, head_hash=head)


def hashed_fields(event: Event, chain_key: str) -> dict[str, Any]:
    """What the hash of an event covers: everything but the hashes themselves."""
    return {
        "chain": chain_key,
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "user_id": event.user_id,
        "on_behalf_of": event.on_behalf_of,
        "step": event.step,
        "record": event.record,
        "path": event.path,
        "before": event.before,
        "after": event.after,
        "note": event.note,
    }


def _anchor(*, on: date) -> None:
    """The first event of a day anchors all heads as they stand then."""
    if Anchor.objects.filter(on=on).exists():
        return
    heads = list(Chain.objects.order_by("key").values_list("key", "head_seq", "head_hash"))
    Anchor.objects.get_or_create(
        on=on, defaults={"heads": [list(head) for head in heads], "digest": anchor_digest(heads)}
    )


def _jsonable(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Stored and hashed form are the same bytes: dates as ISO text, no database types."""
    if values is None:
        return None
    plain: dict[str, Any] = json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))
    return plain
