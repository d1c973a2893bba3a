"""Taking over many issued documents at once: facts an authority has decided, from a checked file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tusoi.audit.actions import book
from tusoi.bulk import chunks
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.organizations.models import Unit
from tusoi.rules import authority_table as table
from tusoi.rules.authority import SOURCE, Actor
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Problem, refuse_if
from tusoi.rules.terms import Action, ManagingLevel, Resource, SubjectKind, SuggestionState
from tusoi.suggestions.actions_steps import hold_open
from tusoi.suggestions.models import Suggestion, SuggestionItem
from tusoi.suggestions.rights import may_import

BATCH = 400  # rows of one INSERT; SQLite allows 32 766 values in it
PARAMETERS = 500

Key = tuple[int, str, date]  # entry, document number, document date


@dataclass(frozen=True)
class IssuedRecord:
    """One issued document to one subject; ``items`` are (topic id, text) in their order."""

    entry_id: int
    managing_level: ManagingLevel
    document_no: str
    document_date: date
    items: tuple[tuple[int, str], ...]
    signer: str = ""

    @property
    def key(self) -> Key:
        return (self.entry_id, self.document_no, self.document_date)


@dataclass(frozen=True)
class Recorded:
    """``added`` suggestions with ``items``; ``unchanged`` were known; ``differing`` are known with other items.

    What is on record stays as it was issued: a differing document is reported and left alone.
    """

    added: int = 0
    items: int = 0
    unchanged: int = 0
    differing: tuple[IssuedRecord, ...] = field(default=())


def subject_key(entry: RosterEntry) -> str:
    """One key for all entries of a subject: a person as cadre and as member is one subject."""
    if entry.person_id is not None:
        return f"{SubjectKind.PERSON.value}:{entry.person_id}"
    if entry.collective_id is not None:
        return f"{SubjectKind.COLLECTIVE.value}:{entry.collective_id}"
    return f"{SubjectKind.ORGANIZATION.value}:{entry.unit_id}"


def record_issued(*, cycle: Cycle, records: Sequence[IssuedRecord], by: Actor, at: datetime) -> Recorded:
    """Record documents as issued, in one transaction and one event. Repeating adds nothing.

    The issuing unit is the entry's managing authority: ``cycles.admission.admit`` has set it by the stated level. Known
    means: the same subject, number and date, also when it was withdrawn since. Dates out of season are the caller's
    warnings, never refused here. Refuses (409) a cycle that is not open, (403) authorities outside the actor's scope,
    (422) records without document or items, another level than the entry's, entries of another cycle, and the same
    document twice.
    """
    refuse_if(_shape_problems(records), kind="invalid")
    with book(by=by, at=at) as page:
        hold_open(cycle.pk)
        entries = _entries(cycle, {record.entry_id for record in records})
        refuse_if(_entry_problems(records, entries), kind="invalid")
        refuse_if(
            _scope_problems(by, {one.managing_path or one.home_path for one in entries.values()}), kind="forbidden"
        )
        known = _known(cycle, entries)
        new = [record for record in records if record.key not in known]
        issuers = _units_at({entries[record.entry_id].managing_path for record in new})
        rows = [_row(record, entries[record.entry_id], issuers, by, at) for record in new]
        Suggestion.objects.bulk_create(rows, batch_size=BATCH)
        points = [point for row, record in zip(rows, new, strict=True) for point in _items(row, record)]
        SuggestionItem.objects.bulk_create(points, batch_size=BATCH)
        differing = tuple(record for record in records if record.key in known and known[record.key] != record.items)
        done = Recorded(len(rows), len(points), len(records) - len(rows) - len(differing), differing)
        if rows:
            after = {"added": done.added, "items": done.items, "unchanged": done.unchanged, "differing": len(differing)}
            page.write("suggestions.record_issued", f"cycles.cycle:{cycle.pk}", path=cycle.scope.path, after=after)
    return done


def _shape_problems(records: Iterable[IssuedRecord]) -> list[Problem]:
    records = list(records)
    found = []
    bare = sum(not (record.document_no.strip() and record.document_date) for record in records)
    if bare:
        found.append(Problem("suggestion-records-without-document", facts={"count": bare}))
    empty = sum(not record.items or any(not text.strip() for _, text in record.items) for record in records)
    if empty:
        found.append(Problem("suggestion-records-without-items", facts={"count": empty}))
    twice = len(records) - len({record.key for record in records})
    if twice:
        found.append(Problem("suggestion-records-twice", facts={"count": twice}))
    return found


def _entry_problems(records: Iterable[IssuedRecord], entries: Mapping[int, RosterEntry]) -> list[Problem]:
    found = []
    strange = {record.entry_id for record in records} - entries.keys()
    if strange:
        found.append(Problem("suggestion-entry-strange", facts={"count": len(strange)}))
    for record in records:
        entry = entries.get(record.entry_id)
        if entry is not None and entry.managing_level != record.managing_level:
            facts = {"name": entry.name, "level": ManagingLevel(entry.managing_level), "asked": record.managing_level}
            found.append(Problem("suggestion-level-differs", facts=facts))
    return found


def _scope_problems(by: Actor, paths: Iterable[str]) -> tuple[Problem, ...]:
    if all(may_import(by, path) for path in paths):
        return ()
    who = tuple(RELATION_WORDS[relation] for relation in table.who(Resource.IMPORT, table.ANY, Action.CREATE))
    facts = {"action": ACTION_WORDS[Action.CREATE], "resource": RESOURCE_WORDS[Resource.IMPORT], "who": who}
    return (Problem("not-entitled", source=SOURCE.format(number=table.row(Resource.IMPORT).number), facts=facts),)


def _entries(cycle: Cycle, ids: set[int]) -> dict[int, RosterEntry]:
    wanted = sorted(ids)
    found: dict[int, RosterEntry] = {}
    for chunk in chunks(wanted, PARAMETERS):
        some = RosterEntry.objects.filter(cycle=cycle, pk__in=chunk)
        found |= {entry.pk: entry for entry in some}
    return found


def _known(cycle: Cycle, entries: Mapping[int, RosterEntry]) -> dict[Key, tuple[tuple[int, str], ...]]:
    """Documents on record for these entries → their items."""
    rows = Suggestion.objects.filter(cycle=cycle).exclude(document_no="")
    keys = {
        pk: (entry_id, number, day)
        for pk, entry_id, number, day in rows.values_list("pk", "entry_id", "document_no", "document_date")
        if entry_id in entries and day is not None
    }
    points: dict[int, list[tuple[int, str]]] = {pk: [] for pk in keys}
    items = SuggestionItem.objects.filter(suggestion__in=rows).order_by("suggestion_id", "number")
    for pk, topic_id, text in items.values_list("suggestion_id", "topic_id", "text"):
        if pk in points:
            points[pk].append((topic_id, text))
    return {keys[pk]: tuple(points[pk]) for pk in keys}


def _units_at(paths: set[str]) -> dict[str, int]:
    wanted = sorted(paths - {""})
    found: dict[str, int] = {}
    for chunk in chunks(wanted, PARAMETERS):
        some = Unit.objects.filter(path__in=chunk)
        found |= dict(some.values_list("path", "pk"))
    return found


def _row(record: IssuedRecord, entry: RosterEntry, issuers: Mapping[str, int], by: Actor, at: datetime) -> Suggestion:
    return Suggestion(
        cycle_id=entry.cycle_id,
        entry=entry,
        subject_kind=entry.subject_kind,
        subject_key=subject_key(entry),
        managing_level=entry.managing_level,
        home_path=entry.home_path,
        managing_path=entry.managing_path,
        issuing_unit_id=issuers.get(entry.managing_path),
        document_no=record.document_no,
        document_date=record.document_date,
        signer=record.signer,
        state=SuggestionState.ISSUED,
        imported=True,
        created_at=at,
        created_by=by.name,
        created_by_user=by.user_id,
    )


def _items(suggestion: Suggestion, record: IssuedRecord) -> list[SuggestionItem]:
    """Asks the answer the form of the review has: the collective's responsibility and persons', of a person his own."""
    to_person = suggestion.subject_kind == SubjectKind.PERSON
    return [
        SuggestionItem(
            suggestion=suggestion, number=number, topic_id=topic_id, text=text, asks_collective=not to_person
        )
        for number, (topic_id, text) in enumerate(record.items, start=1)
    ]
