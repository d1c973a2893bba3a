"""The two acts as offices work: submit a batch to those who decide, or record a document that was issued."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, BinaryIO

from django.urls import reverse
from django.utils import timezone

from tusoi.accounts.actions import notify
from tusoi.accounts.models import User
from tusoi.accounts.queries import leaders_of
from tusoi.audit.actions import Page, book, compare_and_set
from tusoi.audit.files import store
from tusoi.audit.models import StoredFile
from tusoi.ratings.bodies import authority_of
from tusoi.ratings.deciding import BATCH_SIZE, Document, decision_of
from tusoi.ratings.documents import problems_of, scan_problems, scan_type
from tusoi.ratings.models import Batch, BatchLine, Decision
from tusoi.ratings.peers import Group, lock
from tusoi.ratings.plans import Act, Judged, Plan, Proposed, cycle_problems, plan, require_same
from tusoi.ratings.rights import ISSUED_DOCUMENT, asked, kind_of, require, why_not
from tusoi.rules import workflow
from tusoi.rules.authority import Actor, guard
from tusoi.rules.problems import Kind, Problem, Refused, refuse_if
from tusoi.rules.terms import Action, BatchKind, BatchState, Category, DecisionSource, Noun, Step, Track

Found = tuple[tuple[Problem, ...], Kind]


def submit(
    *, group: Group, lines: Sequence[Proposed], digest: str | None = None, note: str = "", by: Actor, at: datetime
) -> Batch:
    """*Trình Ban Thường vụ*: the lines that qualify become a batch, its leaders are told.

    ``digest`` of the plan that was confirmed; another one now is a 409. The quota only warns here: nothing is decided.
    """
    require(by, Action.SUBMIT, group.facts)
    with book(by=by, at=at) as page:
        made = _planned(by, group, lines, act=Act.SUBMIT, digest=digest)
        _check(Noun.SUBMISSION, BatchState.DRAFT, Step.SUBMIT, {"lines": len(made.fits)})
        body = authority_of(group.managing_path)
        batch = _batch(group, BatchKind.SUBMISSION, BatchState.SUBMITTED, page, authority_name=body.name, note=note)
        batch.authority = body.unit
        _put(batch, made, page, "ratings.submit")
        _tell_leaders(batch, "notice-rating-submitted", len(made.fits), page)
    return batch


def record(
    *,
    group: Group,
    lines: Sequence[Proposed],
    document_no: str,
    document_date: date,
    authority_name: str,
    signer: str,
    scan: BinaryIO,
    scan_name: str,
    scan_size: int,
    digest: str | None = None,
    by: Actor,
    at: datetime,
) -> Batch:
    """*Ghi nhận quyết định đã ban hành*: kept with its scan until a second officer has checked it."""
    require(by, Action.CREATE, group.facts)
    refuse_if(_paper_problems(group, document_no, document_date, at), kind="invalid")
    refuse_if(scan_problems(scan, size=scan_size), kind="invalid")
    with book(by=by, at=at) as page:
        made = _planned(by, group, lines, act=Act.RECORD, digest=digest)
        facts = {"lines": len(made.fits), "document_no": document_no, "document_date": document_date}
        _check(Noun.RECORD, BatchState.DRAFT, Step.RECORD, facts)
        body = authority_of(group.managing_path)
        batch = _batch(group, BatchKind.RECORD, BatchState.RECORDED, page, authority_name=authority_name.strip())
        batch.authority, batch.signer = body.unit, signer.strip()
        batch.document_no, batch.document_date = document_no.strip(), document_date
        batch.scan = _kept(scan, scan_name, scan_size, page)
        _put(batch, made, page, "ratings.record")
        _tell_leaders(batch, "notice-rating-recorded", len(made.fits), page)
    return batch


def return_batch(*, batch: Batch, reason: str, by: Actor, at: datetime) -> None:
    """Give a batch back with the reason; its lines are free again, whoever made it is told."""
    refuse(*return_refusal(by, batch))
    group = group_of_batch(batch)
    with book(by=by, at=at) as page:
        _check(workflow.batch_noun(BatchKind(batch.kind)), batch.state, Step.RETURN, {"reason": reason})
        _finish(batch, BatchState.RETURNED, page, note=reason.strip())
        record_key, before = _key(batch), {"state": batch.state}
        after = {"state": BatchState.RETURNED}
        page.write("ratings.return", record_key, path=group.managing_path, before=before, after=after, note=reason)
        _tell_maker(batch, "notice-rating-returned", page)


def decide_batch(
    *,
    batch: Batch,
    document_no: str,
    document_date: date,
    signer: str = "",
    authority_name: str = "",
    digest: str | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """A leader decides what was submitted to him, under one document; how many decisions. The maker does not (G2)."""
    group = group_of_batch(batch)
    refuse(*step_refusal(by, batch, Step.DECIDE))
    refuse_if(_paper_problems(group, document_no, document_date, at), kind="invalid")
    with book(by=by, at=at) as page:
        made = _planned(by, group, lines_of(batch), act=Act.DECIDE, digest=digest, batch=batch)
        facts = {"lines": len(made.fits), "document_no": document_no, "document_date": document_date}
        _check(Noun.SUBMISSION, batch.state, Step.DECIDE, facts)
        name = authority_name.strip() or batch.authority_name
        document = Document(document_no.strip(), document_date, name, signer.strip(), batch.authority)
        batch.document_no, batch.document_date, batch.signer = document.number, document.day, document.signer
        _decide(batch, made, document, DecisionSource.DECIDED, page, step="ratings.decide_batch")
        _tell_maker(batch, "notice-rating-batch-decided", page)
    return len(made.fits)


def check(*, batch: Batch, digest: str | None = None, by: Actor, at: datetime) -> int:
    """A second officer has compared the record with the scan: its lines become decisions, the leaders are told."""
    group = group_of_batch(batch)
    refuse(*step_refusal(by, batch, Step.CHECK))
    with book(by=by, at=at) as page:
        made = _planned(by, group, lines_of(batch), act=Act.CHECK, digest=digest, batch=batch)
        facts = {"lines": len(made.fits), "document_no": batch.document_no, "document_date": batch.document_date}
        _check(Noun.RECORD, batch.state, Step.CHECK, facts)
        day = batch.document_date or timezone.localdate(at)
        document = Document(batch.document_no, day, batch.authority_name, batch.signer, batch.authority)
        _decide(batch, made, document, DecisionSource.RECORDED, page, step="ratings.check")
        _tell_leaders(batch, "notice-rating-checked", len(made.fits), page)
    return len(made.fits)


def step_refusal(actor: Actor, batch: Batch, step: Step) -> Found:
    """Why the actor may not decide on (or check) this batch: asked by the button and by the POST alike."""
    noun = workflow.batch_noun(BatchKind(batch.kind))
    open_cells = frozenset({ISSUED_DOCUMENT}) if batch.scan_id and step is Step.CHECK else frozenset()
    answer = asked(actor, Action.DECIDE, replace(group_of_batch(batch).facts, conditional=open_cells))
    if not answer.allowed:
        return why_not(answer), kind_of(answer)
    action = Action.VERIFY if step is Step.CHECK else Action.DECIDE
    if problem := guard(actor, action, proposer_id=batch.created_by_user):
        return (problem,), "forbidden"
    if workflow.find(noun, batch.state, step) is None:
        return workflow.check(noun, batch.state, step, {}), "conflict"
    return cycle_problems(group_of_batch(batch)), "conflict"


def return_refusal(actor: Actor, batch: Batch) -> Found:
    """Why the actor may not give the batch back: staff and leaders of its authority may, its maker too."""
    answer = asked(actor, Action.UPDATE, group_of_batch(batch).facts)
    if not answer.allowed:
        return why_not(answer), kind_of(answer)
    noun = workflow.batch_noun(BatchKind(batch.kind))
    if workflow.find(noun, batch.state, Step.RETURN) is None:
        return workflow.check(noun, batch.state, Step.RETURN, {}), "conflict"
    return (), "conflict"


def plan_of(actor: Actor, batch: Batch) -> Plan:
    """What deciding on (or checking) the batch would do now."""
    act = Act.CHECK if batch.kind == BatchKind.RECORD else Act.DECIDE
    return plan(actor, group_of_batch(batch), lines_of(batch), act=act, batch=batch, scanned=batch.scan_id is not None)


def refuse(problems: tuple[Problem, ...], kind: Kind) -> None:
    refuse_if(problems, kind=kind)


def group_of_batch(batch: Batch) -> Group:
    return Group(batch.cycle, batch.managing_path, Track(batch.track), batch.peer_group)


def lines_of(batch: Batch) -> list[Proposed]:
    rows = BatchLine.objects.filter(batch=batch).order_by("id").values_list("entry_id", "category", "reasons")
    return [Proposed(entry, Category(category), reasons) for entry, category, reasons in rows]


def _planned(
    by: Actor,
    group: Group,
    lines: Iterable[Proposed],
    *,
    act: Act,
    digest: str | None,
    batch: Batch | None = None,
) -> Plan:
    """The plan under the lock: what was confirmed, or a 409."""
    lock(group)
    if batch is not None and not Batch.objects.filter(pk=batch.pk, state=batch.state).exists():
        raise Refused(Problem("rating-plan-stale"), kind="conflict")
    scanned = batch is not None and batch.scan_id is not None
    made = plan(by, group, lines, act=act, batch=batch, scanned=scanned)
    if digest is not None:
        require_same(made, digest)
    refuse_if(cycle_problems(group))
    if batch is None and not made.fits and made.fails:
        refuse_if(made.fails[0].problems)
    return made


def _check(noun: Noun, state: str, step: Step, facts: workflow.Facts) -> None:
    """409 for the wrong state, 422 for what is missing."""
    kind: Kind = "conflict" if workflow.find(noun, state, step) is None else "invalid"
    refuse_if(workflow.check(noun, state, step, facts), kind=kind)


def _paper_problems(group: Group, document_no: str, document_date: date | None, at: datetime) -> tuple[Problem, ...]:
    today = timezone.localdate(at)
    return problems_of(group.cycle, document_no=document_no, document_date=document_date, today=today)


def _batch(group: Group, kind: BatchKind, state: BatchState, page: Page, **values: str) -> Batch:
    if not values["authority_name"]:
        raise Refused(Problem("rating-authority-missing", where="authority_name"))
    return Batch(
        kind=kind,
        state=state,
        cycle=group.cycle,
        track=group.track,
        managing_path=group.managing_path,
        peer_group=group.peer_group,
        created_at=page.at,
        created_by=page.by.name,
        created_by_user=page.by.user_id,
        **values,
    )


def _put(batch: Batch, made: Plan, page: Page, step: str) -> None:
    batch.save(force_insert=True)
    rows = [
        BatchLine(batch=batch, entry_id=one.line.entry, category=one.line.category, reasons=one.line.reasons)
        for one in made.fits
    ]
    BatchLine.objects.bulk_create(rows, batch_size=BATCH_SIZE)
    after = {"state": batch.state, "document_no": batch.document_no, "lines": _written(made.fits)}
    page.write(step, _key(batch), path=batch.managing_path, after=after)


def _decide(batch: Batch, made: Plan, document: Document, source: DecisionSource, page: Page, *, step: str) -> None:
    """All lines that qualify become decisions, or none: a breach in mode block refuses the whole batch."""
    refuse_if(made.problems)
    flags = made.ceiling.flags(made.after)
    rows = [
        decision_of(
            one.entry,
            one.line.category,
            document,
            source=source,
            by=page.by,
            at=page.at,
            reasons=one.line.reasons,
            flags=flags if one.line.category is Category.EXCELLENT else (),
            batch=batch,
        )
        for one in made.fits
        if one.entry is not None
    ]
    _finish(batch, BatchState.DECIDED, page)
    Decision.objects.bulk_create(rows, batch_size=BATCH_SIZE)
    after = {
        "state": BatchState.DECIDED,
        "document_no": document.number,
        "document_date": document.day,
        "decided": _written(made.fits),
        "left_out": [one.line.entry for one in made.fails],
        "counts": Counter(one.line.category.value for one in made.fits),
        "flags": flags,
    }
    page.write(step, _key(batch), path=batch.managing_path, before={"state": batch.state}, after=after)


def _finish(batch: Batch, becomes: BatchState, page: Page, *, note: str = "") -> None:
    values: dict[str, Any] = {"finished_at": page.at, "finished_by": page.by.name, "finished_by_user": page.by.user_id}
    paper: dict[str, Any] = {name: getattr(batch, name) for name in ("document_no", "document_date", "signer")}
    compare_and_set(
        Batch.objects.filter(pk=batch.pk), was=batch.state, becomes=becomes, note=note or batch.note, **values, **paper
    )


def _kept(scan: BinaryIO, name: str, size: int, page: Page) -> StoredFile:
    return store(scan, name=name, content_type=scan_type(scan, size), by=page.by, at=page.at)


def _written(fits: Sequence[Judged]) -> list[list[object]]:
    return [[one.line.entry, one.line.category] for one in fits]


def _key(batch: Batch) -> str:
    return f"ratings.batch:{batch.pk}"


def _tell_leaders(batch: Batch, code: str, count: int, page: Page) -> None:
    if batch.authority is None:
        return
    leaders = [one for one in leaders_of(batch.authority, on=timezone.localdate(page.at)) if one.pk != page.by.user_id]
    _tell(leaders, batch, code, page, count=count)


def _tell_maker(batch: Batch, code: str, page: Page) -> None:
    if batch.created_by_user and batch.created_by_user != page.by.user_id:
        _tell(User.objects.filter(pk=batch.created_by_user), batch, code, page)


def _tell(users: Iterable[User], batch: Batch, code: str, page: Page, **facts: object) -> None:
    told = {"by": page.by.name, "cycle_year": batch.cycle.year, "document_no": batch.document_no, **facts}
    notify(users=users, code=code, facts=told, url=reverse("ratings:batch", args=[batch.pk]), at=page.at)
