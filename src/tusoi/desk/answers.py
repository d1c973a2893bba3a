"""What the views of this room do alike: the season a reader may see, and the way back."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.cycles import queries as cycles
from tusoi.cycles.models import Cycle
from tusoi.desk import pages_season, queries
from tusoi.desk.pages_season import SeasonPage
from tusoi.organizations.models import Unit
from tusoi.organizations.paths import above
from tusoi.organizations.queries import breadcrumb
from tusoi.request import Request
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Role
from tusoi.statistics.answers import place_of
from tusoi.statistics.pages import Place
from tusoi.statistics.queries import place as place_in
from tusoi.statistics.rights import extent
from tusoi.ui.page import Crumb

PRINTING = frozenset({Role.BRANCH_SECRETARY, Role.STAFF, Role.LEADER})


def seen(request: Request, pk: int) -> SeasonPage:
    """The season as far as the reader may see it: its figures, or only that there is one."""
    cycle = cycles.cycle(request.actor, pk)
    try:
        place = place_of(request, pk)
    except Refused:
        if request.GET.get("unit"):
            raise
        return pages_season.without_figures(cycle)
    return pages_season.season(request.actor, place, timezone.now())


def season_trail(request: Request, place: Place | None, *, back: bool = False) -> tuple[Crumb, ...]:
    """The units above within the cycle, as links where their figures may be read; ``back``: the unit itself too."""
    home = (Crumb(_("Bàn làm việc"), reverse("desk:home")),)
    if place is None:
        return home
    start = reverse("desk:season", args=[place.cycle.pk])
    inside = [
        step
        for step in zip(above(place.unit.path), breadcrumb(request.actor, place.unit.path), strict=False)
        if step[0] >= place.cycle.scope.path
    ]
    names = tuple(
        Crumb(step.name, f"{start}?unit={step.id}" if extent(request.actor, place.cycle, path, step.id) else "")
        for path, step in inside
    )
    season = Crumb(_("Tình hình kiểm điểm năm {year}").format(year=place.cycle.year), f"{start}?unit={place.unit.pk}")
    return (*home, *names, *((season,) if back else (Crumb(place.unit.name),)))


def branch_of(actor: Actor, pk: int) -> Unit:
    """A branch whose members' list the actor may print: its secretary's, or one below an office; else missing."""
    found = queries.branch(actor, pk)
    if found is None or not any(
        grant.role in PRINTING and (grant.path == found.path or (grant.recursive and found.path.startswith(grant.path)))
        for grant in actor.grants
        if grant.path
    ):
        raise Refused(Problem("unit-missing"), kind="missing")
    return found


def whole(actor: Actor, cycle: Cycle) -> Place:
    """The scope of the cycle itself, for whoever reads its figures; a cycle is closed as one."""
    return Place(cycle, *place_in(actor, cycle, cycle.scope_id))
