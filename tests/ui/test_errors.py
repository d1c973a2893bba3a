"""Error pages: sentences, the right number, and nothing that tells a foreign record from a missing one."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from tusoi.ui import errors
from tusoi.ui.middleware import RefusalMiddleware


@pytest.mark.parametrize(
    ("kind", "status"), [("invalid", 422), ("forbidden", 403), ("conflict", 409), ("missing", 404)]
)
def test_a_refusal_is_answered_by_its_kind(gallery, kind, status):
    assert gallery.get(f"/refused/{kind}/").status_code == status


@pytest.mark.parametrize("kind", ["invalid", "forbidden", "conflict"])
def test_a_refusal_says_what_why_and_what_next_inside_the_product(gallery, kind):
    page = gallery.get(f"/refused/{kind}/", headers={"Referer": "http://testserver/board/"}).content.decode()
    assert "Còn 2 vấn đề gợi ý chưa được giải trình." in page
    assert "Căn cứ: HD 21, mẫu 01, mục IV." in page
    assert "Giải trình từng vấn đề rồi nộp lại." in page
    assert '<a class="btn btn-primary" href="http://testserver/board/">Quay lại trang trước</a>' in page
    assert 'id="menu"' in page


def test_the_way_back_never_leads_to_another_site(gallery):
    page = gallery.get("/refused/conflict/", headers={"Referer": "https://elsewhere.example/"}).content.decode()
    assert "elsewhere" not in page


def test_a_missing_and_a_foreign_record_and_a_wrong_address_give_the_same_bytes(gallery):
    answers = [gallery.get(path) for path in ("/record/1/", "/record/2/", "/record/999/", "/no/such/page/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert {tuple(answer.cookies) for answer in answers} == {()}


def test_htmx_gets_the_sentences_where_the_page_shows_problems(gallery):
    answer = gallery.get("/refused/conflict/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#problems"
    assert "<html" not in answer.content.decode()
    assert "Còn 2 vấn đề gợi ý chưa được giải trình." in answer.content.decode()


def handled(exception: Exception) -> tuple[int, str]:
    middleware = RefusalMiddleware(lambda _request: None)
    answer = middleware.process_exception(RequestFactory().get("/"), exception)
    return answer.status_code, answer.content.decode()


def test_a_database_that_is_busy_or_away_is_told_apart_with_503(client):
    for error in (OperationalError("database is locked"), OperationalError("the write gate stayed shut")):
        status, page = handled(error)
        assert status == 503
        assert "Hệ thống đang bận ghi một việc lớn" in page
    for error in (OperationalError("connection refused"), InterfaceError("connection already closed")):
        status, page = handled(error)
        assert status == 503
        assert "Cơ sở dữ liệu tạm thời không trả lời" in page


def test_other_accidents_have_their_pages():
    assert handled(PermissionDenied())[0] == 403
    assert handled(RequestDataTooBig())[0] == 413
    assert RefusalMiddleware(lambda _request: None).process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        (errors.bad_request, 400, "Không đọc được yêu cầu"),
        (errors.forbidden, 403, "đề nghị lãnh đạo cấp ủy giao quyền"),
        (errors.csrf_failure, 403, "Biểu mẫu đã hết hạn"),
        (errors.not_found, 404, "Không tìm thấy trang này"),
        (errors.too_large, 413, "quá lớn"),
        (errors.too_often, 429, "Chờ ít phút rồi thử lại"),
        (errors.server_error, 500, "báo người quản trị giờ và phút gặp lỗi"),
    ],
)
def test_every_error_page_says_what_to_do_and_offers_a_way_on(page, status, words):
    answer = page(RequestFactory().get("/x/"))
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert 'href="/">Về bàn làm việc' in answer.content.decode()


def test_what_is_too_large_to_read_is_413_and_not_400():
    assert errors.bad_request(RequestFactory().get("/"), RequestDataTooBig()).status_code == 413


def test_a_fault_in_the_database_outside_a_view_is_still_told_apart():
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
