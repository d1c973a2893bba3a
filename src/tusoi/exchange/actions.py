"""Verbs on uploads: receive a file, bring it in. The work itself is ``importing``'s, in a process of its own."""

from dataclasses import replace
from datetime import datetime

from tusoi.audit.files import path_of, store
from tusoi.audit.models import StoredFile
from tusoi.exchange import importing, reports
from tusoi.exchange.drafts import Progress
from tusoi.exchange.importing import Examined, Order
from tusoi.exchange.models import Upload, UploadState
from tusoi.rules.authority import Actor
from tusoi.ui.downloads import TYPES


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
        upload = Upload.objects.create(
            kind=order.kind,
            state=UploadState.APPLIED,
            file=stored,
            original_name=name[:255],
            year=order.year,
            as_of=order.as_of,
            scope_path=scope_of(examined),
            report=reports.report(examined),
            created_at=at,
            created_by=by.name,
            created_by_user=by.user_id,
            applied_at=at,
            applied_by=by.name,
        )
        return source_of(upload, stored)

    kept = replace(order, path=path_of(stored.sha256))
    return importing.put(kept, by=by, at=at, record=record, progress=progress)


def scope_of(examined: Examined) -> str:
    """Path above everything the list touches."""
    return examined.draft.scopes[0] if examined.draft and examined.draft.scopes else ""


def source_of(upload: Upload, stored: StoredFile) -> dict[str, object]:
    """What every line in the book says about where it comes from."""
    return {"record": f"exchange.upload:{upload.pk}", "file": upload.original_name, "sha256": stored.sha256}
