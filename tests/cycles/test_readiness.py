"""What is looked at before a cycle opens: each point counted, named, with a list."""

from datetime import date

import pytest
from django.utils import timezone

from tests import make
from tests.cycles.conftest import LONG_AGO
from tusoi.cycles import queries
from tusoi.cycles.actions import readiness
from tusoi.cycles.readiness import ERRORS, WARNINGS, Finding, Readiness
from tusoi.organizations.models import Membership, Person, Unit
from tusoi.rules.problems import Refused
from tusoi.rules.terms import CollectiveKind, Role, TitleGroup
from tusoi.ui.problems import say


def looked_at(scope: Unit, **more) -> Readiness:
    asked = {"year": 2021, "pack_id": make.PACK, "reference_date": None, "at": timezone.now(), **more}
    return readiness(scope=scope, **asked)


def finding(code: str, scope: Unit, **more) -> Finding | None:
    found = looked_at(scope, **more)
    return next((one for one in (*found.errors, *found.warnings) if one.code == code), None)


def test_a_sound_province_has_warnings_and_no_error(world):
    found = looked_at(world.province)
    assert found.errors == ()
    assert [one.code for one in found.warnings] == [
        "unit-without-head",
        "unit-without-leader",
        "unit-without-collective",
    ]


def test_looking_changes_nothing(world):
    before = list(Unit.objects.values()), list(Person.objects.values())
    looked_at(world.province)
    assert (list(Unit.objects.values()), list(Person.objects.values())) == before


def test_a_person_whose_book_shows_no_branch_is_an_error(world):
    lost = make.person(world.branch, "Phan Văn Lạc")
    Membership.objects.filter(person=lost).delete()
    assert finding("person-without-branch", world.province).examples == ("Phan Văn Lạc",)
    assert finding("person-without-branch", world.district).count == 1
    assert finding("person-without-branch", world.other_district) is None


def test_a_person_without_any_home_is_the_business_of_the_root(world):
    lost = make.person(world.branch, "Phan Văn Lạc")
    Membership.objects.filter(person=lost).delete()
    Person.objects.filter(pk=lost.pk).update(branch=None, home_path="")
    assert finding("person-without-branch", world.province).count == 1
    assert finding("person-without-branch", world.district) is None


def test_a_person_in_two_branches_on_the_day_is_an_error(world):
    Membership.objects.filter(person=world.chi).update(valid_to=date(2021, 12, 31))
    Membership.objects.create(person=world.chi, branch=world.branch, valid_from=date(2021, 12, 31))
    assert finding("person-in-two-branches", world.province).examples == ("Lê Kim Chi",)
    assert finding("person-in-two-branches", world.province, reference_date=date(2021, 12, 30)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": "001009001"},
        {"parent": None},
        {"district_path": ""},
        {"grassroots_path": "001"},
    ],
)
def test_a_unit_whose_place_does_not_follow_from_its_parent_is_an_error(world, wrong):
    Unit.objects.filter(pk=world.commune.pk).update(**wrong)
    codes = {one.code for one in looked_at(world.province).errors}
    assert "unit-off-tree" in codes


def test_a_unit_below_one_closed_before_the_day_is_an_error(world):
    Unit.objects.filter(pk=world.commune.pk).update(valid_to=date(2021, 6, 30))
    assert finding("unit-off-tree", world.province).count == 2
    assert finding("unit-off-tree", world.province, reference_date=date(2021, 6, 30)) is None


def test_a_unit_with_a_head_on_the_day_is_not_counted_as_headless(world):
    headless = finding("unit-without-head", world.province).count
    make.post(
        world.chi, world.commune, "Bí thư Đảng ủy", TitleGroup.SECRETARY, is_head=True, valid_from=date(2021, 7, 1)
    )
    assert finding("unit-without-head", world.province).count == headless - 1
    assert finding("unit-without-head", world.province, reference_date=date(2021, 6, 30)).count == headless


def test_units_that_decide_need_a_leader_with_a_grant_of_today(world):
    without = finding("unit-without-leader", world.province).count
    assert without == 6  # province, two districts, two communes, the grassroots branch
    make.user(Role.LEADER, world.district)
    make.user(Role.STAFF, world.other_district)
    assert finding("unit-without-leader", world.province).count == without - 1


def test_collectives_lift_the_warning_of_their_unit(world):
    without = finding("unit-without-collective", world.province).count
    make.collective(world.district, CollectiveKind.STANDING_COMMITTEE)
    assert finding("unit-without-collective", world.province).count == without - 1


def test_admission_days_that_are_missing_or_still_to_come_are_told(world):
    make.person(world.branch, "Võ Văn Thiếu")
    make.person(world.branch, "Võ Văn Sau", admitted_on=date(2022, 1, 2))
    assert finding("person-without-admission", world.province).examples == ("Võ Văn Thiếu",)
    assert finding("person-admitted-later", world.province).examples == ("Võ Văn Sau",)


def test_members_who_came_after_the_day_are_told_because_they_are_left_out(world):
    make.person(world.branch, "Võ Văn Đến", admitted_on=LONG_AGO, since=date(2022, 3, 1))
    assert finding("person-joined-later", world.province).examples == ("Võ Văn Đến",)


def test_a_pack_out_of_force_on_the_day_is_a_warning(world):
    assert finding("pack-out-of-force", world.province) is None
    assert finding("pack-out-of-force", world.province, year=2024).facts["last"] == date(2023, 10, 3)


def test_every_point_has_words_that_show_its_facts(world):
    make.person(world.branch)
    for one in looked_at(world.province, year=2024).warnings:
        said = say(one.problem)
        assert "…" not in said.text
        assert "{" not in said.text


def test_every_list_is_paged_by_name_and_hides_what_the_reader_may_not_open(world):
    plan = looked_at(world.province).plan
    everything, mine = make.actor(Role.STAFF, world.province), make.actor(Role.STAFF, world.other_district)
    for code in (*ERRORS, *WARNINGS):
        rows = queries.finding_rows(everything, code, plan).order_by("sort_key", "id")
        assert all(set(row) == {"id", "name", "sort_key", "path"} for row in rows)
    names = set(queries.finding_rows(mine, "unit-without-head", plan).values_list("name", flat=True))
    assert names == {"Đảng bộ huyện Lưu Ly", "Đảng bộ xã Yên", "Chi bộ thôn Ba"}
    assert queries.finding_rows(everything, "no-such-point", plan) is None


def test_a_scope_that_did_not_exist_on_the_day_cannot_be_meant(world):
    Unit.objects.filter(pk=world.commune.pk).update(valid_from=date(2022, 2, 1))
    world.commune.refresh_from_db()
    with pytest.raises(Refused) as caught:
        looked_at(world.commune)
    assert caught.value.problems[0].code == "cycle-scope-not-in-force"
