"""Where the list pages of all rooms are made known to the test of their query counts.

A room writes `tests/<room>/lists.py` with `LISTS`, one ListPage for each row of url_policy.csv marked `list`:

    def suggestions(rows: int) -> Visit:
        world = make.season(suggestions=rows)
        return Visit(user=world.organising_officer, path=reverse("suggestions:register", args=[2021]))

    LISTS = [ListPage("suggestions:register", suggestions)]
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Visit:
    """Who opens which path."""

    user: Any
    path: str


@dataclass(frozen=True)
class ListPage:
    """A list by its URL name, and how to make a world in which it shows that many rows."""

    url_name: str
    world: Callable[[int], Visit]


def known() -> list[ListPage]:
    """The lists of every room."""
    rooms = sorted(path.parent.name for path in TESTS.glob("*/lists.py") if path.parent.name != "house")
    return [page for room in rooms for page in import_module(f"tests.{room}.lists").LISTS]
