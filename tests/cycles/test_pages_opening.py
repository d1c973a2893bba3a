"""The pages that open a cycle: form, check, tick, result; and the one that reopens it."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.cycles.conftest import LONG_AGO
from tusoi.cycles import actions
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.rules.terms import CycleState, Role

PLAN = {"year": "2021", "pack_id": make.PACK, "scope": "T", "reference_date": ""}
CHECK = "/cycles/open/check/"


@pytest.fixture
def staff(client, world):
    client.force_login(make.user(Role.STAFF, world.province))
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_the_form_offers_the_packs_with_what_is_missing_about_them(staff, world):
    answer = staff.get("/cycles/open/")
    assert answer.status_code == 200
    assert "chưa đối chiếu với văn bản gốc" in text(answer)
    assert 'value="T"' in text(answer)


def test_the_check_counts_every_point_and_links_to_its_list(staff, world):
    answer = staff.get(CHECK, PLAN)
    assert answer.status_code == 200
    assert "Không có điểm nào làm danh sách bị sai." in text(answer)
    assert "/cycles/open/check/unit-without-head/?year=2021" in text(answer)
    assert "Tôi đã xem các cảnh báo và vẫn mở kỳ" in text(answer)
    assert not Cycle.objects.exists()


def test_the_list_behind_a_point_opens_its_units(staff, world):
    answer = staff.get(f"{CHECK}unit-without-head/", PLAN)
    assert "Đảng bộ huyện Lưu Ly" in text(answer)
    assert reverse("organizations:unit", args=[world.other_district.pk]) in text(answer)
    assert "Đảng bộ huyện Bằng Lăng" not in text(answer).split("<tbody>")[1].split("<th scope")[0]


@pytest.mark.parametrize("code", ["no-such-point", "cycle-overlaps"])
def test_a_point_without_list_is_not_found(staff, world, code):
    assert staff.get(f"{CHECK}{code}/", PLAN).status_code == 404


def test_without_the_tick_nothing_opens_and_the_page_says_why(staff, world):
    answer = staff.post(CHECK, PLAN)
    assert answer.status_code == 409
    assert "cảnh báo chưa được xác nhận" in text(answer)
    assert not Cycle.objects.exists()


def test_with_the_tick_it_opens_and_names_who_came_in(staff, world):
    answer = staff.post(CHECK, {**PLAN, "accept": "yes"}, follow=True)
    cycle = Cycle.objects.get()
    assert answer.redirect_chain[0][0] == f"/cycles/{cycle.pk}/opened/?since=0"
    assert "14 đối tượng" in text(answer)
    assert "Đã mở Kiểm điểm năm 2021" in text(answer)
    assert f"/cycles/{cycle.pk}/roster/?track=member&amp;since=0" in text(answer)


def test_opening_again_names_only_who_is_new(staff, world):
    make.cycle(world.province)
    make.person(world.branch, "Hồ Thị Đào", admitted_on=LONG_AGO)
    assert "lần này chỉ bổ sung đối tượng mới" in text(staff.get(CHECK, PLAN))
    answer = staff.post(CHECK, {**PLAN, "accept": "yes"}, follow=True)
    assert "Hồ Thị Đào" in text(answer)
    assert "Nguyễn Văn An" not in text(answer)
    assert "không có đối tượng mới" in text(staff.post(CHECK, {**PLAN, "accept": "yes"}, follow=True))


def test_errors_grey_the_button_and_a_post_all_the_same_is_refused(staff, world):
    make.cycle(world.district)
    answer = staff.get(CHECK, PLAN)
    assert 'aria-disabled="true"' in text(answer)
    assert "đã có đối tượng chung" in text(answer)
    assert staff.post(CHECK, {**PLAN, "accept": "yes"}).status_code == 409
    assert Cycle.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"year": "2400"}, "Ghi một năm từ 2000"),
        ({"year": "hai nghìn"}, "Không phải là số nguyên"),
        ({"year": ""}, "Chưa điền"),
        ({"pack_id": "qd999"}, "Lựa chọn này không có trong danh sách"),
        ({"scope": "KHÔNG-CÓ"}, "Không có tổ chức đang hoạt động nào"),
        ({"reference_date": "31/02/2021"}, "Không đọc được ngày này"),
        ({"reference_date": "15/01/2022"}, "không thuộc năm 2021"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_bad_input_is_said_on_its_field_and_nothing_is_saved(staff, world, method, changed, said):
    answer = getattr(staff, method)(CHECK, {**PLAN, "accept": "yes", **changed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Cycle.objects.exists()


def test_a_foreign_scope_is_as_unknown_as_one_that_does_not_exist(client, world):
    client.force_login(make.user(Role.STAFF, world.district))
    foreign, none = (client.get(CHECK, {**PLAN, "scope": scope}) for scope in ("L", "Q"))
    assert foreign.status_code == none.status_code == 422
    seen = [re.sub(r'(?<=csrfmiddlewaretoken" value=")\w+', "", text(answer)) for answer in (foreign, none)]
    assert seen[0].replace("“L”", "“Q”").replace('value="L"', 'value="Q"') == seen[1]


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR, Role.BRANCH_SECRETARY])
@pytest.mark.parametrize("path", ["/cycles/open/", CHECK, f"{CHECK}unit-without-head/"])
def test_whoever_may_open_nothing_is_told_who_may(client, world, role, path):
    client.force_login(make.user(role, world.province))
    answer = client.get(path, PLAN)
    assert answer.status_code == 403
    assert "Bảng phân quyền" in text(answer)


def test_a_district_opens_its_own_cycle(client, world):
    client.force_login(make.user(Role.LEADER, world.district))
    assert 'value="B"' in text(client.get("/cycles/open/"))
    client.post(CHECK, {**PLAN, "scope": "B", "accept": "yes"})
    assert Cycle.objects.get().scope == world.district
    assert not RosterEntry.objects.filter(unit=world.other_district).exists()


# Reopening


@pytest.fixture
def closed(world) -> Cycle:
    cycle = make.cycle(world.province)
    actions.close(cycle=cycle, waiting=0, by=make.actor(Role.LEADER, world.province), at=timezone.now())
    return cycle


def test_a_leader_reopens_with_the_decision(client, world, closed):
    client.force_login(make.user(Role.LEADER, world.province))
    path = f"/cycles/{closed.pk}/reopen/"
    assert path in text(client.get(f"/cycles/{closed.pk}/roster/"))
    assert client.get(path).status_code == 200
    refused = client.post(path, {"document_no": "", "document_date": "31/02/2022", "reason": ""})
    assert refused.status_code == 422
    client.post(path, {"document_no": "12-QĐ/TU", "document_date": "01/03/2022", "reason": "Bổ sung"})
    closed.refresh_from_db()
    assert closed.state == CycleState.OPEN


def test_a_decision_dated_in_the_future_is_refused_on_its_field(client, world, closed):
    client.force_login(make.user(Role.LEADER, world.province))
    data = {"document_no": "12-QĐ/TU", "document_date": f"01/01/{date.today().year + 1}", "reason": "Bổ sung"}  # noqa: DTZ011
    answer = client.post(f"/cycles/{closed.pk}/reopen/", data)
    assert answer.status_code == 422
    assert "chưa đến" in text(answer)
    closed.refresh_from_db()
    assert closed.state == CycleState.CLOSED


def test_reopening_answers_403_409_and_404(client, world, closed):
    path = f"/cycles/{closed.pk}/reopen/"
    client.force_login(make.user(Role.STAFF, world.province))
    assert client.get(path).status_code == 403
    client.force_login(make.user(Role.ADMINISTRATOR, world.province))
    assert client.get(path).status_code == 404
    client.force_login(make.user(Role.LEADER, world.province))
    Cycle.objects.update(state=CycleState.OPEN, closed_at=None, closed_by="")
    assert client.get(path).status_code == 409
