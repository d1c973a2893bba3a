"""The workbook that goes back: rows as typed, what is wrong, how to mend it; never a formula."""

import io
from datetime import date

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.reading.books import heading, parsed
from tests.exchange.reading.test_members import member
from tusoi.exchange.reading.error_workbook import write_errors
from tusoi.exchange.reading.read import parse

DANGEROUS = ("=1+1", "=cmd|'/c calc'!A1", "+84123", "-2+3", "@SUM(A1)", "\t=1", "http://127.0.0.1/x", "{=1}")


def written(*records: list[object]) -> tuple[Worksheet, Worksheet]:
    table = heading("members", *records)
    target = io.BytesIO()
    write_errors(target, table, parse("members", table, as_of=date(2021, 10, 31)).issues)
    target.seek(0)
    book = openpyxl.load_workbook(target)
    rows, messages = book.worksheets
    return rows, messages


def test_only_rows_to_mend_come_back_with_their_number_and_messages() -> None:
    bad = member("29000002", Ngày_sinh="31/02/1980", Giới_tính="khác")
    rows, _messages = written(member(), bad, member(Mã_chi_bộ="T.02"))
    table = list(rows.iter_rows(values_only=True))
    assert table[0][:3] == ("Dòng", "TT", "Số thẻ đảng")
    assert table[0][-2:] == ("Lỗi", "Cách sửa")
    assert [row[0] for row in table[1:]] == [5, 6]
    assert table[1][5] == "31/02/1980"
    assert "E5: “Ngày sinh” không có trong lịch." in table[1][-2]
    assert "Ghi một trong: Nam; Nữ." in table[1][-1]
    assert "(xem dòng 4)" in table[2][-2]


def test_messages_are_grouped_on_a_sheet_of_their_own() -> None:
    bad = [member(f"2800{at:04}", Giới_tính="khác") for at in range(30)]
    _rows, messages = written(*bad, member(Ngày_vào_Đảng="1/11/2021"))
    table = list(messages.iter_rows(values_only=True))
    assert [row[:2] for row in table[1:]] == [("Lỗi", 30), ("Cảnh báo", 1)]
    assert table[1][4].startswith("Trang 1!D4, Trang 1!D5")


def test_no_text_becomes_a_formula_or_a_link() -> None:
    rows, messages = written(*(member(text, Giới_tính=text) for text in DANGEROUS))
    cells = [cell for sheet in (rows, messages) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert [rows.cell(line, 3).value for line in range(2, 10)] == list(DANGEROUS)


def test_numbers_and_dates_come_back_as_they_were_typed() -> None:
    rows, _messages = written(member(29000001, Ngày_sinh=date(1970, 5, 3), Giới_tính="khác"))
    assert rows.cell(2, 3).value == 29000001
    assert rows.cell(2, 6).value.date() == date(1970, 5, 3)
    assert rows.cell(2, 6).number_format == "dd/mm/yyyy"


def test_what_is_only_information_is_no_row_to_mend() -> None:
    records = [member(Họ_và_tên="Đ/c Hồ Văn Sen", Ghi_chú="đang đi học")]
    assert [issue.code for issue in parsed("members", *records).issues] == ["comrade-left-out", "note-kept"]
    rows, messages = written(*records)
    assert (rows.max_row, messages.max_row) == (1, 1)
