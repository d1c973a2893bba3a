"""The English of the product is whole: every sentence, every label, every blank to fill."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from tusoi.rules.wording import LABELS
from tusoi.ui import messages

# {name}, %(name)s, %d, %%, the [ ] around a linked number, markup: what the program fills in or acts upon
BLANKS = re.compile(r"\{\{|\}\}|\{\w*[^{}]*\}|%\(\w+\)[a-z]|%[sd%]|[\[\]]|</?\w+>")
CATALOG = messages.read_catalog("en")


def wordings(message: Message) -> tuple[str, ...]:
    """The Vietnamese of a message, then its English."""
    return (*listed(message.id), *listed(message.string))


def listed(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def blanks(words: str) -> list[str]:
    return sorted(BLANKS.findall(words))


def translated() -> Iterator[Message]:
    return (message for message in CATALOG if message.id)


def test_every_sentence_has_english():
    assert [message.id for message in messages.untranslated()] == []


def test_the_english_fills_the_same_blanks_as_the_vietnamese():
    wrong = [message.id for message in translated() if len({tuple(blanks(words)) for words in wordings(message)}) > 1]
    assert wrong == []


def test_the_english_joins_its_neighbours_as_the_vietnamese_does():
    edges = {message.id: {(w[:1] == " ", w[-1:] == " ") for w in wordings(message)} for message in translated()}
    assert [identity for identity, found in edges.items() if len(found) > 1] == []


@pytest.mark.parametrize("vocabulary", LABELS, ids=lambda vocabulary: vocabulary.__name__)
def test_every_label_of_the_rules_has_english(vocabulary):
    known = {term: CATALOG.get(wording) for term, wording in LABELS[vocabulary].items()}
    assert [term for term, message in known.items() if message is None or not message.string] == []
