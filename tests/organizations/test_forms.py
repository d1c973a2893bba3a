"""Forms: every wrong entry is told at its field in Vietnamese (422), and nothing is saved; what fits is done once."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tusoi.audit.models import Event
from tusoi.organizations.models import Charge, Collective, Membership, Person, PersonStatus, Post, Unit, UnitSuccession
from tusoi.rules.terms import CollectiveKind, PersonStatusKind, Role, TitleGroup

pytestmark = pytest.mark.django_db

UNIT = {"code": "B1x", "name": "Chi bộ thôn 3", "kind": "branch", "valid_from": ""}
SIGNED = {"document_no": "12-QĐ/HU", "document_date": "01/03/2022"}
RENAME = {"name": "Đảng bộ xã Hòa Hải", "on": "01/04/2022", **SIGNED}
PERSON = {"card_number": "77", "full_name": "Nguyễn Văn Mới", "admitted_on": "03/02/2010"}
POST = {"unit": "B1a", "title": "Bí thư chi bộ", "title_group": "branch_secretary"}
STATUS = {"kind": "exempt", "evidence": "Công văn 7-CV/ĐU", "valid_from": "01/05/2021"}
MOVE = {"branch": "B2a", "on": "01/05/2022"}


def url(name: str, *args: object) -> str:
    return reverse(f"organizations:{name}", args=args)


@pytest.fixture
def staff(client, world):
    client.force_login(make.user(Role.STAFF, world.province))
    return client


def wrong(answer) -> dict[str, str]:
    """Field → what is said at it, as the page ties it."""
    assert answer.status_code == 422
    page = answer.content.decode()
    found = re.findall(r'<div class="wrong" id="id_(\w+)_error">(.*?)</div>', page, re.DOTALL)
    return {field: re.sub(r"<[^>]+>", "", said).strip() for field, said in found}


def everything() -> list[int]:
    return [
        rows.objects.count()
        for rows in (Unit, UnitSuccession, Collective, Person, Membership, PersonStatus, Post, Charge, Event)
    ]


@pytest.mark.parametrize(
    ("name", "on", "good", "bad", "field", "said"),
    [
        ("unit-new", "b1", UNIT, {"code": ""}, "code", "bắt buộc"),
        ("unit-new", "b1", UNIT, {"code": "B2"}, "code", "Mã B2 đã có tổ chức khác mang"),
        ("unit-new", "b1", UNIT, {"name": " "}, "name", "bắt buộc"),
        ("unit-new", "b1", UNIT, {"name": "chi bộ THÔN 2"}, "name", "đã có tổ chức tên"),
        ("unit-new", "b1", UNIT, {"kind": ""}, "kind", "Chưa chọn"),
        ("unit-new", "b1", UNIT, {"kind": "province"}, "kind", "không có trong danh sách"),
        ("unit-new", "b1", UNIT, {"valid_from": "31/02/2021"}, "valid_from", "Không đọc được ngày này"),
        ("unit-new", "b1", UNIT, {"valid_from": "01/01/2999"}, "valid_from", "chưa đến"),
        ("unit-rename", "b1", RENAME, {"name": ""}, "name", "bắt buộc"),
        ("unit-rename", "b1", RENAME, {"document_no": ""}, "document_no", "bắt buộc"),
        ("unit-rename", "b1", RENAME, {"document_date": "30/02/2022"}, "document_date", "Không đọc được"),
        ("unit-rename", "b1", RENAME, {"document_date": "01/01/2999"}, "document_date", "chưa đến"),
        ("unit-rename", "b1", RENAME, {"on": ""}, "on", "bắt buộc"),
        ("unit-correct", "b1", {"name": "X", "code": "Y"}, {"code": "B"}, "code", "đã có tổ chức khác mang"),
        ("collective-new", "b1", {"kind": "committee"}, {"kind": ""}, "kind", "Chưa chọn"),
        ("collective-new", "b1", {"kind": "committee"}, {"kind": "branch"}, "kind", "không có trong danh sách"),
        ("person-new", "b1a", PERSON, {"card_number": ""}, "card_number", "bắt buộc"),
        ("person-new", "b1a", PERSON, {"full_name": "Nguyễn 4"}, "full_name", "ký tự không dùng trong tên người"),
        ("person-new", "b1a", PERSON, {"admitted_on": "2010"}, "admitted_on", "Không đọc được"),
        ("person-new", "b1a", PERSON, {"gender": "x"}, "gender", "không có trong danh sách"),
        ("person-new", "b1a", PERSON, {"official_on": "01/01/2009"}, "official_on", "sớm hơn ngày bắt đầu"),
        ("move", "an", MOVE, {"branch": "B9"}, "branch", "Không có tổ chức đang hoạt động nào mang mã"),
        ("move", "an", MOVE, {"branch": "B1"}, "branch", "không phải chi bộ"),
        ("move", "an", MOVE, {"branch": "B1a"}, "branch", "đang sinh hoạt ở"),
        ("move", "an", MOVE, {"on": "01/13/2022"}, "on", "Không đọc được"),
        ("post-new", "an", POST, {"unit": ""}, "unit", "bắt buộc"),
        ("post-new", "an", POST, {"unit": "?"}, "unit", "Không có tổ chức đang hoạt động nào"),
        ("post-new", "an", POST, {"title": ""}, "title", "bắt buộc"),
        ("post-new", "an", POST, {"title": "x" * 161}, "title", "nhiều nhất là 160"),
        ("post-new", "an", POST, {"title_group": "king"}, "title_group", "không có trong danh sách"),
        ("post-new", "an", POST, {"managing_level": "world"}, "managing_level", "không có trong danh sách"),
        ("post-new", "an", POST, {"valid_from": "01/01/2999"}, "valid_from", "chưa đến"),
        ("status-new", "an", STATUS, {"kind": ""}, "kind", "Chưa chọn"),
        ("status-new", "an", STATUS, {"evidence": ""}, "evidence", "bắt buộc"),
        ("status-new", "an", STATUS, {"valid_from": ""}, "valid_from", "bắt buộc"),
        ("charge-new", "an", {"field": "Đất đai"}, {"field": ""}, "unit", "Chưa ghi phụ trách"),
        ("charge-new", "an", {"field": "Đất đai"}, {"unit": "B9"}, "unit", "Không có tổ chức đang hoạt động nào"),
        ("person-correct", "an", {"full_name": "Nguyễn An"}, {"full_name": ""}, "full_name", "bắt buộc"),
        ("person-correct", "an", {"full_name": "Nguyễn An"}, {"born_on": "x"}, "born_on", "Không đọc được"),
    ],
)
def test_a_wrong_entry_is_told_at_its_field_and_nothing_is_saved(staff, world, name, on, good, bad, field, said):
    address, before = url(name, getattr(world, on).pk), everything()
    found = wrong(staff.post(address, {**good, **bad}))
    assert said in found[field]
    assert everything() == before
    assert staff.post(address, good).status_code == 302
    assert everything() != before


@pytest.mark.parametrize("day", ["31/02/2022", "01/01/2999", "", "01/01/0022"])
def test_a_last_day_must_be_a_day_that_has_come(staff, world, day):
    rows = {
        "post-end": make.post(world.an, world.b1a, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY),
        "status-end": make.status(world.an, PersonStatusKind.EXEMPT),
        "charge-end": make.charge(world.an, world.b1),
        "collective-end": make.collective(world.b1, CollectiveKind.COMMITTEE),
    }
    for name, row in rows.items():
        assert set(wrong(staff.post(url(name, row.pk), {"on": day}))) == {"on"}, name
        row.refresh_from_db()
        assert row.valid_to is None
        assert staff.post(url(name, row.pk), {"on": "31/12/2022"}).status_code == 302
        row.refresh_from_db()
        assert row.valid_to == date(2022, 12, 31)


def test_a_unit_is_closed_by_its_form(staff, world):
    unit = make.unit("B1s", world.b1a.kind, world.b1, "Chi bộ cũ")
    address = url("unit-close", unit.pk)
    assert set(wrong(staff.post(address, {"on": "x", "document_no": ""}))) == {"on", "document_no", "document_date"}
    assert staff.post(address, {"on": "01/05/2022", **SIGNED}).status_code == 302
    assert Unit.objects.get(pk=unit.pk).valid_to == date(2022, 5, 1)
    assert staff.post(address, {"on": "01/05/2022", **SIGNED}).status_code == 409


def test_a_unit_in_use_is_not_closed_and_the_page_says_why(staff, world):
    answer = staff.get(url("unit-close", world.b1.pk))
    assert answer.status_code == 409
    assert "còn 2 tổ chức trực thuộc đang hoạt động" in answer.content.decode()


def test_what_was_done_is_said_on_the_next_page(staff, world):
    answer = staff.post(url("move", world.an.pk), MOVE, follow=True)
    page = answer.content.decode()
    assert "Đã chuyển sinh hoạt." in page
    assert "Chi bộ Trường Đoàn Kết" in page


def test_text_that_no_database_stores_is_refused(staff, world):
    assert "name" in wrong(staff.post(url("unit-new", world.b1.pk), {**UNIT, "name": "Chi bộ\x00"}))
    assert "unit" in wrong(staff.post(url("post-new", world.an.pk), {**POST, "unit": "B1a\x00"}))
