"""A button that knows why it may not be pressed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tusoi.rules.problems import Problem
from tusoi.ui.problems import Said, say_all


@dataclass(frozen=True)
class Button:
    """An act on a page.

    ``url``       where it leads (``get``) or what it posts to (``post``)
    ``problems``  reasons why not; with any, it is shown greyed out with the sentences beside it
    ``confirm``   a question asked before posting (browsers with JavaScript)
    ``fields``    hidden fields posted with it
    ``strong``    the one main act of the page
    """

    label: str
    url: str
    method: str = "post"
    problems: tuple[Problem, ...] = ()
    confirm: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    strong: bool = False
    danger: bool = False

    @property
    def reasons(self) -> tuple[Said, ...]:
        return say_all(self.problems)

    @property
    def style(self) -> str:
        if self.danger:
            return "btn-danger"
        return "btn-primary" if self.strong else "btn-outline-primary"


def link(label: str, url: str, problems: Iterable[Problem] = (), *, strong: bool = False) -> Button:
    """A button that only opens a page."""
    return Button(label, url, method="get", problems=tuple(problems), strong=strong)
