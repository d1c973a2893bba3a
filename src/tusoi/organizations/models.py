"""Units, collectives and people; everything dated, nothing overwritten that another year relies on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tusoi.fields import ByteField, PathField, choices
from tusoi.rules.terms import (
    CollectiveKind,
    Gender,
    ManagingLevel,
    PersonStatusKind,
    SuccessionKind,
    TitleGroup,
    UnitFamily,
    UnitKind,
    UnitLevel,
)

IN_FORCE = Q(valid_to__isnull=True)


class Unit(models.Model):
    """A node of the tree: a party organisation, or an agency tied to the party unit it belongs to.

    ``parent`` is the truth; ``path`` and the four authority paths follow from it. ``valid_from`` null means
    "since before the records begin"; ``valid_to`` is the last day.
    """

    code = models.CharField(_("mã"), max_length=40)
    name = models.CharField(_("tên"), max_length=255)
    sort_key = ByteField(max_length=400)
    search_key = ByteField(max_length=255)
    family = models.CharField(max_length=10, choices=choices(UnitFamily), default=UnitFamily.PARTY)
    kind = models.CharField(_("loại hình"), max_length=24, choices=choices(UnitKind))
    level = models.CharField(max_length=12, choices=choices(UnitLevel))
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    party_unit = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="agencies")
    path = PathField(unique=True)
    # nearest ancestor-or-self of each level, "" where the tree has none: read when a cycle opens
    central_path = PathField(blank=True)
    province_path = PathField(blank=True)
    district_path = PathField(blank=True)
    grassroots_path = PathField(blank=True)
    member_count = models.IntegerField(default=0, db_default=0)  # at or below the unit; see tallies.py
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        verbose_name = _("tổ chức")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=IN_FORCE, name="unit_code_in_force"),
            models.CheckConstraint(
                condition=Q(family=UnitFamily.PARTY, party_unit__isnull=True)
                | Q(family=UnitFamily.AGENCY, party_unit__isnull=False),
                name="unit_agency_has_party_unit",
            ),
        ]
        indexes = [models.Index(fields=["parent", "sort_key"], name="unit_parent_sort")]

    def __str__(self) -> str:
        return self.name


class FormerPath(models.Model):
    """A path the unit had until it was moved below another parent.

    Frozen rows of past cycles still carry it, so it is never given to another unit: whoever stands there next
    would read them.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="former_paths")
    path = PathField(unique=True)
    until = models.DateField()


class UnitSuccession(models.Model):
    """From ``on`` the successor stands for the predecessor (merger, split).

    A new name is a row whose predecessor and successor are the same unit; ``former_name`` is the name before.
    """

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessions")
    kind = models.CharField(max_length=10, choices=choices(SuccessionKind))
    on = models.DateField()
    former_name = models.CharField(max_length=255)
    document_no = models.CharField(max_length=80)
    document_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                condition=~Q(kind=SuccessionKind.RENAME),
                name="succession_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.RENAME, predecessor=F("successor"))
                | (~Q(kind=SuccessionKind.RENAME) & ~Q(predecessor=F("successor"))),
                name="succession_rename_is_same_unit",
            ),
        ]


class Collective(models.Model):
    """A collective of a unit. Only among leadership collectives does the name tell one from another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="collectives")
    kind = models.CharField(max_length=20, choices=choices(CollectiveKind))
    name = models.CharField(_("tên tập thể"), max_length=255)
    sort_key = ByteField(max_length=400)
    search_key = ByteField(max_length=255)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        verbose_name = _("tập thể")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "search_key"], condition=IN_FORCE, name="collective_in_force"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A Party member. ``branch`` and ``home_path`` repeat the membership in force, for lists and search."""

    card_number = models.CharField(_("số thẻ đảng"), max_length=20, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    sort_key = ByteField(max_length=300)
    search_key = ByteField(max_length=120)
    gender = models.CharField(max_length=6, choices=choices(Gender), blank=True)
    born_on = models.DateField(null=True)
    admitted_on = models.DateField(null=True)
    official_on = models.DateField(null=True)
    branch = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="members")
    home_path = PathField(blank=True)

    class Meta:
        verbose_name = _("đảng viên")
        # the folded name stands in the index too: a search below a unit reads it in order, without the rows
        indexes = [models.Index(fields=["home_path", "sort_key", "id", "search_key"], name="person_home_sort")]

    def __str__(self) -> str:
        return self.full_name


class Membership(models.Model):
    """Where a member belongs, and when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    branch = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=IN_FORCE, name="membership_one_branch"),
        ]


class PersonStatus(models.Model):
    """A dated status with its evidence: exempt, suspended, suspended from the committee, temporary."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statuses")
    kind = models.CharField(max_length=20, choices=choices(PersonStatusKind))
    evidence = models.CharField(max_length=255, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=IN_FORCE, name="status_in_force"),
        ]


class Post(models.Model):
    """A post held at a unit. ``managing_level`` is what a source states, empty where none does."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    collective = models.ForeignKey(Collective, null=True, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("chức vụ"), max_length=160)
    title_group = models.CharField(max_length=20, choices=choices(TitleGroup))
    is_head = models.BooleanField(default=False)
    managing_level = models.CharField(max_length=12, choices=choices(ManagingLevel), blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "title"], condition=IN_FORCE, name="post_in_force"),
        ]
        indexes = [models.Index(fields=["unit", "title_group"], name="post_unit_group")]


class Charge(models.Model):
    """Standing charge: who is in charge of which unit or field, dated (product.md S2)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="charges")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="charges")
    field = models.CharField(_("lĩnh vực"), max_length=160, blank=True)
    document_no = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(field=""), name="charge_unit_or_field"),
        ]
