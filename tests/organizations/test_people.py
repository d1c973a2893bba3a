"""People: admitted, corrected, moved, with posts and statuses; both ends of a move; nobody keeps his own file."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.organizations.invariants import broken
from tests.organizations.test_units import TOMORROW, by, refused, told
from tusoi.audit.models import Event
from tusoi.organizations import actions, structure
from tusoi.organizations.models import Membership, Person, PersonStatus, Post
from tusoi.rules.terms import ManagingLevel, PersonStatusKind, Role, TitleGroup, UnitKind

MAY = date(2022, 5, 1)


def test_a_member_belongs_to_his_branch_from_the_day_he_is_admitted(world):
    person = make.person(world.b1a, "đ/c  NGUYỄN Thị Ðào", since=MAY)
    assert (person.full_name, person.search_key, person.home_path) == (
        "NGUYỄN Thị Đào",
        "nguyen thi dao",
        world.b1a.path,
    )
    assert list(Membership.objects.filter(person=person).values_list("branch", "valid_from", "valid_to")) == [
        (world.b1a.pk, MAY, None)
    ]
    assert broken() == []


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"card_number": ""}, ("text-empty", "card_number")),
        ({"card_number": "1" * 21}, ("text-too-long", "card_number")),
        ({"full_name": ""}, ("name-empty", "full_name")),
        ({"full_name": "Nguyễn V4n"}, ("name-characters", "full_name")),
        ({"born_on": TOMORROW}, ("day-in-future", "born_on")),
        ({"born_on": date(1980, 1, 1), "admitted_on": date(1979, 1, 1)}, ("day-before-start", "admitted_on")),
        ({"admitted_on": date(2000, 1, 1), "official_on": date(1999, 1, 1)}, ("day-before-start", "official_on")),
        ({"since": TOMORROW}, ("day-in-future", "since")),
    ],
)
def test_a_wrong_detail_of_a_new_member_is_told_at_its_field(world, given, problem):
    asked = {"card_number": "77", "full_name": "Nguyễn Văn Mới", **given}
    with refused() as refusal:
        actions.admit_person(branch=world.b1a, **asked, **by(make.INSTALLATION))
    assert told(refusal) == [problem]
    assert not Person.objects.filter(card_number="77").exists()


def test_a_card_number_belongs_to_one_person(world):
    with refused() as refusal:
        make.person(world.b2a, card_number=world.an.card_number)
    assert told(refusal) == [("card-number-taken", "card_number")]


def test_members_belong_to_branches_only(world):
    with refused() as refusal:
        make.person(world.b1)
    assert told(refusal) == [("not-a-branch", "branch")]
    make.person(make.unit("B3", UnitKind.GRASSROOTS_BRANCH, world.b, "Chi bộ Công an huyện"))


def test_a_corrected_name_is_found_under_its_new_key(world):
    actions.correct_person(person=world.an, full_name="Nguyễn Thị Ân", **by(make.INSTALLATION))
    world.an.refresh_from_db()
    assert (world.an.full_name, world.an.search_key) == ("Nguyễn Thị Ân", "nguyen thi an")
    assert Event.objects.get(step="organizations.correct_person").before["full_name"] == "Nguyễn Thị An"


def test_moving_ends_one_membership_and_begins_the_next(world):
    actions.move_member(person=world.an, branch=world.b2a, on=MAY, by=make.INSTALLATION, at=timezone.now())
    world.an.refresh_from_db()
    assert (world.an.branch, world.an.home_path) == (world.b2a, world.b2a.path)
    rows = Membership.objects.filter(person=world.an).order_by("id").values_list("branch", "valid_from", "valid_to")
    assert list(rows) == [(world.b1a.pk, None, MAY - timedelta(days=1)), (world.b2a.pk, MAY, None)]
    event = Event.objects.get(step="organizations.move_member")
    assert (event.before["branch"], event.after["branch"], event.path) == ("B1a", "B2a", world.b2a.path)
    assert broken() == []


def test_a_move_that_cannot_be_says_why_and_moves_nobody(world):
    joined = make.person(world.b1a, since=date(2022, 6, 1))
    cases = (
        (world.an, world.b1a, MAY, ("member-already-there", "branch")),
        (world.an, world.b1, MAY, ("not-a-branch", "branch")),
        (world.an, world.b2a, TOMORROW, ("day-in-future", "on")),
        (joined, world.b2a, date(2022, 6, 1), ("move-before-membership", "on")),
    )
    for person, branch, on, problem in cases:
        with refused() as refusal:
            actions.move_member(person=person, branch=branch, on=on, by=make.INSTALLATION, at=timezone.now())
        assert told(refusal) == [problem]
    assert Membership.objects.filter(valid_to__isnull=False).count() == 0


def test_a_secretary_does_not_leave_his_post_behind(world):
    make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY)
    with refused() as refusal:
        actions.move_member(person=world.an, branch=world.b2a, on=MAY, by=make.INSTALLATION, at=timezone.now())
    (problem,) = refusal.value.problems
    assert (problem.code, problem.facts) == ("posts-left-behind", {"titles": ("Bí thư chi bộ",)})


@pytest.mark.parametrize(("code", "may"), [("B", False), ("L", False), ("T", True)])
def test_a_move_between_districts_needs_the_right_at_both_ends(world, code, may):
    unit = {"B": world.b, "L": world.l, "T": world.province}[code]
    actor = make.actor(Role.STAFF, unit)
    if may:
        actions.move_member(person=world.an, branch=world.l1a, on=MAY, by=actor, at=timezone.now())
    else:
        with refused("forbidden"):
            actions.move_member(person=world.an, branch=world.l1a, on=MAY, by=actor, at=timezone.now())
    world.an.refresh_from_db()
    assert (world.an.branch == world.l1a) is may


def test_a_post_says_where_and_which_level_manages_it(world):
    post = make.post(
        world.an, world.b, "Phó Bí thư", TitleGroup.DEPUTY_SECRETARY, managing_level=ManagingLevel.PROVINCE
    )
    assert (post.unit, post.managing_level, post.is_head) == (world.b, "province", False)


def test_a_post_is_held_once_and_a_unit_has_one_head(world):
    make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    with refused() as refusal:
        make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY)
    assert told(refusal) == [("post-exists", "title")]
    with refused() as refusal:
        make.post(world.binh, world.b1a, "Quyền Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    assert told(refusal) == [("unit-has-head", "is_head")]


def test_an_ended_post_makes_room_for_the_next(world):
    post = make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    actions.end_post(post=post, on=MAY, **by(make.INSTALLATION))
    make.post(world.binh, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    assert list(Post.objects.order_by("id").values_list("person", "valid_to")) == [
        (world.an.pk, MAY),
        (world.binh.pk, None),
    ]


def test_what_has_ended_does_not_end_again(world):
    post = make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, valid_from=date(2020, 1, 1))
    with refused() as refusal:
        actions.end_post(post=post, on=date(2019, 12, 31), **by(make.INSTALLATION))
    assert told(refusal) == [("day-before-start", "on")]
    actions.end_post(post=post, on=MAY, **by(make.INSTALLATION))
    with refused("conflict") as refusal:
        actions.end_post(post=post, on=MAY, **by(make.INSTALLATION))
    assert [problem.code for problem in refusal.value.problems] == ["already-ended"]


def test_a_status_rests_on_a_document_and_runs_once(world):
    with refused() as refusal:
        make.status(world.an, PersonStatusKind.EXEMPT, evidence=" ")
    assert told(refusal) == [("text-empty", "evidence")]
    status = make.status(world.an, PersonStatusKind.EXEMPT)
    with refused() as refusal:
        make.status(world.an, PersonStatusKind.EXEMPT)
    assert told(refusal) == [("status-exists", "kind")]
    actions.end_status(status=status, on=MAY, **by(make.INSTALLATION))
    make.status(world.an, PersonStatusKind.EXEMPT)
    assert PersonStatus.objects.filter(person=world.an).count() == 2


def test_nobody_keeps_his_own_file(world):
    account = make.user(Role.STAFF, world.province, person=world.an)
    actor = make.acting(account)
    acts = (
        lambda: actions.correct_person(person=world.an, full_name="Nguyễn Thị Anh", **by(actor)),
        lambda: actions.move_member(person=world.an, branch=world.b2a, on=MAY, **by(actor)),
        lambda: make.post(world.an, world.b, "Bí thư", TitleGroup.SECRETARY, **by(actor)),
        lambda: make.status(world.an, PersonStatusKind.EXEMPT, **by(actor)),
        lambda: structure.set_charge(person=world.an, unit=world.b2, **by(actor)),
    )
    for act in acts:
        with refused("forbidden") as refusal:
            act()
        assert [problem.code for problem in refusal.value.problems] == ["own-case"]
    assert [problem.code for problem in actions.person_refusals(actor, world.an)] == ["own-case"]


def test_a_leader_reads_but_does_not_keep_files(world):
    actor = make.actor(Role.LEADER, world.province)
    with refused("forbidden"):
        make.status(world.an, PersonStatusKind.EXEMPT, **by(actor))
    assert [problem.code for problem in actions.person_refusals(actor, world.an)] == ["not-entitled"]
