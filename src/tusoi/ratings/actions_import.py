"""Ratings that an authority has decided elsewhere, taken over as facts: many at once, all or nothing.

A breach of the quota is flagged on the decisions and never stops the import (domain.md I5). A record already known
changes nothing; another category is a re-rating and needs another document.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tusoi.audit.actions import book
from tusoi.bulk import chunks
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.organizations.models import Unit
from tusoi.ratings.ceiling import Ceiling, ceilings_of
from tusoi.ratings.deciding import BATCH_SIZE, SUPPLEMENT, Document, decision_of
from tusoi.ratings.models import Decision
from tusoi.ratings.peers import Group, group_of
from tusoi.rules import authority_table as table
from tusoi.rules.authority import Actor, RecordFacts, may, may_install
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Problem, refuse_if
from tusoi.rules.terms import Action, Category, CycleState, DecisionSource, Resource

PARAMETERS = 500  # values in one IN (…)
Key = tuple[str, str, str]


@dataclass(frozen=True)
class ImportedRecord:
    """One decided rating as a workbook states it."""

    entry_id: int
    category: Category
    document_no: str
    document_date: date
    authority_name: str
    signer: str = ""
    reasons: str = ""


@dataclass(frozen=True)
class Imported:
    """What taking the records over does. ``problems``: entry id → why its record cannot be taken over.

    ``flagged``: new EXCELLENT decisions that stand in a group above its ceiling.
    """

    added: int = 0
    rerated: int = 0
    unchanged: int = 0
    flagged: int = 0
    problems: Mapping[int, Problem] | None = None


def plan_imported(*, cycle: Cycle, records: Sequence[ImportedRecord]) -> Imported:
    """The dry run: the same answer as ``record_imported``, nothing is written, problems are told and not raised."""
    return _Intake(cycle, records).summary


def record_imported(*, cycle: Cycle, records: Sequence[ImportedRecord], by: Actor, at: datetime) -> Imported:
    """Take the records over. 409 with every record that cannot be, 403 outside the actor's part of the tree."""
    refuse_if(_state_problems(cycle))
    with book(by=by, at=at) as page:
        _lock(cycle, records)
        intake = _Intake(cycle, records)
        refuse_if((intake.summary.problems or {}).values())
        refuse_if(_scope_problems(by, intake.entries.values()), kind="forbidden")
        if not intake.changes:
            return intake.summary
        superseded = [current.pk for _, current in intake.changes if current]
        for chunk in chunks(superseded, PARAMETERS):
            Decision.objects.filter(pk__in=chunk).update(is_current=False)
        rows = intake.decisions(by, at)
        Decision.objects.bulk_create(rows, batch_size=BATCH_SIZE)
        done = intake.summary
        after = {"added": done.added, "rerated": done.rerated, "flagged": done.flagged, "sha256": intake.digest}
        page.write("ratings.record_imported", f"cycles.cycle:{cycle.pk}", path=cycle.scope.path, after=after)
    return done


class _Intake:
    """The records beside what the database holds: what is new, what is known, what cannot be."""

    def __init__(self, cycle: Cycle, records: Sequence[ImportedRecord]) -> None:
        self.cycle = cycle
        self.records = {record.entry_id: record for record in records}
        self.entries = _entries(cycle, self.records)
        self.changes: list[tuple[ImportedRecord, Decision | None]] = []
        problems: dict[int, Problem] = {}
        known = _known(self.records)
        for pk, record in self.records.items():
            before = known.get(pk, [])
            if pk not in self.entries:
                problems[pk] = Problem("rating-line-unknown")
            elif any(_same(record, one) for one in before):
                continue
            elif clash := next((one for one in before if _same_document(record, one)), None):
                problems[pk] = _clash(self.entries[pk], record, clash)
            else:
                self.changes.append((record, next((one for one in before if one.is_current), None)))
        self._over = self._groups_over()
        rerated = sum(1 for _, current in self.changes if current)
        self.summary = Imported(
            added=len(self.changes) - rerated,
            rerated=rerated,
            unchanged=len(self.records) - len(self.changes) - len(problems),
            flagged=sum(1 for record, _ in self.changes if self._flags(record)),
            problems=problems,
        )

    @property
    def digest(self) -> str:
        """What was taken over, so that the book can prove it."""
        lines = sorted(f"{r.entry_id};{r.category};{r.document_no};{r.document_date}" for r, _ in self.changes)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def decisions(self, by: Actor, at: datetime) -> list[Decision]:
        """New rows, not stored yet."""
        units = _units(self.entries[record.entry_id].managing_path for record, _ in self.changes)
        return [self._decision(record, current, units, by, at) for record, current in self.changes]

    def _decision(
        self, record: ImportedRecord, current: Decision | None, units: Mapping[str, Unit], by: Actor, at: datetime
    ) -> Decision:
        entry = self.entries[record.entry_id]
        document = Document(
            record.document_no,
            record.document_date,
            record.authority_name,
            record.signer,
            units.get(entry.managing_path),
        )
        flags = self._flags(record)
        if not entry.must_rate:
            flags = [*flags, "rating-not-due"]
        if self.cycle.state == CycleState.CLOSED:
            flags = [*flags, SUPPLEMENT]
        return decision_of(
            entry,
            record.category,
            document,
            source=DecisionSource.IMPORTED,
            by=by,
            at=at,
            reasons=record.reasons,
            flags=flags,
            supersedes=current,
        )

    def _flags(self, record: ImportedRecord) -> list[str]:
        if record.category is not Category.EXCELLENT:
            return []
        return self._over.get(group_of(self.entries[record.entry_id]).key, [])

    def _groups_over(self) -> dict[Key, list[str]]:
        """Groups that stand above their ceiling afterwards, with the flag of it."""
        change: dict[Key, Counter[Category]] = {}
        groups: dict[Key, Group] = {}
        for record, current in self.changes:
            group = group_of(self.entries[record.entry_id])
            groups[group.key] = group
            moved = change.setdefault(group.key, Counter())
            moved[record.category] += 1
            if current:
                moved[Category(current.category)] -= 1
        ceilings: Mapping[Key, Ceiling] = ceilings_of(self.cycle, groups.values()) if groups else {}
        return {key: flags for key, one in ceilings.items() if (flags := one.flags(one.after(change[key])))}


