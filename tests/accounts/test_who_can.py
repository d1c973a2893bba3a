"""The third reader of the table of rights, set-based, says the same as the rules asked about everybody."""

import pytest
from django.utils import timezone

from tests import make
from tusoi.accounts.models import User
from tusoi.accounts.queries import actors_of, leaders_of, who_can
from tusoi.organizations.models import Unit
from tusoi.rules import authority
from tusoi.rules import authority_table as table
from tusoi.rules.authority import RecordFacts
from tusoi.rules.reach import FIGURES, UNIT_SHAPED
from tusoi.rules.terms import Action, Axis, CollectiveKind, Resource, Role, TitleGroup, Track, UnitKind

TODAY = timezone.localdate()


@pytest.fixture
def crowd(province):
    """Every role at every unit, recursive and not, on every axis; people with posts in collectives."""
    secretaries = {UnitKind.BRANCH}
    for unit in Unit.objects.all():
        for role in Role:
            if role is Role.BRANCH_SECRETARY and unit.kind not in secretaries:
                continue
            make.user(role, unit)
            make.user(role, unit, recursive=False, axis=Axis.HOME)
            make.user(role, unit, axis=Axis.MANAGING)
    committee = make.collective(province.first, CollectiveKind.COMMITTEE)
    branch = make.collective(province.branch, CollectiveKind.BRANCH)
    people = [make.person(province.branch) for _ in range(4)]
    make.post(people[0], province.first, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    make.post(people[1], province.first, "Ủy viên", TitleGroup.COMMITTEE_MEMBER)
    make.post(people[2], province.branch, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    for number, person in enumerate(people):
        make.user(Role.LEADER if number == 0 else Role.MEMBER, province.first, person=person)
    locked = make.user(Role.LEADER, province.top)
    User.objects.filter(pk=locked.pk).update(is_active=False)
    return {"committee": committee.pk, "branch": branch.pk, "people": [person.pk for person in people]}


def records(province, crowd):
    """Records that stand differently to everybody."""
    first, branch = province.first.path, province.branch.path
    yield RecordFacts(first, province.top.path, Track.COLLECTIVE, collective_id=crowd["committee"])
    yield RecordFacts(branch, first, Track.MEMBER, person_id=crowd["people"][3], collective_id=crowd["branch"])
    yield RecordFacts(branch, first, Track.CADRE, person_id=crowd["people"][0], collective_id=crowd["committee"])
    yield RecordFacts(first, province.top.path, Track.ORGANIZATION, unit_id=province.first.pk)
    attended = frozenset({crowd["people"][1]})
    yield RecordFacts(branch, first, Track.MEMBER, person_id=crowd["people"][3], attendee_ids=attended)
    yield RecordFacts(first, first)
    yield RecordFacts(province.top.path, "")
    yield RecordFacts(
        branch, first, Track.MEMBER, person_id=crowd["people"][3], conditional=frozenset(table.CONDITIONS)
    )


def questions():
    """Every cell of the table, once where two rows say the same about the same kind of record."""
    asked = set()
    for (resource, state), row in table.TABLE.items():
        for action in Action:
            cells = {(relation, cell[action]) for relation, cell in row.cells.items() if action in cell}
            kind = resource if resource is Resource.CYCLE else (resource in UNIT_SHAPED, resource in FIGURES)
            if cells and (kind, frozenset(cells)) not in asked:
                asked.add((kind, frozenset(cells)))
                yield action, resource, state


def test_it_names_whom_the_rules_name_for_every_row_and_action(province, crowd):
    everybody = actors_of(User.objects.filter(is_active=True), on=TODAY).values()
    differed, named = [], 0
    for record in records(province, crowd):
        for action, resource, state in questions():
            expected = {one.user_id for one in authority.who_can(action, resource, state, record, everybody)}
            found = {one.user_id for one in who_can(action, resource, state, record, TODAY)}
            named += len(found)
            differed += [(action, resource, state, record)] if found != expected else []
    assert differed == []
    assert named > 2000


def test_it_costs_five_queries_at_most(province, crowd, django_assert_max_num_queries):
    record = next(records(province, crowd))
    with django_assert_max_num_queries(5):
        who_can(Action.READ, Resource.SUGGESTION, "issued", record, TODAY)


def test_a_locked_account_can_nothing(province, people):
    record = RecordFacts(province.first.path, province.top.path, Track.COLLECTIVE)
    named = [actor.name for actor in who_can(Action.DECIDE, Resource.RATING_DECISION, "draft", record, TODAY)]
    assert named == ["Người dùng bi-thu-tinh"]
    User.objects.filter(pk=people.top_leader.pk).update(is_active=False)
    assert who_can(Action.DECIDE, Resource.RATING_DECISION, "draft", record, TODAY) == ()


def test_leaders_of_a_unit_are_those_exactly_there(province, people):
    assert leaders_of(province.first, on=TODAY) == [people.first_leader]
    assert leaders_of(province.grassroots, on=TODAY) == []
