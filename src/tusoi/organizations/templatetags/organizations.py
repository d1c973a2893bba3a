"""Tags of this room: ``{% load organizations %}``."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from tusoi.organizations.models import Unit
from tusoi.organizations.pages import succession_words
from tusoi.ui.lines import linked

register = template.Library()


@register.simple_tag
def succession(row: dict[str, Any], unit: Unit) -> SafeString:
    """One line of the history of ``unit``, leading to the other unit."""
    other = row["successor_id"] if row["predecessor_id"] == unit.pk else row["predecessor_id"]
    href = reverse("organizations:unit", args=[other]) if other != unit.pk else ""
    return linked(succession_words(row, unit), href)
