"""Verbs on grants and notices. Each is one transaction with its line in the book.

A grant is prepared, then brought into force by a leader of the granting level (guard G9); a leader who prepares one he
may approve himself gives it in the same step. Nobody grants himself, nobody approves what he prepared for another.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from tusoi.accounts.facts import packed
from tusoi.accounts.models import Grant, Notice, User
from tusoi.accounts.queries import had_leader
from tusoi.accounts.queries_grants import approval_problem, approvers, facts
from tusoi.audit.actions import Page, book, compare_and_set
from tusoi.organizations.models import Unit
from tusoi.rules import workflow
from tusoi.rules.authority import Actor, may_install, prepare_grant
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.reach import ancestors
from tusoi.rules.terms import Axis, GrantState, Noun, Role, Step, UnitKind

BRANCH_KINDS = {UnitKind.BRANCH, UnitKind.GRASSROOTS_BRANCH}
FIRST_LEADER = "accounts.make-first-leader"
SOME_REASON = {"reason": "…"}  # the button asks before a reason can have been written


def prepare(
    *,
    user: User,
    role: Role,
    unit: Unit,
    recursive: bool = True,
    axis: Axis = Axis.BOTH,
    cycle_id: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Grant:
    """A grant for ``user``: in force at once when ``by`` may approve it, else waiting for a leader.

    Days are inclusive, in the installation's time zone; None is open. Raises Refused: 422 for what was typed, 403 with
    guard G9 for who may not prepare it.
    """
    grant = Grant(
        user=user,
        role=role,
        unit=unit,
        recursive=recursive and role != Role.BRANCH_SECRETARY,
        axis=axis,
        cycle_id=cycle_id,
        valid_from=valid_from,
        valid_to=valid_to,
        given_by=by.name,
        given_by_user_id=by.user_id,
        given_at=at,
    )
    if not may_install(by):
        found = prepare_grant(by, facts(grant), user_id=user.pk, person_id=user.person_id)
        refuse_if([found] if found else [], kind="forbidden")
    with book(by=by, at=at) as page:
        _lock(user)
        refuse_if(_typed_problems(grant, on=timezone.localdate(at)), kind="invalid")
        return _put(grant, page, step="accounts.prepare-grant")


def delegate(
    *, source: Grant, to: User, valid_from: date | None = None, valid_to: date | None, by: Actor, at: datetime
) -> Grant:
    """Hand on a grant one holds, for days within it. It ends with its last day, with its source, or when taken back."""
    refuse_if(delegation_refusals(by, source, on=timezone.localdate(at)), kind="forbidden")
    grant = Grant(
        user=to,
        role=source.role,
        unit=source.unit,
        recursive=source.recursive,
        axis=source.axis,
        cycle_id=source.cycle_id,
        valid_from=valid_from or timezone.localdate(at),
        valid_to=valid_to,
        delegated_from=source,
        given_by=by.name,
        given_by_user_id=by.user_id,
        given_at=at,
    )
    if to.pk == by.user_id:
        raise Refused(Problem("grant-to-oneself", where="username"))
    with book(by=by, at=at) as page:
        _lock(to)
        problems = (*_typed_problems(grant, on=timezone.localdate(at)), *_beyond_source(grant, source))
        refuse_if(problems, kind="invalid")
        return _put(grant, page, step="accounts.delegate-grant")


def approve(*, grant: Grant, by: Actor, at: datetime) -> None:
    """Bring a prepared grant into force. 403 with guard G9, 409 when it is no longer prepared."""
    refuse_if(refusals(by, grant, Step.APPROVE), kind=_kind(by, grant, Step.APPROVE))
    with book(by=by, at=at) as page:
        _lock(grant.user)
        refuse_if(_typed_problems(grant, on=timezone.localdate(at)), kind="conflict")
        _end_what_is_over(grant, page)
        _move(
            grant,
            GrantState.ACTIVE,
            page,
            "accounts.approve-grant",
            approved_by=by.name,
            approved_by_user_id=by.user_id,
            approved_at=at,
        )
        _tell_holder(grant, "notice-grant-given", at)


def refuse(*, grant: Grant, reason: str, by: Actor, at: datetime) -> None:
    """Say no to a prepared grant, with the reason; its preparer may take it back in the same way."""
    refuse_if(refusals(by, grant, Step.REFUSE), kind=_kind(by, grant, Step.REFUSE))
    refuse_if(workflow.check(Noun.GRANT, grant.state, Step.REFUSE, {"reason": reason}), kind="invalid")
    with book(by=by, at=at) as page:
        _move(grant, GrantState.REFUSED, page, "accounts.refuse-grant", note=reason)
        preparers = [grant.given_by_user] if grant.given_by_user and grant.given_by_user_id != by.user_id else []
        notify(users=preparers, code="notice-grant-refused", facts=_told(grant), url=_url(grant), at=at)


def end(*, grant: Grant, by: Actor, at: datetime) -> None:
    """End a grant at once, with everything handed on from it: the next request of its holder is without it (G8)."""
    refuse_if(refusals(by, grant, Step.END), kind=_kind(by, grant, Step.END))
    with book(by=by, at=at) as page:
        handed_on = Grant.objects.filter(delegated_from=grant).select_related("user", "unit")
        for one in [grant, *handed_on.filter(state=GrantState.ACTIVE)]:
            _move(one, GrantState.ENDED, page, "accounts.end-grant")
            if one.user_id != by.user_id:
                _tell_holder(one, "notice-grant-ended", at)
        for one in handed_on.filter(state=GrantState.PREPARED):
            _move(one, GrantState.REFUSED, page, "accounts.refuse-grant")


def refusals(actor: Actor, grant: Grant, step: Step) -> tuple[Problem, ...]:
    """Why ``actor`` may not make this step now: asked by button and POST alike."""
    if step is Step.APPROVE:
        found = approval_problem(actor, grant)
    elif step is Step.REFUSE:
        found = None if actor.user_id == grant.given_by_user_id else approval_problem(actor, grant)
    else:
        found = None if _may_give_up(actor, grant) else approval_problem(actor, grant)
        found = found or last_leader(grant)
    wrong = workflow.check(Noun.GRANT, grant.state, step, SOME_REASON)
    return (*([found] if found else []), *wrong)


def delegation_refusals(actor: Actor, grant: Grant, *, on: date) -> tuple[Problem, ...]:
    """Why ``actor`` may not hand this grant on."""
    if actor.user_id is None or grant.user_id != actor.user_id:
        return (Problem("delegation-not-own"),)
    if grant.delegated_from_id is not None:
        return (Problem("delegation-of-delegation"),)
    over = grant.valid_to is not None and grant.valid_to < on
    return (Problem("delegation-not-in-force"),) if grant.state != GrantState.ACTIVE or over else ()


def notify(
    *, users: Iterable[User | Actor], code: str, facts: Mapping[str, object], url: str = "", at: datetime
) -> None:
    """Tell users something on their desks: a code of ``sentences.py`` (``notice-…``) with facts, never content."""
    ids = {user.user_id if isinstance(user, Actor) else user.pk for user in users}
    rows = [Notice(user_id=pk, at=at, code=code, facts=packed(facts), url=url) for pk in sorted(filter(None, ids))]
    Notice.objects.bulk_create(rows, batch_size=500)


def mark_read(*, ids: Iterable[int], by: Actor, at: datetime) -> int:
    """The user has seen these notices of his; how many were still unread. Nobody marks another's."""
    if by.user_id is None:
        return 0
    mine = Notice.objects.filter(user_id=by.user_id, read_at__isnull=True)
    return mine.filter(pk__in=set(ids)).update(read_at=at)


