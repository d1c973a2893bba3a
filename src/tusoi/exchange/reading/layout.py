"""Below the headings not every row is a record: group titles, sums, and the signatures under the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.values import number
from tusoi.exchange.reading.workbook import Cell, Sheet
from tusoi.rules.names import clean

_SUM = re.compile(r"(?:tổng(?: số| cộng)?|cộng)(?![^\W\d_])", re.IGNORECASE)
_STATED = re.compile(r"(?<!\d)(\d{1,3}(?:\.\d{3}){1,3}|\d{1,12})(?!\d)\s*([^\d,;.()]*)")
_NUMERAL = re.compile(r"(?:[IVXL]+|[A-Z])[.)/]?")
_WORD = re.compile(r"[!-~]+")  # a code or card number; "" and texts are looked at
_GROUP = re.compile(r"(?:[IVXL]+(?:[.)/] ?| )|[A-Z][.)/] ?)\S|(?i:diện) ")
FOOTER_CELLS = 3  # a signature line holds at most so many


@dataclass(frozen=True)
class Sum:
    """A row of totals: what it states, as (count, the words behind it), and what stands above it."""

    at: int
    stated: tuple[tuple[int, str], ...]
    above: int
    since_title: int


@dataclass
class Layout:
    """Indexes into the sheet's columns. ``titles``: (index, text) of group rows; ``below``: rows under the table."""

    at: range | list[int]
    titles: list[tuple[int, str]] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    below: list[int] = field(default_factory=list)


def lay_out(heading: Heading, key: str, *, also: tuple[str, ...] = ()) -> Layout:
    """Sort the rows. A record has a number and a value in the column ``key``, or values in all columns ``also``.

    Text below the table is what follows the last record after a blank row or a sum; anything nearer stays a record,
    so that a record whose key is missing is an error and not lost.
    """
    page = _Page(heading, key, also)
    odd = {at: cells for at in page.unlike_records() if not page.is_record(at, cells := row_cells(page.sheet, at))}
    if not odd:
        return Layout(range(page.first, page.end))
    last = next((at for at in range(page.end - 1, page.first - 1, -1) if at not in odd), page.first - 1)
    layout, records, since, under = Layout([]), list[int](), 0, False
    for at in range(page.first, page.end):
        cells = odd.get(at, [])
        under = under or (at > last and page.follows_a_gap(at))
        if at not in odd:
            records.append(at)
        elif _is_sum(cells):
            layout.sums.append(Sum(at, stated(cells), len(records), len(records) - since))
            under = at > last
        elif under and len(cells) <= FOOTER_CELLS and _all_text(cells):
            layout.below.append(at)
        elif page.is_title(at, cells):
            layout.titles.append((at, clean(" ".join(map(str, cells)))))
            since = len(records)
        else:
            records.append(at)
    layout.at = records
    return layout


class _Page:
    """The columns that tell records from other rows."""

    def __init__(self, heading: Heading, key: str, also: tuple[str, ...]) -> None:
        self.sheet, self.first, self.end = heading.sheet, heading.first, len(heading.sheet.rows)
        columns = {proposal.field: heading.sheet.columns[proposal.column] for proposal in heading.proposals}
        self.keys = columns[key]
        self.numbers = columns.get("number")
        self.others = [columns[name] for name in also if name in columns]

    def unlike_records(self) -> list[int]:
        """Rows to look at one by one: without a key, or not numbered by a number."""
        rows, keys, numbers = range(self.first, self.end), self.keys, self.numbers
        if numbers is None:
            return [at for at in rows if not _WORD.fullmatch(str(keys[at]))]
        return [at for at in rows if keys[at] == "" or not isinstance(numbers[at], int)]

    def is_record(self, at: int, cells: Sequence[Cell]) -> bool:
        """Surely one. A row that is neither this nor anything else becomes one in the end."""
        if _is_sum(cells) or (self.others and self.is_title(at, cells)):
            return False
        if self.others and all(values[at] != "" for values in self.others):
            return True
        if self.numbers is not None:
            return self.keys[at] != "" and self.numbers[at] != ""
        return self.keys[at] != "" and (len(cells) > FOOTER_CELLS or _WORD.fullmatch(str(self.keys[at])) is not None)

    def is_title(self, at: int, cells: Sequence[Cell]) -> bool:
        """One text alone, or a Roman numeral or letter before a text: "II", "Diện Ban Thường vụ Huyện ủy quản lý"."""
        if any(values[at] != "" for values in self.others) or not _all_text(cells) or len(cells) > FOOTER_CELLS:
            return False
        if self.keys[at] == "":
            return len(cells) == 1 or _NUMERAL.fullmatch(str(cells[0]).strip()) is not None
        numbered = len(cells) == 2 and _NUMERAL.fullmatch(str(cells[0]).strip()) is not None
        return bool(self.others) and (numbered or (len(cells) == 1 and _GROUP.match(clean(str(cells[0]))) is not None))

    def follows_a_gap(self, at: int) -> bool:
        return at > self.first and self.sheet.rows[at] - self.sheet.rows[at - 1] > 1


def row_cells(sheet: Sheet, at: int) -> list[Cell]:
    """The cells of one row that hold something, from left to right."""
    return [values[at] for _, values in sorted(sheet.columns.items()) if values[at] != ""]


def _all_text(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) for cell in cells)


def _is_sum(cells: Sequence[Cell]) -> bool:
    return isinstance(cells[0], str) and _SUM.match(clean(cells[0])) is not None


def stated(cells: Sequence[Cell]) -> tuple[tuple[int, str], ...]:
    """Whole numbers a row of totals states, each with the words behind it: "52.055 đ/c" → (52055, "đ/c")."""
    found: list[tuple[int, str]] = []
    for cell in cells:
        if isinstance(cell, str):
            found += [(int(digits.replace(".", "")), clean(words)) for digits, words in _STATED.findall(clean(cell))]
        elif (value := number(cell)) is not None and value.denominator == 1:
            found.append((int(value), ""))
    return tuple(found)
