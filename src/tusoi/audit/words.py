"""A step in words. A room keeps ``STEPS`` in its ``sentences.py``: ``{"ratings.decide": _("Quyết định xếp loại")}``."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise

Words = str | Promise


@cache
def steps() -> Mapping[str, Words]:
    """Step → words, of all installed rooms."""
    found: dict[str, Words] = {}
    for config in apps.get_app_configs():
        module = f"{config.name}.sentences"
        if config.name.startswith("tusoi.") and find_spec(module):
            found |= getattr(import_module(module), "STEPS", {})
    return found


def step_words(step: str) -> str:
    """What a step is called on screen; its code where no room has words for it."""
    return str(steps().get(step, step))
