"""Sentences of backup and restore, and of the demonstration."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

SENTENCES = {
    "backup-exists": Sentence(
        _("Đã có tệp {file}; bản sao lưu không ghi đè tệp nào."), _("Chọn tên tệp khác, ví dụ có ngày tháng.")
    ),
    "backup-no-folder": Sentence(_("Không có thư mục {folder}."), _("Tạo thư mục trước, hoặc chọn nơi khác.")),
    "backup-missing": Sentence(_("Không có tệp {file}."), _("Kiểm tra lại đường dẫn.")),
    "backup-unreadable": Sentence(
        _("{file} không phải tệp sao lưu, hoặc đã bị cắt cụt."), _("Dùng tệp do lệnh tusoi backup tạo, chép lại đủ.")
    ),
    "backup-damaged": Sentence(
        _("Tệp sao lưu bị hỏng ở {file}: nội dung không đúng với mã kiểm tra. Chưa có gì được khôi phục."),
        _("Dùng bản sao lưu khác."),
    ),
    "backup-format": Sentence(
        _("Tệp sao lưu có dạng {format}, bản phần mềm này không đọc được."), _("Dùng bản phần mềm đã tạo tệp.")
    ),
    "backup-other-database": Sentence(
        _("Bản sao lưu lấy từ {saved}, còn ở đây là {here}."), _("Khôi phục trên cùng loại cơ sở dữ liệu.")
    ),
    "backup-other-version": Sentence(
        _("Bản sao lưu do một bản phần mềm khác tạo, cấu trúc bảng không khớp."),
        _("Khôi phục bằng đúng bản phần mềm đã sao lưu, rồi nâng cấp."),
    ),
    "restore-not-empty": Sentence(
        _("{folder} đã có dữ liệu; khôi phục chỉ làm vào nơi trống để không mất gì."),
        _("Đặt TUSOI_DATA_DIR (và TUSOI_DATABASE_URL) tới nơi trống rồi chạy lại."),
    ),
    "restore-differs": Sentence(
        _("Sau khi khôi phục, các bảng sau không đúng như khi sao lưu: {tables}."),
        _("Không dùng bản vừa khôi phục; thử lại từ một bản sao lưu khác."),
    ),
    "demo-not-empty": Sentence(
        _("{folder} đã có dữ liệu của đơn vị; bản trình diễn chỉ nạp vào thư mục trống."),
        _("Đặt TUSOI_DATA_DIR tới một thư mục mới rồi chạy lại, hoặc chạy tusoi up không có --demo."),
    ),
    "demo-workbook": Sentence(
        _("Tệp trình diễn {file} không nhập được."), _("Bản cài đặt bị hỏng: cài lại phần mềm rồi chạy lại.")
    ),
}
