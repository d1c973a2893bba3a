"""The gallery as a site: settings without sessions and database, and a small server for the browser."""

import contextlib
import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from tusoi.ui.navigation import header_parts, nav_items
from tusoi.ui.problems import sentences

MIDDLEWARE = [
    "tusoi.project.middleware.strict_headers_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tusoi.project.middleware.language_middleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tests.ui.gallery.middleware.Signed",
    "tusoi.ui.middleware.RefusalMiddleware",
]


@contextlib.contextmanager
def installed() -> Iterator[None]:
    """The gallery as the last room, and only its addresses."""
    changes = {
        "INSTALLED_APPS": [*settings.INSTALLED_APPS, "tests.ui.gallery"],
        "MIDDLEWARE": MIDDLEWARE,
        "ROOT_URLCONF": "tests.ui.gallery.urls",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
        "ALLOWED_HOSTS": ["127.0.0.1", "testserver"],
    }
    forget()
    with override_settings(**changes):
        yield
    forget()


def forget() -> None:
    """What the rooms say is read once per process; the gallery comes and goes."""
    for known in (nav_items, header_parts, sentences):
        known.cache_clear()


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of the gallery while it stands."""
    with installed(), make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the parent
        pass
