"""The database inside a backup: a vacuumed copy of SQLite, or every table of PostgreSQL by COPY in one snapshot."""

import hashlib
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from tusoi.project.backup.container import CHUNK, Writer, extract
from tusoi.project.commands.migrate import migrate
from tusoi.rules.problems import Problem, Refused

SQLITE_MEMBER = "database.sqlite3"
TABLES = "tables/"


def save(writer: Writer) -> dict[str, Any]:
    """Write the database of this moment; facts for the manifest."""
    counts = _save_postgresql(writer) if connection.vendor == "postgresql" else _save_sqlite(writer)
    return {"database": connection.vendor, "migrations": _migrations(), "rows": counts}


def load(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Put the database back into an installation that has none. Refused where one already is."""
    if manifest["database"] != connection.vendor:
        facts = {"saved": manifest["database"], "here": connection.vendor}
        raise Refused(Problem("backup-other-database", facts=facts))
    if connection.vendor == "postgresql":
        _load_postgresql(archive, manifest)
    else:
        _load_sqlite(archive)


def differences(manifest: dict[str, Any]) -> list[str]:
    """Tables whose rows are not those of the backup; empty when everything is as it was saved."""
    if connection.vendor == "postgresql":
        return [name for name in _tables() if _digest_of(name) != manifest["members"][f"{TABLES}{name}"]]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        sound = [row[0] for row in cursor.fetchall()] == ["ok"]
    wrong = [] if sound else [SQLITE_MEMBER]
    return wrong + [name for name, count in manifest["rows"].items() if _count(name) != count]


def is_empty() -> bool:
    """Whether no database has been set up here yet."""
    if connection.vendor == "postgresql":
        return not connection.introspection.table_names()
    return not Path(connection.settings_dict["NAME"]).exists()


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _tables() -> list[str]:
    """Every table of the models, many-to-many included, and the record of migrations."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed} | {"django_migrations"})  # noqa: SLF001


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _save_sqlite(writer: Writer) -> dict[str, int]:
    with tempfile.TemporaryDirectory(dir=settings.TUSOI_DATA_DIR) as folder:
        copy = Path(folder) / SQLITE_MEMBER
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        writer.add_file(SQLITE_MEMBER, copy)
        with sqlite3.connect(copy) as saved:
            return {name: saved.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in _tables()}  # noqa: S608


def _load_sqlite(archive: zipfile.ZipFile) -> None:
    target = Path(connection.settings_dict["NAME"])
    part = target.with_name(target.name + ".part")
    extract(archive, SQLITE_MEMBER, part)
    connection.close()
    part.replace(target)


def _save_postgresql(writer: Writer) -> dict[str, int]:
    counts = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for name in _tables():
            with writer.member(f"{TABLES}{name}") as out, cursor.copy(_copy_out(name)) as rows:
                for chunk in rows:
                    out.write(bytes(chunk))
            counts[name] = _count(name)
    return counts


def _load_postgresql(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    migrate()
    if _migrations() != manifest["migrations"]:
        raise Refused(Problem("backup-other-version"))
    with transaction.atomic(), connection.cursor() as cursor:
        for name in _tables():
            quoted = connection.ops.quote_name(name)
            if _count(name):  # what migrations put in comes back from the backup
                cursor.execute(f"DELETE FROM {quoted}")  # noqa: S608
            with archive.open(f"{TABLES}{name}") as member, cursor.copy(f"COPY {quoted} FROM STDIN") as rows:
                while chunk := member.read(CHUNK):
                    rows.write(chunk)
        for statement in connection.ops.sequence_reset_sql(_no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


def _copy_out(table: str) -> str:
    """In the order of the key, so that equal rows are equal bytes."""
    quoted = connection.ops.quote_name(table)
    return f"COPY (SELECT * FROM {quoted} ORDER BY 1) TO STDOUT"  # noqa: S608


def _digest_of(table: str) -> str:
    digest = hashlib.sha256()
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(_copy_out(table)) as rows:
        for chunk in rows:
            digest.update(bytes(chunk))
    return digest.hexdigest()
