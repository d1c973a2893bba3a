"""The tables of a page as a workbook: the same numbers, empty where the page shows –."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import override

from tusoi.rules.terms import label
from tusoi.statistics.documents.report import Facts, committee
from tusoi.statistics.tables import GroupQuota, SuggestionLine
from tusoi.ui.formats import moment_text

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Value = str | int | float | None


def render(facts: Facts) -> bytes:
    """One .xlsx; equal facts give equal bytes."""
    written = io.BytesIO()
    with override("vi"), xlsxwriter.Workbook(written, SAFE) as book:
        here = timezone.localtime(facts.at).replace(tzinfo=None, microsecond=0)
        book.set_properties({"title": f"Số liệu kiểm điểm, xếp loại năm {facts.year}", "created": here})
        pen = _Pen(book, watermark(facts.by, facts.at), f"{committee(facts.unit_name)}, năm {facts.year}")
        pen.sheet("Gợi ý", "Được gợi ý kiểm điểm theo cấp quản lý", SUGGESTED, _suggested(facts))
        pen.sheet("Xếp loại", "Xếp loại tổ chức đảng trực thuộc", RATED, _rated(facts))
        pen.sheet("Tiến độ", "Tiến độ xếp loại theo cấp quản lý", PROGRESS, _progress(facts))
        if facts.groups:
            pen.sheet("Nhóm tương đồng", "Tỷ lệ hoàn thành xuất sắc theo từng cách hiểu", GROUPS, _groups(facts.groups))
    return written.getvalue()


def watermark(by: str, at: datetime) -> str:
    """Who took the figures out, and when."""
    with override("vi"):
        return f"Xuất bởi {by} lúc {moment_text(at)}; chỉ gồm dữ liệu người xuất được xem"


SUGGESTED = ("Diện quản lý", "Tổ chức đảng", "Tập thể", "Cá nhân")
RATED = ("Mức xếp loại", "Số lượng", "Cơ sở tính", "Tỷ lệ (%)")
PROGRESS = (
    "Diện quản lý",
    "Đối tượng",
    "Tổng số",
    "Phải xếp loại",
    "Đã xếp loại",
    "Chưa xếp loại",
    "Không xếp loại",
    "Lý do",
)
GROUPS = ("Nhóm", "Tỷ lệ (%)", "Cách tính", "Làm tròn", "Cơ sở tính", "Tối đa", "Số lượng", "Vượt", "Cách đang dùng")


def _suggested(facts: Facts) -> Iterable[Sequence[Value]]:
    def row(line: SuggestionLine) -> Sequence[Value]:
        name = label(line.level) if line.level else "Cộng"
        return (name, line.organizations, line.collectives, line.individuals)

    return [row(line) for line in (*facts.suggestions.lines, facts.suggestions.total)]


def _rated(facts: Facts) -> Iterable[Sequence[Value]]:
    for line in facts.ratings.lines:
        base = line.base or None
        # a cell of Excel is a binary number anyway; its two decimals are those of the rules
        yield (label(line.key), line.count, base, float(line.percent) if line.percent else None)
    yield ("Đã xếp loại", facts.ratings.rated, facts.ratings.rated + facts.ratings.not_yet, None)
    yield ("Tổng số tổ chức", facts.ratings.total, None, None)


def _progress(facts: Facts) -> Iterable[Sequence[Value]]:
    for row in facts.completeness:
        reasons = "; ".join(f"{label(reason)}: {count}" for reason, count in row.exempt)  # type: ignore[arg-type]
        counts = (row.total, row.due, row.rated, row.not_yet, row.exempt_total)
        yield (label(row.level), label(row.track), *counts, reasons)


def _groups(groups: Iterable[GroupQuota]) -> Iterable[Sequence[Value]]:
    for group in groups:
        name = ", ".join(label(term) for term in group.terms)
        for places in group.places:
            chosen = "x" if group.chosen and places.reading == group.chosen.reading else ""
            reading = (label(places.reading.base), label(places.reading.rounding))
            yield (name, group.percent, *reading, places.base, places.cap, places.used, places.over, chosen)


class _Pen:
    """The workbook with what all its sheets share."""

    def __init__(self, book: Any, mark: str, place: str) -> None:
        self.book, self.mark, self.place = book, mark, place
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.mute = book.add_format({"font_color": "#525d69"})

    def sheet(self, name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Title, place and watermark above, then the table; – of the page is an empty cell."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, title, self.bold)
        sheet.write_string(1, 0, self.place)
        sheet.write_string(2, 0, self.mark, self.mute)
        sheet.set_footer(f"&L&8{self.mark.replace('&', '&&')}&R&8&P/&N")
        sheet.set_column(0, 0, 42)
        sheet.set_column(1, len(head) - 1, 16)
        for column, words in enumerate(head):
            sheet.write_string(4, column, words, self.head)
        for at, row in enumerate(rows, start=5):
            for column, value in enumerate(row):
                if value not in {None, ""}:
                    sheet.write(at, column, value)
        sheet.freeze_panes(5, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
