"""What a list from outside would change here: units in ``intake_units``, members in ``intake_members``.

A plan is drawn up first and shows what is new, changed, unchanged and absent, and what is wrong row by row; the same
plan is put into effect, whole or not at all. Nothing is ever closed because a list does not name it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tusoi.organizations.paths import ancestors, under

ERROR, WARNING, INFO = "error", "warning", "info"


class Finding(NamedTuple):
    """One finding on one row; ``field`` is the column's name in ``exchange.reading.kinds``, "" = the whole row."""

    severity: str
    code: str
    row: int
    field: str = ""
    facts: Mapping[str, object] = {}


class Added(NamedTuple):
    """``key`` is the code of a unit or the card number of a member."""

    key: str
    name: str
    row: int


class Changed(NamedTuple):
    """``what``: (field, old, new) as texts."""

    key: str
    name: str
    row: int
    what: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Plan:
    """What a list would do. ``scope``: path below which everything it touches lies, "" = a new root."""

    added: tuple[Added, ...]
    changed: tuple[Changed, ...]
    unchanged: int
    absent: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    scope: str

    @property
    def ok(self) -> bool:
        return not any(finding.severity == ERROR for finding in self.findings)

    def summary(self) -> dict[str, object]:
        """Counts and every change, for the book."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "changes": [[change.key, *what] for change in self.changed for what in change.what],
        }


@dataclass
class Findings:
    """Collects findings; remembers which rows may not be put into effect."""

    found: list[Finding] = field(default_factory=list)
    failed: set[int] = field(default_factory=set)

    def error(self, code: str, row: int, column: str = "", **facts: object) -> None:
        self.found.append(Finding(ERROR, code, row, column, facts))
        self.failed.add(row)

    def warn(self, code: str, row: int, column: str = "", **facts: object) -> None:
        self.found.append(Finding(WARNING, code, row, column, facts))

    def info(self, code: str, row: int, column: str = "", **facts: object) -> None:
        self.found.append(Finding(INFO, code, row, column, facts))


def common_path(paths: Iterable[str]) -> str:
    """The lowest path at or above all of ``paths``; "" when they share none or there are none."""
    seen = set(paths)
    if not seen:
        return ""
    first, last = min(seen), max(seen)
    return next((above for above in ancestors(first) if under(last, above)), "")
