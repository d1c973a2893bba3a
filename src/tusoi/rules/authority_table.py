"""The table of rights: resource × state → relation → actions. What is not listed is denied.

``"read:announced"`` is a conditional cell: it opens only when the named condition holds for the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tusoi.rules.terms import Action, Relation, Resource, Track

ANY = "any"

# Conditions a record states in ``RecordFacts.conditional``: name → what must be true.
CONDITIONS: dict[str, str] = {
    "released": "comments of the meeting were released to the subject, consolidated",
    "own_comment_given": "the actor has given his own comment on this subject",
    "read_out": "the suggestion is marked to be read out before the collective",
    "on_roll": "the actor is on the roll of this ballot, has not voted, and it is open",
    "teller": "the actor is one of the two tellers and has not entered this tally yet",
    "announced": "the proposal has been announced",
    "level_only": "the page shows the category and nothing else",
    "issued_document": "an issued document is recorded and checked by a second officer",
    "raised_here": "the actor's level raised the item (G4)",
    "independent": "the verifier is neither the owner nor his subordinate (G3)",
}
# Conditions read from the record's track, so that they also work inside a query: name → tracks.
BY_TRACK: dict[str, tuple[Track, ...]] = {
    "of_collective": (Track.COLLECTIVE, Track.ORGANIZATION),
    "of_person": (Track.CADRE, Track.MEMBER),
}

Cells = Mapping[Action, str]  # action → name of its condition, "" when unconditional


@dataclass(frozen=True)
class Row:
    """One line of the table; ``number`` is the one refusals name."""

    number: int
    cells: Mapping[Relation, Cells]


def _row(number: int, **rights: str) -> Row:
    """``relation="action action:condition"`` → row. An unknown word fails at import."""
    cells: dict[Relation, Cells] = {}
    for relation, words in rights.items():
        parts = [word.partition(":") for word in words.split()]
        unknown = {condition for _, _, condition in parts} - {"", *CONDITIONS, *BY_TRACK}
        if unknown:
            raise ValueError(f"row {number}: unknown condition {sorted(unknown)}")
        cells[Relation(relation)] = MappingProxyType({Action(a): c for a, _, c in parts})
    return Row(number, MappingProxyType(cells))


# fmt: off
TABLE: dict[tuple[Resource, str], Row] = {
    (Resource.PERSONAL_REPORT, "draft"): _row(
        1, subject="read create update submit",
        branch_secretary="status", home_staff="status", home_leader="status",
        managing_staff="status", managing_leader="status", upper="status"),
    (Resource.PERSONAL_REPORT, "submitted"): _row(
        2, subject="read", branch_secretary="read return", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read", upper="status", attendee="read", inspector="read"),
    (Resource.PERSONAL_REPORT, "circulated"): _row(
        3, subject="read", peer="read", branch_secretary="read return", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read", upper="status", attendee="read", inspector="read"),
    (Resource.PERSONAL_REPORT, "locked"): _row(
        4, subject="read append", peer="read", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read export", upper="status", attendee="read", inspector="read"),
    (Resource.COLLECTIVE_REPORT, "draft"): _row(
        5, subject="read create update submit", peer="read", branch_secretary="read update",
        home_staff="status", home_leader="status", managing_staff="status", managing_leader="status",
        upper="status"),
    (Resource.COLLECTIVE_REPORT, "submitted_or_locked"): _row(
        6, subject="read append", peer="read", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read return", managing_leader="read return", upper="read", attendee="read",
        inspector="read"),
    (Resource.COMMENT, "meeting_open"): _row(
        7, subject="read:released create", peer="read:own_comment_given create append",
        branch_secretary="read create append", home_staff="read", home_leader="read create append",
        managing_staff="read", managing_leader="read", attendee="read create append", inspector="read"),
    (Resource.COMMENT, "minutes_signed"): _row(
        8, subject="read append", peer="read append", branch_secretary="read append", home_staff="read",
        home_leader="read append", managing_staff="read", managing_leader="read", attendee="read append",
        inspector="read"),
    (Resource.SUGGESTION, "draft"): _row(
        9, managing_staff="read create update submit", managing_leader="read update decide",
        inspector="read create"),
    (Resource.SUGGESTION, "issued"): _row(
        10, subject="read", peer="read:read_out", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read export", managing_leader="read decide",
        upper="read:of_collective status:of_person", attendee="read", inspector="read"),
    (Resource.SUGGESTION_ANSWER, ANY): _row(
        11, subject="read create update submit", peer="read", branch_secretary="read return", home_staff="read",
        home_leader="read", managing_staff="read", managing_leader="read decide",
        upper="read:of_collective status:of_person", attendee="read", inspector="read"),
    (Resource.BALLOT, "open"): _row(
        12, subject="create:on_roll", peer="create:on_roll", branch_secretary="create:on_roll",
        home_leader="create:on_roll"),
    (Resource.BALLOT_ROLL, "open"): _row(
        13, subject="status", peer="status", branch_secretary="read", attendee="read"),
    (Resource.TALLY, "entry"): _row(
        14, peer="create:teller"),
    (Resource.TALLY, "signed"): _row(
        15, subject="read", peer="read", branch_secretary="read submit", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read",
        upper="read:of_collective status:of_person", attendee="read", inspector="read"),
    (Resource.RATING_PROPOSAL, "before_decision"): _row(
        16, subject="read:announced", peer="read:announced", branch_secretary="read create update submit",
        home_staff="read create update submit", home_leader="read decide", managing_staff="read return",
        managing_leader="read", upper="status", attendee="read", inspector="read"),
    (Resource.RATING_DECISION, "draft"): _row(
        17, managing_staff="read create update submit decide:issued_document",
        managing_leader="read update decide", inspector="status"),
    (Resource.RATING_DECISION, "published"): _row(
        18, subject="read", peer="read:level_only", branch_secretary="read", home_staff="read",
        home_leader="read", managing_staff="read export", managing_leader="read decide",
        upper="read decide", attendee="read", inspector="read create"),
    (Resource.PETITION, ANY): _row(
        19, subject="read create", managing_staff="read", managing_leader="read decide", upper="read decide",
        inspector="read create"),
    (Resource.REMEDIATION_ITEM, ANY): _row(
        20, subject="read create update submit", peer="read", branch_secretary="read create decide:raised_here",
        home_staff="read", home_leader="read decide:raised_here", managing_staff="read create return",
        managing_leader="read decide:raised_here", upper="read:of_collective status:of_person",
        attendee="read create", inspector="read create"),
    (Resource.REMEDIATION_PROGRESS, ANY): _row(
        21, subject="read create append", peer="read", branch_secretary="read append", home_staff="read",
        home_leader="read", managing_staff="read", managing_leader="read",
        upper="read:of_collective status:of_person", attendee="read", inspector="read"),
    (Resource.REMEDIATION_CLOSURE, ANY): _row(
        22, subject="submit", branch_secretary="verify:independent", home_staff="verify",
        home_leader="decide:raised_here", managing_staff="verify", managing_leader="decide:raised_here",
        upper="decide:raised_here", attendee="verify", inspector="verify"),
    (Resource.REMEDIATION_REOPENING, ANY): _row(
        23, branch_secretary="decide:raised_here", home_leader="decide:raised_here",
        managing_leader="decide:raised_here", upper="decide", inspector="decide"),
    (Resource.STATISTICS_OWN_UNIT, ANY): _row(
        24, subject="read", peer="read", branch_secretary="read export", home_staff="read export",
        home_leader="read", managing_staff="read export", managing_leader="read", upper="read",
        attendee="read", inspector="read export", administrator="status"),
    (Resource.STATISTICS_SUBTREE, ANY): _row(
        25, home_staff="read export", home_leader="read", managing_staff="read export", managing_leader="read",
        upper="read", inspector="read export"),
    (Resource.RECORD_TRAIL, ANY): _row(
        26, subject="read", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read", upper="read", inspector="read", administrator="status"),
    (Resource.GRANT, ANY): _row(
        27, branch_secretary="read", home_staff="read", home_leader="decide", managing_staff="read create",
        managing_leader="decide", upper="read", inspector="read", administrator="create"),
    # rows beyond the matrix of the design: its defaults, written out
    (Resource.UNIT_CARD, ANY): _row(
        28, subject="read", peer="read", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read", upper="read", attendee="read", inspector="read"),
    (Resource.PERSON_CARD, ANY): _row(
        29, subject="read", peer="read", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read", upper="read", attendee="read", inspector="read"),
    (Resource.STRUCTURE, ANY): _row(
        30, home_staff="read", home_leader="read", managing_staff="read create", managing_leader="read decide",
        upper="read", inspector="read"),
    (Resource.CYCLE, ANY): _row(
        31, subject="read", peer="read", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read create", managing_leader="read decide", upper="read", attendee="read",
        inspector="read"),
    (Resource.ROSTER_ENTRY, ANY): _row(
        32, subject="read", peer="status", branch_secretary="read", home_staff="read", home_leader="read",
        managing_staff="read", managing_leader="read", upper="read", attendee="read", inspector="read"),
    (Resource.IMPORT, ANY): _row(
        33, managing_staff="read create", managing_leader="read decide", inspector="read"),
}
# fmt: on

# Several states of a noun share one row.
SAME_STATE: dict[Resource, dict[str, str]] = {
    Resource.PERSONAL_REPORT: {"returned": "draft", "presented": "circulated"},
    Resource.COLLECTIVE_REPORT: {
        "returned": "draft",
        "submitted": "submitted_or_locked",
        "circulated": "submitted_or_locked",
        "presented": "submitted_or_locked",
        "locked": "submitted_or_locked",
    },
    Resource.SUGGESTION: {
        "proposed": "draft",
        "approved": "draft",
        "answered": "issued",
        "insufficient": "issued",
        "accepted": "issued",
        "closed": "issued",
        "withdrawn": "issued",
    },
    Resource.RATING_DECISION: {"submitted": "draft", "recorded": "draft", "returned": "draft"},
}

NOTHING = Row(0, MappingProxyType({}))


def row(resource: Resource, state: str = ANY) -> Row:
    """The row of a resource in a state; the empty row where the table has none."""
    if (resource, ANY) in TABLE:
        return TABLE[resource, ANY]
    state = SAME_STATE.get(resource, {}).get(state, state)
    return TABLE.get((resource, str(state)), NOTHING)


def states(resource: Resource) -> tuple[str, ...]:
    """The states the table distinguishes for a resource."""
    return tuple(state for of, state in TABLE if of is resource)


def who(resource: Resource, state: str, action: Action) -> tuple[Relation, ...]:
    """Relations that may, perhaps under a condition, in the order of the table's columns."""
    cells = row(resource, state).cells
    return tuple(relation for relation in Relation if action in cells.get(relation, {}))
