"""The browser of the journeys: Debian's Chromium, nothing of it goes outside this machine."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1366, "height": 768}

# Playwright keeps an event loop in the test's thread; Django would take our own ORM calls there for asynchronous ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys of this process."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh person at a screen of 1366 × 768; a script error or a refused resource fails the journey."""
    context = browser.new_context(viewport=SCREEN, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(15_000)
    screen = context.new_page()
    errors: list[str] = []
    screen.on("pageerror", lambda error: errors.append(str(error)))
    screen.on("console", lambda message: errors.append(message.text) if is_fault(message.text) else None)
    yield screen
    context.close()
    assert errors == []


@pytest.fixture
def live(live_server: object) -> str:
    """The address of a server on the test database, e.g. http://localhost:40123."""
    return live_server.url  # type: ignore[attr-defined]


def is_fault(text: str) -> bool:
    """What the console says when the content policy or a missing file stopped something."""
    return "Content Security Policy" in text or "net::ERR_" in text
