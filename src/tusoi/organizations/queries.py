"""Units and people as an actor may see them. Lists give values, never instances."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length, Substr

from tusoi.bulk import chunks
from tusoi.organizations.models import (
    IN_FORCE,
    Charge,
    Collective,
    FormerPath,
    Person,
    PersonStatus,
    Post,
    Unit,
)
from tusoi.organizations.paths import SEGMENT, above, last_segment, under
from tusoi.organizations.paths import ancestors as ancestor_paths
from tusoi.organizations.rights import readable_people, readable_units, reads_everybody, reads_unit
from tusoi.rules.authority import Actor, may_install
from tusoi.rules.names import search_key
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Role
from tusoi.scoping import within

MOST_WORDS = 6
PARAMETERS = 500  # values in one IN (…)
CARD_COLUMNS = ("id", "code", "name", "kind", "family", "path", "parent_id", "valid_to", "sort_key", "member_count")
PERSON_ROW = ("id", "full_name", "sort_key", "card_number", "home_path", "branch_id", "branch__name")

Dated = TypeVar("Dated", Collective, Post, PersonStatus, Charge)


# Without an actor: for actions, imports and other rooms, which have asked already


def root() -> Unit | None:
    """The unit at the top of the tree."""
    return Unit.objects.filter(IN_FORCE, parent__isnull=True).order_by("path").first()


def unit_by_code(code: str) -> Unit | None:
    """The unit in force with this code."""
    return Unit.objects.filter(IN_FORCE, code=code).first()


def unit_at(path: str) -> Unit | None:
    """The unit, in force or closed, that stands at a path today."""
    return Unit.objects.filter(path=path).first()


def children(unit: Unit) -> QuerySet[Unit]:
    """Units in force directly below, by name."""
    return Unit.objects.filter(IN_FORCE, parent=unit).order_by("sort_key", "id")


def ancestors(unit: Unit) -> list[Unit]:
    """Every unit above, from the root down."""
    return list(Unit.objects.filter(path__in=above(unit.path)).order_by("path"))


def last_child_segments(parent_paths: Iterable[str]) -> dict[str, str]:
    """Parent path → the highest segment ever given below it ("" = none): by current and by former paths alike."""
    last = dict.fromkeys(parent_paths, "")
    wanted = list(last)
    of_parent = Substr("path", 1, Length("path") - SEGMENT)
    for some in chunks(wanted, PARAMETERS):
        for rows in (Unit.objects, FormerPath.objects):
            given = rows.annotate(of=of_parent).filter(of__in=some).values_list("of").annotate(Max("path"))
            for path, highest in given:
                last[path] = max(last[path], last_segment(highest))
    return last


# As the actor may see them


def visible_units(actor: Actor) -> QuerySet[Unit]:
    """Units, in force and closed, whose card the actor may read."""
    return Unit.objects.filter(readable_units(actor))


def unit(actor: Actor, pk: int) -> Unit:
    """One unit. Refused as missing when there is none or it may not be read: the same answer."""
    found = visible_units(actor).select_related("parent", "party_unit").filter(pk=pk).first()
    if found is None:
        raise Refused(Problem("unit-missing"), kind="missing")
    return found


def person(actor: Actor, pk: int) -> Person:
    """One person. Refused as missing when there is none or the card may not be read."""
    found = Person.objects.select_related("branch").filter(readable_people(actor), pk=pk).first()
    if found is None:
        raise Refused(Problem("person-missing"), kind="missing")
    return found


def collective(actor: Actor, pk: int) -> Collective:
    """One collective of a unit the actor reads; missing otherwise."""
    units = Q(unit__in=visible_units(actor))
    return _one(Collective.objects.select_related("unit").filter(units, pk=pk))


def post(actor: Actor, pk: int) -> Post:
    """One post of a person the actor reads; missing otherwise."""
    return _one(Post.objects.select_related("person", "unit").filter(_of_readable(actor), pk=pk))


def status(actor: Actor, pk: int) -> PersonStatus:
    """One status of a person the actor reads; missing otherwise."""
    return _one(PersonStatus.objects.select_related("person").filter(_of_readable(actor), pk=pk))


def charge(actor: Actor, pk: int) -> Charge:
    """One charge of a person the actor reads; missing otherwise."""
    return _one(Charge.objects.select_related("person", "unit").filter(_of_readable(actor), pk=pk))


def _of_readable(actor: Actor) -> Q:
    return Q(person__in=Person.objects.filter(readable_people(actor)))


def _one(rows: QuerySet[Dated]) -> Dated:
    found = rows.first()
    if found is None:
        raise Refused(Problem("record-missing"), kind="missing")
    return found


def unit_meant(actor: Actor, text: str) -> Unit | None:
    """The unit in force somebody names by its code, or by its whole name when only one bears it."""
    mine = visible_units(actor).filter(IN_FORCE)
    by_code = mine.filter(code__iexact=text.strip()).first()
    if by_code is not None:
        return by_code
    by_name = list(mine.filter(search_key=search_key(text))[:2])
    return by_name[0] if len(by_name) == 1 else None


def person_meant(actor: Actor, card_number: str) -> Person | None:
    """The person with this card number, if the actor may read the card."""
    return Person.objects.filter(readable_people(actor), card_number=card_number.strip()).first()


def tops(actor: Actor) -> list[str]:
    """Paths at which the actor's part of the tree begins, none below another."""
    if may_install(actor):
        first = root()
        return [first.path] if first else []
    paths = {grant.path for grant in actor.grants if grant.path and grant.role is not Role.ADMINISTRATOR}
    if actor.branch_path:
        paths.add(actor.branch_path)
    deep = {grant.path for grant in actor.grants if grant.recursive and grant.role is not Role.ADMINISTRATOR}
    return sorted(path for path in paths if not any(path != top and under(path, top) for top in deep))


