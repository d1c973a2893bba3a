"""Sentences of this room: refusals, notices and steps in words."""

from django.utils.translation import gettext_lazy as _

from tusoi.ui.problems import Sentence

ASK_LEADER = _("Đề nghị lãnh đạo cấp ủy của cấp giao quyền, hoặc cấp trên của cấp đó.")

SENTENCES = {
    # who acts
    "actor-needed": Sentence(
        _("Chưa rõ ai thực hiện việc này."),
        _("Thêm --as TÊN-ĐĂNG-NHẬP, hoặc đặt biến TUSOI_USER."),
    ),
    "user-unknown": Sentence(
        _("Không có tài khoản “{username}” đang hoạt động."),
        _("Kiểm tra lại tên đăng nhập; chưa có thì thêm tài khoản trước."),
    ),
    # accounts
    "username-form": Sentence(
        _("Tên đăng nhập “{username}” không dùng được."),
        _("Dùng 2–60 chữ thường không dấu, chữ số, dấu chấm hoặc gạch; bắt đầu bằng chữ hoặc số; ví dụ lan.nguyen."),
    ),
    "username-taken": Sentence(
        _("Đã có tài khoản “{username}”."),
        _("Chọn tên khác; nếu là cùng một người thì giao thêm quyền cho tài khoản đó ở trang Quyền."),
    ),
    "name-reserved": Sentence(_("Tên này dành cho phần mềm."), _("Nhập họ và tên thật của người dùng.")),
    "account-card-unknown": Sentence(
        _("Không có đảng viên mang số thẻ {number}."),
        _("Kiểm tra lại số thẻ, hoặc nhập đảng viên trước rồi thêm tài khoản."),
    ),
    "card-has-account": Sentence(
        _("Đảng viên mang số thẻ {number} đã có tài khoản “{username}”."),
        _("Mỗi người một tài khoản: giao thêm quyền cho tài khoản đó."),
    ),
    "account-missing": Sentence(_("Không có tài khoản này trong phạm vi đồng chí quản trị.")),
    "account-inactive": Sentence(_("Tài khoản “{username}” đang bị khóa."), _("Mở lại tài khoản trước.")),
    "account-own": Sentence(
        _("Không ai tự khóa hay tự cấp lại cho tài khoản của chính mình."),
        _("Đổi mật khẩu ở trang “Tài khoản của tôi”; việc khác nhờ một người quản trị khác."),
    ),
    "account-outside-scope": Sentence(
        _("Tài khoản này có quyền ở ngoài phạm vi đồng chí quản trị."),
        _("Đề nghị người quản trị của cấp trên thực hiện."),
    ),
    "accounts-need-administrator": Sentence(
        _("Trang này dành cho quản trị hệ thống."),
        _("Cần thêm tài khoản hay cấp lại mật khẩu thì liên hệ người quản trị."),
    ),
    "page-needs-office": Sentence(
        _("Trang này dành cho người được giao nhiệm vụ ở một tổ chức."),
        _("Quyền và dữ liệu của chính đồng chí ở trang “Tài khoản của tôi”."),
    ),
    # grants
    "grant-missing": Sentence(_("Không có quyền này trong phạm vi đồng chí xem được.")),
    "grant-needs-office": Sentence(
        _("Chỉ quản trị hệ thống, chuyên viên tổ chức và lãnh đạo cấp ủy chuẩn bị được việc giao quyền."),
        _("Đề nghị một trong những người đó."),
    ),
    "grant-unit-unknown": Sentence(
        _("Không có tổ chức đang hoạt động mang mã “{code}”."),
        _("Xem mã ở trang của tổ chức rồi nhập lại."),
    ),
    "grant-unit-closed": Sentence(_("{unit} đã kết thúc hoạt động."), _("Giao quyền ở tổ chức kế tục.")),
    "grant-needs-branch": Sentence(
        _("{unit} không phải là chi bộ nên không có vai trò bí thư chi bộ."),
        _("Chọn một chi bộ, hoặc chọn vai trò lãnh đạo cấp ủy."),
    ),
    "grant-dates-reversed": Sentence(
        _("Ngày hết hạn {end} trước ngày bắt đầu {start}."),
        _("Sửa một trong hai ngày."),
    ),
    "grant-over-already": Sentence(_("Ngày hết hạn {end} đã qua."), _("Chọn ngày hôm nay hoặc muộn hơn.")),
    "grant-exists": Sentence(
        _("Người này đã có quyền “{role}” tại {unit} ({state})."),
        _("Kết thúc quyền cũ trước, nếu cần đổi thời hạn hay phạm vi."),
    ),
    "last-leader": Sentence(
        _("Đây là lãnh đạo cấp ủy không thời hạn cuối cùng có thể duyệt quyền cho {unit}."),
        _("Giao quyền lãnh đạo cho người kế nhiệm trước, rồi mới kết thúc quyền này."),
    ),
    # delegation
    "delegation-not-own": Sentence(_("Chỉ ủy được quyền của chính mình."), _("Người giữ quyền tự ủy quyền.")),
    "delegation-of-delegation": Sentence(
        _("Quyền làm thay không ủy tiếp được."),
        _("Người ủy quyền ban đầu chọn người khác."),
    ),
    "delegation-not-in-force": Sentence(
        _("Quyền này chưa có hoặc không còn hiệu lực."), _("Chọn quyền đang có hiệu lực.")
    ),
    "delegation-without-end": Sentence(_("Ủy quyền phải có ngày kết thúc."), _("Nhập ngày cuối cùng làm thay.")),
    "delegation-beyond-own": Sentence(
        _("Quyền của đồng chí chỉ đến hết ngày {end}."),
        _("Chọn ngày kết thúc không muộn hơn ngày đó."),
    ),
    "delegation-before-own": Sentence(
        _("Quyền của đồng chí bắt đầu từ ngày {start}."),
        _("Chọn ngày bắt đầu không sớm hơn ngày đó."),
    ),
    # notices
    "notice-grant-waiting": Sentence(_("Quyền “{role}” tại {unit} cho {name} chờ đồng chí duyệt.")),
    "notice-grant-given": Sentence(_("Đồng chí được giao quyền “{role}” tại {unit}.")),
    "notice-grant-refused": Sentence(_("Quyền “{role}” tại {unit} cho {name} không được duyệt.")),
    "notice-grant-ended": Sentence(_("Quyền “{role}” của đồng chí tại {unit} đã kết thúc.")),
    "notice-password-reset": Sentence(
        _("{name} đã cấp lại mật khẩu cho tài khoản của đồng chí."),
        _("Nếu đồng chí không yêu cầu, báo ngay lãnh đạo cấp ủy và ủy ban kiểm tra."),
    ),
    "notice-second-factor-reset": Sentence(
        _("{name} đã bỏ xác thực hai bước của tài khoản đồng chí."),
        _("Nếu đồng chí không yêu cầu, báo ngay lãnh đạo cấp ủy và ủy ban kiểm tra."),
    ),
}

