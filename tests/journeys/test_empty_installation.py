"""From nothing to the figures: the first leader by command, everything else at the screen."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.site import Site, barriers

WORKBOOKS = Path(__file__).resolve().parents[2] / "src" / "tusoi" / "project" / "demo" / "hoa_sen"
STEPS = {
    "Nhập danh sách tổ chức đảng": "to_chuc.xlsx",
    "Nhập danh sách đảng viên": "dang_vien.xlsx",
    "Nhập gợi ý kiểm điểm đã ban hành": "goi_y_2021.xlsx",
    "Nhập kết quả xếp loại": "xep_loai_2021.xlsx",
}
PASSWORD = "duong-ra-bien-2021"
MINUTE = 60_000


def bring_in(site: Site, page: Page, step: str) -> None:
    """The next step of the desk: upload, look at the preview, agree."""
    site.open(page, "/")
    page.get_by_role("link", name=step).click()
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files(WORKBOOKS / STEPS[step])
    page.get_by_role("button", name="Tải lên và đọc thử").click()
    put = page.get_by_role("button", name=re.compile("^Nhập: "))
    expect(put).to_be_visible(timeout=2 * MINUTE)
    assert barriers(page) == []
    put.click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_role("heading", name=re.compile("^Kết quả Đã nhập"))).to_be_visible(timeout=2 * MINUTE)


def open_the_cycle(site: Site, page: Page) -> None:
    site.open(page, "/")
    page.get_by_role("link", name="Mở kỳ kiểm điểm", exact=True).click()
    page.get_by_label("Năm").fill("2021")
    page.get_by_label("Quy định 132").check()
    page.get_by_label("Ngày tính").fill("31/12/2021")
    page.get_by_role("button", name="Kiểm tra").click()
    assert barriers(page) == []
    page.get_by_label("Tôi đã xem các cảnh báo và vẫn mở kỳ").check()
    page.get_by_role("button", name="Mở kỳ kiểm điểm").click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý").click()
    page.wait_for_url("**/opened/**", timeout=2 * MINUTE)


def test_the_four_workbooks_give_the_figures_of_the_province(installation, page):
    assert installation.tusoi("up", "--prepare-only").returncode == 0
    added = installation.tusoi(
        "user", "add", "lanh.dao", "--role", "leader", "--unit", "T", "--unit-name", "Đảng bộ tỉnh Hoa Sen"
    )  # fmt: skip
    assert added.returncode == 0, added.stdout + added.stderr
    site = Site(installation, installation.serve())
    site.sign_in(page, "lanh.dao", added.stdout.split()[-1])
    page.locator("input[type=password]").nth(0).fill(added.stdout.split()[-1])
    page.locator("input[type=password]").nth(1).fill(PASSWORD)
    page.locator("input[type=password]").nth(2).fill(PASSWORD)
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(lambda url: "password" not in url)
    first, second, *rest = STEPS
    bring_in(site, page, first)
    bring_in(site, page, second)
    open_the_cycle(site, page)
    for step in rest:
        bring_in(site, page, step)
    told = installation.tusoi("figures", "--year", "2021", "--json", "--as", "lanh.dao")
    figures = json.loads(told.stdout)
    assert [(line["collectives"], line["individuals"]) for line in figures["suggestions"]] == [
        (19, None),
        (186, 284),
        (124, 102),
        (329, 386),
    ]
    assert [(line["count"], line["percent"]) for line in figures["ratings"]["categories"]] == [
        (4, "18.18"),
        (16, "72.73"),
        (2, "9.09"),
        (0, "0.00"),
    ]
    site.open(page, "/season/")
    assert "4/22 (18,18 %)" in page.locator("main").inner_text()
