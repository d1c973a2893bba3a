"""Closed vocabulary. One word per notion; the same word in code, database, URL and test names."""

from enum import StrEnum


class SubjectKind(StrEnum):
    """What is reviewed or rated, as counted in statistics."""

    ORGANIZATION = "organization"
    COLLECTIVE = "collective"
    PERSON = "person"


class Track(StrEnum):
    """The line on which a subject is handled in a cycle; a person with a leading post has two."""

    ORGANIZATION = "organization"
    COLLECTIVE = "collective"
    CADRE = "cadre"
    MEMBER = "member"


class Category(StrEnum):
    """The four categories; a pack gives their order, wording and sources."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD"
    COMPLETED = "COMPLETED"
    NOT_COMPLETED = "NOT_COMPLETED"


class UnitFamily(StrEnum):
    PARTY = "party"
    AGENCY = "agency"


class UnitKind(StrEnum):
    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    GRASSROOTS_COMMITTEE = "grassroots_committee"
    GRASSROOTS_BRANCH = "grassroots_branch"
    SECTION = "section"
    BRANCH = "branch"
    AGENCY = "agency"


class UnitLevel(StrEnum):
    """Level in the hierarchy. Both kinds of grassroots organisation stand at GRASSROOTS."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    GRASSROOTS = "grassroots"
    SECTION = "section"
    BRANCH = "branch"


class ManagingLevel(StrEnum):
    """Which level decides on a subject (diện quản lý)."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    GRASSROOTS = "grassroots"


class ManagingSource(StrEnum):
    """Where the managing authority of an entry comes from."""

    STATED = "stated"
    SUGGESTION = "suggestion"
    RATING = "rating"
    DEFAULT = "default"


class CollectiveKind(StrEnum):
    COMMITTEE = "committee"
    STANDING_COMMITTEE = "standing_committee"
    LEADERSHIP = "leadership"
    BRANCH_COMMITTEE = "branch_committee"
    BRANCH = "branch"
    CAUCUS = "caucus"


class PersonStatusKind(StrEnum):
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    COMMITTEE_SUSPENDED = "committee_suspended"
    TEMPORARY = "temporary"


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"


class TitleGroup(StrEnum):
    """Group of a post's title; order of precedence is the order here."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    STANDING_MEMBER = "standing_member"
    COMMITTEE_MEMBER = "committee_member"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    BRANCH_SECRETARY = "branch_secretary"
    BRANCH_DEPUTY = "branch_deputy"
    OTHER = "other"


class SuccessionKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"


class CycleKind(StrEnum):
    ANNUAL = "annual"
    QUARTER = "quarter"
    THEMATIC = "thematic"
    UNSCHEDULED = "unscheduled"


class CycleState(StrEnum):
    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"


class SuggestionState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    ISSUED = "issued"
    ANSWERED = "answered"
    INSUFFICIENT = "insufficient"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class BatchKind(StrEnum):
    """Two acts as offices work: submit a batch, or record an issued document."""

    SUBMISSION = "submission"
    RECORD = "record"


class BatchState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECORDED = "recorded"
    RETURNED = "returned"
    DECIDED = "decided"


class DecisionSource(StrEnum):
    DECIDED = "decided"
    RECORDED = "recorded"
    IMPORTED = "imported"


class QuotaBase(StrEnum):
    """What the percentage is taken of."""

    GOOD = "good"
    GOOD_AND_ABOVE = "good_and_above"
    ALL_RATED = "all_rated"


class Rounding(StrEnum):
    FLOOR = "floor"
    HALF_UP = "half_up"


class QuotaMode(StrEnum):
    OFF = "off"
    WARN = "warn"
    BLOCK = "block"


class Role(StrEnum):
    MEMBER = "member"
    BRANCH_SECRETARY = "branch_secretary"
    STAFF = "staff"
    LEADER = "leader"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


class Axis(StrEnum):
    HOME = "home"
    MANAGING = "managing"
    BOTH = "both"


class GrantState(StrEnum):
    PREPARED = "prepared"
    ACTIVE = "active"
    REFUSED = "refused"
    ENDED = "ended"


class Relation(StrEnum):
    """How an actor stands to one record; columns of the matrix of rights."""

    SUBJECT = "subject"
    PEER = "peer"
    BRANCH_SECRETARY = "branch_secretary"
    HOME_STAFF = "home_staff"
    HOME_LEADER = "home_leader"
    MANAGING_STAFF = "managing_staff"
    MANAGING_LEADER = "managing_leader"
    UPPER = "upper"
    ATTENDEE = "attendee"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"
    OTHER = "other"


class Action(StrEnum):
    READ = "read"
    STATUS = "status"
    CREATE = "create"
    UPDATE = "update"
    SUBMIT = "submit"
    RETURN = "return"
    APPEND = "append"
    DECIDE = "decide"
    VERIFY = "verify"
    EXPORT = "export"


class Resource(StrEnum):
    PERSONAL_REPORT = "personal_report"
    COLLECTIVE_REPORT = "collective_report"
    COMMENT = "comment"
    SUGGESTION = "suggestion"
    SUGGESTION_ANSWER = "suggestion_answer"
    BALLOT = "ballot"
    BALLOT_ROLL = "ballot_roll"
    TALLY = "tally"
    RATING_PROPOSAL = "rating_proposal"
    RATING_DECISION = "rating_decision"
    PETITION = "petition"
    REMEDIATION_ITEM = "remediation_item"
    REMEDIATION_PROGRESS = "remediation_progress"
    REMEDIATION_CLOSURE = "remediation_closure"
    REMEDIATION_REOPENING = "remediation_reopening"
    STATISTICS_OWN_UNIT = "statistics_own_unit"
    STATISTICS_SUBTREE = "statistics_subtree"
    RECORD_TRAIL = "record_trail"
    GRANT = "grant"
    # rows that the design names as defaults, added to the matrix by ADR
    UNIT_CARD = "unit_card"
    PERSON_CARD = "person_card"
    STRUCTURE = "structure"
    CYCLE = "cycle"
    ROSTER_ENTRY = "roster_entry"
    IMPORT = "import"


class Noun(StrEnum):
    """What moves from state to state."""

    CYCLE = "cycle"
    SUGGESTION = "suggestion"
    SUBMISSION = "submission"
    RECORD = "record"
    GRANT = "grant"


class Step(StrEnum):
    """What makes a noun move."""

    OPEN = "open"
    ADD = "add"
    CLOSE = "close"
    REOPEN = "reopen"
    PROPOSE = "propose"
    APPROVE = "approve"
    ISSUE = "issue"
    ANSWER = "answer"
    ACCEPT = "accept"
    ASK_AGAIN = "ask_again"
    WITHDRAW = "withdraw"
    SUBMIT = "submit"
    RECORD = "record"
    CHECK = "check"
    DECIDE = "decide"
    RETURN = "return"
    REFUSE = "refuse"
    END = "end"


class NotDue(StrEnum):
    """Why an entry is not reviewed or not rated; a pack says which of the two, and where it is written."""

    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    COMMITTEE_SUSPENDED = "committee_suspended"
    TEMPORARY = "temporary"
    RECENT = "recent"
    LATER = "later"
    ORGANIZATION = "organization"
    CYCLE = "cycle"


def label(term: StrEnum) -> str:
    """Vietnamese wording of a term; the value itself for terms that never reach a screen."""
    from tusoi.rules.wording import LABELS

    return LABELS.get(type(term), {}).get(term, term.value)
