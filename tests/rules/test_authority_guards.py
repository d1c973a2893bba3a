"""Guards override every allowance; a refusal says what happened, under which article, and who may."""

import pytest

from tusoi.rules.authority import (
    Actor,
    GrantFacts,
    RecordFacts,
    approve_grant,
    guard,
    may,
    may_install,
    prepare_grant,
    relations,
    verdict,
    who_can,
)
from tusoi.rules.authority_table import ANY, CONDITIONS, TABLE
from tusoi.rules.reach import FIGURES, UNIT_SHAPED
from tusoi.rules.terms import Action, Axis, Relation, Resource, Role, Track

ROOT, DISTRICT, BRANCH = "001", "001001", "001001001"
EVERY_OFFICE = tuple(GrantFacts(role, path) for role in Role for path in (ROOT, DISTRICT, BRANCH))


# G1: nobody handles his own case


@pytest.mark.parametrize("grant", EVERY_OFFICE, ids=lambda g: f"{g.role} at {g.path}")
def test_g1_an_office_adds_nothing_on_ones_own_record(grant: GrantFacts) -> None:
    own = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=1, conditional=frozenset(CONDITIONS))
    without, officer = Actor("plain", person_id=1), Actor("officer", person_id=1, grants=(grant,))
    assert relations(officer, own) == {Relation.SUBJECT}
    for resource, state in TABLE:
        if resource not in UNIT_SHAPED | FIGURES:
            for action in Action:
                assert may(officer, action, resource, state, own) is may(without, action, resource, state, own)


def test_g1_holds_for_the_head_of_a_collective_and_of_a_unit() -> None:
    head = Actor(
        "head", own_collectives=frozenset({7}), own_units=frozenset({3}), grants=(GrantFacts(Role.LEADER, DISTRICT),)
    )
    for case in (
        RecordFacts(DISTRICT, DISTRICT, Track.COLLECTIVE, collective_id=7),
        RecordFacts(DISTRICT, DISTRICT, Track.ORGANIZATION, unit_id=3),
    ):
        assert not may(head, Action.DECIDE, Resource.RATING_DECISION, "draft", case)
    # but a member of his collective is not his own case
    member = RecordFacts(DISTRICT, DISTRICT, Track.CADRE, person_id=4, collective_id=7)
    assert may(head, Action.DECIDE, Resource.RATING_DECISION, "draft", member)


def test_g1_sends_the_decision_up() -> None:
    own = RecordFacts(DISTRICT, DISTRICT, Track.CADRE, person_id=1)
    head = Actor("head", person_id=1, grants=(GrantFacts(Role.LEADER, DISTRICT),))
    upper = Actor("upper", person_id=2, grants=(GrantFacts(Role.LEADER, ROOT),))
    assert who_can(Action.DECIDE, Resource.RATING_DECISION, "published", own, [head, upper]) == (upper,)


def test_g1_is_named_in_the_refusal() -> None:
    own = RecordFacts(DISTRICT, DISTRICT, Track.CADRE, person_id=1)
    head = Actor("head", person_id=1, grants=(GrantFacts(Role.LEADER, DISTRICT),))
    answer = verdict(head, Action.DECIDE, Resource.RATING_DECISION, "published", own)
    assert answer.outcome == "refused"
    assert answer.kind == "forbidden"
    assert answer.problem is not None
    assert answer.problem.code == "own-case"
    assert answer.problem.source == "Bảng phân quyền, nguyên tắc 1"
    assert "cấp trên của cấp quản lý" in answer.problem.facts["who"]  # type: ignore[operator]


def test_figures_and_units_are_nobodys_own_case() -> None:
    head = Actor("head", own_units=frozenset({3}), grants=(GrantFacts(Role.STAFF, DISTRICT),))
    unit = RecordFacts(DISTRICT, DISTRICT, Track.ORGANIZATION, unit_id=3)
    assert may(head, Action.EXPORT, Resource.STATISTICS_OWN_UNIT, ANY, unit)
    assert may(head, Action.CREATE, Resource.IMPORT, ANY, unit)


# G2: the proposer does not decide


def test_g2_the_proposer_neither_decides_nor_checks() -> None:
    clerk = Actor("clerk", user_id=5)
    for action in Action:
        problem = guard(clerk, action, proposer_id=5)
        assert (problem is not None) is (action in {Action.DECIDE, Action.VERIFY})
        assert guard(clerk, action, proposer_id=6) is None
        assert guard(clerk, action, proposer_id=None) is None
        assert guard(Actor("installation"), action, proposer_id=None) is None


