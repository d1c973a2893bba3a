"""Pages of a long list by key, not by number: page 2 000 costs what page 1 costs, and nothing is counted.

The list is ordered by ``(key, id)``, where the key may have several columns; the address carries the key of the
first or last row as an opaque text. A text that cannot be read gives the first page.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from tusoi.ui.tables import Sort

AFTER = "after"
BEFORE = "before"
ROWS = 50

Row = Any  # a dict, a named tuple or an instance with the key and the id


@dataclass(frozen=True)
class Slice:
    """One page of rows with the ways to its neighbours; an empty way means there is none."""

    rows: tuple[Row, ...]
    next: str = ""
    previous: str = ""

    @property
    def alone(self) -> bool:
        return not (self.next or self.previous)


def slice_of(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    sort: Sort | None = None,
    key: str | tuple[str, ...] = "sort_key",
    identity: str = "id",
    size: int = ROWS,
) -> Slice:
    """The asked page. No part of ``key`` may be null; it and ``identity`` must be among the values of the queryset."""
    columns = (sort.field,) if sort else (key,) if isinstance(key, str) else key
    fields = (*columns, identity)
    descending = bool(sort and sort.descending)
    mark, backwards = _asked(request)
    try:
        return _slice(queryset, fields, mark, backwards=backwards, descending=descending, size=size)
    except (ValueError, TypeError, ValidationError):  # a mark from a list with another key
        return _slice(queryset, fields, None, backwards=False, descending=descending, size=size)


def _slice(
    queryset: QuerySet,
    fields: tuple[str, ...],
    mark: "Mark | None",
    *,
    backwards: bool,
    descending: bool,
    size: int,
) -> Slice:
    rising = descending is backwards
    if mark is not None:
        queryset = _beyond(queryset, fields, mark, rising=rising)
    order = fields if rising else tuple(f"-{name}" for name in fields)
    found = list(queryset.order_by(*order)[: size + 1])
    more = len(found) > size
    rows = tuple(reversed(found[:size])) if backwards else tuple(found[:size])
    has_next, has_previous = (True, more) if backwards else (more, mark is not None)
    return Slice(
        rows=rows,
        next=_text(rows[-1], fields) if rows and has_next else "",
        previous=_text(rows[0], fields) if rows and has_previous else "",
    )


def _beyond(queryset: QuerySet, fields: tuple[str, ...], mark: "Mark", *, rising: bool) -> QuerySet:
    """Rows after the mark; the first condition is one range of the index, the others only drop its edge."""
    word = "gt" if rising else "lt"
    *keys, (identity, number) = zip(fields, mark, strict=True)
    beyond = Q(**{f"{identity}__{word}": number})
    for name, at in reversed(keys):
        beyond = Q(**{f"{name}__{word}e": at}) & (Q(**{f"{name}__{word}": at}) | beyond)
    return queryset.filter(beyond)


Mark = tuple[str | int, ...]


def _asked(request: HttpRequest) -> tuple[Mark | None, bool]:
    """The mark of the address and whether the page before it is wanted."""
    if before := _read(request.GET.get(BEFORE, "")):
        return before, True
    return _read(request.GET.get(AFTER, "")), False


def _text(row: Row, fields: tuple[str, ...]) -> str:
    values = [row[name] if isinstance(row, Mapping) else getattr(row, name) for name in fields]
    plain = [value if isinstance(value, int) else str(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, ensure_ascii=False).encode()).decode().rstrip("=")


def _read(text: str) -> Mark | None:
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str | int) for value in values):
        return None
    return tuple(values) if not any("\0" in str(value) for value in values) else None
