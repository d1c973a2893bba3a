"""The page on which an authority chooses how it reads the ceiling, somebody confirms it, a leader excepts from it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tusoi.ratings import actions, forms, pages, pages_quota, queries
from tusoi.ratings.answers import answer_form
from tusoi.ratings.rights import require
from tusoi.request import Request
from tusoi.rules.problems import refuse_if
from tusoi.rules.terms import Action
from tusoi.ui.page import page


@login_required
@require_safe
def quota(request: Request, cycle_id: int, at: str, track: str, peer_group: str) -> HttpResponse:
    """The ceiling of a group, who chose and confirmed it, and its exceptions."""
    group = queries.whole_group(request.actor, cycle_id, at, track, peer_group)
    shown = pages_quota.quota_page(request.actor, group)
    title, trail = _("Cách tính tỷ lệ"), pages.trail(group)
    return page(request, "ratings/quota.html", {"page": shown, "group": group}, title=title, trail=trail)


@login_required
def choose(request: Request, cycle_id: int, at: str, track: str, peer_group: str) -> HttpResponse:
    """A leader chooses the reading and the mode."""
    group = queries.whole_group(request.actor, cycle_id, at, track, peer_group)
    require(request.actor, Action.DECIDE, group.facts)
    form = forms.ChooseForm(request.POST or None, initial=pages_quota.chosen_now(group))

    def act(**data: Any) -> None:
        actions.choose_quota(group=group, **data, by=request.actor, at=timezone.now())

    return answer_form(request, form, pages_quota.choosing(group), act)


@login_required
def confirm(request: Request, cycle_id: int, at: str, track: str, peer_group: str) -> HttpResponse:
    """Somebody has read the signed text and found the value there."""
    group = queries.whole_group(request.actor, cycle_id, at, track, peer_group)
    refuse_if(actions.confirm_refusals(request.actor, group.cycle), kind="forbidden")

    def act(**data: Any) -> None:
        values = {"cycle": group.cycle, "track": group.track, **data}
        actions.confirm_quota(**values, by=request.actor, at=timezone.now())

    form = forms.ConfirmForm(request.POST or None)
    return answer_form(request, form, pages_quota.confirming(request.actor, group), act)


@login_required
def exception(request: Request, cycle_id: int, at: str, track: str, peer_group: str) -> HttpResponse:
    """A leader grants places above the cap, by a decision with a number."""
    group = queries.whole_group(request.actor, cycle_id, at, track, peer_group)
    require(request.actor, Action.DECIDE, group.facts)

    def act(**data: Any) -> None:
        actions.except_quota(group=group, **data, by=request.actor, at=timezone.now())

    return answer_form(request, forms.ExceptForm(request.POST or None), pages_quota.excepting(group), act)
