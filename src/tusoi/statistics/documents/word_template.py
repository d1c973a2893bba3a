"""Makes ``report.docx``, the template of the report: sizes and margins of Party documents, places for the texts."""

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tusoi.statistics.documents.word import TEMPLATE, undated

FONT = "Times New Roman"
CENTER, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
TABLES: tuple[tuple[str, str, str, tuple[tuple[str, int], ...]], ...] = (
    ("I. Gợi ý kiểm điểm", "suggested", "suggestion_rows", (("Diện quản lý", 105), ("Tập thể", 30), ("Cá nhân", 30))),
    (
        "II. Xếp loại tổ chức đảng trực thuộc",
        "rated",
        "rating_rows",
        (("Mức xếp loại", 81), ("Số lượng", 27), ("Cơ sở tính", 30), ("Tỷ lệ", 27)),
    ),
    (
        "III. Tiến độ xếp loại theo cấp quản lý",
        "progress",
        "progress_rows",
        (
            ("Diện quản lý", 59),
            ("Đối tượng", 30),
            ("Tổng số", 19),
            ("Đã xếp loại", 19),
            ("Chưa xếp loại", 19),
            ("Không xếp loại", 19),
        ),
    ),
)


def make() -> bytes:
    """The template as bytes; always the same."""
    document = Document()
    _page(document)
    _head(document)
    _title(document)
    _body(document, "{{ opening }}")
    for heading, texts, rows, columns in TABLES:
        _heading(document, heading)
        _repeated(document, texts)
        _table(document, rows, columns, total="suggestion_total" if texts == "suggested" else "")
    _heading(document, "IV. Ghi chú về số liệu")
    _repeated(document, "notes", "{{ loop.index }}. {{ line }}")
    _signatures(document)
    written = io.BytesIO()
    document.save(written)
    return undated(written.getvalue())


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    _number(section.header.paragraphs[0])
    for footer in (section.footer, section.first_page_footer):
        _text(footer.paragraphs[0], "{{ footer }}", size=9)
    document.core_properties.author = "tusoi"
    document.core_properties.title = "Báo cáo tổng hợp kết quả kiểm điểm, xếp loại"


def _head(document: Any) -> None:
    left, right = _borderless(document, (72, 93))
    _text(left.paragraphs[0], "{%p if superior %}")
    _text(left.add_paragraph(), "{{ superior }}", align=CENTER)
    _text(left.add_paragraph(), "{%p endif %}")
    _text(left.add_paragraph(), "{{ issuer }}", align=CENTER, bold=True)
    _text(left.add_paragraph(), "*", align=CENTER)
    _text(left.add_paragraph(), "{{ number }}", align=CENTER)
    title = right.paragraphs[0]
    _text(title, "ĐẢNG CỘNG SẢN VIỆT NAM", align=CENTER, bold=True, size=15)
    _rule(title)
    title.paragraph_format.left_indent = title.paragraph_format.right_indent = Mm(9.5)
    place = right.add_paragraph()
    _text(place, "{{ place_date }}", align=CENTER, italic=True)
    place.paragraph_format.space_before = Pt(6)


def _title(document: Any) -> None:
    kind = document.add_paragraph()
    _text(kind, "{{ kind }}", align=CENTER, bold=True, size=16)
    kind.paragraph_format.space_before = Pt(18)
    abstract = document.add_paragraph()
    _text(abstract, "{{ abstract }}", align=CENTER, bold=True)
    rule = document.add_paragraph()
    _rule(rule)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(66)
    rule.paragraph_format.space_after = Pt(12)
    rule.paragraph_format.line_spacing = Pt(4)


def _heading(document: Any, words: str) -> None:
    paragraph = document.add_paragraph()
    _text(paragraph, words, bold=True)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(10), Pt(4)
    paragraph.paragraph_format.keep_with_next = True


def _body(document: Any, words: str) -> None:
    paragraph = document.add_paragraph()
    _text(paragraph, words, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.15


def _repeated(document: Any, texts: str, words: str = "{{ line }}") -> None:
    document.add_paragraph(f"{{%p for line in {texts} %}}")
    _body(document, words)
    document.add_paragraph("{%p endfor %}")


def _table(document: Any, rows: str, columns: tuple[tuple[str, int], ...], *, total: str = "") -> None:
    table = document.add_table(rows=5 if total else 4, cols=len(columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    texts = 2 if len(columns) == 6 else 1
    for at, (words, width) in enumerate(columns):
        for row in table.rows:
            row.cells[at].width = Mm(width)
        _text(table.rows[0].cells[at].paragraphs[0], words, align=CENTER, bold=True, size=12.5)
        _text(
            table.rows[2].cells[at].paragraphs[0],
            f"{{{{ row[{at}] }}}}",
            align=LEFT if at < texts else RIGHT,
            size=12.5,
        )
        if total:
            _text(
                table.rows[4].cells[at].paragraphs[0],
                f"{{{{ {total}[{at}] }}}}",
                align=LEFT if at < texts else RIGHT,
                bold=True,
                size=12.5,
            )
    table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for row in {rows} %}}")
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    again = OxmlElement("w:tblHeader")
    again.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(again)  # noqa: SLF001 - the library has no word for a repeated heading


def _signatures(document: Any) -> None:
    spacer = document.add_paragraph()
    spacer.paragraph_format.space_after = Pt(6)
    left, right = _borderless(document, (82, 83))
    _text(left.paragraphs[0], "Nơi nhận:", size=12, underline=True)
    _text(left.add_paragraph(), "{%p for line in recipients %}")
    _text(left.add_paragraph(), "{{ line }}", size=12)
    _text(left.add_paragraph(), "{%p endfor %}")
    _text(right.paragraphs[0], "{{ signing }}", align=CENTER, bold=True)
    _text(right.add_paragraph(), "BÍ THƯ", align=CENTER)
    name = right.add_paragraph()
    _text(name, "………………………………", align=CENTER)
    name.paragraph_format.space_before = Mm(28)


def _borderless(document: Any, widths: tuple[int, int]) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(width)
    return table.rows[0].cells


def _text(
    paragraph: Any,
    words: str,
    *,
    align: Any = None,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    size: float = 14,
) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic, run.underline = bold, italic, underline
    run.font.size = Pt(size)
    if align is not None:
        paragraph.alignment = align


def _rule(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - the library has no word for a rule


def _number(paragraph: Any) -> None:
    paragraph.alignment = CENTER
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run._r.append(mark)  # noqa: SLF001 - the library has no word for a page number


if __name__ == "__main__":
    TEMPLATE.write_bytes(make())
