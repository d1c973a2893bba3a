"""Figures that can be questioned: shares, balances, cross-tables; published figures recomputed (practice.md §2.1)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.rules.tally import (
    balance,
    count_table,
    counted_once,
    cross_table,
    decimal_text,
    distribution,
    half_up,
    percent_text,
    points_text,
    share,
)

COUNTS = st.integers(0, 10**7)


def truncated(count, base):
    """What some published reports print instead of rounding."""
    hundredths = count * 10_000 // base
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@pytest.mark.parametrize("base", [0, None])
def test_there_is_no_share_of_nothing(base):
    assert share(3, base) is None
    assert percent_text(3, base) is None
    assert points_text(3, base, 1, 2) is None
    assert points_text(1, 2, 3, base) is None


def test_an_empty_count_has_no_share_but_zero_has():
    assert share(None, 22) is None
    assert percent_text(None, 22) is None
    assert percent_text(0, 22) == "0.00"


@pytest.mark.parametrize(
    ("count", "base", "printed"),
    [
        (4, 22, "18.18"),
        (16, 22, "72.73"),
        (2, 22, "9.09"),
        (2645, 2993, "88.37"),
        (19, 2993, "0.63"),
        (19, 2645, "0.72"),
        (329, 2993, "10.99"),
        (352, 353, "99.72"),
        (351, 353, "99.43"),
        (8, 51, "15.69"),
        (35, 51, "68.63"),
        (28, 147, "19.05"),
        (100, 147, "68.03"),
        (10, 147, "6.80"),
        (9, 147, "6.12"),
        (249, 2645, "9.41"),
        (112, 8159, "1.37"),
        (304, 545, "55.78"),
        (228, 545, "41.83"),
        (1, 800, "0.13"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (5, 5, "100.00"),
        (1, 1_000_000, "0.00"),
    ],
)
def test_percentages_are_rounded_half_up_from_counts(count, base, printed):
    assert percent_text(count, base) == printed


@pytest.mark.parametrize(
    ("count", "base", "as_published"),
    [(35, 51, "68.62"), (28, 147, "19.04"), (100, 147, "68.02"), (8, 51, "15.68")],
)
def test_published_figures_that_were_cut_off_are_not_what_we_print(count, base, as_published):
    assert truncated(count, base) == as_published
    assert percent_text(count, base) != as_published


def test_equal_counts_print_equal_percentages_even_where_the_sum_is_not_one_hundred():
    printed = [percent_text(count, 51) for count in (8, 35, 8)]
    assert printed == ["15.69", "68.63", "15.69"]
    assert sum(Fraction(text) for text in printed) == Fraction("100.01")
    assert sum(share(count, 51) for count in (8, 35, 8)) == 1


def test_a_share_on_another_base_is_never_taken_from_a_rounded_one():
    hundredth_of_all = Fraction(13, 100) / Fraction("0.8042")  # T12: 13 % of all, 80,42 % "good"
    assert decimal_text(hundredth_of_all * 100) == "16.17"
    assert percent_text(1619, 10_000) == "16.19"
    rounded = [Fraction(text) for text in ("13", "80.42", "5.84", "0.73")]
    assert sum(rounded) == Fraction("99.99")


@given(COUNTS, COUNTS.filter(bool))
def test_half_up_is_never_further_than_half_a_hundredth_from_the_truth(count, base):
    printed = Fraction(percent_text(count, base))
    exact = Fraction(100 * count, base)
    assert -Fraction(1, 200) < printed - exact <= Fraction(1, 200)


@given(st.fractions(-1000, 1000))
def test_half_up_treats_a_fall_like_a_rise(number):
    assert half_up(-number) == -half_up(number)
    assert abs(half_up(number) - number) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("now", "before", "printed"),
    [
        ((4, 22), (3, 22), "+4.55"),
        ((3, 22), (4, 22), "-4.55"),
        ((1, 3), (1, 3), "0.00"),
        ((2, 3), (1, 3), "+33.33"),  # 66.67 − 33.33 would be 33.34
        ((1, 100_000), (0, 5), "0.00"),
    ],
)
def test_change_from_year_to_year_is_in_exact_percentage_points(now, before, printed):
    assert points_text(*now, *before) == printed


# --- balance ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (329, {"province": 19, "district": 186, "grassroots": 124}),
        (22, {"EXCELLENT": 4, "GOOD": 16, "COMPLETED": 2}),
        (2993, {"reviewed": 2645, "not yet": 19, "exempt": 329}),
        (8159, {"reviewed": 6659, "exempt": 1388, "not yet": 112}),
        (0, {}),
    ],
)
def test_a_row_that_adds_up_has_no_problem(total, parts):
    assert balance(total, parts) == ()


def test_a_misprint_is_caught_by_the_balance():
    (problem,) = balance(41, {"excellent": 24, "good": 15, "completed": 22}, where="row 3")
    assert (problem.code, problem.where) == ("row-unbalanced", "row 3")
    assert (problem.facts["total"], problem.facts["sum"], problem.facts["difference"]) == (41, 61, 20)
    assert balance(41, {"excellent": 24, "good": 15, "completed": 2}) == ()


def test_two_bases_in_one_sentence_do_not_balance():
    (problem,) = balance(545, {"excellent": 304, "good": 228, "completed": 11})
    assert problem.facts["difference"] == 2


def test_an_empty_cell_is_not_zero():
    (problem,) = balance(386, {"province": None, "district": 284, "grassroots": 102})
    assert (problem.code, problem.facts["cells"]) == ("row-incomplete", ["province"])
    assert balance(386, {"province": 0, "district": 284, "grassroots": 102}) == ()
    (problem,) = balance(None, {"district": 284})
    assert (problem.code, problem.facts["cells"]) == ("row-incomplete", ["tổng số"])


def test_nobody_can_be_less_than_none():
    (problem,) = balance(1, {"reviewed": 2, "exempt": -1})
    assert (problem.code, problem.facts["cells"]) == ("count-negative", ["exempt"])


@given(st.dictionaries(st.text(max_size=3), COUNTS, max_size=6), st.integers(1, 100))
def test_a_row_balances_with_its_sum_and_with_nothing_else(parts, off):
    total = sum(parts.values())
    assert balance(total, parts) == ()
    assert [problem.code for problem in balance(total + off, parts)] == ["row-unbalanced"]


# --- tables -------------------------------------------------------------------------------------


def test_the_seed_counts_by_managing_level_and_leaves_the_unknown_empty():
    records = (
        [("province", "collective")] * 19
        + [("district", "collective")] * 186
        + [("grassroots", "collective")] * 124
        + [("district", "person")] * 284
        + [("grassroots", "person")] * 102
    )
    table = cross_table(records, rows=["province", "district", "grassroots"], columns=["collective", "person"])
    assert [table.cell(row, "collective") for row in table.rows] == [19, 186, 124]
    assert [table.cell(row, "person") for row in table.rows] == [None, 284, 102]
    assert (table.column_total("collective"), table.column_total("person"), table.total) == (329, 386, 715)
    assert table.row_total("province") == 19


def test_a_table_of_no_records_is_empty_everywhere():
    table = cross_table([], rows=["a"], columns=["b"])
    assert (table.cell("a", "b"), table.row_total("a"), table.column_total("b"), table.total) == (None,) * 4


def test_a_count_stated_as_zero_is_zero():
    table = count_table([("a", "b", 0), ("a", "c", 2), ("a", "c", 3)])
    assert (table.cell("a", "b"), table.cell("a", "c"), table.row_total("a")) == (0, 5, 5)
    assert (table.rows, table.columns) == (("a",), ("b", "c"))


def test_a_record_outside_the_table_is_never_dropped_silently():
    with pytest.raises(ValueError, match="elsewhere"):
        cross_table([("elsewhere", "b")], rows=["a"])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"))))
def test_rows_columns_and_cells_sum_to_the_same(records):
    table = cross_table(records)
    by_row = sum(table.row_total(row) for row in table.rows)
    by_column = sum(table.column_total(column) for column in table.columns)
    assert by_row == by_column == (table.total or 0) == len(records)


def test_a_distribution_shows_zero_once_anything_is_counted_and_nothing_before():
    lines = distribution({"EXCELLENT": 4, "GOOD": 16, "COMPLETED": 2}, ["EXCELLENT", "GOOD", "COMPLETED", "NOT"])
    assert [(line.count, line.base, line.percent) for line in lines] == [
        (4, 22, "18.18"),
        (16, 22, "72.73"),
        (2, 22, "9.09"),
        (0, 22, "0.00"),
    ]
    assert [(line.count, line.base, line.percent) for line in distribution({}, ["EXCELLENT"])] == [(None, 0, None)]


def test_who_holds_two_posts_is_counted_once_under_the_first_group():
    posts = [("an", "deputy"), ("an", "secretary"), ("binh", "member"), ("an", "member")]
    assert counted_once(posts, ["secretary", "deputy", "member"]) == {"an": "secretary", "binh": "member"}
