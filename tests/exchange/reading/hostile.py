"""Files nobody should send: each with the codes it may be refused with, or READ where it is odd but readable."""

import gzip
import io
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from tests.exchange.reading.books import inline, packed, parts, relations, rows_of_units, worksheet
from tusoi.exchange.reading.columns import letter
from tusoi.exchange.reading.signature import OLE

READ = "read"
Make = Callable[[], bytes]
BROKEN = {"archive-broken", "workbook-broken"}
SHEET = "xl/worksheets/sheet1.xml"
TEXT = "TT,Mã,Tên\n1,T,Đảng bộ tỉnh Hoa Sen\n"


def files() -> Iterator[tuple[str, set[str], Make]]:
    """Name, allowed codes, maker."""
    yield from not_workbooks()
    yield from broken()
    yield from unsafe()
    yield from bombs()
    yield from foreign_parts()
    yield from odd_contents()


def not_workbooks() -> Iterator[tuple[str, set[str], Make]]:
    starts = {
        "pdf": (b"%PDF-1.7\n%\xe2\xe3", "file-pdf"),
        "exe": (b"MZ\x90\x00\x03", "file-program"),
        "elf": (b"\x7fELF\x02\x01", "file-program"),
        "shell script": (b"#!/bin/sh\nrm -rf /\n", "file-program"),
        "rtf": (b"{\\rtf1\\ansi", "file-word"),
        "png": (b"\x89PNG\r\n\x1a\n", "file-image"),
        "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "file-image"),
        "gif": (b"GIF89a", "file-image"),
        "bmp": (b"BM\x00\x00", "file-image"),
        "rar": (b"Rar!\x1a\x07\x00", "file-archive"),
        "7z": (b"7z\xbc\xaf\x27\x1c", "file-archive"),
        "html": (b"<html><table><tr><td>M\xc3\xa3</td></tr></table></html>", "file-html"),
        "html with blanks before": (b"\xef\xbb\xbf\r\n  <!DOCTYPE HTML><table>", "file-html"),
        "xml of Excel 2003": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "file-html"),
        "csv": (TEXT.encode(), "file-csv"),
        "csv with semicolons": (b"\xef\xbb\xbf" + TEXT.replace(",", ";").encode(), "file-csv"),
        "tabs in UTF-16": (TEXT.replace(",", "\t").encode("utf-16"), "file-csv"),
        "plain text": ("Đảng bộ tỉnh Hoa Sen".encode(), "file-unknown"),
        "blank lines": (b"\n\n\n", "file-unknown"),
        "one byte": (b"P", "file-unknown"),
        "zeros": (bytes(4096), "file-unknown"),
        "noise": (random.Random(1).randbytes(4096), "file-unknown"),
        "old xls": (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "file-legacy-xls"),
        "older xls": (OLE + bytes(600) + "Book".encode("utf-16-le"), "file-legacy-xls"),
        "old doc": (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "file-word"),
        "with a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        "some other compound file": (OLE + bytes(600), "file-unknown"),
    }
    for name, (content, code) in starts.items():
        yield name, {code}, partial(bytes, content)
    yield "nothing", {"file-empty"}, bytes
    yield "gzip of a workbook", {"file-archive"}, lambda: gzip.compress(packed(parts()))
    packages = {
        "docx": ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}, "file-word"),
        "pptx": ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}, "file-powerpoint"),
        "ods": ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<c/>"}, "file-ods"),
        "numbers": ({"Index/Document.iwa": b"\x00"}, "file-numbers"),
        "zip with a workbook inside": ({"danh sach.xlsx": packed(parts())}, "file-archive"),
        "zip with nothing inside": ({}, "file-archive"),
        "only content types": ({"[Content_Types].xml": "<Types/>"}, "file-archive"),
        "xlsb": (parts(**{"xl/workbook.bin": b"\x00"}), "file-xlsb"),
    }
    for name, (members, code) in packages.items():
        yield name, {code}, partial(packed, members)


