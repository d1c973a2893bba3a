"""The product's table against the matrix of the design, cell by cell.

``policy_matrix.csv`` is the design's; ``policy_extra.csv`` holds its written-out defaults and the status cells of its
sentence "of persons only the status".
"""

import csv
from pathlib import Path
from types import MappingProxyType

import pytest

from tusoi.rules import authority_table
from tusoi.rules.authority import Actor, GrantFacts, RecordFacts, may
from tusoi.rules.authority_table import ANY, BY_TRACK, CONDITIONS, NOTHING, TABLE, Row, states
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.reach import UNIT_SHAPED
from tusoi.rules.terms import Action, BatchState, Relation, Resource, Role, SuggestionState, Track

HERE = Path(__file__).parent
Cell = tuple[Resource, str, Relation, Action]

ROOT, DISTRICT, COMMITTEE, BRANCH = "001", "001001", "001001001", "001001001001"


def cells_of(name: str) -> dict[Cell, bool]:
    """Cell → whether it is conditional."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return {
            (Resource(c["resource"]), c["state"], Relation(c["relation"]), Action(c["action"])): c["conditional"]
            == "yes"
            for c in csv.DictReader(lines)
        }


MATRIX = cells_of("policy_matrix.csv")
EXPECTED = MATRIX | cells_of("policy_extra.csv")
KEYS = list(dict.fromkeys((resource, state) for resource, state, _, _ in EXPECTED))
MATRIX_KEYS = list(dict.fromkeys((resource, state) for resource, state, _, _ in MATRIX))


def cells_of_product() -> dict[Cell, bool]:
    return {
        (resource, state, relation, action): bool(condition)
        for (resource, state), row in authority_table.TABLE.items()
        for relation, cells in row.cells.items()
        for action, condition in cells.items()
    }


# One actor per relation, who has no other, to a record of the branch that is managed by the district.
PERSONAS = {
    Relation.SUBJECT: Actor("subject", person_id=1),
    Relation.PEER: Actor("peer", member_collectives=frozenset({7})),
    Relation.BRANCH_SECRETARY: Actor("secretary", grants=(GrantFacts(Role.BRANCH_SECRETARY, BRANCH),)),
    Relation.HOME_STAFF: Actor("home staff", grants=(GrantFacts(Role.STAFF, COMMITTEE),)),
    Relation.HOME_LEADER: Actor("home leader", grants=(GrantFacts(Role.LEADER, COMMITTEE),)),
    Relation.MANAGING_STAFF: Actor("managing staff", grants=(GrantFacts(Role.STAFF, DISTRICT),)),
    Relation.MANAGING_LEADER: Actor("managing leader", grants=(GrantFacts(Role.LEADER, DISTRICT),)),
    Relation.UPPER: Actor("upper", grants=(GrantFacts(Role.LEADER, ROOT),)),
    Relation.ATTENDEE: Actor("attendee", person_id=2),
    Relation.INSPECTOR: Actor("inspector", grants=(GrantFacts(Role.INSPECTOR, DISTRICT),)),
    Relation.ADMINISTRATOR: Actor("administrator", grants=(GrantFacts(Role.ADMINISTRATOR, ROOT),)),
    Relation.OTHER: Actor("other", grants=(GrantFacts(Role.LEADER, "001002"),)),
}


def case(*, track: Track, conditional: frozenset[str]) -> RecordFacts:
    return RecordFacts(
        home_path=BRANCH,
        managing_path=DISTRICT,
        track=track,
        person_id=1,
        collective_id=7,
        attendee_ids=frozenset({2}),
        conditional=conditional,
    )


def wrong_answers(keys: list[tuple[Resource, str]]) -> list[tuple[Cell, str]]:
    """Cells in which ``may`` differs from the matrix: nothing conditional given, all of it given."""
    wrong = []
    bare = {track: case(track=track, conditional=frozenset()) for track in Track}
    full = {track: case(track=track, conditional=frozenset(CONDITIONS)) for track in Track}
    for resource, state in keys:
        for relation, actor in PERSONAS.items():
            for action in Action:
                cell = (resource, state, relation, action)
                open_bare = {may(actor, action, resource, state, bare[track]) for track in Track}
                open_full = {may(actor, action, resource, state, full[track]) for track in Track}
                if cell not in EXPECTED:
                    right = open_bare == open_full == {False}
                elif not EXPECTED[cell]:
                    right = open_bare == open_full == {True}
                else:
                    right = False in open_bare and True in open_full
                if not right:
                    wrong.append((cell, f"{open_bare} {open_full}"))
    return wrong


def test_the_matrix_has_the_size_of_the_design() -> None:
    assert len(MATRIX_KEYS) == 27
    assert len(MATRIX) == 296
    assert len(PERSONAS) == 12


def test_the_table_holds_exactly_the_cells_of_the_matrix_and_its_defaults() -> None:
    assert cells_of_product() == EXPECTED


def test_may_answers_every_cell_of_the_matrix() -> None:
    assert wrong_answers(MATRIX_KEYS) == []


def test_may_answers_every_cell_of_the_added_rows() -> None:
    # units and figures are shaped otherwise: their relations have their own tests
    added = [key for key in KEYS if key not in MATRIX_KEYS and key[0] not in UNIT_SHAPED]
    assert added == [(Resource.PERSON_CARD, ANY), (Resource.ROSTER_ENTRY, ANY)]
    assert wrong_answers(added) == []


def test_every_resource_has_a_row_with_its_own_number() -> None:
    assert {resource for resource, _ in TABLE} == set(Resource)
    assert sorted(row.number for row in TABLE.values()) == list(range(1, len(TABLE) + 1))


def test_flipping_any_single_cell_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    unnoticed = []
    for key, row in TABLE.items():
        for relation in Relation:
            for action in Action:
                changed = {name: dict(cells) for name, cells in row.cells.items()}
                cells = changed.setdefault(relation, {})
                if action in cells:
                    del cells[action]
                else:
                    cells[action] = ""
                monkeypatch.setitem(authority_table.TABLE, key, Row(row.number, changed))
                if cells_of_product() == EXPECTED:
                    unnoticed.append((key, relation, action))
        monkeypatch.setitem(authority_table.TABLE, key, row)
    assert unnoticed == []


def test_opening_or_closing_any_condition_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, row in TABLE.items():
        for relation, cells in row.cells.items():
            for action, condition in cells.items():
                other = {**cells, action: "" if condition else "announced"}
                changed = Row(row.number, MappingProxyType({**row.cells, relation: other}))
                monkeypatch.setitem(authority_table.TABLE, key, changed)
                assert cells_of_product() != EXPECTED, (key, relation, action)
        monkeypatch.setitem(authority_table.TABLE, key, row)


def test_losing_any_row_changes_what_may_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in MATRIX_KEYS:
        with monkeypatch.context() as patch:
            patch.setitem(authority_table.TABLE, key, NOTHING)
            assert wrong_answers([key]), key


def test_a_conditional_cell_opens_only_by_its_own_condition() -> None:
    actor = PERSONAS[Relation.PEER]
    every = frozenset(CONDITIONS)
    for wrong, opens in ((every - {"read_out"}, False), (frozenset({"read_out"}), True)):
        record = case(track=Track.COLLECTIVE, conditional=wrong)
        assert may(actor, Action.READ, Resource.SUGGESTION, "issued", record) is opens


@pytest.mark.parametrize(
    "resource",
    [
        Resource.SUGGESTION,
        Resource.SUGGESTION_ANSWER,
        Resource.TALLY,
        Resource.REMEDIATION_ITEM,
        Resource.REMEDIATION_PROGRESS,
    ],
)
def test_the_upper_level_reads_collectives_and_sees_only_the_status_of_persons(resource: Resource) -> None:
    state = {Resource.SUGGESTION: "issued", Resource.TALLY: "signed"}.get(resource, ANY)
    upper = PERSONAS[Relation.UPPER]
    seen = {
        track: {
            action
            for action in (Action.READ, Action.STATUS)
            if may(upper, action, resource, state, case(track=track, conditional=frozenset()))
        }
        for track in Track
    }
    assert seen == {
        Track.ORGANIZATION: {Action.READ},
        Track.COLLECTIVE: {Action.READ},
        Track.CADRE: {Action.STATUS},
        Track.MEMBER: {Action.STATUS},
    }


def test_a_mistyped_condition_fails_at_once() -> None:
    with pytest.raises(ValueError, match="anounced"):
        authority_table._row(99, subject="read:anounced")


def test_states_beside_the_matrix_read_as_the_row_they_share() -> None:
    row = authority_table.row
    assert row(Resource.PERSONAL_REPORT, "returned") is row(Resource.PERSONAL_REPORT, "draft")
    assert row(Resource.PERSONAL_REPORT, "presented") is row(Resource.PERSONAL_REPORT, "circulated")
    assert row(Resource.COLLECTIVE_REPORT, "returned") is row(Resource.COLLECTIVE_REPORT, "draft")
    shared = {state: row(Resource.SUGGESTION, state).number for state in SuggestionState}
    assert {state.value for state, number in shared.items() if number == 9} == {"draft", "proposed", "approved"}
    assert set(shared.values()) == {9, 10}
    before = set(BatchState) - {BatchState.DECIDED}
    assert {row(Resource.RATING_DECISION, state).number for state in before} == {17}


def test_an_unlisted_state_allows_nothing() -> None:
    everything = frozenset(CONDITIONS)
    for actor in PERSONAS.values():
        for action in Action:
            record = case(track=Track.MEMBER, conditional=everything)
            assert not may(actor, action, Resource.BALLOT, "counted", record)


def test_states_lists_what_the_table_distinguishes() -> None:
    assert states(Resource.PERSONAL_REPORT) == ("draft", "submitted", "circulated", "locked")
    assert states(Resource.GRANT) == (ANY,)


def test_every_word_of_the_table_has_its_vietnamese() -> None:
    assert set(RELATION_WORDS) == set(Relation)
    assert set(ACTION_WORDS) == set(Action)
    assert set(RESOURCE_WORDS) == set(Resource)
    assert not set(CONDITIONS) & set(BY_TRACK)
