"""Sorting of a table by one of its columns, chosen in the address: ``?sort=name`` or ``?sort=-name``."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

PARAMETER = "sort"


@dataclass(frozen=True)
class Sort:
    """``field`` is what the query orders by; ``key`` is the word in the address."""

    key: str
    field: str
    descending: bool = False

    def toggled(self, key: str) -> str:
        """What the address says after a click on the heading of ``key``."""
        return f"-{key}" if key == self.key and not self.descending else key

    def direction(self, key: str) -> str:
        """Value of ``aria-sort`` for the heading of ``key``; nothing when the table is not sorted by it."""
        if key != self.key:
            return ""
        return "descending" if self.descending else "ascending"


def sort_of(request: HttpRequest, fields: Mapping[str, str], default: str) -> Sort:
    """The asked order, or ``default`` when the address asks for something else than ``fields`` offers."""
    asked = request.GET.get(PARAMETER, default)
    key = asked.removeprefix("-")
    if key not in fields:
        asked = default
        key = default.removeprefix("-")
    return Sort(key=key, field=fields[key], descending=asked.startswith("-"))
