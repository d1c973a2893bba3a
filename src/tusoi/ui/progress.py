"""Long work: how far it is, and groups of what it found."""

from dataclasses import dataclass
from typing import Literal

from tusoi.rules.problems import Problem
from tusoi.ui.problems import Said, say

PLACES_SHOWN = 20


@dataclass(frozen=True)
class Progress:
    """Context ``progress`` of ``ui/progress.html``.

    ``url``       address of this page, asked again every two seconds while the work runs
    ``sentence``  what is being done now, or the result
    ``done, total`` steps; ``total`` of 0 means that nobody knows yet
    ``finished``  nothing more will come; ``next_url``/``next_label`` lead on
    ``failure``   why it stopped, if it did
    """

    url: str
    sentence: str
    done: int = 0
    total: int = 0
    finished: bool = False
    failure: Problem | None = None
    next_url: str = ""
    next_label: str = ""

    @property
    def failed(self) -> Said | None:
        return say(self.failure) if self.failure else None


@dataclass(frozen=True)
class MessageGroup:
    """The same finding in many places, e.g. one kind of error in forty cells of a workbook."""

    tone: Literal["error", "warning", "info"]
    said: Said
    count: int
    places: tuple[str, ...] = ()
    shown: int = PLACES_SHOWN

    @property
    def places_shown(self) -> tuple[str, ...]:
        return self.places[: self.shown]

    @property
    def places_more(self) -> int:
        return max(0, self.count - min(len(self.places), self.shown))
