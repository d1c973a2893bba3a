"""Sentences of this room's refusals and findings: code → (what happened, what to do); and steps in words."""

from django.utils.translation import gettext_lazy as _

ASK_FOR_HELP = _("Giữ nguyên dữ liệu, báo ủy ban kiểm tra và người quản trị; đối chiếu với bản sao lưu gần nhất.")

SENTENCES = {
    "stale-page": (
        _("Bản ghi này vừa được người khác xử lý; trang đồng chí đang xem đã cũ."),
        _("Mở lại trang để xem trạng thái mới rồi quyết định tiếp."),
    ),
    "book-changed": (_("Chuỗi nhật ký {where}: bước số {seq} đã bị sửa sau khi ghi."), ASK_FOR_HELP),
    "book-missing": (_("Chuỗi nhật ký {where}: thiếu bước số {seq}."), ASK_FOR_HELP),
    "book-truncated": (_("Chuỗi nhật ký {where}: bị cắt từ bước số {seq}."), ASK_FOR_HELP),
    "book-beyond-head": (_("Chuỗi nhật ký {where}: có bước từ số {seq} không được ghi đúng cách."), ASK_FOR_HELP),
    "book-chain-missing": (_("Chuỗi nhật ký {where} đã được mở nhưng nay không còn."), ASK_FOR_HELP),
    "book-anchor-changed": (_("Mốc niêm phong ngày {where} không khớp với các mốc trước đó."), ASK_FOR_HELP),
    "book-anchor-differs": (_("Chuỗi nhật ký {where}: bước số {seq} khác với mốc niêm phong."), ASK_FOR_HELP),
    "book-anchor-missing": (_("Thiếu mốc niêm phong của ngày {where}, là ngày có bước đã ghi."), ASK_FOR_HELP),
    "book-anchor-unknown": (_("Mã niêm phong {where} không có trong nhật ký này."), ASK_FOR_HELP),
}

STEPS = {
    "audit.start-chains": _("Mở chuỗi nhật ký cho đơn vị"),
}