STEPS = {
    "accounts.sign-in": _("Đăng nhập"),
    "accounts.sign-in-failed": _("Đăng nhập không thành công"),
    "accounts.change-password": _("Tự đổi mật khẩu"),
    "accounts.second-factor-on": _("Bật xác thực hai bước"),
    "accounts.second-factor-off": _("Tắt xác thực hai bước"),
    "accounts.new-recovery-codes": _("Tạo mã dự phòng mới"),
    "accounts.create-account": _("Thêm tài khoản"),
    "accounts.deactivate-account": _("Khóa tài khoản"),
    "accounts.reactivate-account": _("Mở lại tài khoản"),
    "accounts.reset-password": _("Cấp lại mật khẩu dùng một lần"),
    "accounts.reset-second-factor": _("Bỏ xác thực hai bước của tài khoản"),
    "accounts.make-first-leader": _("Giao quyền cho lãnh đạo đầu tiên"),
    "accounts.prepare-grant": _("Chuẩn bị giao quyền"),
    "accounts.give-grant": _("Giao quyền"),
    "accounts.delegate-grant": _("Ủy quyền"),
    "accounts.approve-grant": _("Duyệt quyền"),
    "accounts.refuse-grant": _("Không duyệt quyền"),
    "accounts.end-grant": _("Kết thúc quyền"),
}
