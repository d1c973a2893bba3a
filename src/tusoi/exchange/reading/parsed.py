"""What parsing gives, and the columns of a table on their way there."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from tusoi.exchange.reading.columns import letter
from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.issues import Issue, IssueGroup, Severity, grouped
from tusoi.exchange.reading.kinds import KINDS, TableKind
from tusoi.exchange.reading.rows import Row
from tusoi.exchange.reading.values import Days, NotADate, codes, shown, text
from tusoi.exchange.reading.workbook import Cell

Value = TypeVar("Value")
# signs that only a text typed with a TCVN3 font holds between letters, "NguyÔn V¨n", or after §, "§øc"
OLD_FONT = re.compile(r"[^\W\d_][¨©®ª«¬µ¶·¸¹»¼½¾][^\W\d_]|§[^\W\d_]|§[¨©®ª«¬µ¶·¸¹»¼½¾]")


@dataclass(frozen=True)
class Parsed:
    """``rows``: the records without an error. ``read``: records in the file; ``left_out``: those with an error.

    ``outside``: codes that rows refer to and the file does not hold → their row numbers, for the database to know.
    """

    kind: str
    rows: Sequence[Row]
    issues: tuple[Issue, ...]
    read: int
    left_out: int = 0
    outside: Mapping[str, Sequence[int]] = field(default_factory=dict)
    as_of: date | None = None
    year: int | None = None

    @property
    def ok(self) -> bool:
        return not any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def groups(self) -> tuple[IssueGroup, ...]:
        return grouped(self.issues)


class Records:
    """Columns of the records by field name, with the place of each record in Excel, collecting issues.

    ``at`` holds indexes into the sheet's columns; a column that the file lacks is all blank.
    """

    def __init__(self, heading: Heading, *, kind: str, at: range | list[int]) -> None:
        self.kind: TableKind = KINDS[kind]
        self.sheet = heading.sheet
        self.issues: list[Issue] = []
        self.failed: set[int] = set()
        self._columns = {proposal.field: proposal for proposal in heading.proposals}
        self._at = at
        self.rows: Sequence[int] = self._taken(heading.sheet.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, name: str) -> bool:
        return name in self._columns

    def cells(self, name: str) -> list[Cell]:
        if name not in self._columns:
            return [""] * len(self)
        return list(self._taken(self.sheet.columns[self._columns[name].column]))

    def _taken(self, values: Sequence[Value]) -> Sequence[Value]:
        """Those of a whole column that belong to the records."""
        if isinstance(self._at, range):
            return values[self._at.start : self._at.stop]
        return [values[at] for at in self._at]

    def issue(
        self, severity: Severity, code: str, index: int, name: str = "", *, other: int = 0, **facts: object
    ) -> None:
        """One finding on the cell of a field; ``other``: index of the record it clashes with, plus one."""
        column = self._columns.get(name)
        value = shown(self.sheet.columns[column.column][self._at[index]]) if column else ""
        said = {"heading": column.heading if column else self.kind.field(name).heading} if name else {}
        place = self.rows[other - 1] if other else 0
        letters = letter(column.column) if column else ""
        self.issues.append(
            Issue(severity, code, self.sheet.name, self.rows[index], letters, value, said | facts, place)
        )
        if severity is Severity.ERROR:
            self.failed.add(index)

    def error(self, code: str, index: int, name: str = "", *, other: int = 0, **facts: object) -> None:
        self.issue(Severity.ERROR, code, index, name, other=other, **facts)

    def warn(self, code: str, index: int, name: str = "", *, other: int = 0, **facts: object) -> None:
        self.issue(Severity.WARNING, code, index, name, other=other, **facts)

    def texts(self, name: str, *, most: int, required: bool = False) -> list[str]:
        """The column as texts; too long ones, those in an old font and, where required, blank ones are errors."""
        cells = self.cells(name)
        known = {cell: text(cell) for cell in set(cells)}
        if OLD_FONT.search("\n".join(known.values())):
            for index, cell in enumerate(cells):
                if OLD_FONT.search(known[cell]):
                    self.error("old-font", index, name)
        return self._checked(name, [known[cell] for cell in cells], most, required=required)

    def codes(self, name: str, *, most: int, required: bool = False) -> list[str]:
        """The column as codes or card numbers, likewise."""
        return self._checked(name, codes(self.cells(name)), most, required=required)

    def _checked(self, name: str, found: list[str], most: int, *, required: bool) -> list[str]:
        if required and "" in found:
            for index, value in enumerate(found):
                if not value:
                    self.error("cell-required", index, name)
        if max(map(len, found), default=0) > most:
            for index, value in enumerate(found):
                if len(value) > most:
                    self.error("cell-too-long", index, name, most=most)
        return found

    def days(self, name: str, days: Days, *, required: bool = False) -> list[date | None]:
        """The column as dates; an unreadable one is an error on its cell and None."""
        cells = self.cells(name)
        found = [days[cell] for cell in cells]
        odd = {cell for cell in set(cells) if (days[cell] is None and required) or isinstance(days[cell], NotADate)}
        if not odd:
            return found  # type: ignore[return-value] # no NotADate is left
        for index, cell in enumerate(cells):
            if cell in odd:
                self.error(str(days[cell] or "cell-required"), index, name)
        return [None if isinstance(value, NotADate) else value for value in found]

    def terms(
        self, name: str, read: Callable[[str], Value | None], *, code: str, required: bool = False, accepted: str
    ) -> list[Value | None]:
        """The column as terms; a text that is none is an error with ``code``, which says what is ``accepted``."""
        cells = self.texts(name, most=255, required=required)
        known = {cell: read(cell) if cell else None for cell in set(cells)}
        odd = {cell for cell, value in known.items() if cell and value is None}
        if odd:
            for index, cell in enumerate(cells):
                if cell in odd:
                    self.error(code, index, name, accepted=accepted)
        return [known[cell] for cell in cells]

    def repeated(self, keys: Sequence[str]) -> list[tuple[int, int]]:
        """(index, index of the first one with this key) of every repetition; blank keys do not count."""
        if len(set(keys)) == len(keys):
            return []
        first: dict[str, int] = {}
        return [
            (index, place) for index, key in enumerate(keys) if key and (place := first.setdefault(key, index)) != index
        ]

    def kept(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of records without an error."""
        return [row for index, row in enumerate(rows) if index not in self.failed] if self.failed else rows
