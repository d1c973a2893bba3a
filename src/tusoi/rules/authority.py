"""Who may do what: one table, asked three ways, and the guards that override every allowance.

``may`` asks about one record, ``reach`` gives the clauses of a list, ``who_can`` names those to notify. All three
read ``authority_table`` through the standing of ``reach.standing``; a test proves them equal by enumeration.
The command line's ``installation`` has no relation to anything: ask ``may_install`` beside ``may``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tusoi.rules import authority_table as table
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Kind, Problem
from tusoi.rules.reach import (
    ATTENDS,
    UNIT_SHAPED,
    Actor,
    Atom,
    Clause,
    GrantFacts,
    RecordFacts,
    matches,
    own_case,
    path_end,
    settle,
    standing,
    under,
    unless,
)
from tusoi.rules.terms import Action, Axis, Relation, Resource, Role

__all__ = [
    "ATTENDS",
    "Actor",
    "Atom",
    "Clause",
    "GrantFacts",
    "RecordFacts",
    "Verdict",
    "approve_grant",
    "guard",
    "matches",
    "may",
    "may_install",
    "path_end",
    "prepare_grant",
    "reach",
    "relations",
    "settle",
    "under",
    "verdict",
    "who_can",
]

SOURCE = "Bảng phân quyền, dòng {number}"
GUARD_SOURCE = "Bảng phân quyền, nguyên tắc {number}"


@dataclass(frozen=True)
class Verdict:
    """Answer to one question. ``hidden``: answer as if the record did not exist (404).

    ``refused`` carries the problem that names the article and who may; its ``kind`` is ``forbidden`` (403), or
    ``conflict`` (409) when the actor could do it in another state of the record.
    """

    outcome: Literal["allowed", "hidden", "refused"]
    problem: Problem | None = None
    kind: Kind = "forbidden"

    @property
    def allowed(self) -> bool:
        return self.outcome == "allowed"


def relations(actor: Actor, record: RecordFacts, resource: Resource | None = None) -> frozenset[Relation]:
    """Every relation the actor has to the record; ``other`` when there is none.

    Guard G1: being the subject removes all the rest, so the decision goes to somebody else.
    """
    unit_shaped = resource in UNIT_SHAPED if resource else record.unit_shaped
    found = _standing(actor, record, resource, unit_shaped)
    if Relation.SUBJECT in found and own_case(resource, unit_shaped):
        return frozenset({Relation.SUBJECT})
    return found or frozenset({Relation.OTHER})


def may(actor: Actor, action: Action, resource: Resource, state: str, record: RecordFacts) -> bool:
    """May I? ``state`` is the state of the noun, ``"any"`` where the table knows only one."""
    return _allows(relations(actor, record, resource), action, resource, state, record)


def verdict(actor: Actor, action: Action, resource: Resource, state: str, record: RecordFacts) -> Verdict:
    """May I, and if not: why, under which article, and who may."""
    mine = relations(actor, record, resource)
    if _allows(mine, action, resource, state, record):
        return Verdict("allowed")
    if action is Action.READ or not _sees(mine, resource, state, record):
        return Verdict("hidden", kind="missing")
    if any(_allows(mine, action, resource, other, record) for other in table.states(resource)):
        return Verdict("refused", _problem("not-in-this-state", action, resource, state), "conflict")
    standing_without_g1 = _standing(actor, record, resource, resource in UNIT_SHAPED)
    if _allows(standing_without_g1, action, resource, state, record):
        return Verdict("refused", _problem("own-case", action, resource, state, guard_number=1))
    return Verdict("refused", _problem("not-entitled", action, resource, state))


def reach(
    actor: Actor,
    action: Action,
    resource: Resource,
    state: str,
    *,
    given: frozenset[str] = frozenset(),
) -> tuple[Clause, ...]:
    """Which ones? A record in this state is within reach when any of the clauses matches it.

    ``given`` names conditions that hold for all rows asked about (``authority_table.CONDITIONS``, and ``ATTENDS``
    for rows of meetings the actor is assigned to): ask once without for all rows, and once per condition for the
    rows where it holds. Nothing in reach = no clause.
    """
    unit_shaped = resource in UNIT_SHAPED
    stands = dict(standing(actor, resource, unit_shaped))
    if ATTENDS in given:
        stands[Relation.ATTENDEE] = ((),)
    own = stands.get(Relation.SUBJECT, ())
    others: tuple[Clause, ...] = unless(own) if own_case(resource, unit_shaped) else ((),)
    found: list[Clause] = []
    for relation, cells in table.row(resource, state).cells.items():
        if action not in cells:
            continue
        if (extra := _as_clause(cells[action], given)) is None:
            continue
        apart = ((),) if relation is Relation.SUBJECT else others
        found += [c + extra + rest for c in stands.get(relation, ()) for rest in apart]
    return tuple(dict.fromkeys(found))


def who_can(
    action: Action, resource: Resource, state: str, record: RecordFacts, actors: Iterable[Actor]
) -> tuple[Actor, ...]:
    """Who can? For notices, and for naming people instead of roles."""
    return tuple(actor for actor in actors if may(actor, action, resource, state, record))


def may_install(actor: Actor, *, leader_active: bool = False) -> bool:
    """The recorded actor of an empty data folder acts until the first leader grant is active."""
    return actor.installation and not leader_active


def guard(actor: Actor, action: Action, *, proposer_id: int | None) -> Problem | None:
    """G2: who proposed does not decide, nor check what he recorded himself. Ids are ids of users."""
    same = proposer_id is not None and actor.user_id == proposer_id
    if same and action in {Action.DECIDE, Action.VERIFY}:
        return Problem(
            "proposer-decides",
            source=GUARD_SOURCE.format(number=2),
            facts={"action": ACTION_WORDS[action]},
        )
    return None


def prepare_grant(by: Actor, grant: GrantFacts, *, user_id: int | None, person_id: int | None = None) -> Problem | None:
    """G9, first half: may ``by`` prepare this grant for the user (or person) named? Nothing is in force by it.

    Staff of the unit or of a unit above it, an administrator in scope, or a leader who may approve it anyway.
    """
    if _himself(by, user_id, person_id):
        return _grant_problem("grant-to-oneself", grant)
    offices = {Role.STAFF, Role.LEADER, Role.ADMINISTRATOR}
    if not any(_covers(own, grant) for own in by.grants if own.role in offices):
        return _grant_problem("grant-outside-scope", grant)
    return None


def approve_grant(
    by: Actor,
    grant: GrantFacts,
    *,
    user_id: int | None,
    person_id: int | None = None,
    prepared_by_id: int | None = None,
) -> Problem | None:
    """G9, second half: only a leader of the granting level brings a grant into force.

    The granting level is the unit itself or one above it, where a recursive grant comes from a recursive one: a
    leader cannot hand on more than he holds. ``prepared_by_id`` is None when he gives it himself.
    """
    if _himself(by, user_id, person_id):
        return _grant_problem("grant-to-oneself", grant)
    if problem := guard(by, Action.DECIDE, proposer_id=prepared_by_id):
        return problem
    leads = [own for own in by.grants if own.role is Role.LEADER and _covers(own, grant)]
    if not leads:
        return _grant_problem("grant-needs-leader", grant)
    if grant.recursive and not any(own.recursive for own in leads):
        return _grant_problem("grant-needs-recursive-leader", grant)
    return None


def _standing(actor: Actor, record: RecordFacts, resource: Resource | None, unit_shaped: bool) -> frozenset[Relation]:
    found = {
        relation
        for relation, clauses in standing(actor, resource, unit_shaped).items()
        if any(matches(clause, record) for clause in clauses)
    }
    if actor.person_id is not None and actor.person_id in record.attendee_ids:
        found.add(Relation.ATTENDEE)
    return frozenset(found)


def _allows(
    mine: frozenset[Relation],
    action: Action,
    resource: Resource,
    state: str,
    record: RecordFacts,
) -> bool:
    for relation, cells in table.row(resource, state).cells.items():
        if relation in mine and action in cells:
            extra = _as_clause(cells[action], record.conditional)
            if extra is not None and matches(extra, record):
                return True
    return False


def _as_clause(condition: str, given: frozenset[str]) -> Clause | None:
    """What a cell's condition asks of the record; None when it is not given."""
    if condition in table.BY_TRACK:
        return (Atom("track", "in", table.BY_TRACK[condition]),)
    return () if condition == "" or condition in given else None


