"""Splits: a unit becomes several, or gives part of itself away; everything it holds has a place to go."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests import make
from tests.organizations.invariants import broken
from tests.organizations.test_mergers import DECISION, LAST_DAY, at, carry_out
from tests.organizations.test_units import by, refused
from tusoi.organizations.merger_apply import apply
from tusoi.organizations.merger_preview import preview
from tusoi.organizations.mergers import NewUnit, Split
from tusoi.organizations.models import Membership, Person, Unit, UnitSuccession
from tusoi.rules.terms import SuccessionKind, TitleGroup, UnitKind

pytestmark = pytest.mark.django_db
EAST = NewUnit("B3", "Đảng bộ xã Hòa Đông", UnitKind.GRASSROOTS_COMMITTEE)
WEST = NewUnit("B4", "Đảng bộ xã Hòa Tây", UnitKind.GRASSROOTS_COMMITTEE)


def commune(world, **changes) -> Split:
    """B1 becomes two communes with one branch each."""
    units = ((world.b1a.pk, 0), (world.b1b.pk, 1))
    return replace(Split(world.b1.pk, (EAST, WEST), units, (), keep=False, decision=DECISION), **changes)


def branch(world, **changes) -> Split:
    """B1a gives Lê Hòa Bình to a new branch."""
    new = NewUnit("B1c", "Chi bộ thôn 3", UnitKind.BRANCH)
    people = ((world.binh.pk, 0),)
    return replace(Split(world.b1a.pk, (new,), (), people, keep=True, decision=DECISION), **changes)


def test_a_commune_becomes_two_and_its_branches_go_where_they_were_sent(world):
    east, west = carry_out(commune(world)).receivers
    assert (at("B1a").parent, at("B1b").parent) == (east, west)
    assert (east.path, west.path) == (world.b.path + "003", world.b.path + "004")
    assert Unit.objects.get(code="B1").valid_to == LAST_DAY
    rows = UnitSuccession.objects.order_by("successor__path").values_list("predecessor", "successor", "kind")
    assert list(rows) == [
        (world.b1.pk, east.pk, SuccessionKind.SPLIT),
        (world.b1.pk, west.pk, SuccessionKind.SPLIT),
    ]
    assert broken() == []


def test_a_branch_that_goes_on_gives_some_of_its_members_away(world):
    (new,) = carry_out(branch(world)).receivers
    assert set(Person.objects.filter(branch=new)) == {world.binh}
    assert set(Person.objects.filter(branch=world.b1a)) == {world.an}
    assert at("B1a").valid_to is None
    ended = Membership.objects.get(person=world.binh, valid_to__isnull=False)
    assert (ended.branch, ended.valid_to) == (world.b1a, LAST_DAY)
    assert broken() == []


def test_a_branch_may_be_divided_altogether(world):
    parts = (NewUnit("B1c", "Chi bộ Bắc", UnitKind.BRANCH), NewUnit("B1d", "Chi bộ Nam", UnitKind.BRANCH))
    people = ((world.an.pk, 0), (world.binh.pk, 1))
    north, south = carry_out(branch(world, parts=parts, people=people, keep=False)).receivers
    assert list(Person.objects.filter(branch__in=[north, south]).order_by("branch")) == [world.an, world.binh]
    assert Unit.objects.get(code="B1a").valid_to == LAST_DAY
    assert broken() == []


def test_whoever_closes_leaves_nobody_without_a_place(world):
    parts = (NewUnit("B1c", "Chi bộ Bắc", UnitKind.BRANCH), NewUnit("B1d", "Chi bộ Nam", UnitKind.BRANCH))
    (problem,) = preview(branch(world, parts=parts, keep=False), at=timezone.now()).problems
    assert (problem.code, problem.facts["members"]) == ("split-unassigned", 1)
    (problem,) = preview(commune(world, units=((world.b1a.pk, 0),)), at=timezone.now()).problems
    assert (problem.code, problem.facts["units"]) == ("split-unassigned", 1)


def test_units_and_people_of_others_are_not_given_away(world):
    drawn = preview(
        branch(world, people=((world.binh.pk, 0), (world.giang.pk, 0)), units=((world.l1.pk, 0),)), at=timezone.now()
    )
    assert [move.people for move in drawn.members] == [(world.binh.pk,)]
    assert drawn.moves == ()


def test_a_part_that_is_not_there_receives_nothing(world):
    drawn = preview(branch(world, people=((world.binh.pk, 7), (world.an.pk, -1))), at=timezone.now())
    assert drawn.members == ()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"parts": (EAST,)}, "split-needs-two"),
        ({"parts": ()}, "split-needs-two"),
        ({"parts": (EAST, replace(WEST, code="B3"))}, "unit-code-taken"),
        ({"parts": (EAST, replace(WEST, name="Đảng bộ xã hoà đông"))}, "unit-name-taken"),
        ({"parts": (EAST, replace(WEST, kind=UnitKind.GRASSROOTS_BRANCH))}, "unit-kind-misplaced"),
        ({"parts": (EAST, replace(WEST, kind=UnitKind.PROVINCE))}, "unit-kind-misplaced"),
    ],
)
def test_what_stands_against_a_split_is_told(world, changes, problem):
    drawn = preview(commune(world, **changes), at=timezone.now())
    assert problem in [found.code for found in drawn.problems]
    with refused():
        apply(commune(world, **changes), digest=drawn.digest, **by(make.INSTALLATION))
    assert at("B1").valid_to is None


def test_the_root_is_not_split(world):
    drawn = preview(commune(world, unit=world.province.pk, units=(), keep=True), at=timezone.now())
    assert "unit-is-root" in [found.code for found in drawn.problems]


def test_who_is_given_away_leaves_no_post_behind(world):
    make.post(world.binh, world.b1a, "Phó Bí thư chi bộ", TitleGroup.BRANCH_DEPUTY)
    (problem,) = preview(branch(world), at=timezone.now()).problems
    assert (problem.code, problem.facts) == ("posts-left-behind", {"titles": ("Phó Bí thư chi bộ",)})


def test_splitting_again_changes_nothing(world):
    first = carry_out(commune(world))
    again = apply(commune(world), digest="", **by(make.INSTALLATION))
    assert (again.repeated, set(again.receivers)) == (True, set(first.receivers))
    assert UnitSuccession.objects.count() == 2
