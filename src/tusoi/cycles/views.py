"""Pages to read: the cycles, the roster, who is not due, one entry."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.audit.actions import record_reading
from tusoi.cycles import pages, pages_roster, queries
from tusoi.cycles.answers import asked_of
from tusoi.cycles.forms import ANY
from tusoi.request import Request
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Track, label
from tusoi.ui.page import Crumb, page
from tusoi.ui.paging import slice_of
from tusoi.ui.tables import Sort

LATEST_FIRST = Sort("year", "year", descending=True)
FILE_OPENED = "Danh sách kiểm điểm"


@login_required
def cycles(request: Request) -> HttpResponse:
    """Every cycle the actor may see, the latest first."""
    rows = slice_of(request, queries.cycles(request.actor), sort=LATEST_FIRST)
    context = {"rows": rows, "cycles": pages.listed(rows.rows), "opener": pages.opener(request.actor)}
    return page(request, "cycles/list.html", context, title=_("Kỳ kiểm điểm"))


@login_required
def roster(request: Request, pk: int) -> HttpResponse:
    """The entries of one track, by home and name; filtered by the address."""
    cycle = queries.cycle(request.actor, pk)
    asked = asked_of(request, cycle)
    rows = slice_of(request, queries.entries(request.actor, cycle, **asked.filters), key=queries.KEY)
    content = pages.roster_page(request.actor, cycle, asked)
    context = {"page": content, "rows": rows, "entries": pages_roster.told(rows.rows), "form": asked.form}
    title = _("Danh sách kiểm điểm")
    return page(request, "cycles/roster.html", context, title=title, sub=content.place, trail=pages.trail(cycle))


@login_required
def not_due(request: Request, pk: int) -> HttpResponse:
    """Who is not reviewed or not rated, and why: the balance of each track, then the list of one reason."""
    cycle = queries.cycle(request.actor, pk)
    asked = asked_of(request, cycle, reason=ANY)
    rows = slice_of(request, queries.entries(request.actor, cycle, **asked.filters), key=queries.KEY)
    content = pages.roster_page(request.actor, cycle, asked)
    balances = pages_roster.balances(request.actor, cycle, asked)
    context = {"page": content, "balances": balances, "rows": rows, "entries": pages_roster.told(rows.rows)}
    title = _("Không kiểm điểm, không xếp loại")
    return page(request, "cycles/not_due.html", context, title=title, sub=content.place, trail=pages.trail(cycle))


@login_required
def entry(request: Request, pk: int, entry_id: int) -> HttpResponse:
    """What was frozen about one subject. Opening a person's is recorded, and he sees it."""
    found = queries.entry(request.actor, entry_id)
    if found.cycle_id != pk:
        raise Refused(Problem("entry-missing"), kind="missing")
    if found.person_id:
        record_reading(by=request.actor, at=timezone.now(), person_id=found.person_id, what=FILE_OPENED)
    context = {"page": pages_roster.entry_page(request.actor, found)}
    roster = Crumb(_("Danh sách kiểm điểm"), f"{reverse('cycles:roster', args=[pk])}?track={found.track}")
    sub = " · ".join(filter(None, (_(label(Track(found.track))), found.posts)))
    return page(
        request, "cycles/entry.html", context, title=found.name, sub=sub, trail=(*pages.trail(found.cycle), roster)
    )
