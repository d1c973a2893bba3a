"""Verbs of ratings. A decision is added and never changed; a re-rating supersedes the one before.

What decides locks the managing unit, counts the group again and only then asks the quota (domain.md I5).
"""

from collections import Counter
from datetime import date, datetime

from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from tusoi.accounts.actions import notify
from tusoi.accounts.models import User
from tusoi.audit.actions import Page, book
from tusoi.cycles.models import RosterEntry
from tusoi.ratings.actions_batches import check, decide_batch, record, return_batch, submit
from tusoi.ratings.actions_import import Imported, ImportedRecord, plan_imported, record_imported
from tusoi.ratings.actions_quota import choose_quota, confirm_quota, confirm_refusals, except_quota
from tusoi.ratings.bodies import authority_of
from tusoi.ratings.ceiling import ceiling_of
from tusoi.ratings.deciding import SUPPLEMENT, Document, decision_of, recorded, supersede
from tusoi.ratings.documents import problems_of
from tusoi.ratings.models import Batch, Decision
from tusoi.ratings.peers import Group, group_of, lock
from tusoi.ratings.plans import OPEN_STATES, due_problems
from tusoi.ratings.rights import DRAFT, PUBLISHED, asked, facts_of, kind_of, why_not
from tusoi.rules.authority import Actor, guard
from tusoi.rules.problems import Kind, Problem, Refused, refuse_if
from tusoi.rules.terms import Action, Category, CycleState, DecisionSource

__all__ = [
    "Imported",
    "ImportedRecord",
    "check",
    "choose_quota",
    "confirm_quota",
    "confirm_refusals",
    "decide",
    "decide_batch",
    "except_quota",
    "plan_imported",
    "proposers_of",
    "record",
    "record_imported",
    "refusal",
    "return_batch",
    "submit",
]


def decide(
    *,
    entry: RosterEntry,
    category: Category,
    document_no: str,
    document_date: date,
    signer: str = "",
    reasons: str = "",
    authority_name: str = "",
    expected_current: int | None = None,
    by: Actor,
    at: datetime,
) -> Decision:
    """A leader's own decision on one entry; with a current one it is a re-rating and says why.

    ``expected_current``: id of the decision the page showed as current, None for none; another one now is a 409.
    """
    group = group_of(entry)
    try:
        with book(by=by, at=at) as page:
            lock(group)
            current = Decision.objects.filter(entry=entry, is_current=True).first()
            if (current.pk if current else None) != expected_current:
                raise Refused(Problem("rating-stale"), kind="conflict")
            problems, kind = refusal(by, entry, current)
            refuse_if(problems, kind=kind)
            refuse_if(_input_problems(group, document_no, document_date, reasons, current, at), kind="invalid")
            document = _document(group, document_no, document_date, authority_name, signer)
            return _store(page, group, entry, category, document, reasons=reasons, current=current)
    except IntegrityError as error:
        # the index of the database has the last word: one current decision per entry (I1)
        raise Refused(Problem("rating-stale"), kind="conflict") from error


def refusal(actor: Actor, entry: RosterEntry, current: Decision | None) -> tuple[tuple[Problem, ...], Kind]:
    """Why the actor may not decide on this entry now, and which answer that is: asked by button and POST alike."""
    answer = asked(actor, Action.DECIDE, facts_of(entry), PUBLISHED if current else DRAFT)
    if answer.outcome == "hidden":  # whoever reads the entry, his own among them, is told why, not that it is missing
        public = asked(actor, Action.DECIDE, facts_of(entry), PUBLISHED)
        answer = public if public.outcome == "refused" else answer
    if not answer.allowed:
        return why_not(answer), kind_of(answer)
    for proposer in proposers_of(entry):
        if problem := guard(actor, Action.DECIDE, proposer_id=proposer):
            return (problem,), "forbidden"
    if entry.cycle.state == CycleState.PREPARING:
        return (Problem("rating-cycle-not-open", facts={"state": CycleState.PREPARING}),), "conflict"
    return due_problems(entry), "conflict"


def proposers_of(entry: RosterEntry) -> tuple[int, ...]:
    """Users who made the open batches the entry stands in."""
    rows = Batch.objects.filter(lines__entry=entry, state__in=OPEN_STATES, created_by_user__isnull=False)
    return tuple(user for user in rows.values_list("created_by_user", flat=True) if user)


def _input_problems(
    group: Group, document_no: str, document_date: date | None, reasons: str, current: Decision | None, at: datetime
) -> tuple[Problem, ...]:
    today = timezone.localdate(at)
    found = problems_of(group.cycle, document_no=document_no, document_date=document_date, today=today)
    if current and not reasons.strip():
        found += (Problem("rerating-needs-reasons", where="reasons"),)
    return found


def _document(group: Group, number: str, day: date, authority_name: str, signer: str) -> Document:
    body = authority_of(group.managing_path)
    name = authority_name.strip() or body.name
    if not name:
        raise Refused(Problem("rating-authority-missing", where="authority_name"))
    return Document(number.strip(), day, name, signer.strip(), body.unit)


def _store(
    page: Page,
    group: Group,
    entry: RosterEntry,
    category: Category,
    document: Document,
    *,
    reasons: str,
    current: Decision | None,
) -> Decision:
    ceiling = ceiling_of(group)
    change = Counter({category: 1})
    if current:
        change[Category(current.category)] -= 1
    after = ceiling.after(change)
    refuse_if(ceiling.problems(after))
    flags = ceiling.flags(after) if category is Category.EXCELLENT else []
    if group.cycle.state == CycleState.CLOSED:
        flags.append(SUPPLEMENT)
    if current:
        supersede(current)
    decision = decision_of(
        entry,
        category,
        document,
        source=DecisionSource.DECIDED,
        by=page.by,
        at=page.at,
        reasons=reasons.strip(),
        flags=flags,
        supersedes=current,
    )
    decision.save(force_insert=True)
    page.write(
        "ratings.rerate" if current else "ratings.decide",
        f"ratings.entry:{entry.pk}",
        path=entry.home_path,
        before=recorded(current) if current else None,
        after=recorded(decision),
    )
    _tell_proposers(entry, decision, page)
    return decision


def _tell_proposers(entry: RosterEntry, decision: Decision, page: Page) -> None:
    """Whoever had put the entry into a batch learns that it was decided apart from it."""
    users = User.objects.filter(pk__in=proposers_of(entry))
    facts = {"name": entry.name, "category": Category(decision.category), "document_no": decision.document_no}
    notify(
        users=users,
        code="notice-rating-decided",
        facts=facts,
        url=reverse("ratings:entry", args=[entry.pk]),
        at=page.at,
    )
