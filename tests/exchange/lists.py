"""Worlds in which the lists of this room show a given number of rows."""

import io

from django.urls import reverse

from tests import make
from tests.exchange.conftest import AT
from tests.house.lists import ListPage, Visit
from tusoi.audit.files import store
from tusoi.exchange.models import Upload, UploadState
from tusoi.organizations.models import Unit
from tusoi.rules.terms import Role


def uploads(rows: int) -> Visit:
    root = Unit.objects.filter(parent__isnull=True).first() or make.province()
    user = make.user(Role.STAFF, root)
    for number in range(rows):
        stored = store(io.BytesIO(b"x"), name="a.xlsx", content_type="", by=make.INSTALLATION, at=AT)
        facts = {"original_name": f"{number}.xlsx", "created_at": AT, "created_by": "a", "created_by_user": user.pk}
        Upload.objects.create(kind="members", state=UploadState.APPLIED, file=stored, **facts)
    return Visit(user, reverse("exchange:uploads"))


LISTS = [ListPage("exchange:uploads", uploads)]
