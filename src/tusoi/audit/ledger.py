"""Binding lines into the book: chains are locked in the order of their keys, extended, and anchored once a day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from tusoi.audit.chains import COVERED, GENESIS, INSTALLATION, anchor_digest, covered, event_hash
from tusoi.audit.models import Anchor, Chain, Event
from tusoi.rules.authority import Actor

SEGMENT = 3  # characters per level of a path
BATCH = 500


@dataclass(frozen=True)
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


def bind(lines: Iterable[Line]) -> None:
    """Chain the lines in their order. Call it last in the transaction: it holds the heads until the end."""
    lines = list(lines)
    if not lines:
        return
    keys = _keys_for({line.path for line in lines})
    days = _not_anchored({timezone.localdate(line.at) for line in lines})
    # who makes an anchor holds the installation's chain, so anchors follow one another
    wanted = set(keys.values()) | ({INSTALLATION} if days else set())
    chains = _locked(wanted)
    by_chain: dict[str, list[Line]] = {}
    for line in lines:
        by_chain.setdefault(keys[line.path], []).append(line)
    for key in sorted(by_chain):
        _append(chains[key], by_chain[key])
    for day in sorted(_not_anchored(days)):
        _anchor(day)


def plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What is stored is what is hashed: dates as ISO text, fractions of numbers as text, no database types."""
    if values is None:
        return None
    text = json.dumps(dict(values), cls=DjangoJSONEncoder)
    kept: dict[str, Any] = json.loads(text, parse_float=str, parse_constant=str)
    return kept


def _keys_for(paths: set[str]) -> dict[str, str]:
    """Path → the longest key of a chain that is the path or above it; the installation's for all others."""
    above = {path: [path[:end] for end in range(len(path), 0, -SEGMENT)] for path in paths}
    known = set(Chain.objects.filter(key__in=set().union(*above.values())).values_list("key", flat=True))
    return {path: next((key for key in keys if key in known), INSTALLATION) for path, keys in above.items()}


def _locked(keys: set[str]) -> dict[str, Chain]:
    """The chains with these keys, locked in one order by everybody. The installation's is made when first needed."""
    if INSTALLATION in keys:
        Chain.objects.get_or_create(key=INSTALLATION)
    found = Chain.objects.select_for_update().filter(key__in=keys).order_by("key")
    return {chain.key: chain for chain in found}


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
        values = [getattr(event, name) for name in COVERED]
        head = event.hash = event_hash(head, covered(chain.key, values))
        events.append(event)
    Event.objects.bulk_create(events, batch_size=BATCH)
    Chain.objects.filter(pk=chain.pk).update(head_seq=events[-1].seq, head_hash=head)


def _not_anchored(days: set[date]) -> set[date]:
    return days - set(Anchor.objects.filter(on__in=days).values_list("on", flat=True))


def _anchor(day: date) -> None:
    """The first event of a day anchors the heads of all chains as they stand then."""
    heads = [list(head) for head in Chain.objects.order_by("key").values_list("key", "head_seq", "head_hash")]
    last = Anchor.objects.order_by("-id").values_list("digest", flat=True).first()
    Anchor.objects.create(on=day, heads=heads, digest=anchor_digest(last or GENESIS, day, heads))
