"""A process that dies in the middle of a merger leaves nothing of it."""

import os

import pytest
from django.db import connection, connections
from django.utils import timezone

from tests import make
from tests.organizations.invariants import broken
from tests.organizations.test_mergers import communes
from tusoi.audit.models import Event
from tusoi.organizations.merger_apply import apply
from tusoi.organizations.merger_preview import preview
from tusoi.organizations.models import FormerPath, Person, Unit, UnitSuccession

KILLED = 9


class Deadly:
    """Ends this process, as kill -9 would, instead of sending the n-th writing statement."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")):
            self.left -= 1
            if self.left < 0:
                os._exit(KILLED)
        return execute(sql, params, many, context)


def state() -> list[object]:
    return [
        list(Unit.objects.order_by("pk").values_list("path", "valid_to", "parent", "district_path")),
        list(Person.objects.order_by("pk").values_list("home_path", "branch")),
        [rows.objects.count() for rows in (UnitSuccession, FormerPath, Event)],
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statements", [1, 4, 8, 12, 16])
def test_a_merger_cut_off_in_the_middle_never_was(world, statements):
    plan, now = communes(world), timezone.now()
    digest = preview(plan, at=now).digest
    before = state()
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with connection.execute_wrapper(Deadly(statements)):
                apply(plan, digest=digest, by=make.INSTALLATION, at=now)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == KILLED
    assert state() == before
    assert broken() == []
    assert not apply(plan, digest=digest, by=make.INSTALLATION, at=now).repeated
