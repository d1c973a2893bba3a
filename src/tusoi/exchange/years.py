"""The cycle a list of suggestions or ratings belongs to: the annual one of its year."""

from tusoi.cycles import queries
from tusoi.cycles.models import Cycle
from tusoi.rules.problems import Problem
from tusoi.rules.terms import CycleState


def cycle_of(year: int | None) -> tuple[Cycle | None, tuple[Problem, ...]]:
    """The open cycle, or why there is none to put anything into."""
    if year is None:
        return None, (Problem("import-year-missing"),)
    cycle = queries.annual(year)
    if cycle is None:
        return None, (Problem("cycle-of-year-missing", facts={"year": year}),)
    if cycle.state != CycleState.OPEN:
        return None, (Problem("cycle-of-year-not-open", facts={"name": cycle.name, "state": CycleState(cycle.state)}),)
    return cycle, ()
