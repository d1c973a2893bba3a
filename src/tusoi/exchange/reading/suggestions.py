"""Suggestions: subjects under group titles, each with its items; rows without a subject continue the one above."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tusoi.exchange.reading.documents import NUMBER_LENGTH, odd_documents
from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.issues import Issue, Severity
from tusoi.exchange.reading.layout import Layout, lay_out
from tusoi.exchange.reading.members import LEVELS
from tusoi.exchange.reading.parsed import Parsed, Records
from tusoi.exchange.reading.rows import SuggestedItem, SuggestionRow
from tusoi.exchange.reading.sums import not_read, unbalanced_sum
from tusoi.exchange.reading.units import CODE_LENGTH, NAME_LENGTH
from tusoi.exchange.reading.values import Days
from tusoi.rules.names import search_key, strip_comrade
from tusoi.rules.readings import parse_managing_level
from tusoi.rules.terms import ManagingLevel, SubjectKind, label

TOPIC_LENGTH = 160
TEXT_LENGTH = 4000
KINDS = "; ".join(label(kind) for kind in (SubjectKind.COLLECTIVE, SubjectKind.PERSON))
_SUBJECTS = {"tap the": SubjectKind.COLLECTIVE, "ca nhan": SubjectKind.PERSON}


@dataclass(frozen=True)
class Columns:
    """The cells of the records, read; one value each."""

    names: list[str]
    kinds: list[SubjectKind | None]
    references: list[str]
    levels: list[ManagingLevel | None]
    topics: list[str]
    texts: list[str]
    documents: list[str]
    dates: list[date | None]


@dataclass(frozen=True)
class Subject:
    """``first``: index of its own record, ``document``: of the record with number and date, ``items``: of its items."""

    first: int
    document: int
    group: str
    items: list[int] = field(default_factory=list)


def parse_suggestions(heading: Heading, *, year: int | None = None, today: date | None = None) -> Parsed:
    """``year`` of the review and ``today`` tell which document dates are odd; the title's year where none is given."""
    layout = lay_out(heading, "name", also=("topic", "text"))
    records = Records(heading, kind="suggestions", at=layout.at)
    year = year or heading.year
    columns = _columns(records)
    subjects = list(_subjects(records, columns, _groups(records, layout)))
    rows = [_row(records, columns, subject) for subject in subjects]
    _repeated(records, rows)
    odd_documents(records, "document_date", columns.dates, year=year, today=today)
    kept = [row for row, subject in zip(rows, subjects, strict=True) if not _failed(records, subject)]
    return Parsed(
        kind="suggestions",
        rows=kept,
        issues=(*records.issues, *_unbalanced(heading, layout, subjects, columns), *not_read(heading, layout)),
        read=len(subjects),
        left_out=len(subjects) - len(kept),
        as_of=heading.as_of,
        year=year,
    )


def subject_kind(said: str) -> SubjectKind | None:
    return _SUBJECTS.get(search_key(said).strip(" ."))


def _columns(records: Records) -> Columns:
    return Columns(
        names=records.texts("name", most=NAME_LENGTH),
        kinds=records.terms("subject_kind", subject_kind, code="subject-kind-unknown", accepted=KINDS),
        references=records.codes("reference", most=CODE_LENGTH),
        levels=records.terms("managing_level", parse_managing_level, code="managing-level-unknown", accepted=LEVELS),
        topics=records.texts("topic", most=TOPIC_LENGTH),
        texts=records.texts("text", most=TEXT_LENGTH),
        documents=records.texts("document_no", most=NUMBER_LENGTH),
        dates=records.days("document_date", Days()),
    )


def _groups(records: Records, layout: Layout) -> list[str]:
    """For each record the title it stands under, "" before the first."""
    titles = [(records.sheet.rows[at], title) for at, title in reversed(layout.titles)]
    groups, title = [], ""
    for row in records.rows:
        while titles and titles[-1][0] < row:
            title = titles.pop()[1]
        groups.append(title)
    return groups


