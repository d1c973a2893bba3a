"""The arithmetic of the book: canonical bytes of an event, its hash, the anchor over all heads. No database."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

GENESIS = ""


def canonical(fields: Mapping[str, Any]) -> bytes:
    """Bytes that are hashed: JSON with sorted keys, no blanks, times as ISO in UTC."""
    return json.dumps(
        fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    ).encode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def event_hash(prev_hash: str, fields: Mapping[str, Any]) -> str:
    """Hash of one event, chained to the one before."""
    return hashlib.sha256(prev_hash.encode() + canonical(fields)).hexdigest()


def anchor_digest(heads: Iterable[tuple[str, int, str]]) -> str:
    """Digest over (chain key, head number, head hash), sorted by key."""
    return hashlib.sha256(canonical({"heads": sorted(list(head) for head in heads)})).hexdigest()
