"""Workbooks as tests need them: ordinary ones, and parts of one to be bent out of shape."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tusoi.exchange.reading.header import Heading, find
from tusoi.exchange.reading.kinds import KINDS
from tusoi.exchange.reading.parsed import Parsed
from tusoi.exchange.reading.read import parse, recognise
from tusoi.exchange.reading.workbook import Cell, Sheet

HOA_SEN = Path(__file__).parents[3] / "src/tusoi/project/demo/hoa_sen"
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "units": ("TT", "Mã", "Tên tổ chức đảng", "Loại hình", "Mã cấp trên trực tiếp"),
    "members": (
        *("TT", "Số thẻ đảng", "Họ và tên", "Giới tính", "Ngày sinh", "Ngày vào Đảng", "Mã chi bộ"),
        *("Chức vụ trong chi bộ", "Chức vụ cấp ủy, chính quyền", "Mã tổ chức giữ chức vụ", "Diện quản lý", "Ghi chú"),
    ),
    "suggestions": (
        *("TT", "Tập thể, cá nhân được gợi ý", "Đối tượng", "Mã đơn vị/Số thẻ", "Diện quản lý"),
        *("Lĩnh vực", "Vấn đề cần làm rõ", "Số văn bản", "Ngày văn bản"),
    ),
    "ratings": ("TT", "Mã", "Tên đảng bộ", "Mức xếp loại", "Số quyết định", "Ngày quyết định", "Cơ quan quyết định"),
}


def sheet(rows: Mapping[int, Sequence[Cell]] | Sequence[Sequence[Cell]], name: str = "Trang 1", **more: Any) -> Sheet:
    """A sheet as the child gives it, from rows by number, or one below the other from row 1."""
    numbered = dict(rows) if isinstance(rows, Mapping) else dict(enumerate(rows, start=1))
    numbered = {row: cells for row, cells in numbered.items() if any(cell != "" for cell in cells)}
    width = max(map(len, numbered.values()), default=0)
    filled = [[*cells, *[""] * (width - len(cells))] for _, cells in sorted(numbered.items())]
    columns = {at: list(values) for at, values in enumerate(zip(*filled, strict=True), start=1)}
    kept = {at: values for at, values in columns.items() if any(value != "" for value in values)}
    return Sheet(name, sorted(numbered), kept, **more)


def heading(kind: str, *records: Sequence[Cell], title: str = "") -> Heading:
    """A recognised table of this kind: headings in row 3, records from row 4."""
    found = find(sheet({1: (title,), 3: HEADINGS[kind]} | dict(enumerate(records, start=4))), KINDS[kind])
    assert found is not None
    return found


def parsed(kind: str, *records: Sequence[Cell], title: str = "", **more: Any) -> Parsed:
    return parse(kind, heading(kind, *records, title=title), **more)


def found(result: Parsed) -> dict[str, list[str]]:
    """Code → cells, without the name of the sheet."""
    cells: dict[str, list[str]] = {}
    for issue in result.issues:
        cells.setdefault(issue.code, []).append(issue.cell.partition("!")[2])
    return cells


def recognised(kind: str, *sheets: Sheet, **choices: Any) -> Any:
    return recognise(sheets, kind, **choices)


def saved(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A real .xlsx; a cell given as None stays empty."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relations(*targets: tuple[str, str, str]) -> str:
    """(id, type, target) → a relationships part."""
    inner = "".join(f'<Relationship Id="{i}" Type="{_RELATIONS}/{kind}" Target="{to}"/>' for i, kind, to in targets)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{space}">{inner}</Relationships>'


def worksheet(data: str, before: str = "") -> str:
    """A worksheet part around ``<row>`` elements."""
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{before}<sheetData>{data}</sheetData></worksheet>'


def inline(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows_of_units(*extra: str) -> str:
    """Headings and one unit, with further XML behind."""
    heads = "".join(inline(f"{letter}1", text) for letter, text in zip("ABCDE", HEADINGS["units"], strict=True))
    unit = "".join(
        inline(f"{letter}2", text)
        for letter, text in zip("BCD", ("T", "Đảng bộ tỉnh Hoa Sen", "Đảng bộ tỉnh"), strict=True)
    )
    return f'<row r="1">{heads}</row><row r="2">{unit}</row>{"".join(extra)}'


def parts(data: str = "", **more: str | bytes) -> dict[str, str | bytes]:
    """All parts of a sound workbook with these rows, one unit where nothing is said."""
    workbook = (
        f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<sheets><sheet name="Trang 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": worksheet(data or rows_of_units()),
        "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{_MAIN}"><si><t>chung</t></si></sst>',
    } | more


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()
