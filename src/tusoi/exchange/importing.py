"""The way of one file: read, compare with what is here, put into effect. The page and the command line walk it alike.

``examine`` changes nothing and never raises for a bad file. ``put`` compares again inside the one transaction that
changes everything or nothing, and refuses when the result would not be what was shown.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError
from django.utils import timezone

from tusoi.audit.actions import book
from tusoi.exchange import drafts, queries, rating_drafts, rights, suggestion_drafts
from tusoi.exchange.drafts import Draft, Progress
from tusoi.exchange.reading.columns import letter
from tusoi.exchange.reading.issues import Issue, Severity
from tusoi.exchange.reading.parsed import Parsed
from tusoi.exchange.reading.read import Reading, read
from tusoi.exchange.reading.values import shown
from tusoi.organizations.intake import Finding
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused


@dataclass(frozen=True)
class Order:
    """What is to be read as what. Blank choices are made from the file: date and year of its title, its headings."""

    path: Path
    kind: str
    year: int | None = None
    as_of: date | None = None
    sheet: str = ""
    header_row: int = 0
    mapping: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Examined:
    """``problems`` say why there is no draft, or why this actor may not bring it in."""

    order: Order
    reading: Reading
    draft: Draft | None = None
    problems: tuple[Problem, ...] = ()
    issues: tuple[Issue, ...] = field(default=(), repr=False)

    @property
    def ok(self) -> bool:
        """Nothing stands in the way of putting it into effect."""
        wrong = any(issue.severity is Severity.ERROR for issue in self.issues)
        return self.draft is not None and not self.problems and not wrong

    @property
    def parsed(self) -> Parsed | None:
        return self.reading.parsed

    @property
    def fingerprint(self) -> str:
        """Changes whenever anything that would happen changes."""
        if self.draft is None:
            return ""
        would = (self.draft.added, self.draft.changed, self.draft.created)
        return hashlib.sha256(repr(would).encode()).hexdigest()


def examine(order: Order, *, by: Actor, at: datetime) -> Examined:
    """The dry run."""
    return _compared(order, _read(order, at), by=by, at=at)


def put(
    order: Order,
    *,
    by: Actor,
    at: datetime,
    record: Callable[[Examined], Mapping[str, object]],
    expected: str = "",
    progress: Progress | None = None,
) -> Examined:
    """All or nothing: what came of it; when it is not ``ok``, nothing was changed.

    ``expected``: fingerprint of what was shown; another result is refused (409). ``record`` notes the act in the same
    transaction and gives what every line of the book says of its source.
    """
    reading = _read(order, at)
    try:
        with book(by=by, at=at):
            examined = _compared(order, reading, by=by, at=at)
            if not examined.ok or examined.draft is None:
                return examined
            if expected and examined.fingerprint != expected:
                raise Refused(Problem("import-preview-outdated"), kind="conflict")
            examined.draft.put(by=by, at=at, source=record(examined), progress=progress)
    except IntegrityError as error:
        raise Refused(Problem("import-collided"), kind="conflict") from error
    return examined


def _read(order: Order, at: datetime) -> Reading:
    """With the mapping chosen, else the one remembered for these headings, else the one proposed."""
    reading = _read_as(order, order.mapping, at)
    recognised = reading.recognised
    if order.mapping is None and recognised and recognised.heading:
        remembered = queries.remembered(order.kind, recognised.remember_key)
        if remembered and remembered != recognised.mapping:
            return _read_as(order, remembered, at)
    return reading


def _read_as(order: Order, mapping: Mapping[str, str] | None, at: datetime) -> Reading:
    return read(
        order.path,
        order.kind,
        sheet=order.sheet,
        header_row=order.header_row,
        mapping=mapping,
        as_of=order.as_of,
        year=order.year,
        today=timezone.localdate(at),
    )


def _compared(order: Order, reading: Reading, *, by: Actor, at: datetime) -> Examined:
    if reading.parsed is None:
        return Examined(order, reading, problems=reading.problems)
    draft = _draft(order, reading.parsed, today=timezone.localdate(at))
    outside = rights.refusals(by, draft.scopes)
    if outside:  # nothing of what is here may be seen through a list that reaches beyond one's own
        return Examined(order, reading, problems=outside, issues=reading.parsed.issues)
    issues = (*reading.parsed.issues, *(_issue(reading, finding) for finding in draft.findings))
    return Examined(order, reading, draft, draft.problems, issues)


def _draft(order: Order, parsed: Parsed, *, today: date) -> Draft:
    as_of = order.as_of or parsed.as_of or today
    if order.kind == "units":
        return drafts.units(parsed, as_of=as_of)
    if order.kind == "members":
        return drafts.members(parsed, as_of=as_of)
    year = order.year or parsed.year
    if order.kind == "suggestions":
        return suggestion_drafts.draft(parsed, year=year)
    return rating_drafts.draft(parsed, year=year)


def _issue(reading: Reading, finding: Finding) -> Issue:
    """A finding of the comparison on the cell it is about."""
    heading = reading.recognised.heading if reading.recognised else None
    if heading is None:  # a table was parsed, so there is one
        raise ValueError(finding)
    column = next((one for one in heading.proposals if one.field == finding.field), None)
    value = shown(heading.sheet.value(finding.row, column.column)) if column else ""
    facts = ({"heading": column.heading} if column else {}) | dict(finding.facts)
    letters = letter(column.column) if column else ""
    return Issue(Severity(finding.severity), finding.code, heading.sheet.name, finding.row, letters, value, facts)
