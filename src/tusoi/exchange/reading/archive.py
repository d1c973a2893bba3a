"""Is this file an ordinary .xlsx? Asked before anything parses it; nothing is unpacked to disk."""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tusoi.exchange.reading.columns import number
from tusoi.exchange.reading.limits import DEFAULT, MB, Limits
from tusoi.exchange.reading.signature import looks_like
from tusoi.rules.problems import Problem

CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"
# what zipfile and zlib raise for archives that do not hold together
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    EOFError,
    OSError,
    RuntimeError,
    struct.error,
)
_END = b"PK\x05\x06"
_END_SIZE = 22
_END_TAIL = _END_SIZE + (1 << 16)
_SYMLINK = 0o120000
_PROLOG_BYTES = 1 << 16  # a document that has not begun after so much has something to hide
_SMALL_PART = 4 * MB  # relationships and content types are a few kilobytes

# parts that no list needs, by the beginning of their name
_FOREIGN_PARTS = (
    ("xl/vbaProject", "file-macro"),
    ("xl/macrosheets/", "file-macro"),
    ("xl/dialogsheets/", "file-macro"),
    ("xl/externalLinks/", "archive-external-links"),
    ("xl/connections", "archive-external-links"),
    ("xl/queryTables/", "archive-external-links"),
    ("xl/activeX/", "archive-embedded-objects"),
    ("xl/embeddings/", "archive-embedded-objects"),
    ("xl/workbook.bin", "file-xlsb"),
)
_OTHER_PACKAGES = (
    ("word/", "file-word"),
    ("ppt/", "file-powerpoint"),
    ("content.xml", "file-ods"),
    ("Index/", "file-numbers"),
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?ref\s*=\s*[\"']([^\"']{1,60})[\"']")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ROOT = re.compile(r"<[A-Za-z_]")


def check(path: Path, *, limits: Limits = DEFAULT) -> tuple[Problem, ...]:
    """Why the file is not read: () for an ordinary .xlsx. The first reason found is enough."""
    return tuple(_problems(path, limits))[:1]


def intact(path: Path) -> bool:
    """Every member unpacks to what its checksum says; takes 5 ms a megabyte, so it is asked while the child reads."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except BROKEN:
        return False


def _problems(path: Path, limits: Limits) -> Iterator[Problem]:
    size = path.stat().st_size
    if size > limits.file_bytes:
        yield Problem("file-too-large", facts={"megabytes": -(-size // MB), "most": limits.file_bytes // MB})
        return
    other = looks_like(path)
    if other:
        yield Problem(other)
        return
    if not _directory_is_small(path, size, limits):
        yield Problem("archive-broken")
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive.infolist(), size, limits)
            yield from _package(archive, limits)
    except BROKEN:
        yield Problem("archive-broken")


def _directory_is_small(path: Path, size: int, limits: Limits) -> bool:
    """The zip's own list of members has an end record and is short: reading a long one would take seconds."""
    with path.open("rb") as file:
        file.seek(max(0, size - _END_TAIL))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        return False
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    return entries <= max(limits.members, 20_000) and directory <= MB


def _members(members: Sequence[zipfile.ZipInfo], size: int, limits: Limits) -> Iterator[Problem]:
    """Number, names, sizes and methods of the members, as the archive states them."""
    if len(members) > limits.members:
        yield Problem("archive-too-many-members", facts={"members": len(members), "most": limits.members})
    names = [member.filename for member in members]
    if any(map(_unsafe, members)):
        yield Problem("archive-unsafe-names")
    if len({name.casefold() for name in names}) < len(names):
        yield Problem("archive-repeated-names")
    if any(member.flag_bits & 0x1 for member in members):
        yield Problem("file-encrypted")
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        yield Problem("archive-broken")
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if packed > size:
        yield Problem("archive-broken")
    if unpacked > limits.unpacked_bytes:
        yield Problem("archive-bomb", facts={"megabytes": unpacked // MB, "most": limits.unpacked_bytes // MB})
    if unpacked > limits.ratio_from and unpacked > limits.ratio * size:
        yield Problem("archive-squeezed", facts={"times": unpacked // size, "most": limits.ratio})


def _unsafe(member: zipfile.ZipInfo) -> bool:
    """Absolute, upward or odd names, and links; a workbook has none of them."""
    name = member.orig_filename
    upward = posixpath.normpath(name).startswith(("/", "..")) or ".." in name.split("/")
    odd = "\\" in name or ":" in name or not name or not name.isprintable()
    return upward or odd or (member.external_attr >> 16) & 0o170000 == _SYMLINK


def _package(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Problem]:
    """The parts of an .xlsx and nothing foreign among them."""
    names = sorted(member.filename for member in archive.infolist())
    if CONTENT_TYPES not in names or not any(name.startswith("xl/") for name in names):
        yield Problem(_holding(names, _OTHER_PACKAGES) or "file-archive")
        return
    foreign = _holding(names, _FOREIGN_PARTS)
    if foreign or WORKBOOK not in names:
        yield Problem(foreign or "archive-broken")
        return
    if b"macroEnabled" in _start(archive, CONTENT_TYPES, _SMALL_PART):
        yield Problem("file-macro")
    for name in names:
        if name.endswith((".xml", ".rels", ".vml")):
            yield from _prolog(archive, name)
    yield from _sheets(archive, [name for name in names if _SHEET.fullmatch(name)], limits)


def _holding(names: Sequence[str], parts: Sequence[tuple[str, str]]) -> str:
    """Code of the first part that the archive holds, "" for none."""
    return next((code for start, code in parts if any(name.startswith(start) for name in names)), "")


def _sheets(archive: zipfile.ZipFile, names: Sequence[str], limits: Limits) -> Iterator[Problem]:
    if len(names) > limits.sheets:
        yield Problem("workbook-too-many-sheets", facts={"sheets": limits.sheets})
    for name in names:
        if _declared_cells(_start(archive, name, _PROLOG_BYTES)) > limits.declared_cells:
            yield Problem("sheet-too-wide")


def _start(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        return part.read(most)


def _prolog(archive: zipfile.ZipFile, name: str) -> Iterator[Problem]:
    """XML may not declare a document type: that is where entity bombs and outside references live."""
    head = _start(archive, name, _PROLOG_BYTES)
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in head[:4]
    if wide:
        yield Problem("archive-broken")
        return
    text = head.decode("utf-8", "replace")
    root = _ROOT.search(text)
    before = text[: root.start()] if root else text
    if "<!DOCTYPE" in before or "<!ENTITY" in text:
        yield Problem("archive-entities")
    elif head and root is None and name.endswith((".xml", ".rels")):
        yield Problem("archive-broken")


def _declared_cells(head: bytes) -> int:
    """Cells of the area the sheet says it fills, "A1:XFD1048576"; 0 when it does not say."""
    found = _DIMENSION.search(head)
    corners = _CELL.findall(found[1].decode("ascii", "replace")) if found else []
    if len(corners) != 2:
        return 0
    (left, top), (right, bottom) = corners
    return max(0, number(right) - number(left) + 1) * max(0, int(bottom) - int(top) + 1)