def _put(grant: Grant, page: Page, *, step: str) -> Grant:
    """Store a new grant, in force or waiting, and tell whom it concerns."""
    at = page.at
    _end_what_is_over(grant, page)
    if _in_force_at_once(page.by, grant):
        grant.state = GrantState.ACTIVE
        grant.approved_by, grant.approved_by_user_id, grant.approved_at = page.by.name, page.by.user_id, at
        step = FIRST_LEADER if page.by.installation else step.replace("prepare", "give")
    grant.save()
    page.write(step, f"accounts.grant:{grant.pk}", path=grant.unit.path, after=_recorded(grant))
    if grant.state == GrantState.ACTIVE:
        _tell_holder(grant, "notice-grant-given", at)
    else:
        able = approvers(grant, on=timezone.localdate(at))
        notify(users=able, code="notice-grant-waiting", facts=_told(grant), url=_url(grant), at=at)
    return grant


def _in_force_at_once(by: Actor, grant: Grant) -> bool:
    """A leader gives what he may approve; the installation makes the first leader, once."""
    if by.installation:
        # one at a time: whoever makes the first leader holds the top of the tree
        list(Unit.objects.select_for_update().filter(parent__isnull=True))
        return grant.role == Role.LEADER and may_install(by, leader_active=had_leader())
    return approval_problem(by, grant, given_now=True) is None


def _lock(user: User) -> None:
    """One grant at a time for one user, so that two cannot both be the first of their kind."""
    list(User.objects.select_for_update().filter(pk=user.pk))


