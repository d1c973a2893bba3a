"""Does the book hold? Every chain is computed again and compared with its head and with every anchor.

It may run while others write: a chain is read up to the head it had when its turn came.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tusoi.audit.actions import STARTED
from tusoi.audit.chains import COVERED, GENESIS, INSTALLATION, anchor_digest, covered, event_hash
from tusoi.audit.models import Anchor, Chain, Event
from tusoi.rules.problems import Problem

INSTALLATION_NAME = _("bản cài đặt")
ROWS = 5000
COLUMNS = ("prev_hash", "hash", *COVERED)
SEQ, AT, STEP, AFTER = (COVERED.index(name) for name in ("seq", "at", "step", "after"))


@dataclass(frozen=True)
class Break:
    """Where the book does not hold: a chain's key ("" the installation's) or an anchor's day; the first bad number."""

    where: str
    seq: int
    what: str

    @property
    def problem(self) -> Problem:
        """What the break is called in words."""
        return Problem(self.what, facts={"where": self.where or INSTALLATION_NAME, "seq": self.seq})


@dataclass(frozen=True)
class Verdict:
    """Outcome of a verification over the whole book. ``anchor`` is the digest of the last anchor."""

    chains: int
    events: int
    anchors: int
    anchor: str
    breaks: tuple[Break, ...]

    @property
    def holds(self) -> bool:
        return not self.breaks


@dataclass
class _Seen:
    """What the events themselves tell about the rest of the book."""

    days: set[date] = field(default_factory=set)
    started: set[str] = field(default_factory=set)
    # (chain key, number) → hash, for the events that anchors point to
    anchored: dict[tuple[str, int], str] = field(default_factory=dict)


def verify(*, printed: str = "") -> Verdict:
    """The verdict over all chains and anchors. ``printed``: an anchor's digest read from a signed document."""
    anchors = list(Anchor.objects.order_by("id"))
    seen = _Seen(anchored={(key, seq): "" for anchor in anchors for key, seq, _digest in anchor.heads})
    chains = list(Chain.objects.order_by("key"))
    count = 0
    breaks: list[Break] = []
    for chain in chains:
        held, found = _verify_chain(chain, seen)
        count += held
        breaks += found
    breaks += _verify_started(seen)
    breaks += _verify_anchors(anchors, seen, {found.where for found in breaks})
    if printed and printed not in {anchor.digest for anchor in anchors}:
        breaks.append(Break(printed, 0, "book-anchor-unknown"))
    last = anchors[-1].digest if anchors else ""
    return Verdict(len(chains), count, len(anchors), last, tuple(breaks))


def _verify_chain(chain: Chain, seen: _Seen) -> tuple[int, list[Break]]:
    """Number of sound events, and the first break, if any."""
    head, expected = GENESIS, 1
    here = ZoneInfo(timezone.get_default_timezone_name())
    rows = Event.objects.filter(chain=chain, seq__lte=chain.head_seq).order_by("seq").values_list(*COLUMNS)
    for prev_hash, stored, *values in rows.iterator(chunk_size=ROWS):
        if values[SEQ] != expected:
            return expected - 1, [Break(chain.key, expected, "book-missing")]
        if prev_hash != head or stored != event_hash(head, covered(chain.key, values)):
            return expected - 1, [Break(chain.key, expected, "book-changed")]
        _learn(chain.key, values[SEQ], stored, values[AT].astimezone(here).date(), seen)
        if chain.key == INSTALLATION and values[STEP] == STARTED:
            seen.started |= set(values[AFTER]["chains"])
        head, expected = stored, expected + 1
    if (chain.head_seq, chain.head_hash) != (expected - 1, head):
        return expected - 1, [Break(chain.key, expected, "book-truncated")]
    if Event.objects.filter(chain=chain, seq__gt=F("chain__head_seq")).exists():
        return expected - 1, [Break(chain.key, expected, "book-beyond-head")]
    return expected - 1, []


def _learn(key: str, seq: int, stored: str, day: date, seen: _Seen) -> None:
    seen.days.add(day)
    if (key, seq) in seen.anchored:
        seen.anchored[key, seq] = stored


def _verify_started(seen: _Seen) -> Iterator[Break]:
    """Chains that were started are there."""
    there = set(Chain.objects.filter(key__in=seen.started).values_list("key", flat=True))
    for key in sorted(seen.started - there):
        yield Break(key, 0, "book-chain-missing")


def _verify_anchors(anchors: Iterable[Anchor], seen: _Seen, broken: set[str]) -> Iterator[Break]:
    """Anchors follow one another, every day with events has one, and each points to events as they are."""
    previous, days = GENESIS, set()
    for anchor in anchors:
        days.add(anchor.on)
        if anchor_digest(previous, anchor.on, anchor.heads) != anchor.digest:
            yield Break(anchor.on.isoformat(), 0, "book-anchor-changed")
            return
        previous = anchor.digest
        for key, seq, digest in anchor.heads:
            # a chain that is broken earlier was not read to the end; its break is reported already
            if seq and key not in broken and seen.anchored[key, seq] != digest:
                broken.add(key)
                yield Break(key, seq, "book-anchor-differs")
    since = Anchor.objects.filter(on__in=seen.days - days).values_list("on", flat=True)
    for day in sorted(seen.days - days - set(since)):
        yield Break(day.isoformat(), 0, "book-anchor-missing")
