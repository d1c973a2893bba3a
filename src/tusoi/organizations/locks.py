"""Holding units until the end of the transaction, in one order for everybody, so that two never wait for each other.

Whoever counts members changes every unit above; a merger changes whole subtrees. So all of them hold the units above
as well, from the lowest key to the highest, and units before people.
"""

from collections.abc import Iterable

from django.db.models import Q

from tusoi.organizations.models import Unit
from tusoi.organizations.paths import ancestors
from tusoi.rules.problems import Problem, Refused
from tusoi.scoping import within

TRIES = 3


def hold(ids: Iterable[int], *, whole: Iterable[int] = ()) -> dict[int, Unit]:
    """Lock these units with all above them; of those in ``whole`` everything below too. Key → unit as it is now.

    Refused (409) when the units move away again and again while we ask for them.
    """
    wanted, below = {*ids, *whole}, set(whole)
    for _attempt in range(TRIES):
        paths = dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "path"))
        places = Q(path__in={above for path in paths.values() for above in ancestors(path)})
        for pk in below & paths.keys():
            places |= within("path", paths[pk])
        held = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(places).order_by("pk")}
        if all(held.get(pk) and held[pk].path == path for pk, path in paths.items()):
            return held
    raise Refused(Problem("stale-page"), kind="conflict")
