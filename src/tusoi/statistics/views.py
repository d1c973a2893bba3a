"""Pages of this room: figures of a unit, the rows behind a number, ratings in detail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.cycles import queries as cycles
from tusoi.request import Request
from tusoi.rules.problems import Problem, Refused
from tusoi.statistics import lists, pages, pages_ratings
from tusoi.statistics.answers import place_of, trail_of
from tusoi.statistics.forms import RowsForm
from tusoi.ui.formats import moment_text
from tusoi.ui.page import go, page
from tusoi.ui.paging import slice_of


@login_required
def home(request: Request) -> HttpResponse:
    """The figures of the latest cycle."""
    cycle = cycles.current(request.actor)
    if cycle is None:
        return page(request, "statistics/none.html", title=_("Thống kê"))
    return go(request, pages.address("overview", cycle))


@login_required
def overview(request: Request, cycle_id: int) -> HttpResponse:
    """Suggestions, ratings and completeness of one unit."""
    place, now = place_of(request, cycle_id), timezone.now()
    title = _("Thống kê kiểm điểm, xếp loại năm {year}").format(year=place.cycle.year)
    sub = _("{name} · số liệu đến {moment}").format(name=place.unit.name, moment=moment_text(now))
    context = {"page": pages.overview(request.actor, place, now)}
    return page(request, "statistics/overview.html", context, title=title, sub=sub, trail=trail_of(request, place))


@login_required
def ratings(request: Request, cycle_id: int) -> HttpResponse:
    """Ratings by track, level, unit below and peer group."""
    place = place_of(request, cycle_id)
    context = {"page": pages_ratings.detail(place, request.GET.get("track", ""))}
    title = _("Xếp loại chi tiết năm {year}").format(year=place.cycle.year)
    trail = trail_of(request, place, back=True)
    return page(request, "statistics/ratings.html", context, title=title, sub=place.unit.name, trail=trail)


@login_required
def subjects(request: Request, cycle_id: int) -> HttpResponse:
    """The rows a number counted."""
    place, form = place_of(request, cycle_id), RowsForm(request.GET)
    if not form.is_valid():
        raise Refused(Problem("figures-missing"), kind="missing")
    wanted = form.wanted()
    found = lists.listed(request.actor, place.cycle, place.extent, wanted)
    rows = slice_of(request, found, key=lists.KEY)
    shown = pages.listing(request.actor, place, wanted, rows.rows)
    context = {"page": shown, "rows": rows}
    trail = trail_of(request, place, back=True)
    title = pages.heading(wanted)
    return page(request, "statistics/subjects.html", context, title=title, sub=place.unit.name, trail=trail)
