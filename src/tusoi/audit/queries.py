"""Reading the book."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tusoi.audit.actions import hashed_fields
from tusoi.audit.chains import GENESIS, anchor_digest, event_hash
from tusoi.audit.models import Anchor, Chain, Event, ReadEvent


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: its key, the number of the first bad event, and what is wrong with it."""

    chain: str
    seq: int
    what: str


@dataclass(frozen=True)
class Verdict:
    """Outcome of a verification over the whole book."""

    chains: int
    events: int
    breaks: tuple[Break, ...]

    @property
    def holds(self) -> bool:
        return not self.breaks


def verify() -> Verdict:
    """Recompute every chain and compare with its head and with all anchors."""
    breaks: list[Break] = []
    count = 0
    chains = list(Chain.objects.order_by("key"))
    for chain in chains:
        seen, found = _verify_chain(chain)
        count += seen
        breaks += found
    breaks += _verify_anchors()
    return Verdict(chains=len(chains), events=count, breaks=tuple(breaks))


def _verify_chain(chain: Chain) -> tuple[int, list[Break]]:
    head, expected = GENESIS, 1
    for event in Event.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=5000):
        if event.seq != expected:
            return expected - 1, [Break(chain.key, expected, "missing")]
        if event.prev_hash != head or event.hash != event_hash(head, hashed_fields(event, chain.key)):
            return expected - 1, [Break(chain.key, event.seq, "changed")]
        head, expected = event.hash, expected + 1
    if (chain.head_seq, chain.head_hash) != (expected - 1, head):
        return expected - 1, [Break(chain.key, expected, "truncated")]
    return expected - 1, []


def _verify_anchors() -> Iterator[Break]:
    for anchor in Anchor.objects.order_by("on"):
        heads = [(key, seq, digest) for key, seq, digest in anchor.heads]
        if anchor_digest(heads) != anchor.digest:
            yield Break("", 0, "anchor-changed")
            continue
        for key, seq, digest in heads:
            stored = (
                Event.objects.filter(chain__key=key, seq=seq).values_list("hash", flat=True).first()
            )
            if seq and stored != digest:
                yield Break(key, seq, "anchor-differs")


def last_anchor() -> Anchor | None:
    """The anchor printed on signed documents."""
    return Anchor.objects.order_by("-on").first()


def history(record: str) -> QuerySet[Event]:
    """Events of one record, oldest first. The caller has asked whether the actor may read its trail."""
    return Event.objects.filter(record=record).order_by("id")


def events_below(ranges: Iterable[tuple[str, str]]) -> QuerySet[Event]:
    """Events of the given path ranges (from, exclusive end), newest first."""
    events = Event.objects.none()
    for start, end in ranges:
        events = events | Event.objects.filter(path__gte=start, path__lt=end)
    return events.order_by("-id")


def readings_of(person_id: int, *, now: datetime) -> QuerySet[ReadEvent]:
    """Who opened this person's file, as far as it may be shown now, newest first."""
    return ReadEvent.objects.filter(person_id=person_id, shown_from__lte=now).order_by("-at")
