"""An administrator brings somebody new in, a leader approves, the newcomer takes over the account."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import make
from tests.journeys.axe import violations
from tusoi.rules.terms import Role, UnitKind

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}
OWN = "mot cau dai de nho 2022"


def sign_in(page, live, username, password=make.PASSWORD):
    page.goto(live + reverse("account_login"))
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def sign_out(page):
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Đăng xuất").click()


def looked_at(page):
    """What axe finds at a screen and at a telephone, and whether anything sticks out of the telephone."""
    found = violations(page)
    page.set_viewport_size(PHONE)
    found += violations(page)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        found.append("wider than a telephone")
    page.set_viewport_size(DESK)
    return found


@pytest.fixture
def province(live):
    cache.clear()
    top = make.province()
    district = make.unit("T1", UnitKind.DISTRICT, top)
    make.user(Role.LEADER, top, username="bi-thu")
    make.user(Role.ADMINISTRATOR, top, username="quan-tri")
    make.user(Role.INSPECTOR, top, username="kiem-tra")
    return district


@pytest.mark.usefixtures("province")
def test_somebody_new_comes_in_by_two_people_and_nobody_else_knows_the_password(live, page):
    sign_in(page, live, "quan-tri")
    page.goto(live + reverse("accounts:new-user"))
    assert looked_at(page) == []
    page.get_by_label("Tên đăng nhập").fill("lan.nguyen")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Lan")
    page.get_by_label(re.compile("^Vai trò [*]")).select_option("staff")
    page.get_by_label("Mã tổ chức").fill("T1")
    page.get_by_role("button", name="Thêm tài khoản").click()
    assert page.get_by_text("chờ duyệt bởi: Người dùng bi-thu").is_visible()
    assert looked_at(page) == []
    password = re.search(r"\b[a-z2-9]{4}(-[a-z2-9]{4}){3}\b", page.content()).group()
    sign_out(page)

    sign_in(page, live, "bi-thu")
    page.goto(live + reverse("accounts:grants"))
    assert looked_at(page) == []
    page.get_by_role("link", name="Nguyễn Thị Lan").first.click()
    assert looked_at(page) == []
    page.get_by_role("button", name="Duyệt", exact=True).click()
    assert page.get_by_text("Đã duyệt: quyền có hiệu lực.").is_visible()
    sign_out(page)

    sign_in(page, live, "lan.nguyen", password)
    assert page.get_by_text("Mật khẩu đang dùng chỉ dùng một lần").is_visible()
    assert looked_at(page) == []
    page.get_by_label("Mật khẩu hiện tại").fill(password)
    page.get_by_label("Mật khẩu mới", exact=False).first.fill(OWN)
    page.get_by_label("Nhập lại mật khẩu mới").fill(OWN)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.goto(live + reverse("accounts:me"))
    assert page.get_by_text("Đồng chí được giao quyền “Chuyên viên tổ chức” tại Đảng bộ T1.").is_visible()
    assert looked_at(page) == []


@pytest.mark.usefixtures("province")
def test_a_form_that_is_not_filled_in_says_where(live, page):
    sign_in(page, live, "bi-thu")
    page.goto(live + reverse("accounts:new-grant"))
    page.get_by_label("Đến hết ngày").fill("31/02/2022")
    page.get_by_role("button", name="Giao quyền").click()
    assert page.get_by_text("Chưa lưu được: có 4 chỗ cần sửa.").is_visible()
    assert looked_at(page) == []


@pytest.mark.usefixtures("province")
def test_the_inspector_reads_the_journal_and_comes_back_to_it_after_signing_in(live, page):
    page.goto(live + reverse("accounts:journal"))
    assert page.get_by_text("Sau khi đăng nhập, đồng chí trở lại đúng trang vừa mở.").is_visible()
    assert looked_at(page) == []
    page.get_by_label("Tên đăng nhập").fill("kiem-tra")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    assert page.get_by_text("Tên đăng nhập hoặc mật khẩu chưa đúng").is_visible()
    assert looked_at(page) == []
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    assert page.get_by_role("heading", name="Nhật ký").is_visible()
    assert page.get_by_role("cell", name="Lập tổ chức").first.is_visible()
    assert looked_at(page) == []


@pytest.mark.usefixtures("province")
def test_the_second_factor_is_set_up_on_pages_one_can_read(live, page):
    sign_in(page, live, "kiem-tra")
    page.goto(live + reverse("mfa_index"))
    assert looked_at(page) == []
    page.get_by_role("link", name="Bật xác thực hai bước").click()
    assert looked_at(page) == []
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    assert page.get_by_alt_text("Mã QR").is_visible()
    assert looked_at(page) == []
    page.get_by_label("Mã xác thực").fill("000000")
    page.get_by_role("button", name="Bật").click()
    assert page.get_by_text("Mã chưa đúng hoặc đã hết hạn").is_visible()
