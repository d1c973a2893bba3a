"""Addresses of this room's lists: each number of a table opens exactly the list it counted."""

from urllib.parse import urlencode

from django.urls import reverse


def register_url(cycle_id: int, **filters: object) -> str:
    """The register with these filters: q, level, kind, topic, state, unit (id). Empty ones are left out."""
    asked = {name: str(value) for name, value in filters.items() if value not in (None, "")}
    address = reverse("suggestions:register", args=[cycle_id])
    return f"{address}?{urlencode(asked)}" if asked else address
