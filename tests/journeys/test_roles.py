"""One journey per role: what the desk says first, what the menu opens, what stays shut."""

import pytest
from playwright.sync_api import expect

from tests.journeys.site import SCREEN, barriers, menu

ACCOUNTS = {
    "lanh.dao.tinh": "Bàn làm việc",
    "to.chuc.tinh": "Bàn làm việc",
    "kiem.tra.tinh": "Bàn làm việc",
    "lanh.dao.huyen": "Bàn làm việc",
    "to.chuc.huyen": "Bàn làm việc",
    "lanh.dao.co.so": "Bàn làm việc",
    "to.chuc.co.so": "Bàn làm việc",
    "bi.thu.chi.bo": "Việc của chi bộ",
    "dang.vien": "Bàn làm việc",
    "can.bo": "Bàn làm việc",
    "quan.tri": "Bàn làm việc",
}


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_page_of_the_menu_opens_without_a_barrier(province, page, username):
    province.sign_in(page, username)
    assert page.get_by_role("heading", level=1).inner_text() == ACCOUNTS[username]
    assert barriers(page) == []
    wrong = []
    for path in menu(page):
        status = province.open(page, path)
        wrong += [f"{path}: {status}"] if status != 200 else barriers(page, SCREEN)
    assert wrong == []


def test_pages_of_the_menu_fit_a_phone(province, page):
    province.sign_in(page, "lanh.dao.tinh")
    found = []
    for path in menu(page):
        province.open(page, path)
        found += barriers(page, {"width": 390, "height": 844})
    assert found == []


def test_the_branch_secretary_goes_through_his_three_large_links(province, page):
    province.sign_in(page, "bi.thu.chi.bo")
    assert "đồng chí" in page.locator(".sub").inner_text()
    targets = [f"{province.address}{link.get_attribute('href')}" for link in page.locator("a.big").all()]
    assert len(targets) == 3
    for target in targets:
        assert page.goto(target).status == 200
        assert barriers(page) == []
    members = int(page.locator("main table tbody tr").count())
    province.open(page, "/")
    assert page.locator(".sub").inner_text().split(". ")[-1].split()[0] == str(members)


@pytest.mark.parametrize("username", ["dang.vien", "can.bo"])
def test_a_member_reads_what_was_suggested_to_him_and_not_the_season_of_others(province, page, username):
    province.sign_in(page, username)
    page.locator(".say").get_by_role("link").first.click()
    assert "/suggestions/one/" in page.url
    assert barriers(page) == []
    assert province.open(page, "/imports/new/") in {403, 404}
    assert province.open(page, "/accounts/users/") in {403, 404}


def test_the_inspector_looks_and_decides_nothing(province, page):
    province.sign_in(page, "kiem.tra.tinh")
    page.locator(".say").get_by_role("link").first.click()
    expect(page.locator("main table tbody tr")).not_to_have_count(0)
    assert province.open(page, "/cycles/1/close/") == 200
    assert page.get_by_role("button", name="Đóng kỳ và chốt số liệu").get_attribute("aria-disabled") == "true"


def test_the_administrator_sees_the_machine_and_no_content(province, page):
    province.sign_in(page, "quan.tri")
    assert "Chưa sao lưu lần nào" in page.locator("main").inner_text()
    assert [province.open(page, path) for path in ("/cycles/1/", "/cycles/1/roster/", "/organizations/1/")] == [
        404,
        404,
        404,
    ]


def test_a_district_officer_sees_his_district_alone(province, page):
    province.sign_in(page, "to.chuc.huyen")
    province.open(page, "/season/")
    assert "Đảng bộ thành phố Hướng Dương" in page.locator("main").inner_text()
    assert province.open(page, "/cycles/1/?unit=1") == 404
