"""Decisions: append-only, one current per entry; batches as offices work; the quota's choices and exceptions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.audit.models import StoredFile
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.fields import ByteField, PathField, choices
from tusoi.organizations.models import Unit
from tusoi.rules.terms import (
    BatchKind,
    BatchState,
    Category,
    DecisionSource,
    QuotaBase,
    QuotaMode,
    Rounding,
    Track,
)


class Batch(models.Model):
    """A batch of one authority and peer group: submitted to the leaders, or an issued document being recorded."""

    kind = models.CharField(max_length=12, choices=choices(BatchKind))
    state = models.CharField(max_length=10, choices=choices(BatchState), default=BatchState.DRAFT)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="batches")
    track = models.CharField(max_length=12, choices=choices(Track))
    managing_path = PathField(blank=True)
    peer_group = models.CharField(max_length=60)
    authority = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="rating_batches")
    authority_name = models.CharField(_("cơ quan quyết định"), max_length=200)
    document_no = models.CharField(_("số quyết định"), max_length=80, blank=True)
    document_date = models.DateField(_("ngày quyết định"), null=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="rating_batches")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    created_by_user = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=200, blank=True)
    finished_by_user = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("đợt trình xếp loại")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, finished_by="")
                | (Q(finished_at__isnull=False) & ~Q(finished_by="")),
                name="batch_finished_pair",
            ),
        ]
        indexes = [models.Index(fields=["cycle", "managing_path", "state"], name="batch_managing")]


class BatchLine(models.Model):
    """A proposed or recorded category of one entry within a batch."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    entry = models.ForeignKey(RosterEntry, on_delete=models.PROTECT, related_name="batch_lines")
    category = models.CharField(max_length=14, choices=choices(Category))
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "entry"], name="batch_entry_once"),
        ]


class Decision(models.Model):
    """A decided category. A re-rating supersedes, nothing is overwritten but ``is_current``.

    Paths, track and peer group repeat the entry's: a quota and every statistic is one range of one index.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="decisions")
    entry = models.ForeignKey(RosterEntry, on_delete=models.PROTECT, related_name="decisions")
    track = models.CharField(max_length=12, choices=choices(Track))
    home_path = PathField()
    managing_path = PathField(blank=True)
    peer_group = models.CharField(max_length=60)
    category = models.CharField(_("mức xếp loại"), max_length=14, choices=choices(Category))
    document_no = models.CharField(_("số quyết định"), max_length=80)
    document_date = models.DateField(_("ngày quyết định"))
    authority = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="decisions")
    authority_name = models.CharField(_("cơ quan quyết định"), max_length=200)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    reasons = models.TextField(_("lý do"), blank=True)
    source = models.CharField(max_length=10, choices=choices(DecisionSource))
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="decisions")
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    is_current = models.BooleanField(default=True)
    flags = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)
    decided_by_user = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("quyết định xếp loại")
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(is_current=True), name="decision_one_current"),
            models.CheckConstraint(
                condition=Q(category__in=[c.value for c in Category])
                & ~Q(document_no="")
                & ~Q(authority_name="")
                & ~Q(decided_by=""),
                name="decision_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["cycle", "track", "managing_path", "peer_group", "category"],
                condition=Q(is_current=True),
                name="decision_group",
            ),
            models.Index(
                fields=["cycle", "track", "home_path", "category"],
                condition=Q(is_current=True),
                name="decision_home",
            ),
        ]


class QuotaChoice(models.Model):
    """The reading and mode an authority works with; the latest row counts."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="quota_choices")
    managing_path = PathField(blank=True)
    track = models.CharField(max_length=12, choices=choices(Track))
    base = models.CharField(max_length=16, choices=choices(QuotaBase))
    rounding = models.CharField(max_length=10, choices=choices(Rounding))
    mode = models.CharField(max_length=6, choices=choices(QuotaMode))
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["cycle", "managing_path", "track"], name="quota_choice_key")]


class QuotaConfirmation(models.Model):
    """A named person has read the signed text and confirms the pack's value; only then may a mode block."""

    pack_id = models.CharField(max_length=60)
    pack_digest = ByteField(max_length=64)
    track = models.CharField(max_length=12, choices=choices(Track))
    confirmed_by = models.CharField(max_length=200)
    confirmed_by_user = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField()
    document_no = models.CharField(max_length=80)
    article = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack_digest", "track"], name="quota_confirmed_once"),
        ]


class QuotaException(models.Model):
    """Standing above the cap is a decision with a document number by the managing leader (G14)."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="quota_exceptions")
    managing_path = PathField(blank=True)
    track = models.CharField(max_length=12, choices=choices(Track))
    peer_group = models.CharField(max_length=60)
    extra = models.PositiveSmallIntegerField()
    document_no = models.CharField(max_length=80)
    document_date = models.DateField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)
    decided_by_user = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["cycle", "managing_path", "track"], name="quota_exception_key")]
