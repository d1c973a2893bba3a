"""Panels of an entry's page that later rooms bring.

A room's ``panels.py`` may define ``ENTRY_PANELS``, a tuple of ``EntryPanel``; the page of an entry shows them in order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps

from tusoi.cycles.models import RosterEntry
from tusoi.rules.authority import Actor
from tusoi.ui.problems import room_part

Values = Mapping[str, Any]


@dataclass(frozen=True)
class EntryPanel:
    """``values``: what ``template`` shows as ``panel``, or None when there is nothing for this actor and entry."""

    template: str
    values: Callable[[Actor, RosterEntry], Values | None]
    order: int = 50


@dataclass(frozen=True)
class Shown:
    template: str
    values: Values


def panels(actor: Actor, entry: RosterEntry) -> tuple[Shown, ...]:
    """The panels of an entry, as far as the actor may see them: each room asks for itself."""
    asked = ((panel.template, panel.values(actor, entry)) for panel in _known())
    return tuple(Shown(template, values) for template, values in asked if values is not None)


@cache
def _known() -> tuple[EntryPanel, ...]:
    none: tuple[EntryPanel, ...] = ()
    found = [
        panel for config in apps.get_app_configs() for panel in room_part(config.name, "panels", "ENTRY_PANELS", none)
    ]
    return tuple(sorted(found, key=lambda panel: panel.order))
