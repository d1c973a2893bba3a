"""One table of moves per noun."""

from enum import StrEnum

import pytest

from tusoi.rules.terms import BatchKind, BatchState, CycleState, GrantState, Noun, Step, SuggestionState
from tusoi.rules.workflow import CONDITIONS, FIRST, MOVES, batch_noun, check, diagram, find, moves_from

STATES = {
    Noun.CYCLE: set(CycleState),
    Noun.SUGGESTION: set(SuggestionState),
    Noun.SUBMISSION: set(BatchState) - {BatchState.RECORDED},
    Noun.RECORD: set(BatchState) - {BatchState.SUBMITTED},
    Noun.GRANT: set(GrantState),
}
LAST = {
    Noun.CYCLE: set(),
    Noun.SUGGESTION: {SuggestionState.CLOSED, SuggestionState.WITHDRAWN},
    Noun.SUBMISSION: {BatchState.DECIDED},
    Noun.RECORD: {BatchState.DECIDED},
    Noun.GRANT: {GrantState.REFUSED, GrantState.ENDED},
}
ALL_IS_WELL = {
    "wrong": 0,
    "warnings": 0,
    "accepted": False,
    "waiting": 0,
    "items": 2,
    "unanswered": 0,
    "lines": 22,
    "document_no": "215-QĐ/TU",
    "document_date": "20/01/2022",
    "reason": "theo kết luận",
}
# condition → facts that break it → the problem said
BROKEN = [
    ("nothing-wrong", {"wrong": 3}, ["cycle-not-ready"]),
    ("warnings-accepted", {"warnings": 4}, ["cycle-warnings-open"]),
    ("no-batch-waiting", {"waiting": 1}, ["cycle-batches-waiting"]),
    ("items", {"items": 0}, ["suggestion-without-items"]),
    ("all-answered", {"unanswered": 2}, ["suggestion-unanswered"]),
    ("lines", {"lines": 0}, ["batch-without-lines"]),
    ("document", {"document_no": ""}, ["step-needs-document-no"]),
    ("document", {"document_date": None}, ["step-needs-document-date"]),
    ("document", {"document_no": "", "document_date": None}, ["step-needs-document-no", "step-needs-document-date"]),
    ("reason", {"reason": "  "}, ["step-needs-reason"]),
    ("reason", {"reason": None}, ["step-needs-reason"]),
]
EVERY_MOVE = [(noun, move) for noun in Noun for move in MOVES[noun]]


@pytest.mark.parametrize("noun", Noun)
def test_every_state_can_be_reached_and_only_the_last_ones_have_no_way_out(noun):
    reached = {FIRST[noun]}
    for _ in STATES[noun]:
        reached |= {move.end for state in set(reached) for move in moves_from(noun, state)}
    assert reached == STATES[noun]
    assert {state for state in reached if not moves_from(noun, state)} == LAST[noun]


@pytest.mark.parametrize("noun", Noun)
def test_a_step_leads_from_a_state_to_one_state(noun):
    starts = [(move.start, move.step) for move in MOVES[noun]]
    assert len(set(starts)) == len(starts)


def test_every_step_and_every_condition_is_used_somewhere():
    assert {move.step for _, move in EVERY_MOVE} == set(Step)
    assert {name for _, move in EVERY_MOVE for name in move.after} == set(CONDITIONS)
    assert {name for name, _, _ in BROKEN} == set(CONDITIONS)


@pytest.mark.parametrize(("noun", "move"), EVERY_MOVE)
def test_a_step_is_free_when_its_conditions_are_met(noun, move):
    assert check(noun, move.start, move.step, ALL_IS_WELL) == ()
    assert find(noun, move.start, move.step).end == move.end
    assert find(noun, move.start.value, move.step) is move


@pytest.mark.parametrize(("condition", "facts", "codes"), BROKEN)
def test_a_step_says_every_condition_that_is_not_met(condition, facts, codes):
    asked = [(noun, move) for noun, move in EVERY_MOVE if condition in move.after]
    for noun, move in asked:
        found = [problem.code for problem in check(noun, move.start, move.step, ALL_IS_WELL | facts)]
        assert found == codes


