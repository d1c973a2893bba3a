"""This room in the menu, and who is working where in the header."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tusoi.accounts.queries_grants import waiting_count
from tusoi.accounts.queries_journal import watches
from tusoi.accounts.queries_me import place
from tusoi.accounts.queries_users import administers
from tusoi.request import Request
from tusoi.rules.authority import Actor
from tusoi.rules.terms import Role
from tusoi.ui.navigation import Group, NavItem


def _has_office(actor: Actor) -> bool:
    return any(held.role is not Role.MEMBER for held in actor.grants)


def _waiting(actor: Actor) -> int:
    return waiting_count(actor, on=timezone.localdate())


NAV = (
    NavItem(Group.ADMINISTRATION, _("Quyền"), "accounts:grants", order=200, visible=_has_office, badge=_waiting),
    NavItem(Group.ADMINISTRATION, _("Tài khoản"), "accounts:users", order=210, visible=administers),
    NavItem(Group.ADMINISTRATION, _("Nhật ký"), "accounts:journal", order=220, visible=watches),
    NavItem(Group.PERSON, _("Tài khoản của tôi"), "accounts:me", order=300),
    NavItem(Group.PERSON, _("Đổi mật khẩu"), "account_change_password", order=310),
    NavItem(Group.PERSON, _("Xác thực hai bước"), "mfa_index", order=320),
)


def _place(request: Request) -> str:
    return place(request.actor)


def _person(request: Request) -> str:
    return request.actor.name


HEADER = {"place": _place, "person": _person}
