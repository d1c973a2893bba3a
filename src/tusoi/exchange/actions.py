"""Verbs on uploads: receive a file, have it read, choose its columns, bring it in.

The work itself is done by ``work`` in a process of its own, started here with the upload's lock in its hands.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO

from django.conf import settings

from tusoi.audit.actions import compare_and_set
from tusoi.audit.files import path_of, store
from tusoi.exchange import importing, queries, reports, rights, running, work
from tusoi.exchange.drafts import Progress
from tusoi.exchange.importing import Examined, Order
from tusoi.exchange.models import Upload, UploadKind, UploadState
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.ui.downloads import TYPES

OPEN = (UploadState.PREVIEWED, UploadState.REJECTED)
BEGUN = (UploadState.STORED, UploadState.READING, UploadState.APPLYING)


def receive(
    *,
    kind: UploadKind,
    source: BinaryIO,
    name: str,
    year: int | None = None,
    as_of: date | None = None,
    by: Actor,
    at: datetime,
) -> Upload:
    """Keep the file as it came and begin its dry run."""
    refuse_if(rights.importing_refusals(by), kind="forbidden")
    stored = store(source, name=name, content_type=TYPES["xlsx"], by=by, at=at)
    upload = Upload.objects.create(
        kind=kind,
        file=stored,
        original_name=name[:255],
        year=year,
        as_of=as_of,
        created_at=at,
        created_by=by.name,
        created_by_user=by.user_id,
    )
    _begin(upload, UploadState.READING, by)
    return upload


def choose(
    *,
    upload: Upload,
    sheet: str = "",
    row: int = 0,
    columns: Mapping[str, str] | None = None,
    by: Actor,
) -> None:
    """Read the file again with another sheet, row of headings or columns."""
    refuse_if(refusals(by, upload, UploadState.READING))
    chosen = {"sheet": sheet, "row": row, "columns": dict(columns or {})}
    Upload.objects.filter(pk=upload.pk, state__in=OPEN).update(mapping=chosen)
    _begin(upload, UploadState.READING, by)


def read_again(*, upload: Upload, by: Actor) -> None:
    """The same file with the same choices, against what is here by now."""
    refuse_if(refusals(by, upload, UploadState.READING))
    _begin(upload, UploadState.READING, by)


def confirm(*, upload: Upload, fingerprint: str, by: Actor) -> None:
    """Bring in what the preview with this fingerprint showed."""
    if upload.state != UploadState.PREVIEWED:
        raise Refused(_wrong_state(upload), kind="conflict")
    refuse_if(applying_refusals(by, upload), kind="forbidden")
    if fingerprint != upload.report.get("fingerprint"):
        raise Refused(Problem("import-preview-outdated"), kind="conflict")
    _begin(upload, UploadState.APPLYING, by)


def restart(*, upload: Upload, by: Actor) -> None:
    """Do again what was interrupted, on the stored file."""
    refuse_if(rights.importing_refusals(by), kind="forbidden")
    if upload.state not in BEGUN:
        raise Refused(_wrong_state(upload), kind="conflict")
    begun = UploadState.READING if upload.state == UploadState.STORED else UploadState(upload.state)
    if begun is UploadState.APPLYING:
        refuse_if(applying_refusals(by, upload), kind="forbidden")
    _begin(upload, begun, by)


def refusals(actor: Actor, upload: Upload, step: UploadState) -> tuple[Problem, ...]:
    """Why the actor may not take this step now; asked by the page and by the POST alike."""
    possible = OPEN if step is UploadState.READING else (UploadState.PREVIEWED,)
    if upload.state not in possible:
        return (_wrong_state(upload),)
    return rights.importing_refusals(actor) if step is UploadState.READING else applying_refusals(actor, upload)


def applying_refusals(actor: Actor, upload: Upload) -> tuple[Problem, ...]:
    """Why it is not for this actor to put the upload into effect, whatever its state."""
    return (
        rights.importing_refusals(actor)
        or rights.refusals(actor, [upload.scope_path])
        or rights.deciding_refusals(actor, upload.kind, upload.scope_path, upload.created_by_user)
    )


def is_interrupted(upload: Upload) -> bool:
    """Something was begun and nobody is at it any more."""
    return upload.state in BEGUN and not running.is_running(upload.pk)


def bring_in(*, order: Order, name: str, progress: Progress | None = None, by: Actor, at: datetime) -> Examined:
    """Read, compare and put into effect at once, for the command line: all or nothing, on the stored bytes.

    The bytes are kept; an upload is noted only when it changes something. Raises ``Refused`` (409) when another import
    came in between.
    """
    with order.path.open("rb") as source:
        stored = store(source, name=name, content_type=TYPES["xlsx"], by=by, at=at)

    def record(examined: Examined) -> dict[str, object]:
        if examined.draft is None or not examined.draft.changes:
            return {"record": "exchange.upload"}
        scope = work.scope_of(examined)
        refuse_if(rights.deciding_refusals(by, order.kind, scope, by.user_id), kind="forbidden")
        upload = Upload.objects.create(
            kind=order.kind,
            state=UploadState.APPLIED,
            file=stored,
            original_name=name[:255],
            year=order.year,
            as_of=order.as_of,
            scope_path=scope,
            report=reports.report(examined),
            created_at=at,
            created_by=by.name,
            created_by_user=by.user_id,
            applied_at=at,
            applied_by=by.name,
        )
        return work.source_of(upload)

    kept = replace(order, path=path_of(stored.sha256))
    return importing.put(kept, by=by, at=at, record=record, progress=progress)


def _wrong_state(upload: Upload) -> Problem:
    return Problem("upload-wrong-state", facts={"state": UploadState(upload.state).label})


def _begin(upload: Upload, state: UploadState, by: Actor) -> None:
    """Set the state and hand the lock to a new process; the state is free again only with the lock."""
    lock = running.claim(upload.pk)
    if lock is None:
        raise Refused(Problem("upload-busy"), kind="conflict")
    try:
        compare_and_set(Upload.objects.filter(pk=upload.pk), was=upload.state, becomes=state)
        _spawn(upload, by, lock)
    finally:
        os.close(lock)


def _spawn(upload: Upload, by: Actor, lock: int) -> None:
    """A process of its own that outlives this request, and the server too."""
    command = [sys.executable, "-m", "tusoi", "work", str(upload.pk), "--as", queries.username(by.user_id)]
    subprocess.Popen(
        command,
        env=os.environ | {"TUSOI_DATA_DIR": str(settings.TUSOI_DATA_DIR)},
        stdin=subprocess.DEVNULL,
        pass_fds=[lock],
        start_new_session=True,
    )
