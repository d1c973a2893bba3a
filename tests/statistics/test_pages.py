"""Every number on the pages opens a list of exactly that length, and nobody sees what is not his."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests import make
from tests.statistics.season import season
from tusoi.organizations.models import Person
from tusoi.rules.terms import Category, PersonStatusKind, Role

pytestmark = pytest.mark.django_db

CANARY = "CANARY Lưu Ly"


class Links(HTMLParser):
    """(address, text) of every link of a page that is a number."""

    def __init__(self):
        super().__init__()
        self.found, self.href, self.text = [], "", ""

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.href, self.text = dict(attrs).get("href", ""), ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag == "a" and self.href and re.match(r"\d", self.text.strip()):
            self.found.append((self.href, self.text.strip()))
            self.href = ""


def numbers(body):
    """Address → the number its link shows."""
    parser = Links()
    parser.feed(body)
    return {href: int(re.match(r"[\d.]+", text).group().replace(".", "")) for href, text in parser.found}


def main_of(body):
    return body[body.index("<main") : body.index("</main>")]


def rows_of(body):
    """Subjects of a list: each stands in one heading of a row or of a group of rows."""
    return len(re.findall(r'<th scope="row', main_of(body)))


@pytest.fixture
def world():
    made = season(districts=3, people=4)
    make.status(made.people[2], PersonStatusKind.EXEMPT)
    made.suggest(made.entry(made.collectives[0]), made.entry(made.collectives[1]), made.entry(made.people[0]))
    made.suggest(made.entry(made.people[1]), made.entry(made.people[3]))
    made.rate(made.entry(made.districts[0]), Category.EXCELLENT)
    made.rate(made.entry(made.districts[1]), Category.GOOD)
    made.rate(made.entry(made.people[0]), Category.GOOD)
    return made


def test_every_number_opens_a_list_of_that_length(world, client):
    client.force_login(make.user(Role.STAFF, world.province))
    for name in ("overview", "ratings"):
        body = client.get(reverse(f"statistics:{name}", args=[world.cycle.pk])).content.decode()
        cells = numbers(main_of(body))
        assert len(cells) > 8
        for href, number in cells.items():
            answer = client.get(href)
            assert answer.status_code == 200, href
            assert rows_of(answer.content.decode()) == number, href


def test_the_page_shows_the_figures_with_fraction_base_and_percent(world, client):
    client.force_login(make.user(Role.STAFF, world.province))
    body = client.get(reverse("statistics:overview", args=[world.cycle.pk])).content.decode()
    for text in ("1/2 (50,00 %)", "2/3 (66,67 %)", "0/2 (0,00 %)", "2/2 (100,00 %)"):
        assert text in body


def test_every_chart_stands_in_a_section_with_its_table(world, client):
    client.force_login(make.user(Role.STAFF, world.province))
    for name in ("overview", "ratings"):
        body = main_of(client.get(reverse(f"statistics:{name}", args=[world.cycle.pk])).content.decode())
        drawn = [part for part in re.split(r"<section", body) if "<svg" in part]
        assert drawn
        for part in drawn:
            assert "<table" in part
            assert part.count("<title>") == part.count("<svg") == part.count("<desc>")


def test_nothing_counted_shows_a_dash_and_a_sentence_and_no_zero(client):
    world = season(districts=2)
    client.force_login(make.user(Role.STAFF, world.province))
    body = main_of(client.get(reverse("statistics:overview", args=[world.cycle.pk])).content.decode())
    assert "Chưa tổ chức nào được xếp loại nên chưa có tỷ lệ." in body
    (table,) = [part for part in body.split("<table") if "Mức xếp loại" in part]
    assert table.count("–") == 4
    assert "0,00 %" not in table


def test_the_menu_leads_to_the_latest_cycle_and_says_when_there_is_none(client):
    world = season(districts=1)
    client.force_login(make.user(Role.STAFF, world.province))
    answer = client.get(reverse("statistics:home"))
    assert answer["Location"] == reverse("statistics:overview", args=[world.cycle.pk])
    world.cycle.entries.all().delete()
    world.cycle.delete()
    assert "chưa có số liệu" in client.get(reverse("statistics:home")).content.decode()


def test_whoever_works_for_one_district_sees_his_own_and_nothing_of_another(world, client):
    Person.objects.filter(pk=world.people[0].pk).update(full_name=CANARY)
    world.entry(world.people[0]).__class__.objects.filter(person=world.people[0]).update(name=CANARY)
    stranger = make.user(Role.STAFF, world.districts[1])
    client.force_login(stranger)
    own = client.get(reverse("statistics:overview", args=[world.cycle.pk]))
    assert own.status_code == 200
    assert world.districts[1].name in own.content.decode()
    missing = client.get("/statistics/999999/").content
    for name in ("overview", "ratings", "subjects", "workbook", "roster", "word", "pdf"):
        for unit in (world.districts[0], world.branches[0], world.province):
            path = f"{reverse(f'statistics:{name}', args=[world.cycle.pk])}?unit={unit.pk}"
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert CANARY.encode() not in answer.content
            assert len(answer.content) == len(missing)


def test_a_list_asked_in_unknown_words_is_missing(world, client):
    client.force_login(make.user(Role.STAFF, world.province))
    path = reverse("statistics:subjects", args=[world.cycle.pk])
    assert client.get(f"{path}?track=x").status_code == 404
    assert client.get(f"{path}?unit=0").status_code == 404
    assert client.get(f"{path}?unit=999999").status_code == 404


def test_a_leader_reads_but_does_not_take_away_what_the_table_of_rights_denies_him(world, client):
    client.force_login(make.user(Role.LEADER, world.province))
    page = client.get(reverse("statistics:overview", args=[world.cycle.pk]))
    assert "Bảng phân quyền, dòng 25" in page.content.decode()
    for name in ("workbook", "roster", "word", "pdf"):
        answer = client.get(reverse(f"statistics:{name}", args=[world.cycle.pk]))
        assert answer.status_code == 403
        assert "dòng 25" in answer.content.decode()
