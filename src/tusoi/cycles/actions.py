"""Verbs on a cycle: open it (again), admit subjects, close and reopen it. Each is one transaction with its line."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tusoi.audit.actions import book, compare_and_set
from tusoi.bulk import learn
from tusoi.cycles.admission import Admission, admit, conflicts
from tusoi.cycles.freezing import freeze
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.queries import frame_of, last_entry, names_after
from tusoi.cycles.readiness import Finding, Readiness, readiness
from tusoi.cycles.rights import decision_refusals, opening_refusals
from tusoi.organizations.checks import day_problems, order_problems
from tusoi.organizations.models import Unit
from tusoi.organizations.paths import SEGMENT
from tusoi.rules import library, workflow
from tusoi.rules.authority import Actor
from tusoi.rules.names import clean
from tusoi.rules.problems import Problem, refuse_if
from tusoi.rules.terms import CycleKind, CycleState, Noun, Step, Track

__all__ = [
    "Admission",
    "Finding",
    "Opening",
    "Readiness",
    "admit",
    "close",
    "conflicts",
    "open_cycle",
    "opening_problems",
    "readiness",
    "refusals",
    "reopen",
    "require",
]

NAMES_TOLD = 20


@dataclass(frozen=True)
class Opening:
    """What an opening did. ``since``: entries with a higher id are those it added; ``first``: the cycle is new."""

    cycle: Cycle
    first: bool
    added: dict[Track, int]
    names_added: tuple[str, ...]
    since: int
    warnings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        return sum(self.added.values())


def open_cycle(
    *,
    year: int,
    pack_id: str,
    scope: Unit,
    reference_date: date | None = None,
    accept_warnings: bool = False,
    name: str = "",
    by: Actor,
    at: datetime,
) -> Opening:
    """Open the annual cycle of a year for the subtree of ``scope``; repeated, it adds only who is new.

    Every subject is frozen under the pack, which is pinned by its digest. Refused (409) while anything makes the
    roster wrong, while warnings are not accepted, and when the cycle is closed; 403 without the right, 422 for a year,
    day or scope that cannot be meant.
    """
    refuse_if(opening_refusals(by, scope), kind="forbidden")
    with book(by=by, at=at) as page:
        _one_at_a_time(scope)
        found = readiness(year=year, pack_id=pack_id, scope=scope, reference_date=reference_date, at=at)
        refuse_if(opening_problems(found, accept_warnings=accept_warnings))
        cycle = found.cycle or _prepared(found, name)
        since = last_entry()
        added = freeze(frame_of(cycle), begun=found.cycle is not None)
        if cycle.state == CycleState.PREPARING:
            _open(cycle, by, at)
        if any(added.values()) or found.cycle is None:
            after = {
                "year": year,
                "scope": scope.code,
                "pack": cycle.pack_id,
                "digest": cycle.pack_digest,
                "reference_date": cycle.reference_date,
                "added": {track.value: count for track, count in added.items()},
                "since": since,
                "warnings": {finding.code: finding.count for finding in found.warnings},
            }
            learn(RosterEntry)
            step = "cycles.open" if found.cycle is None else "cycles.add"
            page.write(step, record(cycle), path=scope.path, after=after)
    told = tuple(dict.fromkeys(names_after(cycle, since, NAMES_TOLD)))
    return Opening(cycle, found.cycle is None, added, told, since, found.warnings)


def opening_problems(found: Readiness, *, accept_warnings: bool) -> tuple[Problem, ...]:
    """What stands against opening with these findings: asked by button and POST alike, each point named."""
    state = CycleState(found.cycle.state) if found.cycle else CycleState.PREPARING
    step = Step.ADD if state is CycleState.OPEN else Step.OPEN
    facts = {"wrong": len(found.errors), "warnings": len(found.warnings), "accepted": accept_warnings}
    problems = workflow.check(Noun.CYCLE, state, step, facts)
    named = found.errors or (() if accept_warnings else found.warnings)
    return (*problems, *(finding.problem for finding in named)) if problems else ()


def refusals(actor: Actor, cycle: Cycle, step: Step, *, waiting: int = 0) -> tuple[Problem, ...]:
    """Why ``actor`` may not take the step, as far as it can be known before a form is filled in.

    ``waiting``: rating batches submitted or waiting for their check, which the caller counts.
    """
    if step in {Step.OPEN, Step.ADD}:
        return opening_refusals(actor, cycle.scope) or _state_problems(cycle, Step.ADD)
    if denied := decision_refusals(actor, cycle):
        return denied
    if step is Step.CLOSE:
        return workflow.check(Noun.CYCLE, CycleState(cycle.state), Step.CLOSE, {"waiting": waiting})
    return _state_problems(cycle, step)


def close(*, cycle: Cycle, waiting: int, by: Actor, at: datetime) -> None:
    """Close the cycle; ``desk`` freezes figures and documents in the same transaction."""
    require(by, cycle, Step.CLOSE, waiting=waiting)
    with book(by=by, at=at) as page:
        rows = Cycle.objects.filter(pk=cycle.pk)
        compare_and_set(rows, was=CycleState.OPEN, becomes=CycleState.CLOSED, closed_at=at, closed_by=by.name)
        before, after = {"state": CycleState.OPEN}, {"state": CycleState.CLOSED}
        page.write("cycles.close", record(cycle), path=cycle.scope.path, before=before, after=after)
    cycle.refresh_from_db()


def reopen(*, cycle: Cycle, document_no: str, document_date: date | None, reason: str, by: Actor, at: datetime) -> None:
    """Reopen a closed cycle by decision, dated in the cycle's year or later. What was frozen at closing stays."""
    require(by, cycle, Step.REOPEN)
    document_no, reason = clean(document_no), clean(reason)
    facts = {"document_no": document_no, "document_date": document_date, "reason": reason}
    found = [*workflow.check(Noun.CYCLE, CycleState(cycle.state), Step.REOPEN, facts)]
    found += day_problems(document_date, now=timezone.localdate(at), where="document_date")
    found += order_problems(date(cycle.year, 1, 1), document_date, where="document_date")
    refuse_if(found, kind="invalid")
    with book(by=by, at=at) as page:
        rows = Cycle.objects.filter(pk=cycle.pk)
        compare_and_set(rows, was=CycleState.CLOSED, becomes=CycleState.OPEN, closed_at=None, closed_by="")
        before = {"state": CycleState.CLOSED, "closed_at": cycle.closed_at, "closed_by": cycle.closed_by}
        after = {"state": CycleState.OPEN, "document_no": document_no, "document_date": document_date}
        page.write("cycles.reopen", record(cycle), path=cycle.scope.path, before=before, after=after, note=reason)
    cycle.refresh_from_db()


