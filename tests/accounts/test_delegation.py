"""A delegation is somebody's own grant for some days; it never outlives or exceeds it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tusoi.accounts import actions, actions_users
from tusoi.accounts.models import Grant, Notice
from tusoi.audit.models import Event
from tusoi.rules.problems import Refused
from tusoi.rules.terms import GrantState, Role

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


@pytest.fixture
def deputy(province):
    return make.user(Role.MEMBER, province.branch, username="pho-bi-thu")


def grant_of(user, role=None):
    rows = Grant.objects.select_related("user", "unit", "delegated_from")
    return rows.get(user=user, **({"role": role} if role else {}))


def delegate(by, to, *, days=7, start=None, source=None):
    return actions.delegate(
        source=source or grant_of(by),
        to=to,
        valid_from=start,
        valid_to=TODAY + days * A_DAY if days is not None else None,
        by=make.acting(by),
        at=timezone.now(),
    )


def leads(user):
    return Role.LEADER in {held.role for held in make.acting(user).grants}


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


def test_a_leader_hands_on_his_grant_for_some_days(people, deputy):
    delegate(people.first_leader, deputy)
    own, handed = grant_of(people.first_leader), grant_of(deputy, Role.LEADER)
    assert (handed.unit, handed.recursive, handed.axis) == (own.unit, own.recursive, own.axis)
    assert (handed.valid_from, handed.valid_to, handed.delegated_from) == (TODAY, TODAY + A_WEEK, own)
    assert leads(deputy)
    assert leads(people.first_leader)


def test_who_stands_in_says_for_whom(people, deputy):
    delegate(people.first_leader, deputy)
    assert make.acting(deputy).on_behalf_of == "Người dùng bi-thu-huyen"
    assert make.acting(people.first_leader).on_behalf_of == ""


def test_who_has_the_role_himself_stands_in_for_nobody(province, people, deputy):
    make.grant(deputy, Role.LEADER, province.second)
    delegate(people.first_leader, deputy)
    assert make.acting(deputy).on_behalf_of == ""


def test_what_a_leader_could_not_approve_waits_for_one_who_can(people, deputy):
    handed = delegate(people.staff, deputy)
    assert handed.state == GrantState.PREPARED
    actions.approve(grant=handed, by=make.acting(people.first_leader), at=timezone.now())
    assert Role.STAFF in {held.role for held in make.acting(deputy).grants}


@pytest.mark.parametrize("end", ["state", "days", "account", "day of its own"])
def test_a_delegation_dies_with_its_source(people, deputy, end):
    delegate(people.first_leader, deputy)
    source = Grant.objects.filter(user=people.first_leader)
    if end == "state":
        actions.end(grant=source.get(), by=make.acting(people.top_leader), at=timezone.now())
    elif end == "days":
        source.update(valid_to=TODAY - A_DAY)
    elif end == "account":
        actions_users.deactivate(user=people.first_leader, by=make.acting(people.administrator), at=timezone.now())
    else:
        Grant.objects.filter(user=deputy, role=Role.LEADER).update(valid_from=None, valid_to=TODAY - A_DAY)
    assert not leads(deputy)


def test_ending_the_source_ends_what_was_handed_on_in_the_book_too(people, deputy):
    handed = delegate(people.first_leader, deputy)
    waiting = delegate(people.staff, deputy)
    actions.end(grant=grant_of(people.first_leader), by=make.acting(people.top_leader), at=timezone.now())
    actions.end(grant=grant_of(people.staff), by=make.acting(people.top_leader), at=timezone.now())
    assert Grant.objects.get(pk=handed.pk).state == GrantState.ENDED
    assert Grant.objects.get(pk=waiting.pk).state == GrantState.REFUSED
    records = set(Event.objects.filter(step="accounts.end-grant").values_list("record", flat=True))
    assert f"accounts.grant:{handed.pk}" in records
    assert Notice.objects.filter(user=deputy, code="notice-grant-ended").count() == 1


@pytest.mark.parametrize("who", ["first_leader", "deputy"])
def test_the_giver_takes_it_back_and_the_holder_gives_it_up(people, deputy, who):
    handed = delegate(people.first_leader, deputy)
    by = deputy if who == "deputy" else people.first_leader
    actions.end(grant=handed, by=make.acting(by), at=timezone.now())
    assert not leads(deputy)


def test_a_delegation_has_an_end(people, deputy):
    with pytest.raises(Refused) as refusal:
        delegate(people.first_leader, deputy, days=None)
    assert codes(refusal) == ["delegation-without-end"]


def test_a_delegation_stays_within_the_days_of_its_source(people, deputy):
    Grant.objects.filter(user=people.first_leader).update(valid_from=TODAY, valid_to=TODAY + A_WEEK)
    with pytest.raises(Refused) as refusal:
        delegate(people.first_leader, deputy, days=8, start=TODAY - A_DAY)
    assert codes(refusal) == ["delegation-beyond-own", "delegation-before-own"]


def test_only_ones_own_grant_in_force_is_handed_on_and_only_once(people, deputy):
    handed = delegate(people.first_leader, deputy)
    other = make.user(Role.MEMBER, handed.unit)
    for by, source, code in (
        (people.top_leader, grant_of(people.first_leader), "delegation-not-own"),
        (deputy, handed, "delegation-of-delegation"),
    ):
        with pytest.raises(Refused) as refusal:
            delegate(by, other, source=source)
        assert (codes(refusal), refusal.value.kind) == ([code], "forbidden")
    Grant.objects.filter(user=people.staff).update(valid_to=TODAY - A_DAY)
    with pytest.raises(Refused) as refusal:
        delegate(people.staff, other)
    assert codes(refusal) == ["delegation-not-in-force"]


def test_nobody_delegates_to_himself_or_twice_to_one(people, deputy):
    with pytest.raises(Refused) as refusal:
        delegate(people.first_leader, people.first_leader)
    assert codes(refusal) == ["grant-to-oneself"]
    delegate(people.first_leader, deputy)
    with pytest.raises(Refused) as refusal:
        delegate(people.first_leader, deputy)
    assert codes(refusal) == ["grant-exists"]


def test_the_page_hands_on_and_shows_it_to_both(client, people, deputy):
    client.force_login(people.first_leader)
    address = reverse("accounts:delegate", args=[grant_of(people.first_leader).pk])
    assert client.get(address).status_code == 200
    last = (TODAY + A_WEEK).strftime("%d/%m/%Y")
    answer = client.post(address, {"username": "pho-bi-thu", "valid_to": last}, follow=True)
    assert "có hiệu lực" in answer.content.decode()
    assert "Tôi đã ủy quyền" in client.get(reverse("accounts:me")).content.decode()
    client.force_login(deputy)
    assert "Lãnh đạo cấp ủy" in client.get(reverse("accounts:me")).content.decode()


def test_the_page_names_the_field_that_is_wrong(client, people):
    client.force_login(people.first_leader)
    address = reverse("accounts:delegate", args=[grant_of(people.first_leader).pk])
    answer = client.post(address, {"username": "khong-co", "valid_to": "31/02/2030"})
    assert answer.status_code == 422
    assert "Không đọc được ngày này" in answer.content.decode()
    answer = client.post(address, {"username": "khong-co", "valid_to": (TODAY + A_WEEK).strftime("%d/%m/%Y")})
    assert answer.status_code == 422
    assert "Không có tài khoản “khong-co”" in answer.content.decode()
