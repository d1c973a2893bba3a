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


# Vietnamese wording of the field; screens translate these strings.
LABELS: dict[StrEnum, str] = {
    SubjectKind.ORGANIZATION: "tổ chức đảng",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.PERSON: "cá nhân",
    Track.ORGANIZATION: "Tổ chức đảng",
    Track.COLLECTIVE: "Tập thể",
    Track.CADRE: "Cán bộ",
    Track.MEMBER: "Đảng viên",
    Category.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Category.GOOD: "Hoàn thành tốt nhiệm vụ",
    Category.COMPLETED: "Hoàn thành nhiệm vụ",
    Category.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
    UnitFamily.PARTY: "Tổ chức đảng",
    UnitFamily.AGENCY: "Cơ quan, đơn vị",
    UnitKind.COUNTRY: "Toàn Đảng",
    UnitKind.PROVINCE: "Đảng bộ tỉnh",
    UnitKind.DISTRICT: "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng",
    UnitKind.GRASSROOTS_COMMITTEE: "Đảng bộ cơ sở",
    UnitKind.GRASSROOTS_BRANCH: "Chi bộ cơ sở",
    UnitKind.SECTION: "Đảng bộ bộ phận",
    UnitKind.BRANCH: "Chi bộ trực thuộc",
    UnitKind.AGENCY: "Cơ quan, đơn vị",
    UnitLevel.CENTRAL: "Trung ương",
    UnitLevel.PROVINCE: "Cấp tỉnh",
    UnitLevel.DISTRICT: "Cấp huyện",
    UnitLevel.GRASSROOTS: "Tổ chức cơ sở đảng",
    UnitLevel.SECTION: "Đảng bộ bộ phận",
    UnitLevel.BRANCH: "Chi bộ trực thuộc",
    ManagingLevel.CENTRAL: "Trung ương",
    ManagingLevel.PROVINCE: "Ban Thường vụ Tỉnh ủy",
    ManagingLevel.DISTRICT: "Ban thường vụ cấp ủy huyện",
    ManagingLevel.GRASSROOTS: "Cấp ủy cơ sở",
    ManagingSource.STATED: "theo chức vụ đã ghi nhận",
    ManagingSource.SUGGESTION: "theo văn bản gợi ý kiểm điểm",
    ManagingSource.RATING: "theo quyết định xếp loại",
    ManagingSource.DEFAULT: "mặc định của bộ quy định",
    CollectiveKind.COMMITTEE: "Ban Chấp hành",
    CollectiveKind.STANDING_COMMITTEE: "Ban Thường vụ",
    CollectiveKind.LEADERSHIP: "Tập thể lãnh đạo",
    CollectiveKind.BRANCH_COMMITTEE: "Tập thể chi ủy",
    CollectiveKind.BRANCH: "Tập thể chi bộ",
    CollectiveKind.CAUCUS: "Đảng đoàn, ban cán sự đảng",
    PersonStatusKind.EXEMPT: "được miễn công tác và sinh hoạt đảng",
    PersonStatusKind.SUSPENDED: "bị đình chỉ sinh hoạt đảng",
    PersonStatusKind.COMMITTEE_SUSPENDED: "bị đình chỉ sinh hoạt cấp ủy",
    PersonStatusKind.TEMPORARY: "sinh hoạt đảng tạm thời",
    Gender.MALE: "Nam",
    Gender.FEMALE: "Nữ",
    TitleGroup.SECRETARY: "Bí thư",
    TitleGroup.DEPUTY_SECRETARY: "Phó Bí thư",
    TitleGroup.STANDING_MEMBER: "Ủy viên Ban Thường vụ",
    TitleGroup.COMMITTEE_MEMBER: "Ủy viên Ban Chấp hành",
    TitleGroup.HEAD: "Người đứng đầu cơ quan, đơn vị",
    TitleGroup.DEPUTY_HEAD: "Cấp phó của người đứng đầu",
    TitleGroup.BRANCH_SECRETARY: "Bí thư chi bộ",
    TitleGroup.BRANCH_DEPUTY: "Phó Bí thư chi bộ",
    TitleGroup.OTHER: "Chức vụ khác",
    SuccessionKind.MERGE: "Sáp nhập, hợp nhất",
    SuccessionKind.SPLIT: "Chia, tách",
    SuccessionKind.RENAME: "Đổi tên",
    CycleKind.ANNUAL: "Kỳ kiểm điểm năm",
    CycleKind.QUARTER: "Kỳ quý",
    CycleKind.THEMATIC: "Đợt sinh hoạt chính trị",
    CycleKind.UNSCHEDULED: "Kiểm điểm đột xuất",
    CycleState.PREPARING: "Đang chuẩn bị",
    CycleState.OPEN: "Đang mở",
    CycleState.CLOSED: "Đã đóng",
    SuggestionState.DRAFT: "Dự thảo",
    SuggestionState.PROPOSED: "Đã trình",
    SuggestionState.APPROVED: "Đã duyệt",
    SuggestionState.ISSUED: "Đã ban hành",
    SuggestionState.ANSWERED: "Đã giải trình",
    SuggestionState.INSUFFICIENT: "Giải trình chưa đạt",
    SuggestionState.ACCEPTED: "Đã chấp nhận giải trình",
    SuggestionState.CLOSED: "Đã kết thúc",
    SuggestionState.WITHDRAWN: "Đã rút",
    BatchKind.SUBMISSION: "Trình Ban Thường vụ",
    BatchKind.RECORD: "Ghi nhận quyết định đã ban hành",
    BatchState.DRAFT: "Đang soạn",
    BatchState.SUBMITTED: "Đã trình",
    BatchState.RECORDED: "Chờ cán bộ thứ hai kiểm tra",
    BatchState.RETURNED: "Đã trả lại",
    BatchState.DECIDED: "Đã quyết định",
    DecisionSource.DECIDED: "quyết định trong phần mềm",
    DecisionSource.RECORDED: "ghi nhận từ văn bản đã ban hành",
    DecisionSource.IMPORTED: "nhập từ tệp Excel",
    QuotaBase.GOOD: "Trong số “tốt”",
    QuotaBase.GOOD_AND_ABOVE: "Trong số “tốt trở lên”",
    QuotaBase.ALL_RATED: "Trong tổng số được xếp loại",
    Rounding.FLOOR: "làm tròn xuống",
    Rounding.HALF_UP: "làm tròn nửa lên",
    QuotaMode.OFF: "không áp dụng",
    QuotaMode.WARN: "chỉ cảnh báo",
    QuotaMode.BLOCK: "chặn khi vượt",
    Role.MEMBER: "Đảng viên",
    Role.BRANCH_SECRETARY: "Bí thư chi bộ",
    Role.STAFF: "Chuyên viên tổ chức",
    Role.LEADER: "Lãnh đạo cấp ủy",
    Role.INSPECTOR: "Cán bộ kiểm tra",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Axis.HOME: "theo nơi sinh hoạt, trực thuộc",
    Axis.MANAGING: "theo diện quản lý",
    Axis.BOTH: "cả hai",
    GrantState.PREPARED: "chờ lãnh đạo duyệt",
    GrantState.ACTIVE: "đang có hiệu lực",
    GrantState.REFUSED: "không được duyệt",
    GrantState.ENDED: "đã kết thúc",
}


def label(term: StrEnum) -> str:
    """Vietnamese wording of a term; the value itself for terms that never reach a screen."""
    return LABELS.get(term, term.value)