def test_g2_names_its_article() -> None:
    problem = guard(Actor("clerk", user_id=5), Action.DECIDE, proposer_id=5)
    assert problem is not None
    assert (problem.code, problem.source) == ("proposer-decides", "Bảng phân quyền, nguyên tắc 2")


# G8: an ended grant is nothing


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEMBER])
def test_g8_without_the_grant_the_actor_is_a_stranger(role: Role) -> None:
    record = RecordFacts(BRANCH, DISTRICT, Track.MEMBER, person_id=9)
    holds, moved = (Actor("holder", grants=(GrantFacts(role, path),)) for path in (BRANCH, "001002"))
    assert relations(holds, record) != {Relation.OTHER}
    assert relations(Actor("former"), record) == relations(moved, record) == {Relation.OTHER}


def test_g8_a_grant_for_one_cycle_is_nothing_in_another() -> None:
    staff = Actor("staff", grants=(GrantFacts(Role.STAFF, DISTRICT, cycle_id=5),))
    assert relations(staff, RecordFacts(BRANCH, DISTRICT, cycle_id=5)) == {Relation.MANAGING_STAFF}
    assert relations(staff, RecordFacts(BRANCH, DISTRICT, cycle_id=6)) == {Relation.OTHER}
    assert relations(staff, RecordFacts(BRANCH, DISTRICT)) == {Relation.OTHER}


# G9: grants


def code(problem: object) -> str:
    return getattr(problem, "code", "")


def holder(role: Role, path: str, *, recursive: bool = True, axis: Axis = Axis.BOTH, cycle: int | None = None) -> Actor:
    return Actor("holder", user_id=1, person_id=11, grants=(GrantFacts(role, path, recursive, axis, cycle),))


@pytest.mark.parametrize("role", Role)
def test_g9_nobody_grants_himself(role: Role) -> None:
    by, grant = holder(role, ROOT), GrantFacts(Role.STAFF, BRANCH)
    for ids in ({"user_id": 1}, {"user_id": None, "person_id": 11}, {"user_id": 2, "person_id": 11}):
        assert code(prepare_grant(by, grant, **ids)) == "grant-to-oneself"
        assert code(approve_grant(by, grant, **ids)) == "grant-to-oneself"


@pytest.mark.parametrize("role", Role)
def test_g9_only_a_leader_brings_a_grant_into_force(role: Role) -> None:
    by = holder(role, ROOT)
    for recursive in (True, False):
        grant = GrantFacts(Role.STAFF, BRANCH, recursive)
        prepared = code(prepare_grant(by, grant, user_id=2))
        assert prepared == ("" if role in {Role.STAFF, Role.LEADER, Role.ADMINISTRATOR} else "grant-outside-scope")
        assert code(approve_grant(by, grant, user_id=2)) == ("" if role is Role.LEADER else "grant-needs-leader")


def test_g9_the_leader_must_stand_at_or_above_the_unit_on_its_axis_and_cycle() -> None:
    grant = GrantFacts(Role.STAFF, DISTRICT)
    assert approve_grant(holder(Role.LEADER, DISTRICT), grant, user_id=2) is None
    assert approve_grant(holder(Role.LEADER, ROOT), grant, user_id=2) is None
    for by in (
        holder(Role.LEADER, BRANCH),
        holder(Role.LEADER, "001002"),
        holder(Role.LEADER, ROOT, recursive=False),
        holder(Role.LEADER, ROOT, axis=Axis.HOME),
        holder(Role.LEADER, ROOT, cycle=5),
    ):
        assert code(approve_grant(by, grant, user_id=2)) == "grant-needs-leader"
        assert code(prepare_grant(by, grant, user_id=2)) == "grant-outside-scope"


def test_g9_a_recursive_grant_comes_only_from_a_recursive_leader() -> None:
    by = holder(Role.LEADER, DISTRICT, recursive=False)
    assert approve_grant(by, GrantFacts(Role.STAFF, DISTRICT, recursive=False), user_id=2) is None
    refused = approve_grant(by, GrantFacts(Role.STAFF, DISTRICT, recursive=True), user_id=2)
    assert code(refused) == "grant-needs-recursive-leader"
    assert refused is not None
    assert refused.source == "Bảng phân quyền, nguyên tắc 9"


