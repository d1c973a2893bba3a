"""What every request passes: an id, strict headers, the language, the idle clock."""

import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from tusoi.project.logs import request_id

Handler = Callable[[HttpRequest], HttpResponse]

# No inline script or style anywhere; `data:` images because Bootstrap draws its icons as SVG inside CSS.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
PROPER_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
IDLE_CLOCK = "seen_at"


def request_id_middleware(get_response: Handler) -> Handler:
    """Give the request an id (or keep the proxy's), put it into every log line and into the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        offered = request.headers.get("X-Request-ID", "")
        name = offered if PROPER_ID.fullmatch(offered) else secrets.token_hex(8)
        token = request_id.set(name)
        try:
            response = get_response(request)
            response["X-Request-ID"] = name
            return response
        finally:
            request_id.reset(token)

    return middleware


def strict_headers_middleware(get_response: Handler) -> Handler:
    """Content policy, permissions, and no copies of personal pages in caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def language_middleware(get_response: Handler) -> Handler:
    """Vietnamese unless the person chose another language: the browser's own preference does not count."""
    offered = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in offered else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def idle_clock_middleware(get_response: Handler) -> Handler:
    """Move a session's end forward while its owner works, writing at most every tenth of the idle time."""
    rest = settings.SESSION_COOKIE_AGE / 10

    def middleware(request: HttpRequest) -> HttpResponse:
        now = int(time.time())
        if request.user.is_authenticated and now - request.session.get(IDLE_CLOCK, 0) > rest:
            request.session[IDLE_CLOCK] = now
        return get_response(request)

    return middleware
