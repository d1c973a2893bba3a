"""Facts of a notice on their way into JSON and back: a day stays a day, a term keeps its wording."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tusoi.rules import terms


def packed(facts: Mapping[str, object]) -> dict[str, Any]:
    """Facts as JSON; what JSON does not know is wrapped with its kind."""
    return {name: _pack(value) for name, value in facts.items()}


def unpacked(facts: Mapping[str, Any]) -> dict[str, object]:
    """Facts as they were given."""
    return {name: _unpack(value) for name, value in facts.items()}


def _pack(value: object) -> Any:
    if isinstance(value, StrEnum):
        return {"term": type(value).__name__, "value": value.value}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_pack(part) for part in value]
    return str(value)


def _unpack(value: Any) -> object:
    if isinstance(value, list):
        return [_unpack(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "term" in value:
        return getattr(terms, value["term"])(value["value"])
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    return date.fromisoformat(value["day"])
