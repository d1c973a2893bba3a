"""From sheets to a table: the right sheet, the right kind, a person's mapping, or a reason."""

from pathlib import Path

import pytest

from tests.exchange.reading.books import HEADINGS, recognised, saved, sheet
from tusoi.exchange.reading.read import read

UNIT = (1, "T", "Đảng bộ tỉnh Hoa Sen", "Đảng bộ tỉnh", "")
LIST = [HEADINGS["units"], UNIT]


def test_the_sheet_with_the_table_is_taken_among_others() -> None:
    found = recognised("units", sheet([("Ghi chú", "gì đó")], "Bìa"), sheet(LIST, "Danh sách"))
    assert (found.heading.sheet.name, found.problems, found.choices) == ("Danh sách", (), ())


def test_of_several_sheets_a_person_chooses() -> None:
    sheets = (sheet(LIST, "Năm 2020"), sheet(LIST, "Năm 2021"), sheet([("Bìa", "x")], "Bìa"))
    found = recognised("units", *sheets)
    assert [problem.code for problem in found.problems] == ["several-sheets"]
    assert found.choices == ("Năm 2020", "Năm 2021")
    assert recognised("units", *sheets, sheet="Năm 2021").heading.sheet.name == "Năm 2021"


def test_a_sheet_without_records_does_not_compete() -> None:
    found = recognised("units", sheet(LIST[:1], "Mẫu"), sheet(LIST, "Danh sách"))
    assert found.heading.sheet.name == "Danh sách"


def test_a_hidden_sheet_is_read_only_when_it_is_named() -> None:
    hidden = sheet(LIST, "Ẩn", hidden=True)
    assert [problem.code for problem in recognised("units", hidden).problems] == ["workbook-empty"]
    assert recognised("units", hidden, sheet="Ẩn").problems == ()


@pytest.mark.parametrize(
    ("rows", "choices", "code"),
    [
        ([], {}, "workbook-empty"),
        ([("chỉ một ô",)], {}, "table-not-found"),
        (LIST[:1], {}, "table-empty"),
        (LIST, {"sheet": "Không có"}, "sheet-unknown"),
        (LIST, {"header_row": 77}, "header-row-empty"),
        (LIST, {"mapping": {"code": "B", "name": "B"}}, "mapping-column-twice"),
        ([("Mã", "Tên tổ chức đảng", "Loại hình"), UNIT[1:4]], {}, "column-missing"),
        ([HEADINGS["ratings"], ("x",) * 7], {}, "other-kind"),
    ],
)
def test_without_a_table_the_reason_is_said(rows: list[tuple[str, ...]], choices: dict[str, object], code: str) -> None:
    assert recognised("units", sheet(rows), **choices).problems[0].code == code


def test_unknown_headings_are_offered_for_mapping_and_read_by_it() -> None:
    page = sheet([("Ký hiệu", "Gọi là", "Kiểu", "Thuộc"), ("T", "Đảng bộ tỉnh Hoa Sen", "Đảng bộ tỉnh", "")])
    found = recognised("units", page)
    assert {problem.code for problem in found.problems} == {"column-missing"}
    assert found.heading.headings == {1: "Ký hiệu", 2: "Gọi là", 3: "Kiểu", 4: "Thuộc"}
    mapping = {"code": "A", "name": "B", "kind": "C", "parent": "D"}
    again = recognised("units", page, mapping=mapping)
    assert (again.problems, again.mapping, again.remember_key) == ((), mapping, found.remember_key)


def test_a_mapping_may_exchange_columns_that_were_recognised() -> None:
    page = sheet([HEADINGS["units"], (1, "T", "Đảng bộ", "Đảng bộ tỉnh", "Tên khác")])
    found = recognised("units", page, mapping=recognised("units", page).mapping | {"name": "E", "parent": "C"})
    assert (found.mapping["name"], found.mapping["parent"], found.problems) == ("E", "C", ())


def test_a_file_is_read_by_its_remembered_mapping(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        {"Một": [["Báo cáo"], ["Ký hiệu", "Gọi là", "Kiểu", "Thuộc"], ["T", "Đảng bộ", "Đảng bộ tỉnh"]]},
    )
    mapping = {"code": "A", "name": "B", "kind": "C", "parent": "D"}
    reading = read(path, "units", mapping=mapping, header_row=2)
    assert [row.code for row in reading.parsed.rows] == ["T"]
    assert reading.recognised.mapping == mapping
