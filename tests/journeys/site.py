"""A served installation as somebody at a screen meets it: sign in, look, and nothing there is a barrier."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.installation import Installation
from tests.journeys.axe import violations

SCREEN, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@dataclass
class Site:
    """Where it is served, and the one password of the demonstration's accounts."""

    installation: Installation
    address: str
    password: str = ""

    def sign_in(self, page: Page, username: str, password: str = "") -> None:
        """By keyboard only, as somebody without a mouse does."""
        page.goto(f"{self.address}/accounts/sign-in/")
        page.locator("input[name=login]").focus()
        page.keyboard.type(username)
        page.keyboard.press("Tab")
        page.keyboard.type(password or self.password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in/" not in url)

    def open(self, page: Page, path: str) -> int:
        """Go to a page; the status of the answer."""
        answer = page.goto(f"{self.address}{path}")
        assert answer is not None
        return answer.status


def password_of(folder: Path) -> str:
    """The password the demonstration was prepared with."""
    return (folder / "demo_accounts.txt").read_text().partition("\n")[0].rpartition(": ")[2]


def barriers(page: Page, *sizes: dict[str, int]) -> list[str]:
    """What axe finds, and whether the page scrolls sideways, at each size (both by default)."""
    found = []
    for size in sizes or (SCREEN, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [f"{page.url} at {size['width']}: {one}" for one in violations(page)]
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            found.append(f"{page.url} at {size['width']}: {beyond} px too wide")
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    return found


def menu(page: Page) -> list[str]:
    """Paths of the menu, in its order."""
    return [link.get_attribute("href") or "" for link in page.locator("#menu ul a").all()]


def cells(table: Locator) -> list[list[str]]:
    """Texts of the body of a table, row by row."""
    return [
        [re.sub(r"\s+", " ", text).strip() for text in row.locator("th, td").all_inner_texts()]
        for row in table.locator("tbody tr").all()
    ]


def rows_behind(page: Page, address: str) -> int:
    """How many rows a list has, walked through to its last page."""
    page.goto(address)
    number = page.locator("main table tbody tr").count()
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        page.wait_for_load_state()
        number += page.locator("main table tbody tr").count()
    return number


def number_of(text: str) -> int:
    """``1.234`` or ``4/22 (18,18 %)`` → the number that opens the list."""
    return int(text.partition("/")[0].replace(".", ""))
