"""Who is the actor: his grants, his branch, the collectives he heads or sits in, the units he heads."""

import pytest
from django.utils import timezone

from tests import make
from tusoi.accounts.models import User
from tusoi.accounts.queries import acting, actor_of, actors_of
from tusoi.organizations.models import Post
from tusoi.rules.problems import Refused
from tusoi.rules.terms import CollectiveKind, Role, TitleGroup, UnitKind

TODAY = timezone.localdate()


@pytest.fixture
def seats(province):
    """Collectives of the district and of the branch; a person in the branch with an account."""
    person = make.person(province.branch)
    user = make.user(Role.MEMBER, province.branch, person=person, username="nguoi-co-ho-so")
    committee = make.collective(province.first, CollectiveKind.COMMITTEE)
    standing = make.collective(province.first, CollectiveKind.STANDING_COMMITTEE)
    branch = make.collective(province.branch, CollectiveKind.BRANCH)
    return user, person, committee.pk, standing.pk, branch.pk


def test_a_member_is_a_peer_in_his_branch(province, seats):
    user, person, _committee, _standing, branch = seats
    actor = make.acting(user)
    assert (actor.person_id, actor.branch_path) == (person.pk, province.branch.path)
    assert (actor.own_collectives, actor.member_collectives, actor.own_units) == (frozenset(), {branch}, frozenset())


@pytest.mark.parametrize(
    ("group", "is_head", "heads", "sits"),
    [
        (TitleGroup.SECRETARY, True, ["committee", "standing"], []),
        (TitleGroup.DEPUTY_SECRETARY, False, [], ["committee", "standing"]),
        (TitleGroup.STANDING_MEMBER, False, [], ["committee", "standing"]),
        (TitleGroup.COMMITTEE_MEMBER, False, [], ["committee"]),
        (TitleGroup.OTHER, False, [], []),
    ],
)
def test_a_post_seats_its_holder_in_the_collectives_of_its_group(province, seats, group, is_head, heads, sits):
    user, person, committee, standing, branch = seats
    make.post(person, province.first, "Chức vụ", group, is_head=is_head)
    named = {"committee": committee, "standing": standing}
    actor = make.acting(user)
    assert actor.own_collectives == {named[name] for name in heads}
    assert actor.member_collectives == {named[name] for name in sits} | {branch}
    assert actor.own_units == ({province.first.pk} if is_head else set())


def test_a_branch_secretary_heads_his_branch_and_is_not_its_peer(province, seats):
    user, person, _committee, _standing, branch = seats
    make.post(person, province.branch, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    actor = make.acting(user)
    assert (actor.own_collectives, actor.member_collectives) == ({branch}, frozenset())
    assert actor.own_units == {province.branch.pk}


def test_a_second_post_at_the_same_unit_takes_no_seat_away(province, seats):
    user, person, committee, standing, _branch = seats
    make.post(person, province.first, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    make.post(person, province.first, "Ủy viên Ban Thường vụ", TitleGroup.STANDING_MEMBER)
    assert make.acting(user).own_collectives == {committee, standing}


def test_a_post_that_names_its_collective_sits_in_no_other_of_the_same_kind(province, seats):
    user, person, *_ = seats
    agency = make.agency("S1", province.first)
    one = make.collective(agency, CollectiveKind.LEADERSHIP, "Tập thể lãnh đạo Sở S1")
    make.collective(agency, CollectiveKind.LEADERSHIP, "Tập thể lãnh đạo Chi cục S1")
    post = make.post(person, agency, "Giám đốc", TitleGroup.HEAD, is_head=True)
    assert len(make.acting(user).own_collectives) == 2
    Post.objects.filter(pk=post.pk).update(collective=one)
    assert make.acting(user).own_collectives == {one.pk}


def test_a_post_that_is_over_seats_nobody(province, seats):
    user, person, *_ = seats
    post = make.post(person, province.first, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    Post.objects.filter(pk=post.pk).update(valid_to=TODAY.replace(year=TODAY.year - 1))
    assert make.acting(user).own_collectives == frozenset()


def test_an_actor_costs_four_queries_with_a_person_and_one_without(province, seats, django_assert_num_queries):
    user, person, *_ = seats
    make.post(person, province.first, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    make.grant(user, Role.STAFF, province.first)
    with django_assert_num_queries(4):
        actor_of(user, on=TODAY)
    clerk = make.user(Role.STAFF, province.first)
    with django_assert_num_queries(1):
        actor_of(clerk, on=TODAY)


def test_many_actors_cost_what_one_costs(province, people, seats, django_assert_num_queries):
    with django_assert_num_queries(4):
        many = actors_of(User.objects.all(), on=TODAY)
    assert many == {user.pk: actor_of(user, on=TODAY) for user in User.objects.all()}


def test_an_account_without_a_name_acts_under_its_username(province):
    user = make.user(Role.STAFF, province.first, username="khong-ten")
    user.full_name = ""
    assert make.acting(user).name == "khong-ten"


def test_on_the_command_line_the_named_user_acts(people):
    assert acting("Chuyen-Vien-Huyen ", on=TODAY).user_id == people.staff.pk


@pytest.mark.usefixtures("people")
def test_the_installation_acts_only_until_the_first_leader():
    with pytest.raises(Refused) as refusal:
        acting("", on=TODAY)
    assert [problem.code for problem in refusal.value.problems] == ["actor-needed"]


def test_an_empty_data_folder_is_filled_by_the_installation(db):
    actor = acting("", on=TODAY)
    assert (actor.name, actor.installation, actor.user_id) == ("installation", True, None)
    make.unit("T", UnitKind.PROVINCE)
    assert acting("", on=TODAY).installation


@pytest.mark.parametrize("locked", [True, False])
def test_an_unknown_or_locked_user_does_not_act(people, locked):
    User.objects.filter(pk=people.staff.pk).update(is_active=not locked)
    with pytest.raises(Refused) as refusal:
        acting("chuyen-vien-huyen" if locked else "ai-do", on=TODAY)
    assert [problem.code for problem in refusal.value.problems] == ["user-unknown"]
