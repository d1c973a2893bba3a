"""Cells into values: dates in three styles, codes, numbers with a comma. Each distinct text is worked out once."""

import re
from datetime import date, timedelta
from fractions import Fraction

from tusoi.exchange.reading.workbook import Cell
from tusoi.rules.names import clean

EXCEL_ZERO = date(1899, 12, 30)  # serial 1 is 1 January 1900; the day Excel invents in 1900 is before any of ours
LONGEST_NUMBER = 30  # characters
EARLIEST, LATEST = date(1900, 3, 1), date(2100, 12, 31)

_DAY = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_TIME = re.compile(r"[ T]\d{1,2}:\d\d(:\d\d)?$")
_PART = re.compile(r"(?:\d{1,2}\s*[/.-]\s*)?\d{4}")
_SHORT = re.compile(r"\d{1,2}\s*([/.-])\s*\d{1,2}\s*\1\s*\d{2}")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:,\d+)?")


class NotADate(str):
    """The problem code of a text that should be a date and is none."""

    __slots__ = ()


class Days(dict[Cell, date | NotADate | None]):
    """Cell → its date; None for a blank, ``NotADate`` with a code for anything else. Remembers every text."""

    def __missing__(self, cell: Cell) -> date | NotADate | None:
        found = self[cell] = day(cell)
        return found


def day(cell: Cell) -> date | NotADate | None:
    """dd/mm/yyyy, d.m.yyyy, d-m-yyyy, also "ngày 5 tháng 3 năm 2021", 2021-03-05, a real date or Excel's serial."""
    if isinstance(cell, str):
        found = _DAY.fullmatch(cell)
        return _built(found[4], found[3], found[1]) if found else _written(cell)
    if isinstance(cell, date):
        return _in_range(cell)
    return NotADate("date-unreadable") if isinstance(cell, bool) else _serial(cell)


def _written(typed: str) -> date | NotADate | None:
    """Less usual ways to write a day; blanks and a time of day around it do not count."""
    said = _TIME.sub("", clean(typed))
    if not said:
        return None
    if found := _DAY.fullmatch(said):
        return _built(found[4], found[3], found[1])
    if found := _ISO.fullmatch(said):
        return _built(found[1], found[2], found[3])
    if found := _WORDS.fullmatch(said):
        return _built(found[3], found[2], found[1])
    if _PART.fullmatch(said):
        return NotADate("date-incomplete")
    return NotADate("date-short-year" if _SHORT.fullmatch(said) else "date-unreadable")


def _built(year: str, month: str, day_of_month: str) -> date | NotADate:
    try:
        return _in_range(date(int(year), int(month), int(day_of_month)))
    except ValueError:
        return NotADate("date-impossible")


def _serial(number: float) -> date | NotADate:
    """A number between 1900 and 2100 is a year that somebody typed, not a day of 1905."""
    if 1900 <= number <= 2100:
        return NotADate("date-incomplete")
    if not 0 < number < 100_000:
        return NotADate("date-unreadable")
    return _in_range(EXCEL_ZERO + timedelta(days=int(number)))


def _in_range(found: date) -> date | NotADate:
    return found if EARLIEST <= found <= LATEST else NotADate("date-far-off")


def code(cell: Cell) -> str:
    """A code or card number without blanks; a number as its digits, so 29000007.0 is "29000007"."""
    if isinstance(cell, str):
        return "".join(cell.split()) if cell.isascii() else "".join(clean(cell).split())
    return text(cell)


def codes(cells: list[Cell]) -> list[str]:
    """A whole column of codes; one without any blank or foreign letter is taken as it is."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    whole = "".join(texts)
    if len(texts) == len(cells) and whole.isascii() and len(whole.split()) <= 1 and whole == whole.strip():
        return texts
    return list(map(code, cells))


def text(cell: Cell) -> str:
    """A text on one line, as it is stored."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell).replace(".", ",")


def shown(cell: Cell) -> str:
    """What the cell says, for a message, cut to a readable length."""
    said = text(cell)
    return said if len(said) <= 60 else f"{said[:57]}…"


def number(cell: Cell) -> Fraction | None:
    """1.234,5 as offices write it; None when it is no number. A point is thousands, a comma the decimal sign."""
    if isinstance(cell, bool | date) or (isinstance(cell, str) and len(cell) > LONGEST_NUMBER):
        return None
    if isinstance(cell, int | float):
        return Fraction(str(cell))
    written = "".join(cell.split())
    if _THOUSANDS.fullmatch(written):
        return Fraction(written.replace(".", "").replace(",", "."))
    return Fraction(written.replace(",", ".")) if _PLAIN.fullmatch(written) else None
