"""What somebody writes into a suggestion, as values: its items, grounds and notes; and the paper it is issued with."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi.rules.problems import Problem
from tusoi.suggestions.models import Suggestion, SuggestionItem

TEXT_LENGTH, NOTE_LENGTH, NUMBER_LENGTH, SIGNER_LENGTH = 4000, 4000, 80, 120
MOST_ITEMS = 50


@dataclass(frozen=True)
class Item:
    """One point; ``topic`` is the code of a topic, ``due`` the day by which it has to be answered."""

    topic: str
    text: str
    asks_collective: bool = True
    asks_personal: bool = True
    due: date | None = None


@dataclass(frozen=True)
class Content:
    """``grounds``: codes of the pack. ``internal_note`` never leaves the issuing level and its inspection committee."""

    items: tuple[Item, ...] = ()
    grounds: tuple[str, ...] = ()
    published_note: str = ""
    internal_note: str = ""
    read_out: bool = False


@dataclass(frozen=True)
class Document:
    """Number, date and signer of what was issued."""

    document_no: str
    document_date: date | None
    signer: str = ""


def content_of(suggestion: Suggestion, items: Sequence[SuggestionItem]) -> Content:
    """What a suggestion holds; ``items`` by number, with their topics."""
    return Content(
        items=tuple(
            Item(item.topic.code, item.text, item.asks_collective, item.asks_personal, item.due) for item in items
        ),
        grounds=tuple(suggestion.grounds),
        published_note=suggestion.published_note,
        internal_note=suggestion.internal_note,
        read_out=suggestion.read_out,
    )


def digest(content: Content) -> str:
    """Tells two contents apart: a page shows it, so that two who edit at once notice."""
    return hashlib.sha256(json.dumps(_plain(content), ensure_ascii=False).encode()).hexdigest()


def recorded(content: Content) -> dict[str, Any]:
    """What the book keeps: everything but the internal note, of which it keeps the digest."""
    note = content.internal_note
    kept = hashlib.sha256(note.encode()).hexdigest() if note else ""
    return {**_plain(content), "internal_note": kept}


def content_problems(content: Content, topics: Sequence[str], grounds: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with what was written; ``topics`` and ``grounds``: codes that may be chosen."""
    if len(content.items) > MOST_ITEMS:
        facts = {"count": len(content.items), "most": MOST_ITEMS}
        yield Problem("suggestion-too-many-items", facts=facts)
    for place, item in enumerate(content.items):
        yield from _item_problems(item, place, topics)
    for name, note in (("published_note", content.published_note), ("internal_note", content.internal_note)):
        if len(note) > NOTE_LENGTH:
            yield Problem("suggestion-text-long", facts={"length": len(note), "longest": NOTE_LENGTH}, where=name)
    if unknown := set(content.grounds) - set(grounds):
        yield Problem("suggestion-ground-unknown", facts={"grounds": sorted(unknown)}, where="grounds")


def _item_problems(item: Item, place: int, topics: Sequence[str]) -> Iterator[Problem]:
    at = f"items-{place}-"
    if not item.text.strip():
        yield Problem("suggestion-item-empty", facts={"number": place + 1}, where=f"{at}text")
    if len(item.text) > TEXT_LENGTH:
        facts = {"length": len(item.text), "longest": TEXT_LENGTH}
        yield Problem("suggestion-text-long", facts=facts, where=f"{at}text")
    if item.topic not in topics:
        yield Problem("suggestion-topic-unknown", facts={"number": place + 1}, where=f"{at}topic")
    if not (item.asks_collective or item.asks_personal):
        yield Problem("suggestion-item-asks-nobody", facts={"number": place + 1}, where=f"{at}asks")


def document_problems(document: Document, *, year: int, today: date) -> Iterator[Problem]:
    """A number, and a date within the season: not to come, not before the year, not after 30/06 of the next."""
    if not document.document_no.strip():
        yield Problem("step-needs-document-no", where="document_no")
    for name, longest in (("document_no", NUMBER_LENGTH), ("signer", SIGNER_LENGTH)):
        text = getattr(document, name)
        if len(text) > longest:
            yield Problem("suggestion-text-long", facts={"length": len(text), "longest": longest}, where=name)
    day = document.document_date
    if day is None:
        yield Problem("step-needs-document-date", where="document_date")
        return
    first, last = date(year, 1, 1), date(year + 1, 6, 30)
    facts = {"day": day, "today": today, "first": first, "last": last, "cycle_year": year}
    if day > today:
        yield Problem("suggestion-date-in-future", facts=facts, where="document_date")
    elif day < first:
        yield Problem("suggestion-date-before-year", facts=facts, where="document_date")
    elif day > last:
        yield Problem("suggestion-date-too-late", facts=facts, where="document_date")


def due_problems(items: Sequence[Item], document_date: date | None) -> Iterator[Problem]:
    """An answer cannot be due before the suggestion is issued."""
    for place, item in enumerate(items):
        if document_date and item.due and item.due < document_date:
            facts = {"number": place + 1, "due": item.due, "day": document_date}
            yield Problem("suggestion-due-before-document", facts=facts, where=f"items-{place}-due")


def _plain(content: Content) -> dict[str, Any]:
    return {
        "items": [
            [item.topic, item.text, item.asks_collective, item.asks_personal, item.due.isoformat() if item.due else ""]
            for item in content.items
        ],
        "grounds": list(content.grounds),
        "published_note": content.published_note,
        "internal_note": content.internal_note,
        "read_out": content.read_out,
    }
