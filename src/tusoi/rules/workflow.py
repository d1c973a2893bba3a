"""One table of moves per noun (domain.md, "Moves"). The diagrams of the documentation are drawn from it.

Who may make a step is ``authority``'s answer; which state the record is in, the door's (compare-and-set). Here stands
which steps exist and what the record must hold before each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tusoi.rules.problems import Problem
from tusoi.rules.terms import BatchKind, BatchState, CycleState, GrantState, Noun, Step, SuggestionState, label

Facts = Mapping[str, object]
Condition = Callable[[Facts], tuple[Problem, ...]]


@dataclass(frozen=True)
class Move:
    """``after``: names of the conditions, keys of ``CONDITIONS``."""

    start: StrEnum
    step: Step
    end: StrEnum
    after: tuple[str, ...] = ()


def _nothing_wrong(facts: Facts) -> tuple[Problem, ...]:
    wrong = facts["wrong"]
    return (Problem("cycle-not-ready", facts={"wrong": wrong}),) if wrong else ()


def _warnings_accepted(facts: Facts) -> tuple[Problem, ...]:
    warned = facts["warnings"]
    return (Problem("cycle-warnings-open", facts={"warnings": warned}),) if warned and not facts["accepted"] else ()


def _no_batch_waiting(facts: Facts) -> tuple[Problem, ...]:
    waiting = facts["waiting"]
    return (Problem("cycle-batches-waiting", facts={"waiting": waiting}),) if waiting else ()


def _items(facts: Facts) -> tuple[Problem, ...]:
    return () if facts["items"] else (Problem("suggestion-without-items"),)


def _all_answered(facts: Facts) -> tuple[Problem, ...]:
    left = facts["unanswered"]
    return (Problem("suggestion-unanswered", facts={"left": left}),) if left else ()


def _lines(facts: Facts) -> tuple[Problem, ...]:
    return () if facts["lines"] else (Problem("batch-without-lines"),)


def _document(facts: Facts) -> tuple[Problem, ...]:
    absent = [name for name in ("document_no", "document_date") if not facts[name]]
    return tuple(Problem(f"step-needs-{name.replace('_', '-')}", where=name) for name in absent)


def _reason(facts: Facts) -> tuple[Problem, ...]:
    return () if str(facts["reason"] or "").strip() else (Problem("step-needs-reason", where="reason"),)


CONDITIONS: Mapping[str, Condition] = {
    "nothing-wrong": _nothing_wrong,  # wrong: number of findings that make the roster wrong
    "warnings-accepted": _warnings_accepted,  # warnings: number; accepted: did somebody confirm them
    "no-batch-waiting": _no_batch_waiting,  # waiting: batches submitted or waiting for their check
    "items": _items,  # items: number of items
    "all-answered": _all_answered,  # unanswered: number of items without an answer
    "lines": _lines,  # lines: number of lines
    "document": _document,  # document_no, document_date
    "reason": _reason,  # reason: text
}

_CYCLE, _SUGGESTION, _BATCH, _GRANT = CycleState, SuggestionState, BatchState, GrantState

MOVES: Mapping[Noun, tuple[Move, ...]] = {
    Noun.CYCLE: (
        Move(_CYCLE.PREPARING, Step.OPEN, _CYCLE.OPEN, ("nothing-wrong", "warnings-accepted")),
        Move(_CYCLE.OPEN, Step.ADD, _CYCLE.OPEN, ("nothing-wrong", "warnings-accepted")),
        Move(_CYCLE.OPEN, Step.CLOSE, _CYCLE.CLOSED, ("no-batch-waiting",)),
        Move(_CYCLE.CLOSED, Step.REOPEN, _CYCLE.OPEN, ("document", "reason")),
    ),
    Noun.SUGGESTION: (
        Move(_SUGGESTION.DRAFT, Step.PROPOSE, _SUGGESTION.PROPOSED, ("items",)),
        Move(_SUGGESTION.PROPOSED, Step.APPROVE, _SUGGESTION.APPROVED),
        Move(_SUGGESTION.APPROVED, Step.ISSUE, _SUGGESTION.ISSUED, ("items", "document")),
        Move(_SUGGESTION.ISSUED, Step.ANSWER, _SUGGESTION.ANSWERED, ("all-answered",)),
        Move(_SUGGESTION.ANSWERED, Step.ACCEPT, _SUGGESTION.ACCEPTED),
        Move(_SUGGESTION.ANSWERED, Step.ASK_AGAIN, _SUGGESTION.INSUFFICIENT, ("reason",)),
        Move(_SUGGESTION.INSUFFICIENT, Step.ANSWER, _SUGGESTION.ANSWERED, ("all-answered",)),
        Move(_SUGGESTION.ACCEPTED, Step.CLOSE, _SUGGESTION.CLOSED),
        Move(_SUGGESTION.INSUFFICIENT, Step.CLOSE, _SUGGESTION.CLOSED, ("reason",)),
        Move(_SUGGESTION.PROPOSED, Step.WITHDRAW, _SUGGESTION.WITHDRAWN, ("reason",)),
        Move(_SUGGESTION.APPROVED, Step.WITHDRAW, _SUGGESTION.WITHDRAWN, ("reason",)),
        Move(_SUGGESTION.ISSUED, Step.WITHDRAW, _SUGGESTION.WITHDRAWN, ("reason",)),
    ),
    Noun.SUBMISSION: (
        Move(_BATCH.DRAFT, Step.SUBMIT, _BATCH.SUBMITTED, ("lines",)),
        Move(_BATCH.SUBMITTED, Step.DECIDE, _BATCH.DECIDED, ("lines", "document")),
        Move(_BATCH.SUBMITTED, Step.RETURN, _BATCH.RETURNED, ("reason",)),
        Move(_BATCH.RETURNED, Step.SUBMIT, _BATCH.SUBMITTED, ("lines",)),
    ),
    Noun.RECORD: (
        Move(_BATCH.DRAFT, Step.RECORD, _BATCH.RECORDED, ("lines", "document")),
        Move(_BATCH.RECORDED, Step.CHECK, _BATCH.DECIDED, ("lines", "document")),
        Move(_BATCH.RECORDED, Step.RETURN, _BATCH.RETURNED, ("reason",)),
        Move(_BATCH.RETURNED, Step.RECORD, _BATCH.RECORDED, ("lines", "document")),
    ),
    Noun.GRANT: (
        Move(_GRANT.PREPARED, Step.APPROVE, _GRANT.ACTIVE),
        Move(_GRANT.PREPARED, Step.REFUSE, _GRANT.REFUSED, ("reason",)),
        Move(_GRANT.ACTIVE, Step.END, _GRANT.ENDED),
    ),
}

FIRST: Mapping[Noun, StrEnum] = {
    Noun.CYCLE: _CYCLE.PREPARING,
    Noun.SUGGESTION: _SUGGESTION.DRAFT,
    Noun.SUBMISSION: _BATCH.DRAFT,
    Noun.RECORD: _BATCH.DRAFT,
    Noun.GRANT: _GRANT.PREPARED,
}


def batch_noun(kind: BatchKind) -> Noun:
    """A batch moves in one of two ways: submitted to those who decide, or recorded as issued."""
    return Noun.SUBMISSION if kind is BatchKind.SUBMISSION else Noun.RECORD


def moves_from(noun: Noun, state: str) -> tuple[Move, ...]:
    """Every move out of a state, in the order buttons stand."""
    return tuple(move for move in MOVES[noun] if move.start == state)


def find(noun: Noun, state: str, step: Step) -> Move | None:
    return next((move for move in moves_from(noun, state) if move.step is step), None)


def check(noun: Noun, state: str, step: Step, facts: Facts) -> tuple[Problem, ...]:
    """What stands in the way of a step: the wrong state, or every condition that is not met.

    ``facts`` holds what the move's conditions name (see ``CONDITIONS``); a missing fact is a KeyError, never a yes.
    """
    move = find(noun, state, step)
    if move is None:
        possible = [one.start for one in MOVES[noun] if one.step is step]
        shown = next((type(one.start)(state) for one in MOVES[noun]), state)
        return (Problem("wrong-state", facts={"noun": noun, "state": shown, "step": step, "possible": possible}),)
    return tuple(problem for name in move.after for problem in CONDITIONS[name](facts))


def diagram(noun: Noun) -> str:
    """State diagram in Mermaid, states and steps in Vietnamese."""
    moves = MOVES[noun]
    states = list(dict.fromkeys([FIRST[noun], *(state for move in moves for state in (move.start, move.end))]))
    last = [state for state in states if not moves_from(noun, state)]
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.value}: {label(state)}" for state in states]
    lines += [f"    [*] --> {FIRST[noun].value}"]
    lines += [f"    {move.start.value} --> {move.end.value}: {label(move.step)}" for move in moves]
    lines += [f"    {state.value} --> [*]" for state in last]
    return "\n".join(lines) + "\n"
