"""The season page: figures of the reader's own part, exceptions whose numbers are the lists they open."""

import re

import pytest
from django.urls import reverse

from tests import make
from tests.statistics.season import season
from tusoi.desk.exceptions import EXCEPTIONS
from tusoi.rules.terms import Category, Role

pytestmark = pytest.mark.django_db

EXCELLENT, GOOD, COMPLETED = Category.EXCELLENT, Category.GOOD, Category.COMPLETED


@pytest.fixture
def here():
    return season(districts=3, people=2)


def shown(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def page_of(client, here, user) -> str:
    return shown(client, user, reverse("desk:season", args=[here.cycle.pk]))


def test_every_sentence_counts_what_its_list_shows(client, here):
    here.suggest(here.entry(here.collectives[1]), here.entry(here.people[1]))
    here.rate_districts([GOOD])
    officer = make.user(Role.STAFF, here.province)
    page = page_of(client, here, officer)
    checked = 0
    for kind in EXCEPTIONS:
        address = reverse("desk:exceptions", args=[here.cycle.pk, kind.code]) + f"?unit={here.province.pk}"
        rows = shown(client, officer, address).count('<th scope="row">')
        found = re.search(re.escape(f'href="{address}"') + r">(\d+)", page)
        assert (int(found[1]) if found else 0) == rows, kind.code
        checked += rows
    assert checked


def test_the_quota_stands_in_every_reading(client):
    here = season(districts=4, people=0)
    here.rate_districts([EXCELLENT, GOOD, GOOD, COMPLETED])
    page = page_of(client, here, make.user(Role.STAFF, here.province))
    assert "1 trên 0" in page
    assert page.count("nếu tính") == 2


def test_a_unit_without_any_record_is_named(client, here):
    here.rate_districts([GOOD])
    officer = make.user(Role.STAFF, here.province)
    address = reverse("desk:exceptions", args=[here.cycle.pk, "without-record"])
    page = shown(client, officer, address)
    assert here.districts[0].name not in page.partition("<main")[2]
    assert here.districts[2].name in page


def test_a_district_sees_its_own_part_and_not_its_neighbour(client, here):
    officer = make.user(Role.STAFF, here.districts[0])
    page = page_of(client, here, officer)
    assert here.districts[0].name in page
    assert here.districts[1].name not in page
    foreign = reverse("desk:season", args=[here.cycle.pk]) + f"?unit={here.districts[1].pk}"
    assert client.get(foreign).status_code == 404


def test_a_member_learns_that_the_season_runs_and_no_figure_of_others(client, here):
    member = make.user(Role.MEMBER, here.branches[0], recursive=False, person=here.people[0])
    here.suggest(here.entry(here.people[1]))
    client.force_login(member)
    answer = client.get(reverse("desk:season", args=[here.cycle.pk]))
    assert answer.status_code == 200
    assert here.people[1].full_name not in answer.content.decode()


def test_an_administrator_finds_no_season(client, here):
    client.force_login(make.user(Role.ADMINISTRATOR, here.province))
    assert client.get(reverse("desk:season", args=[here.cycle.pk])).status_code == 404
    assert "Chưa có kỳ kiểm điểm nào" in client.get(reverse("desk:latest")).content.decode()


def test_an_unknown_list_of_exceptions_is_missing(client, here):
    client.force_login(make.user(Role.STAFF, here.province))
    assert client.get(reverse("desk:exceptions", args=[here.cycle.pk, "no-such"])).status_code == 404
