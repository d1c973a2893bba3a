"""The workbook of a dry run: every row that would be added, changed or created, and what the file does not name."""

from typing import BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from tusoi.exchange.drafts import Draft
from tusoi.exchange.reports import LISTS, rows

WIDTHS = (8, 20, 45, 60)


def write_lists(target: BinaryIO, draft: Draft) -> None:
    """One sheet for each list that holds something. No text ever becomes a formula."""
    titles = {
        "added": _("Thêm mới"),
        "changed": _("Thay đổi"),
        "created": _("Lập kèm theo"),
        "absent": _("Không có trong tệp"),
    }
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options | {"strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True})
        for name in LISTS:
            found = rows(draft, name)
            if not found:
                continue
            sheet = book.add_worksheet(titles[name])
            heads = [_("Dòng"), _("Mã, số thẻ"), _("Tên"), _("Thay đổi")][: len(found[0])]
            for at, (head, width) in enumerate(zip(heads, WIDTHS, strict=False)):
                sheet.set_column(at, at, width)
                sheet.write_string(0, at, head, bold)
            for line, row in enumerate(found, start=1):
                for at, text in enumerate(row):
                    sheet.write_string(line, at, text)
