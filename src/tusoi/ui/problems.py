"""Problems in words: what happened, under which article, what to do next.

Every room keeps its sentences in ``sentences.py``::

    SENTENCES = {
        "suggestion-unanswered": Sentence(
            _("Còn {left} vấn đề gợi ý chưa được giải trình."),
            _("Giải trình từng vấn đề rồi nộp lại."),
        ),
    }

A room before ``ui`` writes ``(what, fix)`` or only ``what`` instead of a ``Sentence``; the rules, which know no Django,
write plain Vietnamese that is translated here.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tusoi.rules.authority import GUARD_SOURCE, SOURCE
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import label
from tusoi.ui.formats import NOTHING, day_text, moment_text, number_text, percent_text

logger = logging.getLogger(__name__)

RULES = "tusoi.rules"
WORDS = {"action", "resource", "who"}  # facts that hold words of the table of rights
PROJECT = "tusoi.project"  # imported by nobody; its sentences are read by name
Words = str | Promise
Default = TypeVar("Default")


@dataclass(frozen=True)
class Sentence:
    """``what`` happened and how to ``fix`` it; ``{name}`` is replaced by the fact of that name."""

    what: Words
    fix: Words = ""


@dataclass(frozen=True)
class Said:
    """A problem in words of the reader's language."""

    what: str
    source: str = ""
    fix: str = ""
    where: str = ""

    @property
    def text(self) -> str:
        """All of it in one paragraph, for a form error or a log of an import."""
        source = f" ({self.source})" if self.source else ""
        body = f"{self.what.rstrip('.')}{source}." if source else self.what
        return f"{body} {self.fix}".strip()


UNKNOWN = Sentence(
    _("Việc này chưa làm được vì một quy định của phần mềm (mã {code})."),
    _("Báo mã này cho người quản trị."),
)


def say(problem: Problem) -> Said:
    """The sentence of a problem, with its facts filled in."""
    sentence = sentences().get(problem.code)
    facts = _Facts((name, fact_text(name, value)) for name, value in problem.facts.items())
    if sentence is None:
        logger.error("no sentence for problem %s", problem.code)
        sentence = UNKNOWN
        facts["code"] = problem.code
    return Said(
        what=_read(sentence.what).format_map(facts),
        source=_source(problem.source),
        fix=_read(sentence.fix).format_map(facts),
        where=problem.where,
    )


def say_all(problems: Iterable[Problem]) -> tuple[Said, ...]:
    return tuple(say(problem) for problem in problems)


def blame(form: BaseForm, refusal: Refused) -> None:
    """Put every problem of a refusal on the field it names, else on the whole form."""
    for problem in refusal.problems:
        field = problem.where if problem.where in form.fields else None
        form.add_error(field, say(problem).text)


@cache
def sentences() -> Mapping[str, Sentence]:
    """Code → sentence of the rules and of every installed room. A code claimed twice is an error of the house."""
    found: dict[str, Sentence] = {}
    for room in (RULES, *(config.name for config in apps.get_app_configs()), PROJECT):
        said: Mapping[str, Sentence | Words | tuple[Words, Words]] = room_part(room, "sentences", "SENTENCES", {})
        for code, words in said.items():
            if code in found:
                raise ImproperlyConfigured(f"{room}: problem code {code!r} is taken by another room")
            found[code] = _sentence(words)
    return found


def room_part(room: str, module: str, name: str, default: Default) -> Default:
    """``name`` from ``<room>/<module>.py`` or the default where the room has no such file."""
    path = f"{room}.{module}"
    if find_spec(path) is None:
        return default
    part: Default = getattr(import_module(path), name, default)
    return part


def fact_text(name: str, value: object) -> str:
    """A fact as the reader writes it. Facts named ``…year`` and texts stay as they are; words are translated."""
    if value is None:
        return NOTHING
    if isinstance(value, StrEnum):
        return gettext(label(value))
    if name in WORDS and isinstance(value, str):
        return _read(value)
    if isinstance(value, Enum | Promise | str):
        return str(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Fraction):
        return percent_text(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value) if name.endswith("year") else number_text(value)
    if isinstance(value, Iterable):
        return ", ".join(fact_text(name, item) for item in value)
    return str(value)


def _sentence(words: Sentence | Words | tuple[Words, Words]) -> Sentence:
    if isinstance(words, Sentence):
        return words
    return Sentence(*words) if isinstance(words, tuple) else Sentence(words)


def _read(words: Words) -> str:
    """In the reader's language; plain text is a msgid, and gettext of nothing would be the catalogue's header."""
    return gettext(words) if isinstance(words, str) and words else str(words)


def _source(text: str) -> str:
    """An article is cited as it is; a row of our own table of rights is named in the reader's language."""
    for template in (SOURCE, GUARD_SOURCE):
        head = template.partition("{")[0]
        if text.startswith(head):
            return gettext(template).format(number=text.removeprefix(head))
    return _read(text)


class _Facts(dict[str, str]):
    """A sentence with a missing fact is still a sentence."""

    def __missing__(self, name: str) -> str:
        return "…"
