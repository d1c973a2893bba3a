"""Frozen values for the templates of this room, with each button's state and its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.audit import queries as audit
from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import pack_of
from tusoi.organizations.models import Unit
from tusoi.rules import workflow
from tusoi.rules.authority import Actor, may_install
from tusoi.rules.problems import Problem
from tusoi.rules.terms import (
    Action,
    ManagingLevel,
    ManagingSource,
    Noun,
    Step,
    SuggestionState,
    Track,
)
from tusoi.suggestions import actions, queries, rights
from tusoi.suggestions.models import Suggestion, SuggestionItem
from tusoi.suggestions.queries_subjects import levels_of
from tusoi.ui.buttons import Button, link
from tusoi.ui.page import Crumb
from tusoi.ui.paging import Slice

Row = dict[str, Any]

TONES = {
    SuggestionState.DRAFT: "plain",
    SuggestionState.PROPOSED: "soon",
    SuggestionState.APPROVED: "soon",
    SuggestionState.WITHDRAWN: "plain",
    SuggestionState.INSUFFICIENT: "late",
}


def trail(cycle: Cycle, *more: Crumb) -> tuple[Crumb, ...]:
    """Way above a page of this room."""
    return (Crumb(cycle.name), Crumb(_("Gợi ý kiểm điểm"), reverse("suggestions:register", args=[cycle.pk])), *more)


def tone(state: str) -> str:
    """Colour of a state's chip."""
    return TONES.get(SuggestionState(state), "ok")


# The register


@dataclass(frozen=True)
class RegisterPage:
    """Rows of subjects, each with ``documents``; ``subjects`` and ``documents`` of the whole list."""

    cycle: Cycle
    rows: list[Row]
    subjects: int
    documents: int
    unit: Unit | None
    filtered: bool
    acts: tuple[Button, ...]
    some_closed: bool


def register_page(
    actor: Actor, cycle: Cycle, slice_: Slice, filters: Mapping[str, str], unit: Unit | None
) -> RegisterPage:
    subjects, documents = queries.register_size(actor, cycle, **filters)
    by_subject = queries.documents(actor, cycle, [row["subject_key"] for row in slice_.rows], **filters)
    rows = [{**row, "documents": by_subject.get(row["subject_key"], [])} for row in slice_.rows]
    for row in rows:
        for document in row["documents"]:
            document["tone"] = tone(document["state"])
            document["state"] = SuggestionState(document["state"])
            document["managing_level"] = ManagingLevel(document["managing_level"])
    return RegisterPage(
        cycle=cycle,
        rows=rows,
        subjects=subjects,
        documents=documents,
        unit=unit,
        filtered=any(filters.values()),
        acts=_register_acts(actor, cycle),
        some_closed=any(not document["readable"] for row in rows for document in row["documents"]),
    )


def _register_acts(actor: Actor, cycle: Cycle) -> tuple[Button, ...]:
    """Offered to whoever holds an office; whether it covers a subject is said where the subject is chosen."""
    if not levels_of(actor):
        return ()
    closed = actions.cycle_problems(cycle.name, cycle.state)
    new, recorded = (reverse(f"suggestions:{name}", args=[cycle.pk]) for name in ("choose", "choose-issued"))
    return (
        link(_("Thêm gợi ý"), new, closed, strong=True),
        link(_("Ghi nhận văn bản đã ban hành"), recorded, closed),
    )


# One suggestion


@dataclass(frozen=True)
class OnePage:
    """Everything the page of a suggestion shows; what the actor may not see is empty here already."""

    suggestion: Suggestion
    items: list[SuggestionItem]
    grounds: tuple[str, ...]
    internal_note: str
    shows_internal: bool
    trail: list[Row] | None
    acts: tuple[Button, ...]
    warnings: tuple[Problem, ...]
    state: SuggestionState
    tone: str
    level: ManagingLevel
    source: ManagingSource
    track: Track
    issuer: str


