"""Closing a cycle: what is still open, then the one confirmation that freezes the figures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.cycles import queries as cycles
from tusoi.desk import actions, pages_closing
from tusoi.desk.answers import season_trail, whole
from tusoi.request import Request
from tusoi.ui.page import done, page


@login_required
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """A GET changes nothing and shows what would be frozen."""
    cycle = cycles.cycle(request.actor, pk)
    if request.method == "POST":
        snapshot = actions.close_cycle(cycle=cycle, by=request.actor, at=timezone.now())
        said = _("Đã đóng {cycle}; số liệu đã chốt, bản số {n}.").format(cycle=cycle.name, n=snapshot.number)
        return done(request, said, reverse("desk:season", args=[pk]))
    content = pages_closing.closing(request.actor, whole(request.actor, cycle))
    title = _("Đóng kỳ: {cycle}").format(cycle=cycle.name)
    trail = season_trail(request, content.place, back=True)
    return page(request, "desk/close.html", {"page": content}, title=title, sub=cycle.scope.name, trail=trail)
