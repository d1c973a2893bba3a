"""The two works on an upload, each in a process of its own: the dry run, and putting the same file into effect.

The state of the upload says what was begun; ``running`` tells whether somebody is still at it. Whatever ends the
process early leaves the state as it was begun, which shows as interrupted, and the data untouched.
"""

import logging
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tusoi.audit.actions import compare_and_set
from tusoi.audit.files import path_of, store
from tusoi.exchange import importing, reports
from tusoi.exchange.importing import Examined, Order
from tusoi.exchange.list_workbook import write_lists
from tusoi.exchange.models import ColumnMapping, Upload, UploadState
from tusoi.exchange.reading.error_workbook import write_errors
from tusoi.exchange.reading.issues import Severity
from tusoi.exchange.running import Note
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused
from tusoi.ui.downloads import TYPES

logger = logging.getLogger(__name__)


def do(upload: Upload, *, by: Actor, at: datetime) -> None:
    """What the state of the upload says was begun. A fault of ours is logged and told, never left hanging."""
    try:
        if upload.state == UploadState.APPLYING:
            put(upload, by=by, at=at)
        elif upload.state == UploadState.READING:
            preview(upload, by=by, at=at)
    except Exception:
        logger.exception("upload %s failed", upload.pk)
        failed = {"ok": False, "problems": [reports.problem(Problem("import-failed"))], "groups": []}
        _end(upload, UploadState.REJECTED, {**upload.report, **failed})


def preview(upload: Upload, *, by: Actor, at: datetime) -> None:
    """The dry run of the stored file: previewed, or rejected with what has to be mended."""
    _show(upload, importing.examine(order_of(upload), by=by, at=at), by=by, at=at)


def put(upload: Upload, *, by: Actor, at: datetime) -> None:
    """The stored file into effect, all or nothing. A result unlike the one shown is shown again instead."""

    def record(examined: Examined) -> Mapping[str, object]:
        done = {**upload.report, **reports.report(examined)}
        rows = Upload.objects.filter(pk=upload.pk)
        values: dict[str, Any] = {"report": done, "scope_path": scope_of(examined)}
        values |= {"applied_at": at, "applied_by": by.name}
        compare_and_set(rows, was=UploadState.APPLYING, becomes=UploadState.APPLIED, **values)
        _remember(upload, examined, by=by, at=at)
        return source_of(upload)

    notice: tuple[Problem, ...] = ()
    try:
        expected = upload.report.get("fingerprint", "")
        examined = importing.put(
            order_of(upload), by=by, at=at, record=record, expected=expected, progress=Note(upload.pk)
        )
        if examined.ok:
            return
    except Refused as refusal:
        notice = refusal.problems
        examined = importing.examine(order_of(upload), by=by, at=at)
    _show(upload, examined, by=by, at=at, notice=notice)


def order_of(upload: Upload) -> Order:
    """What the upload asks to be read."""
    chosen = upload.mapping
    return Order(
        path=path_of(upload.file.sha256),
        kind=upload.kind,
        year=upload.year,
        as_of=upload.as_of if isinstance(upload.as_of, date) else None,
        sheet=chosen.get("sheet", ""),
        header_row=chosen.get("row", 0),
        mapping=chosen.get("columns") or None,
    )


def source_of(upload: Upload) -> dict[str, object]:
    """What every line in the book says about where it comes from."""
    return {"record": f"exchange.upload:{upload.pk}", "file": upload.original_name, "sha256": upload.file.sha256}


def scope_of(examined: Examined) -> str:
    """Path above everything the list touches."""
    return examined.draft.scopes[0] if examined.draft and examined.draft.scopes else ""


def _show(upload: Upload, examined: Examined, *, by: Actor, at: datetime, notice: tuple[Problem, ...] = ()) -> None:
    found: dict[str, Any] = reports.report(examined)
    found["notice"] = [reports.problem(problem) for problem in notice]
    found["workbooks"] = _workbooks(upload, examined, by=by, at=at)
    _end(upload, UploadState.PREVIEWED if examined.ok else UploadState.REJECTED, found, scope_of(examined))


def _end(upload: Upload, state: UploadState, report: dict[str, Any], scope_path: str = "") -> None:
    rows = Upload.objects.filter(pk=upload.pk)
    compare_and_set(rows, was=upload.state, becomes=state, report=report, scope_path=scope_path)


def _workbooks(upload: Upload, examined: Examined, *, by: Actor, at: datetime) -> dict[str, int]:
    """Ids of the workbooks to download: rows to mend, and the lists where the page cannot show all."""
    found: dict[str, int] = {}
    heading = examined.reading.recognised.heading if examined.reading.recognised else None
    if heading and any(issue.severity is not Severity.INFO for issue in examined.issues):
        with tempfile.TemporaryFile() as target:
            write_errors(target, heading, examined.issues)
            found["errors"] = _keep(target, f"{upload.pk}-loi.xlsx", by=by, at=at)
    draft = examined.draft
    if draft and any(len(getattr(draft, name)) > reports.SHOWN for name in reports.LISTS):
        with tempfile.TemporaryFile() as target:
            write_lists(target, draft)
            found["lists"] = _keep(target, f"{upload.pk}-danh-sach.xlsx", by=by, at=at)
    return found


def _keep(target: Any, name: str, *, by: Actor, at: datetime) -> int:
    target.seek(0)
    return store(target, name=name, content_type=TYPES["xlsx"], by=by, at=at).pk


def _remember(upload: Upload, examined: Examined, *, by: Actor, at: datetime) -> None:
    """The columns somebody chose by hand are offered again for these headings."""
    recognised = examined.reading.recognised
    if upload.mapping.get("columns") and recognised:
        ColumnMapping.objects.update_or_create(
            kind=upload.kind,
            heading_key=recognised.remember_key,
            defaults={"columns": recognised.mapping, "used_at": at, "used_by": by.name},
        )
