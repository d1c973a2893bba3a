"""Tags of the pages at the door: ``{% load accounts %}``."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def data_contact() -> str:
    """Whom to ask about personal data; empty until the installation names somebody (``data_contact``)."""
    return str(settings.CONFIGURATION["data_contact"])
