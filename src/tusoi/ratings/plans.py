"""What a batch would do: who qualifies, who does not and why, and how the group stands afterwards.

A plan is made twice, for the page that asks and under the lock for the act itself; its digest says whether anything
that was shown has changed in between.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tusoi.bulk import chunks
from tusoi.cycles.models import RosterEntry
from tusoi.ratings.ceiling import Ceiling, ceiling_of
from tusoi.ratings.models import Batch, BatchLine, Decision
from tusoi.ratings.peers import Group
from tusoi.ratings.rights import DRAFT, ISSUED_DOCUMENT, asked, facts_of, readable, why_not
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Action, BatchState, Category, CycleState, NotDue

OPEN_STATES = (BatchState.SUBMITTED, BatchState.RECORDED)
"""A line of such a batch waits for somebody's decision."""

PARAMETERS = 500  # values in one IN (…)


class Act(StrEnum):
    """What is to be done with the lines."""

    SUBMIT = "submit"
    RECORD = "record"
    DECIDE = "decide"
    CHECK = "check"


ASKED = {
    Act.SUBMIT: Action.SUBMIT,
    Act.RECORD: Action.CREATE,
    Act.DECIDE: Action.DECIDE,
    Act.CHECK: Action.DECIDE,
}


@dataclass(frozen=True)
class Proposed:
    """One line: a category for an entry."""

    entry: int
    category: Category
    reasons: str = ""


@dataclass(frozen=True)
class Judged:
    """A line with its entry (None: none the actor may see here) and what stands in its way."""

    line: Proposed
    entry: RosterEntry | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Plan:
    """``before`` and ``after``: decisions of the group by category, the fits included in ``after``."""

    group: Group
    fits: tuple[Judged, ...]
    fails: tuple[Judged, ...]
    ceiling: Ceiling
    after: Mapping[Category, int]
    digest: str

    @property
    def before(self) -> Mapping[Category, int]:
        return self.ceiling.counts

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the quota forbids."""
        return self.ceiling.problems(self.after)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the quota flags."""
        return self.ceiling.warnings(self.after)

    @property
    def excess(self) -> tuple[Problem, ...]:
        """Either of the two: what a batch that decides nothing yet only mentions."""
        return self.problems or self.warnings


def plan(
    actor: Actor,
    group: Group,
    lines: Iterable[Proposed],
    *,
    act: Act,
    batch: Batch | None = None,
    scanned: bool = False,
) -> Plan:
    """Judge every line; the lines of ``batch`` itself are not in their own way. Five queries and one per 500 lines.

    ``scanned``: the batch has its issued document, which opens the conditional cell of the table of rights.
    """
    wanted = list({line.entry: line for line in lines}.values())
    found = _entries(actor, group, [line.entry for line in wanted])
    decided = _decided(found)
    waiting = _waiting(found, batch)
    conditions = (ISSUED_DOCUMENT,) if scanned else ()
    judged = [
        Judged(line, entry := found.get(line.entry), tuple(_problems(actor, act, entry, decided, waiting, conditions)))
        for line in wanted
    ]
    fits = tuple(one for one in judged if not one.problems)
    ceiling = ceiling_of(group)
    after = ceiling.after(Counter(one.line.category for one in fits))
    return Plan(
        group=group,
        fits=fits,
        fails=tuple(one for one in judged if one.problems),
        ceiling=ceiling,
        after=after,
        digest=_digest(group, act, judged, ceiling),
    )


def require_same(made: Plan, digest: str) -> None:
    """409 when what was confirmed is not what would happen now."""
    if made.digest != digest:
        raise Refused(Problem("rating-plan-stale"), kind="conflict")


def cycle_problems(group: Group) -> tuple[Problem, ...]:
    """Batches are work of an open cycle; afterwards only single decisions, as a supplement."""
    if group.cycle.state == CycleState.OPEN:
        return ()
    return (Problem("rating-cycle-not-open", facts={"state": CycleState(group.cycle.state)}),)


def due_problems(entry: RosterEntry) -> tuple[Problem, ...]:
    """Is the entry to be rated at all?"""
    if entry.must_rate:
        return ()
    reason = NotDue(entry.reason) if entry.reason in set(NotDue) else entry.reason
    return (Problem("rating-not-due", facts={"reason": reason}),)


def _problems(
    actor: Actor,
    act: Act,
    entry: RosterEntry | None,
    decided: Mapping[int, tuple[str, str]],
    waiting: Mapping[int, int],
    conditions: Sequence[str],
) -> Iterable[Problem]:
    if entry is None:
        yield Problem("rating-line-unknown")
        return
    yield from why_not(asked(actor, ASKED[act], facts_of(entry, *conditions), DRAFT))
    yield from due_problems(entry)
    if entry.pk in decided:
        category, document_no = decided[entry.pk]
        facts = {"category": Category(category), "document_no": document_no}
        yield Problem("rating-already-decided", facts=facts)
    if entry.pk in waiting:
        yield Problem("rating-in-batch", facts={"batch": waiting[entry.pk]})


def _entries(actor: Actor, group: Group, ids: Sequence[int]) -> dict[int, RosterEntry]:
    rows = RosterEntry.objects.filter(group.rows, readable(actor, group.cycle)).select_related("cycle")
    return {entry.pk: entry for some in _some(ids) for entry in rows.filter(pk__in=some)}


def _decided(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    rows = Decision.objects.filter(is_current=True).values_list("entry_id", "category", "document_no")
    return {pk: (category, no) for some in _some(ids) for pk, category, no in rows.filter(entry__in=some)}


def _waiting(ids: Iterable[int], batch: Batch | None) -> dict[int, int]:
    rows = BatchLine.objects.filter(batch__state__in=OPEN_STATES).values_list("entry_id", "batch_id")
    if batch is not None:
        rows = rows.exclude(batch=batch)
    return {pk: batch_id for some in _some(ids) for pk, batch_id in rows.filter(entry__in=some)}


def _some(ids: Iterable[int]) -> Iterable[Sequence[int]]:
    wanted = sorted(ids)
    return chunks(wanted, PARAMETERS)


def _digest(group: Group, act: Act, judged: Sequence[Judged], ceiling: Ceiling) -> str:
    shown = {
        "group": [group.cycle.pk, group.cycle.state, *group.key],
        "act": act,
        "lines": [[one.line.entry, one.line.category, [problem.code for problem in one.problems]] for one in judged],
        "counts": sorted(ceiling.counts.items()),
        "newest": ceiling.newest,
        "rule": [ceiling.rule.percent, ceiling.rule.reading.base, ceiling.rule.reading.rounding, ceiling.mode],
        "extra": ceiling.extra,
    }
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()
