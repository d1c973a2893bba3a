"""What is odd in a workbook, cell by cell, and the same grouped for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tusoi.rules.problems import Problem


class Severity(StrEnum):
    """An error stops the whole import, a warning is shown, an info says what was understood silently."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Issue(NamedTuple):
    """One finding on one cell.

    ``code``   key of a sentence, as of a ``Problem``; the sentence speaks of all its cells at once
    ``row``    row number as in Excel; ``column`` its letter, ``""`` for the whole row
    ``value``  what the cell says, as typed
    ``facts``  values for the sentence that are equal for all issues of one group
    ``other``  row of the cell it clashes with, 0 where there is none
    """

    severity: Severity
    code: str
    sheet: str
    row: int
    column: str
    value: str
    facts: Mapping[str, object]
    other: int = 0

    @property
    def cell(self) -> str:
        """Address as Excel writes it: ``Đảng viên!B12``."""
        return f"{self.sheet}!{self.column or 'A'}{self.row}"

    @property
    def problem(self) -> Problem:
        return Problem(self.code, facts={**self.facts, "count": 1}, where=self.cell)


@dataclass(frozen=True)
class IssueGroup:
    """Issues with the same sentence. ``first`` holds the first cells only, ``count`` counts all."""

    severity: Severity
    code: str
    facts: Mapping[str, object]
    count: int
    first: tuple[Issue, ...]

    @property
    def problem(self) -> Problem:
        return Problem(self.code, facts={**self.facts, "count": self.count}, where=self.first[0].cell)


SHOWN = 20
_ORDER = {severity: place for place, severity in enumerate(Severity)}


def grouped(issues: Iterable[Issue], *, shown: int = SHOWN) -> tuple[IssueGroup, ...]:
    """Errors first, then warnings, then infos; inside each in the order of the file."""
    groups: dict[tuple[object, ...], list[Issue]] = {}
    for issue in issues:
        key = (issue.severity, issue.code, *map(str, issue.facts.values()))
        groups.setdefault(key, []).append(issue)
    found = [
        IssueGroup(same[0].severity, same[0].code, same[0].facts, len(same), tuple(same[:shown]))
        for same in groups.values()
    ]
    return tuple(sorted(found, key=lambda group: _ORDER[group.severity]))


def errors(issues: Sequence[Issue]) -> list[Issue]:
    return [issue for issue in issues if issue.severity is Severity.ERROR]
