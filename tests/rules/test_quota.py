"""The 20 % ceiling in every reading; published cases of practice.md §2.3."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.rules.quota import (
    READINGS,
    Confirmation,
    Reading,
    Rule,
    SmallGroup,
    all_places,
    base_size,
    cap_of,
    confirmation_problems,
    largest_allowed,
    mode_in_force,
    places,
    problems,
    warnings,
    what_if,
)
from tusoi.rules.terms import Category, QuotaBase, QuotaMode, Rounding

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Category
STRICT, ABOVE, ALL = QuotaBase
FLOOR, HALF_UP = Rounding
PROVINCE = {EXCELLENT: 4, GOOD: 16, COMPLETED: 2}
RULE = Rule(20, Reading(ABOVE), mode=QuotaMode.BLOCK, source="Hướng dẫn 21", verified=True)
SIGNED = Confirmation("Nguyễn Văn An", date(2021, 12, 1), "21-HD/BTCTW", "mục B.II")

GROUPS = st.fixed_dictionaries({category: st.integers(0, 400) for category in Category})
RULES = st.builds(
    Rule,
    percent=st.integers(0, 100),
    reading=st.sampled_from(READINGS),
    mode=st.sampled_from(QuotaMode),
    small_group=st.none() | st.builds(SmallGroup, st.integers(1, 10), st.integers(0, 3)),
    verified=st.booleans(),
)


def test_every_reading_is_computed_once():
    assert {(reading.base, reading.rounding) for reading in READINGS} == {
        (base, rounding) for base in QuotaBase for rounding in Rounding
    }
    assert len(READINGS) == 6


def test_four_of_twenty_two_breaks_the_strict_reading_and_fits_the_others():
    found = {place.reading: place for place in all_places(RULE, PROVINCE)}
    assert {(r.base, r.rounding): p.cap for r, p in found.items()} == {
        (STRICT, FLOOR): 3,
        (ABOVE, FLOOR): 4,
        (ALL, FLOOR): 4,
        (STRICT, HALF_UP): 3,
        (ABOVE, HALF_UP): 4,
        (ALL, HALF_UP): 4,
    }
    strict, above = found[Reading(STRICT)], found[Reading(ABOVE)]
    assert (strict.base, strict.used, strict.over, strict.left) == (16, 4, 1, 0)
    assert (above.base, above.used, above.over, above.left) == (20, 4, 0, 0)


@pytest.mark.parametrize(
    ("case", "pool", "other", "actual", "allowed"),
    [
        ("Quảng Nam 2021", 20, 2, 4, {STRICT: (3, 3), ABOVE: (4, 4), ALL: (4, 4)}),
        ("Năm Căn 2018", 43, 8, 8, {STRICT: (7, 7), ABOVE: (8, 9), ALL: (10, 10)}),
        ("Tuy Phong 2023", 5, 0, 2, {STRICT: (0, 1), ABOVE: (1, 1), ALL: (1, 1)}),
    ],
)
def test_the_largest_number_allowed_in_published_results(case, pool, other, actual, allowed):
    for base, (floor, half) in allowed.items():
        for rounding, most in ((FLOOR, floor), (HALF_UP, half)):
            reading = Reading(base, rounding)
            assert largest_allowed(pool, other, reading, percent=20) == most, (case, reading)
            group = {EXCELLENT: actual, GOOD: pool - actual, COMPLETED: other}
            assert (places(RULE, group, reading).over > 0) == (actual > most)


def test_a_strict_quarter_would_have_given_the_province_its_four():
    assert largest_allowed(20, 2, Reading(STRICT), percent=25) == 4


def test_ten_excellent_and_no_good_do_not_pass():
    group = {EXCELLENT: 10}
    strict = replace(RULE, reading=Reading(STRICT))
    assert (places(strict, group).base, places(strict, group).cap, places(strict, group).over) == (0, 0, 10)
    for rule in (strict, RULE, replace(RULE, reading=Reading(ALL))):
        (problem,) = problems(rule, {}, group)
        assert problem.code == "quota-exceeded"


@pytest.mark.parametrize(
    ("size", "floor", "half"), [(0, 0, 0), (2, 0, 0), (3, 0, 1), (4, 0, 1), (5, 1, 1), (7, 1, 1), (8, 1, 2), (10, 2, 2)]
)
def test_rounding_is_down_or_half_up(size, floor, half):
    assert (cap_of(size, 20, FLOOR), cap_of(size, 20, HALF_UP)) == (floor, half)


def test_a_half_goes_up():
    assert cap_of(1, 50, HALF_UP) == 1
    assert cap_of(5, 50, HALF_UP) == 3


def test_undecided_subjects_are_in_no_base():
    assert [base_size({EXCELLENT: 1, GOOD: 2, COMPLETED: 4, NOT_COMPLETED: 8}, base) for base in QuotaBase] == [
        2,
        3,
        15,
    ]
    assert [base_size({}, base) for base in QuotaBase] == [0, 0, 0]


def test_a_small_group_rule_helps_only_where_a_pack_gives_one():
    small = SmallGroup(at_most=4, minimum=1)
    assert cap_of(4, 20, FLOOR) == 0
    assert cap_of(4, 20, FLOOR, small) == 1
    assert cap_of(5, 20, FLOOR, small) == 1
    assert cap_of(9, 20, FLOOR, small) == 1
    assert cap_of(0, 20, FLOOR, small) == 0
    assert cap_of(1, 20, FLOOR, SmallGroup(at_most=4, minimum=2)) == 1
    assert largest_allowed(4, 0, Reading(ABOVE), percent=20, small_group=small) == 1


def test_where_no_ceiling_is_known_nothing_is_computed_and_nothing_refused():
    unknown = replace(RULE, percent=None)
    assert places(unknown, PROVINCE) is None
    assert all_places(unknown, PROVINCE) == ()
    assert problems(unknown, {}, {EXCELLENT: 9}) == warnings(unknown, {}, {EXCELLENT: 9}) == ()


# --- modes --------------------------------------------------------------------------------------

OVER = {EXCELLENT: 5, GOOD: 15, COMPLETED: 2}


def test_block_refuses_with_every_number_of_the_excess():
    (problem,) = problems(RULE, PROVINCE, OVER)
    assert (problem.code, problem.source) == ("quota-exceeded", "Hướng dẫn 21")
    assert problem.facts == {
        "used": 5,
        "cap": 4,
        "over": 1,
        "size": 20,
        "percent": 20,
        "base": ABOVE,
        "rounding": FLOOR,
    }
    assert warnings(RULE, PROVINCE, OVER) == ()


def test_warn_says_the_same_and_stops_nothing():
    rule = replace(RULE, mode=QuotaMode.WARN)
    assert problems(rule, PROVINCE, OVER) == ()
    assert [problem.code for problem in warnings(rule, PROVINCE, OVER)] == ["quota-exceeded"]


def test_off_is_silent():
    rule = replace(RULE, mode=QuotaMode.OFF)
    assert problems(rule, PROVINCE, OVER) == warnings(rule, PROVINCE, OVER) == ()


def test_an_unverified_value_only_warns_until_a_named_person_confirms_it():
    rule = replace(RULE, verified=False)
    assert problems(rule, PROVINCE, OVER) == ()
    assert [problem.code for problem in warnings(rule, PROVINCE, OVER)] == ["quota-exceeded", "quota-not-confirmed"]
    assert [problem.code for problem in problems(rule, PROVINCE, OVER, confirmation=SIGNED)] == ["quota-exceeded"]
    assert warnings(rule, PROVINCE, OVER, confirmation=SIGNED) == ()


@pytest.mark.parametrize(
    ("missing", "where"),
    [
        ({"by": " "}, "by"),
        ({"at": None}, "at"),
        ({"document_no": ""}, "document_no"),
        ({"article": ""}, "article"),
    ],
)
def test_a_confirmation_without_a_name_a_day_or_a_document_confirms_nothing(missing, where):
    half = replace(SIGNED, **missing)
    assert [problem.where for problem in confirmation_problems(half)] == [where]
    rule = replace(RULE, verified=False)
    assert mode_in_force(rule, half) is QuotaMode.WARN
    assert problems(rule, PROVINCE, OVER, confirmation=half) == ()


def test_a_complete_confirmation_has_no_problem():
    assert confirmation_problems(SIGNED) == ()
    assert mode_in_force(replace(RULE, verified=False), SIGNED) is QuotaMode.BLOCK


@pytest.mark.parametrize("mode", [QuotaMode.OFF, QuotaMode.WARN])
def test_a_confirmation_makes_no_other_mode_block(mode):
    assert mode_in_force(replace(RULE, mode=mode, verified=False), SIGNED) is mode


def test_a_group_that_stands_above_after_an_import_is_flagged_and_others_can_still_be_decided():
    imported = {EXCELLENT: 6, GOOD: 10}
    one_more_good = what_if(imported, {GOOD: 1})
    assert problems(RULE, imported, one_more_good) == ()
    assert [problem.code for problem in warnings(RULE, imported, one_more_good)] == ["quota-exceeded"]
    one_more_excellent = what_if(imported, {EXCELLENT: 1, GOOD: 4})
    assert [problem.facts["over"] for problem in problems(RULE, imported, one_more_excellent)] == [3]


def test_lowering_somebody_is_never_refused_for_the_ceiling_of_the_others():
    lowered = what_if(PROVINCE, {GOOD: -1, NOT_COMPLETED: 1})
    assert problems(RULE, PROVINCE, lowered) == ()
    assert [problem.facts["over"] for problem in warnings(RULE, PROVINCE, lowered)] == [1]


def test_the_base_is_the_group_after_the_whole_batch():
    nobody = {}
    assert [p.code for p in problems(RULE, nobody, what_if(nobody, {EXCELLENT: 1}))] == ["quota-exceeded"]
    assert problems(RULE, nobody, what_if(nobody, {EXCELLENT: 1, GOOD: 4})) == ()


def test_an_exception_with_a_document_gives_places_and_no_more():
    assert problems(RULE, PROVINCE, OVER, extra=1) == warnings(RULE, PROVINCE, OVER, extra=1) == ()
    (problem,) = problems(RULE, PROVINCE, {EXCELLENT: 6, GOOD: 14}, extra=1)
    assert (problem.facts["cap"], problem.facts["over"]) == (5, 1)


def test_a_batch_cannot_leave_fewer_than_none():
    with pytest.raises(ValueError, match="fewer than none"):
        what_if({GOOD: 1}, {GOOD: -2})
    assert what_if({GOOD: 2}, {GOOD: -1, EXCELLENT: 1}) == {EXCELLENT: 1, GOOD: 1, COMPLETED: 0, NOT_COMPLETED: 0}


# --- properties ---------------------------------------------------------------------------------


@given(RULES, GROUPS)
def test_adding_an_excellent_never_frees_a_place(rule, group):
    more = what_if(group, {EXCELLENT: 1})
    for before, after in zip(all_places(rule, group), all_places(rule, more), strict=True):
        assert after.left <= before.left
        assert after.over >= before.over


@given(RULES, GROUPS)
def test_places_balance(rule, group):
    for place in all_places(rule, group):
        assert place.left - place.over == place.cap - place.used
        assert place.left == 0 or place.over == 0


@given(RULES, st.integers(0, 60), st.integers(0, 20), st.sampled_from(READINGS))
def test_the_largest_number_allowed_fits_and_one_more_does_not(rule, pool, other, reading):
    most = largest_allowed(pool, other, reading, percent=rule.percent)
    for excellent in (most, most + 1):
        group = {EXCELLENT: excellent, GOOD: max(0, pool - excellent), COMPLETED: other}
        over = places(replace(rule, small_group=None), group, reading).over
        assert (over == 0) == (excellent == most) or excellent > pool


@given(RULES, GROUPS, GROUPS, st.booleans())
def test_an_excess_is_said_once_either_as_a_refusal_or_as_a_warning(rule, before, after, confirmed):
    confirmation = SIGNED if confirmed else None
    refused = problems(rule, before, after, confirmation=confirmation)
    warned = warnings(rule, before, after, confirmation=confirmation)
    assert not (refused and warned)
    over = places(rule, after).over > 0
    assert bool(refused or warned) == (over and rule.mode is not QuotaMode.OFF)
    assert not refused or rule.verified or confirmed
