"""How many members a unit has at or below it: kept on the unit, changed with the members, in the same transaction."""

from collections.abc import Iterable

from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from tusoi.organizations.models import Person, Unit
from tusoi.organizations.paths import ancestors
from tusoi.scoping import within


def joined(path: str, members: int = 1) -> None:
    """So many members have joined the branch at ``path``; it counts there and at every unit above."""
    Unit.objects.filter(path__in=ancestors(path)).update(member_count=F("member_count") + members)


def left(path: str, members: int = 1) -> None:
    """So many members have left the branch at ``path``."""
    joined(path, -members)


def recount_at(paths: Iterable[str]) -> None:
    """Count anew for the units at these paths and for all above them."""
    wanted = {above for path in paths for above in ancestors(path)}
    _recount(Unit.objects.filter(path__in=wanted))


def recount(path: str = "") -> None:
    """Count anew for every unit at or below ``path`` and for all above it, after members came in bulk."""
    _recount(Unit.objects.filter(within("path", path) | Q(path__in=ancestors(path))))


def _recount(units: QuerySet[Unit]) -> None:
    end = Concat(OuterRef("path"), Value("["))
    people = Person.objects.filter(home_path__gte=OuterRef("path"), home_path__lt=end).order_by()
    number = people.annotate(number=Func(F("id"), function="COUNT")).values("number")
    units.update(member_count=Subquery(number))
