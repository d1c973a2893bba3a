"""Pages to read: the tree, a unit, its people, a person, the search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tusoi.audit.actions import record_reading
from tusoi.organizations import pages, queries
from tusoi.request import Request
from tusoi.rules.terms import UnitKind, label
from tusoi.ui.page import page
from tusoi.ui.paging import slice_of

PEOPLE_ORDER = ("home_path", "sort_key")
UNITS_SHOWN = 20
LONGEST_SEARCH = 120
FILE_OPENED = gettext_noop("Trang đảng viên")


@login_required
def tree(request: Request) -> HttpResponse:
    """The actor's part of the tree; ``?open=12`` opens unit 12 and everything above it."""
    opened = _opened(request)
    rows = pages.tree(request.actor, opened)
    if len(rows) == 1 and not opened:
        rows = pages.tree(request.actor, [rows[0].row["id"]])
    return page(request, "organizations/tree.html", {"rows": rows}, title=_("Tổ chức, đảng viên"))


@login_required
def tree_part(request: Request, pk: int) -> HttpResponse:
    """One unit of the tree, opened or closed, for htmx; without it the whole tree."""
    found = queries.unit(request.actor, pk)
    row = pages.branch(request.actor, found, opened="open" in request.GET)
    context, part = {"branch": row, "rows": [row]}, "organizations/branch.html"
    return page(request, "organizations/tree.html", context, part=part, title=_("Tổ chức, đảng viên"))


@login_required
def unit(request: Request, pk: int) -> HttpResponse:
    """The card of a unit with the units below it."""
    found = queries.unit(request.actor, pk)
    context = {
        "page": pages.unit_page(request.actor, found),
        "rows": slice_of(request, queries.sub_units(request.actor, found)),
    }
    trail = pages.trail_of(request.actor, found.path)
    sub = _("{kind} · mã {code}").format(kind=_(label(UnitKind(found.kind))), code=found.code)
    return page(request, "organizations/unit.html", context, title=found.name, sub=sub, trail=trail)


@login_required
def people(request: Request, pk: int) -> HttpResponse:
    """People at or below a unit, by branch and name, with a search."""
    found = queries.unit(request.actor, pk)
    text = searched(request)
    rows = slice_of(request, queries.people_below(request.actor, found.path, text), key=PEOPLE_ORDER)
    context = {"unit": found, "rows": rows, "people": pages.with_titles(rows.rows), "q": text}
    trail = pages.trail_of(request.actor, found.path, found)
    return page(request, "organizations/people.html", context, title=_("Đảng viên"), sub=found.name, trail=trail)


@login_required
def person(request: Request, pk: int) -> HttpResponse:
    """The card of a person. Opening somebody else's is recorded, and he sees it."""
    found, now = queries.person(request.actor, pk), timezone.now()
    record_reading(by=request.actor, at=now, person_id=found.pk, what=FILE_OPENED)
    context = {"page": pages.person_page(request.actor, found, now=now)}
    trail = pages.trail_of(request.actor, found.home_path, *filter(None, (found.branch,)))
    sub = _("Số thẻ đảng {number}").format(number=found.card_number)
    return page(request, "organizations/person.html", context, title=found.full_name, sub=sub, trail=trail)


@login_required
def search(request: Request) -> HttpResponse:
    """Units and people by name without diacritics, by code or card number."""
    text = searched(request)
    if not text:
        return page(request, "organizations/search.html", {"q": ""}, title=_("Tìm kiếm"))
    found = queries.search(request.actor, text)
    units = list(found.units.order_by("path")[: UNITS_SHOWN + 1])
    rows = slice_of(request, found.people, key=PEOPLE_ORDER)
    context = {"q": text, "units": units[:UNITS_SHOWN], "more": len(units) > UNITS_SHOWN, "rows": rows}
    context["people"] = pages.with_titles(rows.rows)
    return page(request, "organizations/search.html", context, title=_("Tìm kiếm"), sub=f"“{text}”")


def searched(request: Request) -> str:
    """The words asked for, without signs that no name has."""
    text = "".join(sign for sign in request.GET.get("q", "") if sign.isprintable())
    return " ".join(text.split())[:LONGEST_SEARCH]


def _opened(request: Request) -> list[int]:
    """The unit asked to be opened with every unit above it; nothing when the address says nothing sensible."""
    asked = request.GET.get("open", "")
    sensible = asked.isascii() and asked.isdigit() and len(asked) < 10
    return queries.opened(request.actor, int(asked)) if sensible else []
