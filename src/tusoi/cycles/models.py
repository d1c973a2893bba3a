"""A cycle pins its pack; the roster freezes every subject for good."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tusoi.fields import ByteField, PathField, choices
from tusoi.organizations.models import Collective, Person, Unit
from tusoi.rules.terms import (
    CycleKind,
    CycleState,
    ManagingLevel,
    ManagingSource,
    SubjectKind,
    Track,
)


class Cycle(models.Model):
    """One season: year, scope, pinned pack and reference date."""

    kind = models.CharField(max_length=12, choices=choices(CycleKind), default=CycleKind.ANNUAL)
    year = models.PositiveSmallIntegerField(_("năm"))
    name = models.CharField(_("tên kỳ"), max_length=200)
    scope = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cycles")
    pack_id = models.CharField(_("bộ quy định"), max_length=60)
    pack_digest = ByteField(max_length=64)
    reference_date = models.DateField(_("ngày tính"))
    state = models.CharField(max_length=12, choices=choices(CycleState), default=CycleState.PREPARING)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("kỳ kiểm điểm")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "scope"], condition=Q(kind=CycleKind.ANNUAL), name="cycle_annual_once"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by="") | (Q(opened_at__isnull=False) & ~Q(opened_by="")),
                name="cycle_opened_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by="") | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="cycle_closed_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RosterEntry(models.Model):
    """A subject in a cycle with everything frozen that later years must not move.

    ``unit`` is the home unit (the organisation itself, the collective's unit, the member's branch). ``peer_group``
    with ``managing_path`` and ``track`` is the group a quota is counted in. ``managing_path`` empty = the deciding
    authority stands outside this tree. Lists filter on one range of ``home_path`` or ``managing_path``, no join.
    """

    # every index below that begins with the cycle serves its key too
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="entries", db_index=False)
    track = models.CharField(max_length=12, choices=choices(Track))
    subject_kind = models.CharField(max_length=12, choices=choices(SubjectKind))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="entries")
    collective = models.ForeignKey(Collective, null=True, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(max_length=255)
    sort_key = ByteField(max_length=400)
    search_key = ByteField(max_length=255)
    posts = models.CharField(max_length=500, blank=True)
    home_path = PathField()
    managing_path = PathField(blank=True)
    managing_level = models.CharField(max_length=12, choices=choices(ManagingLevel))
    managing_source = models.CharField(max_length=12, choices=choices(ManagingSource))
    peer_group = models.CharField(max_length=60)
    must_review = models.BooleanField()
    must_rate = models.BooleanField()
    reason = models.CharField(max_length=40, blank=True)
    evidence = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("đối tượng trong kỳ")
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "unit"], condition=Q(track=Track.ORGANIZATION), name="entry_unit_once"
            ),
            models.UniqueConstraint(
                fields=["cycle", "collective"],
                condition=Q(track=Track.COLLECTIVE),
                name="entry_collective_once",
            ),
            models.UniqueConstraint(
                fields=["cycle", "person", "track"],
                condition=Q(person__isnull=False),
                name="entry_person_track_once",
            ),
            models.CheckConstraint(
                condition=Q(must_review=True, must_rate=True) | ~Q(reason=""),
                name="entry_exemption_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "track", "home_path", "sort_key", "id"], name="entry_home_sort"),
            models.Index(fields=["cycle", "track", "managing_path", "peer_group"], name="entry_group"),
            models.Index(
                fields=["cycle", "track", "reason", "home_path"],
                condition=~Q(reason=""),
                name="entry_not_due",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A dated window of a cycle with the capabilities it opens."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="phases")
    code = models.CharField(max_length=30)
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="phase_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="phase_window"),
        ]
