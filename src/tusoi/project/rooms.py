"""The rooms of the house in the order in which later may import earlier, that hold Django models or pages."""

from importlib.util import find_spec

ROOMS = (
    "audit",
    "ui",
    "organizations",
    "accounts",
    "cycles",
    "suggestions",
    "ratings",
    "statistics",
    "exchange",
    "desk",
)


def exists(module: str) -> bool:
    """Is there such a module under tusoi? (`accounts`, `accounts.middleware` …)"""
    try:
        spec = find_spec(f"tusoi.{module}")
    except ModuleNotFoundError:
        return False
    return spec is not None and spec.origin is not None