def one_page(actor: Actor, suggestion: Suggestion) -> OnePage:
    shows = rights.reads_internal_note(actor, suggestion)
    labels = {line.code: str(line.label.value) for line in pack_of(suggestion.cycle).grounds}
    level = ManagingLevel(suggestion.managing_level)
    issuer = suggestion.issuing_unit.name if suggestion.issuing_unit else ""
    return OnePage(
        suggestion=suggestion,
        items=queries.items(suggestion),
        grounds=tuple(labels.get(code, code) for code in suggestion.grounds),
        internal_note=suggestion.internal_note if shows else "",
        shows_internal=shows,
        trail=audit.trail(actions.record(suggestion)) if rights.reads_trail(actor, suggestion) else None,
        acts=_acts(actor, suggestion),
        warnings=_warnings(suggestion) if shows else (),
        state=SuggestionState(suggestion.state),
        tone=tone(suggestion.state),
        level=level,
        source=ManagingSource(suggestion.entry.managing_source),
        track=Track(suggestion.entry.track),
        issuer=issuer,
    )


def _warnings(suggestion: Suggestion) -> tuple[Problem, ...]:
    """For the issuing level: the roster says the subject is not reviewed this time."""
    entry = suggestion.entry
    if entry.must_review:
        return ()
    return (Problem("suggestion-not-reviewed", facts={"name": entry.name, "reason": _reason(entry.reason)}),)


def _reason(code: str) -> object:
    from tusoi.rules.terms import NotDue

    return NotDue(code) if code in set(NotDue) else code


STEPS: dict[Step, tuple[str, bool]] = {  # step → URL name, whether a form comes first
    Step.PROPOSE: ("propose", False),
    Step.APPROVE: ("approve", False),
    Step.ISSUE: ("issue", True),
    Step.WITHDRAW: ("withdraw", True),
}


def _acts(actor: Actor, suggestion: Suggestion) -> tuple[Button, ...]:
    """Steps of this room from the present state, for those who work on it; what is not allowed says why."""
    works = may_install(actor) or rights.offices(actor, suggestion) or rights.own_office(actor, suggestion)
    if not works:
        return ()
    words = {
        Step.PROPOSE: _("Trình"),
        Step.APPROVE: _("Duyệt"),
        Step.ISSUE: _("Ban hành…"),
        Step.WITHDRAW: _("Rút gợi ý…"),
    }
    questions = {
        Step.PROPOSE: _("Trình gợi ý này? Sau khi trình không sửa được nội dung."),
        Step.APPROVE: _("Duyệt gợi ý này?"),
    }
    found: list[Button] = []
    if suggestion.state == SuggestionState.DRAFT:
        edit = reverse("suggestions:edit", args=[suggestion.pk])
        found.append(link(_("Sửa"), edit, actions.update_refusals(actor, suggestion)))
    for move in workflow.moves_from(Noun.SUGGESTION, suggestion.state):
        if move.step not in STEPS:
            continue
        name, form = STEPS[move.step]
        url, problems = (
            reverse(f"suggestions:{name}", args=[suggestion.pk]),
            actions.refusals(actor, suggestion, move.step),
        )
        strong = move.step is not Step.WITHDRAW
        if form:
            found.append(link(words[move.step], url, problems, strong=strong))
        else:
            found.append(Button(words[move.step], url, problems=problems, strong=strong, confirm=questions[move.step]))
    return tuple(sorted(found, key=lambda act: not act.strong))


# Topics


@dataclass(frozen=True)
class TopicsPage:
    cycle: Cycle
    rows: list[Row]
    problems: tuple[Problem, ...]

    @property
    def keeps(self) -> bool:
        return not self.problems


def topics_page(actor: Actor, cycle: Cycle) -> TopicsPage:
    """The catalogue; what the cycle's pack brings at first use stands in it already, without an id."""
    rows = queries.topics()
    known = {row["code"] for row in rows}
    brought = [(code, label) for code, label in queries.topic_choices(cycle) if code not in known]
    rows += [{"id": None, "code": code, "label": label, "active": True, "used": 0} for code, label in brought]
    return TopicsPage(cycle, rows, actions.topic_refusals(actor, cycle))


def title_of(action: Action) -> str:
    """Title of the page where a subject is chosen for an act."""
    return _("Ghi nhận văn bản đã ban hành") if action is Action.DECIDE else _("Thêm gợi ý kiểm điểm")
