"""Error pages: what happened, why, under which article, what to do next.

The page for "not found" is the same, byte for byte, whether the record never existed or may not be known to the
reader: it has no path, no menu and no form.
"""

import sys
from dataclasses import dataclass, field

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tusoi.rules.problems import Refused
from tusoi.ui.context import Screen
from tusoi.ui.page import asked_by_htmx
from tusoi.ui.problems import Said, say_all

KINDS = {"invalid": 422, "forbidden": 403, "conflict": 409, "missing": 404}
WITHIN_THE_PRODUCT = (403, 409, 422)  # keep the menu; the others must not need session or database
TRY_AGAIN_AFTER = "5"  # seconds


@dataclass(frozen=True)
class Trouble:
    """What an error page says. ``said`` are the sentences of problems, ``text`` and ``next_step`` fixed ones."""

    status: int
    title: str
    text: str = ""
    next_step: str = ""
    said: tuple[Said, ...] = field(default=())


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page of a refusal nobody caught."""
    status = KINDS[refusal.kind]
    if status == KINDS["missing"]:
        return not_found(request)
    titles = {
        422: _("Chưa làm được: có chỗ cần sửa"),
        403: _("Đồng chí không được làm việc này"),
        409: _("Chưa làm được lúc này"),
    }
    return answer(request, Trouble(status, titles[status], said=say_all(refusal.problems)))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400, also for what is too large to read."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    trouble = Trouble(
        400,
        _("Không đọc được yêu cầu"),
        _("Địa chỉ hoặc nội dung gửi lên không đúng dạng phần mềm đọc được. Chưa có gì được lưu."),
        _("Quay lại trang trước, tải lại trang rồi làm lại."),
    )
    return answer(request, trouble)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the name Django calls
    """403 of a form that was opened before signing in again, or from elsewhere."""
    trouble = Trouble(
        403,
        _("Biểu mẫu đã hết hạn"),
        _("Trang này được mở từ trước lần đăng nhập gần nhất, hoặc được gửi từ nơi khác. Chưa có gì được lưu."),
        _("Quay lại trang trước, tải lại trang rồi gửi lại. Nếu vẫn gặp, đăng nhập lại."),
    )
    return answer(request, trouble, menu=False)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - as above
    """handler403."""
    trouble = Trouble(
        403,
        _("Đồng chí không được làm việc này"),
        _("Quyền hiện có của đồng chí không bao gồm việc này."),
        _("Nếu việc này thuộc nhiệm vụ của đồng chí, đề nghị lãnh đạo cấp ủy giao quyền."),
    )
    return answer(request, trouble)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - as above
    """handler404; the same bytes for a record that is not there and for one that may not be seen."""
    trouble = Trouble(
        404,
        _("Không tìm thấy trang này"),
        _("Địa chỉ không đúng, hoặc nội dung không có, hoặc không thuộc phạm vi đồng chí được xem."),
        _("Kiểm tra lại địa chỉ, hoặc mở lại từ danh sách ở bàn làm việc."),
    )
    return answer(request, trouble)


def too_large(request: HttpRequest) -> HttpResponse:
    trouble = Trouble(
        413,
        _("Nội dung gửi lên quá lớn"),
        _("Tệp hoặc biểu mẫu lớn hơn mức máy chủ nhận. Chưa có gì được lưu."),
        _("Chia tệp thành nhiều phần, hoặc bỏ các trang tính không cần, rồi gửi lại."),
    )
    return answer(request, trouble)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - as above
    """handler429 of allauth: too many tries to sign in."""
    trouble = Trouble(
        429,
        _("Thử quá nhiều lần"),
        _("Để bảo vệ tài khoản, máy chủ tạm không nhận thêm lần thử nào từ máy này."),
        _("Chờ ít phút rồi thử lại. Nếu quên mật khẩu, liên hệ người quản trị."),
    )
    return answer(request, trouble)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500; a database that is busy or away is told apart from a fault of ours."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return database_trouble(request, error)
    trouble = Trouble(
        500,
        _("Phần mềm gặp lỗi"),
        _("Lỗi ở phía phần mềm, không phải do thao tác của đồng chí. Nội dung của lần gửi này chưa được lưu."),
        _("Thử lại. Nếu vẫn lỗi, báo người quản trị giờ và phút gặp lỗi; nhật ký máy chủ đã ghi lại."),
    )
    return answer(request, trouble)


def database_trouble(request: HttpRequest, error: Exception) -> HttpResponse:
    """503: the database is busy for too long, or away."""
    busy = Trouble(
        503,
        _("Hệ thống đang bận ghi một việc lớn"),
        _("Đã chờ nhưng chưa đến lượt ghi. Nội dung của lần gửi này chưa được lưu."),
        _("Quay lại trang trước, chờ ít giây rồi gửi lại."),
    )
    away = Trouble(
        503,
        _("Cơ sở dữ liệu tạm thời không trả lời"),
        _("Máy chủ chưa kết nối được với cơ sở dữ liệu. Những gì đã lưu vẫn còn nguyên; lần gửi này chưa được lưu."),
        _("Chờ một phút rồi thử lại. Nếu vẫn gặp, báo người quản trị."),
    )
    response = answer(request, busy if is_busy(error) else away)
    response["Retry-After"] = TRY_AGAIN_AFTER
    return response


def is_busy(error: Exception) -> bool:
    """Someone else was writing for too long: our write gate, SQLite's lock or PostgreSQL's lock timeout."""
    cause = type(error.__cause__).__name__
    return any(word in str(error) for word in ("is locked", "write gate")) or cause in {
        "LockNotAvailable",
        "QueryCanceled",
    }


def answer(request: HttpRequest, trouble: Trouble, *, menu: bool = True) -> HttpResponse:
    """A page, or for htmx the sentences alone, put where the page shows problems."""
    if asked_by_htmx(request):
        part = render_to_string("ui/errors/part.html", {"trouble": trouble, "alone": True})
        response = HttpResponse(part, status=trouble.status)
        response["HX-Retarget"] = "#problems"
        response["HX-Reswap"] = "innerHTML"
        return response
    inside = menu and trouble.status in WITHIN_THE_PRODUCT and Screen(request).actor
    template, asked = ("ui/errors/inside.html", request) if inside else ("ui/errors/plain.html", None)
    context = {
        "trouble": trouble,
        "title": trouble.title,
        "back": _back(request) if inside else "",
        "ui": Screen(request),
    }
    return HttpResponse(render_to_string(template, context, request=asked), status=trouble.status)


def _back(request: HttpRequest) -> str:
    """The page the reader came from, if it is one of ours."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if ours else ""
