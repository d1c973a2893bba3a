"""A list of issued suggestions against the cycle of its year. What a document says once is never changed by a list."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from tusoi.audit.actions import book
from tusoi.cycles.admission import Admission, admit, conflicts
from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import Subject as EntryKey
from tusoi.cycles.queries import pack_of
from tusoi.exchange.drafts import Draft, Progress, nothing
from tusoi.exchange.places import Book, look_up
from tusoi.exchange.reading.parsed import Parsed
from tusoi.exchange.reading.rows import SuggestionRow
from tusoi.exchange.subjects import Subject, subject_of
from tusoi.exchange.years import cycle_of
from tusoi.organizations.intake import Added
from tusoi.organizations.intake_collectives import NewAgency, NewCollective, put_collectives
from tusoi.organizations.intake_plan import Findings, common_path
from tusoi.rules.authority import Actor, under
from tusoi.rules.names import search_key
from tusoi.rules.terms import ManagingLevel, ManagingSource, SubjectKind, SuggestionState
from tusoi.suggestions.actions_issued import IssuedRecord, record_issued
from tusoi.suggestions.actions_topics import ensure_topics
from tusoi.suggestions.models import Suggestion, SuggestionItem, Topic

Items = tuple[tuple[str, str], ...]  # (folded topic, text)
Document = tuple[SubjectKind, int, str, date]


class Wanted(NamedTuple):
    """A row that is understood."""

    row: SuggestionRow
    subject: Subject
    items: Items


class Recorded(NamedTuple):
    """A suggestion that is here."""

    level: str
    items: Items
    withdrawn: bool


def draft(parsed: Parsed, *, year: int | None) -> Draft:
    """What the list would add to the cycle of ``year``."""
    cycle, problems = cycle_of(year)
    if cycle is None:
        return Draft(put=nothing, problems=problems)
    rows: Sequence[SuggestionRow] = parsed.rows  # type: ignore[assignment] # rows of this kind
    findings = Findings()
    collectives = [row.reference for row in rows if row.subject_kind is SubjectKind.COLLECTIVE]
    people = [row.reference for row in rows if row.subject_kind is SubjectKind.PERSON]
    places = look_up(collectives, people)
    found = _wanted(rows, places, _topics(cycle), findings)
    _one_level_each(found, findings)
    _against_entries(cycle, found, findings)
    new, same = _against(found, _recorded(cycle, rows), findings)
    creating = list(dict.fromkeys(one.subject.new for one in new if one.subject.new))
    scope = common_path([*(one.subject.authority for one in found), *places.touched])

    def put(*, by: Actor, at: datetime, source: Mapping[str, object], progress: Progress | None) -> None:
        _put(cycle, new, creating, scope, by=by, at=at, source=source, progress=progress)

    return Draft(
        put=put,
        added=tuple(Added(one.subject.code, one.row.name, one.row.row) for one in new),
        unchanged=same,
        created=_created(new),
        findings=tuple(findings.found),
        scopes=(scope,) if places.touched else (),
    )


def _topics(cycle: Cycle) -> set[str]:
    """Folded topics that may be used: the catalogue's, and those of the pack, which come with the first use."""
    brought = {search_key(str(line.label.value)): True for line in pack_of(cycle).topics}
    known = dict(Topic.objects.values_list("search_key", "active"))
    return {key for key, active in (brought | known).items() if active}


def _wanted(rows: Sequence[SuggestionRow], places: Book, topics: Collection[str], findings: Findings) -> list[Wanted]:
    found = []
    for row in rows:
        for item in row.items:
            if search_key(item.topic) not in topics:
                findings.error("topic-unknown", item.row, "topic", topic=item.topic)
                findings.failed.add(row.row)
        subject = subject_of(row, places, findings)
        if subject and row.row not in findings.failed:
            items = tuple((search_key(item.topic), item.text) for item in row.items)
            found.append(Wanted(row, subject, items))
    return found


def _one_level_each(found: Sequence[Wanted], findings: Findings) -> None:
    """A subject is managed by one level in a cycle; a list that says two contradicts itself."""
    first: dict[object, Wanted] = {}
    for one in found:
        other = first.setdefault((one.subject.entry_key, one.subject.new), one)
        if other.row.managing_level is not one.row.managing_level:
            facts = {"level": other.row.managing_level, "other_row": other.row.row}
            findings.error("subject-with-two-levels", one.row.row, "managing_level", **facts)


