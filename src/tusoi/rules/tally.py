"""Counts, shares and cross-tables. Every percentage comes from whole numbers; empty is not zero (domain.md I9)."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from tusoi.rules.problems import Problem

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


def share(count: int | None, base: int | None) -> Fraction | None:
    """``count`` of ``base``; None where either has no record or the base is 0."""
    return Fraction(count, base) if count is not None and base else None


def half_up(number: Fraction) -> int:
    """Nearest whole number, a half away from zero."""
    whole = (2 * abs(number) + 1) // 2
    return whole if number >= 0 else -whole


def decimal_text(number: Fraction, *, signed: bool = False) -> str:
    """Two decimals, half up, with a point: "18.18". ``signed`` writes + before a rise."""
    hundredths = half_up(number * 100)
    sign = "-" if hundredths < 0 else "+" if signed and hundredths else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def percent_text(count: int | None, base: int | None) -> str | None:
    """4 of 22 → "18.18"; None where there is nothing to take a share of."""
    part = share(count, base)
    return None if part is None else decimal_text(part * 100)


def points_text(count: int | None, base: int | None, count_before: int | None, base_before: int | None) -> str | None:
    """Change in percentage points, from the exact shares and never from rounded ones: "+1.25"."""
    now, before = share(count, base), share(count_before, base_before)
    return None if now is None or before is None else decimal_text((now - before) * 100, signed=True)


def balance(total: int | None, parts: Mapping[str, int | None], *, where: str = "") -> tuple[Problem, ...]:
    """Does a row add up: reviewed + not yet + each reason for not being reviewed = total?

    ``parts`` name → count, None where the cell is empty: an incomplete row cannot balance, nor can a negative count.
    """
    negative = [name for name, count in parts.items() if count is not None and count < 0]
    if negative:
        return (Problem("count-negative", facts={"cells": negative}, where=where),)
    empty = [name for name, count in parts.items() if count is None]
    if total is None or empty:
        return (Problem("row-incomplete", facts={"cells": empty or ["tổng số"]}, where=where),)
    found = sum(count for count in parts.values() if count is not None)
    if found == total:
        return ()
    facts = {"total": total, "sum": found, "difference": abs(found - total), "cells": list(parts)}
    return (Problem("row-unbalanced", facts=facts, where=where),)


@dataclass(frozen=True)
class Line(Generic[Key]):
    """One line of a distribution; ``count`` and ``percent`` are None while nothing is counted at all."""

    key: Key
    count: int | None
    base: int
    percent: str | None


def distribution(counts: Mapping[Key, int], order: Sequence[Key]) -> tuple[Line[Key], ...]:
    """How a whole divides over ``order``. Once anything is counted a missing part is 0; before, it is empty."""
    base = sum(counts.get(key, 0) for key in order)
    return tuple(
        Line(key, counts.get(key, 0) if base else None, base, percent_text(counts.get(key, 0), base)) for key in order
    )


@dataclass(frozen=True)
class CrossTable(Generic[Row, Column]):
    """Counts by row and column; a cell without a record is None, one stated as 0 is 0."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[Row, Column], int]

    def cell(self, row: Row, column: Column) -> int | None:
        return self.cells.get((row, column))

    def row_total(self, row: Row) -> int | None:
        return self._sum(count for (at, _), count in self.cells.items() if at == row)

    def column_total(self, column: Column) -> int | None:
        return self._sum(count for (_, at), count in self.cells.items() if at == column)

    @property
    def total(self) -> int | None:
        return self._sum(self.cells.values())

    @staticmethod
    def _sum(counts: Iterable[int]) -> int | None:
        found = list(counts)
        return sum(found) if found else None


def cross_table(
    pairs: Iterable[tuple[Row, Column]],
    *,
    rows: Sequence[Row] | None = None,
    columns: Sequence[Column] | None = None,
) -> CrossTable[Row, Column]:
    """Count records, each given as (row, column). ``rows`` and ``columns`` fix the order and show empty lines."""
    counted = Counter(pairs)
    return count_table(((row, column, n) for (row, column), n in counted.items()), rows=rows, columns=columns)


def count_table(
    counts: Iterable[tuple[Row, Column, int]],
    *,
    rows: Sequence[Row] | None = None,
    columns: Sequence[Column] | None = None,
) -> CrossTable[Row, Column]:
    """The same from counts already taken; several counts of one cell add up. An unknown row or column is an error."""
    cells: Counter[tuple[Row, Column]] = Counter()
    for row, column, count in counts:
        cells[row, column] += count
    lines = _in_order(rows, (row for row, _ in cells))
    heads = _in_order(columns, (column for _, column in cells))
    return CrossTable(lines, heads, dict(cells))


def counted_once(groups_of: Iterable[tuple[Key, Row]], order: Sequence[Row]) -> dict[Key, Row]:
    """Subject → the first applicable group in ``order``: who holds two posts is counted once (domain.md I9)."""
    rank = {group: place for place, group in enumerate(order)}
    first: dict[Key, Row] = {}
    for subject, group in groups_of:
        if subject not in first or rank[group] < rank[first[subject]]:
            first[subject] = group
    return first


def _in_order(fixed: Sequence[Key] | None, found: Iterable[Key]) -> tuple[Key, ...]:
    seen = tuple(dict.fromkeys(found))
    if fixed is None:
        return seen
    unknown = set(seen) - set(fixed)
    if unknown:
        raise ValueError(f"counted outside the table: {sorted(map(str, unknown))}")
    return tuple(fixed)
