"""Sentences of this room's refusals, and its steps in words."""

from django.utils.translation import gettext_lazy as _

from tusoi.organizations.sentences_intake import INTAKE
from tusoi.ui.problems import Sentence

SENTENCES = {
    **INTAKE,
    # records
    "unit-missing": Sentence(_("Không tìm thấy tổ chức này."), _("Mở lại từ trang Tổ chức, đảng viên.")),
    "person-missing": Sentence(_("Không tìm thấy đảng viên này."), _("Mở lại từ trang Tổ chức, đảng viên.")),
    "record-missing": Sentence(_("Không tìm thấy nội dung này."), _("Mở lại từ trang của tổ chức hoặc đảng viên.")),
    "unit-unknown": Sentence(
        _("Không có tổ chức đang hoạt động nào mang mã hoặc tên “{text}” trong phạm vi đồng chí được xem."),
        _("Chép mã ghi ở trang của tổ chức đó; tên phải đủ và chỉ một tổ chức mang tên ấy."),
    ),
    # texts, days and documents
    "text-empty": Sentence(_("Chưa điền."), _("Điền nội dung rồi lưu lại.")),
    "text-too-long": Sentence(_("Dài {length} ký tự; nhiều nhất là {longest}."), _("Rút ngắn lại.")),
    "day-in-future": Sentence(
        _("Ngày {day} chưa đến (hôm nay là {today})."), _("Ghi ngày đã có hiệu lực; việc sắp tới ghi khi đến ngày.")
    ),
    "day-too-old": Sentence(_("Ngày {day} sớm hơn {earliest}."), _("Kiểm tra lại năm đã gõ.")),
    "day-before-start": Sentence(_("Ngày {day} sớm hơn ngày bắt đầu {start}."), _("Kiểm tra lại ngày.")),
    "document-number-missing": Sentence(_("Chưa có số văn bản."), _("Ghi số và ký hiệu, ví dụ 215-QĐ/TU.")),
    "document-date-missing": Sentence(_("Chưa có ngày văn bản."), _("Ghi ngày ký văn bản.")),
    # units
    "unit-closed": Sentence(
        _("{name} đã kết thúc hoạt động ngày {day}."), _("Việc này chỉ làm ở tổ chức đang hoạt động.")
    ),
    "unit-code-taken": Sentence(
        _("Mã {code} đã có tổ chức khác mang."), _("Chọn mã khác, hoặc mở tổ chức đang mang mã này.")
    ),
    "unit-name-taken": Sentence(_("Trong {parent} đã có tổ chức tên “{name}”."), _("Ghi tên đầy đủ để phân biệt.")),
    "unit-name-same": Sentence(_("Tên mới trùng tên đang dùng: {name}."), _("Ghi tên theo quyết định.")),
    "unit-second-root": Sentence(
        _("Cây tổ chức đã có tổ chức cao nhất, hoặc tổ chức này không thể là cao nhất."), _("Chọn tổ chức cấp trên.")
    ),
    "unit-kind-misplaced": Sentence(
        _("Loại hình “{kind}” không đặt được trong {parent} (loại hình “{parent_kind}”)."),
        _("Chọn loại hình cấp dưới của tổ chức cấp trên, hoặc chọn tổ chức cấp trên khác."),
    ),
    "unit-parent-full": Sentence(
        _("Tổ chức cấp trên đã dùng hết {most} chỗ cho tổ chức trực thuộc."), _("Lập một cấp trung gian.")
    ),
    "unit-too-deep": Sentence(_("Cây tổ chức chỉ có nhiều nhất {deepest} cấp."), _("Đặt ở cấp cao hơn.")),
    "unit-has-units": Sentence(
        _("{name} còn {count} tổ chức trực thuộc đang hoạt động."),
        _("Sáp nhập, chuyển hoặc kết thúc các tổ chức ấy trước."),
    ),
    "unit-has-members": Sentence(_("{name} còn {count} đảng viên."), _("Chuyển sinh hoạt các đảng viên ấy trước.")),
    "unit-is-root": Sentence(_("{name} là tổ chức cao nhất của cây."), _("Việc này chỉ làm với tổ chức cấp dưới.")),
    # collectives and charges
    "collective-kind-misplaced": Sentence(
        _("{unit} (loại hình “{unit_kind}”) không có tập thể loại “{kind}”."), _("Chọn loại tập thể khác.")
    ),
    "collective-exists": Sentence(
        _("{unit} đã có tập thể loại “{kind}”: {name}."),
        _("Kết thúc tập thể ấy trước, hoặc ghi tên khác nếu là tập thể khác."),
    ),
    "charge-of-nothing": Sentence(
        _("Chưa ghi phụ trách tổ chức nào hay lĩnh vực nào."), _("Ghi ít nhất một trong hai.")
    ),
    "charge-exists": Sentence(
        _("Đồng chí {person} đang được giao phụ trách nội dung này rồi."), _("Kết thúc việc cũ nếu giao lại.")
    ),
    "already-ended": Sentence(_("Nội dung này của {name} đã được kết thúc."), _("Mở lại trang để xem trạng thái mới.")),
    # people
    "card-number-taken": Sentence(
        _("Số thẻ đảng {number} đã có trong danh sách đảng viên."),
        _("Kiểm tra lại số thẻ; nếu đúng người, dùng việc chuyển sinh hoạt."),
    ),
    "not-a-branch": Sentence(
        _("{name} thuộc loại hình “{kind}”, không phải chi bộ."),
        _("Đảng viên chỉ sinh hoạt ở chi bộ; chọn một chi bộ."),
    ),
    "member-already-there": Sentence(_("Đồng chí đang sinh hoạt ở {name}."), _("Chọn chi bộ nơi đến.")),
    "move-before-membership": Sentence(
        _("Đồng chí chỉ sinh hoạt ở chi bộ hiện nay từ ngày {start}."), _("Ngày chuyển phải sau ngày ấy.")
    ),
    "posts-left-behind": Sentence(
        _("Còn giữ chức vụ ở chi bộ nơi đi: {titles}."), _("Kết thúc các chức vụ ấy trước khi chuyển.")
    ),
    "post-exists": Sentence(_("Đang giữ chức vụ {title} tại {unit} rồi."), _("Kết thúc chức vụ cũ nếu ghi nhận lại.")),
    "unit-has-head": Sentence(
        _("{unit} đã có người đứng đầu: đồng chí {head}."),
        _("Kết thúc chức vụ đứng đầu ấy trước, hoặc bỏ dấu người đứng đầu."),
    ),
    "status-exists": Sentence(
        _("Đồng chí {person} đang ở tình trạng “{kind}” rồi."), _("Kết thúc tình trạng cũ nếu ghi nhận lại.")
    ),
    # mergers and splits
    "merge-needs-more": Sentence(_("Cần chọn ít nhất {needed} tổ chức để sáp nhập."), _("Đánh dấu thêm tổ chức.")),
    "merge-nested": Sentence(
        _("{name} đang chứa một tổ chức khác cũng được chọn."), _("Sáp nhập từng cấp một, cấp dưới trước.")
    ),
    "merge-into-itself": Sentence(
        _("Nơi tiếp nhận nằm trong {name}, là tổ chức sẽ kết thúc."), _("Chọn nơi tiếp nhận khác.")
    ),
    "merge-too-early": Sentence(
        _("Có {count} chức vụ, tập thể, tổ chức hoặc đảng viên chỉ bắt đầu từ ngày {on} trở đi."),
        _("Ngày có hiệu lực phải muộn hơn."),
    ),
    "split-needs-two": Sentence(
        _("Chia {name} phải thành ít nhất hai tổ chức."), _("Thêm tổ chức mới, hoặc chọn để tổ chức cũ tiếp tục.")
    ),
    "split-unassigned": Sentence(
        _("Còn {units} tổ chức trực thuộc và {members} đảng viên của {name} chưa có nơi đến."),
        _("Chọn nơi đến cho từng dòng."),
    ),
    "preview-has-problems": Sentence(_("Còn {count} điểm phải sửa, nêu ở trên."), _("Sửa rồi xem trước lại.")),
    "preview-stale": Sentence(
        _("Tổ chức, đảng viên liên quan vừa thay đổi nên bản xem trước không còn đúng. Chưa có gì được thực hiện."),
        _("Xem lại bản xem trước mới rồi quyết định."),
    ),
}

STEPS = {
    "organizations.create_unit": _("Lập tổ chức"),
    "organizations.rename_unit": _("Đổi tên theo quyết định"),
    "organizations.correct_unit": _("Sửa thông tin tổ chức"),
    "organizations.close_unit": _("Kết thúc hoạt động"),
    "organizations.merge_units": _("Sáp nhập, hợp nhất tổ chức"),
    "organizations.split_unit": _("Chia, tách tổ chức"),
    "organizations.create_collective": _("Lập tập thể"),
    "organizations.close_collective": _("Kết thúc tập thể"),
    "organizations.set_charge": _("Giao phụ trách"),
    "organizations.end_charge": _("Kết thúc phụ trách"),
    "organizations.admit_person": _("Thêm đảng viên"),
    "organizations.correct_person": _("Sửa thông tin đảng viên"),
    "organizations.move_member": _("Chuyển sinh hoạt"),
    "organizations.add_post": _("Ghi nhận chức vụ"),
    "organizations.end_post": _("Kết thúc chức vụ"),
    "organizations.set_status": _("Ghi nhận tình trạng"),
    "organizations.end_status": _("Kết thúc tình trạng"),
}
