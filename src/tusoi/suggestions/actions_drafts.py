"""Writing a suggestion: a new draft, its changes, and a document that was issued on paper already."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from tusoi.audit.actions import Page, book
from tusoi.cycles.actions import Admission, admit
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.queries import Subject, pack_of
from tusoi.organizations.checks import unless_taken
from tusoi.organizations.models import Unit
from tusoi.rules.authority import Actor, may_install
from tusoi.rules.names import clean
from tusoi.rules.pack import Pack
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import Action, ManagingLevel, ManagingSource, SuggestionState
from tusoi.suggestions import rights
from tusoi.suggestions.actions_issued import subject_key
from tusoi.suggestions.actions_steps import (
    Refusal,
    cycle_problems,
    document_taken,
    hold_open,
    place,
    record,
    taken_problem,
)
from tusoi.suggestions.actions_topics import ensure_topics
from tusoi.suggestions.content import (
    Content,
    Document,
    Item,
    content_of,
    content_problems,
    digest,
    document_problems,
    due_problems,
    recorded,
)
from tusoi.suggestions.models import Suggestion, SuggestionItem, Topic


def create(
    *, cycle: Cycle, subject: Subject, level: ManagingLevel | None, content: Content, by: Actor, at: datetime
) -> Suggestion:
    """A draft to a subject, which joins the roster where it is not on it yet.

    ``subject``: ("collective" | "person", id). ``level``: by whom it is managed, where the roster has only the pack's
    default. Refuses 409 a cycle that is not open, 403 whoever may not draft for the authority, 422 bad content.
    """
    refuse_if(cycle_problems(cycle.name, cycle.state))
    with book(by=by, at=at) as page:
        hold_open(cycle.pk)
        entry = _entry(cycle, subject, level, by, at)
        _require_at(by, Action.CREATE, entry)
        topics = _topics(cycle, by, at)
        refuse_if(content_problems(content, _offered(topics), _grounds(pack_of(cycle))), kind="invalid")
        suggestion = _put(entry, content, topics, by, at)
        _write(page, "suggestions.create", suggestion, content)
    return suggestion


def record_one(
    *,
    cycle: Cycle,
    subject: Subject,
    level: ManagingLevel | None,
    content: Content,
    document: Document,
    by: Actor,
    at: datetime,
) -> Suggestion:
    """Record a document that was issued on paper: as deciding does, by a leader of the issuing level."""
    refuse_if(cycle_problems(cycle.name, cycle.state))
    document = Document(clean(document.document_no), document.document_date, clean(document.signer))
    with book(by=by, at=at) as page:
        hold_open(cycle.pk)
        entry = _entry(cycle, subject, level, by, at)
        _require_at(by, Action.DECIDE, entry)
        topics = _topics(cycle, by, at)
        found = [*content_problems(content, _offered(topics), _grounds(pack_of(cycle)))]
        found += document_problems(document, year=cycle.year, today=timezone.localdate(at))
        found += due_problems(content.items, document.document_date)
        found += [] if content.items else [Problem("suggestion-without-items")]
        refuse_if([*found, *document_taken(entry.pk, entry.name, document)], kind="invalid")
        with unless_taken(taken_problem(entry.name, document)):
            suggestion = _put(entry, content, topics, by, at, document)
        _write(page, "suggestions.record_one", suggestion, content)
    return suggestion


def update(*, suggestion: Suggestion, content: Content, seen: str, by: Actor, at: datetime) -> None:
    """Change a draft. ``seen``: digest of what the page showed; another's change since then is a 409."""
    found = update_refusal(by, suggestion)
    refuse_if(found.problems, kind=found.kind)
    with book(by=by, at=at) as page:
        hold_open(suggestion.cycle_id)
        rows = Suggestion.objects.select_for_update(of=("self",)).select_related("entry", "cycle__scope")
        held = rows.get(pk=suggestion.pk)
        before = content_of(held, list(held.items.select_related("topic").order_by("number")))
        refuse_if(update_refusal(by, held).problems)
        refuse_if(() if digest(before) == seen else (Problem("suggestion-changed"),))
        topics = _topics(held.cycle, by, at)
        usable = [*_offered(topics), *(item.topic for item in before.items)]
        known = [*_grounds(pack_of(held.cycle)), *before.grounds]
        refuse_if(content_problems(content, usable, known), kind="invalid")
        if content == before:
            return
        _fill(held, content)
        held.save()
        held.items.all().delete()
        SuggestionItem.objects.bulk_create(_points(held, content.items, topics))
        _write(page, "suggestions.update", held, content, before)