def _typed_problems(grant: Grant, *, on: date) -> list[Problem]:
    """What is wrong with a grant whoever gives it; every problem at once."""
    found = []
    if not grant.user.is_active:
        found.append(Problem("account-inactive", facts={"username": grant.user.username}, where="username"))
    if grant.unit.valid_to is not None and grant.unit.valid_to < on:
        found.append(Problem("grant-unit-closed", facts={"unit": grant.unit.name}, where="unit"))
    if grant.role == Role.BRANCH_SECRETARY and grant.unit.kind not in BRANCH_KINDS:
        found.append(Problem("grant-needs-branch", facts={"unit": grant.unit.name}, where="unit"))
    if grant.valid_from and grant.valid_to and grant.valid_to < grant.valid_from:
        dates = {"start": grant.valid_from, "end": grant.valid_to}
        found.append(Problem("grant-dates-reversed", facts=dates, where="valid_to"))
    elif grant.valid_to and grant.valid_to < on:
        found.append(Problem("grant-over-already", facts={"end": grant.valid_to}, where="valid_to"))
    return found + _repeated(grant, on=on)


def _repeated(grant: Grant, *, on: date) -> list[Problem]:
    """The same role at the same unit twice; one whose days are over does not stand in the way."""
    open_ones = _same(grant).filter(state__in=(GrantState.ACTIVE, GrantState.PREPARED))
    there = open_ones.exclude(valid_to__lt=on).first()
    if there is None:
        return []
    told = {"role": Role(grant.role), "unit": grant.unit.name, "state": GrantState(there.state)}
    return [Problem("grant-exists", facts=told)]


def _same(grant: Grant) -> QuerySet[Grant]:
    same = Grant.objects.filter(user=grant.user, role=grant.role, unit=grant.unit)
    return same.filter(delegated_from=grant.delegated_from_id).exclude(pk=grant.pk)


def _end_what_is_over(grant: Grant, page: Page) -> None:
    """A grant whose days are over is ended in the book before the next of its kind begins."""
    over = _same(grant).filter(state=GrantState.ACTIVE, valid_to__lt=timezone.localdate(page.at))
    for one in over.select_related("unit"):
        _move(one, GrantState.ENDED, page, "accounts.end-grant")


def _beyond_source(grant: Grant, source: Grant) -> list[Problem]:
    found = []
    if grant.valid_to is None:
        found.append(Problem("delegation-without-end", where="valid_to"))
    elif source.valid_to and grant.valid_to > source.valid_to:
        found.append(Problem("delegation-beyond-own", facts={"end": source.valid_to}, where="valid_to"))
    if grant.valid_from and source.valid_from and grant.valid_from < source.valid_from:
        found.append(Problem("delegation-before-own", facts={"start": source.valid_from}, where="valid_from"))
    return found


def _may_give_up(actor: Actor, grant: Grant) -> bool:
    """The holder gives up his own, the one who handed it on takes it back."""
    source = grant.delegated_from
    return actor.user_id is not None and actor.user_id in {grant.user_id, source.user_id if source else None}


def last_leader(grant: Grant) -> Problem | None:
    """Without an open-ended leader at the top nobody could approve anything any more."""
    if grant.role != Role.LEADER or grant.delegated_from_id or grant.state != GrantState.ACTIVE:
        return None
    others = Grant.objects.filter(
        role=Role.LEADER,
        state=GrantState.ACTIVE,
        recursive=True,
        valid_to=None,
        delegated_from=None,
        user__is_active=True,
        unit__path__in=ancestors(grant.unit.path),
    )
    stays = others.exclude(user=grant.user_id).exists()
    return None if stays else Problem("last-leader", facts={"unit": grant.unit.name})


def _kind(by: Actor, grant: Grant, step: Step) -> Any:
    """403 when the right is lacking, 409 when only the state is wrong."""
    wrong = workflow.check(Noun.GRANT, grant.state, step, SOME_REASON)
    return "conflict" if refusals(by, grant, step) == wrong else "forbidden"


def _move(grant: Grant, becomes: GrantState, page: Page, step: str, *, note: str = "", **values: Any) -> None:
    was = grant.state
    compare_and_set(Grant.objects.filter(pk=grant.pk), was=was, becomes=becomes, **values)
    grant.state = becomes
    before, after = {"state": was}, {"state": becomes}
    page.write(step, f"accounts.grant:{grant.pk}", path=grant.unit.path, before=before, after=after, note=note)


def _recorded(grant: Grant) -> dict[str, Any]:
    names = ("user_id", "role", "unit_id", "recursive", "axis", "cycle_id", "valid_from", "valid_to", "state")
    return {name: getattr(grant, name) for name in (*names, "delegated_from_id")}


def _tell_holder(grant: Grant, code: str, at: datetime) -> None:
    notify(users=[grant.user], code=code, facts=_told(grant), url=reverse("accounts:me"), at=at)


def _told(grant: Grant) -> dict[str, Any]:
    return {"role": Role(grant.role), "unit": grant.unit.name, "name": str(grant.user), "end": grant.valid_to}


def _url(grant: Grant) -> str:
    return reverse("accounts:grant", args=[grant.pk])
