"""Files of this room: tables and lists in Excel, the report in Word and PDF, and the papers of frozen figures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.cycles import queries as cycles
from tusoi.request import Request
from tusoi.statistics import actions, exports, queries
from tusoi.statistics.answers import place_of, place_to_export
from tusoi.statistics.facts import gather
from tusoi.statistics.pages import address
from tusoi.ui.downloads import attachment
from tusoi.ui.page import done


@login_required
def workbook(request: Request, cycle_id: int) -> HttpResponse | StreamingHttpResponse:
    """The tables of the overview."""
    return _rendered(request, cycle_id, "xlsx")


@login_required
def word(request: Request, cycle_id: int) -> HttpResponse | StreamingHttpResponse:
    """The summary report, to be signed."""
    return _rendered(request, cycle_id, "docx")


@login_required
def pdf(request: Request, cycle_id: int) -> HttpResponse | StreamingHttpResponse:
    """The same report as PDF."""
    return _rendered(request, cycle_id, "pdf")


@login_required
def roster(request: Request, cycle_id: int) -> HttpResponse | StreamingHttpResponse:
    """Everybody in the roster with the decision in force: exactly the rows the actor may read, streamed."""
    place, now = place_to_export(request, cycle_id), timezone.now()
    content = exports.roster(request.actor, place, now)
    name = _("Danh sách_{name}_{year}").format(name=place.unit.name, year=place.cycle.year)
    return attachment(content, name=name, kind="xlsx")


@login_required
@require_POST
def freeze(request: Request, cycle_id: int) -> HttpResponse:
    """Freeze a supplement after something was rated again."""
    place = place_of(request, cycle_id)
    before = queries.last_number(place.cycle)
    snapshot = actions.supplement(cycle=place.cycle, by=request.actor, at=timezone.now())
    said = _("Đã chốt số liệu bổ sung.") if snapshot.number > before else _("Số liệu không đổi; không chốt thêm.")
    return done(request, said, address("overview", place.cycle))


@login_required
def document(request: Request, pk: int) -> HttpResponse | StreamingHttpResponse:
    """A paper of frozen figures, byte for byte as it was made."""
    found = queries.document(pk)
    cycle = cycles.cycle(request.actor, found.snapshot.cycle_id)
    exports.require_document(request.actor, cycle)
    what = f"snapshot:{found.snapshot_id}:{found.kind}"
    actions.record_export(cycle=cycle, what=what, path=cycle.scope.path, by=request.actor, at=timezone.now())
    name = found.file_name.removesuffix(f".{found.kind}")
    return attachment(bytes(found.content), name=name, kind=found.kind)


def _rendered(request: Request, cycle_id: int, kind: str) -> HttpResponse | StreamingHttpResponse:
    place, now = place_to_export(request, cycle_id), timezone.now()
    facts = gather(place.cycle, place.unit, place.extent, by=request.actor, at=now)
    content = actions.RENDERERS[kind](facts)
    what, path = f"report.{kind}", place.extent.path
    actions.record_export(cycle=place.cycle, what=what, path=path, by=request.actor, at=now)
    return attachment(content, name=actions.name_of(kind, facts), kind=kind)
