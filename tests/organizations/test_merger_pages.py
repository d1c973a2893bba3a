"""The pages of mergers and splits: fill in, see the preview, confirm; stale and foreign requests do nothing."""

import re

import pytest
from django.urls import reverse

from tests import make
from tests.organizations.invariants import broken
from tusoi.organizations.models import Person, Unit, UnitSuccession
from tusoi.rules.terms import Role, UnitKind

pytestmark = pytest.mark.django_db
DECISION = {"document_no": "45-QĐ/TU", "document_date": "15/06/2022", "on": "01/07/2022"}
NEW = {"into": "new", "name": "Đảng bộ xã Hòa Tiến", "code": "B9", "kind": "grassroots_committee", "others": ""}


def url(name: str, *args: object) -> str:
    return reverse(f"organizations:{name}", args=args)


@pytest.fixture
def leader(client, world):
    client.force_login(make.user(Role.LEADER, world.province))
    return client


def merge(world, **changes) -> dict:
    return {"units": [world.b1.pk, world.b2.pk], **NEW, **DECISION, **changes}


def split(world, **changes) -> dict:
    parts = {"parts": "1", "name1": "Chi bộ thôn 3", "code1": "B1c", "kind1": "branch", "keep": "on"}
    return {**parts, f"p{world.binh.pk}": "1", f"p{world.an.pk}": "", **DECISION, **changes}


def shown(client, address: str, data: dict) -> tuple[str, str, str]:
    """The preview: its page, its address, the digest its button posts."""
    answer = client.get(address, data)
    assert answer.status_code == 200
    page = answer.content.decode()
    digest = re.search(r'name="digest" value="(\w+)"', page)
    return page, answer.wsgi_request.get_full_path(), digest[1] if digest else ""


def test_a_merger_is_chosen_previewed_and_confirmed(leader, world):
    page, address, digest = shown(leader, url("merge", world.b.pk), merge(world))
    assert "<strong>2 tổ chức</strong> kết thúc hoạt động." in page
    assert "<strong>3 tổ chức</strong> chuyển sang nơi tiếp nhận." in page
    assert not UnitSuccession.objects.exists()
    answer = leader.post(address, {"digest": digest}, follow=True)
    new = Unit.objects.get(code="B9")
    assert answer.redirect_chain[0][0] == url("unit", new.pk)
    assert "Đã thực hiện sáp nhập." in answer.content.decode()
    assert broken() == []


def test_the_preview_names_what_hangs_on_the_closing_units(leader, world):
    make.user(Role.STAFF, world.b1)
    make.user(Role.STAFF, world.b1a)
    page, _address, _digest = shown(leader, url("merge", world.b.pk), merge(world))
    assert "1 quyền được giao</a> ở tổ chức kết thúc" in page


def test_confirming_twice_is_confirming_once(leader, world):
    _page, address, digest = shown(leader, url("merge", world.b.pk), merge(world))
    for _time in range(2):
        assert leader.post(address, {"digest": digest}).status_code == 302
    assert UnitSuccession.objects.count() == 2


def test_dividing_twice_is_dividing_once(leader, world):
    parts = {"parts": "2", "name2": "Chi bộ thôn 4", "code2": "B1d", "kind2": "branch", f"p{world.an.pk}": "2"}
    data = split(world, **parts)
    del data["keep"]
    _page, address, digest = shown(leader, url("split", world.b1a.pk), data)
    for _time in range(2):
        assert leader.post(address, {"digest": digest}).status_code == 302
    assert UnitSuccession.objects.count() == 2
    assert broken() == []


def test_a_stale_preview_is_answered_with_409_and_nothing_happens(leader, world):
    _page, address, digest = shown(leader, url("merge", world.b.pk), merge(world))
    make.unit("B1c", UnitKind.BRANCH, world.b1, "Chi bộ thôn 3")
    answer = leader.post(address, {"digest": digest})
    assert answer.status_code == 409
    assert "bản xem trước không còn đúng" in answer.content.decode()
    assert not UnitSuccession.objects.exists()