def test_g9_the_leader_who_prepared_does_not_approve_as_the_second_hand() -> None:
    by, grant = holder(Role.LEADER, ROOT), GrantFacts(Role.STAFF, BRANCH)
    assert code(approve_grant(by, grant, user_id=2, prepared_by_id=1)) == "proposer-decides"
    assert approve_grant(by, grant, user_id=2, prepared_by_id=3) is None


def test_an_administrator_reads_no_content_anywhere() -> None:
    by = holder(Role.ADMINISTRATOR, ROOT)
    record = RecordFacts(BRANCH, DISTRICT, Track.MEMBER, person_id=9, conditional=frozenset(CONDITIONS))
    allowed = {
        (resource, action) for resource, state in TABLE for action in Action if may(by, action, resource, state, record)
    }
    assert allowed == {
        (Resource.STATISTICS_OWN_UNIT, Action.STATUS),
        (Resource.RECORD_TRAIL, Action.STATUS),
        (Resource.GRANT, Action.CREATE),
    }


def test_the_installation_acts_only_until_a_leader_is_active() -> None:
    installation = Actor("installation", installation=True)
    assert may_install(installation)
    assert not may_install(installation, leader_active=True)
    assert not may_install(holder(Role.ADMINISTRATOR, ROOT))
    assert relations(installation, RecordFacts(BRANCH, ROOT)) == {Relation.OTHER}


# verdicts


def test_a_stranger_gets_the_answer_of_a_record_that_does_not_exist() -> None:
    stranger = Actor("other", grants=(GrantFacts(Role.LEADER, "001002"),))
    record = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=9)
    for resource, state in TABLE:
        for action in Action:
            answer = verdict(stranger, action, resource, state, record)
            assert (answer.outcome, answer.problem, answer.kind) == ("hidden", None, "missing")


def test_who_sees_only_the_status_finds_no_page() -> None:
    staff = Actor("staff", grants=(GrantFacts(Role.STAFF, DISTRICT),))
    record = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=9)
    assert may(staff, Action.STATUS, Resource.PERSONAL_REPORT, "draft", record)
    for action in (Action.READ, Action.UPDATE):
        assert verdict(staff, action, Resource.PERSONAL_REPORT, "draft", record).outcome == "hidden"


def test_a_reader_who_may_not_act_learns_who_may() -> None:
    staff = Actor("staff", grants=(GrantFacts(Role.STAFF, DISTRICT),))
    record = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=9)
    answer = verdict(staff, Action.DECIDE, Resource.SUGGESTION, "proposed", record)
    assert not answer.allowed
    assert answer.kind == "forbidden"
    assert answer.problem is not None
    assert answer.problem.code == "not-entitled"
    assert answer.problem.source == "Bảng phân quyền, dòng 9"
    assert answer.problem.facts == {
        "action": "quyết định",
        "resource": "gợi ý kiểm điểm",
        "state": "proposed",
        "relations": ("managing_leader",),
        "who": ("lãnh đạo cấp ủy của cấp quản lý",),
    }


def test_a_right_of_another_state_is_a_conflict_not_a_lack_of_right() -> None:
    staff = Actor("staff", grants=(GrantFacts(Role.STAFF, DISTRICT),))
    record = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=9)
    answer = verdict(staff, Action.UPDATE, Resource.SUGGESTION, "issued", record)
    assert (answer.outcome, answer.kind, answer.problem and answer.problem.code) == (
        "refused",
        "conflict",
        "not-in-this-state",
    )


def test_the_verdict_agrees_with_may_everywhere() -> None:
    record = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=9, collective_id=7)
    actors = [
        *(Actor("office", grants=(grant,)) for grant in EVERY_OFFICE),
        Actor("subject", person_id=9),
        Actor("peer", member_collectives=frozenset({7})),
    ]
    for actor in actors:
        for resource, state in TABLE:
            for action in Action:
                answer = verdict(actor, action, resource, state, record)
                assert answer.allowed is may(actor, action, resource, state, record)
                assert (answer.problem is not None) is (answer.outcome == "refused")


def test_what_may_not_be_read_yet_is_hidden_even_from_who_may_add_to_it() -> None:
    peer = Actor("peer", member_collectives=frozenset({7}))
    record = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=9, collective_id=7)
    assert may(peer, Action.APPEND, Resource.COMMENT, "meeting_open", record)
    assert verdict(peer, Action.READ, Resource.COMMENT, "meeting_open", record).outcome == "hidden"
