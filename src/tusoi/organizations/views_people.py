"""Forms on people: their data, branch, posts, statuses and charges."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.organizations import actions, forms, queries, structure
from tusoi.organizations.answers import (
    Ask,
    form_page,
    optional_unit,
    person_to_keep,
    require_end,
    saved,
    unit_meant,
    unit_to_change,
)
from tusoi.organizations.models import Person
from tusoi.organizations.pages import trail_of
from tusoi.request import Request


def ask(person: Person, title: str, button: str, said: str = "") -> Ask:
    """Words of a form about a person."""
    back = reverse("organizations:person", args=[person.pk])
    return Ask(title, button, said or saved(), back, sub=person.full_name)


@login_required
def person_new(request: Request, pk: int) -> HttpResponse:
    branch = unit_to_change(request.actor, pk)
    form = forms.PersonForm(request.POST or None)

    def act(**data: Any) -> str:
        person = actions.admit_person(branch=branch, **data, by=request.actor, at=timezone.now())
        return reverse("organizations:person", args=[person.pk])

    back, trail = reverse("organizations:unit", args=[pk]), trail_of(request.actor, branch.path, branch)
    words = Ask(_("Thêm đảng viên"), _("Thêm đảng viên"), _("Đã thêm đảng viên."), back, branch.name, trail)
    return form_page(request, form, words, act)


@login_required
def person_correct(request: Request, pk: int) -> HttpResponse:
    person = person_to_keep(request.actor, pk)
    names = ("full_name", "gender", "born_on", "admitted_on", "official_on")
    form = forms.CorrectPersonForm(request.POST or None, initial={name: getattr(person, name) for name in names})

    def act(**data: Any) -> None:
        actions.correct_person(person=person, **data, by=request.actor, at=timezone.now())

    return form_page(request, form, ask(person, _("Sửa thông tin"), _("Lưu")), act)


@login_required
def move(request: Request, pk: int) -> HttpResponse:
    person = person_to_keep(request.actor, pk)
    form = forms.MoveForm(request.POST or None)

    def act(branch: str, on: date) -> None:
        to = unit_meant(request.actor, branch, where="branch")
        actions.move_member(person=person, branch=to, on=on, by=request.actor, at=timezone.now())

    words = ask(person, _("Chuyển sinh hoạt"), _("Chuyển sinh hoạt"), _("Đã chuyển sinh hoạt."))
    return form_page(request, form, words, act)


@login_required
def post_new(request: Request, pk: int) -> HttpResponse:
    person = person_to_keep(request.actor, pk)
    initial = {"unit": person.branch.code if person.branch else ""}
    form = forms.PostForm(request.POST or None, initial=initial)

    def act(unit: str, **data: Any) -> None:
        at_unit = unit_meant(request.actor, unit, where="unit")
        actions.add_post(person=person, unit=at_unit, **data, by=request.actor, at=timezone.now())

    words = ask(person, _("Ghi nhận chức vụ"), _("Ghi nhận"), _("Đã ghi nhận chức vụ."))
    return form_page(request, form, words, act)


@login_required
def post_end(request: Request, pk: int) -> HttpResponse:
    post = queries.post(request.actor, pk)
    require_end(request.actor, post.person, post.unit.path)
    form = forms.EndForm(request.POST or None)

    def act(on: date) -> None:
        actions.end_post(post=post, on=on, by=request.actor, at=timezone.now())

    return form_page(request, form, ask(post.person, _("Kết thúc: {name}").format(name=post.title), _("Kết thúc")), act)


@login_required
def status_new(request: Request, pk: int) -> HttpResponse:
    person = person_to_keep(request.actor, pk)
    form = forms.StatusForm(request.POST or None)

    def act(**data: Any) -> None:
        actions.set_status(person=person, **data, by=request.actor, at=timezone.now())

    words = ask(person, _("Ghi nhận tình trạng"), _("Ghi nhận"), _("Đã ghi nhận tình trạng."))
    return form_page(request, form, words, act)


@login_required
def status_end(request: Request, pk: int) -> HttpResponse:
    status = queries.status(request.actor, pk)
    person_to_keep(request.actor, status.person_id)
    form = forms.EndForm(request.POST or None)

    def act(on: date) -> None:
        actions.end_status(status=status, on=on, by=request.actor, at=timezone.now())

    title = _("Kết thúc: {name}").format(name=status.get_kind_display())
    return form_page(request, form, ask(status.person, title, _("Kết thúc")), act)


@login_required
def charge_new(request: Request, pk: int) -> HttpResponse:
    person = person_to_keep(request.actor, pk)
    form = forms.ChargeForm(request.POST or None)

    def act(unit: str, **data: Any) -> None:
        over = optional_unit(request.actor, unit, where="unit")
        structure.set_charge(person=person, unit=over, **data, by=request.actor, at=timezone.now())

    words = ask(person, _("Giao phụ trách"), _("Giao phụ trách"), _("Đã ghi nhận phân công phụ trách."))
    return form_page(request, form, words, act)


@login_required
def charge_end(request: Request, pk: int) -> HttpResponse:
    charge = queries.charge(request.actor, pk)
    require_end(request.actor, charge.person, charge.unit.path if charge.unit else charge.person.home_path)
    form = forms.EndForm(request.POST or None)

    def act(on: date) -> None:
        structure.end_charge(charge=charge, on=on, by=request.actor, at=timezone.now())

    name = charge.unit.name if charge.unit else charge.field
    return form_page(
        request, form, ask(charge.person, _("Kết thúc phụ trách: {name}").format(name=name), _("Kết thúc")), act
    )
