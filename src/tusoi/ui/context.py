"""What every page shows around its content: menu, place, cycle, person, language, size of type.

Everything is computed only when the template asks for it, so a page without a menu asks the database nothing.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from tusoi.ui.navigation import Actor, Entry, EntryGroup, address, header_parts, menu, person_menu

TYPE_SIZE_COOKIE = "type_size"
LARGE = "large"


@dataclass(frozen=True)
class CycleLabel:
    """The cycle named in the header. ``unverified``: its pack has not been compared with the signed text."""

    text: str
    unverified: bool = False
    href: str = ""


class Screen:
    """``ui`` in templates."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.path = request.path
        self._view_name = request.resolver_match.view_name if request.resolver_match else ""
        self.large = request.COOKIES.get(TYPE_SIZE_COOKIE) == LARGE

    @cached_property
    def actor(self) -> Actor | None:
        """Who is signed in, if anybody."""
        actor = getattr(self._request, "actor", None)
        return actor if actor and actor.name else None

    @cached_property
    def menu(self) -> tuple[EntryGroup, ...]:
        return menu(self.actor, self.path, self._view_name) if self.actor else ()

    @cached_property
    def person_menu(self) -> tuple[Entry, ...]:
        return person_menu(self.actor, self.path, self._view_name) if self.actor else ()

    @cached_property
    def place(self) -> str:
        return self._part("place") or ""

    @cached_property
    def cycle(self) -> CycleLabel | None:
        return self._part("cycle")

    @cached_property
    def person(self) -> str:
        return self._part("person") or ""

    @cached_property
    def search_href(self) -> str:
        return address(header_parts().get("search", "")) if self.actor else ""

    @cached_property
    def sign_out_href(self) -> str:
        return address("account_logout")

    @cached_property
    def language_href(self) -> str:
        return address("ui:language")

    @cached_property
    def type_size_href(self) -> str:
        return address("ui:type-size")

    @cached_property
    def other_languages(self) -> tuple[tuple[str, str], ...]:
        here = get_language()
        return tuple((code, name) for code, name in settings.LANGUAGES if code != here)

    def _part(self, name: str):
        part = header_parts().get(name)
        return part(self._request) if part and self.actor else None


def screen(request: HttpRequest) -> dict[str, Screen]:
    """Context processor."""
    return {"ui": Screen(request)}
