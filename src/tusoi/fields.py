"""Field classes that every room shares."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class ByteField(models.CharField):
    """Text compared byte by byte on both databases.

    Paths and sort keys are read as ranges, so their order must be the order of the bytes. SQLite compares so by
    itself; PostgreSQL needs the collation ``C``, a name SQLite does not know.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        # PostgreSQL cannot store NUL; refusing it here keeps both databases alike
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError({self.name: "NUL"})
        return value


class PathField(ByteField):
    """Materialised path: segments of three base-36 capitals, read as ``path >= p AND path < path_end(p)``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 48)
        super().__init__(*args, **kwargs)


def choices(terms: type) -> list[tuple[str, str]]:
    """Choices of a closed vocabulary, labels in Vietnamese."""
    from tusoi.rules.terms import label

    return [(term.value, label(term)) for term in terms]  # type: ignore[attr-defined]
