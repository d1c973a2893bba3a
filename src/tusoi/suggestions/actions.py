"""Verbs of this room."""

from tusoi.suggestions.actions_issued import IssuedRecord, Recorded, record_issued
from tusoi.suggestions.actions_topics import ensure_topics

__all__ = ["IssuedRecord", "Recorded", "ensure_topics", "record_issued"]
