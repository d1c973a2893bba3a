"""Vietnamese words of the table of rights, for sentences that say who may do what; screens translate them."""

from tusoi.rules.terms import Action, Relation, Resource

RELATION_WORDS: dict[Relation, str] = {
    Relation.SUBJECT: "chính đối tượng (với tập thể: người đứng đầu, người được giao soạn thảo)",
    Relation.PEER: "thành viên của tập thể nơi kiểm điểm",
    Relation.BRANCH_SECRETARY: "bí thư chi bộ",
    Relation.HOME_STAFF: "chuyên viên tổ chức của nơi đối tượng trực thuộc",
    Relation.HOME_LEADER: "lãnh đạo cấp ủy của nơi đối tượng trực thuộc",
    Relation.MANAGING_STAFF: "chuyên viên tổ chức của cấp quản lý",
    Relation.MANAGING_LEADER: "lãnh đạo cấp ủy của cấp quản lý",
    Relation.UPPER: "cấp trên của cấp quản lý",
    Relation.ATTENDEE: "người được phân công dự, chỉ đạo kiểm điểm",
    Relation.INSPECTOR: "cán bộ kiểm tra trong phạm vi được giao",
    Relation.ADMINISTRATOR: "quản trị hệ thống",
    Relation.OTHER: "người không có quan hệ với hồ sơ",
}

ACTION_WORDS: dict[Action, str] = {
    Action.READ: "xem",
    Action.STATUS: "xem tình trạng",
    Action.CREATE: "lập mới",
    Action.UPDATE: "sửa",
    Action.SUBMIT: "gửi, trình",
    Action.RETURN: "trả lại",
    Action.APPEND: "bổ sung",
    Action.DECIDE: "quyết định",
    Action.VERIFY: "kiểm tra, xác nhận",
    Action.EXPORT: "xuất ra tệp",
}

RESOURCE_WORDS: dict[Resource, str] = {
    Resource.PERSONAL_REPORT: "bản kiểm điểm cá nhân",
    Resource.COLLECTIVE_REPORT: "báo cáo kiểm điểm tập thể",
    Resource.COMMENT: "ý kiến góp ý",
    Resource.SUGGESTION: "gợi ý kiểm điểm",
    Resource.SUGGESTION_ANSWER: "giải trình gợi ý kiểm điểm",
    Resource.BALLOT: "phiếu",
    Resource.BALLOT_ROLL: "danh sách phát phiếu",
    Resource.TALLY: "kết quả kiểm phiếu",
    Resource.RATING_PROPOSAL: "đề xuất xếp loại",
    Resource.RATING_DECISION: "quyết định xếp loại",
    Resource.PETITION: "khiếu nại, kiến nghị",
    Resource.REMEDIATION_ITEM: "hạn chế, khuyết điểm",
    Resource.REMEDIATION_PROGRESS: "tiến độ khắc phục",
    Resource.REMEDIATION_CLOSURE: "xác nhận đã khắc phục xong",
    Resource.REMEDIATION_REOPENING: "mở lại việc khắc phục",
    Resource.STATISTICS_OWN_UNIT: "số liệu của đơn vị",
    Resource.STATISTICS_SUBTREE: "số liệu toàn đảng bộ",
    Resource.RECORD_TRAIL: "nhật ký của hồ sơ",
    Resource.GRANT: "phân quyền",
    Resource.UNIT_CARD: "thông tin đơn vị",
    Resource.PERSON_CARD: "thông tin cá nhân",
    Resource.STRUCTURE: "cơ cấu tổ chức",
    Resource.CYCLE: "kỳ kiểm điểm",
    Resource.ROSTER_ENTRY: "đối tượng trong kỳ",
    Resource.IMPORT: "nhập dữ liệu từ tệp",
}
