"""The reader's own page, his notices, and the journal."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tusoi.accounts import actions, answers, forms, pages, queries_journal, queries_me
from tusoi.organizations.queries import unit_by_code
from tusoi.request import Request
from tusoi.ui.page import done, page
from tusoi.ui.paging import slice_of
from tusoi.ui.tables import Sort

NEWEST_FIRST = Sort(key="-id", field="id", descending=True)


@require_GET
def me(request: Request) -> HttpResponse:
    account = queries_me.own_account(request.user)
    shown = pages.my_page(account, now=timezone.now(), on=timezone.localdate())
    return page(request, "accounts/me.html", {"page": shown}, title=_("Tài khoản của tôi"), sub=shown.account.full_name)


@require_POST
def mark_read(request: Request) -> HttpResponse:
    chosen = [int(text) for text in request.POST.getlist("notice") if text.isdecimal() and len(text) < 19]
    actions.mark_read(ids=chosen, by=request.actor, at=timezone.now())
    return done(
        request, _("Đã đánh dấu là đã xem."), "/" if request.POST.get("to") == "desk" else reverse("accounts:me")
    )


@require_GET
def journal(request: Request) -> HttpResponse:
    answers.require_any_office(request.actor)
    form = forms.JournalFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    unit = unit_by_code(asked["unit"]) if asked.get("unit") else None
    unknown = bool(asked.get("unit")) and unit is None
    rows = queries_journal.journal(request.actor, unit=unit, since=asked.get("since"), until=asked.get("until"))
    found = slice_of(request, rows.none() if unknown else rows, sort=NEWEST_FIRST)
    units = queries_journal.unit_names(row["path"] for row in found.rows)
    lines = pages.journal_lines(found.rows, units)
    context = {"form": form, "lines": lines, "rows": found, "unknown": unknown}
    return page(request, "accounts/journal.html", context, title=_("Nhật ký"), sub=_("Ai đã làm gì, khi nào."))
