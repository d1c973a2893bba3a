"""The table is found wherever it stands, under one to three rows of headings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.reading.books import HEADINGS, sheet
from tusoi.exchange.reading.columns import as_letters
from tusoi.exchange.reading.header import as_of, at_row, find, guess, year
from tusoi.exchange.reading.kinds import KINDS, MEMBERS, SUGGESTIONS, UNITS

UNIT = (1, "T", "Đảng bộ tỉnh Hoa Sen", "Đảng bộ tỉnh", "")


@given(
    kind=st.sampled_from(sorted(KINDS)),
    above=st.lists(st.sampled_from([("ĐẢNG BỘ TỈNH HOA SEN",), (), ("DANH SÁCH", "", "năm 2021"), ("",)]), max_size=8),
    left=st.integers(0, 5),
    data=st.data(),
)
def test_headings_are_found_at_any_place_in_any_order(
    kind: str, above: list[tuple[str, ...]], left: int, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(HEADINGS[kind]))
    record = [f"x{at}" for at in range(len(order))]
    rows = [*above, ["", *[""] * left, *order], ["", *[""] * left, *record]]
    found = find(sheet(rows), KINDS[kind])
    assert found is not None
    assert (found.row, found.sheet.rows[found.first]) == (len(above) + 1, len(above) + 2)
    mapped = {proposal.field: found.sheet.columns[proposal.column][found.first] for proposal in found.proposals}
    expected = {
        field.name: record[order.index(own)]
        for field, own in zip(
            KINDS[kind].fields, HEADINGS[kind] if kind != "members" else members_headings(), strict=True
        )
        if own
    }
    assert mapped == expected


def members_headings() -> list[str]:
    """One heading for each field of members; the usual file has no column for the official day."""
    own = list(HEADINGS["members"])
    return [*own[:6], "", *own[6:]]


def test_a_merged_heading_stands_over_the_ones_below_it() -> None:
    top = (*HEADINGS["suggestions"][:5], "Nội dung gợi ý", "", "Văn bản gợi ý", "")
    below = ("", "", "", "", "", "Lĩnh vực", "Vấn đề cần làm rõ", "Số", "Ngày")
    found = find(sheet([("NĂM 2021",), top, below, ("x",) * 9]), SUGGESTIONS)
    assert found is not None
    assert found.headings[7] == "Nội dung gợi ý / Vấn đề cần làm rõ"
    assert as_letters(found.proposals) == {
        "number": "A",
        "name": "B",
        "subject_kind": "C",
        "reference": "D",
        "managing_level": "E",
        "topic": "F",
        "text": "G",
        "document_no": "H",
        "document_date": "I",
    }
    assert (found.row, found.first) == (2, 3)


def test_a_merge_reaches_as_far_as_it_says_and_no_farther() -> None:
    top = ("TT", "Số thẻ đảng", "Họ và tên", "Ngày vào Đảng", "", "Mã chi bộ")
    below = ("", "", "", "Dự bị", "Chính thức", "")
    found = find(sheet([top, below, ("x",) * 6], merged=((1, 4, 1, 5),)), MEMBERS)
    assert found is not None
    assert (found.headings[4], found.headings[5], found.headings[6]) == (
        "Ngày vào Đảng / Dự bị",
        "Ngày vào Đảng / Chính thức",
        "Mã chi bộ",
    )
    assert as_letters(found.proposals)["official_on"] == "E"


def test_three_rows_of_headings_are_one() -> None:
    rows = [
        ("TT", "Đảng viên", "", "", "Chi bộ"),
        ("", "Số thẻ đảng", "Họ và tên", "Ngày", "Mã chi bộ"),
        ("", "", "", "Ngày sinh", ""),
        (1, "29000001", "Nguyễn Văn A", "1/1/1970", "T.01"),
    ]
    found = find(sheet(rows), MEMBERS)
    assert found is not None
    mapping = as_letters(found.proposals)
    assert (mapping["card"], mapping["full_name"], mapping["born_on"], mapping["branch"]) == ("B", "C", "D", "E")


@pytest.mark.parametrize("counted", [("(1)", "(2)", "(3)", "(4)", "(5)"), (1, 2, 3, 4, 5), ("A", "B", 1, 2, 3)])
def test_the_row_that_counts_the_columns_is_no_record(counted: tuple[str | int, ...]) -> None:
    found = find(sheet([HEADINGS["units"], counted, UNIT]), UNITS)
    assert found is not None
    assert found.first == 2


def test_a_first_record_with_small_numbers_is_no_count_of_columns() -> None:
    found = find(sheet([HEADINGS["units"], (1, "T", "Đảng bộ", "Đảng bộ tỉnh", "")]), UNITS)
    assert found is not None
    assert found.first == 1


@pytest.mark.parametrize(
    ("title", "day", "of_year"),
    [
        ("DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/10/2021)", date(2021, 10, 31), 2021),
        ("Danh sách tính đến hết ngày 31.10.2021", date(2021, 10, 31), 2021),
        ("TÍNH ĐẾN 31-10-2021", date(2021, 10, 31), 2021),
        ("tính đến ngày 05 tháng 3 năm 2021", date(2021, 3, 5), 2021),
        ("TỔNG HỢP GỢI Ý KIỂM ĐIỂM NĂM 2021", None, 2021),
        ("tính đến ngày 31/02/2021", None, None),
        ("ĐẢNG BỘ TỈNH HOA SEN", None, None),
    ],
)
def test_the_title_tells_the_day_and_the_year(title: str, day: date | None, of_year: int | None) -> None:
    assert as_of(("ĐẢNG BỘ TỈNH HOA SEN", title)) == day
    assert year(("ĐẢNG BỘ TỈNH HOA SEN", title)) == of_year


def test_the_day_of_the_list_comes_before_the_day_of_the_document() -> None:
    titles = ("Hoa Sen, ngày 15 tháng 1 năm 2022", "KẾT QUẢ NĂM 2021 (tính đến ngày 31/12/2021)")
    assert as_of(titles) == date(2021, 12, 31)
    assert year(titles) == 2021


def test_without_known_headings_a_person_can_point_at_them() -> None:
    page = sheet([("Báo cáo",), ("Ký hiệu", "Gọi là", "Thuộc"), ("T", "Đảng bộ tỉnh", "")])
    assert find(page, UNITS) is None
    guessed, pointed = guess(page, UNITS), at_row(page, UNITS, 2)
    assert guessed is not None
    assert pointed is not None
    assert guessed.headings == pointed.headings == {1: "Ký hiệu", 2: "Gọi là", 3: "Thuộc"}
    assert at_row(page, UNITS, 99) is None
    assert guess(sheet([]), UNITS) is None
