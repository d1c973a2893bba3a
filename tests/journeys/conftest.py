"""The browser of the journeys: Debian's Chromium, nothing of it goes outside this machine."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ON_POSTGRESQL, fresh_database
from tests.installation import Installation
from tests.journeys.site import Site, password_of

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
    """A fresh person at 1366 × 768; a script error, a refused resource or another host fails the journey."""
    context = browser.new_context(viewport=SCREEN, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(15_000)
    screen = context.new_page()
    errors: list[str] = []
    screen.on("pageerror", lambda error: errors.append(str(error)))
    screen.on("console", lambda message: errors.append(message.text) if is_fault(message.text) else None)
    screen.on("request", lambda request: errors.append(request.url) if goes_outside(request.url) else None)
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


def goes_outside(url: str) -> bool:
    """Does a request leave this machine? Pictures written into a page go nowhere."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"127.0.0.1", "localhost"}


# The demonstration province: prepared once for all journeys, served once for those that only look


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The province as `tusoi up --demo` prepares it; nobody works in it, so that it can be copied."""
    with fresh_database() as url:
        made = Installation(folder=tmp_path_factory.mktemp("province") / "data", database_url=url)
        done = made.tusoi("up", "--demo", "--prepare-only")
        assert done.returncode == 0, done.stdout + done.stderr
        yield made
        made.stop()


@pytest.fixture(scope="session")
def province(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The province served, for journeys that change nothing."""
    served = prepared if ON_POSTGRESQL else copied(prepared, tmp_path_factory.mktemp("served") / "data")
    yield Site(served, served.serve(), password_of(served.folder))
    served.stop()


@pytest.fixture
def own_province(prepared: Installation, tmp_path: Path) -> Iterator[Site]:
    """A copy of the province for one journey that changes things; SQLite, as all journeys but the main one."""
    mine = copied(prepared, tmp_path / "data")
    yield Site(mine, mine.serve(), password_of(mine.folder))
    mine.stop()


def copied(prepared: Installation, folder: Path) -> Installation:
    """The same data in another folder."""
    shutil.copytree(prepared.folder, folder)
    return Installation(folder=folder)