def broken() -> Iterator[tuple[str, set[str], Make]]:
    for name, cut in (("half of it", 2), ("a tenth of it", 10)):
        yield name, {"archive-broken"}, lambda cut=cut: packed(parts())[: len(packed(parts())) // cut]
    yield "tail of noise", {"archive-broken"}, lambda: packed(parts())[:-100] + random.Random(2).randbytes(100)
    yield "a byte flipped in the sheet", {"archive-broken"}, lambda: flipped(packed(parts()))
    yield "a wrong checksum", {"archive-broken"}, lambda: misprinted(packed(parts()))
    yield "a wrong checksum of a long sheet", {"archive-broken"}, lambda: misprinted(packed(parts(many_rows(9000))))
    checked, unread, empty = {"archive-broken"}, {"workbook-broken"}, {"workbook-empty"}
    for name, codes, part, content in (
        ("no workbook part", checked, "xl/workbook.xml", None),
        ("no sheet part", unread, SHEET, None),
        ("no relations", unread, "xl/_rels/workbook.xml.rels", None),
        ("workbook of noise", checked, "xl/workbook.xml", random.Random(3).randbytes(500)),
        ("sheet of noise", checked, SHEET, random.Random(4).randbytes(500)),
        ("sheet of zeros", checked, SHEET, bytes(500)),
        ("sheet cut in the middle", unread, SHEET, worksheet(rows_of_units())[:400]),
        ("sheet with crossed elements", unread | empty, SHEET, worksheet("<row><c></row></c>")),
        ("sheet in UTF-16", checked, SHEET, worksheet(rows_of_units()).encode("utf-16")),
        ("empty sheet part", unread, SHEET, b""),
        ("sheet that is a web page", unread | empty, SHEET, "<html><body>404</body></html>"),
        ("strings cut", unread, "xl/sharedStrings.xml", "<sst><si><t>chung"),
        ("workbook without sheets", unread | empty, "xl/workbook.xml", "<workbook><sheets/></workbook>"),
        ("styles of noise", checked, "xl/styles.xml", random.Random(5).randbytes(500)),
    ):
        members = {key: value for key, value in parts().items() if key != part}
        yield name, codes, partial(packed, members if content is None else members | {part: content})
    for name, codes, cell in (
        ("string number out of range", unread, '<c r="B1" t="s"><v>4000000000</v></c>'),
        ("string number below zero", unread | {"column-missing"}, '<c r="B1" t="s"><v>-1</v></c>'),
        ("row number out of range", unread | {"workbook-too-large"}, '<c r="B4294967295"><v>1</v></c>'),
        ("column out of range", unread | {"workbook-too-large"}, '<c r="ZZZZZZZ1"><v>1</v></c>'),
        ("cell without a number", unread, '<c r="B"><v>1</v></c>'),
        ("cell name of letters beyond ASCII", unread, '<c r="Đ1"><v>1</v></c>'),
        ("number that is no number", unread | {READ}, '<c r="B9"><v>muoi</v></c>'),
        ("cell of an unknown type", unread, '<c r="B9" t="zz"><v>1</v></c>'),
        ("surrogate in a text", unread, inline("B9", "&#xD800;")),
        ("unknown entity", unread, inline("B9", "&khong;")),
        ("style out of range", unread | {READ}, '<c r="B9" s="999999"><v>1</v></c>'),
    ):
        yield name, codes, partial(packed, parts(rows_of_units(f'<row r="9">{cell}</row>')))


def unsafe() -> Iterator[tuple[str, set[str], Make]]:
    for name in ("/etc/passwd", "../../evil.xml", "xl/../../evil", "xl\\evil.xml", "C:evil.xml", "xl/ev\til.xml"):
        yield f"member {name!r}", {"archive-unsafe-names"}, partial(packed, parts(**{name: "x"}))
    yield "a link inside", {"archive-unsafe-names"}, with_link
    yield "a member twice", {"archive-repeated-names"}, partial(doubled, SHEET)
    yield "a member twice in other case", {"archive-repeated-names"}, partial(doubled, SHEET.upper())
    yield "encrypted members", {"file-encrypted"}, lambda: flags_set(packed(parts()))
    yield "odd compression", {"archive-broken"}, lambda: packed(parts(), zipfile.ZIP_LZMA)
    yield (
        "two thousand members",
        {"archive-too-many-members"},
        partial(packed, parts() | {f"xl/{i}.xml": "<a/>" for i in range(2000)}),
    )
    yield (
        "sixty thousand members",
        {"archive-broken"},
        partial(packed, parts() | {f"xl/{i}": "" for i in range(60_000)}, zipfile.ZIP_STORED),
    )
    yield "member in member", {"archive-broken"}, overlapping


def bombs() -> Iterator[tuple[str, set[str], Make]]:
    too_much = {"workbook-too-large", "workbook-too-slow"}
    long = worksheet(rows_of_units(" " * 100_000_000)).encode()
    yield "100 MB of blanks", {"archive-squeezed"}, lambda: packed(parts() | {SHEET: long})
    yield "100 MB that say they are few", BROKEN, lambda: lying(packed(parts() | {SHEET: long}), len(long))
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'
    reading = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    for name, kind, part in (
        ("billion laughs", laughs, SHEET),
        ("outside document type", outside, "xl/workbook.xml"),
        ("file by entity", reading, "xl/sharedStrings.xml"),
        ("file by entity in relations", reading, "xl/_rels/workbook.xml.rels"),
    ):
        yield name, {"archive-entities"}, partial(packed, parts() | {part: f'<?xml version="1.0"?>{kind}<a>&b;</a>'})
    hidden = f"<!--{'x' * 70_000}--><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"
    yield "document type behind a long comment", {"archive-broken"}, partial(packed, parts() | {SHEET: hidden})
    far = rows_of_units('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "a cell in the last corner", too_much, partial(packed, parts(far))
    yield (
        "a cell in the last column",
        {READ},
        partial(packed, parts(rows_of_units('<row r="9"><c r="XFD9"><v>1</v></c></row>'))),
    )
    yield (
        "a cell in the last row",
        {READ},
        partial(packed, parts(rows_of_units('<row r="1048576"><c r="B1048576"><v>1</v></c></row>'))),
    )
    declared = worksheet(rows_of_units(), before='<dimension ref="A1:XFD1048576"/>')
    yield "an area of everything", {"sheet-too-wide"}, partial(packed, parts() | {SHEET: declared})
    yield "one long text a hundred thousand times", too_much, repeated_text
    yield "a million empty rows", {"archive-squeezed"}, partial(packed, parts(rows_of_units("<row/>" * 1_000_000)))
    yield "half a million styled blanks", {READ}, partial(packed, parts(rows_of_units(styled())))
    yield (
        "elements a hundred thousand deep",
        {"workbook-broken", "workbook-empty"},
        partial(packed, parts("<row>" * 100_000)),
    )
    yield (
        "an attribute of ten megabytes",
        {"archive-squeezed"},
        partial(packed, parts(f'<row x="{"y" * 10_000_000}"/>')),
    )
    yield "more rows than a province has", {"workbook-too-many-rows"}, partial(packed, parts(many_rows(300_001)))
    yield "300 sheets", {"workbook-too-many-sheets"}, many_sheets
    yield "300 sheets that are one", {"workbook-too-many-sheets"}, partial(many_sheets, once=True)
    yield "beyond the size of a file", {"file-too-large"}, lambda: packed(parts()) + os.urandom(31 << 20)


def foreign_parts() -> Iterator[tuple[str, set[str], Make]]:
    for part, code in {
        "xl/vbaProject.bin": "file-macro",
        "xl/macrosheets/sheet1.xml": "file-macro",
        "xl/externalLinks/externalLink1.xml": "archive-external-links",
        "xl/connections.xml": "archive-external-links",
        "xl/queryTables/queryTable1.xml": "archive-external-links",
        "xl/embeddings/oleObject1.bin": "archive-embedded-objects",
        "xl/activeX/activeX1.xml": "archive-embedded-objects",
    }.items():
        yield f"part {part}", {code}, partial(packed, parts(**{part: "<a/>"}))
    types = str(parts()["[Content_Types].xml"]).replace("spreadsheetml.sheet.main", "sheet.macroEnabled.main")
    yield "kind with macros", {"file-macro"}, partial(packed, parts(**{"[Content_Types].xml": types}))


def odd_contents() -> Iterator[tuple[str, set[str], Make]]:
    for name, text in {
        "formulas as text": "=cmd|'/c calc'!A1",
        "a DEL and other control signs": "a\x7fb_x0001_",
        "right to left marks": "\u202eĐảng bộ\u202c",
        "a text of 32 767 signs": "ă" * 32_767,
        "a thousand combining marks": "a" + "\u0301" * 1000,
        "digits without end": "9" * 30_000,
    }.items():
        yield (
            name,
            {READ},
            partial(packed, parts(rows_of_units(f'<row r="3">{inline("B3", text)}{inline("C3", text)}</row>'))),
        )
    numbers = "".join(
        f'<row r="{row}"><c r="B{row}"><v>{value}</v></c></row>'
        for row, value in enumerate(("1e400", "NaN", "-0", "1e308"), 3)
    )
    yield "numbers without measure", {READ}, partial(packed, parts(rows_of_units(numbers)))
    yield "a page that could all be headings", {"column-missing"}, lambda: packed(parts(many_headings()))
    yield "sheet without cells", {"workbook-empty"}, partial(packed, parts("<row/>"))
    yield "rows in disorder", {READ}, partial(packed, parts(rows_of_units() + rows_of_units()))


def flipped(content: bytes) -> bytes:
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def misprinted(content: bytes) -> bytes:
    """The directory states another checksum for the sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        right = struct.pack("<I", archive.getinfo(SHEET).CRC)
    return content.replace(right, b"\x00\x01\x02\x03")


def with_link() -> bytes:
    target = io.BytesIO(packed(parts()))
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def doubled(name: str) -> bytes:
    """The archive with one more member, whose name is then made equal to ``name``."""
    stand_in = "x" * len(name)
    return packed(parts(**{stand_in: worksheet("")})).replace(stand_in.encode(), name.encode())


def flags_set(content: bytes) -> bytes:
    """Every member says it is encrypted, in its own head and in the directory."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = content.find(mark, at + 1)
    return bytes(changed)


def lying(content: bytes, size: int) -> bytes:
    """The sheet says it unpacks to a kilobyte."""
    return content.replace(struct.pack("<I", size), struct.pack("<I", 1024))


def overlapping() -> bytes:
    """Three directory entries for the same bytes, so that the packed sizes exceed the file."""
    noise = random.Random(6).randbytes(50_000)
    members = {f"xl/media/a{i}.bin": noise if i == 0 else b"" for i in range(3)}
    content = bytearray(packed(parts() | members, zipfile.ZIP_STORED))
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media/a0.bin"))
    for i in (1, 2):
        other = content.rfind(b"PK\x01\x02", 0, content.rfind(f"xl/media/a{i}.bin".encode()))
        content[other + 16 : other + 28] = content[entry + 16 : entry + 28]
        content[other + 42 : other + 46] = content[entry + 42 : entry + 46]
    return bytes(content)


def repeated_text() -> bytes:
    text = random.Random(7).randbytes(15_000).hex()
    strings = f"<sst><si><t>{text}</t></si></sst>"
    rows = "".join(f'<row r="{row}"><c r="B{row}" t="s"><v>0</v></c></row>' for row in range(3, 100_003))
    return packed(parts(rows_of_units(rows)) | {"xl/sharedStrings.xml": strings})


def styled() -> str:
    return "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(3, 500_003))


def many_rows(count: int) -> str:
    return "".join(f'<row r="{row}"><c r="B{row}"><v>{row * 7919}</v></c></row>' for row in range(1, count + 1))


def many_headings() -> str:
    cells = {
        row: "".join(inline(f"{letter(at)}{row}", f"mã tên {row} {at} {'x' * 80}") for at in range(1, 81))
        for row in range(1, 46)
    }
    return "".join(f'<row r="{row}">{content}</row>' for row, content in cells.items())


def many_sheets(*, once: bool = False) -> bytes:
    members = parts()
    numbers = range(1, 301)
    sheets = "".join(f'<sheet name="T{i}" sheetId="{i}" r:id="rId{i}"/>' for i in numbers)
    members["xl/workbook.xml"] = str(members["xl/workbook.xml"]).replace(
        '<sheet name="Trang 1" sheetId="1" r:id="rId1"/>', sheets
    )
    target = "worksheets/sheet1.xml" if once else "worksheets/sheet{}.xml"
    members["xl/_rels/workbook.xml.rels"] = relations(*((f"rId{i}", "worksheet", target.format(i)) for i in numbers))
    if not once:
        members |= {f"xl/worksheets/sheet{i}.xml": worksheet("") for i in numbers}
    return packed(members)
