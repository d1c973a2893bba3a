"""Merger and split: fill in, look at the preview, confirm. The preview lives in its address; the digest is posted."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.organizations import merger_apply, queries
from tusoi.organizations.answers import unit_meant, unit_to_reorder
from tusoi.organizations.forms_mergers import MergeForm, ReorderForm, SplitForm
from tusoi.organizations.mergers import Merger, Split
from tusoi.organizations.models import Unit
from tusoi.organizations.pages import trail_of
from tusoi.organizations.pages_mergers import merger_page
from tusoi.organizations.paths import seat_of
from tusoi.request import Request
from tusoi.rules.problems import Refused
from tusoi.ui.page import done, page
from tusoi.ui.problems import blame

SENT = "document_no"  # a form that was sent has this field, filled in or not


@login_required
def merge(request: Request, pk: int) -> HttpResponse:
    """Merge units below unit ``pk``."""
    parent = unit_to_reorder(request.actor, pk)
    below = queries.units_below(request.actor, parent, closed=request.method == "POST")
    sent = request.GET if SENT in request.GET else None
    form = MergeForm(sent, parent=parent, below=below, initial={"units": request.GET.getlist("units")})
    plan = _plan(form, lambda: _merger(request, form, parent))
    if request.method == "POST" and plan:
        return _apply(request, plan, _("Đã thực hiện sáp nhập."))
    return _show(request, parent, form, plan, "organizations/merge.html", _("Sáp nhập, hợp nhất tổ chức"))


@login_required
def split(request: Request, pk: int) -> HttpResponse:
    """Divide unit ``pk``."""
    unit = unit_to_reorder(request.actor, pk, seat=seat_of, again=request.method == "POST")
    form = _split_form(request, unit)
    plan = _plan(form, lambda: _split(form, unit))
    if request.method == "POST" and plan:
        return _apply(request, plan, _("Đã thực hiện chia, tách."))
    return _show(request, unit, form, plan, "organizations/split.html", _("Chia, tách tổ chức"))


def _split_form(request: Request, unit: Unit) -> SplitForm:
    """As many new units as asked for; one more keeps what was typed without judging it yet."""
    asked = request.GET.get("parts", "2")
    parts = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 2
    more = "more" in request.GET
    rows: dict[str, Any] = {
        "below": queries.units_below(request.actor, unit),
        "members": queries.members_of(request.actor, unit),
    }
    sent = request.GET if SENT in request.GET and not more else None
    return SplitForm(sent, unit=unit, parts=parts + more, initial=request.GET.dict() if more else None, **rows)


def _plan(form: ReorderForm, draw: Any) -> Merger | Split | None:
    """The plan a form asks for; None, with the problems on their fields, while it asks for none."""
    if not form.is_valid():
        return None
    try:
        return draw()
    except Refused as refusal:
        blame(form, refusal)
        return None


def _merger(request: Request, form: MergeForm, parent: Unit) -> Merger:
    units = {int(pk) for pk in form.cleaned_data["units"]}
    units |= {unit_meant(request.actor, code, where="others").pk for code in form.other_codes()}
    return Merger(tuple(sorted(units)), form.target(), parent.pk, form.decision())


def _split(form: SplitForm, unit: Unit) -> Split:
    parts, keep = form.new_units(), form.cleaned_data["keep"]
    return Split(unit.pk, parts, form.given(form.units), form.given(form.people), keep, form.decision())


def _apply(request: Request, plan: Merger | Split, said: str) -> HttpResponse:
    digest = request.POST.get("digest", "")
    applied = merger_apply.apply(plan, digest=digest, by=request.actor, at=timezone.now())
    return done(request, said, reverse("organizations:unit", args=[applied.receivers[0].pk]))


def _show(
    request: Request, unit: Unit, form: ReorderForm, plan: Merger | Split | None, template: str, title: str
) -> HttpResponse:
    url, now = request.get_full_path(), timezone.now()
    drawn = merger_page(request.actor, plan, url=url, at=now) if plan else None
    context = {"form": form, "unit": unit, "drawn": drawn}
    status = 422 if form.errors else 200
    trail = trail_of(request.actor, unit.path, unit)
    return page(request, template, context, title=title, sub=unit.name, trail=trail, status=status)
