"""The main journey: the province as the issue describes it, and from each number to the list it counted."""

import pytest

from tests.journeys.site import barriers, cells, number_of, rows_behind

SUGGESTED = "Được gợi ý kiểm điểm theo diện quản lý"
RATED = "Xếp loại tổ chức đảng trực thuộc"


@pytest.mark.main_journey
def test_the_organising_officer_walks_from_each_figure_to_its_list(province, page):
    province.sign_in(page, "to.chuc.tinh")
    page.locator("#menu").get_by_role("link", name="Tình hình kiểm điểm").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Tình hình kiểm điểm năm 2021"
    suggested, rated = page.get_by_role("table", name=SUGGESTED), page.get_by_role("table", name=RATED)
    assert cells(suggested) == [
        ["Ban Thường vụ Tỉnh ủy", "19", "–"],
        ["Ban thường vụ cấp ủy huyện", "186", "284"],
        ["Cấp ủy cơ sở", "124", "102"],
        ["Cộng", "329", "386"],
    ]
    assert cells(rated) == [
        ["Hoàn thành xuất sắc nhiệm vụ", "4/22 (18,18 %)"],
        ["Hoàn thành tốt nhiệm vụ", "16/22 (72,73 %)"],
        ["Hoàn thành nhiệm vụ", "2/22 (9,09 %)"],
        ["Không hoàn thành nhiệm vụ", "0/22 (0,00 %)"],
    ]
    assert "4 trên 4" in page.locator(".say").inner_text()
    assert "vượt 1 nếu tính trên số “tốt”" in page.locator(".say").inner_text()
    links = {
        f"{province.address}{link.get_attribute('href')}": number_of(link.inner_text())
        for table in (suggested, rated)
        for link in table.locator("tbody a").all()
    }
    assert len(links) == 10
    assert {address: rows_behind(page, address) for address in links} == links


def test_every_sentence_of_the_season_opens_the_list_it_counts(province, page):
    province.sign_in(page, "to.chuc.tinh")
    province.open(page, "/season/")
    sentences = {
        f"{province.address}{link.get_attribute('href')}": number_of(link.inner_text().split()[0])
        for link in page.locator(".say a.figure[href*='/exceptions/']").all()
    }
    assert sentences
    assert {address: rows_behind(page, address) for address in sentences} == sentences


def test_the_season_has_no_barrier_at_any_width(province, page):
    province.sign_in(page, "to.chuc.tinh")
    province.open(page, "/season/")
    assert barriers(page) == []
    page.locator(".say a.figure[href*='/exceptions/']").first.click()
    assert barriers(page) == []
