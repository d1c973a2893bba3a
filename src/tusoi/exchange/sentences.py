"""Sentences of imports and documents: code → what happened and what to do."""

from django.utils.translation import gettext_lazy as _

from tusoi.exchange.reading.sentences import READING
from tusoi.ui.problems import Sentence

_ASK_SENDER = _("Hỏi lại đơn vị gửi, sửa trong tệp rồi tải tệp đã sửa lên.")

WHOLE = {
    "import-needs-leader": Sentence(
        _("Người tải tệp lên không tự đưa gợi ý kiểm điểm hoặc kết quả xếp loại vào hiệu lực."),
        _("Lãnh đạo cấp ủy mở lần nhập này và bấm nhập; với kết quả xếp loại, cán bộ thứ hai cũng làm được."),
    ),
    "import-outside-scope": Sentence(
        _("Tệp có dòng nằm ngoài phạm vi bạn được giao nên không được nhập."),
        _("Người nhập được: {who}, được giao toàn bộ phạm vi của tệp. Chia tệp theo phạm vi hoặc chuyển tệp cho họ."),
    ),
    "import-preview-outdated": Sentence(
        _("Dữ liệu đã thay đổi sau khi đọc thử nên kết quả nhập sẽ khác kết quả đã xem; chưa có gì được nhập."),
        _("Xem lại bản đọc thử mới rồi bấm nhập."),
    ),
    "import-collided": Sentence(
        _("Một người khác vừa ghi cùng dữ liệu này; chưa có gì được nhập."),
        _("Đọc thử lại rồi nhập."),
    ),
    "import-interrupted": Sentence(
        _("Việc đọc hoặc nhập tệp bị ngắt giữa chừng; chưa có gì được nhập."),
        _("Bấm “Làm lại” để chạy lại trên chính tệp đã lưu."),
    ),
    "import-failed": Sentence(
        _("Phần mềm gặp lỗi khi xử lý tệp; chưa có gì được nhập."),
        _("Thử lại; nếu vẫn lỗi, báo người quản trị kèm số lần nhập."),
    ),
    "import-year-missing": Sentence(
        _("Chưa biết danh sách thuộc năm kiểm điểm nào: tiêu đề tệp không ghi năm."),
        _("Chọn năm trên trang nhập, hoặc thêm --year khi dùng lệnh."),
    ),
    "cycle-of-year-missing": Sentence(
        _("Năm {year} chưa có kỳ kiểm điểm."),
        _("Mở kỳ trước (lệnh: tusoi cycle open --year {year} --pack … --scope …), rồi đọc thử lại."),
    ),
    "cycle-of-year-not-open": Sentence(
        _("{name} đang ở trạng thái “{state}” nên không nhập thêm được."),
        _("Chỉ nhập khi kỳ đang mở; kỳ đã đóng phải được mở lại theo quyết định."),
    ),
    "upload-missing": Sentence(_("Không có lần nhập này.")),
    "upload-wrong-state": Sentence(
        _("Lần nhập này đang ở trạng thái “{state}” nên không làm bước này được."),
        _("Tải lại trang để xem trạng thái hiện nay."),
    ),
    "upload-busy": Sentence(_("Tệp đang được xử lý."), _("Chờ xong rồi xem kết quả.")),
    "upload-too-large": Sentence(
        _("Tệp lớn quá {most} MB nên không được nhận."),
        _("Bỏ trang tính và hình không dùng, hoặc chia danh sách thành nhiều tệp."),
    ),
}

