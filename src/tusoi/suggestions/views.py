"""Pages to read: the register, the tables, one suggestion."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.audit.actions import record_reading
from tusoi.cycles import queries as cycles
from tusoi.request import Request
from tusoi.suggestions import pages, pages_counts, queries, rights
from tusoi.suggestions.answers import filters_of, unit_of
from tusoi.ui.page import Crumb, go, page
from tusoi.ui.paging import slice_of

ORDER = ("home_path", "sort_key")
READ = "Gợi ý kiểm điểm"


@login_required
def current(request: Request) -> HttpResponse:
    """The register of the latest cycle the actor may see."""
    cycle = cycles.current(request.actor)
    if cycle is None:
        return page(request, "suggestions/no_cycle.html", title=_("Gợi ý kiểm điểm"))
    return go(request, reverse("suggestions:register", args=[cycle.pk]))


@login_required
def register(request: Request, cycle_id: int) -> HttpResponse:
    """Subjects with a suggestion, each with its documents; filtered by the address."""
    cycle = cycles.cycle(request.actor, cycle_id)
    form, filters, unit = filters_of(request, cycle)
    rows = slice_of(request, queries.register(request.actor, cycle, **filters), key=ORDER)
    content = pages.register_page(request.actor, cycle, rows, filters, unit)
    context = {"page": content, "rows": rows, "form": form}
    trail = (Crumb(cycle.name),)
    return page(request, "suggestions/register.html", context, title=_("Gợi ý kiểm điểm"), trail=trail)


@login_required
def counts(request: Request, cycle_id: int) -> HttpResponse:
    """Numbers by managing level, state and topic, of the whole or of one unit's subtree."""
    cycle = cycles.cycle(request.actor, cycle_id)
    unit = unit_of(request.actor, request.GET.get("unit"))
    context = {"page": pages_counts.counts_page(request.actor, cycle, unit), "now": timezone.now()}
    title = _("Tổng hợp gợi ý kiểm điểm")
    return page(request, "suggestions/counts.html", context, title=title, trail=pages.trail(cycle))


@login_required
def one(request: Request, pk: int) -> HttpResponse:
    """One suggestion. Opening an issued one to a person is recorded, and the person sees it."""
    found = queries.suggestion(request.actor, pk)
    if found.entry.person_id and rights.state_of(found) == rights.ISSUED:
        record_reading(by=request.actor, at=timezone.now(), person_id=found.entry.person_id, what=READ)
    context = {"page": pages.one_page(request.actor, found)}
    sub = " · ".join(filter(None, (found.entry.posts, found.entry.unit.name)))
    return page(
        request, "suggestions/one.html", context, title=found.entry.name, sub=sub, trail=pages.trail(found.cycle)
    )
