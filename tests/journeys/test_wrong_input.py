"""Wrong input at the screen: the page says where, what, why and what to do, and nothing is half saved."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import barriers

BASE = "/cycles/1/"


def upload(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Danh sách đảng viên").check()
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Tải lên và đọc thử").click()


@pytest.mark.parametrize(
    ("name", "content"),
    [("danh-sach.xlsx", b"day khong phai tep Excel"), ("danh-sach.xls", b"\xd0\xcf\x11\xe0" + bytes(600))],
)
def test_a_file_that_is_no_workbook_is_refused_with_words(own_province, page, name, content):
    own_province.sign_in(page, "to.chuc.tinh")
    own_province.open(page, "/imports/new/")
    assert barriers(page) == []
    upload(page, name, content)
    expect(page.locator(".note.error, #form-problems").first).to_be_visible(timeout=30_000)
    assert barriers(page) == []
    expect(page.get_by_role("button", name="Nhập:")).to_have_count(0)
    told = own_province.installation.tusoi("figures", "--year", "2021", "--json", "--as", "to.chuc.tinh")
    assert json.loads(told.stdout)["suggestions"][0]["collectives"] == 19


def test_a_form_without_its_answers_says_where(province, page):
    province.sign_in(page, "to.chuc.tinh")
    province.open(page, "/imports/new/")
    page.get_by_role("button", name="Tải lên và đọc thử").click()
    expect(page.locator("#form-problems")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "form-problems"
    assert barriers(page) == []


@pytest.mark.parametrize("day", ["31/02/2022", "01/07/2022", "31/12/2020", "01/01/2099"])
def test_a_document_of_an_impossible_day_is_refused_on_its_field(province, page, day):
    province.sign_in(page, "lanh.dao.tinh")
    province.open(page, "/ratings/")
    page.locator("main a[href*='/organization/']").first.click()
    page.locator("main tbody th a").first.click()
    page.get_by_role("link", name="Xếp loại lại").click()
    page.get_by_label("Hoàn thành tốt nhiệm vụ", exact=True).check()
    page.get_by_label("Số quyết định").fill("400-QĐ/TU")
    page.get_by_label("Ngày quyết định").fill(day)
    page.get_by_label("Lý do").fill("Kiểm tra lại.")
    page.get_by_role("button", name="Xếp loại lại").click()
    expect(page.locator("#form-problems")).to_contain_text("Ngày quyết định")
    assert page.get_by_label("Số quyết định").input_value() == "400-QĐ/TU"
    assert barriers(page) == []


def test_an_address_of_another_part_is_the_same_page_as_one_that_never_was(province, page):
    province.sign_in(page, "to.chuc.huyen")
    foreign = page.goto(f"{province.address}{BASE}?unit=1")
    seen = page.locator("main").inner_text()
    missing = page.goto(f"{province.address}{BASE}?unit=999999")
    assert (foreign.status, missing.status) == (404, 404)
    assert page.locator("main").inner_text() == seen
    assert barriers(page) == []
