"""Who may do what where and until when: list, prepare, approve, end, hand on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tusoi.accounts import actions, answers, forms, pages
from tusoi.accounts import queries_grants as queries
from tusoi.accounts.models import Grant
from tusoi.request import Request
from tusoi.ui.page import Crumb, done, page
from tusoi.ui.paging import slice_of

GET_OR_POST = ("GET", "HEAD", "POST")


def _trail() -> tuple[Crumb, ...]:
    return (Crumb(_("Quyền"), reverse("accounts:grants")),)


@require_GET
def grants(request: Request) -> HttpResponse:
    answers.require_any_office(request.actor)
    today = timezone.localdate()
    form = forms.GrantFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    named = {"role": asked.get("role", ""), "state": asked.get("state", ""), "search": asked.get("q", "")}
    rows = slice_of(request, queries.grants(request.actor, **named), key="path")
    waiting = queries.waiting(request.actor, on=today)
    lines = pages.grant_lines(rows.rows, on=today)
    context = {"form": form, "rows": rows, "lines": lines, "waiting": waiting, "may": answers.may(request.actor)}
    return page(
        request, "accounts/grants.html", context, title=_("Quyền"), sub=_("Ai được làm gì, ở đâu, đến khi nào.")
    )


@require_http_methods(GET_OR_POST)
def new_grant(request: Request) -> HttpResponse:
    answers.require_office(request.actor)
    form = forms.GrantForm(request.POST or None, initial={"username": request.GET.get("username", "")})

    def act(username: str, unit: str, **given: Any) -> Grant:
        user, place = answers.user_meant(username), answers.unit_meant(unit)
        return actions.prepare(user=user, unit=place, **given, by=request.actor, at=timezone.now())

    made, status = answers.tried(form, act)
    if made:
        return done(request, answers.said(made), reverse("accounts:grant", args=[made.pk]))
    context = {"form": form, "button": _("Giao quyền"), "back": reverse("accounts:grants"), "may": answers.ROLES}
    return page(request, "accounts/form.html", context, title=_("Giao quyền"), trail=_trail(), status=status)


@require_GET
def grant(request: Request, pk: int) -> HttpResponse:
    return _grant(request, pk, forms.RefusalForm())


def _grant(request: Request, pk: int, form: forms.RefusalForm) -> HttpResponse:
    found = queries.grant(request.actor, pk)
    shown = pages.grant_page(request.actor, found, on=timezone.localdate())
    context = {"page": shown, "form": form}
    status = 422 if form.errors else 200
    return page(
        request,
        "accounts/grant.html",
        context,
        title=shown.line.name,
        sub=shown.line.role,
        trail=_trail(),
        status=status,
    )


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    found = queries.grant(request.actor, pk)
    actions.approve(grant=found, by=request.actor, at=timezone.now())
    return done(request, _("Đã duyệt: quyền có hiệu lực."), reverse("accounts:grant", args=[pk]))


@require_http_methods(GET_OR_POST)
def refuse(request: Request, pk: int) -> HttpResponse:
    found = queries.grant(request.actor, pk)
    form = forms.RefusalForm(request.POST or None)
    if not form.is_valid():
        return _grant(request, pk, form) if form.is_bound else redirect("accounts:grant", pk)
    actions.refuse(grant=found, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    return done(request, _("Đã ghi: không duyệt quyền này."), reverse("accounts:grants"))


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    found = queries.grant(request.actor, pk)
    actions.end(grant=found, by=request.actor, at=timezone.now())
    return done(request, _("Đã kết thúc quyền, có tác dụng ngay."), reverse("accounts:grant", args=[pk]))


@require_http_methods(GET_OR_POST)
def delegate(request: Request, pk: int) -> HttpResponse:
    source = queries.grant(request.actor, pk)
    answers.require_delegable(request.actor, source)
    form = forms.DelegationForm(request.POST or None)

    def act(username: str, **dates: Any) -> Grant:
        to = answers.user_meant(username)
        return actions.delegate(source=source, to=to, **dates, by=request.actor, at=timezone.now())

    made, status = answers.tried(form, act)
    if made:
        return done(request, answers.said(made), reverse("accounts:grant", args=[made.pk]))
    context = {"form": form, "button": _("Ủy quyền"), "back": reverse("accounts:grant", args=[pk]), "source": source}
    return page(request, "accounts/form.html", context, title=_("Ủy quyền"), trail=_trail(), status=status)
