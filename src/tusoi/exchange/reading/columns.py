"""Which column holds what: proposed from the headings, or said by a person, and remembered for these headings."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from tusoi.exchange.reading.kinds import Field, TableKind
from tusoi.rules.names import search_key
from tusoi.rules.problems import Problem

ENOUGH = 0.5  # a proposal below this is none
SHOWN = 25  # headings in a message
LONGEST = 120  # characters of a heading; longer texts are none
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Proposal:
    """``confidence`` 1.0: the heading is the field's own or a known other one; down to 0.5: it contains it."""

    field: str
    column: int
    heading: str
    confidence: float


def letter(column: int) -> str:
    """28 → "AB"."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(letters: str) -> int:
    """From "AB" to 28; 0 for anything that is no column."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        return 0
    value = 0
    for sign in letters.upper():
        value = value * 26 + ord(sign) - 64
    return value


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """Words of a heading without case, marks and punctuation: "Mã đơn vị/Số thẻ" → "ma don vi so the"."""
    return " ".join(_WORD.findall(search_key(text)))


def propose(kind: TableKind, headings: Mapping[int, str]) -> tuple[Proposal, ...]:
    """The best column for each field; each column and each field once, the surest first."""
    found = [
        Proposal(field.name, column, heading, sure)
        for column, heading in headings.items()
        if len(heading) <= LONGEST
        for field in kind.fields
        if (sure := confidence(field, heading)) >= ENOUGH
    ]
    found.sort(key=lambda proposal: (-proposal.confidence, proposal.column))
    chosen: dict[str, Proposal] = {}
    taken: set[int] = set()
    for proposal in found:
        if proposal.field not in chosen and proposal.column not in taken:
            chosen[proposal.field] = proposal
            taken.add(proposal.column)
    return tuple(chosen[field.name] for field in kind.fields if field.name in chosen)


def confidence(field: Field, heading: str) -> float:
    """How surely the heading is this field's. The part below a merged heading counts alone, a little less."""
    known = _known(field)
    sure = _likeness(folded(heading), known)
    lower = heading.rpartition(" / ")[2]
    return sure if lower == heading else max(sure, 0.9 * _likeness(folded(lower), known))


@cache
def _known(field: Field) -> tuple[str, ...]:
    return tuple(folded(word) for word in (field.heading, *field.words))


def _likeness(said: str, known: tuple[str, ...]) -> float:
    """1.0 for the same words; else the share of the heading that known words are, if it holds them in a row."""
    if said in known:
        return 1.0
    around = f" {said} "
    held = max((words.count(" ") + 1 for words in known if f" {words} " in around), default=0)
    return 0.95 * held / (said.count(" ") + 1)


def remember_key(kind: TableKind, headings: Mapping[int, str]) -> str:
    """Under this key a mapping is remembered: 64 hex digits of the kind and its folded headings with their places."""
    text = "|".join([kind.name, *(f"{column}:{folded(heading)}" for column, heading in sorted(headings.items()))])
    return hashlib.sha256(text.encode()).hexdigest()


def as_letters(proposals: tuple[Proposal, ...]) -> dict[str, str]:
    """The mapping as it is shown, stored and given back: field → column letter."""
    return {proposal.field: letter(proposal.column) for proposal in proposals}


def chosen(
    kind: TableKind, headings: Mapping[int, str], mapping: Mapping[str, str]
) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """The mapping somebody gave, with what is wrong with it. Blank letters leave a field out."""
    problems: list[Problem] = []
    found: dict[str, Proposal] = {}
    fields = {field.name: field for field in kind.fields}
    for name, letters in mapping.items():
        column = number(letters)
        if not letters:
            continue
        if name not in fields:
            problems.append(Problem("mapping-unknown-field", facts={"field": name}))
        elif column not in headings:
            problems.append(
                Problem("mapping-unknown-column", facts={"column": letters, "field": fields[name].heading}, where=name)
            )
        elif column in {proposal.column for proposal in found.values()}:
            problems.append(Problem("mapping-column-twice", facts={"column": letters}, where=name))
        else:
            found[name] = Proposal(name, column, headings[column], 1.0)
    return tuple(found[name] for name in fields if name in found), tuple(problems)


def missing(kind: TableKind, proposals: tuple[Proposal, ...], headings: Mapping[int, str]) -> tuple[Problem, ...]:
    """Required columns nothing stands for, each with the headings that were found."""
    have = {proposal.field for proposal in proposals}
    shown = [f"{letter(column)}: {heading[:40]}" for column, heading in sorted(headings.items())]
    seen = "; ".join(shown if len(shown) <= SHOWN else [*shown[:SHOWN], "…"])
    return tuple(
        Problem("column-missing", facts={"heading": field.heading, "found": seen}, where=field.name)
        for field in kind.fields
        if field.required and field.name not in have
    )
