"""Pages of the two acts as offices work: preview, submit or record; then decide, check or return."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tusoi.audit.files import opened
from tusoi.ratings import actions, forms, pages, pages_acts, pages_records, queries
from tusoi.ratings.actions_batches import return_refusal, step_refusal
from tusoi.ratings.answers import answer_form
from tusoi.ratings.documents import ENDINGS
from tusoi.request import Request
from tusoi.rules.problems import refuse_if
from tusoi.rules.terms import Step
from tusoi.ui.downloads import file_name
from tusoi.ui.page import done, go, page


@login_required
def submit(request: Request, cycle_id: int, at: str, track: str, peer_group: str) -> HttpResponse:
    """*Trình Ban Thường vụ*: the board's choice is judged first, the confirmed one becomes a batch."""
    group = queries.group(request.actor, cycle_id, at, track, peer_group)
    if request.method != "POST":
        return go(request, reverse("ratings:board", args=group.address))
    lines, digest = forms.lines_read(request.POST), request.POST.get("digest")
    if digest is not None:
        batch = actions.submit(group=group, lines=lines, digest=digest, by=request.actor, at=timezone.now())
        return done(request, _("Đã trình. Lãnh đạo được báo tin."), reverse("ratings:batch", args=[batch.pk]))
    shown = pages_acts.submission(request.actor, group, lines)
    context, trail = {"bulk": shown.bulk, **shown.context}, pages.trail(group)
    return page(request, "ratings/confirm.html", context, title=_("Trình Ban Thường vụ"), trail=trail)


@login_required
def record(request: Request, cycle_id: int, at: str, track: str, peer_group: str) -> HttpResponse:
    """*Ghi nhận quyết định đã ban hành*: the choice with the document and its scan, kept for a second officer."""
    group = queries.group(request.actor, cycle_id, at, track, peer_group)
    if request.method != "POST":
        return go(request, reverse("ratings:board", args=group.address))
    lines, digest = forms.lines_read(request.POST), request.POST.get("digest")
    sent = digest is not None
    form = pages_acts.record_form(group, request.POST if sent else None, request.FILES if sent else None)

    def act(**data: Any) -> str:
        values = pages_acts.with_scan(data) | {"lines": lines, "digest": digest}
        batch = actions.record(group=group, **values, by=request.actor, at=timezone.now())
        return reverse("ratings:batch", args=[batch.pk])

    return answer_form(request, form, pages_acts.recording(request.actor, group, lines), act, sent=sent)


@login_required
@require_safe
def batch(request: Request, pk: int) -> HttpResponse:
    """One batch with its lines, its quota and its history."""
    found = queries.batch(request.actor, pk)
    shown = pages_records.batch_page(request.actor, found)
    context, trail = {"page": shown}, pages.trail(shown.group)
    return page(request, "ratings/batch.html", context, title=shown.title, sub=shown.sub, trail=trail)


@login_required
def decide(request: Request, pk: int) -> HttpResponse:
    """A leader decides what was submitted, under one document."""
    found = queries.batch(request.actor, pk)
    problems, kind = step_refusal(request.actor, found, Step.DECIDE)
    refuse_if(problems, kind=kind)
    form = forms.PaperForm(request.POST or None, initial={"authority_name": found.authority_name})

    def act(**data: Any) -> None:
        digest = request.POST.get("digest", "")
        actions.decide_batch(batch=found, **data, digest=digest, by=request.actor, at=timezone.now())

    return answer_form(request, form, pages_acts.deciding(request.actor, found), act)


@login_required
def check(request: Request, pk: int) -> HttpResponse:
    """A second officer has compared the record with the scan."""
    found = queries.batch(request.actor, pk)
    problems, kind = step_refusal(request.actor, found, Step.CHECK)
    refuse_if(problems, kind=kind)
    form = forms.CheckForm(request.POST or None)

    def act(**_data: Any) -> None:
        digest = request.POST.get("digest", "")
        actions.check(batch=found, digest=digest, by=request.actor, at=timezone.now())

    return answer_form(request, form, pages_acts.checking(request.actor, found), act)


@login_required
def return_(request: Request, pk: int) -> HttpResponse:
    """Give a batch back, with the reason."""
    found = queries.batch(request.actor, pk)
    problems, kind = return_refusal(request.actor, found)
    refuse_if(problems, kind=kind)

    def act(reason: str) -> None:
        actions.return_batch(batch=found, reason=reason, by=request.actor, at=timezone.now())

    return answer_form(request, forms.ReasonForm(request.POST or None), pages_acts.returning(found), act)


@login_required
@require_safe
def scan(request: Request, pk: int) -> FileResponse:
    """The scan of a recorded decision, always as a file to save."""
    found = pages_acts.scan_of(queries.batch(request.actor, pk))
    name = f"{file_name(found.name.rsplit('.', 1)[0])}.{ENDINGS.get(found.content_type, 'pdf')}"
    answer = FileResponse(opened(found), as_attachment=True, filename=name, content_type=found.content_type)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
