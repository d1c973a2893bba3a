"""Answers in words to what nobody caught: refusals, missing records, lacking rights, a database busy or away.

Stands last in MIDDLEWARE, next to the views.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse

from tusoi.rules.problems import Refused
from tusoi.ui import errors


class RefusalMiddleware:
    """Turns an exception of a view into a page that says what, why and what next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case Refused():
                return errors.refused(request, exception)
            case Http404():
                return errors.not_found(request)
            case PermissionDenied():
                return errors.forbidden(request)
            case RequestDataTooBig() | TooManyFilesSent():
                return errors.too_large(request)
            case OperationalError() | InterfaceError():
                return errors.database_trouble(request, exception)
        return None
