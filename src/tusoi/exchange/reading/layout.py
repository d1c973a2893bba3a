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
    """Records are the rows with a value in the column ``key`` or in all columns ``also``, and what is none of the rest.

    Text below the table is what follows the last record after a blank row or a sum; anything nearer stays a record,
    so that a record whose key is missing is an error and not lost.
    """
    sheet, first, end = heading.sheet, heading.first, len(heading.sheet.rows)
    columns = {proposal.field: proposal.column for proposal in heading.proposals}
    keys = sheet.columns[columns[key]]
    others = [sheet.columns[columns[name]] for name in also if name in columns]
    numbers = sheet.columns[columns["number"]] if "number" in columns else [""] * end
    odd: dict[int, list[Cell]] = {}
    for at in [at for at in range(first, end) if keys[at] == "" or isinstance(numbers[at], str)]:
        cells = row_cells(sheet, at)
        complete = keys[at] != "" or (bool(others) and all(values[at] != "" for values in others))
        if _is_sum(cells) or not complete:
            odd[at] = cells
    if not odd:
        return Layout(range(first, end))
    last = next((at for at in range(end - 1, first - 1, -1) if at not in odd), first - 1)
    layout, records, since, under = Layout([]), list[int](), 0, False
    for at in range(first, end):
        cells = odd.get(at, [])
        under = under or (at > last and at > first and sheet.rows[at] - sheet.rows[at - 1] > 1)
        if at not in odd:
            records.append(at)
        elif _is_sum(cells):
            layout.sums.append(Sum(at, stated(cells), len(records), len(records) - since))
            under = at > last
        elif under and len(cells) <= FOOTER_CELLS and _all_text(cells):
            layout.below.append(at)
        elif _is_title(cells) and all(values[at] == "" for values in others):
            layout.titles.append((at, clean(" ".join(map(str, cells)))))
            since = len(records)
        else:
            records.append(at)
    layout.at = records
    return layout


def row_cells(sheet: Sheet, at: int) -> list[Cell]:
    """The cells of one row that hold something, from left to right."""
    return [values[at] for _, values in sorted(sheet.columns.items()) if values[at] != ""]


def _all_text(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) for cell in cells)


def _is_title(cells: Sequence[Cell]) -> bool:
    """One cell alone, or a Roman numeral or letter before a text: "II", "Diện Ban Thường vụ Huyện ủy quản lý"."""
    if len(cells) == 1:
        return isinstance(cells[0], str)
    return len(cells) <= FOOTER_CELLS and _all_text(cells) and _NUMERAL.fullmatch(str(cells[0]).strip()) is not None


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
