"""The check before reading: limits of size, and nothing ordinary refused."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.exchange.reading.books import HOA_SEN, packed, parts, relations, saved
from tusoi.exchange.reading.archive import check, intact
from tusoi.exchange.reading.limits import Limits


def codes(path: Path, **limits: int) -> list[str]:
    return [problem.code for problem in check(path, limits=Limits(**limits))]


@pytest.mark.parametrize("name", ["to_chuc", "dang_vien", "goi_y_2021", "xep_loai_2021"])
def test_the_workbooks_of_the_province_pass(name: str) -> None:
    path = HOA_SEN / f"{name}.xlsx"
    assert (codes(path), intact(path)) == ([], True)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"file_bytes": 1000}, "file-too-large"),
        ({"unpacked_bytes": 20_000_000 - 5_000_000}, "archive-bomb"),
        ({"ratio": 5}, "archive-squeezed"),
        ({"members": 9}, "archive-too-many-members"),
        ({"sheets": 0}, "workbook-too-many-sheets"),
        ({"declared_cells": 52_061 * 12 - 1}, "sheet-too-wide"),
    ],
)
def test_each_limit_refuses_one_below_and_not_at_it(limits: dict[str, int], code: str) -> None:
    path = HOA_SEN / "dang_vien.xlsx"
    assert codes(path, **limits) == [code]
    assert codes(path, members=10, sheets=1, declared_cells=52_061 * 12) == []


def test_links_notes_pictures_and_formats_are_ordinary(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Danh sách")
        page.write_url("A1", "mailto:hoasen@example.org", string="Hỏi ở đây")
        page.write_comment("B1", "ghi chú")
        page.write_formula("C1", "=1+1", None, 2)
        page.data_validation("D1", {"validate": "list", "source": ["a", "b"]})
        page.conditional_format("E1:E9", {"type": "no_blanks"})
        page.add_table("G1:H3")
        book.add_chart({"type": "bar"})
        book.define_name("ten", "='Danh sách'!$A$1")
    assert codes(path) == []


def test_a_workbook_with_few_or_unusual_parts_is_ordinary(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed({name: part for name, part in parts().items() if "sharedStrings" not in name}))
    assert codes(path) == []
    marked = "\ufeff" + str(parts()["xl/workbook.xml"])
    path.write_bytes(packed(parts(**{"xl/workbook.xml": marked, "xl/worksheets/_rels/sheet1.xml.rels": relations()})))
    assert codes(path) == []
    path.write_bytes(packed(parts(**{"xl/media/anh.png": b"\x89PNG", "docProps/custom.xml": "<a/>"})))
    assert codes(path) == []


def test_a_file_saved_again_by_another_program_still_passes(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"Một": [["a"]]})
    book = openpyxl.load_workbook(path)
    book.save(path)
    assert (codes(path), intact(path)) == ([], True)


def test_only_the_first_reason_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed(parts(**{"/etc/passwd": "x", "xl/vbaProject.bin": b"\x00"})))
    assert codes(path) == ["archive-unsafe-names"]
