"""A refusal is a value: what was refused, under which article, with which facts.

Sentences live in each room's ``sentences.py``; nobody parses messages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["invalid", "forbidden", "conflict", "missing"]


@dataclass(frozen=True)
class Problem:
    """One reason why something may not happen, or a warning about it.

    ``code``   key of a sentence, kebab-case, unique in the product
    ``source`` article in the words of the field, e.g. ``"HD 21, mục B.II"``; empty where no text is known
    ``facts``  values the sentence shows
    ``where``  field name, or sheet and cell, for bad input
    """

    code: str
    source: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    where: str = ""

    def __hash__(self) -> int:
        return hash((self.code, self.source, self.where, repr(sorted(self.facts.items()))))


class Refused(Exception):
    """Raised by actions. ``kind`` tells the web layer which answer it is: 422, 403, 409 or 404."""

    def __init__(self, problems: Problem | Iterable[Problem], *, kind: Kind = "invalid") -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.kind: Kind = kind
        super().__init__(", ".join(problem.code for problem in self.problems))


def refuse_if(problems: Iterable[Problem], *, kind: Kind = "conflict") -> None:
    """Raise ``Refused`` when there is any problem."""
    found = tuple(problems)
    if found:
        raise Refused(found, kind=kind)
