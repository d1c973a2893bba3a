"""The components in a browser: no barrier found by axe, no side scroll, and the comforts of the script at work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.gallery.serving import served

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
PAGES = (
    "/",
    "/season/",
    "/board/",
    "/list/",
    "/list/?q=không có",
    "/form/",
    "/form/?wrong",
    "/bulk/",
    "/progress/",
    "/findings/",
    "/refused/conflict/",
    "/record/1/",
    "/?nobody",
)
SIZES = {"screen": (1366, 768), "phone": (390, 844)}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served() as address:
        yield address


def barriers(page: Page) -> list[str]:
    """What axe finds, as rule and markup."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def widen(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier_or_scrolls_sideways(site, page, path, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site + path)
    assert barriers(page) == []
    assert widen(page) <= 0


@pytest.mark.parametrize("path", ["/season/", "/board/", "/form/?wrong"])
def test_large_type_on_a_phone_still_fits(site, page, path):
    page.set_viewport_size({"width": 390, "height": 844})
    page.context.add_cookies([{"name": "type_size", "value": "large", "url": site}])
    page.goto(site + path)
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "20px"
    assert barriers(page) == []
    assert widen(page) <= 0


def test_the_phone_menu_opens_and_closes_without_any_script(site, browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/season/")
    entry = page.get_by_role("link", name="Gợi ý kiểm điểm")
    expect(entry).to_be_hidden()
    page.get_by_role("button", name="Trình đơn").click()
    expect(entry).to_be_visible()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    context.close()


def test_the_first_key_leads_past_the_menu(site, page):
    page.goto(f"{site}/season/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_one_box_chooses_all_rows_and_the_page_counts_them(site, page):
    page.goto(f"{site}/board/")
    everything = page.get_by_role("checkbox", name="Chọn tất cả các dòng")
    everything.check()
    expect(page.locator("[data-chosen]")).to_have_text("4")
    page.get_by_role("checkbox", name="Đảng bộ huyện Lưu Ly").uncheck()
    expect(page.locator("[data-chosen]")).to_have_text("3")
    assert everything.evaluate("box => box.indeterminate")


def test_a_serious_act_asks_first_and_no_is_no(site, page):
    page.goto(f"{site}/board/")
    act = page.get_by_role("button", name="Trình Ban Thường vụ (21 đảng bộ)…")
    act.click()
    expect(page.get_by_role("dialog")).to_contain_text("Trình 21 đảng bộ, 1 đảng bộ để lại?")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    assert page.url == f"{site}/board/"
    act.click()
    page.get_by_role("button", name="Thôi").click()
    assert page.url == f"{site}/board/"
    act.click()
    page.get_by_role("button", name="Đồng ý").click()
    page.wait_for_url(f"{site}/bulk/")


def test_a_refused_form_brings_the_reader_to_its_summary(site, page):
    page.goto(f"{site}/form/?wrong")
    assert page.evaluate("document.activeElement.id") == "form-problems"
    page.locator("#form-problems").get_by_role("link", name="Số văn bản").click()
    assert page.evaluate("document.activeElement.id") == "id_number"


def test_unsaved_text_is_not_lost_without_a_question(site, page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{site}/form/")
    page.get_by_label("Số văn bản").fill("215-CV/TU")
    page.goto(f"{site}/board/")
    assert asked == ["beforeunload"]
    page.goto(f"{site}/form/")
    page.get_by_label("Số văn bản").fill("215-CV/TU")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("#form-problems")).to_be_visible()
    assert asked == ["beforeunload"]


def test_long_work_is_watched_until_it_is_done(site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.headers.get("hx-request")))
    page.goto(f"{site}/progress/")
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        pass
    expect(page.get_by_text("Đang đọc tệp dang_vien.xlsx")).to_have_count(1)


def test_a_refusal_of_a_part_is_shown_where_problems_stand(site, page):
    page.goto(f"{site}/board/")
    page.evaluate("htmx.ajax('GET', '/refused/conflict/', {target: '#main', swap: 'innerHTML'})")
    expect(page.locator("#problems")).to_contain_text("Còn 2 vấn đề gợi ý chưa được giải trình.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xếp loại: đảng bộ cấp huyện")


def test_a_part_that_does_not_exist_is_told_in_words(site, page):
    page.goto(f"{site}/board/")
    page.evaluate("htmx.ajax('GET', '/nothing-here/', {target: '#main'})")
    expect(page.locator("#problems")).to_contain_text("Không tìm thấy trang này")


def test_a_server_that_does_not_answer_is_told_and_nothing_is_lost(site, browser: Browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/form/")
    page.get_by_label("Số văn bản").fill("215-CV/TU")
    context.set_offline(True)
    page.evaluate("() => { htmx.ajax('GET', '/form/', {target: '#main'}).catch(() => {}); }")
    expect(page.locator("#problems")).to_contain_text("máy chủ không trả lời")
    expect(page.get_by_label("Số văn bản")).to_have_value("215-CV/TU")
    context.close()


def test_the_menu_of_the_person_closes_with_escape_and_by_a_click_elsewhere(site, page):
    page.goto(f"{site}/season/")
    summary = page.get_by_text("Trần Thị Mẫu")
    summary.click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()


def test_a_page_prints_without_menu_and_buttons(site, page):
    page.goto(f"{site}/board/")
    page.emulate_media(media="print")
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.get_by_role("link", name="Ghi nhận quyết định đã ban hành")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
