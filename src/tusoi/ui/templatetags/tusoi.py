"""Tags and filters of every page: `{% load tusoi %}`. The README of this room shows each of them at work."""

from collections.abc import Iterable
from enum import StrEnum

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tusoi.rules.problems import Problem
from tusoi.rules.terms import Category, label
from tusoi.ui import charts, formats
from tusoi.ui.buttons import Button
from tusoi.ui.lines import Line, linked
from tusoi.ui.paging import AFTER, BEFORE, Slice
from tusoi.ui.problems import Said, say
from tusoi.ui.tables import PARAMETER, Sort

register = template.Library()

CATEGORY_TONES = {
    Category.EXCELLENT: "excellent",
    Category.GOOD: "good",
    Category.COMPLETED: "completed",
    Category.NOT_COMPLETED: "failed",
}

register.filter("number", formats.number_text)
register.filter("day", formats.day_text)
register.filter("moment", formats.moment_text)
register.filter("decimal", formats.decimal_text)
register.filter("percent", formats.percent_text)
register.filter("share", formats.share_text)


@register.filter
def out_of(part: int | None, base: int | None) -> str:
    """``{{ 985|out_of:1012 }}`` → ``985/1.012``."""
    if part is None or base is None:
        return formats.NOTHING
    return f"{formats.number_text(part)}/{formats.number_text(base)}"


@register.filter
def term(word: object) -> str:
    """A word of the closed vocabulary, or any label of the rules, in the reader's language."""
    if word is None or word == "":
        return formats.NOTHING
    return gettext(label(word) if isinstance(word, StrEnum) else str(word))


@register.filter(name="linked")
def linked_filter(text: str, href: str = "") -> SafeString:
    """``{{ "[14 tập thể] chưa giải trình"|linked:href }}``."""
    return linked(text, href)


@register.simple_tag
def category(value: str | None) -> SafeString | str:
    """A rating category as a chip; its words always stand in it."""
    if not value:
        return formats.NOTHING
    known = Category(value)
    return chip(gettext(label(known)), CATEGORY_TONES[known])


@register.simple_tag
def chip(text: object, tone: str = "plain") -> SafeString:
    """``tone``: late, soon, ok, plain; excellent, good, completed, failed."""
    return format_html('<span class="chip {}">{}</span>', tone, text)


@register.simple_tag
def quota(used: int, cap: int, title: str) -> SafeString:
    """The places of a quota as little squares."""
    return charts.meter(used, cap, title=title)


@register.simple_tag
def progress_bar(part: int, base: int, title: str) -> SafeString:
    """One share as a bar for a table cell; the figures stand in the cell beside it."""
    return charts.share_bar(part, base, title=title)


@register.inclusion_tag("ui/say.html")
def lines(items: Iterable[Line], empty: str = "") -> dict[str, object]:
    """The list of sentences; ``empty`` is what stands there when there is nothing to say."""
    return {"lines": tuple(items), "empty": empty}


@register.inclusion_tag("ui/problems.html")
def problems(items: Iterable[Problem | Said], tone: str = "error") -> dict[str, object]:
    """Problems as sentences with source and next step; ``tone``: error, warning, info."""
    said = tuple(item if isinstance(item, Said) else say(item) for item in items)
    return {"said": said, "tone": tone}


@register.simple_tag(takes_context=True)
def button(context: Context, item: Button | None) -> str:
    """A button with its form, or greyed out with its reasons."""
    if item is None:
        return ""
    return render_to_string("ui/button.html", {"button": item}, request=context.get("request"))


@register.simple_block_tag(takes_context=True)
def table(
    context: Context,  # noqa: ARG001 - block tags need it for their content
    content: str,
    caption: str,
    rows: Iterable[object] | None = None,
    empty: str = "",
    hidden_caption: bool = False,
) -> str:
    """A table with caption, side scroll on small screens and a sentence when there are no ``rows``."""
    values = {
        "content": content,
        "caption": caption,
        "bare": rows is not None and not rows,
        "empty": empty or gettext("Chưa có dòng nào."),
        "hidden_caption": hidden_caption,
    }
    return render_to_string("ui/table.html", values)


@register.simple_tag
def select_all() -> SafeString:
    """The heading over boxes that choose rows."""
    return format_html('<td class="pick" data-select-all="{}"></td>', gettext("Chọn tất cả các dòng"))


@register.simple_tag(takes_context=True)
def column(context: Context, text: str, key: str = "", *, numeric: bool = False) -> SafeString:
    """A heading; with ``key`` it sorts by the ``sort`` of the context."""
    css = SafeString(' class="n"') if numeric else ""
    sort: Sort | None = context.get("sort")
    if not key or sort is None:
        return format_html('<th scope="col"{}>{}</th>', css, text)
    direction = sort.direction(key)
    aria = format_html(' aria-sort="{}"', direction) if direction else ""
    way = _address(context, {PARAMETER: sort.toggled(key), AFTER: None, BEFORE: None})
    return format_html('<th scope="col"{}{}><a class="sort" href="{}">{}</a></th>', css, aria, way, text)


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, rows: Slice) -> dict[str, object]:
    """Ways to the page before and the page after."""
    return {
        "alone": rows.alone,
        "next": rows.next and _address(context, {AFTER: rows.next, BEFORE: None}),
        "previous": rows.previous and _address(context, {BEFORE: rows.previous, AFTER: None}),
    }


def _address(context: Context, changes: dict[str, str | None]) -> str:
    """The address of this page with other parameters, as Django's own ``{% querystring %}`` makes it."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return f"?{parameters.urlencode()}" if parameters else "?"
