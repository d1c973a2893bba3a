"""Every address of the product by name, with a path one can ask for, and its row in url_policy.csv."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

HERE = Path(__file__).parent
MATRIX = HERE.parent / "rules" / "policy_matrix.csv"
EXTRA = HERE.parent / "rules" / "policy_extra.csv"
WITHOUT_RECORD = {"public", "signed-in", "own", "technical"}
SAMPLES = {
    "IntConverter": "1",
    "StringConverter": "x",
    "SlugConverter": "x",
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "PathConverter": "x",
}


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces; `path` with sample values, None where the route is a regular expression."""

    name: str
    path: str | None


@dataclass(frozen=True)
class Row:
    """One line of url_policy.csv: `policy` is `resource:action` of the matrix or one of WITHOUT_RECORD."""

    url_name: str
    policy: str
    list: str


def addresses() -> list[Address]:
    """All addresses of the resolver."""
    return list(_walk(get_resolver(), "", ""))


def policy() -> list[Row]:
    """All rows of url_policy.csv."""
    with (HERE / "url_policy.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def cells() -> set[str]:
    """`resource:action` of every cell of the matrices."""
    found = set()
    for path in (MATRIX, EXTRA):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {f"{row['resource']}:{row['action']}" for row in csv.DictReader(file)}
    return found


def _walk(resolver: URLResolver, names: str, path: str | None) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = _sampled(entry, path)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{names}{entry.namespace}:" if entry.namespace else names, here)
        else:
            yield Address(f"{names}{entry.name or entry.lookup_str}", here)


def _sampled(entry: URLPattern | URLResolver, before: str | None) -> str | None:
    if before is None or not isinstance(entry.pattern, RoutePattern):
        return None
    route = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        sample = getattr(converter, "sample", SAMPLES.get(type(converter).__name__, "1"))
        start = route.index("<")
        end = route.index(">")
        assert name in route[start:end]
        route = route[:start] + sample + route[end + 1 :]
    return before + route
