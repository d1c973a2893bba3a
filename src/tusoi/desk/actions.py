"""Closing a cycle: its figures and documents are frozen and its state is set, in one transaction."""

from datetime import datetime

from tusoi.audit.actions import book
from tusoi.cycles import actions as cycles
from tusoi.cycles.models import Cycle
from tusoi.desk.queries_season import waiting_batches
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Step
from tusoi.statistics.actions import freeze
from tusoi.statistics.models import Snapshot


def close_refusals(actor: Actor, cycle: Cycle) -> tuple[Problem, ...]:
    """Why the actor may not close the cycle now: no right, another state, or batches that wait for a decision."""
    return cycles.refusals(actor, cycle, Step.CLOSE, waiting=sum(waiting_batches(cycle).values()))


def close_cycle(*, cycle: Cycle, by: Actor, at: datetime) -> Snapshot:
    """Close the cycle and keep its figures for good; either both happen or nothing does.

    Refuses (403) whoever may not decide on the whole scope, (409) while a batch waits, in another state, or when
    somebody was faster. Nobody decides between the count of what waits and the state: the cycle's row is held.
    """
    with book(by=by, at=at):
        Cycle.objects.select_for_update().get(pk=cycle.pk)
        cycles.close(cycle=cycle, waiting=sum(waiting_batches(cycle).values()), by=by, at=at)
        return freeze(cycle=cycle, by=by, at=at)
