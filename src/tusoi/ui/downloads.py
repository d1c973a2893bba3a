"""Files that leave: an attachment whose name has no diacritics, e.g. ``Bao cao_Tinh uy Hoa Sen_2021.docx``."""

import re
import unicodedata
from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
UNWANTED = re.compile(r"[^A-Za-z0-9 _().-]+")
LONGEST = 120


def attachment(content: bytes | Iterable[bytes], *, name: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    """``name`` without its ending, any language; ``kind`` a key of ``TYPES``; an iterator is streamed."""
    answer = HttpResponse if isinstance(content, bytes) else StreamingHttpResponse
    response = answer(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{file_name(name)}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(name: str) -> str:
    """ASCII only: ``Báo cáo_Tỉnh ủy Hoa Sen_2021`` → ``Bao cao_Tinh uy Hoa Sen_2021``."""
    plain = unicodedata.normalize("NFD", name.translate(str.maketrans("đĐðÐ/\\", "dDdD--")))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    kept = " ".join(UNWANTED.sub(" ", letters).split()).strip(".- ")
    return kept[:LONGEST].strip() or "tep"
