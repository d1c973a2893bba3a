"""Pages: what they show to whom, what they record, and that they work with and without htmx."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.organizations.test_mergers import carry_out, communes
from tusoi.audit.models import ReadEvent
from tusoi.organizations.models import Unit
from tusoi.rules.terms import CollectiveKind, PersonStatusKind, Role, TitleGroup, UnitKind

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"organizations:{name}", args=args)


@pytest.fixture
def staff(client, world):
    """The client signed in as staff of district B."""
    client.force_login(make.user(Role.STAFF, world.b))
    return client


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("name", ["unit", "people", "unit-new", "unit-close", "merge", "split", "tree-part"])
def test_a_foreign_unit_answers_like_one_that_does_not_exist(staff, world, name):
    foreign, missing = staff.get(url(name, world.l.pk)), staff.get(url(name, 10_000_000))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content
    assert "Lưu Ly" not in text(foreign)


@pytest.mark.parametrize("name", ["person", "person-correct", "move", "post-new", "status-new", "charge-new"])
def test_a_foreign_person_answers_like_one_that_does_not_exist(staff, world, name):
    foreign, missing = staff.get(url(name, world.giang.pk)), staff.get(url(name, 10_000_000))
    assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert not ReadEvent.objects.exists()


def test_foreign_dated_records_answer_like_missing_ones(staff, world):
    records = {
        "post-end": make.post(world.giang, world.l1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY),
        "status-end": make.status(world.giang, PersonStatusKind.EXEMPT),
        "charge-end": make.charge(world.giang, world.l1),
        "collective-end": make.collective(world.l1, CollectiveKind.COMMITTEE),
    }
    for name, record in records.items():
        foreign, missing = staff.post(url(name, record.pk), {"on": "01/05/2022"}), staff.post(url(name, 10_000_000))
        assert (foreign.status_code, foreign.content) == (404, missing.content), name
        record.refresh_from_db()
        assert record.valid_to is None


def test_the_tree_opens_by_plain_links_and_counts_everything_below(staff, world):
    page = text(staff.get(url("tree")))
    assert "Đảng bộ xã Hòa Bình" in page
    assert "Chi bộ thôn 2" not in page
    assert "Lưu Ly" not in page
    page = text(staff.get(url("tree"), {"open": world.b1.pk}))
    assert page.index("Đảng bộ xã Hòa Bình") < page.index("Chi bộ thôn 2") < page.index("Chi bộ thôn 10")
    assert "2 tổ chức · 4 đảng viên" in page


@pytest.mark.parametrize("asked", ["x", "-1", "9" * 30, "²", ""])
def test_an_address_that_opens_nothing_shows_the_tree(staff, asked):
    assert "Bằng Lăng" in text(staff.get(url("tree"), {"open": asked}))


def test_htmx_opens_and_closes_one_unit_of_the_tree(staff, world):
    opened = text(staff.get(url("tree-part", world.b1.pk), {"open": ""}, headers={"HX-Request": "true"}))
    assert opened.strip().startswith("<li")
    assert "Chi bộ thôn 2" in opened
    closed = text(staff.get(url("tree-part", world.b1.pk), headers={"HX-Request": "true"}))
    assert "Chi bộ thôn 2" not in closed


def test_a_unit_shows_its_facts_and_the_way_up(staff, world):
    make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    make.collective(world.b1a, CollectiveKind.BRANCH_COMMITTEE, "Chi ủy Chi bộ thôn 2")
    page = text(staff.get(url("unit", world.b1a.pk)))
    for words in ("Chi bộ trực thuộc · mã B1a", "Đảng bộ tỉnh Hoa Sen", "Chi ủy Chi bộ thôn 2", "người đứng đầu"):
        assert words in page
    assert url("unit", world.b1.pk) in page
    assert f'href="{url("unit", world.province.pk)}"' not in page


def test_a_closed_unit_leads_to_its_successor(client, world):
    (new,) = carry_out(communes(world)).receivers
    client.force_login(make.user(Role.STAFF, world.province))
    page = text(client.get(url("unit", world.b1.pk)))
    assert "đã kết thúc hoạt động sau ngày 30/06/2022" in page
    assert url("unit", new.pk) in page
    assert url("unit-new", world.b1.pk) not in page
    page = text(client.get(url("unit", new.pk)))
    assert "Tiếp nhận từ" in page
    assert "45-QĐ/TU ngày 15/06/2022" in page


def test_acts_are_offered_to_those_who_may_and_greyed_with_the_reason(client, world):
    client.force_login(make.user(Role.STAFF, world.b))
    page = text(client.get(url("unit", world.b1.pk)))
    assert url("unit-new", world.b1.pk) in page
    assert url("unit-close", world.b1.pk) not in page
    assert "còn 2 tổ chức trực thuộc đang hoạt động" in page
    client.force_login(make.user(Role.INSPECTOR, world.b))
    page = text(client.get(url("unit", world.b1.pk)))
    assert url("unit-new", world.b1.pk) not in page
    assert "Bảng phân quyền, dòng 30" in page
    client.force_login(make.user(Role.MEMBER, world.b1a, person=world.an))
    page = text(client.get(url("unit", world.b1a.pk)))
    assert "Bảng phân quyền" not in page


@pytest.mark.parametrize("name", ["unit-new", "unit-rename", "unit-correct", "unit-close", "collective-new", "merge"])
def test_who_reads_a_unit_but_may_not_change_it_is_told_who_may(client, world, name):
    client.force_login(make.user(Role.INSPECTOR, world.province))
    for answer in (client.get(url(name, world.b1.pk)), client.post(url(name, world.b1.pk))):
        assert answer.status_code == 403
        assert "Bảng phân quyền, dòng 30" in text(answer)


def test_opening_a_personal_page_is_recorded_and_shown_to_the_person(client, world):
    reader = make.user(Role.STAFF, world.b, username="can.bo.huyen")
    client.force_login(reader)
    page = text(client.get(url("person", world.an.pk)))
    assert "Ai đã xem hồ sơ này" not in page
    event = ReadEvent.objects.get()
    assert (event.person_id, event.user_id) == (world.an.pk, reader.pk)
    client.force_login(make.user(Role.MEMBER, world.b1a, person=world.an))
    page = text(client.get(url("person", world.an.pk)))
    assert "Ai đã xem hồ sơ này" in page
    assert "Người dùng can.bo.huyen" in page
    assert ReadEvent.objects.count() == 1


def test_a_person_shows_what_he_holds_and_held(staff, world):
    make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, valid_from=date(2020, 6, 1))
    make.status(world.an, PersonStatusKind.EXEMPT, date(2021, 5, 1), evidence="Công văn 7-CV/ĐU")
    make.charge(world.an, world.b2, "Đất đai", valid_from=date(2021, 1, 1))
    page = text(staff.get(url("person", world.an.pk)))
    for words in ("từ 01/06/2020", "được miễn công tác và sinh hoạt đảng", "Công văn 7-CV/ĐU", "Đất đai"):
        assert words in page


def test_people_are_searched_below_a_unit(staff, world):
    page = text(staff.get(url("people", world.b.pk), {"q": "hoà binh"}))
    assert "Lê Hòa Bình" in page
    assert "Nguyễn Thị An" not in page
    assert "Không có đảng viên nào" in text(staff.get(url("people", world.b.pk), {"q": "giang"}))


@pytest.mark.parametrize("name", ["unit", "person"])
def test_a_card_costs_the_same_however_much_it_shows(staff, world, name):
    costs = []
    for number in range(2):
        for extra in range(number * 3):
            make.unit(f"B1n{extra}", UnitKind.BRANCH, world.b1)
            make.post(world.an, world.b1, f"Ủy viên {extra}", TitleGroup.COMMITTEE_MEMBER)
            make.charge(world.an, world.b1, f"Lĩnh vực {extra}")
        pk = world.b1.pk if name == "unit" else world.an.pk
        staff.get(url(name, pk))
        with CaptureQueriesContext(connection) as captured:
            assert staff.get(url(name, pk)).status_code == 200
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 24


def test_the_administrator_finds_an_explanation_and_no_unit(client, world):
    client.force_login(make.user(Role.ADMINISTRATOR, world.province))
    page = text(client.get(url("tree")))
    assert "Chưa có tổ chức nào trong phạm vi" in page
    below = Unit.objects.exclude(pk=world.province.pk)  # the header names the unit of one's own grant
    assert not any(name in page for name in below.values_list("name", flat=True))
