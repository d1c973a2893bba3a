"""Closing freezes figures and state together; reopening is a decision of its own."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.ratings.world import world
from tests.statistics.season import season
from tusoi.accounts.models import User
from tusoi.audit.models import Event
from tusoi.cycles.models import Cycle
from tusoi.desk import actions
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Category, CycleState, Role
from tusoi.statistics.models import Snapshot

pytestmark = pytest.mark.django_db

GOOD = Category.GOOD


def close(here, by=None):
    return actions.close_cycle(cycle=here.cycle, by=by or here.leader, at=timezone.now())


def state(cycle: Cycle) -> str:
    return Cycle.objects.values_list("state", flat=True).get(pk=cycle.pk)


def test_closing_freezes_the_figures_and_the_papers_with_the_state():
    here = season(districts=2, people=1)
    here.rate_districts([GOOD, GOOD])
    snapshot = close(here)
    assert state(here.cycle) == CycleState.CLOSED
    assert snapshot.figures["ratings"]["rated"] == 2
    assert snapshot.documents.count() == 3
    assert set(Event.objects.values_list("step", flat=True)) >= {"cycles.close", "statistics.freeze"}


def test_when_freezing_fails_the_cycle_stays_open():
    here = season(districts=2, people=1)
    close(here)
    first = Snapshot.objects.get()
    assert first.number == 1
    with pytest.raises(Refused) as refused:
        close(here)
    assert refused.value.kind == "conflict"
    assert Snapshot.objects.count() == 1


def test_a_batch_that_waits_keeps_the_cycle_open():
    here = world(3)
    here.submit(GOOD, GOOD, GOOD)
    with pytest.raises(Refused) as refused:
        close(here)
    assert refused.value.kind == "conflict"
    assert [problem.code for problem in refused.value.problems] == ["cycle-batches-waiting"]
    assert (state(here.cycle), Snapshot.objects.count()) == (CycleState.OPEN, 0)


def test_staff_and_leaders_of_a_part_may_not_close():
    here = season(districts=2, people=1)
    for actor in (here.officer, make.actor(Role.LEADER, here.districts[0])):
        with pytest.raises(Refused) as refused:
            close(here, by=actor)
        assert refused.value.kind == "forbidden"
    assert state(here.cycle) == CycleState.OPEN


def test_the_page_says_what_stays_open_and_a_post_closes(client):
    here = season(districts=2, people=1)
    here.rate_districts([GOOD])
    client.force_login(User.objects.get(pk=here.leader.user_id))
    address = reverse("desk:close", args=[here.cycle.pk])
    page = client.get(address).content.decode()
    assert "1 tổ chức đảng trực thuộc" in page
    assert state(here.cycle) == CycleState.OPEN
    answer = client.post(address, follow=True)
    assert state(here.cycle) == CycleState.CLOSED
    assert "Kỳ đã đóng lúc" in answer.content.decode()
    assert reverse("cycles:reopen", args=[here.cycle.pk]) in answer.content.decode()
    assert client.post(address).status_code == 409


def test_the_page_greys_the_button_out_for_staff_and_the_post_is_refused_with_the_article(client):
    here = season(districts=2, people=1)
    client.force_login(User.objects.get(pk=here.officer.user_id))
    address = reverse("desk:close", args=[here.cycle.pk])
    assert 'aria-disabled="true"' in client.get(address).content.decode()
    answer = client.post(address)
    assert answer.status_code == 403
    assert "Bảng phân quyền" in answer.content.decode()


def test_closed_and_reopened_by_decision_the_figures_of_the_first_closing_stay(client):
    here = season(districts=2, people=1)
    here.rate_districts([GOOD])
    first = close(here)
    client.force_login(User.objects.get(pk=here.leader.user_id))
    paper = {"document_no": "300-QĐ/TU", "document_date": "01/03/2022", "reason": "Xếp loại bổ sung."}
    assert client.post(reverse("cycles:reopen", args=[here.cycle.pk]), paper).status_code == 302
    assert state(here.cycle) == CycleState.OPEN
    here.cycle.refresh_from_db()
    here.rate(here.entry(here.districts[1]), GOOD)
    second = close(here)
    assert (first.number, second.number) == (1, 2)
    assert Snapshot.objects.get(pk=first.pk).figures["ratings"]["rated"] == 1
    assert second.figures["ratings"]["rated"] == 2
