"""Suggestions from above: one document, numbered items by topic, addressed to one subject of a cycle."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.fields import ByteField, PathField, choices
from tusoi.organizations.models import Unit
from tusoi.rules.terms import ManagingLevel, SubjectKind, SuggestionState

# issued and not withdrawn: what every figure of suggestions counts
COUNTED = (
    SuggestionState.ISSUED,
    SuggestionState.ANSWERED,
    SuggestionState.INSUFFICIENT,
    SuggestionState.ACCEPTED,
    SuggestionState.CLOSED,
)


class Topic(models.Model):
    """Editable catalogue of topics (lĩnh vực); a pack brings the first ones."""

    code = models.CharField(max_length=60, unique=True)
    label = models.CharField(_("lĩnh vực"), max_length=160)
    search_key = ByteField(max_length=160, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    pack_id = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("lĩnh vực gợi ý")
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.label


class Suggestion(models.Model):
    """A suggestion to one subject. The paths, level and kind repeat the entry's, so that counts need no join.

    ``subject_key`` ("person:12") is one for all entries of a subject: figures count distinct subjects. ``read_out``
    opens an issued suggestion to the members of the reviewing collective. A document number is given when the
    suggestion is issued and never before, so "withdrawn without a number" means never issued.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="suggestions")
    entry = models.ForeignKey(RosterEntry, on_delete=models.PROTECT, related_name="suggestions")
    subject_kind = models.CharField(max_length=12, choices=choices(SubjectKind))
    subject_key = ByteField(max_length=40)
    managing_level = models.CharField(max_length=12, choices=choices(ManagingLevel))
    home_path = PathField()
    managing_path = PathField(blank=True)
    issuing_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="suggestions_issued")
    document_no = models.CharField(_("số văn bản"), max_length=80, blank=True)
    document_date = models.DateField(_("ngày văn bản"), null=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    grounds = models.JSONField(default=list)
    published_note = models.TextField(_("căn cứ công bố"), blank=True)
    internal_note = models.TextField(_("ghi chú nội bộ"), blank=True)
    state = models.CharField(max_length=14, choices=choices(SuggestionState), default=SuggestionState.DRAFT)
    read_out = models.BooleanField(_("đọc trong hội nghị kiểm điểm"), default=False)
    imported = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    created_by_user = models.BigIntegerField(null=True)
    proposed_by_user = models.BigIntegerField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("gợi ý kiểm điểm")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        SuggestionState.DRAFT,
                        SuggestionState.PROPOSED,
                        SuggestionState.APPROVED,
                        SuggestionState.WITHDRAWN,
                    ]
                )
                | (~Q(document_no="") & Q(document_date__isnull=False)),
                name="suggestion_issued_has_document",
            ),
            models.UniqueConstraint(
                fields=["entry", "document_no", "document_date"],
                condition=~Q(document_no="") & ~Q(state=SuggestionState.WITHDRAWN),
                name="suggestion_document_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["cycle", "home_path", "managing_level", "subject_kind"],
                name="suggestion_home_level",
            ),
            models.Index(fields=["cycle", "managing_path", "state"], name="suggestion_managing"),
        ]


class SuggestionItem(models.Model):
    """A numbered point to be answered; the collective's and the person's responsibility are separate answers."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="items")
    text = models.TextField(_("vấn đề cần làm rõ"))
    asks_collective = models.BooleanField(default=True)
    asks_personal = models.BooleanField(default=True)
    due = models.DateField(_("hạn giải trình"), null=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "number"], name="item_number_once"),
        ]