def test_warnings_that_somebody_accepted_stand_in_no_way():
    facts = ALL_IS_WELL | {"warnings": 4, "accepted": True}
    assert check(Noun.CYCLE, CycleState.PREPARING, Step.OPEN, facts) == ()


def test_a_fact_that_was_forgotten_is_never_taken_for_a_yes():
    with pytest.raises(KeyError):
        check(Noun.SUGGESTION, SuggestionState.ISSUED, Step.ANSWER, {})


@pytest.mark.parametrize("noun", Noun)
def test_every_other_step_from_every_state_is_refused_with_its_states(noun):
    for state in STATES[noun]:
        for step in set(Step) - {move.step for move in moves_from(noun, state)}:
            (problem,) = check(noun, state.value, step, {})
            assert problem.code == "wrong-state"
            assert (problem.facts["noun"], problem.facts["state"], problem.facts["step"]) == (noun, state, step)
            assert type(problem.facts["state"]) is type(state)
            assert set(problem.facts["possible"]) == {one.start for one in MOVES[noun] if one.step is step}


def test_the_moves_of_the_domain_are_these():
    ways = {
        noun: {(str(move.start), str(move.step), str(move.end)) for move in MOVES[noun]}
        for noun in (Noun.SUBMISSION, Noun.RECORD, Noun.GRANT, Noun.CYCLE)
    }
    assert ways == {
        Noun.SUBMISSION: {
            ("draft", "submit", "submitted"),
            ("submitted", "decide", "decided"),
            ("submitted", "return", "returned"),
            ("returned", "submit", "submitted"),
        },
        Noun.RECORD: {
            ("draft", "record", "recorded"),
            ("recorded", "check", "decided"),
            ("recorded", "return", "returned"),
            ("returned", "record", "recorded"),
        },
        Noun.GRANT: {
            ("prepared", "approve", "active"),
            ("prepared", "refuse", "refused"),
            ("active", "end", "ended"),
        },
        Noun.CYCLE: {
            ("preparing", "open", "open"),
            ("open", "add", "open"),
            ("open", "close", "closed"),
            ("closed", "reopen", "open"),
        },
    }


def test_a_suggestion_walks_to_its_end_also_when_the_first_answer_was_not_enough():
    state = SuggestionState.DRAFT
    steps = [Step.PROPOSE, Step.APPROVE, Step.ISSUE, Step.ANSWER, Step.ASK_AGAIN, Step.ANSWER, Step.ACCEPT, Step.CLOSE]
    for step in steps:
        assert check(Noun.SUGGESTION, state, step, ALL_IS_WELL) == ()
        state = find(Noun.SUGGESTION, state, step).end
    assert state is SuggestionState.CLOSED


def test_a_suggestion_is_withdrawn_before_it_is_answered_or_not_at_all():
    assert {str(move.start) for move in MOVES[Noun.SUGGESTION] if move.step is Step.WITHDRAW} == {
        "proposed",
        "approved",
        "issued",
    }


def test_each_kind_of_batch_moves_its_own_way():
    assert {batch_noun(kind) for kind in BatchKind} == {Noun.SUBMISSION, Noun.RECORD}


@pytest.mark.parametrize("noun", Noun)
def test_the_diagram_shows_every_state_and_every_move_in_words(noun):
    drawn = diagram(noun)
    assert drawn.startswith("stateDiagram-v2\n    ")
    for state in STATES[noun]:
        assert f"    {state.value}: " in drawn
    assert drawn.count(" --> ") == len(MOVES[noun]) + 1 + len(LAST[noun])
    assert all(isinstance(move.start, StrEnum) for move in MOVES[noun])


def test_the_diagram_of_a_grant_reads_so():
    assert diagram(Noun.GRANT) == (
        "stateDiagram-v2\n"
        "    prepared: chờ lãnh đạo duyệt\n"
        "    active: đang có hiệu lực\n"
        "    refused: không được duyệt\n"
        "    ended: đã kết thúc\n"
        "    [*] --> prepared\n"
        "    prepared --> active: duyệt\n"
        "    prepared --> refused: không duyệt\n"
        "    active --> ended: chấm dứt\n"
        "    refused --> [*]\n"
        "    ended --> [*]\n"
    )