def _entries(cycle: Cycle, ids: Iterable[int]) -> dict[int, RosterEntry]:
    """Entries of the cycle by id; ids of other cycles are not found."""
    rows = RosterEntry.objects.filter(cycle=cycle)
    found = {entry.pk: entry for some in _some(ids) for entry in rows.filter(pk__in=some)}
    for entry in found.values():
        entry.cycle = cycle
    return found


def _known(ids: Iterable[int]) -> dict[int, list[Decision]]:
    """Entry id → every decision ever made on it, superseded ones too: a repeat of an old file adds nothing."""
    found: dict[int, list[Decision]] = {}
    for some in _some(ids):
        for decision in Decision.objects.filter(entry__in=some).order_by("id"):
            found.setdefault(decision.entry_id, []).append(decision)
    return found


def _some(ids: Iterable[int]) -> Iterable[Sequence[int]]:
    wanted = sorted(ids)
    return chunks(wanted, PARAMETERS)


def _same_document(record: ImportedRecord, decision: Decision) -> bool:
    return (record.document_no, record.document_date) == (decision.document_no, decision.document_date)


def _same(record: ImportedRecord, decision: Decision) -> bool:
    return _same_document(record, decision) and record.category == decision.category


def _clash(entry: RosterEntry, record: ImportedRecord, known: Decision) -> Problem:
    facts = {
        "name": entry.name,
        "document_no": record.document_no,
        "category": record.category,
        "known": Category(known.category),
    }
    return Problem("rating-import-clash", facts=facts)


def _units(paths: Iterable[str]) -> dict[str, Unit]:
    wanted = sorted({path for path in paths if path})
    found: dict[str, Unit] = {}
    for chunk in chunks(wanted, PARAMETERS):
        found |= {unit.path: unit for unit in Unit.objects.filter(path__in=chunk)}
    return found


def _lock(cycle: Cycle, records: Sequence[ImportedRecord]) -> None:
    """Lock every authority of the records, in the order of their paths, so that two imports cannot wait in a ring."""
    entries = RosterEntry.objects.filter(cycle=cycle).order_by()
    ids = [record.entry_id for record in records]
    paths: set[str] = set()
    for some in _some(ids):
        paths |= set(entries.filter(pk__in=some).values_list("managing_path", flat=True))
    wanted = sorted(paths)
    for chunk in chunks(wanted, PARAMETERS):
        rows = Unit.objects.select_for_update().filter(path__in=chunk)
        list(rows.order_by("path").values_list("pk", flat=True))
    if "" in paths:
        Cycle.objects.select_for_update().filter(pk=cycle.pk).values_list("pk", flat=True).first()


def _state_problems(cycle: Cycle) -> tuple[Problem, ...]:
    if cycle.state != CycleState.PREPARING:
        return ()
    return (Problem("rating-cycle-not-open", facts={"state": CycleState.PREPARING}),)


def _scope_problems(by: Actor, entries: Iterable[RosterEntry]) -> tuple[Problem, ...]:
    """Every record must lie where the actor may import."""
    if may_install(by):
        return ()
    for home in sorted({entry.home_path for entry in entries}):
        place = RecordFacts(home_path=home, managing_path=home)
        if not any(may(by, action, Resource.IMPORT, table.ANY, place) for action in (Action.CREATE, Action.DECIDE)):
            who = tuple(RELATION_WORDS[one] for one in table.who(Resource.IMPORT, table.ANY, Action.CREATE))
            facts = {"action": ACTION_WORDS[Action.CREATE], "resource": RESOURCE_WORDS[Resource.IMPORT], "who": who}
            return (Problem("not-entitled", facts=facts),)
    return ()
