"""What several views of this room share: finding what somebody meant, and saying what became of it."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.accounts import actions
from tusoi.accounts.models import Grant, User
from tusoi.accounts.queries_grants import approvers
from tusoi.accounts.queries_users import administers, by_username
from tusoi.organizations.models import Unit
from tusoi.organizations.queries import unit_by_code
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import GrantState, Role, label
from tusoi.ui.errors import KINDS
from tusoi.ui.page import page
from tusoi.ui.problems import blame

Made = TypeVar("Made")
OK, INVALID = 200, KINDS["invalid"]
OFFICES = {Role.ADMINISTRATOR, Role.STAFF, Role.LEADER}
# what each role is for, beside the form that gives it
ROLES = (
    (Role.MEMBER, gettext_lazy("Xem và làm phần việc của chính mình; liên kết với số thẻ đảng viên.")),
    (Role.BRANCH_SECRETARY, gettext_lazy("Chủ trì việc kiểm điểm, xếp loại của một chi bộ.")),
    (Role.STAFF, gettext_lazy("Lập, trình, tổng hợp cho tổ chức được giao.")),
    (Role.LEADER, gettext_lazy("Quyết định, trả lại, duyệt quyền của cấp mình và cấp dưới.")),
    (Role.INSPECTOR, gettext_lazy("Xem mọi hồ sơ trong phạm vi và nhật ký; không sửa.")),
    (Role.ADMINISTRATOR, gettext_lazy("Giữ tài khoản và máy chủ; không xem nội dung kiểm điểm.")),
)


def may(actor: Actor) -> tuple[tuple[Role, str | Promise], ...]:
    """The roles with their use, for whoever may prepare grants; nothing for others."""
    return ROLES if any(held.role in OFFICES for held in actor.grants) else ()


def require_any_office(actor: Actor) -> None:
    """403 for whoever holds no grant beyond being a member: what is his stands on his own page."""
    held = any(grant.role is not Role.MEMBER for grant in actor.grants)
    refuse_if(() if held else (Problem("page-needs-office"),), kind="forbidden")


def require_office(actor: Actor) -> None:
    """403 for whoever may prepare no grant at all; where exactly, the verb asks."""
    refuse_if(() if may(actor) else (Problem("grant-needs-office"),), kind="forbidden")


def require_administrator(actor: Actor) -> None:
    """403 for whoever keeps no accounts."""
    refuse_if(() if administers(actor) else (Problem("accounts-need-administrator"),), kind="forbidden")


def require_delegable(actor: Actor, grant: Grant) -> None:
    """403 for a grant that the actor cannot hand on."""
    refuse_if(actions.delegation_refusals(actor, grant, on=timezone.localdate()), kind="forbidden")


def user_meant(username: str) -> User:
    """The account of that name; 422 on the field when there is none."""
    found = by_username(username)
    if found is None:
        raise Refused(Problem("user-unknown", facts={"username": username}, where="username"))
    return found


def unit_meant(code: str) -> Unit:
    """The unit in force with that code; 422 on the field when there is none."""
    found = unit_by_code(code)
    if found is None:
        raise Refused(Problem("grant-unit-unknown", facts={"code": code}, where="unit"))
    return found


def tried(form: forms.Form, act: Callable[..., Made]) -> tuple[Made | None, int]:
    """Act on what was typed. Either what was made, or the form with every reason on it and the status of the page."""
    if not form.is_valid():
        return None, INVALID if form.is_bound else OK
    try:
        return act(**form.cleaned_data), OK
    except Refused as refusal:
        blame(form, refusal)
        return None, KINDS[refusal.kind]


def said(grant: Grant) -> str:
    """What became of a grant just given: in force, or waiting for whom."""
    facts = {"role": _(label(Role(grant.role))), "unit": grant.unit.name}
    if grant.state == GrantState.ACTIVE:
        return _("Quyền “{role}” tại {unit} có hiệu lực.").format(**facts)
    names = [leader.name for leader in approvers(grant, on=timezone.localdate())]
    if not names:
        waits = _("Quyền “{role}” tại {unit} chờ duyệt, nhưng chưa có lãnh đạo cấp ủy nào duyệt được.")
        return waits.format(**facts)
    return _("Quyền “{role}” tại {unit} chờ duyệt bởi: {names}.").format(**facts, names=", ".join(names))


def password_once(request: HttpRequest, user: User, password: str, told: str) -> HttpResponse:
    """The page that shows a one-time password; it is stored nowhere and cannot be shown again."""
    context = {"account": user, "password": password, "said": told}
    return page(request, "accounts/password_once.html", context, title=_("Mật khẩu dùng một lần"), sub=user.full_name)
