"""Many rows at once, on both databases: COPY on PostgreSQL, ``executemany`` on SQLite. No model instances.

Inside the caller's transaction; the caller has checked what he writes (no ``full_clean`` runs here).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

Values = Sequence[Any]
Value = TypeVar("Value")


def insert_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert ``rows``, tuples in the order of ``fields`` (names of fields). Dates may be ``date`` objects."""
    table = _table(model)
    columns = _columns(model, fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows))  # noqa: S608


def update_rows(model: type[Model], fields: Sequence[str], rows: Sequence[Values]) -> None:
    """Update by primary key: tuples in the order of ``fields``, the key last."""
    table = _table(model)
    sets = ", ".join(f"{column} = %s" for column in _columns(model, fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", rows)  # noqa: S608


def chunks(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    """Slices of at most ``size``, each small enough for one ``IN (…)`` or one statement on every database."""
    return (values[start : start + size] for start in range(0, len(values), size))


def learn(*models: type[Model]) -> None:
    """Tell PostgreSQL's planner about many new rows; until then it lists a fresh province by sorting it whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(_table, models))}")


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented door to a model's table


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    found = (model._meta.get_field(name) for name in fields)  # noqa: SLF001
    return [connection.ops.quote_name(str(field.column)) for field in found if isinstance(field, Field)]
