"""The season on one page and the lists its sentences open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from tusoi.cycles import queries as cycles
from tusoi.desk import exceptions, pages_season
from tusoi.desk.answers import season_trail, seen
from tusoi.request import Request
from tusoi.statistics.answers import place_of
from tusoi.ui.formats import number_text
from tusoi.ui.page import page
from tusoi.ui.paging import slice_of


@login_required
def latest(request: Request) -> HttpResponse:
    """The season of the latest cycle the reader may see."""
    cycle = cycles.current(request.actor)
    if cycle is None:
        return page(request, "desk/no_season.html", title=_("Tình hình kiểm điểm"))
    return season(request, cycle.pk)


@login_required
def season(request: Request, pk: int) -> HttpResponse:
    """Progress by level, exceptions as sentences, S3 and S4, of the whole or of one unit."""
    content = seen(request, pk)
    title = _("Tình hình kiểm điểm năm {year}").format(year=content.cycle.year)
    trail = season_trail(request, content.place)
    return page(request, "desk/season.html", {"page": content}, title=title, sub=content.said, trail=trail)


@login_required
def listed(request: Request, pk: int, code: str) -> HttpResponse:
    """The rows behind one sentence of the season."""
    place, kind = place_of(request, pk), exceptions.exception(code)
    found = kind.rows(request.actor, place.cycle, place.extent)
    rows = slice_of(request, found, key=exceptions.KEY)
    context = {"page": pages_season.listing(kind, rows.rows, place.cycle), "rows": rows}
    sub = _("{unit} · {n} dòng").format(unit=place.unit.name, n=number_text(found.count()))
    trail = season_trail(request, place, back=True)
    return page(request, "desk/exceptions.html", context, title=str(kind.heading), sub=sub, trail=trail)
