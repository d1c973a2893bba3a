"""A list of decided ratings against the cycle of its year: facts of an authority, so a quota breach is only flagged."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from tusoi.cycles.admission import Admission, admit
from tusoi.cycles.models import Cycle
from tusoi.exchange.drafts import Draft, Progress, nothing
from tusoi.exchange.places import Book, Place, look_up, unlike
from tusoi.exchange.reading.parsed import Parsed
from tusoi.exchange.reading.rows import RatingRow
from tusoi.exchange.years import cycle_of
from tusoi.organizations.intake import Added, Changed
from tusoi.organizations.intake_plan import Findings, common_path
from tusoi.ratings.actions import ImportedRecord, record_imported
from tusoi.ratings.models import Decision
from tusoi.rules.authority import Actor
from tusoi.rules.readings import parse_managing_level
from tusoi.rules.terms import Category, ManagingLevel, ManagingSource, Track, label


class Wanted(NamedTuple):
    """A row that is understood. ``level`` is that of the authority it names."""

    row: RatingRow
    unit: Place
    level: ManagingLevel
    authority: str


class Decided(NamedTuple):
    """The decision in force here."""

    category: Category
    document_no: str
    document_date: date


def draft(parsed: Parsed, *, year: int | None) -> Draft:
    """What the list would add to the cycle of ``year``."""
    cycle, problems = cycle_of(year)
    if cycle is None:
        return Draft(put=nothing, problems=problems)
    rows: Sequence[RatingRow] = parsed.rows  # type: ignore[assignment] # rows of this kind
    findings = Findings()
    found = _wanted(rows, look_up([row.code for row in rows]), findings)
    new, changed, same = _against(found, _decided(cycle, found), findings)
    scopes = tuple(sorted({one.authority for one in found}))

    def put(*, by: Actor, at: datetime, source: Mapping[str, object], progress: Progress | None) -> None:
        _put(cycle, [*new, *(one for one, _what in changed)], by=by, at=at, progress=progress)

    return Draft(
        put=put,
        added=tuple(Added(one.row.code, one.unit.name, one.row.row) for one in new),
        changed=tuple(Changed(one.row.code, one.unit.name, one.row.row, what) for one, what in changed),
        unchanged=same,
        findings=tuple(findings.found),
        scopes=(common_path(scopes),) if scopes else (),
    )


def _wanted(rows: Sequence[RatingRow], book: Book, findings: Findings) -> list[Wanted]:
    found = []
    for row in rows:
        unit = book.units.get(row.code)
        if unit is None:
            findings.error("import-unit-unknown", row.row, "code", unit_code=row.code)
            continue
        if unit.is_agency:
            findings.error("rating-of-agency", row.row, "code", unit=unit.name)
            continue
        if row.name and unlike(row.name, unit.name):
            findings.warn("unit-name-unlike", row.row, "name", unit_code=unit.code, unit=unit.name)
        level = parse_managing_level(row.authority)
        if level is None:
            findings.error("authority-unread", row.row, "authority", authority=row.authority)
        elif not unit.authorities[level] and level is not ManagingLevel.CENTRAL:
            findings.error("authority-not-above", row.row, "authority", level=level)
        else:
            found.append(Wanted(row, unit, level, unit.authorities[level]))
    return found


def _decided(cycle: Cycle, found: Sequence[Wanted]) -> dict[int, Decided]:
    """Unit's id → its decision in force."""
    here = Decision.objects.filter(cycle=cycle, track=Track.ORGANIZATION, is_current=True)
    columns = ("entry__unit_id", "category", "document_no", "document_date")
    units = {one.unit.id for one in found}
    return {
        unit: Decided(Category(category), number, day)
        for unit, category, number, day in here.values_list(*columns)
        if unit in units
    }


def _against(
    found: Sequence[Wanted], decided: Mapping[int, Decided], findings: Findings
) -> tuple[list[Wanted], list[tuple[Wanted, tuple[tuple[str, str, str], ...]]], int]:
    """New, re-rated by another document, and unchanged. The same document with another category is an error."""
    new, changed, same = [], [], 0
    for one in found:
        row, here = one.row, decided.get(one.unit.id)
        if here is None:
            new.append(one)
        elif here == Decided(row.category, row.document_no, row.decided_on):
            same += 1
        elif here.document_no == row.document_no and here.document_date == row.decided_on:
            facts = {"document": row.document_no, "here": here.category}
            findings.error("rating-differs", row.row, "category", **facts)
        else:
            what = (
                ("category", label(here.category), label(row.category)),
                ("document_no", here.document_no, row.document_no),
            )
            changed.append((one, what))
    return new, changed, same


def _put(cycle: Cycle, wanted: Sequence[Wanted], *, by: Actor, at: datetime, progress: Progress | None) -> None:
    keys = [("unit", one.unit.id) for one in wanted]
    admissions = [Admission(key, one.level, ManagingSource.RATING) for key, one in zip(keys, wanted, strict=True)]
    entries = admit(cycle=cycle, subjects=admissions, by=by, at=at)
    records = [
        ImportedRecord(entries[key], one.row.category, one.row.document_no, one.row.decided_on, one.row.authority)
        for key, one in zip(keys, wanted, strict=True)
    ]
    record_imported(cycle=cycle, records=records, by=by, at=at)
    if progress:
        progress(len(wanted), len(wanted))
