"""The arithmetic of the book: canonical bytes of an event, its hash, the anchor over all heads. No database."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

GENESIS = ""
"""What stands before the first event of a chain and before the first anchor."""

INSTALLATION = ""
"""Key of the chain of the whole installation; every other key is the path of a unit."""

# An event's own columns that its hash covers, beside the key of its chain.
COVERED = (
    "seq",
    "at",
    "actor",
    "user_id",
    "on_behalf_of",
    "step",
    "record",
    "path",
    "before",
    "after",
    "note",
)

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def canonical(fields: Mapping[str, Any]) -> bytes:
    """Bytes that are hashed: JSON with sorted keys and no blanks."""
    return _encode(fields).encode()


def covered(chain_key: str, values: Iterable[Any]) -> dict[str, Any]:
    """What the hash of an event covers: its values in the order of COVERED, and the chain it stands in."""
    fields = dict(zip(COVERED, values, strict=True))
    fields["at"] = moment(fields["at"])
    fields["chain"] = chain_key
    return fields


def moment(at: datetime) -> str:
    """A time as it is hashed: ISO in UTC with microseconds, the same from both databases."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def event_hash(prev_hash: str, fields: Mapping[str, Any]) -> str:
    """Hash of one event, chained to the one before."""
    return hashlib.sha256(prev_hash.encode() + canonical(fields)).hexdigest()


def anchor_digest(prev_digest: str, on: date, heads: Iterable[Iterable[Any]]) -> str:
    """Digest over (chain key, head number, head hash) of all chains on a day, chained to the anchor before."""
    fields = {"on": on.isoformat(), "heads": sorted(list(head) for head in heads)}
    return hashlib.sha256(prev_digest.encode() + canonical(fields)).hexdigest()
