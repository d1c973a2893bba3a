"""Accounts, for their administrators: add, lock, give a new password, take off a second factor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tusoi.accounts import actions_users as actions
from tusoi.accounts import answers, forms, pages
from tusoi.accounts import queries_users as queries
from tusoi.request import Request
from tusoi.ui.page import Crumb, done, page
from tusoi.ui.paging import slice_of


def _trail() -> tuple[Crumb, ...]:
    return (Crumb(_("Tài khoản"), reverse("accounts:users")),)


@require_GET
def users(request: Request) -> HttpResponse:
    answers.require_administrator(request.actor)
    form = forms.AccountFilter(request.GET or None)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    rows = slice_of(request, queries.accounts(request.actor, search=search), key="username")
    return page(request, "accounts/users.html", {"form": form, "rows": rows}, title=_("Tài khoản"))


@require_http_methods(("GET", "HEAD", "POST"))
def new_user(request: Request) -> HttpResponse:
    answers.require_office(request.actor)
    form = forms.AccountForm(request.POST or None)

    def act(unit: str, **given: Any) -> actions.Added:
        return actions.add(unit=answers.unit_meant(unit), **given, by=request.actor, at=timezone.now())

    added, status = answers.tried(form, act)
    if added:
        return answers.password_once(request, added.user, added.password, answers.said(added.grant))
    context = {"form": form, "button": _("Thêm tài khoản"), "back": reverse("accounts:grants"), "may": answers.ROLES}
    return page(request, "accounts/form.html", context, title=_("Thêm tài khoản"), status=status)


@require_GET
def user(request: Request, pk: int) -> HttpResponse:
    found = queries.account(request.actor, pk)
    shown = pages.account_page(request.actor, found, on=timezone.localdate())
    return page(
        request, "accounts/user.html", {"page": shown}, title=found.full_name, sub=found.username, trail=_trail()
    )


@require_POST
def reset_password(request: Request, pk: int) -> HttpResponse:
    found = queries.account(request.actor, pk)
    password = actions.reset_password(user=found, by=request.actor, at=timezone.now())
    return answers.password_once(request, found, password, _("Đã cấp lại mật khẩu."))


def _act(verb: Callable[..., None], said: Callable[[], str]) -> Callable[[Request, int], HttpResponse]:
    """A view that does one thing to an account and returns to its page."""

    @require_POST
    def act(request: Request, pk: int) -> HttpResponse:
        verb(user=queries.account(request.actor, pk), by=request.actor, at=timezone.now())
        return done(request, said(), reverse("accounts:user", args=[pk]))

    return act


deactivate = _act(actions.deactivate, lambda: _("Đã khóa tài khoản."))
reactivate = _act(actions.reactivate, lambda: _("Đã mở lại tài khoản."))
reset_second_factor = _act(actions.reset_second_factor, lambda: _("Đã bỏ xác thực hai bước của tài khoản."))
