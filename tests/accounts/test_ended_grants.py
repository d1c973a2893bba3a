"""Guard G8: an ended grant is `other` at the next request, whatever ended it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tusoi.accounts import actions, actions_users
from tusoi.accounts.models import Grant
from tusoi.accounts.queries import actor_of
from tusoi.rules.terms import Role

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)


def grant_of(user):
    return Grant.objects.select_related("user", "unit").get(user=user)


def roles(user, on=TODAY):
    return {held.role for held in actor_of(user, on=on).grants}


def test_a_grant_ended_between_two_requests_is_gone_at_the_second(client, province, people):
    client.force_login(people.staff)
    page = reverse("organizations:unit", args=[province.grassroots.pk])
    assert client.get(page).status_code == 200
    actions.end(grant=grant_of(people.staff), by=make.acting(people.first_leader), at=timezone.now())
    answer = client.get(page)
    nowhere = client.get(reverse("organizations:unit", args=[10**9]))
    assert (answer.status_code, answer.content) == (404, nowhere.content)


@pytest.mark.parametrize(
    ("dates", "before", "during", "after"),
    [
        ({"valid_from": TODAY}, False, True, True),
        ({"valid_to": TODAY}, True, True, False),
        ({"valid_from": TODAY, "valid_to": TODAY}, False, True, False),
        ({}, True, True, True),
    ],
)
def test_a_grant_holds_on_its_first_and_on_its_last_day_and_on_no_other(people, dates, before, during, after):
    Grant.objects.filter(user=people.staff).update(**dates)
    held = [Role.STAFF in roles(people.staff, on=day) for day in (TODAY - A_DAY, TODAY, TODAY + A_DAY)]
    assert held == [before, during, after]


def test_a_grant_limited_to_a_cycle_says_so(people):
    Grant.objects.filter(user=people.staff).update(cycle_id=7)
    assert {held.cycle_id for held in make.acting(people.staff).grants} == {7}


@pytest.mark.parametrize("state", ["prepared", "refused", "ended"])
def test_only_an_active_grant_counts(people, state):
    Grant.objects.filter(user=people.staff).update(state=state)
    assert roles(people.staff) == set()


def test_a_locked_account_is_a_stranger_at_its_next_request(client, people):
    client.force_login(people.staff)
    assert client.get(reverse("accounts:me")).status_code == 200
    actions_users.deactivate(user=people.staff, by=make.acting(people.administrator), at=timezone.now())
    answer = client.get(reverse("accounts:me"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_a_moved_unit_takes_its_grants_along(province, people):
    before = make.acting(people.staff).grants[0].path
    Grant.objects.filter(user=people.staff).update(unit=province.second)
    assert make.acting(people.staff).grants[0].path == province.second.path != before
