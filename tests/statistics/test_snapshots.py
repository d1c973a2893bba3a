"""A closed year reprints identically for ever; what changes later is a dated supplement."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.statistics.season import AT, season
from tusoi.audit.models import Event
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Category, CycleState, Role
from tusoi.statistics import actions
from tusoi.statistics.models import Snapshot, SnapshotDocument

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=40)


@pytest.fixture
def world():
    made = season(districts=3)
    made.rate(made.entry(made.districts[0]), Category.EXCELLENT)
    made.rate(made.entry(made.districts[1]), Category.GOOD)
    return made


def closed(world):
    snapshot = actions.freeze(cycle=world.cycle, by=world.leader, at=AT)
    Cycle.objects.filter(pk=world.cycle.pk).update(state=CycleState.CLOSED, closed_at=AT, closed_by=world.leader.name)
    world.cycle.refresh_from_db()
    return snapshot


def kept(snapshot):
    return {paper.kind: bytes(paper.content) for paper in snapshot.documents.all()}


def test_freezing_keeps_figures_and_papers_with_their_digests(world):
    snapshot = closed(world)
    assert snapshot.number == 1
    assert snapshot.figures["ratings"]["rated"] == 2
    assert snapshot.digest == actions.digest_of(Snapshot.objects.get(pk=snapshot.pk).figures)
    papers = list(snapshot.documents.order_by("kind"))
    assert [paper.kind for paper in papers] == ["docx", "pdf", "xlsx"]
    for paper in papers:
        assert paper.sha256 == hashlib.sha256(paper.content).hexdigest()
    assert {paper.file_name for paper in papers} == {
        "Bao cao_Tinh uy Hoa Sen_2021.docx",
        "Bao cao_Tinh uy Hoa Sen_2021.pdf",
        "So lieu_Tinh uy Hoa Sen_2021.xlsx",
    }
    event = Event.objects.get(step="statistics.freeze")
    assert event.after["documents"] == {paper.kind: paper.sha256 for paper in papers}


def test_a_reprint_is_the_same_bytes_after_everything_has_changed(world, client):
    snapshot = closed(world)
    before = kept(snapshot)
    world.rate(world.entry(world.districts[0]), Category.COMPLETED, reasons="Phát hiện khuyết điểm sau xếp loại")
    RosterEntry.objects.update(name="Tên khác")
    type(world.province).objects.update(name="Đảng bộ tỉnh đã đổi tên")
    client.force_login(make.user(Role.STAFF, world.province))
    for paper in SnapshotDocument.objects.all():
        answer = client.get(reverse("statistics:document", args=[paper.pk]))
        assert answer.status_code == 200
        assert answer.content == before[paper.kind]


def test_the_same_figures_again_add_nothing(world):
    first = closed(world)
    again = actions.freeze(cycle=world.cycle, by=world.leader, at=LATER)
    assert again.pk == first.pk
    assert (Snapshot.objects.count(), SnapshotDocument.objects.count()) == (1, 3)
    assert Event.objects.filter(step="statistics.freeze").count() == 1


def test_a_rating_after_closing_makes_a_dated_supplement_and_leaves_the_first_alone(world):
    first = closed(world)
    before = kept(first)
    world.rate(world.entry(world.districts[0]), Category.COMPLETED, reasons="Phát hiện khuyết điểm sau xếp loại")
    second = actions.supplement(cycle=world.cycle, by=world.leader, at=LATER)
    assert (second.number, second.taken_at) == (2, LATER)
    assert second.digest != first.digest
    assert kept(Snapshot.objects.get(pk=first.pk)) == before
    names = set(second.documents.values_list("file_name", flat=True))
    assert "Bao cao_Tinh uy Hoa Sen_2021_bo sung 1.pdf" in names


def test_a_supplement_needs_a_closed_cycle(world):
    with pytest.raises(Refused) as refused:
        actions.supplement(cycle=world.cycle, by=world.leader, at=AT)
    assert (refused.value.kind, refused.value.problems[0].code) == ("conflict", "supplement-cycle-open")


@pytest.mark.parametrize("role", [Role.STAFF, Role.INSPECTOR])
def test_only_who_may_close_the_cycle_freezes_its_figures(world, role):
    with pytest.raises(Refused) as refused:
        actions.freeze(cycle=world.cycle, by=make.actor(role, world.province), at=AT)
    assert refused.value.kind == "forbidden"
    assert not Snapshot.objects.exists()


def test_the_page_offers_frozen_papers_and_the_supplement(world, client):
    closed(world)
    account = make.user(Role.LEADER, world.province)
    client.force_login(account)
    address = reverse("statistics:overview", args=[world.cycle.pk])
    assert "Bao cao_Tinh uy Hoa Sen_2021.pdf" in client.get(address).content.decode()
    world.rate(world.entry(world.districts[2]), Category.GOOD)
    answer = client.post(reverse("statistics:freeze", args=[world.cycle.pk]))
    assert answer["Location"] == address
    assert "Bản bổ sung 1" in client.get(address).content.decode()


def test_papers_of_the_province_are_missing_for_a_district(world, client):
    snapshot = closed(world)
    client.force_login(make.user(Role.STAFF, world.districts[0]))
    paper = snapshot.documents.get(kind="pdf")
    assert client.get(reverse("statistics:document", args=[paper.pk])).status_code == 404
    assert client.get(reverse("statistics:document", args=[999999])).status_code == 404
