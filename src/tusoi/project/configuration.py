"""What an installation may set: one `tusoi.toml` in the data folder, each key also as TUSOI_<KEY> in the environment.

The environment wins over the file. An unknown key or a value of the wrong kind is an error that names it.
"""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

FILE = "tusoi.toml"
SECRET_FILE = "secret_key"  # noqa: S105 - the name of the file, not the key


@dataclass(frozen=True)
class Key:
    """One key of tusoi.toml: its default decides its kind (text, number, yes or no, list of texts)."""

    name: str
    default: str | int | bool | list[str]
    meaning: str


KEYS = (
    Key("database_url", "", "postgresql://user:password@host:port/name; empty: SQLite in the data folder"),
    Key("bind", "127.0.0.1", "address the server listens on"),
    Key("port", 8000, "port the server listens on"),
    Key("workers", 1, "server processes; more than one pays only with PostgreSQL"),
    Key("threads", 8, "requests answered at the same time by one server process"),
    Key("hosts", ["localhost", "127.0.0.1", "[::1]"], "names the server answers to"),
    Key("https", False, "true when people reach the server by https: cookies become Secure, HSTS is sent"),
    Key("behind_proxy", False, "true when a proxy in front sets X-Forwarded-Proto and X-Forwarded-Host"),
    Key(
        "data_contact",
        "",
        "who answers questions about personal data (name, telephone); shown at sign-in and to everybody",
    ),
    Key("idle_minutes", 60, "minutes without a request after which a session ends"),
    Key("log_level", "INFO", "DEBUG, INFO, WARNING or ERROR"),
    Key("debug", False, "true only while developing: error pages show the code"),
)


def data_dir(environment: Mapping[str, str]) -> Path:
    """The data folder, TUSOI_DATA_DIR or ./data, made readable by its owner only."""
    folder = Path(environment.get("TUSOI_DATA_DIR") or "data").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def read(folder: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Every key with its value: environment, else file, else default."""
    written = _file(folder / FILE)
    return {key.name: _value(key, written, environment) for key in KEYS}


def secret(folder: Path) -> str:
    """The installation's secret key, made on first use and readable by its owner only."""
    path = folder / SECRET_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _settled(path)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text()


def _settled(path: Path) -> str:
    """The key another process wrote; an empty file means it died while writing."""
    text = path.read_text()
    if len(text) < 32:
        raise ImproperlyConfigured(f"{path}: khóa bí mật trống hoặc quá ngắn; xóa tệp này để tạo khóa mới")
    return text


def _file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{path}: tệp cấu hình không đọc được: {error}") from error
    unknown = sorted(set(written) - {key.name for key in KEYS})
    if unknown:
        known = ", ".join(key.name for key in KEYS)
        raise ImproperlyConfigured(f"{path}: khóa lạ: {', '.join(unknown)}. Các khóa được dùng: {known}")
    return written


def _value(key: Key, written: Mapping[str, Any], environment: Mapping[str, str]) -> Any:
    variable = f"TUSOI_{key.name.upper()}"
    if environment.get(variable):
        return _parsed(key, environment[variable], variable)
    value = written.get(key.name, key.default)
    if type(value) is not type(key.default):
        raise ImproperlyConfigured(f"{FILE}: {key.name} = {value!r} sai kiểu; cần {_kind(key)}")
    return value


def _parsed(key: Key, text: str, variable: str) -> Any:
    if isinstance(key.default, bool):
        if text.lower() in {"1", "true", "yes"}:
            return True
        if text.lower() in {"0", "false", "no"}:
            return False
    elif isinstance(key.default, int):
        if text.isdecimal():
            return int(text)
    elif isinstance(key.default, list):
        return [part.strip() for part in text.split(",") if part.strip()]
    else:
        return text
    raise ImproperlyConfigured(f"{variable} = {text!r} sai kiểu; cần {_kind(key)}")


def _kind(key: Key) -> str:
    kinds = {bool: "true hoặc false", int: "một số nguyên", list: "danh sách chữ", str: "một chuỗi chữ"}
    return kinds[type(key.default)]
