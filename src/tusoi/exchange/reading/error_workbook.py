"""The workbook people download: the rows to mend as they typed them, with what is wrong and how to mend it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.issues import Issue, Severity, grouped
from tusoi.exchange.reading.workbook import Cell
from tusoi.rules.problems import Problem
from tusoi.ui.problems import say

MOST_ROWS = 20_000  # more rows to mend mean another file, not a longer list


class Words(Protocol):
    """What a sentence gives: ``tusoi.ui.problems.Said``."""

    @property
    def what(self) -> str: ...
    @property
    def fix(self) -> str: ...


def write_errors(
    target: Path | BinaryIO,
    heading: Heading,
    issues: Sequence[Issue],
    *,
    in_words: Callable[[Problem], Words] = say,
) -> None:
    """Two sheets: the rows with errors or warnings, and the messages grouped. No text ever becomes a formula."""
    odd = [issue for issue in issues if issue.severity is not Severity.INFO]
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options | {"strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _rows(book.add_worksheet(_("Dòng cần sửa")), heading, odd, in_words, (bold, day, wrapped))
        _messages(book.add_worksheet(_("Tổng hợp")), odd, in_words, (bold, wrapped))


def _rows(
    sheet: Worksheet,
    heading: Heading,
    issues: Iterable[Issue],
    in_words: Callable[[Problem], Words],
    formats: tuple[Format, Format, Format],
) -> None:
    bold, day, wrapped = formats
    columns = sorted(heading.headings)
    of_row: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        of_row[issue.row].append(issue)
    heads = [_("Dòng"), *(heading.headings[column] for column in columns), _("Lỗi"), _("Cách sửa")]
    sheet.freeze_panes(1, 1)
    sheet.set_column(1, len(columns), 18)
    sheet.set_column(len(columns) + 1, len(columns) + 2, 50)
    for at, text in enumerate(heads):
        sheet.write_string(0, at, text, bold)
    for line, row in enumerate(sorted(of_row)[:MOST_ROWS], start=1):
        sheet.write_number(line, 0, row)
        for at, column in enumerate(columns, start=1):
            _write(sheet, line, at, heading.sheet.value(row, column), day)
        said = [(issue, in_words(issue.problem)) for issue in of_row[row]]
        what = [f"{issue.column}{issue.row}: {words.what}{_clash(issue)}" for issue, words in said]
        sheet.write_string(line, len(columns) + 1, "\n".join(what), wrapped)
        sheet.write_string(
            line, len(columns) + 2, "\n".join(dict.fromkeys(words.fix for _issue, words in said)), wrapped
        )


def _clash(issue: Issue) -> str:
    return " " + _("(xem dòng {row})").format(row=issue.other) if issue.other else ""


def _write(sheet: Worksheet, row: int, column: int, value: Cell, day: Format) -> None:
    """The cell as it was typed: a text stays a text, whatever it begins with."""
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_number(row, column, value)


def _messages(
    sheet: Worksheet, issues: Sequence[Issue], in_words: Callable[[Problem], Words], formats: tuple[Format, Format]
) -> None:
    bold, wrapped = formats
    levels = {Severity.ERROR: _("Lỗi"), Severity.WARNING: _("Cảnh báo"), Severity.INFO: _("Thông tin")}
    sheet.set_column(2, 3, 60)
    sheet.set_column(4, 4, 40)
    for at, text in enumerate((_("Mức"), _("Số ô"), _("Nội dung"), _("Cách sửa"), _("Những ô đầu tiên"))):
        sheet.write_string(0, at, text, bold)
    for line, group in enumerate(grouped(issues), start=1):
        words = in_words(group.problem)
        sheet.write_string(line, 0, levels[group.severity])
        sheet.write_number(line, 1, group.count)
        sheet.write_string(line, 2, words.what, wrapped)
        sheet.write_string(line, 3, words.fix, wrapped)
        sheet.write_string(line, 4, ", ".join(issue.cell for issue in group.first), wrapped)
