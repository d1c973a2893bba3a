"""Sentences of imports and documents: code → what happened and what to do."""

from tusoi.exchange.reading.sentences import READING
from tusoi.ui.problems import Sentence

SENTENCES = {code: Sentence(what, fix) for code, (what, fix) in READING.items()}
