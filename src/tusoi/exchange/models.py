"""Uploads: a dry run of a stored file that ends in the same actions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tusoi.audit.models import StoredFile
from tusoi.fields import ByteField, PathField


class UploadKind(models.TextChoices):
    UNITS = "units", _("Danh sách tổ chức đảng")
    MEMBERS = "members", _("Danh sách đảng viên")
    SUGGESTIONS = "suggestions", _("Gợi ý kiểm điểm")
    RATINGS = "ratings", _("Kết quả xếp loại")


class UploadState(models.TextChoices):
    STORED = "stored", _("Đã nhận tệp")
    READING = "reading", _("Đang đọc thử")
    PREVIEWED = "previewed", _("Đã đọc thử")
    REJECTED = "rejected", _("Tệp có lỗi, chưa nhập")
    APPLYING = "applying", _("Đang nhập")
    APPLIED = "applied", _("Đã nhập")


class Upload(models.Model):
    """One file on its way in. ``report`` holds the preview: counts, grouped issues, names of what is new."""

    kind = models.CharField(max_length=12, choices=UploadKind.choices)
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.STORED)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uploads")
    original_name = models.CharField(max_length=255)
    year = models.PositiveSmallIntegerField(null=True)
    as_of = models.DateField(null=True)
    scope_path = PathField(blank=True)
    mapping = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    created_by_user = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("lần nhập tệp")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=True, applied_by="")
                | (models.Q(applied_at__isnull=False) & ~models.Q(applied_by="")),
                name="upload_applied_pair",
            ),
        ]
        indexes = [models.Index(fields=["-created_at"], name="upload_recent")]


class ColumnMapping(models.Model):
    """A mapping an office has used for these headings; offered again next time."""

    kind = models.CharField(max_length=12, choices=UploadKind.choices)
    heading_key = ByteField(max_length=64)
    columns = models.JSONField()
    used_at = models.DateTimeField()
    used_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "heading_key"], name="mapping_once"),
        ]
