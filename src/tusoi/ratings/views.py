"""Pages of ratings: groups, the board, one entry, a decision on it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tusoi.audit.actions import record_reading
from tusoi.cycles import queries as cycles
from tusoi.ratings import actions, pages, pages_records, queries
from tusoi.ratings.answers import answer_form
from tusoi.request import Request
from tusoi.rules.problems import refuse_if
from tusoi.ui.page import go, page
from tusoi.ui.paging import slice_of

BOARD_ROWS = 200
FILE_OPENED = "Xếp loại"


@login_required
@require_safe
def home(request: Request) -> HttpResponse:
    """The groups of the latest cycle the actor sees."""
    cycle = cycles.current(request.actor)
    if cycle is None:
        return page(request, "ratings/none.html", title=_("Xếp loại"))
    return go(request, reverse("ratings:groups", args=[cycle.pk]))


@login_required
@require_safe
def groups(request: Request, cycle_id: int) -> HttpResponse:
    """Groups of the actor's own units, or of the unit asked for; below them every other authority he reads."""
    cycle = cycles.cycle(request.actor, cycle_id)
    rows = slice_of(request, queries.authorities(request.actor, cycle), key="path")
    paths = pages.asked_paths(request.actor, request.GET.get("at", ""), rows)
    context = {"authorities": pages.groups_page(request.actor, cycle, paths), "rows": rows, "cycle": cycle}
    return page(request, "ratings/groups.html", context, title=_("Xếp loại"), sub=cycle.name)


@login_required
def board(request: Request, cycle_id: int, at: str, track: str, peer_group: str) -> HttpResponse:
    """The board; a POST computes what is chosen and decides nothing."""
    group = queries.group(request.actor, cycle_id, at, track, peer_group)
    rows = slice_of(request, queries.lines(request.actor, group), size=BOARD_ROWS)
    chosen, fill = pages.choice_of(request.actor, group, request.POST, request.GET.get("from", ""))
    shown = pages.board(request.actor, group, rows, chosen=chosen, fill=fill)
    context, part = {"board": shown, "quota": shown.quota}, "ratings/_quota.html"
    trail = pages.trail(group)[:1]
    return page(request, "ratings/board.html", context, part=part, title=shown.title, sub=shown.sub, trail=trail)


@login_required
@require_safe
def entry(request: Request, pk: int) -> HttpResponse:
    """Everything decided on one entry; for a member of the same collective the category alone."""
    if level := pages_records.level_page(request.actor, pk):
        return page(request, "ratings/level.html", {"level": level}, title=level.name)
    found, now = queries.entry(request.actor, pk), timezone.now()
    if found.person_id:
        record_reading(by=request.actor, at=now, person_id=found.person_id, what=FILE_OPENED)
    shown = pages_records.entry_page(request.actor, found)
    trail = pages.trail(shown.group)
    return page(request, "ratings/entry.html", {"page": shown}, title=found.name, sub=shown.sub, trail=trail)


@login_required
def decide(request: Request, pk: int) -> HttpResponse:
    """A leader's own decision on one entry; the page carries which decision it was made on."""
    found = queries.entry(request.actor, pk)
    words, form, current = pages_records.decide_form(found, request.POST or None)
    problems, kind = actions.refusal(request.actor, found, current)
    refuse_if(problems, kind=kind)

    def act(**data: Any) -> str:
        expected = pages_records.expected_current(request.POST)
        actions.decide(entry=found, **data, expected_current=expected, by=request.actor, at=timezone.now())
        return reverse("ratings:entry", args=[pk])

    return answer_form(request, form, words, act)
