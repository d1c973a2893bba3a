"""Sentences of this room's refusals, and its steps in words."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

SENTENCES = {
    "suggestion-missing": Sentence(_("Không tìm thấy gợi ý kiểm điểm này."), _("Mở lại từ trang Gợi ý kiểm điểm.")),
    "suggestion-cycle-not-open": Sentence(
        _("{cycle} đang ở trạng thái “{state}” nên không thêm, sửa gợi ý kiểm điểm được."),
        _("Chọn kỳ đang mở, hoặc đề nghị lãnh đạo cấp ủy mở lại kỳ bằng văn bản."),
    ),
    "suggestion-not-draft": Sentence(
        _("Gợi ý đang ở trạng thái “{state}”; chỉ sửa được khi còn là dự thảo."),
        _("Nếu cần thay nội dung, rút gợi ý này rồi lập gợi ý mới."),
    ),
    "suggestion-changed": Sentence(
        _("Dự thảo này vừa được người khác sửa. Nội dung đồng chí gửi chưa được lưu."),
        _("Chép lại phần cần giữ, mở lại trang để xem bản mới rồi sửa tiếp."),
    ),
    "suggestion-not-reviewed": Sentence(
        _("Theo danh sách của kỳ, {name} không thuộc diện kiểm điểm: {reason}."),
        _("Xem lại đối tượng và danh sách kiểm điểm."),
    ),
    # what is written
    "suggestion-too-many-items": Sentence(
        _("Có {count} nội dung; một gợi ý nhiều nhất {most} nội dung."), _("Tách thành nhiều văn bản.")
    ),
    "suggestion-item-empty": Sentence(_("Nội dung {number} chưa ghi vấn đề."), _("Ghi vấn đề, hoặc bỏ nội dung này.")),
    "suggestion-topic-unknown": Sentence(
        _("Nội dung {number} chưa chọn lĩnh vực còn dùng."), _("Chọn một lĩnh vực trong danh mục.")
    ),
    "suggestion-item-asks-nobody": Sentence(
        _("Nội dung {number} chưa yêu cầu làm rõ trách nhiệm của ai."), _("Chọn tập thể, cá nhân hoặc cả hai.")
    ),
    "suggestion-text-long": Sentence(_("Dài {length} ký tự; nhiều nhất là {longest}."), _("Rút ngắn lại.")),
    "suggestion-ground-unknown": Sentence(
        _("Căn cứ không có trong bộ quy định của kỳ: {grounds}."), _("Chọn lại căn cứ trong danh sách.")
    ),
    # the document
    "suggestion-date-in-future": Sentence(
        _("Ngày văn bản {day} chưa đến (hôm nay là {today})."), _("Ghi ngày ký trên văn bản.")
    ),
    "suggestion-date-before-year": Sentence(
        _("Ngày văn bản {day} trước năm kiểm điểm {cycle_year}."),
        _("Kiểm tra lại năm; văn bản của năm khác thuộc kỳ khác."),
    ),
    "suggestion-date-too-late": Sentence(
        _("Ngày văn bản {day} sau {last}, ngày cuối nhận văn bản của kỳ năm {cycle_year}."),
        _("Kiểm tra lại năm; văn bản của năm khác thuộc kỳ khác."),
    ),
    "suggestion-due-before-document": Sentence(
        _("Hạn giải trình {due} của nội dung {number} sớm hơn ngày văn bản {day}."),
        _("Kiểm tra lại hai ngày này."),
    ),
    "suggestion-document-twice": Sentence(
        _("Văn bản số {number} ngày {day} gợi ý cho {name} đã được ghi nhận rồi."),
        _("Mở gợi ý đã có; nếu là văn bản khác thì sửa số hoặc ngày."),
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
    # notices
    "notice-suggestion-proposed": Sentence(_("Gợi ý kiểm điểm {name} đã được trình, đang chờ duyệt.")),
    "notice-suggestion-approved": Sentence(_("Gợi ý kiểm điểm {name} đã được duyệt, đang chờ ban hành.")),
    "notice-suggestion-issued": Sentence(
        _("Cấp trên gợi ý kiểm điểm {name} (văn bản số {number})."), _("Xem từng nội dung để giải trình khi kiểm điểm.")
    ),
    "notice-suggestion-withdrawn": Sentence(_("Gợi ý kiểm điểm {name} đã được rút.")),
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
    "suggestions.create": _("Lập dự thảo"),
    "suggestions.update": _("Sửa dự thảo"),
    "suggestions.propose": _("Trình"),
    "suggestions.approve": _("Duyệt"),
    "suggestions.issue": _("Ban hành"),
    "suggestions.withdraw": _("Rút"),
    "suggestions.record_one": _("Ghi nhận văn bản đã ban hành"),
    "suggestions.ensure_topics": _("Thêm lĩnh vực của bộ quy định"),
    "suggestions.add_topic": _("Thêm lĩnh vực"),
    "suggestions.rename_topic": _("Đổi tên lĩnh vực"),
    "suggestions.set_topic_active": _("Dùng hoặc thôi dùng lĩnh vực"),
    "suggestions.record_issued": _("Nhập gợi ý kiểm điểm đã ban hành"),
}
