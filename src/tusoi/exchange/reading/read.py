"""The whole way of a workbook: check → read in the child → recognise → parse → issues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tusoi.exchange.reading import columns, header
from tusoi.exchange.reading.archive import check
from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.kinds import KINDS, TableKind
from tusoi.exchange.reading.limits import DEFAULT, Limits
from tusoi.exchange.reading.members import parse_members
from tusoi.exchange.reading.parsed import Parsed
from tusoi.exchange.reading.ratings import parse_ratings
from tusoi.exchange.reading.suggestions import parse_suggestions
from tusoi.exchange.reading.units import parse_units
from tusoi.exchange.reading.workbook import Sheet, read_sheets
from tusoi.rules.problems import Problem, Refused


@dataclass(frozen=True)
class Recognised:
    """A table found, or what a person has to choose.

    ``heading``   the table; with problems it may still be there, for the page that maps its columns
    ``problems``  why it cannot be parsed as it is
    ``choices``   names of the sheets to choose from, when several fit
    """

    kind: str
    heading: Heading | None
    problems: tuple[Problem, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """Field → column letter, as it is used; give it back as ``mapping`` next time."""
        return columns.as_letters(self.heading.proposals) if self.heading else {}

    @property
    def remember_key(self) -> str:
        """Under which the mapping is remembered: the same for every file with these headings in these columns."""
        return columns.remember_key(KINDS[self.kind], self.heading.headings) if self.heading else ""


@dataclass(frozen=True)
class Reading:
    """Everything about one file. ``parsed`` is None exactly when there are problems."""

    kind: str
    problems: tuple[Problem, ...] = ()
    recognised: Recognised | None = None
    parsed: Parsed | None = None
    sheets: tuple[Sheet, ...] = field(default=(), repr=False)


def read(
    path: Path,
    kind: str,
    *,
    sheet: str = "",
    header_row: int = 0,
    mapping: Mapping[str, str] | None = None,
    as_of: date | None = None,
    year: int | None = None,
    today: date | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read the file at ``path`` as ``kind`` (units, members, suggestions, ratings). Never raises for a bad file."""
    try:
        sheets = open_workbook(path, limits=limits)
    except Refused as refusal:
        return Reading(kind, problems=refusal.problems)
    recognised = recognise(sheets, kind, sheet=sheet, header_row=header_row, mapping=mapping)
    if recognised.problems or recognised.heading is None:
        return Reading(kind, problems=recognised.problems, recognised=recognised, sheets=sheets)
    parsed = parse(kind, recognised.heading, as_of=as_of, year=year, today=today)
    return Reading(kind, recognised=recognised, parsed=parsed, sheets=sheets)


def open_workbook(path: Path, *, limits: Limits = DEFAULT) -> tuple[Sheet, ...]:
    """Its worksheets. Raises ``Refused`` for a file that is no workbook, unsafe, broken, too large or too slow."""
    problems = check(path, limits=limits)
    if problems:
        raise Refused(problems)
    return read_sheets(path, limits=limits)


def recognise(
    sheets: Sequence[Sheet],
    kind: str,
    *,
    sheet: str = "",
    header_row: int = 0,
    mapping: Mapping[str, str] | None = None,
) -> Recognised:
    """Find the table of this kind; ``sheet``, ``header_row`` and ``mapping`` are a person's choices, each optional."""
    wanted = KINDS[kind]
    found, problem, choices = _table(sheets, wanted, sheet, header_row)
    if found is None:
        return Recognised(kind, None, problems=(problem,) if problem else (), choices=choices)
    problems: tuple[Problem, ...] = ()
    if mapping is not None:
        proposals, problems = columns.chosen(wanted, found.headings, mapping)
        found = replace(found, proposals=proposals)
    problems += columns.missing(wanted, found.proposals, found.headings)
    if problems and mapping is None and (other := header.other_kind(found.sheet, wanted)):
        problems = (
            Problem("other-kind", facts={"wanted": wanted.title, "found": other.title}, where=found.sheet.name),
        )
    if not problems and not found.has_records:
        problems = (Problem("table-empty", facts={"sheet": found.sheet.name, "row": found.row}),)
    return Recognised(kind, found, problems)


def parse(
    kind: str, heading: Heading, *, as_of: date | None = None, year: int | None = None, today: date | None = None
) -> Parsed:
    """Records and issues of a recognised table. Dates that are not given are those of the title, or nothing."""
    if kind == "units":
        return parse_units(heading, as_of=as_of)
    if kind == "members":
        return parse_members(heading, as_of=as_of)
    if kind == "suggestions":
        return parse_suggestions(heading, year=year, today=today)
    return parse_ratings(heading, year=year, today=today)


def _table(
    sheets: Sequence[Sheet], kind: TableKind, name: str, row: int
) -> tuple[Heading | None, Problem | None, tuple[str, ...]]:
    """The table, or why there is none to take, with the names of the sheets to choose from."""
    if name and name not in {sheet.name for sheet in sheets}:
        return None, Problem("sheet-unknown", facts={"sheet": name}), tuple(sheet.name for sheet in sheets)
    looked_at = [sheet for sheet in sheets if len(sheet.rows) and (sheet.name == name if name else not sheet.hidden)]
    if not looked_at:
        return None, Problem("workbook-empty"), ()
    if row:
        found = [heading for sheet in looked_at if (heading := header.at_row(sheet, kind, row))]
        return (found[0], None, ()) if found else (None, Problem("header-row-empty", facts={"row": row}), ())
    fitting = [heading for sheet in looked_at if (heading := header.find(sheet, kind))]
    most = max((heading.required(kind) for heading in fitting), default=0)
    best = [heading for heading in fitting if heading.required(kind) == most]
    best = [heading for heading in best if heading.has_records] or best
    names = tuple(heading.sheet.name for heading in best)
    if len(best) > 1:
        return None, Problem("several-sheets", facts={"sheets": ", ".join(names)}), names
    if best:
        return best[0], None, ()
    guessed = next((heading for sheet in looked_at if (heading := header.guess(sheet, kind))), None)
    return guessed, None if guessed else Problem("table-not-found", facts={"wanted": kind.title}), ()
