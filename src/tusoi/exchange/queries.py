"""Uploads as an actor may see them, and mappings of columns that offices have used."""

from typing import Any

from django.db.models import F, QuerySet

from tusoi.accounts.models import User
from tusoi.audit.models import StoredFile
from tusoi.exchange.models import ColumnMapping, Upload
from tusoi.exchange.rights import readable_uploads
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused

ROW = ("id", "kind", "state", "original_name", "year", "created_at", "created_by", "applied_at", "applied_by")


def uploads(actor: Actor) -> QuerySet[Any, dict[str, Any]]:
    """Values of the uploads the actor may see, with the counts of their reports; to be ordered by id."""
    rows = Upload.objects.filter(readable_uploads(actor))
    return rows.annotate(counts=F("report__counts")).values(*ROW, "counts")


def upload(actor: Actor, pk: int) -> Upload:
    """One upload. Refused as missing when there is none or it may not be seen: the same answer."""
    found = Upload.objects.select_related("file").filter(readable_uploads(actor), pk=pk).first()
    if found is None:
        raise Refused(Problem("upload-missing"), kind="missing")
    return found


def stored(pk: int) -> StoredFile | None:
    """A workbook that a dry run wrote; its id stands in a report the reader may see."""
    return StoredFile.objects.filter(pk=pk).first()


def remembered(kind: str, key: str) -> dict[str, str] | None:
    """The mapping last used for these headings."""
    found = ColumnMapping.objects.filter(kind=kind, heading_key=key).values_list("columns", flat=True).first()
    return dict(found) if found else None


def username(user_id: int | None) -> str:
    """The sign-in name of a user, for a process that acts in his name."""
    return User.objects.filter(pk=user_id or 0).values_list("username", flat=True).first() or ""