def sees_units(actor: Actor) -> bool:
    """Whether the tree has anything for the actor; asks the database nothing for most."""
    return may_install(actor) or bool(tops(actor))


@dataclass(frozen=True)
class Crumb:
    """A unit above: its name is shown to whoever sees one below it, its page only to those who may read it."""

    id: int
    name: str
    readable: bool


def breadcrumb(actor: Actor, path: str) -> tuple[Crumb, ...]:
    """The units above a path, from the root down, whoever asks. One query."""
    rows = Unit.objects.filter(path__in=above(path)).order_by("path").values_list("id", "name", "path")
    return tuple(Crumb(pk, name, reads_unit(actor, place)) for pk, name, place in rows)


# Lists


def counted(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """The same units with ``unit_count``, how many in force stand directly below."""
    below = Unit.objects.filter(IN_FORCE, parent=OuterRef("pk")).order_by().values("parent")
    return units.annotate(unit_count=Coalesce(Subquery(below.annotate(number=Count("pk")).values("number")), 0))


def tree(actor: Actor, opened: Iterable[int]) -> list[dict[str, Any]]:
    """Rows of the tree, by name: the actor's tops and the children of every opened unit, with counts. Two queries."""
    mine = visible_units(actor)
    parts = (mine.filter(path__in=tops(actor)), mine.filter(IN_FORCE, parent_id__in=set(opened)))
    rows = [row for part in parts for row in counted(part).values(*CARD_COLUMNS, "unit_count")]
    return sorted({row["id"]: row for row in rows}.values(), key=lambda row: (row["sort_key"], row["id"]))


def opened(actor: Actor, pk: int) -> list[int]:
    """Ids of a unit and of all above it, so that the tree can show it opened; nothing when it may not be read."""
    found = visible_units(actor).filter(pk=pk).values_list("path", flat=True).first()
    return list(Unit.objects.filter(path__in=ancestor_paths(found)).values_list("pk", flat=True)) if found else []


def branch(actor: Actor, unit: Unit) -> list[dict[str, Any]]:
    """Rows of a unit and of those in force directly below it, with counts, by name; the unit first."""
    mine = visible_units(actor)
    one = counted(mine.filter(pk=unit.pk)).values(*CARD_COLUMNS, "unit_count")
    below = counted(mine.filter(IN_FORCE, parent=unit)).order_by("sort_key", "id")
    return [*one, *below.values(*CARD_COLUMNS, "unit_count")]


def units_below(actor: Actor, unit: Unit, *, closed: bool = False) -> list[dict[str, Any]]:
    """Ids and names of the units directly below, by name; with ``closed`` those that have ended as well."""
    rows = visible_units(actor).filter(Q() if closed else IN_FORCE, parent=unit)
    return [{**row} for row in rows.order_by("sort_key", "id").values("id", "name")]


def sub_units(actor: Actor, unit: Unit) -> QuerySet[Unit]:
    """Values of the units in force directly below, for a list in pages."""
    mine = visible_units(actor).filter(IN_FORCE, parent=unit)
    return counted(mine).values(*CARD_COLUMNS, "unit_count")


def members_of(actor: Actor, unit: Unit) -> list[dict[str, Any]]:
    """Values of the members of one branch, by name."""
    rows = Person.objects.filter(readable_people(actor), branch=unit)
    return [{**row} for row in rows.order_by("sort_key", "id").values("id", "full_name")]


def people_below(actor: Actor, path: str, search: str = "") -> QuerySet[Person]:
    """Values of the people at or below a path whose card the actor may read; to be ordered by home, name, id."""
    rows = Person.objects.filter(within("home_path", path))
    if not reads_everybody(actor, path):
        rows = rows.filter(readable_people(actor))
    if any(sign.isdigit() for sign in search):
        rows = rows.filter(card_number=search.strip())
    else:
        rows = rows.filter(_named(search))
    return rows.values(*PERSON_ROW)


def units_found(actor: Actor, search: str) -> QuerySet[Unit]:
    """Units, closed ones too, by words of the name in any order, or by code."""
    rows = visible_units(actor).filter(_named(search) | Q(code__iexact=search.strip()))
    return rows.values(*CARD_COLUMNS, "parent__name")


@dataclass(frozen=True)
class Found:
    """What a search through everything gives: units and people, as querysets of values."""

    units: QuerySet[Unit]
    people: QuerySet[Person]


def search(actor: Actor, text: str) -> Found:
    """Units and people by name without diacritics, by code or card number."""
    return Found(units_found(actor, text), people_below(actor, "", text))


def _named(text: str) -> Q:
    """Every word of the text is part of the folded name, in any order; everything when there is no word."""
    named = Q()
    for word in search_key(text).split()[:MOST_WORDS]:
        named &= Q(search_key__contains=word)
    return named
