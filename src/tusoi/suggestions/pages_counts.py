"""The tables of suggestions: by managing level, state and topic. Every number opens the list it counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tusoi.cycles.models import Cycle
from tusoi.organizations.models import Unit
from tusoi.rules.authority import Actor
from tusoi.rules.terms import ManagingLevel, SubjectKind, SuggestionState, label
from tusoi.suggestions import queries
from tusoi.suggestions.addresses import register_url
from tusoi.suggestions.models import COUNTED
from tusoi.ui.charts import Part, horizontal_bars

KINDS = (SubjectKind.COLLECTIVE, SubjectKind.PERSON)
ALL = ""  # in place of a level, kind, topic or state: every one of them


@dataclass(frozen=True)
class Cell:
    """``number`` is None where there is no record; a number has the address of its list."""

    number: int | None
    href: str = ""


@dataclass(frozen=True)
class TableRow:
    label: str
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class CountsPage:
    cycle: Cycle
    unit: Unit | None
    by_level: Table
    by_state: Table
    by_topic: Table
    topic_bars: Any
    subjects: int
    documents: int
    same_basis: bool


class _Numbers:
    """Distinct subjects per (level, kind, topic or state); every total is counted on its own, for it is no sum."""

    def __init__(
        self, actor: Actor, cycle: Cycle, path: str, groupings: Iterable[tuple[str, ...]], states: Iterable[str] | None
    ) -> None:
        self._counts: dict[tuple[str, ...], int] = {}
        chosen = None if states is None else tuple(states)
        for by in groupings:
            for *keys, number in queries.counts(cycle, path, by=by, states=chosen, actor=actor):
                at = dict(zip(by, keys, strict=True))
                third = at.get("topic", at.get("state", ALL))
                self._counts[at.get("managing_level", ALL), at.get("subject_kind", ALL), third] = number

    def pairs(self) -> list[tuple[str, str]]:
        """(level, kind) with any number, in the order of their tables."""
        return [
            (level, kind)
            for level in ManagingLevel
            for kind in KINDS
            if any(at[:2] == (level, kind) for at in self._counts)
        ]

    def get(self, level: str = ALL, kind: str = ALL, third: str = ALL) -> int | None:
        return self._counts.get((level, kind, third))


def counts_page(actor: Actor, cycle: Cycle, unit: Unit | None) -> CountsPage:
    """Three tables over the same subtree; eleven queries, whatever its size."""
    path = unit.path if unit else ""
    at = {"unit": unit.pk} if unit else {}
    levels, kinds = ("managing_level",), ("subject_kind",)
    plain = _Numbers(actor, cycle, path, ((), levels, kinds, levels + kinds), COUNTED)
    states = _Numbers(actor, cycle, path, (("state",), (*levels, *kinds, "state")), None)
    topics = _Numbers(actor, cycle, path, (("topic",), (*levels, *kinds, "topic")), COUNTED)
    labels = [(code, name) for code, name in queries.topic_choices(cycle) if topics.get(third=code)]
    subjects, documents = queries.register_size(actor, cycle, state=queries.COUNTED_STATES, path=path)
    parts = [Part(name, topics.get(third=code) or 0) for code, name in labels]
    return CountsPage(
        cycle=cycle,
        unit=unit,
        by_level=_by_level(plain, cycle, at),
        by_state=_by_state(states, cycle, at),
        by_topic=_by_topic(topics, labels, cycle, at),
        topic_bars=horizontal_bars(parts, title=_("Đối tượng được gợi ý theo lĩnh vực")) if parts else "",
        subjects=subjects,
        documents=documents,
        same_basis=queries.reads_all(actor, cycle, path),
    )


def _by_level(numbers: _Numbers, cycle: Cycle, at: Mapping[str, int]) -> Table:
    def row(level: str, name: str) -> TableRow:
        cells = [
            _cell(cycle, numbers.get(level, kind), level=level, kind=kind, state=queries.COUNTED_STATES, **at)
            for kind in (*KINDS, ALL)
        ]
        return TableRow(name, tuple(cells), total=not level)

    rows = [row(level, _(label(level))) for level in _levels(numbers)]
    return Table((_("Tập thể"), _("Cá nhân"), _("Cộng")), (*rows, row(ALL, _("Tổng số"))))


def _by_state(numbers: _Numbers, cycle: Cycle, at: Mapping[str, int]) -> Table:
    states = [state for state in SuggestionState if numbers.get(third=state)]

    def row(level: str, kind: str, name: str) -> TableRow:
        cells = [
            _cell(cycle, numbers.get(level, kind, state), level=level, kind=kind, state=state, **at) for state in states
        ]
        return TableRow(name, tuple(cells), total=not level)

    rows = [row(level, kind, _pair(level, kind)) for level, kind in numbers.pairs()]
    return Table(tuple(_(label(state)) for state in states), (*rows, row(ALL, ALL, _("Tổng số"))))


def _by_topic(numbers: _Numbers, labels: list[tuple[str, str]], cycle: Cycle, at: Mapping[str, int]) -> Table:
    columns = numbers.pairs()

    def row(code: str, name: str) -> TableRow:
        cells = [
            _cell(
                cycle,
                numbers.get(level, kind, code),
                level=level,
                kind=kind,
                topic=code,
                state=queries.COUNTED_STATES,
                **at,
            )
            for level, kind in [*columns, (ALL, ALL)]
        ]
        return TableRow(name, tuple(cells))

    heads = [_pair(level, kind) for level, kind in columns]
    return Table((*heads, _("Cộng")), tuple(row(code, name) for code, name in labels))


def _levels(numbers: _Numbers) -> list[ManagingLevel]:
    """The levels of the report; the level above the tree only where it has a record."""
    return [level for level in ManagingLevel if level is not ManagingLevel.CENTRAL or numbers.get(level)]


def _cell(cycle: Cycle, number: int | None, **filters: object) -> Cell:
    return Cell(number, register_url(cycle.pk, **filters)) if number else Cell(None)


def _pair(level: str, kind: str) -> str:
    return f"{_(label(ManagingLevel(level)))} · {_(label(SubjectKind(kind)))}"
