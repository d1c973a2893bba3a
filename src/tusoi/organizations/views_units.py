"""Forms on units and collectives."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.organizations import forms, queries, structure
from tusoi.organizations.answers import Ask, form_page, saved, unit_to_change
from tusoi.organizations.models import Unit
from tusoi.organizations.pages import trail_of
from tusoi.organizations.paths import seat_of
from tusoi.request import Request
from tusoi.rules.authority import Actor
from tusoi.rules.problems import refuse_if


def ask(actor: Actor, unit: Unit, title: str, button: str, said: str = "") -> Ask:
    """Words of a form about a unit."""
    back = reverse("organizations:unit", args=[unit.pk])
    return Ask(title, button, said or saved(), back, sub=unit.name, trail=trail_of(actor, unit.path, unit))


@login_required
def unit_new(request: Request, pk: int) -> HttpResponse:
    parent = unit_to_change(request.actor, pk)
    form = forms.UnitForm(request.POST or None, parent=parent)

    def act(**data: Any) -> str:
        unit = structure.create_unit(**data, parent=parent, by=request.actor, at=timezone.now())
        return reverse("organizations:unit", args=[unit.pk])

    words = ask(request.actor, parent, _("Thêm tổ chức trực thuộc"), _("Thêm tổ chức"), _("Đã thêm tổ chức."))
    return form_page(request, form, words, act)


@login_required
def unit_rename(request: Request, pk: int) -> HttpResponse:
    unit = unit_to_change(request.actor, pk, seat=seat_of)
    form = forms.RenameForm(request.POST or None, initial={"name": unit.name})

    def act(**data: Any) -> None:
        structure.rename_unit(unit=unit, **data, by=request.actor, at=timezone.now())

    words = ask(request.actor, unit, _("Đổi tên theo quyết định"), _("Đổi tên"), _("Đã đổi tên."))
    return form_page(request, form, words, act)


@login_required
def unit_correct(request: Request, pk: int) -> HttpResponse:
    unit = unit_to_change(request.actor, pk, seat=seat_of)
    form = forms.CorrectUnitForm(request.POST or None, initial={"name": unit.name, "code": unit.code})

    def act(**data: Any) -> None:
        structure.correct_unit(unit=unit, **data, by=request.actor, at=timezone.now())

    return form_page(request, form, ask(request.actor, unit, _("Sửa mã, tên"), _("Lưu")), act)


@login_required
def unit_close(request: Request, pk: int) -> HttpResponse:
    unit = unit_to_change(request.actor, pk, seat=seat_of)
    refuse_if(structure.used_problems(unit, *structure.used_by(unit)))
    form = forms.CloseForm(request.POST or None)

    def act(**data: Any) -> None:
        structure.close_unit(unit=unit, **data, by=request.actor, at=timezone.now())

    words = ask(request.actor, unit, _("Kết thúc hoạt động"), _("Kết thúc hoạt động"), _("Đã kết thúc hoạt động."))
    return form_page(request, form, words, act)


@login_required
def collective_new(request: Request, pk: int) -> HttpResponse:
    unit = unit_to_change(request.actor, pk)
    form = forms.CollectiveForm(request.POST or None, unit=unit)

    def act(**data: Any) -> None:
        structure.create_collective(unit=unit, **data, by=request.actor, at=timezone.now())

    words = ask(request.actor, unit, _("Thêm tập thể"), _("Thêm tập thể"), _("Đã thêm tập thể."))
    return form_page(request, form, words, act)


@login_required
def collective_end(request: Request, pk: int) -> HttpResponse:
    collective = queries.collective(request.actor, pk)
    unit = unit_to_change(request.actor, collective.unit_id)
    form = forms.EndForm(request.POST or None)

    def act(on: date) -> None:
        structure.close_collective(collective=collective, on=on, by=request.actor, at=timezone.now())

    title = _("Kết thúc: {name}").format(name=collective.name)
    return form_page(request, form, ask(request.actor, unit, title, _("Kết thúc")), act)
