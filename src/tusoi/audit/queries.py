"""Reading the book."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from tusoi.audit.models import Anchor, Event, ReadEvent

LISTED = ("id", "at", "actor", "on_behalf_of", "step", "record", "path")
"""What a list of events shows: who did what when, never the content of a record."""


def last_anchor() -> Anchor | None:
    """The anchor printed on signed documents."""
    return Anchor.objects.order_by("-id").first()


def history(record: str) -> QuerySet[Event]:
    """Events of one record, oldest first. The caller has asked whether the actor may read its trail."""
    return Event.objects.filter(record=record).order_by("id")


def trail(*records: str) -> list[dict[str, Any]]:
    """Lines of ``audit/trail.html`` for one record or several that belong together, oldest first."""
    return list(Event.objects.filter(record__in=records).order_by("id").values(*LISTED, "note"))


def events(where: Q) -> QuerySet[Event, dict[str, Any]]:
    """Events for a list, without their content; the caller's ``where`` says which of them the actor may see."""
    return Event.objects.filter(where).values(*LISTED)


def events_below(ranges: Iterable[tuple[str, str]]) -> QuerySet[Event]:
    """Events of the given path ranges (from, exclusive end), newest first."""
    where = Q(pk__in=[])
    for start, end in ranges:
        where |= Q(path__gte=start, path__lt=end)
    return Event.objects.filter(where).order_by("-id")


def readings_of(person_id: int, *, now: datetime) -> QuerySet[ReadEvent]:
    """Who opened this person's file, as far as it may be shown now, newest first."""
    return ReadEvent.objects.filter(person_id=person_id, shown_from__lte=now).order_by("-at", "-id")
