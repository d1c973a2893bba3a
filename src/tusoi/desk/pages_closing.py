"""What somebody sees before he closes a cycle: what is frozen, what is still open, and one confirmation."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.cycles.models import Cycle
from tusoi.desk import exceptions
from tusoi.desk.actions import close_refusals
from tusoi.rules.authority import Actor
from tusoi.statistics import pages as statistics
from tusoi.statistics import queries as figures
from tusoi.statistics.pages import Place, Ratings, Suggestions
from tusoi.ui.buttons import Button
from tusoi.ui.formats import number_text
from tusoi.ui.lines import Line


@dataclass(frozen=True)
class ClosingPage:
    """``open``: what would stay as it is when the cycle closes, each with its list."""

    place: Place
    open: tuple[Line, ...]
    suggestions: Suggestions
    ratings: Ratings
    confirm: Button
    cancel: str


def closing(actor: Actor, place: Place) -> ClosingPage:
    """The whole scope of the cycle: it is closed as one."""
    cycle = place.cycle
    return ClosingPage(
        place=place,
        open=(*_lines(actor, place), *_not_rated(place)),
        suggestions=statistics.suggestions(place),
        ratings=statistics.direct_ratings(place),
        confirm=_confirm(actor, cycle),
        cancel=reverse("desk:season", args=[cycle.pk]),
    )


def _lines(actor: Actor, place: Place) -> list[Line]:
    return [
        Line(
            str(one.sentence).format(n=number_text(number)),
            reverse("desk:exceptions", args=[place.cycle.pk, one.code]),
            str(one.due),
            one.tone,
        )
        for one, number in exceptions.counted(actor, place.cycle, place.extent)
    ]


def _not_rated(place: Place) -> list[Line]:
    waiting = sum(row.not_yet for row in figures.completeness(place.cycle, place.extent))
    if not waiting:
        return []
    href = f"{reverse('statistics:subjects', args=[place.cycle.pk])}?unit={place.unit.pk}&standing=not_yet"
    said = _("[{n} đối tượng] phải xếp loại chưa có quyết định; sau khi đóng sẽ chốt là chưa xếp loại.")
    return [Line(said.format(n=number_text(waiting)), href, _("chưa xếp loại"), "soon")]


def _confirm(actor: Actor, cycle: Cycle) -> Button:
    return Button(
        _("Đóng kỳ và chốt số liệu"),
        reverse("desk:close", args=[cycle.pk]),
        problems=close_refusals(actor, cycle),
        confirm=_("Đóng {cycle}? Số liệu và báo cáo được chốt; muốn sửa phải mở lại bằng quyết định.").format(
            cycle=cycle.name
        ),
        strong=True,
    )
