"""Units: codes once, kinds of the list, one top, no circle, sums that balance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.reading.books import found, parsed
from tusoi.rules.terms import UnitKind

TOP = (1, "T", "Đảng bộ tỉnh Hoa Sen", "Đảng bộ tỉnh", "")


def branch(code: str, parent: str = "T", name: str = "Chi bộ thôn 1") -> tuple[object, ...]:
    return (2, code, name, "Chi bộ trực thuộc", parent)


def test_a_sound_list_has_no_issues() -> None:
    result = parsed("units", TOP, branch("T.01"))
    assert (result.issues, result.ok, result.left_out) == ((), True, 0)
    assert result.rows[1] == ("T.01", "Chi bộ thôn 1", UnitKind.BRANCH, "T", 5)


def test_the_parent_comes_from_its_column_and_never_from_the_code() -> None:
    result = parsed("units", TOP, branch("T.01"), branch("T.01.01", parent="T"))
    assert result.rows[2].parent == "T"


def test_a_repeated_code_names_the_first_row() -> None:
    result = parsed("units", TOP, branch("T.01"), branch(" T.01"))
    assert [(issue.code, issue.cell, issue.other) for issue in result.issues] == [("code-repeated", "Trang 1!B6", 5)]
    assert (result.read, result.left_out, len(result.rows)) == (3, 1, 2)


@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_blank_code_name_or_kind_is_an_error_on_its_cell(column: int) -> None:
    record = list(branch("T.01"))
    record[column] = " "
    assert found(parsed("units", TOP, record)) == {"cell-required": [f"{'ABCD'[column]}5"]}


def test_an_unknown_kind_says_which_kinds_there_are() -> None:
    issue = parsed("units", TOP, (2, "T.01", "Hội", "Hội đoàn", "T")).issues[0]
    assert (issue.code, issue.value) == ("unit-kind-unknown", "Hội đoàn")
    assert "Chi bộ trực thuộc" in str(issue.facts["accepted"])


def test_only_one_unit_may_stand_on_top() -> None:
    assert found(parsed("units", TOP, branch("T.01", parent=""))) == {"parent-required": ["E5"]}
    assert found(parsed("units", branch("T.01", parent=""), branch("T.02", parent=""))) == {
        "parent-required": ["E4", "E5"]
    }
    assert parsed("units", branch("T.01", parent="")).ok


def test_parents_outside_the_file_are_left_to_the_database() -> None:
    result = parsed("units", branch("T.01", parent="T"), branch("T.02", parent="T"), branch("T.03", parent="T.01"))
    assert (result.ok, result.outside) == (True, {"T": [4, 5]})


def test_a_circle_of_parents_is_an_error_on_each_of_its_units_and_on_no_other() -> None:
    result = parsed(
        "units", TOP, branch("A", "B"), branch("B", "C"), branch("C", "A"), branch("D", "A"), branch("E", "E")
    )
    assert found(result) == {"parent-circle": ["E5", "E6", "E7", "E9"]}
    assert result.groups[0].facts["circle"] == "A → B → C → A"


@given(st.lists(st.integers(0, 12), min_size=1, max_size=13))
def test_exactly_the_units_on_circles_are_found(parents: list[int]) -> None:
    codes = [f"U{at}" for at in range(len(parents))]
    result = parsed("units", *(branch(code, f"U{parent}") for code, parent in zip(codes, parents, strict=True)))
    on_circles = set()
    for at in range(len(parents)):
        walk, place = set(), parents[at]
        while place < len(parents) and place not in walk:
            walk.add(place)
            place = parents[place]
        if at in walk:
            on_circles.add(f"E{at + 4}")
    assert set(found(result).get("parent-circle", [])) == on_circles


def test_a_sum_must_say_what_stands_above_it() -> None:
    assert parsed("units", TOP, branch("T.01"), ("Tổng số: 2 tổ chức",)).ok
    assert parsed("units", TOP, branch("T.01"), ("Cộng", "", "", "", 2)).ok
    assert parsed("units", TOP, ("Cộng",)).ok
    result = parsed("units", TOP, branch("T.01"), ("Tổng cộng", "", "1.003 tổ chức"))
    assert [(issue.code, issue.facts) for issue in result.issues] == [
        ("total-unbalanced", {"stated": 1003, "counted": 2})
    ]


def test_a_unit_whose_name_begins_like_a_sum_is_a_unit() -> None:
    result = parsed("units", TOP, branch("T.01", name="Công an xã"), branch("T.02", name="Tổng công ty Sen"))
    assert (result.ok, len(result.rows)) == (True, 3)


def test_group_titles_and_signatures_are_named_and_not_read() -> None:
    result = parsed(
        "units", ("I. Khối tỉnh",), TOP, ("II", "", "Khối huyện"), branch("T.01"), (), ("", "Người lập", "", "Bí thư")
    )
    assert found(result) == {"group-title": ["A4", "A6"], "row-below-table": ["A9"]}
    assert len(result.rows) == 2


def test_a_record_without_its_code_right_below_the_table_is_an_error_and_not_a_signature() -> None:
    assert found(parsed("units", TOP, ("", "", "Chi bộ thôn 1", "Chi bộ trực thuộc")))["cell-required"] == ["B5"]


def test_texts_that_no_column_of_the_database_holds_are_refused() -> None:
    assert found(parsed("units", TOP, branch("T." + "1" * 50, name="x" * 300))) == {"cell-too-long": ["B5", "C5"]}


@pytest.mark.parametrize("name", ["Chi bé th«n 1", "§¶ng bé x· Sen", "Chi bộ NguyÔn V¨n"])
def test_a_name_typed_with_an_old_font_is_an_error_and_not_a_name(name: str) -> None:
    assert found(parsed("units", TOP, branch("T.01", name=name))) == {"old-font": ["C5"]}


@pytest.mark.parametrize("name", ["Chi bộ «Sen»", "Chi bộ 1½", "Chi bộ § 5", "Chi bộ số 1ª"])
def test_signs_outside_words_are_no_old_font(name: str) -> None:
    assert parsed("units", TOP, branch("T.01", name=name)).ok
