"""Sentences of this room: refusals, notices and steps in words."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

SENTENCES = {
    # records
    "rating-missing": Sentence(_("Không tìm thấy kết quả xếp loại này."), _("Mở lại từ trang Xếp loại.")),
    "rating-group-missing": Sentence(_("Không tìm thấy nhóm xếp loại này."), _("Mở lại từ trang Xếp loại.")),
    "rating-batch-missing": Sentence(_("Không tìm thấy đợt xếp loại này."), _("Mở lại từ trang Xếp loại.")),
    "rating-line-unknown": Sentence(
        _("Đối tượng này không có trong nhóm đồng chí được xem."), _("Chọn lại từ bảng xếp loại.")
    ),
    # states
    "rating-stale": Sentence(
        _("Kết quả xếp loại của đối tượng này vừa thay đổi; trang đồng chí đang mở là trang cũ nên chưa lưu gì."),
        _("Mở lại trang, xem quyết định hiện nay rồi quyết định."),
    ),
    "rating-plan-stale": Sentence(
        _("Từ lúc đồng chí xem đến nay nhóm này đã thay đổi nên chưa thực hiện gì."),
        _("Mở lại trang, xem số liệu mới rồi xác nhận."),
    ),
    "rating-cycle-not-open": Sentence(
        _("Kỳ kiểm điểm đang ở trạng thái “{state}”; việc này chỉ làm khi kỳ đang mở."),
        _("Kỳ đã kết thúc thì chỉ bổ sung từng quyết định ở trang của đối tượng."),
    ),
    "rating-not-due": Sentence(
        _("Đối tượng này không thuộc diện xếp loại trong kỳ ({reason})."),
        _("Kiểm tra lại danh sách kiểm điểm nếu lý do không đúng."),
    ),
    "rating-already-decided": Sentence(
        _("Đã xếp loại “{category}” theo {document_no}."),
        _("Muốn thay đổi thì xếp loại lại ở trang của đối tượng, có văn bản và lý do."),
    ),
    "rating-in-batch": Sentence(
        _("Đang ở đợt số {batch} chờ quyết định hoặc kiểm tra."), _("Chờ kết quả, hoặc trả lại đợt đó trước.")
    ),
    # documents
    "decision-date-in-future": Sentence(
        _("Ngày quyết định {day} chưa đến (hôm nay là {today})."), _("Ghi đúng ngày ký trên văn bản.")
    ),
    "decision-date-before-year": Sentence(
        _("Ngày quyết định {day} sớm hơn năm kiểm điểm {cycle_year}."), _("Kiểm tra lại năm đã gõ.")
    ),
    "decision-date-too-late": Sentence(
        _("Ngày quyết định {day} sau ngày {latest}; kết quả năm {cycle_year} được quyết định chậm nhất đến ngày đó."),
        _("Kiểm tra lại ngày, hoặc chọn đúng kỳ kiểm điểm."),
    ),
    "rating-authority-missing": Sentence(
        _("Chưa có tên cơ quan quyết định."), _("Ghi đúng tên cơ quan trên quyết định.")
    ),
    "rerating-needs-reasons": Sentence(
        _("Xếp loại lại phải ghi lý do."), _("Ghi rõ vì sao thay đổi kết quả đã quyết định.")
    ),
    "scan-missing": Sentence(_("Chưa có bản quét của quyết định."), _("Chọn tệp PDF, JPG hoặc PNG.")),
    "scan-too-large": Sentence(
        _("Bản quét nặng {size} MB; nhiều nhất là {most} MB."), _("Quét lại với độ phân giải thấp hơn.")
    ),
    "scan-of-unknown-kind": Sentence(
        _("Tệp này không phải PDF, JPG hay PNG (xét theo nội dung tệp, không theo tên)."),
        _("Chọn đúng bản quét của quyết định đã ký."),
    ),
    # quota
    "quota-block-unconfirmed": Sentence(
        _("Tỷ lệ này chưa được đối chiếu với văn bản gốc nên chưa chặn được."),
        _("Người có trách nhiệm xác nhận đã đối chiếu trước, rồi chọn lại."),
    ),
    "quota-already-confirmed": Sentence(
        _("Tỷ lệ này đã có người xác nhận."), _("Xem tên người xác nhận ở trang Cách tính tỷ lệ.")
    ),
    "quota-unknown": Sentence(_("Bộ quy định không có tỷ lệ cho nhóm này."), _("Chỉ chọn được “không áp dụng”.")),
    "quota-extra-too-small": Sentence(_("Số lượng thêm ít nhất là 1."), _("Ghi số theo quyết định ngoại lệ.")),
    # import
    "rating-import-clash": Sentence(
        _("{name}: văn bản {document_no} ở đây đã ghi “{known}”, tệp ghi “{category}”."),
        _("Xếp loại lại phải có văn bản khác; kiểm tra lại mức hoặc số, ngày văn bản."),
    ),
    # notices
    "notice-rating-submitted": Sentence(_("{by} trình {count} đối tượng xếp loại năm {cycle_year}, chờ quyết định.")),
    "notice-rating-recorded": Sentence(
        _("{by} ghi nhận quyết định {document_no} cho {count} đối tượng, chờ người thứ hai kiểm tra.")
    ),
    "notice-rating-checked": Sentence(
        _("Quyết định {document_no} cho {count} đối tượng đã được ghi nhận, {by} đã kiểm tra.")
    ),
    "notice-rating-returned": Sentence(_("{by} trả lại đợt xếp loại năm {cycle_year}; xem lý do trong đợt.")),
    "notice-rating-batch-decided": Sentence(_("{by} đã quyết định đợt xếp loại năm {cycle_year} theo {document_no}.")),
    "notice-rating-decided": Sentence(_("{name} đã được xếp loại riêng theo {document_no}, không chờ đợt trình.")),
}

STEPS = {
    "ratings.decide": _("Quyết định xếp loại"),
    "ratings.rerate": _("Xếp loại lại"),
    "ratings.submit": _("Trình Ban Thường vụ"),
    "ratings.record": _("Ghi nhận quyết định đã ban hành"),
    "ratings.return": _("Trả lại"),
    "ratings.decide_batch": _("Quyết định đợt trình"),
    "ratings.check": _("Kiểm tra quyết định đã ghi nhận"),
    "ratings.record_imported": _("Nhập kết quả xếp loại từ tệp"),
    "ratings.choose_quota": _("Chọn cách tính tỷ lệ"),
    "ratings.confirm_quota": _("Xác nhận tỷ lệ với văn bản gốc"),
    "ratings.except_quota": _("Quyết định ngoại lệ về tỷ lệ"),
}
