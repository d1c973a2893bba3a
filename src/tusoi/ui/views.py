"""What a reader chooses for himself: language and size of type, kept in cookies."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from tusoi.ui.context import LARGE, TYPE_SIZE_COOKIE

A_YEAR = 365 * 24 * 3600  # seconds

language = login_not_required(require_POST(set_language))


@login_not_required
@require_POST
def type_size(request: HttpRequest) -> HttpResponse:
    """``size=large`` or anything else for the usual size; goes back to the page it came from."""
    back = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if ours else "/")
    if request.POST.get("size") == LARGE:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(TYPE_SIZE_COOKIE, LARGE, max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(TYPE_SIZE_COOKIE, samesite="Lax")
    return response
