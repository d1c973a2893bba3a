"""What a file looks like from its first bytes, when it is no .xlsx: said by name, with the way out."""

from pathlib import Path

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOOKED_AT = 1 << 16

# first bytes → problem code
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "file-pdf"),
    (b"MZ", "file-program"),
    (b"\x7fELF", "file-program"),
    (b"#!", "file-program"),
    (b"{\\rtf", "file-word"),
    (b"\x89PNG", "file-image"),
    (b"\xff\xd8\xff", "file-image"),
    (b"GIF8", "file-image"),
    (b"BM", "file-image"),
    (b"II*\x00", "file-image"),
    (b"MM\x00*", "file-image"),
    (b"Rar!", "file-archive"),
    (b"7z\xbc\xaf\x27\x1c", "file-archive"),
    (b"\x1f\x8b", "file-archive"),
    (b"PK\x05\x06", "file-archive"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml", b"<style")


def looks_like(path: Path) -> str:
    """Problem code of what the file is instead of an .xlsx; "" for a zip, whose inside has to be looked at."""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    if not head:
        return "file-empty"
    if head.startswith(ZIP):
        return ""
    if head.startswith(OLE):
        return _compound(path)
    for start, code in _STARTS:
        if head.startswith(start):
            return code
    return _textual(head)


def _compound(path: Path) -> str:
    """An OLE file: an encrypted workbook, an old .xls, an old .doc. Its names stand in UTF-16 in the directory."""
    content = path.read_bytes()
    names = {
        "EncryptedPackage": "file-encrypted",
        "Workbook": "file-legacy-xls",
        "Book": "file-legacy-xls",
        "WordDocument": "file-word",
    }
    return next((code for name, code in names.items() if name.encode("utf-16-le") in content), "file-unknown")


def _textual(head: bytes) -> str:
    """Web pages and XML saved under the name .xls, and lists of text with commas."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if any(start.startswith(mark) for mark in _MARKUP):
        return "file-html"
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "file-unknown"
    lines = head.splitlines()
    return "file-csv" if any(mark in lines[0] for mark in (b",", b";", b"\t")) else "file-unknown"
