"""SQLite as tusoi needs it: nothing acknowledged is lost, writers take turns, deleted text is overwritten."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from django.db.backends.sqlite3 import base

from tusoi.project.db.gate import WriteGate

DURABLE = (
    "PRAGMA synchronous = FULL",  # with WAL: every commit survives a power cut
    "PRAGMA secure_delete = ON",  # erased text leaves the file
    "PRAGMA foreign_keys = ON",
)

READS = {"SELECT", "PRAGMA", "EXPLAIN", "VALUES", "SAVEPOINT", "ATTACH", "DETACH"}
WRITES_INSIDE_WITH = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend with WAL, FULL and the write gate around every transaction and every single write."""

    gate: WriteGate | None = None
    """None for a database in memory, which no other connection can write to."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open the file durably; whoever finds it without WAL switches it, alone."""
        self.gate = None if self.is_in_memory_db() else WriteGate(str(conn_params["database"]))
        connection = super().get_new_connection(conn_params)
        for pragma in DURABLE:
            connection.execute(pragma)
        if self.gate is not None and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self.gate.hold()
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                self.gate.release()
        return connection

    def create_cursor(self, name: str | None = None) -> "GatedCursor":  # noqa: ARG002 - Django's signature
        """A cursor that passes the gate before it writes."""
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate = self.gate
        return cursor

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # when it fails Django rolls back, which opens the gate
        self._open_gate()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._open_gate()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._open_gate()

    def _open_gate(self) -> None:
        if self.gate is not None:
            self.gate.release()


class GatedCursor(base.SQLiteCursorWrapper):
    """Holds the gate from the first write to the end of its transaction; for a single write, as long as it runs."""

    gate: WriteGate | None = None
    rows: Iterator[Any] | None = None

    def execute(self, query: str, params: Any = None) -> "GatedCursor":
        """Run one statement, behind the gate when it writes."""
        self.rows = None
        if self.gate is None or not writes(query):
            super().execute(query, params)
            return self
        self.gate.hold()
        try:
            super().execute(query, params)
            if self.description is not None and not self.connection.in_transaction:
                # INSERT … RETURNING outside a transaction commits only when its last row has been fetched.
                self.rows = iter(super().fetchall())
        finally:
            self._open_gate_outside_transaction()
        return self

    def executemany(self, query: str, param_list: Any) -> "GatedCursor":
        """Run one statement for many rows, behind the gate when it writes."""
        self.rows = None
        if self.gate is not None and writes(query):
            self.gate.hold()
        try:
            super().executemany(query, param_list)
        finally:
            self._open_gate_outside_transaction()
        return self

    def fetchone(self) -> Any:
        return super().fetchone() if self.rows is None else next(self.rows, None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        wanted = self.arraysize if size is None else size
        if self.rows is None:
            return super().fetchmany(wanted)
        return [row for _, row in zip(range(wanted), self.rows, strict=False)]

    def fetchall(self) -> list[Any]:
        return super().fetchall() if self.rows is None else list(self.rows)

    def __next__(self) -> Any:
        return super().__next__() if self.rows is None else next(self.rows)

    def _open_gate_outside_transaction(self) -> None:
        if self.gate is not None and self.gate.held and not self.connection.in_transaction:
            self.gate.release()


def writes(query: str) -> bool:
    """May this statement change the file? BEGIN counts: a transaction of ours is there to write."""
    word = query.lstrip("( \t\r\n")[:12].split(None, 1)[0].rstrip(";").upper() if query.strip() else ""
    if word == "WITH":
        return bool(WRITES_INSIDE_WITH.search(query))
    if word == "VACUUM":  # VACUUM INTO only reads: a backup does not stop the writers
        return " INTO " not in query.upper()
    return word not in READS and bool(word)
