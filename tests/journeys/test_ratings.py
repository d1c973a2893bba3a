"""Two acts as offices work: a batch submitted and decided, a document recorded and checked by a second officer."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Site, barriers

PDF = {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%quyet dinh da ky\n"}
PAPER = {"Số quyết định": "216-QĐ/TU", "Ngày quyết định": "21/01/2022"}


def to_the_board(site: Site, page: Page) -> str:
    """The standing committees' collectives, 19 of them, decided by the province; the address of their board."""
    site.open(page, "/ratings/")
    page.locator("main a[href*='/collective/']").first.click()
    expect(page.locator("select[name^=category-]").first).to_be_visible()
    return page.url


def choose_for_all(page: Page, category: str) -> int:
    """The first row gets the category by itself, the others by one choice; how many rows there are."""
    number = page.locator("select[name^=category-]").count()
    page.locator("select[name=fill]").select_option(category)
    return number


def agree(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog")
    if dialog.count() and dialog.is_visible():
        dialog.get_by_role("button", name="Đồng ý").click()


def fill_in(page: Page, answers: dict[str, str]) -> None:
    for label, text in answers.items():
        page.get_by_label(label).fill(text)


def another_person(page: Page, site: Site, username: str) -> None:
    page.context.clear_cookies()
    site.sign_in(page, username)


def test_staff_submit_a_batch_and_a_leader_decides_it(own_province, page):
    site = own_province
    site.sign_in(page, "to.chuc.tinh")
    board = to_the_board(site, page)
    assert barriers(page) == []
    number = choose_for_all(page, "GOOD")
    page.get_by_role("button", name="Trình Ban Thường vụ…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trình Ban Thường vụ")
    assert barriers(page) == []
    agree(page, f"Trình {number} đối tượng")
    page.wait_for_url("**/ratings/batches/*/")
    batch = page.url

    another_person(page, site, "lanh.dao.tinh")
    page.locator(".say").get_by_role("link", name=f"{number} đề nghị xếp loại").click()
    assert page.url == batch
    page.get_by_role("link", name="Quyết định đợt này…").click()
    assert barriers(page) == []
    fill_in(page, PAPER)
    page.get_by_role("button", name=f"Quyết định cho {number} đối tượng").click()
    expect(page.locator("#messages")).to_contain_text("Đã quyết định đợt trình.")
    page.goto(board)
    expect(page.locator("main table .chip.good")).to_have_count(number)


def test_a_recorded_document_counts_only_after_a_second_officer_has_compared_it(own_province, page):
    site = own_province
    site.sign_in(page, "to.chuc.tinh")
    board = to_the_board(site, page)
    number = choose_for_all(page, "COMPLETED")
    page.get_by_role("button", name="Ghi nhận quyết định đã ban hành…").click()
    assert barriers(page) == []
    fill_in(page, {**PAPER, "Người ký": "Lê Thị Hoa"})
    page.get_by_label("Bản quét quyết định đã ký").set_input_files(PDF)
    page.get_by_role("button", name=f"Ghi nhận cho {number} đối tượng").click()
    page.wait_for_url("**/ratings/batches/*/")
    batch = page.url
    own = page.goto(f"{batch}check/")
    assert own.status == 403

    another_person(page, site, "to.chuc.tinh.2")
    page.locator(".say").get_by_role("link", name=f"{number} xếp loại theo quyết định đã ban hành").click()
    page.get_by_role("link", name="Kiểm tra và xác nhận…").click()
    assert barriers(page) == []
    page.get_by_role("button", name=f"Xác nhận {number} đối tượng").click()
    expect(page.locator("#form-problems")).to_be_visible()
    page.get_by_label("Tôi đã đối chiếu từng dòng với bản quét của quyết định.").check()
    page.get_by_role("button", name=f"Xác nhận {number} đối tượng").click()
    expect(page.locator("#messages")).to_contain_text("Đã xác nhận.")
    page.goto(board)
    expect(page.locator("main table .chip.completed")).to_have_count(number)


def test_a_leader_closes_the_cycle_and_reopens_it_by_decision(own_province, page):
    site = own_province
    site.sign_in(page, "lanh.dao.tinh")
    site.open(page, "/season/")
    page.get_by_role("link", name="Đóng kỳ kiểm điểm…").click()
    assert barriers(page) == []
    agree(page, "Đóng kỳ và chốt số liệu")
    expect(page.locator("#messages")).to_contain_text("số liệu đã chốt")
    expect(page.locator(".sub")).to_contain_text("Kỳ đã đóng lúc")
    page.get_by_role("link", name="Mở lại kỳ kiểm điểm…").click()
    assert barriers(page) == []
    fill_in(page, {"Số văn bản": "300-QĐ/TU", "Ngày văn bản": "01/03/2022", "Lý do": "Xếp loại bổ sung."})
    page.locator("main form button.btn").first.click()
    site.open(page, "/season/")
    expect(page.get_by_role("link", name="Đóng kỳ kiểm điểm…")).to_be_visible()
