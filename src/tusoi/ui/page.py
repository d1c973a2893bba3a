"""Answers of a view: a page, a part of a page for htmx, or a way on after something was done."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

HTMX_HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


@dataclass(frozen=True)
class Crumb:
    """One step of the trail above the title; without ``href`` it is only named."""

    label: str
    href: str = ""


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    title: str,
    sub: str = "",
    trail: tuple[Crumb, ...] = (),
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """A whole page, or for htmx only the template ``part`` with the same context."""
    values = {**(context or {}), "title": title, "sub": sub, "trail": trail}
    response = render(request, part if part and asked_by_htmx(request) else template, values, status=status)
    if part:
        patch_vary_headers(response, HTMX_HEADERS)
    return response


def done(request: HttpRequest, message: str, to: str) -> HttpResponse:
    """Say what was done and go on to the address ``to``."""
    messages.success(request, message)
    return go(request, to)


def go(request: HttpRequest, to: str) -> HttpResponse:
    """Go to the address ``to``; htmx is told to load it as a page."""
    if asked_by_htmx(request):
        return HttpResponse(headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def asked_by_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is wanted: not for boosted links and not when history is restored."""
    asked, boosted, restoring = (request.headers.get(name) == "true" for name in HTMX_HEADERS)
    return asked and not boosted and not restoring
