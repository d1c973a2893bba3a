"""Frozen figures: a closed year reprints identically for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.cycles.models import Cycle
from tusoi.fields import ByteField


class Snapshot(models.Model):
    """Figures of a cycle as they stood; a re-rating after closing makes a dated supplement (``number`` > 1)."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField(default=1)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=200)
    figures = models.JSONField()
    digest = ByteField(max_length=64)

    class Meta:
        verbose_name = _("số liệu đã chốt")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="snapshot_number_once"),
        ]


class SnapshotDocument(models.Model):
    """A rendered document of a snapshot, byte for byte."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = ByteField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "kind"], name="snapshot_document_once"),
        ]
