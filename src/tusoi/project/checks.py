"""What `tusoi doctor` asks: each question is a function that answers with findings. Add one to QUESTIONS."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from tusoi.project.configuration import FILE, SECRET_FILE

LEAST_SPACE = 1_000_000_000
"""Bytes that must be free beside the data: an import, a backup and their journal need room."""

SQLITE_PROMISES = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
POSTGRESQL_OLDEST = 15


@dataclass(frozen=True)
class Finding:
    """One answer: did it go well, and the sentence for the person who asked."""

    well: bool
    sentence: str


Question = Callable[[], Iterator[Finding]]


def examine() -> list[Finding]:
    """All findings in order. A question about a database that does not answer is one finding, not a crash."""
    found: list[Finding] = []
    for question in QUESTIONS:
        try:
            found.extend(question())
        except DatabaseError as error:
            found.append(Finding(well=False, sentence=f"Cơ sở dữ liệu không trả lời: {error}"))
    return found


def folder() -> Iterator[Finding]:
    """Only the owner reads the data folder, and there is room in it."""
    for path in (settings.TUSOI_DATA_DIR, settings.TUSOI_DATA_DIR / SECRET_FILE, settings.TUSOI_DATA_DIR / FILE):
        if path.exists():
            open_to_others = stat.S_IMODE(path.stat().st_mode) & 0o077
            sentence = (
                f"{path}: người khác trên máy {'đọc được; hãy bỏ quyền đó' if open_to_others else 'không đọc được'}"
            )
            yield Finding(well=not open_to_others, sentence=sentence)
    free = shutil.disk_usage(settings.TUSOI_DATA_DIR).free
    yield Finding(well=free >= LEAST_SPACE, sentence=f"Đĩa còn trống {free // 1_000_000} MB (cần từ 1.000 MB)")
    writable = os.access(settings.TUSOI_DATA_DIR, os.W_OK)
    yield Finding(well=writable, sentence=f"Thư mục dữ liệu {'ghi được' if writable else 'không ghi được'}")


def database() -> Iterator[Finding]:
    """The database answers and keeps what it acknowledged."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, promised in SQLITE_PROMISES.items():
                found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
                yield Finding(well=found == promised, sentence=f"SQLite: {name} = {found}")
            damage = cursor.execute("PRAGMA quick_check").fetchone()[0]
            yield Finding(well=damage == "ok", sentence=f"SQLite: tệp dữ liệu nguyên vẹn: {damage}")
            return
        version = connection.pg_version // 10_000  # type: ignore[attr-defined]
        well = version >= POSTGRESQL_OLDEST
        yield Finding(well=well, sentence=f"PostgreSQL {version} (cần từ {POSTGRESQL_OLDEST})")
        for name in ("fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            found = cursor.fetchone()[0]
            yield Finding(well=found != "off", sentence=f"PostgreSQL: {name} = {found}")


def version() -> Iterator[Finding]:
    """The tables are those of this version."""
    from tusoi.project.commands.migrate import missing

    steps = missing()
    sentence = f"còn {len(steps)} bước cập nhật; hãy chạy: tusoi migrate" if steps else "đúng phiên bản"
    yield Finding(well=not steps, sentence=f"Cơ sở dữ liệu: {sentence}")


def settings_are_safe() -> Iterator[Finding]:
    """Django's own checks, those for deployment too once people come by https."""
    messages = checks.run_checks(include_deployment_checks=settings.CONFIGURATION["https"])
    for message in messages:
        yield Finding(well=message.level < checks.WARNING, sentence=f"Cấu hình: {message.msg} ({message.id})")
    if not messages:
        yield Finding(well=True, sentence="Cấu hình: không có cảnh báo")


def translations() -> Iterator[Finding]:
    """Every translation source has its compiled file."""
    for place in settings.LOCALE_PATHS:
        for source in sorted(Path(place).glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo").exists()
            sentence = f"Bản dịch {source.parts[-3]}: {'đã' if compiled else 'chưa'} biên dịch"
            yield Finding(well=compiled, sentence=sentence)


QUESTIONS: tuple[Question, ...] = (folder, database, version, settings_are_safe, translations)
