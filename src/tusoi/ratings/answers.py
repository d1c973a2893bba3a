"""One way to answer the forms of this room: shape, act, say so; problems go to the fields they name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import HttpRequest, HttpResponse

from tusoi.rules.problems import Refused
from tusoi.ui.page import Crumb, done, page
from tusoi.ui.problems import blame


@dataclass(frozen=True)
class Words:
    """Words of a form page. ``hidden``: fields that travel with it; ``context``: what its template shows beside it."""

    title: str
    button: str
    said: str
    back: str
    sub: str = ""
    lead: str = ""
    confirm: str = ""
    trail: tuple[Crumb, ...] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    template: str = "ratings/form.html"


def answer_form(
    request: HttpRequest, form: forms.Form, words: Words, act: Callable[..., str | None], *, sent: bool = True
) -> HttpResponse:
    """Show the form; when it is sent and fits, act and go on. Wrong rights and wrong states are their own pages.

    ``sent`` False: this POST only opens the page.
    """
    if request.method == "POST" and sent and form.is_valid():
        try:
            to = act(**form.cleaned_data)
        except Refused as refusal:
            if refusal.kind != "invalid":
                raise
            blame(form, refusal)
        else:
            return done(request, words.said, to or words.back)
    status = 422 if sent and form.errors else 200
    context = {"form": form, "words": words, **words.context}
    return page(request, words.template, context, title=words.title, sub=words.sub, trail=words.trail, status=status)
