"""What several views of this room do alike: find the unit whose figures are asked, and the way back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.cycles import queries as cycles
from tusoi.organizations.paths import above
from tusoi.organizations.queries import breadcrumb
from tusoi.request import Request
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.statistics import queries
from tusoi.statistics.forms import UnitForm
from tusoi.statistics.pages import Place
from tusoi.statistics.rights import export_refusals, extent
from tusoi.ui.page import Crumb


def place_of(request: Request, cycle_id: int) -> Place:
    """Cycle and unit of the address; refused as missing when either is none or may not be read."""
    form = UnitForm(request.GET)
    if not form.is_valid():
        raise Refused(Problem("figures-missing"), kind="missing")
    cycle = cycles.cycle(request.actor, cycle_id)
    return Place(cycle, *queries.place(request.actor, cycle, form.cleaned_data["unit"]))


def place_to_export(request: Request, cycle_id: int) -> Place:
    """The same for a file: whoever may read the figures but not take them away is refused with the article."""
    place = place_of(request, cycle_id)
    refuse_if(export_refusals(request.actor, place.cycle, place.extent, place.unit.pk), kind="forbidden")
    return place


def trail_of(request: Request, place: Place, *, back: bool = False) -> tuple[Crumb, ...]:
    """The units above within the cycle, as links where their figures may be read; ``back``: the unit itself too."""
    start = reverse("statistics:overview", args=[place.cycle.pk])
    steps = breadcrumb(request.actor, place.unit.path)
    inside = [step for step in zip(above(place.unit.path), steps, strict=False) if step[0] >= place.cycle.scope.path]
    names = tuple(
        Crumb(step.name, f"{start}?unit={step.id}" if extent(request.actor, place.cycle, path, step.id) else "")
        for path, step in inside
    )
    return (
        Crumb(_("Thống kê"), start),
        *names,
        *((Crumb(place.unit.name, place.address("overview")),) if back else ()),
    )
