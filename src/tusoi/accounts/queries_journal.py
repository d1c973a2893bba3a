"""Which lines of the book an actor may see as a list: who did what when, never the content of a record.

Inspectors see every step in their scope. Others who read trails see steps that show no draft of anybody: accounts,
organizations, cycles and the like; steps on suggestions and ratings stand on the record itself, for its readers.
Administrators see what concerns the accounts of their scope; those of the whole tree the installation too.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from tusoi.audit import queries as audit
from tusoi.audit.models import Event
from tusoi.organizations.models import Unit
from tusoi.rules import authority_table as table
from tusoi.rules.authority import Actor
from tusoi.rules.reach import SEGMENT
from tusoi.rules.terms import Action, Resource, Role
from tusoi.scoping import visible, within

OPEN_ROOMS = ("accounts.", "audit.", "cycles.", "exchange.", "organizations.", "statistics.")
COLUMNS = {"home_path": "path", "managing_path": "path"}
KNOWN = {"track": None, "person_id": None, "collective_id": None, "unit_id": None, "cycle_id": None}
A_DAY = timedelta(days=1)


def journal(
    actor: Actor, *, unit: Unit | None = None, since: date | None = None, until: date | None = None
) -> QuerySet[Event, dict[str, Any]]:
    """Values of the events in sight, to be paged by id, newest first."""
    where = in_sight(actor)
    if unit is not None:
        where &= within("path", unit.path)
    if since is not None:
        where &= Q(at__gte=_midnight(since))
    if until is not None:
        where &= Q(at__lt=_midnight(min(until, LAST_DAY) + A_DAY))
    return audit.events(where)


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


def in_sight(actor: Actor) -> Q:
    """Events the actor may see listed."""
    readable = visible(actor, Action.READ, Resource.RECORD_TRAIL, (table.ANY,), columns=COLUMNS, known=KNOWN)
    found = readable & _of_rooms(OPEN_ROOMS) & ~Q(path="")
    for held in actor.grants:
        if not held.path or held.cycle_id is not None:
            continue
        scope = within("path", held.path) if held.recursive else Q(path=held.path)
        if held.role is Role.INSPECTOR:
            found |= scope
        if held.role is Role.ADMINISTRATOR:
            found |= scope & _of_rooms(("accounts.",))
            if held.recursive and len(held.path) == SEGMENT:
                found |= Q(path="")
    return found


def watches(actor: Actor) -> bool:
    """Whether the journal has a place in the actor's menu."""
    return any(held.role in {Role.INSPECTOR, Role.LEADER, Role.ADMINISTRATOR} for held in actor.grants)


def unit_names(paths: Iterable[str]) -> dict[str, str]:
    """Path → name, for the lines of one page."""
    return dict(Unit.objects.filter(path__in=set(paths)).values_list("path", "name"))


def _of_rooms(prefixes: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for prefix in prefixes:
        # a range of bytes, not LIKE: "accounts." up to the sign behind the point
        found |= Q(step__gte=prefix, step__lt=prefix[:-1] + chr(ord(prefix[-1]) + 1))
    return found


def _midnight(day: date) -> datetime:
    """A day no calendar of ours reaches means the first or last that one does."""
    return timezone.make_aware(datetime.combine(min(max(day, FIRST_DAY), LAST_DAY), time.min))
