"""What the rules' problems say: code → (what happened, what to do). Plain text; screens translate it.

``{name}`` is the problem's fact of that name. The rules know no Django, so these are marked for translation where the
screens read them.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    # rights
    "not-entitled": (
        "Đồng chí không được {action} {resource}.",
        "Người làm được: {who}. Cần quyền này thì đề nghị lãnh đạo cấp ủy giao.",
    ),
    "not-in-this-state": (
        "Ở trạng thái hiện nay không {action} {resource} được.",
        "Mở lại trang để xem trạng thái hiện nay và các bước làm được.",
    ),
    "own-case": (
        "Đây là việc của chính đồng chí nên đồng chí không {action} {resource} này.",
        "Người làm được: {who}; nếu chính họ là người trong cuộc thì cấp trên quyết định.",
    ),
    "proposer-decides": (
        "Người đề xuất, người lập không {action} việc do chính mình đề xuất.",
        "Đề nghị một người khác có thẩm quyền thực hiện.",
    ),
    "grant-to-oneself": (
        "Không ai giao quyền hoặc duyệt quyền cho chính mình.",
        "Đề nghị một lãnh đạo khác của cấp giao quyền, hoặc cấp trên.",
    ),
    "grant-outside-scope": (
        "Tổ chức này ở ngoài phạm vi đồng chí được giao quyền.",
        "Chọn tổ chức của mình hoặc cấp dưới, hoặc đề nghị cấp trên giao quyền.",
    ),
    "grant-needs-leader": (
        "Chỉ lãnh đạo cấp ủy của cấp giao quyền, hoặc cấp trên, mới duyệt hoặc kết thúc quyền này.",
        "Đề nghị lãnh đạo đó.",
    ),
    "grant-needs-recursive-leader": (
        "Quyền gồm cả cấp dưới chỉ do lãnh đạo có quyền gồm cả cấp dưới duyệt.",
        "Bỏ phần cấp dưới, hoặc đề nghị lãnh đạo có quyền đó.",
    ),
    # names
    "name-empty": ("Chưa có họ và tên.", "Nhập họ và tên như trong hồ sơ đảng viên."),
    "name-characters": (
        "Họ và tên “{name}” có ký tự không dùng trong tên người: {characters}.",
        "Sửa lại họ và tên; tên có dấu nháy (H’Bơ), gạch nối hoặc chỉ một chữ vẫn hợp lệ.",
    ),
    # figures
    "row-unbalanced": (
        "Các cột cộng lại bằng {sum}, tổng ghi {total}, lệch {difference}.",
        "Đối chiếu từng cột với danh sách rồi sửa cột hoặc tổng; số liệu chưa khớp không được gửi, in chính thức.",
    ),
    "row-incomplete": (
        "Còn ô để trống nên chưa cộng được: {cells}.",
        "Nhập số; nếu không có thì ghi 0, vì để trống nghĩa là chưa có số liệu.",
    ),
    "count-negative": ("Số lượng không thể nhỏ hơn 0: {cells}.", "Nhập lại số lượng."),
    # quota
    "quota-exceeded": (
        (
            "Dự kiến {used} hoàn thành xuất sắc nhiệm vụ, vượt {over} so với mức tối đa {cap} "
            "(tỷ lệ {percent}%; cách tính: {base}; cơ sở tính {size}; {rounding})."
        ),
        "Giảm số dự kiến, hoặc cấp có thẩm quyền ra quyết định ngoại lệ có số, ngày văn bản.",
    ),
    "quota-not-confirmed": (
        "Tỷ lệ này chưa đối chiếu với văn bản gốc nên chỉ cảnh báo, chưa chặn.",
        "Muốn chặn khi vượt, người có trách nhiệm đối chiếu văn bản đã ký rồi xác nhận ở trang chọn cách tính tỷ lệ.",
    ),
    "quota-confirmation-incomplete": (
        "Xác nhận tỷ lệ phải ghi đủ người đối chiếu, ngày, số văn bản và điều khoản.",
        "Nhập đủ các mục còn thiếu.",
    ),
    # moves
    "wrong-state": (
        "Không thể {step} {noun} khi đang ở trạng thái “{state}”; bước này chỉ làm được ở: {possible}.",
        "Mở lại trang để xem trạng thái hiện nay và các bước làm được.",
    ),
    "cycle-not-ready": (
        "Còn {wrong} điểm làm danh sách kiểm điểm bị sai.",
        "Sửa từng điểm trong danh mục kiểm tra trước khi mở kỳ, rồi mở lại.",
    ),
    "cycle-warnings-open": (
        "Còn {warnings} cảnh báo chưa được xác nhận.",
        "Xem từng cảnh báo; nếu vẫn mở kỳ thì đánh dấu xác nhận (dòng lệnh: --accept-warnings).",
    ),
    "cycle-batches-waiting": (
        "Còn {waiting} đợt xếp loại đã trình hoặc chờ kiểm tra.",
        "Quyết định hoặc trả lại các đợt đó rồi kết thúc kỳ.",
    ),
    "suggestion-without-items": (
        "Gợi ý kiểm điểm chưa có nội dung nào.",
        "Thêm ít nhất một nội dung có đánh số, thuộc một lĩnh vực.",
    ),
    "suggestion-unanswered": (
        "Còn {left} nội dung gợi ý chưa được giải trình.",
        "Giải trình từng nội dung: nguyên nhân, trách nhiệm; rồi nộp lại.",
    ),
    "batch-without-lines": (
        "Đợt xếp loại chưa có đối tượng nào.",
        "Chọn ít nhất một đối tượng và mức xếp loại.",
    ),
    "step-needs-document-no": ("Chưa có số văn bản.", "Nhập số, ký hiệu của văn bản, ví dụ 215-QĐ/TU."),
    "step-needs-document-date": ("Chưa có ngày văn bản.", "Nhập ngày ký văn bản theo dạng ngày/tháng/năm."),
    "step-needs-reason": ("Chưa ghi lý do.", "Ghi rõ lý do để người liên quan biết và để lưu."),
    # packs
    "pack-not-found": (
        "Không có bộ quy định “{pack}”.",
        "Chọn một trong các bộ quy định: {available}.",
    ),
    "pack-syntax": ("{file}, dòng {line}: tệp TOML sai cú pháp ({detail}).", "Sửa tệp ở dòng đó."),
    "pack-unknown-key": (
        "{file}, dòng {line}: khóa “{key}” không có trong bộ từ vựng.",
        "Xem lại chính tả của khóa hoặc bỏ khóa này.",
    ),
    "pack-missing-key": ("{file}, dòng {line}: thiếu khóa “{key}”.", "Thêm khóa; chưa biết giá trị thì ghi {{}}."),
    "pack-wrong-value": (
        "{file}, dòng {line}: giá trị “{given}” của “{key}” không hợp lệ, cần {expected}.",
        "Sửa giá trị ở dòng đó.",
    ),
    "pack-key-twice": (
        "{file}, dòng {line}: khóa “{key}” đã có trong {other}.",
        "Giữ khóa ở một tệp.",
    ),
    "pack-digest-differs": (
        "Bộ quy định “{pack}” đã khác so với bản được khóa.",
        "Nếu là thay đổi có chủ ý, chạy: python -m tusoi.rules.library lock; nếu không, cài lại phần mềm.",
    ),
    "pack-not-locked": (
        "Bộ quy định “{pack}” chưa có trong packs.lock.",
        "Chạy: python -m tusoi.rules.library lock.",
    ),
    "pack-locked-but-gone": (
        "packs.lock có bộ quy định “{pack}” nhưng không còn thư mục của nó.",
        "Khôi phục thư mục, hoặc chạy: python -m tusoi.rules.library lock.",
    ),
    "overlay-of-another-pack": (
        "Hướng dẫn địa phương “{overlay}” thuộc bộ quy định “{pack}”, không dùng được với “{other}”.",
        "Chọn đúng bộ quy định hoặc sửa tệp overlay.toml.",
    ),
}
