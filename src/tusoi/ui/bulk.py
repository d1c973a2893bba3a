"""One act on many: who qualifies, who does not and why, one confirmation that names the numbers."""

from dataclasses import dataclass, field

from tusoi.rules.problems import Problem
from tusoi.ui.buttons import Button
from tusoi.ui.problems import Said, say_all

SHOWN_AT_MOST = 50


@dataclass(frozen=True)
class Candidate:
    """One of the many. ``note`` says what will happen to it, ``problems`` why it does not qualify."""

    label: str
    href: str = ""
    note: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def reasons(self) -> tuple[Said, ...]:
        return say_all(self.problems)


@dataclass(frozen=True)
class Bulk:
    """Context ``bulk`` of ``ui/bulk_confirm.html``.

    ``what``     the act in one sentence, with its numbers
    ``fits``     who qualifies; ``fails`` who does not
    ``confirm``  the button that does it; with nobody who qualifies it gets a problem from its room
    ``cancel``   address to go back to
    """

    what: str
    confirm: Button
    cancel: str
    fits: tuple[Candidate, ...] = ()
    fails: tuple[Candidate, ...] = ()
    warnings: tuple[Problem, ...] = field(default=())
    shown: int = SHOWN_AT_MOST

    @property
    def fits_shown(self) -> tuple[Candidate, ...]:
        return self.fits[: self.shown]

    @property
    def fits_more(self) -> int:
        return max(0, len(self.fits) - self.shown)

    @property
    def warned(self) -> tuple[Said, ...]:
        return say_all(self.warnings)
