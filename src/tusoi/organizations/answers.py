"""One way to answer every small form of this room: shape, act, say so; problems go to the fields they name."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tusoi.organizations import queries
from tusoi.organizations.models import Person, Unit
from tusoi.organizations.rights import allows, own_case, require
from tusoi.organizations.structure import open_problems
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import Action
from tusoi.ui.page import Crumb, done, page
from tusoi.ui.problems import blame


@dataclass(frozen=True)
class Ask:
    """Words of a form page: ``title``, the line below it, the button, what is said afterwards, the way back."""

    title: str
    button: str
    said: str
    back: str
    sub: str = ""
    trail: tuple[Crumb, ...] = ()


def form_page(request: HttpRequest, form: forms.Form, ask: Ask, act: Callable[..., str | None]) -> HttpResponse:
    """Show the form; when it is sent and fits, act on its data and go where ``act`` says, else to ``ask.back``."""
    if request.method == "POST" and form.is_valid():
        try:
            to = act(**form.cleaned_data)
        except Refused as refusal:
            if refusal.kind != "invalid":
                raise
            blame(form, refusal)
        else:
            return done(request, ask.said, to or ask.back)
    status = 422 if form.errors else 200
    context = {"form": form, "ask": ask}
    return page(
        request, "organizations/form.html", context, title=ask.title, sub=ask.sub, trail=ask.trail, status=status
    )


def unit_to_change(actor: Actor, pk: int, *, seat: Callable[[str], str] = str) -> Unit:
    """A unit the actor reads, may change and that is in force: 404, 403 or 409 otherwise."""
    unit = queries.unit(actor, pk)
    require(actor, Action.CREATE, seat(unit.path))
    refuse_if(open_problems(unit))
    return unit


def unit_to_reorder(actor: Actor, pk: int, *, seat: Callable[[str], str] = str, again: bool = False) -> Unit:
    """A unit whose mergers or split the actor may prepare or decide: 404, 403 or 409 otherwise.

    ``again`` lets a closed one through: confirming twice is told what confirming once did.
    """
    unit = queries.unit(actor, pk)
    place = seat(unit.path)
    if not allows(actor, Action.DECIDE, place):
        require(actor, Action.CREATE, place)
    root = (Problem("unit-is-root", facts={"name": unit.name}),) if seat is not str and unit.parent_id is None else ()
    refuse_if((*(() if again else open_problems(unit)), *root))
    return unit


def person_to_keep(actor: Actor, pk: int) -> Person:
    """A person whose file the actor reads and may keep: 404 or 403 otherwise."""
    person = queries.person(actor, pk)
    require(actor, Action.CREATE, person.home_path)
    refuse_if(own_case(actor, person), kind="forbidden")
    return person


def require_end(actor: Actor, person: Person, path: str) -> None:
    """Whether the actor may end what ``person`` holds at a path: 403 otherwise."""
    require(actor, Action.CREATE, path)
    refuse_if(own_case(actor, person), kind="forbidden")


def unit_meant(actor: Actor, text: str, *, where: str) -> Unit:
    """The unit somebody typed; a problem of the field ``where`` when there is none he may see."""
    unit = queries.unit_meant(actor, text)
    if unit is None:
        raise Refused(Problem("unit-unknown", facts={"text": text}, where=where))
    return unit


def optional_unit(actor: Actor, text: str, *, where: str) -> Unit | None:
    return unit_meant(actor, text, where=where) if text else None


def saved() -> str:
    return _("Đã lưu.")
