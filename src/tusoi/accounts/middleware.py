"""``request.actor``: who acts, read afresh at every request, so that an ended grant ends at once (G8)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tusoi.accounts.queries import actor_of
from tusoi.rules.authority import Actor

ANONYMOUS = Actor(name="")


class ActorMiddleware:
    """Puts a lazily read actor on the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANONYMOUS
    return actor_of(request.user, on=timezone.localdate())  # type: ignore[arg-type]
