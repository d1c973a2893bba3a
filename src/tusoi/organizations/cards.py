"""What the pages of a unit and of a person say, as rows of values. The caller has asked whether they may be read."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from tusoi.audit import queries as audit
from tusoi.organizations.models import (
    IN_FORCE,
    Charge,
    Collective,
    Membership,
    Person,
    PersonStatus,
    Post,
    Unit,
    UnitSuccession,
)
from tusoi.organizations.queries import counted
from tusoi.rules.terms import TitleGroup

READINGS_SHOWN = 50
PERIOD = ("valid_from", "valid_to")

Row = dict[str, Any]


def counts(unit: Unit) -> tuple[int, int]:
    """Units in force directly below, and members of the whole subtree."""
    row = counted(Unit.objects.filter(pk=unit.pk)).get()
    return row.unit_count, row.member_count  # type: ignore[attr-defined]


def collectives(unit: Unit) -> list[Row]:
    """Collectives of the unit, those in force first."""
    rows = Collective.objects.filter(unit=unit).order_by("sort_key", "id").values("id", "kind", "name", *PERIOD)
    return sorted(rows, key=lambda row: row["valid_to"] is not None)


def posts_at(unit: Unit) -> list[Row]:
    """Who holds a post in the unit today: heads first, then by precedence and name."""
    rows = Post.objects.filter(IN_FORCE, unit=unit).values(
        "id", "person_id", "person__full_name", "person__sort_key", "title", "title_group", "is_head", *PERIOD
    )
    order = list(TitleGroup)
    return sorted(
        rows, key=lambda row: (not row["is_head"], order.index(TitleGroup(row["title_group"])), row["person__sort_key"])
    )


def charges_over(unit: Unit) -> list[Row]:
    """Who is in charge of the unit today."""
    rows = Charge.objects.filter(IN_FORCE, unit=unit).order_by("person__sort_key", "id")
    return list(rows.values("id", "person_id", "person__full_name", "field", "document_no", *PERIOD))


def agencies(unit: Unit) -> list[Row]:
    """Agencies in force tied to the party unit."""
    return [
        {**row}
        for row in Unit.objects.filter(IN_FORCE, party_unit=unit).order_by("sort_key", "id").values("id", "name")
    ]


def succession(unit: Unit) -> list[Row]:
    """Mergers, splits and new names in which the unit took part, the latest first."""
    rows = UnitSuccession.objects.filter(Q(predecessor=unit) | Q(successor=unit)).order_by("-on", "-id")
    ends = ("predecessor_id", "predecessor__name", "successor_id", "successor__name")
    return list(rows.values(*ends, "kind", "on", "former_name", "document_no", "document_date"))


def posts_of(person: Person) -> list[Row]:
    """Posts of a person: those he holds, then the ended ones, each from the latest."""
    rows = Post.objects.filter(person=person).order_by("-is_head", "id")
    names = (
        "unit_id",
        "unit__name",
        "unit__path",
        "collective__name",
        "title",
        "title_group",
        "is_head",
        "managing_level",
    )
    return _running_first(list(rows.values("id", *names, *PERIOD)))


def posts_of_many(people: list[int]) -> dict[int, list[str]]:
    """Person → titles held today, for one page of a list: one query."""
    found: dict[int, list[str]] = {}
    rows = Post.objects.filter(IN_FORCE, person_id__in=people).order_by("-is_head", "id")
    for person_id, title, unit in rows.values_list("person_id", "title", "unit__name"):
        found.setdefault(person_id, []).append(f"{title}, {unit}")
    return found


def memberships(person: Person) -> list[Row]:
    rows = Membership.objects.filter(person=person).order_by("-id")
    return _running_first(list(rows.values("id", "branch_id", "branch__name", "branch__path", *PERIOD)))


def statuses(person: Person) -> list[Row]:
    rows = PersonStatus.objects.filter(person=person).order_by("-id")
    return _running_first(list(rows.values("id", "kind", "evidence", *PERIOD)))


def charges_of(person: Person) -> list[Row]:
    rows = Charge.objects.filter(person=person).order_by("-id")
    return _running_first(
        list(rows.values("id", "unit_id", "unit__name", "unit__path", "field", "document_no", *PERIOD))
    )


def readings(person: Person, *, now: datetime) -> list[Row]:
    """Who opened the person's file, as far as he may see it now."""
    rows = audit.readings_of(person.pk, now=now)[:READINGS_SHOWN]
    return [{**row} for row in rows.values("at", "actor", "what")]


def _running_first(rows: list[Row]) -> list[Row]:
    """What runs, then what ended; each from the latest, with those of unknown beginning last."""
    latest = sorted(rows, key=lambda row: row["valid_from"] or date.min, reverse=True)
    return sorted(latest, key=lambda row: row["valid_to"] is not None)
