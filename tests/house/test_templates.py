"""Templates carry no script and no style of their own, so that the content policy can forbid both."""

import re

from tests.house.source import place, written

FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>"),
    "an event attribute": re.compile(r"\son[a-z]+=[\"']"),
    "hx-on": re.compile(r"\bhx-on\b"),
    "script in hx-vals or hx-headers": re.compile(r"[\"'](js|javascript):"),
    "a trigger filter": re.compile(r"hx-trigger=\"[^\"]*\["),
    "something from another host": re.compile(r"(src|href|action)=\"(https?:)?//"),
    "|safe": re.compile(r"(?<!help_text)\|\s*safe\b"),  # help texts are written by programmers, Django's hold lists
}


def test_templates_need_no_exception_from_the_content_policy():
    found = [
        f"{place(path, number)}: {what}"
        for path in written("src", suffixes={".html"})
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]
    assert found == []
