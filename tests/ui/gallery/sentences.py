from tusoi.ui.problems import Sentence

SENTENCES = {
    "gallery-unanswered": Sentence(
        "Còn {left} vấn đề gợi ý chưa được giải trình.", "Giải trình từng vấn đề rồi nộp lại."
    ),
    "gallery-quota": Sentence(
        "Đề xuất {count} hoàn thành xuất sắc nhiệm vụ, vượt {over} so với mức tối đa {cap} tính {reading}.",
        "Giảm số đề xuất, hoặc ghi số văn bản cho phép vượt.",
    ),
    "gallery-date": ("Ngày {day} không có trong lịch.", "Sửa ô này rồi tải lại tệp."),
    "gallery-plain": "Tổ chức đã có trong danh sách.",
}
