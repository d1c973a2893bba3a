"""The desk, and the sheet a branch prints."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.cycles import queries as cycles
from tusoi.desk import pages, pages_roles
from tusoi.desk.answers import branch_of
from tusoi.request import Request
from tusoi.ui.page import Crumb, page


@login_required
def home(request: Request) -> HttpResponse:
    """What waits for me, by when, in order."""
    content = pages.desk(request.actor, at=timezone.now())
    return page(request, "desk/home.html", {"page": content}, title=content.title, sub=content.sub)


@login_required
def sheet(request: Request, pk: int, unit_id: int) -> HttpResponse:
    """The members of one branch to print and fill in by hand."""
    cycle = cycles.cycle(request.actor, pk)
    unit = branch_of(request.actor, unit_id)
    content = pages_roles.sheet(cycle, unit)
    title = _("Danh sách kiểm điểm năm {year}").format(year=cycle.year)
    trail = (Crumb(_("Bàn làm việc"), "/"),)
    return page(request, "desk/sheet.html", {"page": content}, title=title, sub=unit.name, trail=trail)
