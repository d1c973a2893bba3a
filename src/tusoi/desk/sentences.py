"""This room's problems and steps in words."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

SENTENCES = {
    "exception-missing": Sentence(
        _("Không có danh sách này trong trang tình hình kiểm điểm."),
        _("Mở lại trang tình hình kiểm điểm và chọn một con số ở đó."),
    ),
}
