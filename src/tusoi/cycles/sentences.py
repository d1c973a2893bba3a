"""Sentences of this room's problems: what stands against a cycle, and what somebody should know before opening it."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

SENTENCES = {
    # records
    "cycle-missing": Sentence(_("Không tìm thấy kỳ kiểm điểm này."), _("Mở lại từ trang Kỳ kiểm điểm.")),
    "entry-missing": Sentence(_("Không tìm thấy đối tượng này."), _("Mở lại từ danh sách kiểm điểm của kỳ.")),
    "finding-missing": Sentence(_("Không có danh sách này."), _("Mở lại từ trang kiểm tra trước khi mở kỳ.")),
    # what cannot be meant
    "cycle-scope-unknown": Sentence(
        _("Không có tổ chức đang hoạt động nào mang mã hoặc tên “{text}” trong phạm vi đồng chí được xem."),
        _("Chép mã ghi ở trang của tổ chức đó; tên phải đủ và chỉ một tổ chức mang tên ấy."),
    ),
    "cycle-year-out-of-range": Sentence(
        _("Năm {year} không mở được kỳ kiểm điểm."), _("Ghi một năm từ {first_year} đến {last_year}.")
    ),
    "cycle-day-of-other-year": Sentence(
        _("Ngày tính {day} không thuộc năm {year}."), _("Ghi một ngày trong năm của kỳ; thông thường là ngày 31/12.")
    ),
    "cycle-scope-is-agency": Sentence(
        _("{name} là cơ quan, đơn vị; phạm vi của một kỳ là một tổ chức đảng."),
        _("Chọn tổ chức đảng mà cơ quan này trực thuộc."),
    ),
    "cycle-scope-not-in-force": Sentence(
        _("{name} không hoạt động vào ngày tính {day}."), _("Chọn tổ chức khác hoặc ngày tính khác.")
    ),
    # what makes the roster wrong
    "cycle-overlaps": Sentence(
        _("“{name}” của {scope} đã có đối tượng chung với {mine} trong cùng năm."),
        _("Mỗi năm một đối tượng chỉ thuộc một kỳ: dùng kỳ đã có, hoặc chọn phạm vi khác."),
    ),
    "cycle-pinned-pack": Sentence(
        _("“{name}” đã gắn với bộ quy định {pack}, không đổi sang {asked} được."), _("Chọn đúng bộ quy định của kỳ.")
    ),
    "cycle-pinned-day": Sentence(
        _("“{name}” đã chốt ngày tính {day}, không đổi sang {asked} được."), _("Ghi đúng ngày tính của kỳ.")
    ),
    "cycle-pack-differs": Sentence(
        _("Bộ quy định {pack} trên máy này không còn đúng bản mà “{name}” đã gắn."),
        _("Cài lại phiên bản phần mềm có bộ quy định ấy; nội dung đã chốt của kỳ không đổi."),
    ),
    "unit-off-tree": Sentence(
        _("{count} tổ chức đứng không đúng chỗ trong cây tổ chức: {examples}."),
        _("Chuyển về đúng tổ chức cấp trên trực tiếp đang hoạt động rồi mở lại."),
    ),
    "person-without-branch": Sentence(
        _("{count} đảng viên không thuộc chi bộ nào: {examples}."), _("Ghi nhận chi bộ của từng đảng viên.")
    ),
    "person-in-two-branches": Sentence(
        _("{count} đảng viên thuộc hai chi bộ cùng một ngày: {examples}."),
        _("Sửa ngày chuyển sinh hoạt để mỗi ngày chỉ thuộc một chi bộ."),
    ),
    # what is confirmed
    "pack-out-of-force": Sentence(
        _("{pack} có hiệu lực từ {first} đến {last}, không gồm ngày tính {day}."),
        _("Kiểm tra lại năm và bộ quy định."),
    ),
    "unit-without-head": Sentence(
        _("{count} tổ chức chưa ghi nhận người đứng đầu, ví dụ: {examples}."),
        _("Ghi nhận chức vụ ở trang của từng đảng viên."),
    ),
    "unit-without-leader": Sentence(
        _("{count} cấp ủy có thẩm quyền quyết định nhưng chưa có lãnh đạo dùng phần mềm, ví dụ: {examples}."),
        _("Giao quyền cho lãnh đạo, hoặc ghi nhận quyết định đã ban hành thay cho quyết định trong phần mềm."),
    ),
    "unit-without-collective": Sentence(
        _("{count} tổ chức chưa có tập thể nào trong sổ, ví dụ: {examples}."),
        _("Thêm ở trang của tổ chức; khi nhập gợi ý hoặc kết quả xếp loại, tập thể còn thiếu được bổ sung."),
    ),
    "person-without-admission": Sentence(
        _("{count} đảng viên chưa có ngày vào Đảng, nên không xét được thời gian mới kết nạp, ví dụ: {examples}."),
        _("Bổ sung ngày vào Đảng ở trang của từng đảng viên."),
    ),
    "person-admitted-later": Sentence(
        _("{count} đảng viên có ngày vào Đảng sau ngày tính, sẽ không thuộc diện kiểm điểm, ví dụ: {examples}."),
        _("Kiểm tra lại ngày vào Đảng hoặc ngày tính."),
    ),
    "person-joined-later": Sentence(
        _("{count} đảng viên về chi bộ sau ngày tính, không có trong danh sách của kỳ này, ví dụ: {examples}."),
        _("Kiểm tra lại ngày về chi bộ hoặc ngày tính."),
    ),
    # admission
    "authority-conflict": Sentence(
        _("{name}: cấp quản lý đã là {level} ({source}), khác với {asked} ({asked_source})."),
        _("Đối chiếu hai văn bản; cấp quản lý đã ghi từ một nguồn thì không tự thay."),
    ),
    "authority-twice": Sentence(
        _("{name} được ghi hai cấp quản lý khác nhau: {levels}."), _("Ghi một cấp quản lý cho mỗi đối tượng.")
    ),
    "authority-not-in-tree": Sentence(
        _("Phía trên {name} không có tổ chức nào ở cấp: {level}."), _("Kiểm tra lại diện quản lý đã ghi.")
    ),
    "authority-both-ends": Sentence(
        _("Đổi cấp quản lý của {name} sang {level} cần quyền ở cả cấp đang quản lý và cấp mới."),
        _("Đề nghị cán bộ của cấp ủy phía trên cả hai cấp thực hiện."),
    ),
    "subject-outside-cycle": Sentence(
        _("{name} không thuộc “{cycle}” vào ngày tính {day}."), _("Kiểm tra lại đối tượng, hoặc chọn kỳ khác.")
    ),
}