def _sees(mine: frozenset[Relation], resource: Resource, state: str, record: RecordFacts) -> bool:
    """Whoever may read the record or work on it knows that it exists; the status alone shows no page."""
    showing = set(Action) - {Action.STATUS, Action.CREATE}
    return any(_allows(mine, action, resource, state, record) for action in showing)


def _problem(code: str, action: Action, resource: Resource, state: str, *, guard_number: int = 0) -> Problem:
    entitled = table.who(resource, state, action)
    number = table.row(resource, state).number
    return Problem(
        code,
        source=GUARD_SOURCE.format(number=guard_number)
        if guard_number
        else SOURCE.format(number=number)
        if number
        else "",
        facts={
            "action": ACTION_WORDS[action],
            "resource": RESOURCE_WORDS[resource],
            "state": str(state),
            "relations": tuple(relation.value for relation in entitled),
            "who": tuple(RELATION_WORDS[relation] for relation in entitled),
        },
    )


def _himself(by: Actor, user_id: int | None, person_id: int | None) -> bool:
    same_user = user_id is not None and by.user_id == user_id
    return same_user or (person_id is not None and by.person_id == person_id)


def _covers(own: GrantFacts, grant: GrantFacts) -> bool:
    """Whether a grant's holder stands at the other grant's unit or above it, on all its axes and cycles."""
    there = under(grant.path, own.path) if own.recursive else grant.path == own.path
    axis = own.axis in {Axis.BOTH, grant.axis}
    cycle = own.cycle_id is None or own.cycle_id == grant.cycle_id
    return bool(own.path) and there and axis and cycle


def _grant_problem(code: str, grant: GrantFacts) -> Problem:
    return Problem(
        code,
        source=GUARD_SOURCE.format(number=9),
        facts={"role": grant.role.value, "path": grant.path, "recursive": grant.recursive},
    )
