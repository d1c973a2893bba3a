"""Pages of the gallery."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from tusoi.rules.problems import Problem, Refused
from tusoi.ui.bulk import Bulk, Candidate
from tusoi.ui.buttons import Button, link
from tusoi.ui.charts import Part, horizontal_bars, sparkline, stacked_bar
from tusoi.ui.fields import ChoiceField, DateField, FileField, LongTextField, NumberField, TextField
from tusoi.ui.lines import Line
from tusoi.ui.page import Crumb, page
from tusoi.ui.paging import Slice
from tusoi.ui.problems import blame, say
from tusoi.ui.progress import MessageGroup, Progress
from tusoi.ui.tables import sort_of

UNANSWERED = Problem("gallery-unanswered", "HD 21, mẫu 01, mục IV", {"left": 2})
QUOTA = Problem("gallery-quota", "HD 21, mục B.II", {"count": 4, "over": 1, "cap": 3, "reading": "trong số “tốt”"})
BAD_DATE = Problem("gallery-date", facts={"day": "31/02/2021"}, where="issued_on")
HOME = (Crumb("Bàn làm việc", "/"),)


def desk(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "gallery/desk.html",
        title="Việc của chi bộ",
        sub="23 đồng chí: 21 kiểm điểm (1 mới kết nạp dưới 6 tháng, không xếp loại), 2 được miễn sinh hoạt.",
    )


def season(request: HttpRequest) -> HttpResponse:
    lines = (
        Line("[14 tập thể] được gợi ý về đất đai chưa giải trình đủ từng vấn đề.", "/list/", "quá hạn 3 ngày", "late"),
        Line(
            "[2 hội nghị] kiểm điểm lại tuần này chưa có ủy viên Ban Thường vụ dự, chỉ đạo.",
            "/list/",
            "còn 2 ngày",
            "soon",
        ),
        Line("[12 chi bộ] có nhiều bản kiểm điểm trùng lặp với năm trước.", "/list/", "xem trước hội nghị", "soon"),
        Line(
            "Nhóm đảng bộ cấp huyện: đã dùng [4 trên 4] hoàn thành xuất sắc nhiệm vụ, "
            "tính trên số “tốt trở lên”; vượt 1 nếu tính trên số “tốt”.",
            due="xem cách tính",
            tone="ok",
            due_href="/board/",
        ),
    )
    parts = (
        Part("Hoàn thành xuất sắc nhiệm vụ", 4, "excellent"),
        Part("Hoàn thành tốt nhiệm vụ", 16, "good"),
        Part("Hoàn thành nhiệm vụ", 2, "completed"),
        Part("Không hoàn thành nhiệm vụ", 0, "failed"),
    )
    topics = (
        Part("Quản lý đất đai", 214, "plain"),
        Part("Bảo vệ rừng", 96),
        Part("Đầu tư công", 71),
        Part("Cải cách hành chính", 5),
    )
    levels = (
        ("Ban Thường vụ Tỉnh ủy", 1, 1, 9, 9),
        ("Ban thường vụ cấp ủy huyện", 22, 22, None, None),
        ("Tổ chức cơ sở đảng", 985, 1012, None, None),
        ("Chi bộ trực thuộc", 3571, 3898, 42115, 47309),
    )
    context = {
        "lines": lines,
        "bar": stacked_bar(parts, title="Xếp loại 22 đảng bộ cấp huyện", legend=False),
        "bars": horizontal_bars(topics, title="Gợi ý theo lĩnh vực"),
        "spark": sparkline(
            (12, None, 9, 7, 8), labels=("2017", "2018", "2019", "2020", "2021"), title="Hạn chế còn mở"
        ),
        "parts": parts,
        "topics": topics,
        "levels": levels,
    }
    return page(
        request,
        "gallery/season.html",
        context,
        title="Tình hình kiểm điểm năm 2021",
        sub="Số liệu đến 16:05 ngày 21/01/2022, từ hồ sơ của 4.938 trên 4.941 tổ chức.",
        trail=HOME,
    )


def board(request: HttpRequest) -> HttpResponse:
    context = {
        "submit": Button(
            "Trình Ban Thường vụ (21 đảng bộ)…", "/bulk/", strong=True, confirm="Trình 21 đảng bộ, 1 đảng bộ để lại?"
        ),
        "record": link("Ghi nhận quyết định đã ban hành", "/form/"),
        "close": Button("Đóng kỳ kiểm điểm", "/bulk/", problems=(UNANSWERED, QUOTA)),
        "warnings": (QUOTA,),
    }
    return page(
        request,
        "gallery/board.html",
        context,
        title="Xếp loại: đảng bộ cấp huyện",
        trail=HOME,
        sub="Cấp quyết định: Ban Thường vụ Tỉnh ủy · Nhóm tương đồng: 22 đảng bộ "
        "cấp trên trực tiếp của tổ chức cơ sở đảng",
    )


def people(request: HttpRequest) -> HttpResponse:
    sort = sort_of(request, {"name": "sort_key", "born": "born"}, default="name")
    names = ("Lê Văn An", "Nguyễn Thị Bình", "H’Bơ Niê", "Phạm Đức Dũng", "Trần Hữu Đạt")
    found = (
        () if request.GET.get("q") == "không có" else tuple({"id": i, "name": name} for i, name in enumerate(names, 1))
    )
    rows = Slice(found, next="WyJhIiwgMV0", previous="WyJiIiwgMl0")
    messages.success(request, "Đã lưu danh sách.")
    return page(
        request,
        "gallery/list.html",
        {"rows": rows, "sort": sort},
        title="Đảng viên",
        trail=(*HOME, Crumb("Tổ chức", "/list/")),
    )


class SuggestionForm(forms.Form):
    number = TextField(label="Số văn bản", max_length=50, help_text="Ví dụ 215-CV/TU.")
    issued_on = DateField(label="Ngày ban hành")
    topic = ChoiceField(label="Lĩnh vực", choices=[("land", "Quản lý đất đai"), ("forest", "Bảo vệ rừng")])
    asks = ChoiceField(
        label="Yêu cầu làm rõ trách nhiệm",
        radio=True,
        choices=[("collective", "Của tập thể"), ("personal", "Của cá nhân")],
    )
    grounds = forms.MultipleChoiceField(
        label="Căn cứ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("inspection", "Kết luận kiểm tra"), ("petition", "Đơn thư đã được thụ lý")],
    )
    text = LongTextField(label="Nội dung gợi ý", rows=4)
    due = NumberField(label="Số ngày phải giải trình", required=False, max_value=90)
    scan = FileField(label="Bản chụp văn bản", required=False, help_text="Tệp PDF, tối đa 20 MB.")
    public = forms.BooleanField(label="Đọc trong hội nghị", required=False)


def form(request: HttpRequest) -> HttpResponse:
    filled = SuggestionForm(request.POST or None, request.FILES or None)
    if "wrong" in request.GET:
        filled = SuggestionForm({"number": "x" * 60, "issued_on": "31/02/2021"})
        blame(filled, Refused((BAD_DATE, UNANSWERED)))
    status = 422 if filled.errors else 200
    return page(request, "gallery/form.html", {"form": filled}, title="Thêm gợi ý kiểm điểm", trail=HOME, status=status)


def bulk(request: HttpRequest) -> HttpResponse:
    fits = tuple(Candidate(f"Đảng bộ huyện Số {n}", "/record/1/", note="Hoàn thành tốt nhiệm vụ") for n in range(1, 5))
    fails = (Candidate("Đảng bộ thị xã Tường Vi", "/record/2/", problems=(UNANSWERED,)),)
    confirm = Button("Trình 4 đảng bộ", "/bulk/", fields={"confirmed": "yes"}, strong=True)
    content = Bulk(
        what="Trình Ban Thường vụ xếp loại 4 đảng bộ; 1 đảng bộ để lại.",
        confirm=confirm,
        cancel="/board/",
        fits=fits,
        fails=fails,
        warnings=(QUOTA,),
    )
    return page(request, "ui/bulk_confirm.html", {"bulk": content}, title="Trình Ban Thường vụ", trail=HOME)


def progress(request: HttpRequest) -> HttpResponse:
    finished = "finished" in request.GET
    content = Progress(
        url=request.path,
        sentence="Đã nhập 52.055 đảng viên." if finished else "Đang đọc tệp dang_vien.xlsx",
        done=18000,
        total=52055,
        finished=finished,
        next_url="/list/",
        next_label="Mở danh sách",
    )
    return page(
        request,
        "ui/progress.html",
        {"progress": content},
        title="Nhập đảng viên",
        part="ui/progress_part.html",
        trail=HOME,
    )


def findings(request: HttpRequest) -> HttpResponse:
    groups = (
        MessageGroup("error", say(BAD_DATE), 41, tuple(f"Danh sách!E{n}" for n in range(5, 35))),
        MessageGroup("warning", say(QUOTA), 1, ("Xếp loại!C7",)),
        MessageGroup("info", say(Problem("gallery-plain")), 4941),
    )
    return page(request, "gallery/findings.html", {"groups": groups}, title="Kết quả đọc thử", trail=HOME)


def refused(request: HttpRequest, kind: str) -> HttpResponse:
    raise Refused((UNANSWERED, QUOTA), kind=kind)


def record(request: HttpRequest, number: int) -> HttpResponse:
    if number == 1:
        raise Http404("no such record")
    raise Refused(Problem("gallery-plain"), kind="missing")
