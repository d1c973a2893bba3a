"""Pages to write: choose the subject, the sheet of a suggestion, its steps."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.cycles import queries as cycles
from tusoi.cycles.models import Cycle
from tusoi.request import Request
from tusoi.rules.problems import Problem, refuse_if
from tusoi.rules.terms import Action, Step
from tusoi.suggestions import actions, pages, queries
from tusoi.suggestions.answers import Ask, form_page, one_url, sheet_of, sheet_page
from tusoi.suggestions.content import content_of, digest
from tusoi.suggestions.forms import DocumentForm, WithdrawForm
from tusoi.suggestions.models import Suggestion
from tusoi.suggestions.queries_subjects import MOST_FOUND, Addressee, Kind, addressee, addressees
from tusoi.ui.page import Crumb, done, page

LONGEST_SEARCH = 120


@login_required
def choose(request: Request, cycle_id: int, *, issued: bool = False) -> HttpResponse:
    """Find the collective or person a suggestion is for."""
    cycle = cycles.cycle(request.actor, cycle_id)
    refuse_if(actions.cycle_problems(cycle.name, cycle.state))
    action = Action.DECIDE if issued else Action.CREATE
    text = " ".join(request.GET.get("q", "").split())[:LONGEST_SEARCH]
    found = addressees(request.actor, cycle, text, action)
    to = "suggestions:new-issued" if issued else "suggestions:new"
    context = {"q": text, "found": found, "cycle": cycle, "to": to, "most": MOST_FOUND, "issued": issued}
    title = pages.title_of(action)
    return page(request, "suggestions/choose.html", context, title=title, trail=pages.trail(cycle))


@login_required
def new(request: Request, cycle_id: int, kind: Kind, pk: int) -> HttpResponse:
    """A draft to one subject."""
    cycle = cycles.cycle(request.actor, cycle_id)
    found = addressee(request.actor, cycle, kind, pk, Action.CREATE)
    _may_write(cycle, found.problems)
    sheet = sheet_of(request, cycle, levels=found.levels, personal=kind == "person")

    def act() -> str:
        content, now = sheet.content, timezone.now()
        made = actions.create(
            cycle=cycle, subject=found.key, level=sheet.level, content=content, by=request.actor, at=now
        )
        return one_url(made.pk)

    ask = _new_words(cycle, found, Action.CREATE, _("Lưu dự thảo"), _("Đã lưu dự thảo gợi ý."))
    return sheet_page(request, sheet, ask, act, addressee=found)


@login_required
def new_issued(request: Request, cycle_id: int, kind: Kind, pk: int) -> HttpResponse:
    """A document that was issued on paper, to one subject."""
    cycle = cycles.cycle(request.actor, cycle_id)
    found = addressee(request.actor, cycle, kind, pk, Action.DECIDE)
    _may_write(cycle, found.problems)
    sheet = sheet_of(request, cycle, levels=found.levels, personal=kind == "person", with_document=True)

    def act() -> str:
        written: dict[str, Any] = {"content": sheet.content, "document": sheet.document, "level": sheet.level}
        made = actions.record_one(cycle=cycle, subject=found.key, **written, by=request.actor, at=timezone.now())
        return one_url(made.pk)

    ask = _new_words(cycle, found, Action.DECIDE, _("Ghi nhận"), _("Đã ghi nhận văn bản."))
    return sheet_page(request, sheet, ask, act, addressee=found)


@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft; whoever saves over another's change is told."""
    found = queries.suggestion(request.actor, pk)
    refusal = actions.update_refusal(request.actor, found)
    refuse_if(refusal.problems, kind=refusal.kind)
    content = content_of(found, queries.items(found))
    sheet = sheet_of(request, found.cycle, levels=(), personal=found.entry.person_id is not None, content=content)

    def act() -> str:
        seen = request.POST.get("seen", "")
        actions.update(suggestion=found, content=sheet.content, seen=seen, by=request.actor, at=timezone.now())
        return one_url(pk)

    back = Crumb(found.entry.name, one_url(pk))
    words = Ask(_("Sửa dự thảo"), _("Lưu"), _("Đã lưu."), back.href, found.entry.name, pages.trail(found.cycle, back))
    return sheet_page(request, sheet, words, act, seen=request.POST.get("seen") or digest(content))


@login_required
@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    found = queries.suggestion(request.actor, pk)
    actions.propose(suggestion=found, by=request.actor, at=timezone.now())
    return done(request, _("Đã trình gợi ý. Lãnh đạo cấp quản lý được báo."), one_url(pk))


@login_required
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    found = queries.suggestion(request.actor, pk)
    actions.approve(suggestion=found, by=request.actor, at=timezone.now())
    return done(request, _("Đã duyệt gợi ý."), one_url(pk))


@login_required
def issue(request: Request, pk: int) -> HttpResponse:
    """Number, date and signer of the document."""
    found = _at_step(request, pk, Step.ISSUE)

    def act(**data: Any) -> None:
        actions.issue(suggestion=found, **data, by=request.actor, at=timezone.now())

    words = _step_words(found, _("Ban hành gợi ý"), _("Ban hành"), _("Đã ban hành gợi ý."))
    return form_page(request, DocumentForm(request.POST or None), words, act)


@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a suggestion back, with the reason."""
    found = _at_step(request, pk, Step.WITHDRAW)

    def act(reason: str) -> None:
        actions.withdraw(suggestion=found, reason=reason, by=request.actor, at=timezone.now())

    words = _step_words(found, _("Rút gợi ý"), _("Rút gợi ý"), _("Đã rút gợi ý."))
    return form_page(request, WithdrawForm(request.POST or None), words, act, danger=True)


def _may_write(cycle: Cycle, problems: tuple[Problem, ...]) -> None:
    """403 before 409, as everywhere."""
    refuse_if(problems, kind="forbidden")
    refuse_if(actions.cycle_problems(cycle.name, cycle.state))


def _at_step(request: Request, pk: int, step: Step) -> Suggestion:
    """The suggestion, when the actor may take the step now: 404, 403 or 409 otherwise."""
    found = queries.suggestion(request.actor, pk)
    refusal = actions.refusal(request.actor, found, step)
    refuse_if(refusal.problems, kind=refusal.kind)
    return found


def _new_words(cycle: Cycle, found: Addressee, action: Action, button: str, said: str) -> Ask:
    name = "choose-issued" if action is Action.DECIDE else "choose"
    back = Crumb(pages.title_of(action), reverse(f"suggestions:{name}", args=[cycle.pk]))
    return Ask(pages.title_of(action), button, said, back.href, found.name, pages.trail(cycle, back))


def _step_words(found: Suggestion, title: str, button: str, said: str) -> Ask:
    back = Crumb(found.entry.name, one_url(found.pk))
    return Ask(title, button, said, back.href, found.entry.name, pages.trail(found.cycle, back))
