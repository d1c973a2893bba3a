"""A step in words. A room keeps ``STEPS`` in its ``sentences.py``: ``{"ratings.decide": _("Quyết định xếp loại")}``."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
# who is recorded under a name that is nobody's
NOBODY = {"installation": _("bản cài đặt (dòng lệnh)"), "anonymous": _("chưa đăng nhập")}


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


def actor_words(name: str) -> str:
    """The name of who acted, as the screen shows it."""
    return str(NOBODY.get(name, name))
