"""This room's problems and steps in words."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

SENTENCES = {
    "figures-missing": Sentence(
        _("Không có số liệu thống kê này, hoặc nó không thuộc phạm vi được xem."),
        _("Kiểm tra lại năm, kỳ kiểm điểm và tổ chức (mã tổ chức) đã chọn."),
    ),
    "year-without-cycle": Sentence(
        _("Chưa có kỳ kiểm điểm hằng năm của năm {year} cho tổ chức này."),
        _("Mở kỳ kiểm điểm trước: tusoi cycle open --year {year} --pack … --scope …"),
    ),
    "export-too-long": Sentence(
        _("Danh sách có {rows} dòng, nhiều hơn {most} dòng mà một tệp Excel chứa được."),
        _("Chọn một tổ chức trực thuộc rồi tải từng phần."),
    ),
    "supplement-cycle-open": Sentence(
        _("{name} chưa khóa nên chưa có số liệu đã chốt để bổ sung."),
        _("Số liệu được chốt khi khóa kỳ kiểm điểm."),
    ),
}

STEPS = {
    "statistics.freeze": _("Chốt số liệu thống kê"),
    "statistics.export": _("Xuất tệp số liệu thống kê"),
}
