"""The desk: for each role what waits, and nothing of anybody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.ratings.world import world
from tests.statistics.season import season
from tusoi.accounts import actions as accounts
from tusoi.accounts.models import User
from tusoi.organizations.models import Person
from tusoi.rules.terms import Category, Role

pytestmark = pytest.mark.django_db

EXCELLENT, GOOD = Category.EXCELLENT, Category.GOOD


def desk(client, user: User) -> str:
    client.force_login(user)
    return client.get(reverse("desk:home")).content.decode()


def account(actor) -> User:
    return User.objects.get(pk=actor.user_id)


def test_a_submitted_batch_waits_for_the_leader_and_not_for_its_maker(client):
    here = world(3)
    batch = here.submit(EXCELLENT, GOOD, GOOD)
    link = reverse("ratings:batch", args=[batch.pk])
    assert link in desk(client, account(here.leader))
    assert link not in desk(client, account(here.staff))


def test_a_recorded_document_waits_for_a_second_officer(client):
    here = world(3)
    batch = here.record(EXCELLENT, GOOD, GOOD)
    link = reverse("ratings:batch", args=[batch.pk])
    assert link in desk(client, account(here.second))
    assert link not in desk(client, account(here.staff))


def test_a_returned_batch_comes_back_to_its_maker_until_a_new_one_is_submitted(client):
    from tusoi.ratings import actions

    here = world(3)
    batch = here.submit(EXCELLENT, GOOD, GOOD)
    actions.return_batch(batch=batch, reason="Thiếu lý do.", by=here.leader, at=timezone.now())
    assert "đã bị trả lại; sửa rồi trình lại" in desk(client, account(here.staff))
    here.submit(GOOD, GOOD, GOOD)
    assert "đã bị trả lại; sửa rồi trình lại" not in desk(client, account(here.staff))


def test_a_prepared_grant_waits_for_the_leader(client):
    here = world(1)
    newcomer = make.user(Role.MEMBER, here.districts[0])
    grant = accounts.prepare(
        user=newcomer, role=Role.STAFF, unit=here.districts[0], recursive=True, by=here.staff, at=timezone.now()
    )
    link = reverse("accounts:grant", args=[grant.pk])
    assert link in desk(client, account(here.leader))
    assert link not in desk(client, account(here.staff))


def test_a_branch_secretary_gets_three_large_links_with_the_numbers_of_the_branch(client):
    here = season(districts=1, people=3)
    secretary = make.user(Role.BRANCH_SECRETARY, here.branches[0], recursive=False)
    page = desk(client, secretary)
    assert page.count('class="big') == 3
    assert "3 đồng chí: 3 kiểm điểm." in page
    assert "Chưa có gợi ý nào đã ban hành cho chi bộ." in page


def test_the_sheet_of_a_branch_names_its_members_for_its_secretary_only(client):
    here = season(districts=1, people=3)
    address = reverse("desk:sheet", args=[here.cycle.pk, here.branches[0].pk])
    client.force_login(make.user(Role.BRANCH_SECRETARY, here.branches[0], recursive=False))
    page = client.get(address).content.decode()
    assert all(person.full_name in page for person in here.people)
    client.force_login(make.user(Role.MEMBER, here.branches[0], recursive=False))
    assert client.get(address).status_code == 404


def test_a_member_sees_his_entry_what_was_suggested_and_his_rating(client):
    here = season(districts=1, people=2)
    person = here.people[1]
    entry = here.entry(person)
    here.suggest(entry)
    user = make.user(Role.MEMBER, here.branches[0], recursive=False, person=person)
    page = desk(client, user)
    assert "Đồng chí được gợi ý kiểm điểm" in page
    assert "chưa có quyết định" in page
    here.rate(entry, GOOD, by=make.actor(Role.LEADER, here.grassroots[0]))
    page = desk(client, user)
    assert reverse("ratings:entry", args=[entry.pk]) in page
    assert "Hoàn thành tốt nhiệm vụ" in page


def test_another_member_sees_nothing_of_it(client):
    here = season(districts=1, people=3)
    here.suggest(here.entry(here.people[1]))
    neighbour = make.user(Role.MEMBER, here.branches[0], recursive=False, person=here.people[2])
    page = desk(client, neighbour)
    assert "được gợi ý kiểm điểm" not in page
    assert here.people[1].full_name not in page


def test_an_administrator_sees_the_state_of_the_machine_and_no_season(client):
    here = season(districts=2)
    page = desk(client, make.user(Role.ADMINISTRATOR, here.province))
    assert "Chưa sao lưu lần nào" in page
    assert reverse("desk:season", args=[here.cycle.pk]) not in page
    assert not any(person.full_name in page for person in Person.objects.all())


def test_an_inspector_sees_his_scope_in_numbers(client):
    here = season(districts=2)
    here.suggest(here.entry(here.collectives[1]))
    here.rate_districts([GOOD])
    page = desk(client, make.user(Role.INSPECTOR, here.districts[0]))
    assert "1 tập thể, cá nhân" in page
    assert "1 quyết định xếp loại" in page


def test_an_office_without_second_factor_is_advised(client):
    here = world(1)
    assert reverse("mfa_index") in desk(client, account(here.leader)).partition("<main")[2]


def test_an_empty_installation_shows_the_five_steps_to_its_first_figures(client):
    top = make.province()
    page = desk(client, make.user(Role.STAFF, top))
    assert f"{reverse('exchange:new')}?kind=units" in page
    assert "bước tiếp theo" in page
