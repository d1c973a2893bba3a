"""Paths: arithmetic without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.organizations import paths
from tusoi.organizations.paths import AuthorityPaths
from tusoi.rules.problems import Refused
from tusoi.rules.terms import UnitFamily, UnitKind, UnitLevel


def test_segments_count_in_base_36_with_capitals():
    assert [paths.segment(number) for number in (1, 9, 10, 35, 36, 46_655)] == [
        "001",
        "009",
        "00A",
        "00Z",
        "010",
        "ZZZ",
    ]


@given(st.integers(1, paths.MOST_CHILDREN))
def test_a_segment_tells_its_number(number):
    assert paths.number(paths.segment(number)) == number


@given(st.integers(1, paths.MOST_CHILDREN - 1))
def test_the_next_segment_stands_behind_in_byte_order(number):
    here = paths.segment(number)
    assert paths.next_segment(here) > here


@pytest.mark.parametrize("number", [0, -1, 46_656])
def test_there_is_no_segment_for_other_numbers(number):
    with pytest.raises(ValueError, match=str(number)):
        paths.segment(number)


def test_the_first_child_gets_001_and_the_last_leaves_no_room():
    assert paths.next_segment("") == "001"
    with pytest.raises(Refused, match="unit-parent-full"):
        paths.next_segment("ZZZ")


def test_a_tree_has_sixteen_storeys_and_no_more():
    assert paths.depth(paths.child("001" * 15, "")) == 16
    with pytest.raises(Refused, match="unit-too-deep"):
        paths.child("001" * 16, "")


def test_everything_above_is_named_from_the_root_down():
    assert paths.above("001002003") == ("001", "001002")
    assert (paths.parent("001002"), paths.parent("001")) == ("001", "")
    assert (paths.seat_of("001002"), paths.seat_of("001")) == ("001", "001")


def test_a_unit_is_the_authority_of_its_own_level_and_inherits_the_others():
    province = AuthorityPaths(province_path="001")
    district = paths.authority_paths(path="001002", level=UnitLevel.DISTRICT, family=UnitFamily.PARTY, parents=province)
    assert district == AuthorityPaths(province_path="001", district_path="001002")
    section = paths.authority_paths(
        path="001002003", level=UnitLevel.SECTION, family=UnitFamily.PARTY, parents=district
    )
    assert section == district


def test_an_agency_is_no_authority():
    grassroots = AuthorityPaths(province_path="001", grassroots_path="001002")
    agency = paths.authority_paths(
        path="001002001", level=UnitLevel.GRASSROOTS, family=UnitFamily.AGENCY, parents=grassroots
    )
    assert agency == grassroots


@pytest.mark.parametrize(
    ("kind", "parent", "fits"),
    [
        (UnitKind.DISTRICT, UnitKind.PROVINCE, True),
        (UnitKind.GRASSROOTS_COMMITTEE, UnitKind.PROVINCE, True),
        (UnitKind.BRANCH, UnitKind.SECTION, True),
        (UnitKind.AGENCY, UnitKind.GRASSROOTS_BRANCH, True),
        (UnitKind.PROVINCE, UnitKind.DISTRICT, False),
        (UnitKind.DISTRICT, UnitKind.DISTRICT, False),
        (UnitKind.GRASSROOTS_BRANCH, UnitKind.GRASSROOTS_COMMITTEE, False),
        (UnitKind.BRANCH, UnitKind.GRASSROOTS_BRANCH, False),
        (UnitKind.BRANCH, UnitKind.AGENCY, False),
        (UnitKind.AGENCY, UnitKind.AGENCY, False),
    ],
)
def test_a_kind_stands_below_a_higher_level_and_never_in_a_branch_or_an_agency(kind, parent, fits):
    assert paths.stands_below(kind, parent) is fits
