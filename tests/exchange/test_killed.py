"""A process that dies while it brings a file in leaves nothing of it; the same stored file can be brought in again."""

import os

import pytest
from django.db import connection, connections

from tests import make
from tests.exchange.conftest import AT
from tests.exchange.test_flow import AN, BINH, CHAU
from tusoi.audit.models import Event
from tusoi.exchange import actions, work
from tusoi.exchange.models import Upload, UploadState
from tusoi.organizations.models import Membership, Person
from tusoi.rules.terms import Role

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
    people = list(Person.objects.order_by("pk").values_list("card_number", "full_name", "home_path"))
    return [people, Membership.objects.count(), Event.objects.count()]


def cut_off(upload, by, statements) -> int:
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with connection.execute_wrapper(Deadly(statements)):
                work.put(upload, by=by, at=AT)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@pytest.mark.parametrize("statements", [0, 1, 2, 3, 5])
def test_an_import_cut_off_in_the_middle_never_was_and_can_be_done_again(real_world, statements):
    by = make.actor(Role.STAFF, real_world.province)
    upload = real_world.previewed("members", real_world.book("members", BINH, CHAU, AN), by)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.APPLYING)
    upload.refresh_from_db()
    before = state()
    assert cut_off(upload, by, statements) == KILLED
    assert state() == before
    upload.refresh_from_db()
    assert actions.is_interrupted(upload)
    assert real_world.worked(upload, by).state == UploadState.APPLIED
    assert Person.objects.count() == 3
