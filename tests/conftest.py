"""What all tests share: which of them run on PostgreSQL, and patience of generated cases."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from hypothesis import settings

from tests import flush
from tests.installation import Installation

ON_POSTGRESQL = bool(os.environ.get("TUSOI_DATABASE_URL"))
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "installation"}
JOURNEYS = Path(__file__).parent / "journeys"

settings.register_profile("tusoi", deadline=None)  # two shared cores: a slow moment is no failure
settings.load_profile("tusoi")
flush.install()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose what this run is for; what is left out runs in the other one (or was left out by name)."""
    left_out = [item for item in items if not belongs(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if belongs(item)]


def belongs(item: pytest.Item) -> bool:
    """SQLite runs everything; PostgreSQL what touches the database, and of the journeys the main ones."""
    if JOURNEYS in item.path.parents:
        if os.environ.get("TUSOI_NO_BROWSER") == "1":
            return False
        return not ON_POSTGRESQL or item.get_closest_marker("main_journey") is not None
    return not ON_POSTGRESQL or touches_database(item)


def touches_database(item: pytest.Item) -> bool:
    """Does the test ask for a database by mark or fixture?"""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty installation of its own, on the database this run is for: commands, a real server, kill -9."""
    with fresh_database() as url:
        made = Installation(folder=tmp_path / "data", database_url=url)
        yield made
        made.stop()


@contextlib.contextmanager
def fresh_database() -> Iterator[str]:
    """The address of an empty PostgreSQL database; on SQLite nothing, for the file lies in the data folder."""
    if not ON_POSTGRESQL:
        yield ""
        return
    parts = urlsplit(os.environ["TUSOI_DATABASE_URL"])
    name = f"installation_{secrets.token_hex(6)}"
    with psycopg.connect(parts.geturl(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
