"""The paper behind a decision: its number and date, and the scan of what was issued."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from tusoi.cycles.models import Cycle
from tusoi.rules.problems import Problem

LARGEST = 20 * 1024 * 1024  # bytes of a scan
TYPES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""First bytes of a file → what it is. The name of a file proves nothing."""

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def last_day(cycle: Cycle) -> date:
    """A rating of a year is decided by 30/06 of the next one; later it is most likely a slip of the pen."""
    return date(cycle.year + 1, 6, 30)


def problems_of(cycle: Cycle, *, document_no: str, document_date: date | None, today: date) -> tuple[Problem, ...]:
    """What is wrong with number and date of a decision of this cycle."""
    return tuple(_problems(cycle, document_no, document_date, today))


def _problems(cycle: Cycle, document_no: str, document_date: date | None, today: date) -> Iterator[Problem]:
    if not document_no.strip():
        yield Problem("step-needs-document-no", where="document_no")
    if document_date is None:
        yield Problem("step-needs-document-date", where="document_date")
        return
    facts = {"day": document_date, "today": today, "cycle_year": cycle.year, "latest": last_day(cycle)}
    if document_date > today:
        yield Problem("decision-date-in-future", facts=facts, where="document_date")
    elif document_date < date(cycle.year, 1, 1):
        yield Problem("decision-date-before-year", facts=facts, where="document_date")
    elif document_date > last_day(cycle):
        yield Problem("decision-date-too-late", facts=facts, where="document_date")


def scan_type(scan: BinaryIO, size: int) -> str:
    """Content type by the first bytes, "" for anything but PDF, JPEG, PNG. Leaves the file at its start."""
    scan.seek(0)
    head = scan.read(16)
    scan.seek(0)
    return next((kind for first, kind in TYPES.items() if head.startswith(first)), "") if size else ""


def scan_problems(scan: BinaryIO | None, *, size: int) -> tuple[Problem, ...]:
    """Why these bytes are no scan of a decision."""
    if scan is None or not size:
        return (Problem("scan-missing", where="scan"),)
    if size > LARGEST:
        return (Problem("scan-too-large", facts={"size": _megabytes(size), "most": _megabytes(LARGEST)}, where="scan"),)
    if not scan_type(scan, size):
        return (Problem("scan-of-unknown-kind", where="scan"),)
    return ()


def _megabytes(size: int) -> int:
    """Whole megabytes, rounded up."""
    return -(-size // (1024 * 1024))
