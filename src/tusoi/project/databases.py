"""DATABASES: SQLite in the data folder, or PostgreSQL when TUSOI_DATABASE_URL names one."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from tusoi.project.db.gate import DatabaseBusy

SQLITE_FILE = "tusoi.sqlite3"
PATIENCE = 20
"""Seconds a writer waits for a lock on either database."""


def database(url: str, folder: Path) -> dict[str, Any]:
    """The `default` entry. Raises ImproperlyConfigured for an address that is not PostgreSQL's."""
    return _postgresql(url) if url else _sqlite(folder)


def _sqlite(folder: Path) -> dict[str, Any]:
    """WAL, FULL, secure_delete and the write gate live in the backend (`db/sqlite/base.py`)."""
    return {
        "ENGINE": "tusoi.project.db.sqlite",
        "NAME": str(folder / SQLITE_FILE),
        "CONN_MAX_AGE": None,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"timeout": PATIENCE, "transaction_mode": "IMMEDIATE"},
        "TEST": {"NAME": str(folder / "test.sqlite3")},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise ImproperlyConfigured(
            "database_url phải có dạng postgresql://người-dùng:mật-khẩu@máy:cổng/tên-cơ-sở-dữ-liệu"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"options": f"-c lock_timeout={PATIENCE}s", **options},
    }


def is_busy(error: BaseException) -> bool:
    """Did the database make the caller wait too long? (the gate, SQLite's own lock, PostgreSQL's lock_timeout)"""
    if isinstance(error, DatabaseBusy):
        return True
    if not isinstance(error, OperationalError):
        return False
    return "database is locked" in str(error) or type(error.__cause__).__name__ == "LockNotAvailable"
