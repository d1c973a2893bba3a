"""Sentences of what can be wrong with a list of units or members; ``{count}`` rows share one sentence."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

INTAKE = {
    "list-outdated": Sentence(
        _("Dữ liệu đã thay đổi sau khi đọc thử, nên tệp chưa được nhập."),
        _("Đọc thử lại tệp này rồi nhập theo kết quả mới."),
    ),
    "unit-parent-differs": Sentence(
        _("Tệp ghi cấp trên trực tiếp của “{name}” khác với phần mềm (đang là {here})."),
        _("Đổi cấp trên cần văn bản: làm ở trang Sáp nhập, chia tách; hoặc sửa lại cột Mã cấp trên trực tiếp."),
    ),
    "unit-kind-differs": Sentence(
        _("Tệp ghi loại hình của “{name}” khác với phần mềm (đang là {here})."),
        _("Đổi loại hình cần văn bản: làm ở trang Sáp nhập, chia tách; hoặc sửa lại cột Loại hình."),
    ),
    "list-before-unit": Sentence(
        _("Danh sách cũ hơn ngày thành lập của “{name}” ({since})."),
        _("Kiểm tra ngày của danh sách ở dòng tiêu đề."),
    ),
    "parent-unknown": Sentence(
        _("Mã cấp trên trực tiếp “{parent}” không có trong tệp và không có trong phần mềm."),
        _("Sửa mã, hoặc thêm tổ chức đó vào tệp."),
    ),
    "parent-left-out": Sentence(
        _("Cấp trên trực tiếp “{parent}” bị bỏ lại vì có lỗi."), _("Sửa lỗi của tổ chức cấp trên trước.")
    ),
    "root-exists": Sentence(
        _("Tổ chức này không ghi cấp trên, nhưng phần mềm đã có tổ chức cao nhất."),
        _("Điền mã cấp trên trực tiếp."),
    ),
    "agency-needs-parent": Sentence(
        _("Cơ quan, đơn vị phải gắn với một tổ chức đảng."), _("Điền mã tổ chức đảng vào cột cấp trên trực tiếp.")
    ),
    "unit-kind-below": Sentence(
        _("“{kind}” không thể trực thuộc “{parent}”."), _("Sửa loại hình hoặc mã cấp trên trực tiếp.")
    ),
    "branch-unknown": Sentence(
        _("Mã chi bộ “{branch}” không có trong phần mềm."), _("Nhập danh sách tổ chức đảng trước, hoặc sửa mã chi bộ.")
    ),
    "branch-is-none": Sentence(
        _("Mã “{branch}” là “{name}”, không phải chi bộ; đảng viên chỉ sinh hoạt ở chi bộ."),
        _("Ghi mã chi bộ nơi đảng viên sinh hoạt."),
    ),
    "list-before-membership": Sentence(
        _("Đảng viên đã chuyển chi bộ ngày {since}, sau hoặc trong ngày của danh sách này."),
        _("Dùng danh sách mới hơn, hoặc sửa mã chi bộ theo nơi đang sinh hoạt."),
    ),
    "post-kept": Sentence(
        _("Chức vụ đang ghi trong phần mềm mà tệp không nêu được giữ nguyên: {titles}."),
        _("Nếu đã thôi giữ chức vụ, kết thúc ở trang của đảng viên."),
    ),
    "post-unit-unknown": Sentence(
        _("Mã tổ chức giữ chức vụ “{unit}” không có trong phần mềm."),
        _("Sửa mã, hoặc nhập danh sách tổ chức đảng trước."),
    ),
    "level-without-post": Sentence(
        _("Có diện quản lý nhưng không có chức vụ nào; diện quản lý này chưa được ghi nhận."),
        _("Điền chức vụ và tổ chức giữ chức vụ."),
    ),
}
