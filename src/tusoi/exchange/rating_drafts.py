"""A list of decided ratings against the cycle of its year: facts of an authority, so a quota breach is only flagged."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from tusoi.audit.actions import book
from tusoi.cycles.admission import Admission, admit, conflicts
from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import entries_of
from tusoi.exchange.drafts import Draft, Progress, nothing
from tusoi.exchange.places import Book, Place, look_up, unlike
from tusoi.exchange.reading.parsed import Parsed
from tusoi.exchange.reading.rows import RatingRow
from tusoi.exchange.years import cycle_of
from tusoi.organizations.intake import Added, Changed
from tusoi.organizations.intake_plan import Findings, common_path
from tusoi.ratings.actions_import import ImportedRecord, plan_imported, record_imported
from tusoi.ratings.models import Decision
from tusoi.rules.authority import Actor, under
from tusoi.rules.readings import parse_managing_level
from tusoi.rules.terms import Category, ManagingLevel, ManagingSource, Track, label

What = tuple[tuple[str, str, str], ...]


class Wanted(NamedTuple):
    """A row that is understood. ``level`` is that of the authority it names."""

    row: RatingRow
    unit: Place
    level: ManagingLevel
    authority: str


class Decided(NamedTuple):
    """A decision that is here."""

    category: Category
    document_no: str
    document_date: date
    in_force: bool


def draft(parsed: Parsed, *, year: int | None) -> Draft:
    """What the list would add to the cycle of ``year``."""
    cycle, problems = cycle_of(year)
    if cycle is None:
        return Draft(put=nothing, problems=problems)
    rows: Sequence[RatingRow] = parsed.rows  # type: ignore[assignment] # rows of this kind
    findings = Findings()
    places = look_up([row.code for row in rows])
    found = _wanted(rows, places, findings)
    _against_entries(cycle, found, findings)
    new, changed, same = _against(found, _decided(cycle, found), findings)
    coming = [*new, *(one for one, _what in changed)]
    if not (findings.failed or parsed.left_out):  # of half a list no quota can be said
        _flag_quota(cycle, coming, findings)
    scope = common_path([*(one.authority for one in found), *places.touched])

    def put(*, by: Actor, at: datetime, source: Mapping[str, object], progress: Progress | None) -> None:
        _put(cycle, coming, by=by, at=at, source=source, progress=progress)

    return Draft(
        put=put,
        added=tuple(Added(one.row.code, one.unit.name, one.row.row) for one in new),
        changed=tuple(Changed(one.row.code, one.unit.name, one.row.row, what) for one, what in changed),
        unchanged=same,
        findings=tuple(findings.found),
        scopes=(scope,) if places.touched else (),
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


def _against_entries(cycle: Cycle, found: Sequence[Wanted], findings: Findings) -> None:
    """What the roster says against the list: another authority by a document or post, or a unit outside the cycle."""
    against = conflicts(cycle=cycle, subjects=[_admission(one) for one in found])
    for one in found:
        if problem := against.get(("unit", one.unit.id)):
            facts = {name: value for name, value in problem.facts.items() if name != "name"}
            findings.error("subject-managed-elsewhere", one.row.row, "authority", **facts)
        if not under(one.unit.path, cycle.scope.path):
            findings.error("subject-out-of-cycle", one.row.row, "code", cycle=cycle.name)


def _decided(cycle: Cycle, found: Sequence[Wanted]) -> dict[int, list[Decided]]:
    """Unit's id → every decision on it in the cycle, superseded ones too."""
    units = {one.unit.id for one in found}
    here = Decision.objects.filter(cycle=cycle, track=Track.ORGANIZATION).order_by("id")
    known: dict[int, list[Decided]] = {}
    columns = ("entry__unit_id", "category", "document_no", "document_date", "is_current")
    for unit, category, number, day, in_force in here.values_list(*columns):
        if unit in units:
            known.setdefault(unit, []).append(Decided(Category(category), number, day, in_force))
    return known


def _against(
    found: Sequence[Wanted], decided: Mapping[int, list[Decided]], findings: Findings
) -> tuple[list[Wanted], list[tuple[Wanted, What]], int]:
    """New, re-rated by another document, and unchanged. The same document with another category is an error."""
    new: list[Wanted] = []
    changed: list[tuple[Wanted, What]] = []
    same = 0
    for one in found:
        row, known = one.row, decided.get(one.unit.id, [])
        of_document = [here for here in known if here[1:3] == (row.document_no, row.decided_on)]
        current = next((here for here in known if here.in_force), None)
        if any(here.category is row.category for here in of_document):
            same += 1
        elif of_document:
            facts = {"document": row.document_no, "here": of_document[0].category}
            findings.error("rating-differs", row.row, "category", **facts)
        elif current is None:
            new.append(one)
        else:
            changed.append((one, _what(current, row)))
    return new, changed, same


def _what(current: Decided, row: RatingRow) -> What:
    category = ("category", label(current.category), label(row.category))
    return (category, ("document_no", current.document_no, row.document_no))


def _flag_quota(cycle: Cycle, coming: Sequence[Wanted], findings: Findings) -> None:
    """The ratings that stand in a group above its ceiling: told, never stopped."""
    entries = entries_of(cycle, [("unit", one.unit.id) for one in coming])
    groups: dict[tuple[str, str], list[Wanted]] = {}
    for one in coming:
        if ("unit", one.unit.id) in entries:
            groups.setdefault((one.authority, one.unit.kind), []).append(one)
    for same in groups.values():
        records = [_record(one, entries["unit", one.unit.id].pk) for one in same]
        if plan_imported(cycle=cycle, records=records).flagged:
            for one in same:
                if one.row.category is Category.EXCELLENT:
                    findings.warn("rating-above-quota", one.row.row, "category")


def _put(
    cycle: Cycle,
    coming: Sequence[Wanted],
    *,
    by: Actor,
    at: datetime,
    source: Mapping[str, object],
    progress: Progress | None,
) -> None:
    if not coming:
        return
    with book(by=by, at=at) as page:
        entries = admit(cycle=cycle, subjects=[_admission(one) for one in coming], by=by, at=at)
        records = [_record(one, entries["unit", one.unit.id]) for one in coming]
        record_imported(cycle=cycle, records=records, by=by, at=at)
        after = {**source, "ratings": len(coming)}
        page.write("exchange.import_ratings", str(source["record"]), path=cycle.scope.path, after=after)
    if progress:
        progress(len(coming), len(coming))


def _admission(one: Wanted) -> Admission:
    return Admission(("unit", one.unit.id), one.level, ManagingSource.RATING)


def _record(one: Wanted, entry: int) -> ImportedRecord:
    row = one.row
    return ImportedRecord(entry, row.category, row.document_no, row.decided_on, row.authority)
