"""Sentences of this room's refusals, and its steps in words."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

SENTENCES = {
    "suggestion-missing": Sentence(_("Không tìm thấy gợi ý kiểm điểm này."), _("Mở lại từ trang Gợi ý kiểm điểm.")),
    "suggestion-cycle-not-open": Sentence(
        _("{cycle} đang ở trạng thái “{state}” nên không thêm, sửa gợi ý kiểm điểm được."),
        _("Chọn kỳ đang mở, hoặc đề nghị lãnh đạo cấp ủy mở lại kỳ bằng văn bản."),
    ),
    # documents taken over from a file
    "suggestion-records-without-document": Sentence(
        _("Có {count} gợi ý chưa có số hoặc ngày văn bản."), _("Điền đủ số và ngày văn bản rồi nhập lại.")
    ),
    "suggestion-records-without-items": Sentence(
        _("Có {count} gợi ý chưa có nội dung hoặc có nội dung để trống."), _("Điền nội dung rồi nhập lại.")
    ),
    "suggestion-records-twice": Sentence(
        _("Có {count} gợi ý trùng cả đối tượng, số và ngày văn bản với gợi ý khác trong cùng lần nhập."),
        _("Gộp các nội dung vào một gợi ý, hoặc sửa số, ngày văn bản."),
    ),
    "suggestion-entry-strange": Sentence(
        _("Có {count} đối tượng không có trong danh sách kiểm điểm của kỳ này."),
        _("Đưa đối tượng vào danh sách kiểm điểm trước."),
    ),
    "suggestion-level-differs": Sentence(
        _("{name} thuộc diện {level} quản lý, không phải {asked}."),
        _("Sửa diện quản lý trong tệp, hoặc đối chiếu chức vụ đã ghi nhận."),
    ),
    # topics
    "suggestion-topic-missing": Sentence(_("Không tìm thấy lĩnh vực này."), _("Mở lại danh mục lĩnh vực.")),
    "suggestion-topic-empty": Sentence(_("Chưa ghi tên lĩnh vực."), _("Ghi tên bằng chữ.")),
    "suggestion-topic-long": Sentence(_("Tên dài {length} ký tự; nhiều nhất là {longest}."), _("Rút ngắn lại.")),
    "suggestion-topic-taken": Sentence(
        _("Danh mục đã có lĩnh vực “{label}”."), _("Dùng lĩnh vực ấy, hoặc ghi tên khác để phân biệt.")
    ),
    "suggestion-topics-closed": Sentence(
        _("Danh mục lĩnh vực do bộ phận tổ chức của cấp mở kỳ kiểm điểm quản lý."),
        _("Đề nghị nơi ấy thêm hoặc sửa lĩnh vực."),
    ),
}

STEPS = {
    "suggestions.ensure_topics": _("Thêm lĩnh vực của bộ quy định"),
    "suggestions.add_topic": _("Thêm lĩnh vực"),
    "suggestions.rename_topic": _("Đổi tên lĩnh vực"),
    "suggestions.set_topic_active": _("Dùng hoặc thôi dùng lĩnh vực"),
    "suggestions.record_issued": _("Nhập gợi ý kiểm điểm đã ban hành"),
}
