"""A long list as a workbook, written while it is read: the first bytes leave at once and memory stays small.

All cells are texts, so nothing in them can become a formula. One sheet; Excel has room for 1 048 576 rows.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from xml.sax.saxutils import escape

MOST_ROWS = 1_000_000
CHUNK = 500  # rows written at once
EPOCH = (1980, 1, 1, 0, 0, 0)
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{XML}<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{XML}<styleSheet xmlns="{SPREADSHEET}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def workbook(
    rows: Iterable[Sequence[str]], *, head: Sequence[str], title: str, mark: str, widths: Sequence[int]
) -> Iterator[bytes]:
    """Bytes of an .xlsx: ``title`` and ``mark`` in the first two lines, ``head`` in the fourth, then the rows."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:  # type: ignore[call-overload]
        for name, text in PARTS.items():
            archive.writestr(_entry(name), text)
        yield pipe.taken()
        with archive.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=False) as sheet:
            sheet.write(_opening(head, title, mark, widths).encode())
            source = iter(rows)
            while some := list(islice(source, CHUNK)):
                sheet.write("".join(map(_row, some)).encode())
                yield pipe.taken()
            sheet.write(_closing(mark).encode())
    yield pipe.taken()


class _Pipe:
    """What the archive writes into; the writer takes it out piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        found, self.pieces = b"".join(self.pieces), []
        return found


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _opening(head: Sequence[str], title: str, mark: str, widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    pane = '<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{XML}<worksheet xmlns="{SPREADSHEET}">'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{_row([title], bold=True)}{_row([mark])}<row/>{_row(head, bold=True)}"
    )


def _closing(mark: str) -> str:
    foot = escape(_clean(mark.replace("&", "&&")))
    return (
        f"</sheetData><headerFooter><oddFooter>&amp;L{foot}&amp;R&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    )


def _row(cells: Sequence[str], *, bold: bool = False) -> str:
    style = ' s="1"' if bold else ""
    written = [
        f'<c t="inlineStr"{style}><is><t>{escape(_clean(cell))}</t></is></c>' if cell else "<c/>" for cell in cells
    ]
    return f"<row>{''.join(written)}</row>"


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text) if UNWRITABLE.search(text) else text
