"""A suggestion's way: propose, approve, issue, withdraw. One door per step, asked by buttons and by the POST alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tusoi.accounts.actions import notify
from tusoi.accounts.queries import who_can
from tusoi.audit.actions import Page, book, compare_and_set
from tusoi.cycles.models import Cycle
from tusoi.organizations.checks import unless_taken
from tusoi.rules import authority, workflow
from tusoi.rules.authority import Actor, may_install, relations
from tusoi.rules.names import clean
from tusoi.rules.problems import Kind, Problem, Refused, refuse_if
from tusoi.rules.terms import Action, CycleState, Noun, Relation, Resource, Step, SuggestionState
from tusoi.suggestions import rights
from tusoi.suggestions.content import Document, Item, document_problems, due_problems
from tusoi.suggestions.models import Suggestion

ACTIONS: Mapping[Step, Action] = {
    Step.PROPOSE: Action.SUBMIT,
    Step.APPROVE: Action.DECIDE,
    Step.ISSUE: Action.DECIDE,
    Step.WITHDRAW: Action.DECIDE,
}
TYPED = frozenset({"document", "reason"})  # conditions that only a filled-in form can meet
REASON_LENGTH = 1000


@dataclass(frozen=True)
class Refusal:
    """Why not, and which answer it is."""

    problems: tuple[Problem, ...] = ()
    kind: Kind = "conflict"


def record(suggestion: Suggestion) -> str:
    """Key of a suggestion in the book."""
    return f"suggestions.suggestion:{suggestion.pk}"


def place(suggestion: Suggestion) -> str:
    """Where its steps stand in the book: at the issuing level, which alone knows of a draft."""
    return suggestion.managing_path or suggestion.cycle.scope.path


def refusals(actor: Actor, suggestion: Suggestion, step: Step) -> tuple[Problem, ...]:
    """Why ``actor`` may not take the step now, as far as it is known before a form is filled in."""
    return refusal(actor, suggestion, step).problems


def refusal(actor: Actor, suggestion: Suggestion, step: Step) -> Refusal:
    """The right first (403), then the cycle and the state (409)."""
    if denied := _denied(actor, suggestion, step):
        return Refusal(denied, "forbidden")
    if closed := cycle_problems(suggestion.cycle.name, suggestion.cycle.state):
        return Refusal(closed)
    return Refusal(_state_problems(suggestion, step))


def cycle_problems(name: str, state: str) -> tuple[Problem, ...]:
    """Suggestions are written while their cycle is open."""
    if state == CycleState.OPEN:
        return ()
    return (Problem("suggestion-cycle-not-open", facts={"cycle": name, "state": CycleState(state)}),)


def hold_open(cycle_id: int) -> None:
    """Nobody closes the cycle before this transaction ends; refused (409) when it is not open."""
    cycle = Cycle.objects.select_for_update(no_key=True).get(pk=cycle_id)
    refuse_if(cycle_problems(cycle.name, cycle.state))


def propose(*, suggestion: Suggestion, by: Actor, at: datetime) -> None:
    """Put a draft before those who decide; they are told."""
    _require(by, suggestion, Step.PROPOSE)
    with book(by=by, at=at) as page:
        _move(suggestion, Step.PROPOSE, page, proposed_by_user=by.user_id)
        deciders = _deciders(suggestion, by, at)
        _tell(deciders, "notice-suggestion-proposed", suggestion, at)


def approve(*, suggestion: Suggestion, by: Actor, at: datetime) -> None:
    """Agree that the suggestion be issued. Whoever drafted or proposed it does not (G2)."""
    _require(by, suggestion, Step.APPROVE)
    with book(by=by, at=at) as page:
        _move(suggestion, Step.APPROVE, page)
        _tell(_writers(suggestion, by), "notice-suggestion-approved", suggestion, at)


def issue(
    *, suggestion: Suggestion, document_no: str, document_date: date | None, signer: str = "", by: Actor, at: datetime
) -> None:
    """Record that the document was issued; its subject is told. Refuses (422) a number or date that cannot be meant."""
    _require(by, suggestion, Step.ISSUE)
    document = Document(clean(document_no), document_date, clean(signer))
    dues = [Item("", "", due=due) for due in suggestion.items.order_by("number").values_list("due", flat=True)]
    found = [*document_problems(document, year=suggestion.cycle.year, today=timezone.localdate(at))]
    # an item cannot be changed any more: the date of the document is what has to be looked at
    found += [_at_date(problem) for problem in due_problems(dues, document.document_date)]
    found += document_taken(suggestion.entry_id, suggestion.entry.name, document)
    refuse_if(found, kind="invalid")
    taken = taken_problem(suggestion.entry.name, document)
    with book(by=by, at=at) as page, unless_taken(taken):
        number, signer = document.document_no, document.signer
        _move(suggestion, Step.ISSUE, page, document_no=number, document_date=document_date, signer=signer)
        _tell(_subjects(suggestion, at), "notice-suggestion-issued", suggestion, at)


def withdraw(*, suggestion: Suggestion, reason: str, by: Actor, at: datetime) -> None:
    """Take it back for a stated reason; it no longer counts. Who had received it is told."""
    _require(by, suggestion, Step.WITHDRAW)
    reason = clean(reason)
    refuse_if(workflow.CONDITIONS["reason"]({"reason": reason}), kind="invalid")
    if len(reason) > REASON_LENGTH:
        facts = {"length": len(reason), "longest": REASON_LENGTH}
        raise Refused(Problem("suggestion-text-long", facts=facts, where="reason"))
    issued = bool(suggestion.document_no)
    with book(by=by, at=at) as page:
        _move(suggestion, Step.WITHDRAW, page, note=reason, withdrawn_reason=reason)
        told = _subjects(suggestion, at) if issued else _writers(suggestion, by)
        _tell(told, "notice-suggestion-withdrawn", suggestion, at)


def document_taken(entry_id: int, name: str, document: Document) -> list[Problem]:
    """The same document to the same subject is recorded once."""
    rows = Suggestion.objects.filter(
        entry_id=entry_id, document_no=document.document_no, document_date=document.document_date
    ).exclude(state=SuggestionState.WITHDRAWN)
    return [taken_problem(name, document)] if document.document_date and rows.exists() else []


def taken_problem(name: str, document: Document) -> Problem:
    facts = {"name": name, "number": document.document_no, "day": document.document_date}
    return Problem("suggestion-document-twice", facts=facts, where="document_no")


def _denied(actor: Actor, suggestion: Suggestion, step: Step) -> tuple[Problem, ...]:
    if may_install(actor):
        return ()
    found = rights.asked(actor, ACTIONS[step], suggestion)
    if found.outcome == "hidden":
        raise Refused(Problem("suggestion-missing"), kind="missing")
    if found.problem and found.kind == "forbidden":
        return (found.problem,)
    for proposer in {suggestion.created_by_user, suggestion.proposed_by_user} - {None}:
        if problem := authority.guard(actor, ACTIONS[step], proposer_id=proposer):
            return (problem,)
    return ()


def _state_problems(suggestion: Suggestion, step: Step) -> tuple[Problem, ...]:
    state = SuggestionState(suggestion.state)
    move = workflow.find(Noun.SUGGESTION, state, step)
    if move is None:
        return workflow.check(Noun.SUGGESTION, state, step, {})
    facts = {"items": suggestion.items.count()} if "items" in move.after else {}
    known = (workflow.CONDITIONS[name] for name in move.after if name not in TYPED)
    return tuple(problem for condition in known for problem in condition(facts))


def _require(by: Actor, suggestion: Suggestion, step: Step) -> None:
    found = refusal(by, suggestion, step)
    refuse_if(found.problems, kind=found.kind)


def _move(suggestion: Suggestion, step: Step, page: Page, *, note: str = "", **values: Any) -> None:
    """Compare and set the state with its line in the book; ``suggestion`` shows it afterwards."""
    hold_open(suggestion.cycle_id)
    held = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    was = SuggestionState(suggestion.state)
    refuse_if(_state_problems(held, step))
    move = next(move for move in workflow.MOVES[Noun.SUGGESTION] if (move.start, move.step) == (held.state, step))
    compare_and_set(Suggestion.objects.filter(pk=suggestion.pk), was=was, becomes=move.end, **values)
    told = {name: value for name, value in values.items() if name.startswith("document") or name == "signer"}
    page.write(
        f"suggestions.{step.value}",
        record(suggestion),
        path=place(suggestion),
        before={"state": was},
        after={"state": move.end, **told},
        note=note,
    )
    suggestion.state = move.end
    for name, value in values.items():
        setattr(suggestion, name, value)


def _at_date(problem: Problem) -> Problem:
    return Problem(problem.code, problem.source, problem.facts, "document_date")


def _deciders(suggestion: Suggestion, by: Actor, at: datetime) -> list[int]:
    able = who_can(
        Action.DECIDE, Resource.SUGGESTION, suggestion.state, rights.facts_of(suggestion), timezone.localdate(at)
    )
    return [actor.user_id for actor in able if actor.user_id and actor.user_id != by.user_id]


def _subjects(suggestion: Suggestion, at: datetime) -> list[int]:
    """Accounts of the person, or of the head of the collective."""
    facts = rights.facts_of(suggestion)
    readers = who_can(Action.READ, Resource.SUGGESTION, rights.ISSUED, facts, timezone.localdate(at))
    own = [actor for actor in readers if Relation.SUBJECT in relations(actor, facts, Resource.SUGGESTION)]
    return [actor.user_id for actor in own if actor.user_id]


def _writers(suggestion: Suggestion, by: Actor) -> list[int]:
    wrote = {suggestion.created_by_user, suggestion.proposed_by_user} - {by.user_id}
    return sorted(pk for pk in wrote if pk)


def _tell(user_ids: list[int], code: str, suggestion: Suggestion, at: datetime) -> None:
    """A notice names the subject and the document, never what it says."""
    users = [Actor(name="", user_id=pk) for pk in user_ids]
    facts = {"name": suggestion.entry.name, "number": suggestion.document_no or None}
    notify(users=users, code=code, facts=facts, url=reverse("suggestions:one", args=[suggestion.pk]), at=at)
