"""The journal says who did what when, to each in his scope, and never what anybody wrote."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests import make
from tusoi.accounts.queries_journal import journal
from tusoi.audit.actions import book
from tusoi.audit.models import Event
from tusoi.rules.authority import Actor
from tusoi.rules.terms import Role

CANARY = "CANARY-nội-dung-kiểm-điểm"
CLERK = Actor(name="Lê Văn Sen", user_id=99)
NOON = datetime(2022, 1, 21, 5, tzinfo=UTC)


def write(step, path, *, at=NOON, by=CLERK):
    with book(by=by, at=at) as page:
        page.write(step, f"{step}:1", path=path, before={"text": CANARY}, after={"text": CANARY}, note=CANARY)


@pytest.fixture
def written(province, people):
    """Steps of several rooms at several places, beside those that made the world."""
    for path in ("", province.top.path, province.first.path, province.branch.path, province.second.path):
        write("suggestions.issue", path)
        write("cycles.open", path)
        write("accounts.give-grant", path)
    return Event.objects.filter(actor="Lê Văn Sen")


def seen(user):
    rows = journal(make.acting(user)).filter(actor="Lê Văn Sen")
    return set(rows.values_list("step", "path"))


def test_inspectors_see_every_step_in_their_scope_and_none_beside_it(province, people, written):
    below = {province.first.path, province.branch.path}
    steps = {"suggestions.issue", "cycles.open", "accounts.give-grant"}
    assert seen(people.inspector) == {(step, path) for step in steps for path in below}


@pytest.mark.parametrize("office", ["first_leader", "staff"])
def test_others_in_office_see_no_steps_that_could_betray_a_draft(province, people, written, office):
    below = {province.first.path, province.branch.path}
    expected = {(step, path) for step in ("cycles.open", "accounts.give-grant") for path in below}
    assert seen(getattr(people, office)) == expected


def test_administrators_see_the_installation_and_accounts(province, people, written):
    everywhere = {"", *(unit.path for unit in vars(province).values())} - {province.grassroots.path}
    technical = {("suggestions.issue", ""), ("cycles.open", ""), ("accounts.give-grant", "")}
    assert seen(people.administrator) == technical | {("accounts.give-grant", path) for path in everywhere}


def test_an_administrator_of_a_district_sees_accounts_of_his_district(province, people, written):
    local = make.user(Role.ADMINISTRATOR, province.first)
    assert seen(local) == {("accounts.give-grant", path) for path in (province.first.path, province.branch.path)}


def test_a_member_sees_nothing(people, written):
    assert seen(people.member) == set()


@pytest.mark.parametrize("office", ["top_leader", "first_leader", "staff", "inspector", "administrator"])
def test_content_is_absent_from_everything_the_page_shows(client, people, written, office):
    client.force_login(getattr(people, office))
    page = client.get(reverse("accounts:journal")).content.decode()
    assert "Lê Văn Sen" in page
    assert CANARY not in page


def test_steps_are_named_in_words_with_time_and_place(client, people, written):
    client.force_login(people.inspector)
    page = client.get(reverse("accounts:journal")).content.decode()
    for words in ("12:00 ngày 21/01/2022", "Giao quyền", "Đảng bộ T1", "cycles.open:1"):
        assert words in page


def test_who_stands_in_is_named_with_the_one_he_stands_for(client, province, people):
    write("cycles.open", province.first.path, by=Actor(name="Phó bí thư", user_id=5, on_behalf_of="Bí thư"))
    client.force_login(people.inspector)
    assert "thay mặt Bí thư" in client.get(reverse("accounts:journal")).content.decode()


def test_it_is_filtered_by_place_and_days(client, province, people, written):
    write("cycles.close", province.branch.path, at=NOON + timedelta(days=2))
    client.force_login(people.inspector)
    address = reverse("accounts:journal")
    page = client.get(address, {"unit": "T111", "since": "23/01/2022", "until": "23/01/2022"}).content.decode()
    assert "cycles.close:1" in page
    assert "cycles.open:1" not in page
    assert "Không có bước nào" in client.get(address, {"since": "24/01/2022", "until": "24/01/2022"}).content.decode()
    assert "Không có tổ chức nào mang mã này" in client.get(address, {"unit": "KHÔNG"}).content.decode()
    assert "Không đọc được ngày này" in client.get(address, {"since": "31/02/2022"}).content.decode()


def test_a_unit_out_of_scope_shows_nothing_of_it(client, people, written):
    client.force_login(people.inspector)
    page = client.get(reverse("accounts:journal"), {"unit": "T2"}).content.decode()
    assert "Không có bước nào trong phạm vi" in page


def test_a_long_journal_is_paged_newest_first_without_losing_a_line(client, province, people):
    with book(by=CLERK, at=NOON) as page:
        for number in range(120):
            page.write("cycles.open", f"numbered:{number:03d}", path=province.branch.path)
    client.force_login(people.inspector)
    address, numbers = reverse("accounts:journal"), []
    while address:
        answer = client.get(address)
        numbers += [line.record for line in answer.context["lines"] if line.record.startswith("numbered")]
        mark = answer.context["rows"].next
        address = f"{reverse('accounts:journal')}?after={mark}" if mark else ""
    assert numbers == [f"numbered:{number:03d}" for number in range(119, -1, -1)]


def test_the_menu_offers_it_to_those_who_watch(client, people):
    offered = {}
    for name, user in vars(people).items():
        client.force_login(user)
        offered[name] = reverse("accounts:journal") in client.get(reverse("accounts:me")).content.decode()
    assert {name for name, there in offered.items() if there} == {
        "top_leader",
        "first_leader",
        "inspector",
        "administrator",
    }
