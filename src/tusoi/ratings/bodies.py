"""Who decides for a group, in words of the tree: the standing committee of the managing unit, else its committee."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from tusoi.organizations.models import IN_FORCE, Collective, Unit
from tusoi.rules.terms import CollectiveKind

BODIES = (CollectiveKind.STANDING_COMMITTEE, CollectiveKind.COMMITTEE, CollectiveKind.BRANCH_COMMITTEE)
NAME_LENGTH = 200


@dataclass(frozen=True)
class Authority:
    """``unit`` None: the authority stands outside the tree, or its unit is gone from there."""

    unit: Unit | None
    name: str


def authority_of(managing_path: str) -> Authority:
    """The deciding body of a managing path. One query."""
    unit = _named().filter(path=managing_path).first() if managing_path else None
    return Authority(unit, unit.body[:NAME_LENGTH] if unit else "")


def names_of(paths: Iterable[str]) -> dict[str, str]:
    """Managing path → name of the deciding body. One query."""
    units = _named().filter(path__in=[path for path in paths if path])
    return {unit.path: unit.body for unit in units.only("path")}


def _named() -> QuerySet[Unit, Any]:
    order = Case(*(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(BODIES)), output_field=IntegerField())
    body = Collective.objects.filter(IN_FORCE, unit=OuterRef("pk"), kind__in=BODIES).order_by(order, "id")
    return Unit.objects.annotate(body=Coalesce(Subquery(body.values("name")[:1]), "name"))