def record(cycle: Cycle) -> str:
    """Key of a cycle in the book."""
    return f"cycles.cycle:{cycle.pk}"


def _one_at_a_time(scope: Unit) -> None:
    """Openings of one tree wait for each other: overlapping scopes have no row in common but the root."""
    Unit.objects.select_for_update(no_key=True).get(path=scope.path[:SEGMENT])


def _prepared(found: Readiness, name: str) -> Cycle:
    plan = found.plan
    return Cycle.objects.create(
        kind=CycleKind.ANNUAL,
        year=plan.year,
        name=clean(name) or f"Kiểm điểm năm {plan.year}",
        scope=plan.scope,
        pack_id=plan.pack_id,
        pack_digest=library.digest(plan.pack_id),
        reference_date=plan.on,
        state=CycleState.PREPARING,
    )


def _open(cycle: Cycle, by: Actor, at: datetime) -> None:
    rows = Cycle.objects.filter(pk=cycle.pk)
    compare_and_set(rows, was=CycleState.PREPARING, becomes=CycleState.OPEN, opened_at=at, opened_by=by.name)
    cycle.refresh_from_db()


def _state_problems(cycle: Cycle, step: Step) -> tuple[Problem, ...]:
    state = CycleState(cycle.state)
    return () if workflow.find(Noun.CYCLE, state, step) else workflow.check(Noun.CYCLE, state, step, {})


def require(actor: Actor, cycle: Cycle, step: Step, *, waiting: int = 0) -> None:
    """Closing and reopening: 403 without the right, 409 in the wrong state."""
    refuse_if(decision_refusals(actor, cycle), kind="forbidden")
    refuse_if(refusals(actor, cycle, step, waiting=waiting))
