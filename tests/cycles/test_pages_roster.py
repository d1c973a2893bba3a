"""The lists of entries and the page of one entry: what is shown to whom."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.cycles.conftest import LONG_AGO
from tusoi.audit.models import ReadEvent
from tusoi.cycles.models import RosterEntry
from tusoi.rules.terms import ManagingLevel, PersonStatusKind, Role, TitleGroup, Track


@pytest.fixture
def season(world):
    """A cycle with one exempt member, and a canary who belongs to the other district."""
    make.status(world.chi, PersonStatusKind.EXEMPT, date(2021, 3, 1), evidence="Quyết định 7-QĐ/ĐU")
    canary = make.person(world.other_branch, "Canary Văn Vàng", admitted_on=LONG_AGO)
    make.post(canary, world.other_commune, "CANARY-chức vụ", TitleGroup.DEPUTY_SECRETARY)
    return make.cycle(world.province)


def roster(cycle, **query) -> str:
    return reverse("cycles:roster", args=[cycle.pk], query=query)


def shown(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def names(page: str) -> list[str]:
    """Row headings of the last table, in order."""
    rows = page.rsplit("<tbody>", 1)[-1].split('<th scope="row">')[1:]
    return [row.split("</a>")[0].split(">")[-1] for row in rows]


def test_the_roster_lists_one_track_by_home_and_name(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    assert names(shown(client, roster(season))) == [
        "Nguyễn Văn An", "Trần Thị Bình", "Lê Kim Chi", "Canary Văn Vàng",
    ]  # fmt: skip
    assert names(shown(client, roster(season, track="collective"))) == ["Ban Thường vụ Đảng ủy xã Xuân"]
    assert len(names(shown(client, roster(season, track="organization")))) == 9


def test_filters_narrow_it_by_unit_level_reason_and_name_without_diacritics(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    assert names(shown(client, roster(season, unit="X2"))) == ["Lê Kim Chi"]
    assert names(shown(client, roster(season, unit="Đảng bộ huyện Lưu Ly"))) == ["Canary Văn Vàng"]
    assert names(shown(client, roster(season, track="cadre", level="province"))) == ["Nguyễn Văn An"]
    assert names(shown(client, roster(season, reason="exempt"))) == ["Lê Kim Chi"]
    assert names(shown(client, roster(season, reason="any"))) == ["Lê Kim Chi"]
    assert names(shown(client, roster(season, q="tran binh"))) == ["Trần Thị Bình"]


def test_the_axis_of_authority_lists_whom_a_unit_decides_on(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    assert names(shown(client, roster(season, track="cadre", axis="managing", unit="L"))) == ["Canary Văn Vàng"]
    assert names(shown(client, roster(season, track="cadre", axis="managing"))) == ["Nguyễn Văn An"]


def test_nonsense_in_the_address_is_as_if_it_were_not_there(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    query = {"track": "x", "level": "y", "reason": "z", "axis": "?", "since": "abc", "after": "%%%", "q": "\x00"}
    assert len(names(shown(client, roster(season, **query)))) == 4


def test_a_unit_nobody_knows_is_said_and_the_own_part_shown(client, world, season):
    client.force_login(make.user(Role.STAFF, world.district))
    page = shown(client, roster(season, unit="KHÔNG-CÓ"))
    assert "Không có tổ chức đang hoạt động nào" in page
    assert "CANARY" not in page.upper()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_of_one_district_sees_the_roster_of_the_other(client, world, season, role):
    client.force_login(make.user(role, world.district, person=world.binh))
    paths = [reverse("cycles:list"), *(roster(season, track=track.value) for track in Track)]
    paths += [
        roster(season, q="canary"),
        roster(season, unit="L"),
        roster(season, track="cadre", axis="managing", unit="T"),
        reverse("cycles:not-due", args=[season.pk]),
        reverse("cycles:opened", args=[season.pk]),
    ]
    for path in paths:
        answer = client.get(path)
        assert "Canary Văn" not in answer.content.decode()
        assert "CANARY-chức" not in answer.content.decode()


def test_an_entry_one_may_not_read_is_the_same_page_as_none(client, world, season):
    client.force_login(make.user(Role.STAFF, world.district))
    foreign = RosterEntry.objects.get(unit=world.other_district)
    base = reverse("cycles:entry", args=[season.pk, foreign.pk])
    answers = [
        client.get(path)
        for path in (base, f"/cycles/{season.pk}/entries/999999/", f"/cycles/99999/entries/{foreign.pk}/")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_an_entry_under_another_cycle_is_not_found(client, world, season):
    other = make.cycle(world.province, 2022)
    client.force_login(make.user(Role.STAFF, world.province))
    entry = RosterEntry.objects.filter(cycle=season).first()
    assert client.get(f"/cycles/{season.pk}/entries/{entry.pk}/").status_code == 200
    assert client.get(f"/cycles/{other.pk}/entries/{entry.pk}/").status_code == 404


def test_the_page_of_an_entry_says_who_decides_why_and_where_it_is_written(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    exempt = RosterEntry.objects.get(person=world.chi)
    page = shown(client, reverse("cycles:entry", args=[season.pk, exempt.pk]))
    for words in (
        "Không kiểm điểm, không xếp loại – được miễn công tác và sinh hoạt đảng.",
        "Hướng dẫn 21",
        "Quyết định 7-QĐ/ĐU",
        "Đảng bộ xã Xuân",
        "mặc định của bộ quy định",
    ):
        assert words in page


def test_a_cadre_and_the_member_he_is_lead_to_each_other(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    cadre, member = RosterEntry.objects.filter(person=world.an).order_by("track")
    page = shown(client, reverse("cycles:entry", args=[season.pk, cadre.pk]))
    assert reverse("cycles:entry", args=[season.pk, member.pk]) in page
    assert "theo chức vụ đã ghi nhận" in page
    assert "Cán bộ · Bí thư" in page


def test_opening_a_persons_entry_is_recorded_for_him_and_his_own_is_not(client, world, season):
    entry = RosterEntry.objects.get(person=world.binh)
    path = reverse("cycles:entry", args=[season.pk, entry.pk])
    client.force_login(make.user(Role.STAFF, world.province))
    shown(client, path)
    client.force_login(make.user(Role.MEMBER, world.branch, person=world.binh))
    shown(client, path)
    assert list(ReadEvent.objects.values_list("person_id", "what")) == [(world.binh.pk, "Danh sách kiểm điểm")]


def test_who_is_not_due_stands_with_reason_source_and_a_balance(client, world, season):
    make.person(world.branch, "Võ Văn Mới", admitted_on=date(2021, 9, 2))
    make.cycle(world.province)
    client.force_login(make.user(Role.STAFF, world.province))
    page = shown(client, reverse("cycles:not-due", args=[season.pk]))
    assert names(page) == ["Võ Văn Mới", "Lê Kim Chi"]
    row = page.split("Đảng viên</th>")[1].split("</tr>")[0]
    assert re.findall(r'"n">([^<]+)<', row) == ["5", "4", "1", "3", "2"]  # total, reviewed, not, rated, not
    assert f"/cycles/{season.pk}/not-due/?track=member&amp;reason=recent#entries" in page
    only = shown(client, f"/cycles/{season.pk}/not-due/?track=member&reason=recent")
    assert names(only) == ["Võ Văn Mới"]


def test_a_member_sees_the_cycle_and_his_own_entry(client, world, season):
    client.force_login(make.user(Role.MEMBER, world.branch, person=world.binh))
    assert "Kiểm điểm năm 2021" in shown(client, reverse("cycles:list"))
    assert names(shown(client, roster(season))) == ["Trần Thị Bình"]


def test_the_header_names_the_cycle_and_that_its_pack_is_unverified(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    header = shown(client, reverse("cycles:list")).split("</header>")[0]
    assert "Kiểm điểm năm 2021" in header
    assert "chưa đối chiếu với văn bản gốc" in header


def test_a_pack_that_changed_since_is_told_on_the_entry(client, world, season):
    type(season).objects.update(pack_digest="0" * 64)
    client.force_login(make.user(Role.STAFF, world.province))
    entry = RosterEntry.objects.get(person=world.chi)
    assert "không còn đúng bản" in shown(client, reverse("cycles:entry", args=[season.pk, entry.pk]))


def test_a_pack_that_is_gone_still_shows_what_was_frozen(client, world, season):
    type(season).objects.update(pack_id="mất-rồi")
    client.force_login(make.user(Role.STAFF, world.province))
    entry = RosterEntry.objects.get(person=world.chi)
    for path in (
        reverse("cycles:entry", args=[season.pk, entry.pk]),
        reverse("cycles:not-due", args=[season.pk]),
        reverse("cycles:list"),
    ):
        assert "mất-rồi" in shown(client, path)


def test_levels_of_authority_are_shown_where_the_unit_stands_outside_the_tree(client, world, season):
    client.force_login(make.user(Role.STAFF, world.province))
    entry = RosterEntry.objects.get(unit=world.province)
    assert entry.managing_level == ManagingLevel.CENTRAL
    assert "ở ngoài cây tổ chức này" in shown(client, reverse("cycles:entry", args=[season.pk, entry.pk]))
