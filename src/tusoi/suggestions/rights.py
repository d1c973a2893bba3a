"""This room's questions to the table of rights: what may be read, what only seen to exist, who keeps the topics.

A suggestion that was never issued is a draft for the table, also after it was withdrawn: its subject must not learn
of it.
"""

from django.db.models import Q

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.rules import authority_table as table
from tusoi.rules.authority import (
    GUARD_SOURCE,
    SOURCE,
    Actor,
    RecordFacts,
    Verdict,
    may,
    may_install,
    relations,
    verdict,
)
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Action, Relation, Resource, Role, SuggestionState, Track
from tusoi.scoping import visible
from tusoi.suggestions.models import COUNTED, Suggestion

DRAFT, ISSUED = "draft", "issued"  # the two states the table distinguishes
BEFORE_ISSUE = (SuggestionState.DRAFT, SuggestionState.PROPOSED, SuggestionState.APPROVED)
NEVER_ISSUED = Q(state__in=BEFORE_ISSUE) | Q(state=SuggestionState.WITHDRAWN, document_no="")
ONCE_ISSUED = Q(state__in=COUNTED) | (Q(state=SuggestionState.WITHDRAWN) & ~Q(document_no=""))
COLUMNS = {
    "person_id": "entry__person_id",
    "collective_id": "entry__collective_id",
    "unit_id": "entry__unit_id",
    "track": "entry__track",
}
READ_OUT = frozenset({"read_out"})
OFFICES = frozenset({Relation.MANAGING_STAFF, Relation.MANAGING_LEADER})


def state_of(suggestion: Suggestion) -> str:
    """The table's word for the state a suggestion is in."""
    if suggestion.state in BEFORE_ISSUE:
        return DRAFT
    return DRAFT if suggestion.state == SuggestionState.WITHDRAWN and not suggestion.document_no else ISSUED


def facts_of(suggestion: Suggestion) -> RecordFacts:
    """What a suggestion (with its entry) answers about itself."""
    entry = suggestion.entry
    return RecordFacts(
        home_path=suggestion.home_path,
        managing_path=suggestion.managing_path,
        track=Track(entry.track),
        person_id=entry.person_id,
        collective_id=entry.collective_id,
        unit_id=entry.unit_id,
        cycle_id=suggestion.cycle_id,
        conditional=READ_OUT if suggestion.read_out else frozenset(),
    )


def facts_at(entry: RosterEntry, managing_path: str) -> RecordFacts:
    """What a suggestion to this entry by the authority at a path would answer."""
    return RecordFacts(
        home_path=entry.home_path,
        managing_path=managing_path,
        track=Track(entry.track),
        person_id=entry.person_id,
        collective_id=entry.collective_id,
        unit_id=entry.unit_id,
        cycle_id=entry.cycle_id,
    )


def readable(actor: Actor, cycle: Cycle) -> Q:
    """Suggestions of a cycle whose content the actor may read."""
    if may_install(actor):
        return Q()
    drafts = NEVER_ISSUED & _where(actor, Action.READ, DRAFT, cycle)
    read_out = Q(read_out=True) & _where(actor, Action.READ, ISSUED, cycle, given=READ_OUT)
    return drafts | (ONCE_ISSUED & (_where(actor, Action.READ, ISSUED, cycle) | read_out))


def listed(actor: Actor, cycle: Cycle) -> Q:
    """Suggestions the actor may read, and those of which he sees the state only."""
    if may_install(actor):
        return Q()
    return readable(actor, cycle) | (ONCE_ISSUED & _where(actor, Action.STATUS, ISSUED, cycle))


def reads(actor: Actor, suggestion: Suggestion) -> bool:
    """Whether the content may be read: what ``readable`` says of one suggestion."""
    return may_install(actor) or may(
        actor, Action.READ, Resource.SUGGESTION, state_of(suggestion), facts_of(suggestion)
    )


def asked(actor: Actor, action: Action, suggestion: Suggestion) -> Verdict:
    """The table's answer about one suggestion in its state."""
    return verdict(actor, action, Resource.SUGGESTION, state_of(suggestion), facts_of(suggestion))


