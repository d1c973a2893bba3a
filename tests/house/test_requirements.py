"""Every library is there for a reason, pinned, with its digests and without an address."""

import re

import pytest

from tests.house.source import ROOT

SOURCES = ("requirements.in", "requirements-dev.in")


def wanted(source: str) -> list[tuple[str, str]]:
    """(requirement, comment) of each line that names a library."""
    lines = (ROOT / source).read_text(encoding="utf-8").splitlines()
    parts = [line.partition("#") for line in lines if line.strip() and not line.startswith(("#", "-"))]
    return [(requirement.strip(), comment.strip()) for requirement, _, comment in parts]


def canonical(requirement: str) -> str:
    """psycopg[binary]>=3 → psycopg."""
    return re.split(r"[\[<>=!~ ;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def locked(source: str) -> dict[str, str]:
    """Library → its lines in the lock."""
    text = (ROOT / source.replace(".in", ".lock")).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    return {canonical(block): block for block in blocks if "==" in block}


@pytest.mark.parametrize("source", SOURCES)
def test_every_requirement_says_what_it_is_for(source):
    assert [requirement for requirement, comment in wanted(source) if len(comment) < 10] == []


@pytest.mark.parametrize("source", SOURCES)
def test_every_requirement_is_locked_with_digests(source):
    lock = locked(source)
    assert [requirement for requirement, _ in wanted(source) if canonical(requirement) not in lock] == []
    assert [name for name, block in lock.items() if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("source", SOURCES)
def test_a_lock_names_no_address(source):
    text = (ROOT / source.replace(".in", ".lock")).read_text(encoding="utf-8")
    assert re.findall(r"https?://|file:|--index|--find-links|--extra", text) == []
