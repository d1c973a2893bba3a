"""Verbs of this room: drafts, steps, documents on paper or in bulk, topics."""

from tusoi.suggestions.actions_drafts import create, record_one, update, update_refusal, update_refusals
from tusoi.suggestions.actions_issued import IssuedRecord, Recorded, record_issued
from tusoi.suggestions.actions_steps import approve, cycle_problems, issue, propose, record, refusal, refusals, withdraw
from tusoi.suggestions.actions_topics import (
    add_topic,
    ensure_topics,
    rename_topic,
    set_topic_active,
    topic_refusals,
)

__all__ = [
    "IssuedRecord",
    "Recorded",
    "add_topic",
    "approve",
    "create",
    "cycle_problems",
    "ensure_topics",
    "issue",
    "propose",
    "record",
    "record_issued",
    "record_one",
    "refusal",
    "refusals",
    "rename_topic",
    "set_topic_active",
    "topic_refusals",
    "update",
    "update_refusal",
    "update_refusals",
    "withdraw",
]
