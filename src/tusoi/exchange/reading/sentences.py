"""Sentences of everything that can be wrong with a workbook: code → (what, how to mend it)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

_SAVE_AS = _("Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”, rồi tải tệp mới lên.")
_ASK_AGAIN = _("Xin lại tệp gốc ở đơn vị gửi, hoặc mở bằng Excel và Lưu thành (.xlsx) một tệp mới.")
_SPLIT = _("Xóa các hàng, cột và trang tính không dùng, hoặc chia danh sách thành nhiều tệp rồi nhập lần lượt.")

FILE: Mapping[str, tuple[Words, Words]] = {
    "file-empty": (_("Tệp rỗng, không có nội dung."), _("Chọn lại tệp; có thể tệp chưa tải xong.")),
    "file-too-large": (_("Tệp lớn {megabytes} MB; phần mềm nhận tệp đến {most} MB."), _SPLIT),
    "file-legacy-xls": (_("Đây là tệp Excel kiểu cũ (.xls)."), _SAVE_AS),
    "file-xlsb": (_("Đây là tệp Excel nhị phân (.xlsb)."), _SAVE_AS),
    "file-html": (_("Đây là trang web hoặc tệp XML mang tên tệp Excel."), _SAVE_AS),
    "file-csv": (_("Đây là tệp văn bản (.csv), không phải tệp Excel."), _SAVE_AS),
    "file-ods": (_("Đây là tệp bảng tính OpenDocument (.ods)."), _SAVE_AS),
    "file-numbers": (_("Đây là tệp Numbers của Apple."), _("Mở bằng Numbers, chọn Xuất sang Excel (.xlsx).")),
    "file-word": (
        _("Đây là tệp Word."),
        _("Chép bảng từ Word sang Excel, lưu kiểu “Excel Workbook (.xlsx)”, rồi tải tệp mới lên."),
    ),
    "file-powerpoint": (_("Đây là tệp trình chiếu PowerPoint."), _("Chọn tệp Excel (.xlsx) chứa danh sách.")),
    "file-pdf": (
        _("Đây là tệp PDF."),
        _("Xin tệp Excel (.xlsx) gốc ở đơn vị gửi; phần mềm không đọc danh sách từ PDF."),
    ),
    "file-image": (
        _("Đây là tệp ảnh."),
        _("Xin tệp Excel (.xlsx) gốc ở đơn vị gửi; phần mềm không đọc danh sách từ ảnh."),
    ),
    "file-program": (
        _("Đây là tệp chương trình, không phải danh sách."),
        _("Không mở tệp này; báo cho người quản trị và hỏi lại đơn vị gửi."),
    ),
    "file-archive": (
        _("Đây là tệp nén, không phải tệp Excel."),
        _("Giải nén rồi tải từng tệp Excel (.xlsx) bên trong lên."),
    ),
    "file-unknown": (_("Không nhận ra kiểu tệp; đây không phải tệp Excel (.xlsx)."), _SAVE_AS),
    "file-encrypted": (
        _("Tệp được đặt mật khẩu."),
        _("Mở tệp bằng Excel, vào Tệp › Thông tin › Bảo vệ sổ làm việc, bỏ mật khẩu, lưu lại rồi tải lên."),
    ),
    "file-macro": (
        _("Tệp có chứa macro (chương trình chạy trong Excel) nên không được nhận."),
        _("Lưu thành kiểu “Excel Workbook (.xlsx)”, đồng ý bỏ macro, rồi tải tệp mới lên."),
    ),
    "archive-broken": (_("Tệp Excel bị hỏng hoặc chưa tải lên đủ."), _ASK_AGAIN),
    "archive-too-many-members": (
        _("Tệp chứa {members} thành phần; một tệp Excel thường có vài chục, phần mềm nhận đến {most}."),
        _ASK_AGAIN,
    ),
    "archive-unsafe-names": (
        _("Bên trong tệp có thành phần mang đường dẫn không an toàn nên tệp bị từ chối."),
        _ASK_AGAIN,
    ),
    "archive-repeated-names": (_("Bên trong tệp có hai thành phần trùng tên nên tệp bị từ chối."), _ASK_AGAIN),
    "archive-bomb": (_("Tệp bung ra {megabytes} MB; phần mềm nhận đến {most} MB."), _SPLIT),
    "archive-squeezed": (
        _("Tệp nén bất thường: bung ra gấp {times} lần, trong khi tệp Excel thường chỉ đến {most} lần."),
        _ASK_AGAIN,
    ),
    "archive-entities": (_("Bên trong tệp có khai báo XML không an toàn nên tệp bị từ chối."), _ASK_AGAIN),
    "archive-external-links": (
        _("Tệp lấy số liệu từ tệp khác hoặc từ nguồn bên ngoài."),
        _("Trong Excel vào Dữ liệu › Sửa liên kết › Ngắt liên kết, xóa kết nối dữ liệu, lưu lại rồi tải lên."),
    ),
    "archive-embedded-objects": (
        _("Tệp có nhúng đối tượng (tệp khác, nút điều khiển) nên không được nhận."),
        _("Xóa các đối tượng nhúng trong Excel, lưu lại rồi tải lên."),
    ),
    "sheet-too-wide": (_("Trang tính khai vùng dữ liệu quá rộng."), _SPLIT),
    "workbook-too-many-sheets": (_("Tệp có quá {sheets} trang tính."), _SPLIT),
    "workbook-too-many-rows": (_("Tệp có quá {rows} dòng."), _SPLIT),
    "workbook-too-large": (_("Đọc tệp cần quá {megabytes} MB bộ nhớ; thường do ô thừa ở rất xa bảng."), _SPLIT),
    "workbook-too-slow": (_("Đọc tệp quá lâu nên phần mềm đã dừng lại."), _SPLIT),
    "workbook-broken": (_("Không đọc được nội dung tệp Excel; tệp bị hỏng."), _ASK_AGAIN),
    "workbook-empty": (
        _("Tệp không có dữ liệu nào."),
        _("Kiểm tra lại tệp; nếu trang tính bị ẩn thì bỏ ẩn rồi lưu lại."),
    ),
}

TABLE: Mapping[str, tuple[Words, Words]] = {
    "sheet-unknown": (_("Tệp không có trang tính “{sheet}”."), _("Chọn một trang tính có trong tệp.")),
    "several-sheets": (_("Nhiều trang tính cùng có bảng cần nhập: {sheets}."), _("Chọn trang tính cần nhập.")),
    "header-row-empty": (_("Dòng {row} không có tiêu đề cột."), _("Chỉ đúng dòng chứa tiêu đề cột.")),
    "table-not-found": (
        _("Không tìm thấy bảng “{wanted}” trong tệp."),
        _("Kiểm tra tệp có dòng tiêu đề cột; tải tệp mẫu của phần mềm để đối chiếu."),
    ),
    "table-empty": (
        _("Trang tính “{sheet}” có tiêu đề ở dòng {row} nhưng không có dòng dữ liệu nào."),
        _("Kiểm tra lại tệp hoặc chọn trang tính khác."),
    ),
    "other-kind": (
        _("Tệp này là “{found}”, không phải “{wanted}”."),
        _("Chọn lại loại danh sách cần nhập, hoặc chọn tệp khác."),
    ),
    "column-missing": (
        _("Thiếu cột “{heading}”. Các tiêu đề tìm thấy: {found}."),
        _("Thêm cột vào tệp, hoặc chỉ ra cột nào trong tệp mang nội dung này."),
    ),
    "mapping-unknown-field": (_("Không có nội dung “{field}” trong loại danh sách này."), _("Ghép lại các cột.")),
    "mapping-unknown-column": (_("Cột {column} chọn cho “{field}” không có tiêu đề."), _("Chọn một cột có tiêu đề.")),
    "mapping-column-twice": (_("Cột {column} được chọn cho hai nội dung."), _("Mỗi cột chỉ chọn cho một nội dung.")),
}

CELLS: Mapping[str, tuple[Words, Words]] = {
    "cell-required": (_("Ô “{heading}” để trống."), _("Điền nội dung vào ô rồi nhập lại tệp.")),
    "cell-too-long": (_("Nội dung ô “{heading}” dài quá {most} ký tự."), _("Rút gọn nội dung ô.")),
    "date-impossible": (_("“{heading}” không có trong lịch."), _("Sửa theo ngày/tháng/năm có thật, ví dụ 28/02/1980.")),
    "date-incomplete": (
        _("“{heading}” chỉ có năm hoặc tháng, năm."),
        _("Ghi đủ ngày/tháng/năm; nếu chưa rõ thì để trống ô không bắt buộc."),
    ),
    "date-short-year": (_("“{heading}” ghi năm hai chữ số."), _("Ghi đủ bốn chữ số của năm, ví dụ 05/03/1979.")),
    "date-far-off": (_("“{heading}” nằm ngoài khoảng từ 01/03/1900 đến 31/12/2100."), _("Kiểm tra và sửa lại năm.")),
    "date-unreadable": (
        _("“{heading}” không đọc được thành ngày."),
        _("Ghi theo dạng ngày/tháng/năm, ví dụ 05/03/1979."),
    ),
    "code-repeated": (
        _("Mã tổ chức lặp lại trong tệp."),
        _("Mỗi tổ chức một mã, một dòng; sửa mã hoặc xóa dòng thừa."),
    ),
    "unit-kind-unknown": (_("“{heading}” không có trong danh mục."), _("Ghi một trong các loại hình: {accepted}.")),
    "parent-required": (
        _("Ô “{heading}” để trống, trong khi chỉ một tổ chức đứng đầu danh sách được để trống."),
        _("Ghi mã cấp trên trực tiếp."),
    ),
    "parent-circle": (
        _("Quan hệ trực thuộc đi vòng tròn: {circle}."),
        _("Sửa mã cấp trên trực tiếp để không tổ chức nào trực thuộc chính mình."),
    ),
    "card-repeated": (_("Số thẻ đảng lặp lại trong tệp."), _("Sửa số thẻ hoặc xóa dòng thừa; mỗi đảng viên một dòng.")),
    "member-in-two-branches": (
        _("Một số thẻ đảng đứng ở hai chi bộ khác nhau."),
        _("Giữ dòng của chi bộ nơi đảng viên sinh hoạt chính thức, xóa dòng kia."),
    ),
    "comrade-left-out": (_("Bỏ chữ xưng hô (“Đ/c”) trước họ tên."), _("Không cần sửa.")),
    "old-font": (
        _("“{heading}” gõ bằng phông chữ cũ (TCVN3)."),
        _("Chuyển cả cột sang Unicode (công cụ chuyển mã của Unikey) rồi nhập lại tệp."),
    ),
    "name-odd": (_("Họ tên có ký tự không thuộc tên người."), _("Xóa chữ số và ký hiệu lạ trong họ tên.")),
    "gender-unknown": (_("“{heading}” không rõ nghĩa."), _("Ghi một trong: {accepted}.")),
    "admitted-before-birth": (_("Ngày vào Đảng không sau ngày sinh."), _("Kiểm tra và sửa một trong hai ngày.")),
    "official-before-admission": (_("Ngày chính thức trước ngày vào Đảng."), _("Kiểm tra và sửa một trong hai ngày.")),
    "born-after-list": (_("Ngày sinh sau ngày lập danh sách ({as_of})."), _("Kiểm tra và sửa ngày sinh.")),
    "admitted-after-list": (
        _("Ngày vào Đảng sau ngày lập danh sách ({as_of})."),
        _("Kiểm tra lại; nếu đúng thì vẫn nhập được."),
    ),
    "managing-level-unknown": (_("“{heading}” không có trong danh mục."), _("Ghi một trong các cấp: {accepted}.")),
    "post-without-unit": (
        _("Có chức vụ nhưng không ghi mã tổ chức nơi giữ chức vụ."),
        _("Điền mã tổ chức nơi giữ chức vụ; mã lấy ở danh sách tổ chức đảng."),
    ),
    "unit-without-post": (
        _("Có mã tổ chức giữ chức vụ nhưng không ghi chức vụ."),
        _("Ghi chức vụ, hoặc xóa mã; hiện mã bị bỏ qua."),
    ),
    "note-kept": (_("Ghi chú không nêu tình trạng sinh hoạt đảng; giữ nguyên làm ghi chú."), _("Không cần sửa.")),
    "subject-kind-unknown": (_("“{heading}” không rõ nghĩa."), _("Ghi một trong: {accepted}.")),
    "item-without-subject": (
        _("Vấn đề gợi ý không có tập thể, cá nhân ở dòng này hay các dòng trên cùng nhóm."),
        _("Ghi tập thể hoặc cá nhân được gợi ý vào dòng này."),
    ),
    "item-incomplete": (_("Ô “{heading}” của vấn đề gợi ý để trống."), _("Ghi đủ lĩnh vực và vấn đề cần làm rõ.")),
    "subject-repeated": (
        _("Một tập thể, cá nhân lặp lại dưới cùng một văn bản gợi ý."),
        _("Gộp các vấn đề vào một chỗ, hoặc sửa số văn bản."),
    ),
    "category-unknown": (_("“{heading}” không có trong các mức xếp loại."), _("Ghi một trong: {accepted}.")),
    "rating-repeated": (_("Một tổ chức có hai kết quả xếp loại trong tệp."), _("Giữ một dòng cho mỗi tổ chức.")),
    "document-in-future": (_("Ngày văn bản sau ngày hôm nay."), _("Kiểm tra lại ngày; nếu đúng thì vẫn nhập được.")),
    "document-outside-year": (
        _("Ngày văn bản trước năm {year} hoặc sau ngày 30/6 năm sau."),
        _("Kiểm tra lại ngày; nếu đúng thì vẫn nhập được."),
    ),
    "total-unbalanced": (
        _("Dòng cộng ghi {stated} nhưng đếm được {counted}."),
        _("Kiểm tra còn thiếu hay thừa dòng, rồi sửa số ở dòng cộng."),
    ),
    "group-title": (_("Dòng tên nhóm, không phải đối tượng."), _("Không cần sửa.")),
    "row-below-table": (_("Dòng chữ dưới bảng không được đọc."), _("Nếu đây là dữ liệu, chuyển lên liền dưới bảng.")),
    "columns-left-out": (
        _("Các cột quá xa (đến cột thứ {last}) không được đọc."),
        _("Xóa các ô thừa ở bên phải bảng."),
    ),
}

READING: Mapping[str, tuple[Words, Words]] = {**FILE, **TABLE, **CELLS}
