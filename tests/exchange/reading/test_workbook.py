"""What the child gives: every value at its place in Excel, and limits that hold without any check before."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.reading.books import HOA_SEN, packed, parts, rows_of_units, saved
from tests.exchange.reading.hostile import repeated_text
from tusoi.exchange.reading.limits import MB, Limits
from tusoi.exchange.reading.workbook import Sheet, read_sheets
from tusoi.rules.problems import Refused

MEASURE = """
import pathlib, resource, sys
from tusoi.exchange.reading.workbook import read_sheets
from tusoi.rules.problems import Refused
try:
    read_sheets(pathlib.Path(sys.argv[1]))
except Refused:
    pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def far_corner() -> bytes:
    return packed(parts(rows_of_units('<row r="900"><c r="XFD900"><v>1</v></c></row>')))


def refusal(path: Path, **limits: int) -> str:
    with pytest.raises(Refused) as refused:
        read_sheets(path, limits=Limits(**limits))
    return refused.value.problems[0].code


@pytest.fixture
def odd(tmp_path: Path) -> Sheet:
    book = openpyxl.Workbook()
    page = book.active
    page["C4"], page["C9"], page["E4"], page["E9"] = "Mã", "T.01", "Ngày", date(2021, 10, 31)
    page["F9"], page["G9"], page["H9"], page["I9"] = 29000007, 1.5, True, datetime(2021, 11, 2, 23, 59)  # noqa: DTZ001 - Excel knows no zones
    page["J9"] = "Hoa\u0300 \u007f Bi\u0300nh"
    page.merge_cells("C4:D5")
    book.save(tmp_path / "a.xlsx")
    return read_sheets(tmp_path / "a.xlsx")[0]


def test_rows_and_columns_have_their_numbers_in_excel(odd: Sheet) -> None:
    assert list(odd.rows) == [4, 9]
    assert sorted(odd.columns) == [3, 5, 6, 7, 8, 9, 10]
    assert (odd.value(9, 3), odd.value(4, 5), odd.value(5, 3), odd.value(9, 4)) == ("T.01", "Ngày", "", "")
    assert odd.merged == ((4, 3, 5, 4),)


def test_dates_whole_numbers_and_texts_keep_their_kind(odd: Sheet) -> None:
    values = [odd.value(9, column) for column in range(5, 10)]
    assert values == [date(2021, 10, 31), 29000007, 1.5, True, date(2021, 11, 2)]
    assert [type(value) for value in values[1:4]] == [int, float, bool]


def test_texts_come_in_nfc_and_without_the_separator(odd: Sheet) -> None:
    assert odd.value(9, 10) == "Hoà  Bình"


def test_a_stray_cell_far_below_costs_nothing_and_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed(parts(rows_of_units('<row r="1048576"><c r="B1048576"><v>7</v></c></row>'))))
    sheet = read_sheets(path)[0]
    assert list(sheet.rows) == [1, 2, 1048576]
    assert sheet.value(1048576, 2) == 7


def test_columns_beyond_the_limit_are_left_out_and_counted(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"Trang 1": [["a", *[None] * 10, "b"]]})
    sheet = read_sheets(path, limits=Limits(columns=5))[0]
    assert (sorted(sheet.columns), sheet.wider) == ([1], 12)
    assert read_sheets(path)[0].wider == 0


def test_all_sheets_are_given_with_the_hidden_ones_marked(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"Một": [["a"]], "Hai": [["b"]], "Ba": []})
    book = openpyxl.load_workbook(path)
    book["Hai"].sheet_state = "hidden"
    book.save(path)
    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in read_sheets(path)] == [
        ("Một", False, 1),
        ("Hai", True, 1),
        ("Ba", False, 0),
    ]


def test_a_text_that_needs_too_much_memory_ends_the_child_only(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(repeated_text())
    assert refusal(path) == "workbook-too-large"


def test_too_many_rows_characters_and_sheets_are_refused_by_the_child(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"Một": [["Đảng bộ"]] * 20, "Hai": [["b"]]})
    assert refusal(path, rows=20) == "workbook-too-many-rows"
    assert refusal(path, text_characters=30) == "workbook-too-large"
    assert refusal(path, sheets=1) == "workbook-too-many-sheets"
    assert len(read_sheets(path, limits=Limits(rows=21, sheets=2))) == 2


def test_a_child_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"Một": [["a"]]})
    assert refusal(path, wall_seconds=0, cpu_seconds=0) == "workbook-too-slow"


def test_a_child_without_memory_is_told_from_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(far_corner())
    assert refusal(path, memory_bytes=200 * MB) == "workbook-too-large"
    path.write_bytes(b"no zip")
    assert refusal(path) in {"archive-broken", "workbook-broken"}


@pytest.mark.parametrize("make", [repeated_text, far_corner, (HOA_SEN / "dang_vien.xlsx").read_bytes])
def test_a_child_never_holds_more_than_512_megabytes(make: Callable[[], bytes], tmp_path: Path) -> None:
    """Asked from a small process: a child's highest memory counts from the moment before it left its parent."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())
    asked = subprocess.run([sys.executable, "-c", MEASURE, str(path)], check=True, capture_output=True, text=True)
    assert 10 < int(asked.stdout) / 1024 <= 512


def test_a_sheet_that_is_damaged_far_inside_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    content = bytearray(
        packed(parts("".join(f'<row r="{i}"><c r="B{i}"><v>{i * 7919}</v></c></row>' for i in range(1, 20_000))))
    )
    content[len(content) // 2] ^= 0x10
    path.write_bytes(bytes(content))
    assert refusal(path) == "archive-broken"
