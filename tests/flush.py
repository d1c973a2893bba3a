"""Emptying the database after a test with real transactions, although the book refuses to be emptied.

Only tests do this: they own the database, so they put the triggers of `audit` aside and back again.
"""

from typing import Any

from django.db.backends.base.operations import BaseDatabaseOperations

TABLES = ("audit_event", "audit_readevent", "audit_anchor", "audit_chain")
_flush = BaseDatabaseOperations.execute_sql_flush


def flush(operations: Any, statements: list[str]) -> None:
    """`execute_sql_flush` between putting the triggers aside and back, in one transaction."""
    aside, back = switches(operations.connection)
    _flush(operations, [*aside, *statements, *back])


def switches(connection: Any) -> tuple[list[str], list[str]]:
    """Statements that put the triggers of the book aside, and those that put them back."""
    if connection.vendor == "postgresql":
        aside, back = (
            [f"ALTER TABLE {table} {word} TRIGGER USER" for table in TABLES] for word in ("DISABLE", "ENABLE")
        )
        # a table cannot be altered while checks of its keys are still waiting
        return ["SET CONSTRAINTS ALL IMMEDIATE", *aside], [*back, "SET CONSTRAINTS ALL DEFERRED"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'")
        triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in triggers], [sql for _, sql in triggers]


def install() -> None:
    """Use it for every test."""
    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
