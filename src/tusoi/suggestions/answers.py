"""How this room answers: which cycle and unit the address means, and one way to take in the page of a suggestion."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import pack_of
from tusoi.organizations import queries as organizations
from tusoi.organizations.models import Unit
from tusoi.request import Request
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Refused
from tusoi.rules.terms import ManagingLevel
from tusoi.suggestions import queries
from tusoi.suggestions.content import Content
from tusoi.suggestions.forms import FilterForm, Sheet
from tusoi.ui.page import Crumb, done, page
from tusoi.ui.problems import blame

PERSONAL = ("personal",)
BOTH = ("collective", "personal")


@dataclass(frozen=True)
class Ask:
    """Words of a form page: the button, what is said afterwards, the way back, and lines above the form."""

    title: str
    button: str
    said: str
    back: str
    sub: str = ""
    trail: tuple[Crumb, ...] = ()
    confirm: str = ""


def filters_of(request: Request, cycle: Cycle) -> tuple[FilterForm, dict[str, str], Unit | None]:
    """The form above the register, its filters as the queries take them, and the unit they name."""
    form = FilterForm(request.GET, topics=queries.topic_choices(cycle))
    asked = form.asked()
    unit = unit_of(request.actor, asked["unit"])
    filters = {
        "level": asked["level"],
        "subject_kind": asked["kind"],
        "topic": asked["topic"],
        "state": asked["state"],
        "path": unit.path if unit else "",
        "search": asked["q"],
    }
    return form, filters, unit


def unit_of(actor: Actor, pk: object) -> Unit | None:
    """The unit an address names; a foreign one is missing, no number is no unit."""
    text = str(pk or "")
    return organizations.unit(actor, int(text)) if text.isascii() and text.isdigit() and len(text) < 19 else None


def sheet_of(
    request: Request,
    cycle: Cycle,
    *,
    levels: Sequence[ManagingLevel],
    personal: bool,
    with_document: bool = False,
    content: Content | None = None,
) -> Sheet:
    """The page of a suggestion with the cycle's topics and the grounds of its pack."""
    also = [item.topic for item in content.items] if content else []
    grounds = [(line.code, str(line.label.value)) for line in pack_of(cycle).grounds]
    return Sheet(
        request.POST if request.method == "POST" else None,
        levels=levels,
        grounds=grounds,
        topics=queries.topic_choices(cycle, active=True, also=also),
        asks=PERSONAL if personal else BOTH,
        with_document=with_document,
        content=content,
    )


def sheet_page(request: Request, sheet: Sheet, ask: Ask, act: Callable[[], str], **context: Any) -> HttpResponse:
    """Show the sheet; a button of its rows changes the rows only; sent and fitting, ``act`` gives where to go on."""
    if request.method == "POST" and not sheet.row_asked and sheet.is_valid():
        try:
            to = act()
        except Refused as refusal:
            if refusal.kind != "invalid":
                raise
            sheet.blame(refusal)
        else:
            return done(request, ask.said, to)
    status = 422 if sheet.wrong else 200
    part = "suggestions/items.html" if sheet.row_asked else ""
    values = {"sheet": sheet, "ask": ask, **context}
    return page(
        request,
        "suggestions/sheet.html",
        values,
        title=ask.title,
        sub=ask.sub,
        trail=ask.trail,
        part=part,
        status=status,
    )


def form_page(
    request: Request,
    form: forms.Form,
    ask: Ask,
    act: Callable[..., object],
    *,
    template: str = "suggestions/form.html",
    **context: Any,
) -> HttpResponse:
    """Show a small form; sent and fitting, act on its data and go back."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except Refused as refusal:
            if refusal.kind != "invalid":
                raise
            blame(form, refusal)
        else:
            return done(request, ask.said, ask.back)
    status = 422 if form.errors else 200
    values = {"form": form, "ask": ask, **context}
    return page(request, template, values, title=ask.title, sub=ask.sub, trail=ask.trail, status=status)


def one_url(pk: int) -> str:
    return reverse("suggestions:one", args=[pk])