ROWS = {
    "import-unit-unknown": Sentence(
        _("Mã đơn vị không có trong hệ thống: {unit_code}."),
        _("Sửa mã cho đúng, hoặc nhập danh sách tổ chức đảng trước."),
    ),
    "import-card-unknown": Sentence(
        _("Số thẻ đảng không có trong hệ thống: {card}."),
        _("Sửa số thẻ cho đúng, hoặc nhập danh sách đảng viên trước."),
    ),
    "import-person-without-branch": Sentence(
        _("Đồng chí {name} chưa thuộc chi bộ nào nên chưa xác định được cấp quản lý."),
        _("Ghi chi bộ cho đồng chí ở trang đảng viên, rồi nhập lại."),
    ),
    "person-name-unlike": Sentence(
        _("Số thẻ {card} trong hệ thống là của đồng chí {here}, khác tên trong tệp."),
        _("Đối chiếu số thẻ với họ tên; nếu nhập, gợi ý được ghi cho đồng chí có số thẻ này."),
    ),
    "collective-kind-unread": Sentence(
        _("Không nhận ra loại tập thể từ tên “{name}”."),
        _("Bắt đầu tên bằng: Ban Thường vụ, Ban Chấp hành, Tập thể chi ủy, Tập thể Chi bộ hoặc Tập thể lãnh đạo."),
    ),
    "collective-name-unlike": Sentence(
        _("Tên tập thể không giống tên đơn vị mang mã {unit_code}: {unit}."),
        _("Đối chiếu mã với tên; nếu nhập, gợi ý được ghi cho tập thể của đơn vị mang mã này."),
    ),
    "agency-without-name": Sentence(
        _("“Tập thể lãnh đạo” dưới mã {unit} không nói là của cơ quan nào."),
        _("Ghi tên cơ quan sau chữ “Tập thể lãnh đạo”."),
    ),
    "agency-beside-others": Sentence(
        _("{unit} đã có cơ quan khác ({others}); tệp sẽ lập thêm một cơ quan mới."),
        _("Nếu là một cơ quan đã có, sửa tên trong tệp cho giống."),
    ),
    "authority-not-above": Sentence(
        _("Ở trên đơn vị này không có cấp ủy {level}, nên không xác định được nơi quản lý."),
        _("Sửa cột diện quản lý, hoặc bổ sung tổ chức đảng cấp trên."),
    ),
    "authority-unread": Sentence(
        _("Không nhận ra cấp của cơ quan quyết định “{authority}”."),
        _("Ghi rõ, ví dụ: Ban Thường vụ Tỉnh ủy, Ban Thường vụ Huyện ủy, Đảng ủy xã."),
    ),
    "subject-with-two-levels": Sentence(
        _("Cùng một tập thể, cá nhân mà tệp ghi hai diện quản lý; dòng {other_row} ghi {level}."),
        _ASK_SENDER,
    ),
    "subject-managed-elsewhere": Sentence(
        _("Trong kỳ này đã ghi {level} quản lý (theo {source}), tệp lại ghi {asked}."),
        _("Sửa cột diện quản lý cho khớp, hoặc sửa ghi chép trong kỳ trước khi nhập."),
    ),
    "subject-out-of-cycle": Sentence(
        _("Đơn vị hoặc đảng viên này không thuộc phạm vi của {cycle}."),
        _("Bỏ dòng này khỏi tệp, hoặc chọn năm khác."),
    ),
    "topic-unknown": Sentence(
        _("Lĩnh vực “{topic}” không có trong danh mục."),
        _("Dùng lĩnh vực có sẵn, hoặc thêm lĩnh vực này ở trang Gợi ý kiểm điểm rồi nhập lại."),
    ),
    "suggestion-differs": Sentence(
        _("Văn bản {document} đã được ghi cho đối tượng này với nội dung khác; văn bản đã ban hành không bị ghi đè."),
        _("Đối chiếu với văn bản gốc: sửa tệp, hoặc rút gợi ý cũ ở trang Gợi ý kiểm điểm."),
    ),
    "suggestion-withdrawn-here": Sentence(
        _("Gợi ý theo văn bản {document} đã được rút; nhập lại tệp không khôi phục gợi ý đã rút."),
        _("Nếu cần gợi ý lại, lập gợi ý theo văn bản mới."),
    ),
    "unit-name-unlike": Sentence(
        _("Tên trong tệp không giống tên đơn vị mang mã {unit_code}: {unit}."),
        _("Đối chiếu mã với tên; nếu nhập, kết quả được ghi cho đơn vị mang mã này."),
    ),
    "rating-of-agency": Sentence(
        _("{unit} là cơ quan, đơn vị, không phải tổ chức đảng."),
        _("Danh sách này chỉ nhận kết quả xếp loại tổ chức đảng."),
    ),
    "rating-above-quota": Sentence(
        _("Số đơn vị hoàn thành xuất sắc nhiệm vụ trong nhóm vượt tỷ lệ tối đa đang dùng."),
        _("Vẫn nhập được vì đây là quyết định đã ban hành; chỗ vượt được đánh dấu trên bảng xếp loại và báo cáo."),
    ),
    "rating-differs": Sentence(
        _("Quyết định {document} đã được ghi với mức “{here}”, tệp ghi mức khác."),
        _("Đối chiếu với quyết định gốc; mức đã ghi chỉ thay đổi bằng một quyết định khác."),
    ),
}

SENTENCES = {code: Sentence(what, fix) for code, (what, fix) in READING.items()} | WHOLE | ROWS

STEPS = {
    "organizations.import_units": _("Nhập danh sách tổ chức đảng từ tệp"),
    "organizations.import_members": _("Nhập danh sách đảng viên từ tệp"),
    "organizations.import_collectives": _("Lập cơ quan, tập thể theo tệp gợi ý"),
    "exchange.import_suggestions": _("Nhập gợi ý kiểm điểm từ tệp"),
    "exchange.import_ratings": _("Nhập kết quả xếp loại từ tệp"),
}
