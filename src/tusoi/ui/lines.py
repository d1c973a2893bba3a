"""Sentences with a linked number, the first thing on a page of exceptions.

``Line("[14 tập thể] được gợi ý về đất đai chưa giải trình.", href="/…", due="quá hạn 3 ngày", tone="late")``:
what stands in square brackets becomes the link. So a translator sees one whole sentence.
"""

import re
from dataclasses import dataclass
from typing import Literal

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

Tone = Literal["late", "soon", "ok", "plain"]

BRACKETS = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Line:
    """``due`` is the short word at the end of the line, ``tone`` its colour."""

    text: str
    href: str = ""
    due: str = ""
    tone: Tone = "plain"
    due_href: str = ""

    @property
    def html(self) -> SafeString:
        return linked(self.text, self.href)


def linked(text: str, href: str = "") -> SafeString:
    """The sentence with its bracketed words as a link, or set off where there is nothing to open."""
    before, bracketed, after = _parts(text)
    if not bracketed:
        return conditional_escape(text)
    if href:
        return format_html('{}<a class="figure" href="{}">{}</a>{}', before, href, bracketed, after)
    return format_html("{}<strong>{}</strong>{}", before, bracketed, after)


def _parts(text: str) -> tuple[str, str, str]:
    found = BRACKETS.search(text)
    if not found:
        return text, "", ""
    return text[: found.start()], found.group(1), text[found.end() :]
