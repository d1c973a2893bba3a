"""Who signs in, and what each may do where and until when."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.fields import ByteField, choices
from tusoi.organizations.models import Person, Unit
from tusoi.rules.terms import Axis, GrantState, Role


class UserManager(BaseUserManager["User"]):
    """The one manager of the house: Django's sign-in asks for it."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account. No staff flag, no superuser: every right is a grant."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    search_key = ByteField(max_length=200)
    email = models.EmailField(_("thư điện tử"), blank=True)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("tài khoản")

    def __str__(self) -> str:
        return self.full_name or self.username


class Grant(models.Model):
    """(person, role, unit, recursive?, axis, from/to, cycle?, given by, approved by).

    A delegation is a grant with an end date and the grant it comes from. ``by``-fields are names with ids, so
    that a grant given by ``installation`` can be told.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("vai trò"), max_length=20, choices=choices(Role))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    recursive = models.BooleanField(_("gồm cả cấp dưới"), default=True)
    axis = models.CharField(max_length=10, choices=choices(Axis), default=Axis.BOTH)
    cycle_id = models.BigIntegerField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=choices(GrantState), default=GrantState.PREPARED)
    delegated_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    given_by = models.CharField(max_length=200)
    given_by_user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="grants_given")
    given_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200, blank=True)
    approved_by_user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="grants_approved")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("quyền được giao")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by="", approved_at__isnull=True)
                | (~Q(approved_by="") & Q(approved_at__isnull=False)),
                name="grant_approved_pair",
            ),
            models.CheckConstraint(
                condition=Q(delegated_from__isnull=True) | Q(valid_to__isnull=False),
                name="grant_delegation_ends",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(state=GrantState.ACTIVE, delegated_from__isnull=True),
                name="grant_once_active",
            ),
        ]


class Notice(models.Model):
    """Something a user is told on the desk: a code with facts, never a copy of content."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    code = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=255, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at", "-at"], name="notice_user_unread")]
