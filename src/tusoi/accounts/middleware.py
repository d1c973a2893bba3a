"""At every request: who acts, read afresh, so that an ended grant ends at once (G8); and who may not pass the door.

Everything needs a sign-in but what is marked otherwise (``login_not_required``: sign-in itself, health, the reader's
language). Whoever still has a one-time password chooses his own before anything else.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tusoi.accounts.queries import actor_of
from tusoi.rules.authority import Actor

View = Callable[..., HttpResponse]

SAFE = {"GET", "HEAD"}
CHANGE_PASSWORD = "account_change_password"  # noqa: S105 - the name of an address
# with a one-time password one may only change it or leave
BEFORE_A_PASSWORD = {CHANGE_PASSWORD, "account_logout", "account_reauthenticate", "ui:language", "ui:type-size"}


class ActorMiddleware:
    """Puts a lazily read actor on the request; for a stranger there is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class DoorMiddleware:
    """Sends strangers to the sign-in page and one-time passwords to their change; ``next`` leads back afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        if not getattr(view, "login_required", True):  # marked by Django's login_not_required
            return None
        if not request.user.is_authenticated:
            return way(request, settings.LOGIN_URL)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and name not in BEFORE_A_PASSWORD:
            return way(request, CHANGE_PASSWORD)
        return None


def way(request: HttpRequest, to: str) -> HttpResponse:
    """The way to the page ``to`` and back; a part of a page asked for by htmx becomes a whole page."""
    back = _back(request)
    address = resolve_url(to) + (f"?{urlencode({'next': back})}" if back != "/" else "")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _back(request: HttpRequest) -> str:
    """Where to go on afterwards: the page asked for, or the page a form or a part was sent from."""
    sent_from = request.headers.get("HX-Current-URL") or (
        "" if request.method in SAFE else request.headers.get("Referer")
    )
    if sent_from:
        parts = urlsplit(sent_from)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return path if parts.netloc in {"", request.get_host()} else "/"
    return request.get_full_path() if request.method in SAFE else "/"


def _actor(request: HttpRequest) -> Actor | None:
    return actor_of(request.user, on=timezone.localdate()) if request.user.is_authenticated else None
