"""Sentences of this room's refusals: code → (what happened, what to do)."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "stale-page": (
        _("Bản ghi này vừa được người khác xử lý; trang bạn đang xem đã cũ."),
        _("Mở lại trang để xem trạng thái mới rồi quyết định tiếp."),
    ),
}