def test_staff_prepare_a_merger_and_a_leader_decides_it(client, world):
    client.force_login(make.user(Role.STAFF, world.b))
    page, address, digest = shown(client, url("merge", world.b.pk), merge(world))
    assert digest == ""
    assert "Gửi địa chỉ của trang này cho người có quyền quyết định" in page
    assert client.post(address, {"digest": "x"}).status_code == 403
    client.force_login(make.user(Role.LEADER, world.b))
    _page, address, digest = shown(client, address, {})
    assert client.post(address, {"digest": digest}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"code": ""}, "code", "bắt buộc"),
        ({"kind": ""}, "kind", "bắt buộc"),
        ({"kind": "province"}, "kind", "không có trong danh sách"),
        ({"document_no": ""}, "document_no", "bắt buộc"),
        ({"document_date": "31/06/2022"}, "document_date", "Không đọc được"),
        ({"others": "B9, XYZ"}, "others", "“B9”"),
        ({"into": "10000000"}, "into", "không có trong danh sách"),
    ],
)
def test_a_wrong_entry_is_told_at_its_field(leader, world, changes, field, said):
    answer = leader.get(url("merge", world.b.pk), merge(world, **changes))
    assert answer.status_code == 422
    assert re.search(rf'id="id_{field}_error">[^/]*{said}', answer.content.decode())


def test_what_stands_against_it_is_shown_and_the_button_is_grey(leader, world):
    page, address, digest = shown(leader, url("merge", world.b.pk), merge(world, units=[world.b1.pk], on="01/01/2999"))
    assert "Cần chọn ít nhất 2 tổ chức" in page
    assert "chưa đến" in page
    assert digest == ""
    assert leader.post(address, {"digest": "x"}).status_code in {409, 422}
    assert not UnitSuccession.objects.exists()


def test_units_of_elsewhere_are_named_by_code_and_only_within_sight(client, world):
    client.force_login(make.user(Role.LEADER, world.b))
    answer = client.get(url("merge", world.b.pk), merge(world, others="L1"))
    assert answer.status_code == 422
    assert "Không có tổ chức đang hoạt động nào mang mã" in answer.content.decode()
    client.force_login(make.user(Role.LEADER, world.province))
    page, _address, digest = shown(client, url("merge", world.b.pk), merge(world, others="L1"))
    assert "Ea H’Leo" in page
    assert digest


def test_a_branch_is_divided_by_its_page(leader, world):
    page, address, digest = shown(leader, url("split", world.b1a.pk), split(world))
    assert "<strong>1 đảng viên</strong> chuyển sinh hoạt" in page
    assert leader.post(address, {"digest": digest}).status_code == 302
    assert Person.objects.get(pk=world.binh.pk).branch.code == "B1c"
    assert broken() == []


def test_one_more_part_keeps_what_was_typed(leader, world):
    answer = leader.get(url("split", world.b1a.pk), split(world, more="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="parts" value="2"' in page
    assert 'value="Chi bộ thôn 3"' in page
    assert 'name="name2"' in page


@pytest.mark.parametrize("parts", ["0", "99", "x", "-3", ""])
def test_a_number_of_parts_nobody_offers_is_brought_into_bounds(leader, world, parts):
    assert leader.get(url("split", world.b1a.pk), {"parts": parts}).status_code == 200


def test_the_root_is_not_divided(leader, world):
    answer = leader.get(url("split", world.province.pk))
    assert answer.status_code == 409
    assert "tổ chức cao nhất" in answer.content.decode()


def test_who_may_neither_prepare_nor_decide_is_told_who_may(client, world):
    client.force_login(make.user(Role.INSPECTOR, world.province))
    assert client.get(url("merge", world.b.pk)).status_code == 403
    assert client.post(url("split", world.b1.pk)).status_code == 403