def _against_entries(cycle: Cycle, found: Sequence[Wanted], findings: Findings) -> None:
    """What the roster says against the list: another authority by a document or post, or a home outside the cycle."""
    asked = {key: one for one in found if (key := one.subject.entry_key)}
    admissions = [Admission(key, one.row.managing_level, ManagingSource.SUGGESTION) for key, one in asked.items()]
    against = conflicts(cycle=cycle, subjects=admissions)
    for one in found:
        key = one.subject.entry_key
        if key in against:
            facts = {name: value for name, value in against[key].facts.items() if name != "name"}
            findings.error("subject-managed-elsewhere", one.row.row, "managing_level", **facts)
        if not under(one.subject.home, cycle.scope.path):
            findings.error("subject-out-of-cycle", one.row.row, "reference", cycle=cycle.name)


def _recorded(cycle: Cycle, rows: Sequence[SuggestionRow]) -> dict[Document, Recorded]:
    """Suggestions of the cycle under the documents of the list, by subject and document."""
    numbers = {row.document_no for row in rows}
    here = Suggestion.objects.filter(cycle=cycle)
    items: dict[int, list[tuple[str, str]]] = {}
    of_cycle = SuggestionItem.objects.filter(suggestion__in=here).order_by("suggestion_id", "number")
    for suggestion, topic, text in of_cycle.values_list("suggestion_id", "topic__search_key", "text"):
        items.setdefault(suggestion, []).append((topic, text))
    columns = ("id", "entry__collective", "entry__person", "document_no", "document_date", "managing_level", "state")
    found: dict[Document, Recorded] = {}
    for pk, collective, person, number, day, level, state in here.values_list(*columns):
        if number in numbers:
            kind = SubjectKind.PERSON if person else SubjectKind.COLLECTIVE
            said = Recorded(level, tuple(items.get(pk, ())), state == SuggestionState.WITHDRAWN)
            found[kind, person or collective, number, day] = said
    return found


def _against(
    found: Sequence[Wanted], recorded: Mapping[Document, Recorded], findings: Findings
) -> tuple[list[Wanted], int]:
    """What is not here yet, and how many are here as the list says; anything else contradicts an issued document."""
    new, same = [], 0
    for one in found:
        row, known = one.row, one.subject.known
        here = recorded.get((one.subject.kind, known or 0, row.document_no, row.document_date))
        if here is None:
            new.append(one)
        elif here[:2] == (row.managing_level.value, one.items):
            same += 1
            if here.withdrawn:
                findings.warn("suggestion-withdrawn-here", row.row, "document_no", document=row.document_no)
        else:
            findings.error("suggestion-differs", row.row, "document_no", document=row.document_no)
    return new, same


def _created(new: Sequence[Wanted]) -> tuple[Added, ...]:
    """Agencies and collectives the list brings along, each once."""
    found: dict[object, Added] = {}
    for one in new:
        if one.subject.new is None:
            continue
        unit = one.subject.new.unit
        if isinstance(unit, NewAgency):
            found.setdefault(unit, Added(f"{one.subject.code}.CQ", unit.name, one.row.row))
        found.setdefault(one.subject.new, Added(one.subject.code, one.subject.new.name, one.row.row))
    return tuple(found.values())


def _put(
    cycle: Cycle,
    new: Sequence[Wanted],
    creating: Sequence[NewCollective],
    path: str,
    *,
    by: Actor,
    at: datetime,
    source: Mapping[str, object],
    progress: Progress | None,
) -> None:
    if not new:
        return
    ids = put_collectives(creating, path=path, by=by, at=at, source=source)
    keys = [_key(one.subject, ids) for one in new]
    levels: dict[EntryKey, ManagingLevel] = {key: one.row.managing_level for key, one in zip(keys, new, strict=True)}
    admissions = [Admission(key, level, ManagingSource.SUGGESTION) for key, level in levels.items()]
    entries = admit(cycle=cycle, subjects=admissions, by=by, at=at)
    ensure_topics(pack_of(cycle), by=by, at=at)
    topics = dict(Topic.objects.values_list("search_key", "id"))
    records = [
        IssuedRecord(
            entry_id=entries[key],
            managing_level=one.row.managing_level,
            document_no=one.row.document_no,
            document_date=one.row.document_date,
            items=tuple((topics[topic], text) for topic, text in one.items),
        )
        for key, one in zip(keys, new, strict=True)
    ]
    with book(by=by, at=at) as page:
        record_issued(cycle=cycle, records=records, by=by, at=at)
        after = {**source, "suggestions": len(new), "collectives": len(creating)}
        page.write("exchange.import_suggestions", str(source["record"]), path=path, after=after)
    if progress:
        progress(len(new), len(new))


def _key(subject: Subject, ids: Mapping[NewCollective, int]) -> EntryKey:
    return subject.entry_key or ("collective", ids[subject.new])  # type: ignore[index] # without a key it is new