def update_refusals(actor: Actor, suggestion: Suggestion) -> tuple[Problem, ...]:
    """Why ``actor`` may not change the text: asked by button and POST alike."""
    return update_refusal(actor, suggestion).problems


def update_refusal(actor: Actor, suggestion: Suggestion) -> Refusal:
    found = rights.asked(actor, Action.UPDATE, suggestion)
    if found.outcome == "hidden" and not may_install(actor):
        raise Refused(Problem("suggestion-missing"), kind="missing")
    if found.problem and found.kind == "forbidden" and not may_install(actor):
        return Refusal((found.problem,), "forbidden")
    if closed := cycle_problems(suggestion.cycle.name, suggestion.cycle.state):
        return Refusal(closed)
    if suggestion.state != SuggestionState.DRAFT:
        return Refusal((Problem("suggestion-not-draft", facts={"state": SuggestionState(suggestion.state)}),))
    return Refusal()


def _entry(cycle: Cycle, subject: Subject, level: ManagingLevel | None, by: Actor, at: datetime) -> RosterEntry:
    wanted = [Admission(subject, level, ManagingSource.SUGGESTION)]
    pk = admit(cycle=cycle, subjects=wanted, by=by, at=at)[subject]
    return RosterEntry.objects.select_related("unit", "cycle__scope").get(pk=pk)


def _require_at(by: Actor, action: Action, entry: RosterEntry) -> None:
    """Whether ``by`` may do this with a draft of the entry's authority."""
    if may_install(by):
        return
    found = rights.asked_at(by, action, entry)
    refuse_if(found, kind="forbidden")


def _topics(cycle: Cycle, by: Actor, at: datetime) -> dict[str, Topic]:
    """Code → topic; those of the cycle's pack are brought in first."""
    ensure_topics(pack_of(cycle), by=by, at=at)
    return {topic.code: topic for topic in Topic.objects.all()}


def _offered(topics: dict[str, Topic]) -> list[str]:
    return [code for code, topic in topics.items() if topic.active]


def _grounds(pack: Pack) -> list[str]:
    return [line.code for line in pack.grounds]


def _put(
    entry: RosterEntry,
    content: Content,
    topics: dict[str, Topic],
    by: Actor,
    at: datetime,
    document: Document | None = None,
) -> Suggestion:
    suggestion = Suggestion(
        cycle=entry.cycle,
        entry=entry,
        subject_kind=entry.subject_kind,
        subject_key=subject_key(entry),
        managing_level=entry.managing_level,
        home_path=entry.home_path,
        managing_path=entry.managing_path,
        issuing_unit=Unit.objects.filter(path=entry.managing_path).first() if entry.managing_path else None,
        created_at=at,
        created_by=by.name,
        created_by_user=by.user_id,
    )
    _fill(suggestion, content)
    if document is not None:
        suggestion.state = SuggestionState.ISSUED
        suggestion.document_no, suggestion.signer = document.document_no, document.signer
        suggestion.document_date = document.document_date
    suggestion.save()
    SuggestionItem.objects.bulk_create(_points(suggestion, content.items, topics))
    return suggestion


def _fill(suggestion: Suggestion, content: Content) -> None:
    suggestion.grounds = list(content.grounds)
    suggestion.published_note, suggestion.internal_note = content.published_note, content.internal_note
    suggestion.read_out = content.read_out


def _points(suggestion: Suggestion, items: Sequence[Item], topics: dict[str, Topic]) -> list[SuggestionItem]:
    return [
        SuggestionItem(
            suggestion=suggestion,
            number=number,
            topic=topics[item.topic],
            text=item.text,
            asks_collective=item.asks_collective,
            asks_personal=item.asks_personal,
            due=item.due,
        )
        for number, item in enumerate(items, start=1)
    ]


def _write(page: Page, step: str, suggestion: Suggestion, content: Content, before: Content | None = None) -> None:
    after: dict[str, object] = {"state": suggestion.state, "entry": suggestion.entry_id, **recorded(content)}
    if suggestion.document_no:
        day: date | None = suggestion.document_date
        after |= {"document_no": suggestion.document_no, "document_date": day, "signer": suggestion.signer}
    page.write(
        step,
        record(suggestion),
        path=place(suggestion),
        before=recorded(before) if before else None,
        after=after,
    )
