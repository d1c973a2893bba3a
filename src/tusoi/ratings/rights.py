"""This room's questions to the table of rights. A line of a batch is a draft decision, a decision is published."""

from dataclasses import replace

from django.db.models import Q

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.rights import entry_facts
from tusoi.rules.authority import Actor, RecordFacts, Verdict, may, verdict
from tusoi.rules.problems import Kind, Problem, Refused
from tusoi.rules.terms import Action, Resource
from tusoi.scoping import visible

DRAFT, PUBLISHED = "draft", "published"
ISSUED_DOCUMENT = "issued_document"
COLUMNS = ("home_path", "managing_path", "track", "person_id", "collective_id", "unit_id", "cycle_id")
"""Columns of an entry that the table of rights asks for."""


def facts_of(entry: RosterEntry, *conditions: str) -> RecordFacts:
    """What an entry answers about itself; ``conditions`` name the conditional cells that are open."""
    return replace(entry_facts(entry), conditional=frozenset(conditions))


def readable(actor: Actor, cycle: Cycle, state: str = PUBLISHED, *, prefix: str = "") -> Q:
    """Rows of a cycle whose decision (or draft) the actor may read; ``prefix`` leads to the entry."""
    columns = {name: f"{prefix}{name}" for name in COLUMNS}
    return visible(
        actor, Action.READ, Resource.RATING_DECISION, (state,), columns=columns, known={"cycle_id": cycle.pk}
    )


def reads(actor: Actor, record: RecordFacts, state: str = PUBLISHED) -> bool:
    return may(actor, Action.READ, Resource.RATING_DECISION, state, record)


def asked(actor: Actor, action: Action, record: RecordFacts, state: str = DRAFT) -> Verdict:
    """May I do this to a draft (or a published decision), and if not why?"""
    return verdict(actor, action, Resource.RATING_DECISION, state, record)


def why_not(answer: Verdict) -> tuple[Problem, ...]:
    """The refusal in a form that names nothing the actor may not see."""
    if answer.allowed:
        return ()
    return (answer.problem or Problem("rating-missing"),)


def kind_of(answer: Verdict) -> Kind:
    return "missing" if answer.outcome == "hidden" else answer.kind


def require(actor: Actor, action: Action, record: RecordFacts, state: str = DRAFT) -> None:
    """Refuse unless the actor may: 404 where he may not read, 403 where he may not act, 409 in another state."""
    answer = asked(actor, action, record, state)
    if not answer.allowed:
        raise Refused(why_not(answer), kind=kind_of(answer))
