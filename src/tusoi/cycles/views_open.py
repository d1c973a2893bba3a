"""Opening a cycle: what is wanted, what stands against it, the tick, what was done; and the decision to reopen."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.cycles import actions, pages, queries
from tusoi.cycles.answers import looked_at, number_of, open_form, plan_query, planned, require_opener, tried
from tusoi.cycles.forms import ReopenForm
from tusoi.request import Request
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Step
from tusoi.ui.page import Crumb, done, page
from tusoi.ui.paging import slice_of
from tusoi.ui.problems import blame

CONFLICT, INVALID = 409, 422


@login_required
def open_cycle(request: Request) -> HttpResponse:
    """What is wanted: year, regulation, scope, day."""
    require_opener(request.actor)
    form = open_form(request.actor, None, now=timezone.localtime(), said=request.GET)
    return page(request, "cycles/open.html", {"form": form}, title=_("Mở kỳ kiểm điểm"), trail=(pages.home(),))


@login_required
def check(request: Request) -> HttpResponse:
    """What stands against it and what somebody should know; posting opens the cycle."""
    require_opener(request.actor)
    sent, now = (request.POST if request.method == "POST" else request.GET), timezone.now()
    form = open_form(request.actor, sent, now=timezone.localtime(now))
    plan, title = planned(request.actor, form, at=now), _("Mở kỳ kiểm điểm")
    if plan is None:
        return page(request, "cycles/open.html", {"form": form}, title=title, trail=(pages.home(),), status=INVALID)
    opening, problems = tried(request, plan, at=now) if request.method == "POST" else (None, ())
    if opening is not None:
        return done(request, pages.opened_lines(opening)[0], pages.opened_href(opening))
    content = pages.readiness_page(looked_at(plan, at=now), plan_query(sent), problems)
    status, trail = CONFLICT if problems else 200, (pages.home(), Crumb(title, content.change))
    return page(request, "cycles/readiness.html", {"page": content}, title=content.title, trail=trail, status=status)


@login_required
def finding(request: Request, code: str) -> HttpResponse:
    """The list behind one point of the check, as far as the actor may read it."""
    require_opener(request.actor)
    form, now = open_form(request.actor, request.GET, now=timezone.localtime()), timezone.now()
    plan = planned(request.actor, form, at=now)
    listed = queries.finding_rows(request.actor, code, plan) if plan else None
    if listed is None:
        raise Refused(Problem("finding-missing"), kind="missing")
    rows = slice_of(request, listed)
    context = {"rows": rows, "found": pages.finding_rows(code, rows.rows)}
    back = Crumb(_("Kiểm tra trước khi mở kỳ"), f"{reverse('cycles:check')}?{urlencode(plan_query(request.GET))}")
    return page(request, "cycles/finding.html", context, title=str(pages.FINDINGS[code]), trail=(pages.home(), back))


@login_required
def opened(request: Request, pk: int) -> HttpResponse:
    """Who came in with an opening: numbers by track and the first names; ``?since=`` is the last entry before it."""
    cycle = queries.cycle(request.actor, pk)
    content = pages.opened_page(request.actor, cycle, number_of(request.GET.get("since", "")))
    return page(request, "cycles/opened.html", {"page": content}, title=cycle.name, trail=pages.trail(cycle))


@login_required
def reopen(request: Request, pk: int) -> HttpResponse:
    """The decision that reopens a closed cycle."""
    cycle = queries.cycle(request.actor, pk)
    actions.require(request.actor, cycle, Step.REOPEN)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            actions.reopen(cycle=cycle, **form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            blame(form, refusal)
        else:
            return done(request, _("Đã mở lại kỳ."), pages.season(pk))
    context, status = {"form": form, "cycle": cycle}, INVALID if form.errors else 200
    return page(request, "cycles/reopen.html", context, title=_("Mở lại kỳ"), trail=pages.trail(cycle), status=status)
