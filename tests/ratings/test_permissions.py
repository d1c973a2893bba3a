"""Who may do what to ratings, enumerated: every relation against every act, compared with the matrix of the design."""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

from tests import make
from tests.ratings.world import NOW, PAPER, World, opened, scan, world
from tusoi.cycles.models import RosterEntry
from tusoi.ratings import actions, queries
from tusoi.ratings.models import Batch, Decision
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Axis, Category, QuotaBase, QuotaMode, Role, Rounding, Track, UnitKind

pytestmark = pytest.mark.django_db

MATRIX = Path(__file__).parents[1] / "rules" / "policy_matrix.csv"
G = Category.GOOD


def cells(state: str) -> dict[str, set[str]]:
    """Relation → actions of the matrix on a rating decision in that state, unconditional ones."""
    found: dict[str, set[str]] = {}
    with MATRIX.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["resource"] == "rating_decision" and row["state"] == state and not row["conditional"]:
                found.setdefault(row["relation"], set()).add(row["action"])
    return found


def people(there: World) -> dict[str, Actor]:
    """Relation to the first district's rating → somebody who has exactly that one."""
    home, sibling = there.districts[0], there.districts[1]
    head = make.person(make.unit("T.00.1", UnitKind.GRASSROOTS_BRANCH, home))
    make.post(head, home, "Bí thư", "secretary", is_head=True)
    return {
        "subject": make.actor(Role.MEMBER, home, person=head),
        "branch_secretary": make.actor(Role.BRANCH_SECRETARY, home),
        "home_staff": make.actor(Role.STAFF, home),
        "home_leader": make.actor(Role.LEADER, home),
        "managing_staff": make.actor(Role.STAFF, there.province),
        "managing_leader": make.actor(Role.LEADER, there.province),
        "inspector": make.actor(Role.INSPECTOR, there.province),
        "administrator": make.actor(Role.ADMINISTRATOR, there.province),
        "other": make.actor(Role.LEADER, sibling),
    }


def outcome(act) -> str:
    try:
        act()
    except Refused as refused:
        return refused.kind
    return "done"


def acts(there: World, by: Actor) -> dict[str, tuple[str, object]]:
    """Name of an act → the action of the matrix it needs on a draft, and the act."""
    group, lines = there.group, there.lines(G)
    paper = {"document_no": PAPER["document_no"], "document_date": PAPER["document_date"]}
    return {
        "submit": ("submit", lambda: actions.submit(group=group, lines=lines, by=by, at=NOW)),
        "record": ("create", lambda: there.record(G, by=by, **scan())),
        "decide": ("decide", lambda: there.decide(0, G, by=by)),
        "choose": (
            "decide",
            lambda: actions.choose_quota(
                group=group, base=QuotaBase.GOOD, rounding=Rounding.FLOOR, mode=QuotaMode.WARN, by=by, at=NOW
            ),
        ),
        "except": (
            "decide",
            lambda: actions.except_quota(group=group, extra=1, reason="lý do", **paper, by=by, at=NOW),
        ),
        "confirm": (
            "update",
            lambda: actions.confirm_quota(
                cycle=there.cycle, track=Track.ORGANIZATION, document_no="1", article="2", by=by, at=NOW
            ),
        ),
    }


RELATIONS = [
    "subject",
    "branch_secretary",
    "home_staff",
    "home_leader",
    "managing_staff",
    "managing_leader",
    "inspector",
    "administrator",
    "other",
]


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_act_on_a_draft_is_open_to_exactly_those_the_matrix_names(relation):
    there = world(2)
    by = people(there)[relation]
    allowed = cells("draft").get(relation, set())
    for name, (action, act) in acts(there, by).items():
        Batch.objects.all().delete()
        found = outcome(act)
        expected = "done" if action in allowed else None
        assert (found == "done") == (expected == "done"), (relation, name, found)
        if expected is None:
            assert found in {"forbidden", "missing"}, (relation, name, found)
        Decision.objects.all().delete()


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_decided_rating_is_read_by_exactly_those_the_matrix_names(relation):
    there = world(2)
    there.decide(0, G)
    by = people(there)[relation]
    found = outcome(lambda: queries.entry(by, there.entries[0].pk))
    expected = "read" in cells("published").get(relation, set())
    assert (found == "done") == expected, (relation, found)
    rows = queries.decisions(by, there.cycle).values_list("entry_id", flat=True)
    assert (there.entries[0].pk in rows) == expected


