"""Every problem the rules raise has its sentence, and every sentence has its facts."""

import re
from pathlib import Path
from string import Formatter

import pytest

from tusoi.rules import problems
from tusoi.rules.sentences import SENTENCES

RULES = Path(problems.__file__).parent
SOURCES = {file.name: file.read_text("utf-8") for file in RULES.glob("*.py")}
OURS = "\n".join(text for name, text in SOURCES.items() if name != "sentences.py")
RAISED = set(re.findall(r'[Pp]roblem\(\s*"([a-z-]+)"', OURS))
FORMED = {"step-needs-document-no", "step-needs-document-date"}  # formed from the name of the field


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert set(SENTENCES) == RAISED | FORMED


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_says_what_happened_and_what_to_do(code):
    what, fix = SENTENCES[code]
    assert what[-1] in ".!?"
    assert fix[-1] in ".!?"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_uses_only_facts_the_rules_give(code):
    named = {name for text in SENTENCES[code] for _, name, _, _ in Formatter().parse(text) if name}
    assert all(f'"{name}"' in OURS for name in named), named
