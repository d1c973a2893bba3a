"""What the pages of every room have around them, and how their parts behave."""

import re

import pytest

from tusoi.ui.context import TYPE_SIZE_COOKIE


def text(response) -> str:
    return response.content.decode()


def entries(response) -> list[str]:
    menu = re.search(r'<nav id="menu".*?</nav>', text(response), re.DOTALL).group()
    return [re.sub(r"<.*", "", label) for label in re.findall(r"<a href=[^>]*>([^<]+)", menu)]


def test_the_menu_holds_what_the_rooms_gave_in_order_without_pages_that_do_not_exist(gallery):
    assert [entry.strip() for entry in entries(gallery.get("/season/"))] == [
        "Bàn làm việc",
        "Tình hình kiểm điểm",
        "Gợi ý kiểm điểm",
        "Phân công dự, chỉ đạo",
        "Bản kiểm điểm",
        "Xếp loại",
        "Theo dõi khắc phục",
        "Tổ chức, đảng viên",
    ]


def test_the_page_one_stands_on_is_marked_once(gallery):
    season = text(gallery.get("/season/"))
    assert season.count('aria-current="page"') == 1
    assert '<a href="/season/" aria-current="page">' in season
    assert '<a href="/" aria-current="page">' in text(gallery.get("/"))


def test_badges_count_what_waits(gallery):
    assert "1.031<span" in text(gallery.get("/"))


def test_the_header_names_place_cycle_and_what_is_not_verified(gallery):
    page = text(gallery.get("/"))
    assert "<strong>Tỉnh ủy Hoa Sen</strong>" in page
    assert '<a href="/season/">Kỳ năm 2021 · Quy định 132, Hướng dẫn 21</a>' in page
    assert "chưa đối chiếu với văn bản gốc" in page


def test_nobody_signed_in_sees_no_menu_and_no_sign_out(gallery):
    page = text(gallery.get("/?nobody"))
    assert "Theo dõi khắc phục" not in page
    assert "Đăng xuất" not in page


def test_signing_out_is_a_post(gallery):
    assert re.search(r'<form method="post" action="/sign-out/">.*?Đăng xuất', text(gallery.get("/")), re.DOTALL)


def test_nothing_on_a_page_comes_from_outside(gallery):
    for path in ("/", "/season/", "/board/", "/form/", "/list/"):
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', text(gallery.get(path))) == []


def test_an_empty_table_is_a_sentence(gallery):
    page = text(gallery.get("/list/", {"q": "không có"}))
    assert "Không tìm thấy đảng viên nào. Thử bỏ bớt từ khóa." in page
    assert "<table" not in page


def test_headings_sort_and_keep_the_rest_of_the_address(gallery):
    page = text(gallery.get("/list/?level=1&sort=name&after=abc"))
    assert (
        '<th scope="col" aria-sort="ascending"><a class="sort" href="?level=1&amp;sort=-name">Họ và tên</a></th>'
        in page
    )
    assert 'href="?level=1&amp;sort=born">Năm sinh' in page


def test_the_pager_keeps_filter_and_order(gallery):
    page = text(gallery.get("/list/?level=1&sort=-name&before=x"))
    assert 'rel="next" href="?level=1&amp;sort=-name&amp;after=WyJhIiwgMV0"' in page
    assert 'rel="prev" href="?level=1&amp;sort=-name&amp;before=WyJiIiwgMl0"' in page


def test_a_button_that_may_not_be_pressed_says_why(gallery):
    page = text(gallery.get("/board/"))
    act = re.search(r'<span class="act">.*?</span>\s*</span>', page, re.DOTALL).group()
    assert 'aria-disabled="true">Đóng kỳ kiểm điểm' in act
    assert "Còn 2 vấn đề gợi ý chưa được giải trình." in act
    assert "Căn cứ: HD 21, mẫu 01, mục IV." in act
    assert "<form" not in act


def test_a_button_that_may_be_pressed_posts_with_a_token(gallery):
    page = text(gallery.get("/bulk/"))
    form = re.search(r'<form class="act" method="post" action="/bulk/">.*?</form>', page, re.DOTALL).group()
    assert "csrfmiddlewaretoken" in form
    assert 'name="confirmed" value="yes"' in form


def test_one_act_on_many_names_its_numbers_and_who_is_left_out_and_why(gallery):
    page = text(gallery.get("/bulk/"))
    assert "Đủ điều kiện: 4" in page
    assert "Chưa đủ điều kiện, không thực hiện: 1" in page
    assert "Đảng bộ thị xã Tường Vi" in page
    assert "Giải trình từng vấn đề rồi nộp lại." in page


def test_long_work_is_asked_again_until_it_is_finished(gallery):
    running, finished = text(gallery.get("/progress/")), text(gallery.get("/progress/?finished"))
    assert 'hx-get="/progress/" hx-trigger="every 2s"' in running
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in running
    assert "18.000/52.055 (34,58 %)" in running
    assert "Mở danh sách" not in running
    assert "hx-get" not in finished
    assert "http-equiv" not in finished
    assert '<a class="btn btn-primary" href="/list/">Mở danh sách</a>' in finished


def test_htmx_gets_only_the_part_and_caches_know_it(gallery):
    part = gallery.get("/progress/", headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "HX-Request" in part["Vary"]
    assert "<html" in text(gallery.get("/progress/", headers={"HX-Request": "true", "HX-Boosted": "true"}))
    assert "<html" in text(
        gallery.get("/progress/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    )


def test_findings_are_grouped_with_their_places(gallery):
    page = text(gallery.get("/findings/"))
    assert "Lỗi: 41" in page
    assert "<li>Danh sách!E5</li>" in page
    assert "và 21 chỗ nữa" in page
    assert "Thông tin: 4.941" in page


@pytest.mark.parametrize(("size", "large"), [("large", True), ("normal", False)])
def test_large_type_is_kept_in_a_cookie(gallery, size, large):
    gallery.cookies[TYPE_SIZE_COOKIE] = "large"
    answer = gallery.post("/co-chu/", {"size": size}, headers={"Referer": "http://testserver/board/"})
    assert answer["Location"] == "http://testserver/board/"
    assert ('<html lang="vi" class="large">' in text(gallery.get("/board/"))) is large


def test_choosing_a_size_never_leads_to_another_site(gallery):
    answer = gallery.post("/co-chu/", {"size": "large"}, headers={"Referer": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_the_language_is_chosen_by_post(gallery):
    assert gallery.get("/ngon-ngu/").status_code == 405
    gallery.post("/ngon-ngu/", {"language": "en"}, headers={"Referer": "http://testserver/board/"})
    assert '<html lang="en"' in text(gallery.get("/board/"))
