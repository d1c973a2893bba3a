"""Where a table begins in a sheet: title rows above, one to three rows of headings, records below."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tusoi.exchange.reading.columns import Proposal, propose
from tusoi.exchange.reading.kinds import KINDS, TableKind
from tusoi.exchange.reading.workbook import Sheet
from tusoi.rules.names import clean, search_key

ROWS_LOOKED_AT = 40
DEEPEST = 3
SURE = 0.9
COLUMNS_LOOKED_AT = 80
LONGEST_TITLE = 300  # characters


@dataclass(frozen=True)
class Heading:
    """A recognised table.

    ``row``       row number in Excel of the first row of headings
    ``first``     index in ``sheet.rows`` of the first record
    ``headings``  column number → heading; under a merged one "above / below"
    ``as_of``     the date in the title ("tính đến ngày 31/10/2021"), ``year`` the year in it
    """

    sheet: Sheet
    row: int
    first: int
    headings: Mapping[int, str]
    proposals: tuple[Proposal, ...]
    titles: tuple[str, ...] = ()
    as_of: date | None = None
    year: int | None = None

    def required(self, kind: TableKind) -> int:
        needed = {field.name for field in kind.fields if field.required}
        return sum(proposal.field in needed for proposal in self.proposals)

    def is_sure(self, kind: TableKind) -> bool:
        """All required columns stand under their own names; looking further down cannot find better."""
        sure = {proposal.field for proposal in self.proposals if proposal.confidence >= SURE}
        return all(field.name in sure for field in kind.fields if field.required)

    @property
    def weight(self) -> float:
        return sum(proposal.confidence for proposal in self.proposals)

    @property
    def has_records(self) -> bool:
        return self.first < len(self.sheet.rows)


def find(sheet: Sheet, kind: TableKind) -> Heading | None:
    """The rows whose headings fit the kind best, at least two of its required columns; None when there are none."""
    best: Heading | None = None
    rank: tuple[int, float, int] = (1, 0.0, 0)  # required columns, how surely, the fewer rows the better
    for top in range(min(ROWS_LOOKED_AT, len(sheet.rows))):
        for depth in range(1, DEEPEST + 1):
            if top + depth > len(sheet.rows) or sheet.rows[top + depth - 1] - sheet.rows[top] != depth - 1:
                break
            found = _heading(sheet, kind, top, depth)
            own = (found.required(kind), found.weight, -depth)
            if own > rank and own[0] >= 2:
                best, rank = found, own
        if best and best.is_sure(kind) and top > best.first:
            break
    return _titled(best) if best else None


def guess(sheet: Sheet, kind: TableKind) -> Heading | None:
    """Where nothing is recognised: the first row with the most text cells, so that a person can map its columns."""
    looked_at = range(min(ROWS_LOOKED_AT, len(sheet.rows)))
    texts = [
        sum(isinstance(values[at], str) and values[at] != "" for values in sheet.columns.values()) for at in looked_at
    ]
    if not texts or max(texts) < 2:
        return None
    return _titled(_heading(sheet, kind, texts.index(max(texts)), 1))


def at_row(sheet: Sheet, kind: TableKind, row: int) -> Heading | None:
    """The headings a person pointed at by their row number in Excel."""
    return _titled(_heading(sheet, kind, sheet.rows.index(row), 1)) if row in sheet.rows else None


def other_kind(sheet: Sheet, kind: TableKind) -> TableKind | None:
    """The other kind that this sheet is complete for, to say so instead of listing missing columns."""
    for other in KINDS.values():
        found = find(sheet, other) if other != kind else None
        if found and found.required(other) == sum(field.required for field in other.fields):
            return other
    return None


def _heading(sheet: Sheet, kind: TableKind, top: int, depth: int) -> Heading:
    headings = _texts(sheet, top, depth)
    first = _first_record(sheet, top + depth)
    return Heading(sheet, sheet.rows[top], first, headings, propose(kind, headings))


def _titled(heading: Heading) -> Heading:
    """With what the rows above it say."""
    sheet = heading.sheet
    above = range(max(0, sheet.rows.index(heading.row) - ROWS_LOOKED_AT), sheet.rows.index(heading.row))
    columns = sorted(sheet.columns)[:COLUMNS_LOOKED_AT]
    cells = [sheet.columns[column][at] for at in above for column in columns]
    titles = tuple(clean(cell[:LONGEST_TITLE]) for cell in cells if isinstance(cell, str) and cell.strip())
    return replace(heading, titles=titles, as_of=as_of(titles), year=year(titles))


def _texts(sheet: Sheet, top: int, depth: int) -> dict[int, str]:
    """Headings of ``depth`` rows in one text each; a merged or widened upper heading reaches over those below it."""
    columns = sorted(sheet.columns)[:COLUMNS_LOOKED_AT]
    joined: dict[int, str] = dict.fromkeys(columns, "")
    for level in range(depth):
        carried, carried_at = "", 0
        for column in columns:
            own = clean(str(sheet.columns[column][top + level]))
            if own:
                carried, carried_at = own, column
            elif level < depth - 1 and carried and _reaches(sheet, top + level, carried_at, column):
                own = carried
            if own and own != joined[column]:
                joined[column] = f"{joined[column]} / {own}" if joined[column] else own
    return {column: text for column, text in joined.items() if text}


def _reaches(sheet: Sheet, at: int, origin: int, column: int) -> bool:
    """Whether the heading at ``origin`` stands over ``column``: merged with it, or next to it over a lower heading."""
    row = sheet.rows[at]
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= origin <= right:
            return right > left and column <= right
    return sheet.columns[column][at + 1] != "" and sheet.columns[origin][at + 1] != ""


def _first_record(sheet: Sheet, first: int) -> int:
    """Skips the row that numbers the columns, "(1) (2) (3)" or "A B 1 2", which stands below some headings."""
    if first < len(sheet.rows):
        cells = [str(values[first]).strip(" ()") for _, values in sorted(sheet.columns.items()) if values[first] != ""]
        digits = [int(cell) for cell in cells if len(cell) <= 3 and cell.isascii() and cell.isdigit()]
        letters = [cell for cell in cells if len(cell) == 1 and "A" <= cell <= "Z"]
        counted = digits == list(range(1, len(digits) + 1)) and letters == [chr(65 + i) for i in range(len(letters))]
        if len(cells) >= 3 and counted and len(digits) + len(letters) == len(cells):
            return first + 1
    return first


_DATES = tuple(
    re.compile(before + day)
    for before in (r"\bden (?:het )?(?:ngay )?", r"\bngay ")  # "tính đến (hết) ngày" before any other date
    for day in (r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\b", r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})\b")
)
_YEAR = re.compile(r"(?<!thang \d )(?<!thang \d\d )\bnam (\d{4})\b")


def as_of(titles: tuple[str, ...]) -> date | None:
    """The date a title says the list stands at, else any date in it; an impossible one is none."""
    for pattern in _DATES:
        for title in titles:
            if found := pattern.search(search_key(title)):
                day, month, of_year = map(int, found.groups())
                try:
                    return date(of_year, month, day)
                except ValueError:
                    continue
    return None


def year(titles: tuple[str, ...]) -> int | None:
    """The year a title names ("NĂM 2021"), else that of its date."""
    for title in titles:
        if found := _YEAR.search(search_key(title)):
            return int(found[1])
    day = as_of(titles)
    return day.year if day else None
