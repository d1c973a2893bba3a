"""Somebody comes without an account, or with a wrong address."""

import pytest
from django.urls import reverse

from tests.journeys.axe import violations


@pytest.mark.main_journey
def test_a_wrong_address_leads_to_a_page_that_says_what_to_do(live, page):
    answer = page.goto(f"{live}/khong-co-trang-nay/")
    assert answer.status == 404
    assert page.get_by_role("heading", name="Không tìm thấy trang này").is_visible()
    assert page.locator("html").get_attribute("lang") == "vi"
    assert violations(page) == []


@pytest.mark.main_journey
def test_a_stranger_can_sign_in_with_name_and_password_only(live, page):
    page.goto(f"{live}{reverse('account_login')}")
    assert page.locator("input[name=login]").is_visible()
    assert page.locator("input[name=password]").get_attribute("type") == "password"