def _subjects(records: Records, columns: Columns, groups: list[str]) -> Iterator[Subject]:
    """A name or reference begins a subject, unless it repeats the one above; a new title ends the one above."""
    current: Subject | None = None
    for index, group in enumerate(groups):
        own = columns.names[index] or columns.references[index]
        above = current if current and current.group == group else None
        if above and _continues(columns, above, index):
            above.items.append(index)
            continue
        if not own and above is None:
            records.error("item-without-subject", index, "name")
            continue
        if current:
            yield current
        current = Subject(index if own or above is None else above.first, index, group, [index])
    if current:
        yield current


def _continues(columns: Columns, above: Subject, index: int) -> bool:
    """Further items say nothing new of subject and document; another document makes another suggestion."""
    same_subject = columns.names[index] in {"", columns.names[above.first]} and columns.references[index] in {
        "",
        columns.references[above.first],
    }
    return same_subject and columns.documents[index] in {"", columns.documents[above.document]}


def _row(records: Records, columns: Columns, subject: Subject) -> SuggestionRow:
    """One suggestion; what is missing becomes issues of its records, so that the row is not kept."""
    first = subject.first
    kind, name, level = (
        columns.kinds[first],
        columns.names[first],
        columns.levels[first] or parse_managing_level(subject.group),
    )
    stated = records.cells("managing_level")[first]
    for field_name, present in (
        ("name", name),
        ("subject_kind", kind or records.cells("subject_kind")[first]),
        ("reference", columns.references[first]),
        ("managing_level", level or stated),
        ("document_no", columns.documents[subject.document]),
        ("document_date", records.cells("document_date")[subject.document]),
    ):
        if not present:
            records.error("cell-required", subject.document if "document" in field_name else first, field_name)
    bare = strip_comrade(name) if kind is SubjectKind.PERSON else name
    if bare != name:
        records.issue(Severity.INFO, "comrade-left-out", first, "name")
    items = [SuggestedItem(columns.topics[at], columns.texts[at], records.rows[at]) for at in subject.items]
    for at, item in zip(subject.items, items, strict=True):
        if not (item.topic and item.text):
            records.error("item-incomplete", at, "text" if item.topic else "topic")
    return SuggestionRow(
        subject_kind=kind,  # type: ignore[arg-type] # rows with None here are not kept
        name=bare,
        reference=columns.references[first],
        managing_level=level,  # type: ignore[arg-type]
        items=tuple(items),
        document_no=columns.documents[subject.document],
        document_date=columns.dates[subject.document],  # type: ignore[arg-type]
        group=subject.group,
        row=records.rows[subject.document],
    )


def _repeated(records: Records, rows: list[SuggestionRow]) -> None:
    """The same subject under the same document twice."""
    place = {row: index for index, row in enumerate(records.rows)}
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = (row.subject_kind, row.reference, search_key(row.name), row.document_no)
        at = place[row.row]
        if first.setdefault(key, at) != at:
            records.error("subject-repeated", at, "name", other=first[key] + 1)


def _failed(records: Records, subject: Subject) -> bool:
    return not records.failed.isdisjoint({subject.first, subject.document, *subject.items})


def _unbalanced(heading: Heading, layout: Layout, subjects: Iterable[Subject], columns: Columns) -> Iterator[Issue]:
    """Totals name collectives, people, or subjects; of all above or of those since the last title or sum."""
    firsts = {subject.first: columns.kinds[subject.first] for subject in subjects}
    for row in layout.sums:
        for number, words in row.stated[:2]:
            folded = search_key(words)
            wanted = {
                SubjectKind.COLLECTIVE: "tap the" in folded,
                SubjectKind.PERSON: re.search(r"ca nhan|d/c|dong chi|dang vien", folded) is not None,
            }
            kinds = {kind for kind, named in wanted.items() if named} or set(wanted)
            above = sum(at < row.above and kind in kinds for at, kind in firsts.items())
            since = sum(row.above - row.since_title <= at < row.above and kind in kinds for at, kind in firsts.items())
            if number not in {above, since}:
                yield unbalanced_sum(heading, row, stated=number, counted=since or above)
