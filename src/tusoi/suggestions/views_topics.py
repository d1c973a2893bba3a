"""The catalogue of topics: see it, add, rename, put out of use."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.cycles import queries as cycles
from tusoi.cycles.models import Cycle
from tusoi.request import Request
from tusoi.rules.problems import refuse_if
from tusoi.suggestions import actions, pages, queries
from tusoi.suggestions.answers import Ask, form_page
from tusoi.suggestions.forms import TopicForm
from tusoi.suggestions.models import Topic
from tusoi.ui.page import Crumb, done


@login_required
def topics(request: Request, cycle_id: int) -> HttpResponse:
    """The catalogue, with a form for a new topic below it."""
    cycle = cycles.cycle(request.actor, cycle_id)
    if request.method == "POST":
        refuse_if(actions.topic_refusals(request.actor, cycle), kind="forbidden")

    def act(label: str) -> None:
        actions.add_topic(cycle=cycle, label=label, by=request.actor, at=timezone.now())

    ask = Ask(_("Danh mục lĩnh vực"), _("Thêm lĩnh vực"), _("Đã thêm lĩnh vực."), _home(cycle), "", pages.trail(cycle))
    content = pages.topics_page(request.actor, cycle)
    return form_page(
        request, TopicForm(request.POST or None), ask, act, template="suggestions/topics.html", page=content
    )


@login_required
def topic(request: Request, cycle_id: int, pk: int) -> HttpResponse:
    """Rename a topic, or (``active``) offer it and no longer offer it."""
    cycle = cycles.cycle(request.actor, cycle_id)
    refuse_if(actions.topic_refusals(request.actor, cycle), kind="forbidden")
    found = queries.topic(pk)
    if (active := request.POST.get("active")) in {"yes", "no"}:
        return _switch(request, cycle, found, active=active == "yes")

    def act(label: str) -> None:
        actions.rename_topic(cycle=cycle, topic=found, label=label, by=request.actor, at=timezone.now())

    trail = pages.trail(cycle, Crumb(_("Danh mục lĩnh vực"), _home(cycle)))
    ask = Ask(_("Đổi tên lĩnh vực"), _("Lưu"), _("Đã đổi tên lĩnh vực."), _home(cycle), found.label, trail)
    form = TopicForm(request.POST or None, initial={"label": found.label})
    return form_page(request, form, ask, act)


def _switch(request: Request, cycle: Cycle, found: Topic, *, active: bool) -> HttpResponse:
    actions.set_topic_active(cycle=cycle, topic=found, active=active, by=request.actor, at=timezone.now())
    said = _("Lĩnh vực được dùng lại.") if active else _("Lĩnh vực thôi dùng cho nội dung mới.")
    return done(request, said, _home(cycle))


def _home(cycle: Cycle) -> str:
    return reverse("suggestions:topics", args=[cycle.pk])
