"""How an authority works with the ceiling: the reading and mode it chooses, who confirmed the value, exceptions."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import IntegrityError
from django.utils import timezone

from tusoi.audit.actions import book
from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import pack_of
from tusoi.ratings.ceiling import ceiling_of
from tusoi.ratings.documents import problems_of
from tusoi.ratings.models import QuotaChoice, QuotaConfirmation, QuotaException
from tusoi.ratings.peers import Group, lock
from tusoi.ratings.rights import asked, kind_of, require, why_not
from tusoi.rules import quota
from tusoi.rules.authority import Actor, RecordFacts
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import Action, CycleState, QuotaBase, QuotaMode, Rounding, Track


def choose_quota(
    *, group: Group, base: QuotaBase, rounding: Rounding, mode: QuotaMode, by: Actor, at: datetime
) -> QuotaChoice:
    """The reading and mode the authority works with on this track. ``block`` needs a value somebody has confirmed."""
    require(by, Action.DECIDE, group.facts)
    refuse_if(_closed(group.cycle))
    with book(by=by, at=at) as page:
        lock(group)
        before = ceiling_of(group)
        if mode is QuotaMode.BLOCK and not before.verified:
            raise Refused(Problem("quota-block-unconfirmed", source=before.rule.source, where="mode"))
        if mode is not QuotaMode.OFF and before.rule.percent is None:
            raise Refused(Problem("quota-unknown", where="mode"))
        choice = QuotaChoice.objects.create(
            cycle=group.cycle,
            managing_path=group.managing_path,
            track=group.track,
            base=base,
            rounding=rounding,
            mode=mode,
            chosen_at=at,
            chosen_by=by.name,
        )
        reading = before.rule.reading
        was = {"base": reading.base, "rounding": reading.rounding, "mode": before.rule.mode}
        after = {"track": group.track, "base": base, "rounding": rounding, "mode": mode}
        page.write("ratings.choose_quota", _key(group), path=group.managing_path, before=was, after=after)
    return choice


def confirm_quota(
    *, cycle: Cycle, track: Track, document_no: str, article: str, by: Actor, at: datetime
) -> QuotaConfirmation:
    """A named person has read the signed text and found the pack's value there; from then on it may block.

    It holds for this digest of the pack in every unit, so it is given by staff or leaders of the cycle's scope.
    """
    answer = asked(by, Action.UPDATE, _scope(cycle))
    refuse_if(why_not(answer), kind=kind_of(answer))
    given = quota.Confirmation(by.name, timezone.localdate(at), document_no.strip(), article.strip())
    refuse_if(tuple(_confirmation_problems(cycle, track, given)), kind="invalid")
    try:
        with book(by=by, at=at) as page:
            confirmation = QuotaConfirmation.objects.create(
                pack_id=cycle.pack_id,
                pack_digest=cycle.pack_digest,
                track=track,
                confirmed_by=by.name,
                confirmed_by_user=by.user_id,
                confirmed_at=at,
                document_no=given.document_no,
                article=given.article,
            )
            after = {"pack": cycle.pack_id, "digest": cycle.pack_digest, "track": track}
            after |= {"document_no": given.document_no, "article": given.article}
            page.write("ratings.confirm_quota", f"ratings.quota:{cycle.pk}:{track}", path=cycle.scope.path, after=after)
    except IntegrityError as error:
        raise Refused(Problem("quota-already-confirmed"), kind="conflict") from error
    return confirmation


def confirm_refusals(actor: Actor, cycle: Cycle) -> tuple[Problem, ...]:
    """Why the actor may not confirm the value for this cycle's pack: asked by the form and by the POST alike."""
    answer = asked(actor, Action.UPDATE, _scope(cycle))
    return why_not(answer)


def except_quota(
    *,
    group: Group,
    extra: int,
    document_no: str,
    document_date: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> QuotaException:
    """Places above the cap: a decision with a document number by the managing leader, never an edit (G14)."""
    require(by, Action.DECIDE, group.facts)
    refuse_if(_closed(group.cycle))
    today = timezone.localdate(at)
    found = problems_of(group.cycle, document_no=document_no, document_date=document_date, today=today)
    refuse_if((*found, *_exception_problems(extra, reason)), kind="invalid")
    with book(by=by, at=at) as page:
        lock(group)
        granted = QuotaException.objects.create(
            cycle=group.cycle,
            managing_path=group.managing_path,
            track=group.track,
            peer_group=group.peer_group,
            extra=extra,
            document_no=document_no.strip(),
            document_date=document_date,
            reason=reason.strip(),
            decided_at=at,
            decided_by=by.name,
            decided_by_user=by.user_id,
        )
        after = {"peer_group": group.peer_group, "extra": extra, "document_no": granted.document_no}
        after |= {"document_date": document_date, "reason": granted.reason}
        page.write("ratings.except_quota", _key(group), path=group.managing_path, after=after)
    return granted


def _scope(cycle: Cycle) -> RecordFacts:
    """The scope of the cycle as the table of rights asks for it."""
    return RecordFacts(home_path=cycle.scope.path, managing_path=cycle.scope.path, cycle_id=cycle.pk)


def _confirmation_problems(cycle: Cycle, track: Track, given: quota.Confirmation) -> Iterator[Problem]:
    yield from quota.confirmation_problems(given)
    if pack_of(cycle).quota(track).percent.value is None:
        yield Problem("quota-unknown")


def _exception_problems(extra: int, reason: str) -> Iterator[Problem]:
    if extra < 1:
        yield Problem("quota-extra-too-small", where="extra")
    if not reason.strip():
        yield Problem("step-needs-reason", where="reason")


def _closed(cycle: Cycle) -> tuple[Problem, ...]:
    if cycle.state != CycleState.CLOSED:
        return ()
    return (Problem("rating-cycle-not-open", facts={"state": CycleState.CLOSED}),)


def _key(group: Group) -> str:
    return f"ratings.quota:{group.cycle.pk}:{group.managing_path}:{group.track}"
