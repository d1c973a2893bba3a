"""The book: append-only, hash-chained events, and the files that records point to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.fields import ByteField, PathField


class Chain(models.Model):
    """One chain per district-level unit (key = its path) and one for the installation (key empty)."""

    key = PathField(unique=True, blank=True)
    head_seq = models.BigIntegerField(default=0)
    head_hash = ByteField(max_length=64, default="")


class Event(models.Model):
    """One step. Never updated, never deleted."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    step = models.CharField(max_length=60)
    record = models.CharField(max_length=120)
    path = PathField(blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    note = models.TextField(blank=True)
    prev_hash = ByteField(max_length=64, blank=True)
    hash = ByteField(max_length=64)

    class Meta:
        verbose_name = _("bước đã ghi")
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="event_chain_seq"),
        ]
        indexes = [
            models.Index(fields=["record", "id"], name="event_record"),
            models.Index(fields=["path", "id"], name="event_path"),
        ]


class ReadEvent(models.Model):
    """Somebody opened a personal file. The person sees it, at the latest when ``shown_from`` has come."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField()
    what = models.CharField(max_length=120)
    shown_from = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="read_person_at")]


class Anchor(models.Model):
    """Digest over all chain heads, once a day; printed on signed documents so that truncation shows."""

    on = models.DateField(unique=True)
    heads = models.JSONField()
    digest = ByteField(max_length=64)


class StoredFile(models.Model):
    """A file kept as it came, by its digest, in the data folder."""

    sha256 = ByteField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=200)
