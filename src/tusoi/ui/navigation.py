"""The menu is data: every room says which of its pages stand in it.

A room's ``navigation.py`` may define

- ``NAV``: tuple of ``NavItem`` (a room before ``ui`` gives plain dicts with the same names),
- ``HEADER``: dict with any of ``place``, ``cycle``, ``person`` (functions of the request) and ``search`` (a URL
  name); a later room's entry replaces an earlier one's. See ``context.py``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import room_part

Actor = Any  # tusoi.rules.authority.Actor; the menu only hands it on


class Group(StrEnum):
    """Where an entry stands: above the groups, in one of them, or in the menu of the person."""

    TOP = "top"
    SEASON = "season"
    ALWAYS = "always"
    ADMINISTRATION = "administration"
    PERSON = "person"


GROUP_LABELS: dict[Group, str | Promise] = {
    Group.TOP: "",
    Group.SEASON: _("Đợt kiểm điểm"),
    Group.ALWAYS: _("Thường xuyên"),
    Group.ADMINISTRATION: _("Quản trị"),
}


def everybody(actor: Actor) -> bool:  # noqa: ARG001 - same shape as every other `visible`
    return True


def no_badge(actor: Actor) -> int | None:  # noqa: ARG001 - same shape as every other `badge`
    return None


@dataclass(frozen=True)
class NavItem:
    """One entry. ``badge`` is a number of things that wait; 0 and ``None`` show nothing.

    ``also`` names further pages on which the entry is the current one. Otherwise it is current on every page of its
    room, if it is the room's only entry, and on addresses below its own.
    """

    group: Group
    label: str | Promise
    url_name: str
    order: int
    visible: Callable[[Actor], bool] = everybody
    badge: Callable[[Actor], int | None] = no_badge
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """An entry as the page shows it."""

    label: str
    href: str
    badge: int | None
    current: bool


@dataclass(frozen=True)
class EntryGroup:
    label: str
    entries: tuple[Entry, ...]


def menu(actor: Actor, path: str, view_name: str = "") -> tuple[EntryGroup, ...]:
    """The left menu of an actor who looks at ``path``; empty groups are left out."""
    placed = _entries(actor, path, view_name, groups=set(GROUP_LABELS))
    groups = (
        EntryGroup(str(label), tuple(entry for item, entry in placed if item.group is group))
        for group, label in GROUP_LABELS.items()
    )
    return tuple(group for group in groups if group.entries)


def person_menu(actor: Actor, path: str, view_name: str = "") -> tuple[Entry, ...]:
    """The menu under the name of the person."""
    return tuple(entry for _item, entry in _entries(actor, path, view_name, groups={Group.PERSON}))


def address(url_name: str) -> str:
    """The address of a page, or nothing when its room is not installed."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _entries(actor: Actor, path: str, view_name: str, *, groups: set[Group]) -> list[tuple[NavItem, Entry]]:
    shown = [(item, address(item.url_name)) for item in nav_items() if item.group in groups and item.visible(actor)]
    shown = [(item, href) for item, href in shown if href]
    current = _current(shown, path, view_name)
    return [(item, Entry(str(item.label), href, item.badge(actor) or None, item is current)) for item, href in shown]


def _current(shown: list[tuple[NavItem, str]], path: str, view_name: str) -> NavItem | None:
    """The entry of the page being looked at: by name, else the only one of its room, else the nearest address above."""
    named = [item for item, _href in shown if view_name in (item.url_name, *item.also)]
    room = view_name.rpartition(":")[0]
    of_room = [item for item, _href in shown if room and item.url_name.rpartition(":")[0] == room]
    if named or len(of_room) == 1:
        return (named or of_room)[0]
    under = [(len(href), item) for item, href in shown if path == href or (href != "/" and path.startswith(href))]
    return max(under, key=lambda found: found[0])[1] if under else None


@cache
def nav_items() -> tuple[NavItem, ...]:
    items: list[NavItem] = []
    for config in apps.get_app_configs():
        entries: Iterable[NavItem | dict[str, Any]] = room_part(config.name, "navigation", "NAV", ())
        items += (entry if isinstance(entry, NavItem) else NavItem(**entry) for entry in entries)
    return tuple(sorted(items, key=lambda item: item.order))


@cache
def header_parts() -> Mapping[str, Any]:
    parts: dict[str, Any] = {}
    for config in apps.get_app_configs():
        parts |= room_part(config.name, "navigation", "HEADER", {})
    return parts