def test_somebody_above_the_authority_may_rate_again_but_not_decide_first():
    there = world(1)
    district = there.districts[0]
    make.unit("T.00.9", UnitKind.GRASSROOTS_COMMITTEE, district)
    opened(there.province)
    entry = RosterEntry.objects.select_related("cycle__scope").get(unit__code="T.00.9", track=Track.ORGANIZATION)
    assert entry.managing_path == district.path
    with pytest.raises(Refused) as refused:
        there.decide(0, G, entry=entry)
    assert refused.value.kind in {"forbidden", "conflict", "missing"}
    first = there.decide(0, G, entry=entry, by=make.actor(Role.LEADER, district))
    again = there.decide(0, Category.COMPLETED, entry=entry, expected_current=first.pk, reasons="lý do")
    assert again.supersedes == first


def test_the_head_of_a_unit_does_not_decide_on_it_although_he_leads_above():
    there = world(1)
    head = make.person(make.unit("T.00.1", UnitKind.GRASSROOTS_BRANCH, there.districts[0]))
    make.post(head, there.districts[0], "Bí thư", "secretary", is_head=True)
    both = make.actor(Role.LEADER, there.province, person=head)
    with pytest.raises(Refused) as refused:
        there.decide(0, G, by=both)
    assert refused.value.kind == "forbidden"
    problems, kind = actions.refusal(both, there.entries[0], None)
    assert ([problem.code for problem in problems], kind) == (["own-case"], "forbidden")
    assert not Decision.objects.exists()


def test_the_head_of_a_unit_leaves_its_line_out_of_a_batch_and_sees_no_proposal_on_it():
    there = world(2)
    head = make.person(make.unit("T.00.1", UnitKind.GRASSROOTS_BRANCH, there.districts[0]))
    make.post(head, there.districts[0], "Bí thư", "secretary", is_head=True)
    both = make.actor(Role.LEADER, there.province, person=head)
    batch = there.submit(G, G)
    assert [row["entry_id"] for row in queries.batch_lines(both, batch)] == [there.entries[1].pk]
    assert list(queries.proposed(both, there.group)) == [there.entries[1].pk]
    paper = {"document_no": "1-QĐ/TU", "document_date": PAPER["document_date"]}
    assert actions.decide_batch(batch=batch, **paper, by=both, at=NOW) == 1
    assert there.categories() == ["", G]


def test_who_recorded_does_not_check_and_a_leader_may():
    there = world(1)
    batch = there.record(G)
    with pytest.raises(Refused) as refused:
        actions.check(batch=batch, by=there.staff, at=NOW)
    assert (refused.value.kind, refused.value.problems[0].code) == ("forbidden", "proposer-decides")
    assert actions.check(batch=batch, by=there.leader, at=NOW) == 1


def test_staff_do_not_decide_what_was_submitted():
    there = world(1)
    batch = there.submit(G)
    paper = {"document_no": "1-QĐ/TU", "document_date": PAPER["document_date"]}
    with pytest.raises(Refused) as refused:
        actions.decide_batch(batch=batch, **paper, by=there.second, at=NOW)
    assert refused.value.kind == "forbidden"
    assert refused.value.problems[0].facts["who"]


def test_a_grant_on_the_home_axis_alone_decides_nothing():
    there = world(1)
    by = make.actor(Role.LEADER, there.province, axis=Axis.HOME)
    with pytest.raises(Refused):
        there.decide(0, G, by=by)


def test_a_person_of_the_same_branch_sees_the_category_and_nothing_else(client):
    there = world(1)
    branch = make.unit("T.00.2", UnitKind.GRASSROOTS_BRANCH, there.districts[0])
    one, other = make.person(branch), make.person(branch)
    opened(there.province)
    entry = RosterEntry.objects.select_related("cycle__scope").get(person=one, track=Track.MEMBER)
    leader = make.actor(Role.LEADER, make.Unit.objects.get(path=entry.managing_path))
    there.decide(0, G, entry=entry, by=leader, reasons="CANARY-lý do")
    account = make.user(Role.MEMBER, branch, person=other)
    client.force_login(account)
    shown = client.get(reverse("ratings:entry", args=[entry.pk])).content.decode()
    assert "Hoàn thành tốt nhiệm vụ" in shown
    assert "CANARY" not in shown
    assert PAPER["document_no"] not in shown