def asked_at(actor: Actor, action: Action, entry: RosterEntry) -> tuple[Problem, ...]:
    """Why the actor may not do this with a draft to the entry; the subject of the entry never may (G1)."""
    facts = facts_at(entry, entry.managing_path)
    found = verdict(actor, action, Resource.SUGGESTION, DRAFT, facts)
    if found.allowed:
        return ()
    if found.problem:
        return (found.problem,)
    if Relation.SUBJECT in relations(actor, facts, Resource.SUGGESTION):
        return (own_case_problem(action),)
    return (not_entitled(action),)


def not_entitled(action: Action, *, code: str = "not-entitled", source: str = "") -> Problem:
    """Why somebody without the right may not do this with a draft, and who may."""
    row, who = table.row(Resource.SUGGESTION, DRAFT), table.who(Resource.SUGGESTION, DRAFT, action)
    facts = {
        "action": ACTION_WORDS[action],
        "resource": RESOURCE_WORDS[Resource.SUGGESTION],
        "state": DRAFT,
        "relations": tuple(relation.value for relation in who),
        "who": tuple(RELATION_WORDS[relation] for relation in who),
    }
    return Problem(code, source=source or SOURCE.format(number=row.number), facts=facts)


def own_case_problem(action: Action) -> Problem:
    """Guard G1: nobody drafts or decides on a suggestion to himself."""
    return not_entitled(action, code="own-case", source=GUARD_SOURCE.format(number=1))


def offices(actor: Actor, suggestion: Suggestion) -> frozenset[Relation]:
    """Whether the actor works on the suggestion at the issuing level, and as what; empty for its subject (G1)."""
    return relations(actor, facts_of(suggestion), Resource.SUGGESTION) & OFFICES


def own_office(actor: Actor, suggestion: Suggestion) -> bool:
    """Whether he would work on it at the issuing level were it not addressed to himself: then he is told why not."""
    grants = (grant for grant in actor.grants if grant.role in {Role.STAFF, Role.LEADER})
    return any(grant.path and grant.path == suggestion.managing_path for grant in grants)


def reads_internal_note(actor: Actor, suggestion: Suggestion) -> bool:
    """The issuing level and its own inspection committee; never its subject, home or a level above."""
    mine = relations(actor, facts_of(suggestion), Resource.SUGGESTION)
    if may_install(actor) or mine & OFFICES:
        return True
    at_issuer = any(
        grant.role is Role.INSPECTOR
        and bool(grant.path)
        and grant.path == suggestion.managing_path
        and grant.cycle_id in {None, suggestion.cycle_id}
        for grant in actor.grants
    )
    return at_issuer and Relation.INSPECTOR in mine


def reads_trail(actor: Actor, suggestion: Suggestion) -> bool:
    """Whether the steps of a suggestion may be read by somebody who reads the suggestion itself."""
    return may_install(actor) or may(actor, Action.READ, Resource.RECORD_TRAIL, table.ANY, facts_of(suggestion))


def keeps_topics(actor: Actor, cycle: Cycle) -> bool:
    """Managing staff of the scope keep the catalogue of topics."""
    return may_install(actor) or verdict_on_topics(actor, cycle).allowed


def verdict_on_topics(actor: Actor, cycle: Cycle) -> Verdict:
    place = RecordFacts(home_path=cycle.scope.path, managing_path=cycle.scope.path, cycle_id=cycle.pk)
    return verdict(actor, Action.CREATE, Resource.CYCLE, table.ANY, place)


def may_import(actor: Actor, path: str) -> bool:
    """Whether issued documents of the authority at a path may be taken over from a file."""
    place = RecordFacts(home_path=path, managing_path=path)
    actions = (Action.CREATE, Action.DECIDE)  # staff prepare, leaders decide: either brings a file in
    return may_install(actor) or any(may(actor, action, Resource.IMPORT, table.ANY, place) for action in actions)


def _where(actor: Actor, action: Action, state: str, cycle: Cycle, *, given: frozenset[str] = frozenset()) -> Q:
    known = {"cycle_id": cycle.pk}
    return visible(actor, action, Resource.SUGGESTION, (state,), columns=COLUMNS, known=known, given=given)
