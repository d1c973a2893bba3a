"""Accounts are kept by administrators, who see no content and cannot become somebody else unseen."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.utils import timezone

from tests import make
from tusoi.accounts import actions_users
from tusoi.accounts.models import Grant, Notice, User
from tusoi.accounts.queries_users import account, accounts
from tusoi.audit.models import Event
from tusoi.rules.problems import Refused
from tusoi.rules.terms import GrantState, Role

TODAY = timezone.localdate()


def add(by, unit, *, username="lan.nguyen", role=Role.STAFF, **more):
    actor = by if by is make.INSTALLATION else make.acting(by)
    return actions_users.add(username=username, role=role, unit=unit, **more, by=actor, at=timezone.now())


def codes(refusal):
    return [(problem.code, problem.where) for problem in refusal.value.problems]


def test_an_account_comes_with_a_one_time_password_and_its_first_grant(province, people):
    added = add(people.administrator, province.first, full_name="Nguyễn Thị Lan")
    assert (added.user.full_name, added.user.must_change_password) == ("Nguyễn Thị Lan", True)
    assert added.user.check_password(added.password)
    assert added.grant.state == GrantState.PREPARED
    assert [event.step for event in Event.objects.filter(actor="Người dùng quan-tri").order_by("id")] == [
        "accounts.create-account",
        "accounts.prepare-grant",
    ]


def test_the_password_stands_nowhere_but_as_its_hash(province, people):
    added = add(people.administrator, province.first)
    kept = [str(row) for row in Event.objects.values()] + [str(row) for row in User.objects.values()]
    assert not any(added.password in row for row in kept)


def test_two_one_time_passwords_are_never_alike(province, people):
    passwords = {add(people.administrator, province.first, username=f"lan{n}").password for n in range(20)}
    assert len(passwords) == 20
    assert all(len(password) == 19 for password in passwords)


def test_a_card_number_links_the_person_and_gives_the_name(province, people):
    person = make.person(province.branch, "Trần Văn Sen")
    added = add(people.administrator, province.branch, role=Role.MEMBER, card_number=f" {person.card_number} ")
    assert (added.user.person, added.user.full_name) == (person, "Trần Văn Sen")


@pytest.mark.parametrize(
    "username", ["", "a", "Lan Nguyễn", "lan nguyen", "lan@tinh", "-lan", "x" * 61, "installation", "anonymous", "lân"]
)
def test_a_username_that_could_not_be_typed_or_told_is_refused(province, people, username):
    with pytest.raises(Refused) as refusal:
        add(people.administrator, province.first, username=username)
    assert codes(refusal) == [("username-form", "username")]


def test_capitals_are_made_small(province, people):
    assert add(people.administrator, province.first, username="Lan.Nguyen").user.username == "lan.nguyen"


def test_every_wrong_field_is_named_at_once_and_nothing_is_left(province, people):
    before = User.objects.count()
    with pytest.raises(Refused) as refusal:
        add(people.administrator, province.first, username="quan-tri", full_name="N4m", card_number="999")
    assert codes(refusal) == [
        ("username-taken", "username"),
        ("account-card-unknown", "card_number"),
        ("name-characters", "full_name"),
    ]
    assert User.objects.count() == before


def test_a_refused_grant_leaves_no_account(province, people):
    with pytest.raises(Refused) as refusal:
        add(people.administrator, province.first, valid_to=TODAY - timedelta(days=1))
    assert codes(refusal) == [("grant-over-already", "valid_to")]
    assert not User.objects.filter(username="lan.nguyen").exists()


def test_a_person_has_one_account(province, people):
    person = make.person(province.branch)
    add(people.administrator, province.branch, role=Role.MEMBER, card_number=person.card_number)
    with pytest.raises(Refused) as refusal:
        add(people.administrator, province.first, username="lan2", card_number=person.card_number)
    assert codes(refusal) == [("card-has-account", "card_number")]


@pytest.mark.parametrize("office", ["inspector", "member", "other_staff"])
def test_whoever_may_not_prepare_the_grant_opens_no_account(province, people, office):
    with pytest.raises(Refused) as refusal:
        add(getattr(people, office), province.first)
    assert (codes(refusal), refusal.value.kind) == ([("grant-outside-scope", "")], "forbidden")
    assert not User.objects.filter(username="lan.nguyen").exists()


def test_the_first_leader_is_made_once_by_the_installation(province):
    first = add(make.INSTALLATION, province.top, username="bi-thu", role=Role.LEADER)
    assert (first.grant.state, first.grant.approved_by) == (GrantState.ACTIVE, "installation")
    assert Event.objects.get(step="accounts.make-first-leader").actor == "installation"
    second = add(make.INSTALLATION, province.top, username="bi-thu-hai", role=Role.LEADER)
    assert second.grant.state == GrantState.PREPARED


def test_before_the_first_leader_other_grants_wait(province):
    assert add(make.INSTALLATION, province.top, role=Role.ADMINISTRATOR).grant.state == GrantState.PREPARED


def test_after_the_first_leader_has_gone_there_is_no_second_first(province):
    first = add(make.INSTALLATION, province.top, username="bi-thu", role=Role.LEADER)
    Grant.objects.filter(pk=first.grant.pk).update(state=GrantState.ENDED)
    again = add(make.INSTALLATION, province.top, username="bi-thu-hai", role=Role.LEADER)
    assert again.grant.state == GrantState.PREPARED


def test_a_new_password_ends_the_old_one_and_the_user_is_told(people):
    by = make.acting(people.administrator)
    password = actions_users.reset_password(user=people.staff, by=by, at=timezone.now())
    user = User.objects.get(pk=people.staff.pk)
    assert user.check_password(password)
    assert not user.check_password(make.PASSWORD)
    assert user.must_change_password
    assert Notice.objects.get(user=user).code == "notice-password-reset"
    assert Event.objects.get(step="accounts.reset-password").record == f"accounts.user:{user.pk}"


def test_a_lost_second_factor_is_taken_off_and_the_user_is_told(people):
    Authenticator.objects.create(user=people.staff, type=Authenticator.Type.TOTP, data={"secret": "x"})
    by = make.acting(people.administrator)
    actions_users.reset_second_factor(user=people.staff, by=by, at=timezone.now())
    assert not Authenticator.objects.filter(user=people.staff).exists()
    assert Notice.objects.get(user=people.staff).code == "notice-second-factor-reset"


def test_locking_and_opening_are_events_and_a_stale_page_does_nothing(people):
    by, now = make.acting(people.administrator), timezone.now()
    stale = User.objects.get(pk=people.staff.pk)
    actions_users.deactivate(user=people.staff, by=by, at=now)
    assert authenticate(None, username="chuyen-vien-huyen", password=make.PASSWORD) is None
    with pytest.raises(Refused) as refusal:
        actions_users.deactivate(user=stale, by=by, at=now)
    assert (codes(refusal), refusal.value.kind) == ([("stale-page", "")], "conflict")
    actions_users.reactivate(user=people.staff, by=by, at=now)
    assert authenticate(None, username="chuyen-vien-huyen", password=make.PASSWORD) == people.staff
    steps = Event.objects.filter(record=f"accounts.user:{people.staff.pk}", step__contains="activate")
    assert list(steps.order_by("id").values_list("step", flat=True)) == [
        "accounts.deactivate-account",
        "accounts.reactivate-account",
    ]


@pytest.mark.parametrize("office", ["top_leader", "first_leader", "staff", "inspector", "member"])
@pytest.mark.parametrize("verb", ["deactivate", "reset_password", "reset_second_factor"])
def test_only_administrators_keep_accounts(people, office, verb):
    by = make.acting(getattr(people, office))
    with pytest.raises(Refused) as refusal:
        getattr(actions_users, verb)(user=people.other_staff, by=by, at=timezone.now())
    assert (codes(refusal), refusal.value.kind) == ([("account-outside-scope", "")], "forbidden")


def test_an_administrator_keeps_only_accounts_that_lie_wholly_in_his_scope(province, people):
    local = make.user(Role.ADMINISTRATOR, province.first, username="quan-tri-huyen")
    make.grant(people.staff, Role.STAFF, province.second)
    with pytest.raises(Refused) as refusal:
        actions_users.reset_password(user=people.staff, by=make.acting(local), at=timezone.now())
    assert codes(refusal) == [("account-outside-scope", "")]
    assert actions_users.reset_password(user=people.inspector, by=make.acting(local), at=timezone.now())


def test_nobody_locks_or_resets_himself(people):
    by = make.acting(people.administrator)
    with pytest.raises(Refused) as refusal:
        actions_users.deactivate(user=people.administrator, by=by, at=timezone.now())
    assert codes(refusal) == [("account-own", "")]


def test_the_last_leader_cannot_be_locked_out(people):
    by = make.acting(people.administrator)
    with pytest.raises(Refused) as refusal:
        actions_users.deactivate(user=people.top_leader, by=by, at=timezone.now())
    assert codes(refusal) == [("last-leader", "")]


def test_an_administrator_sees_the_accounts_of_his_scope(province, people):
    local = make.user(Role.ADMINISTRATOR, province.first, username="quan-tri-huyen")
    actions_users.create(username="chua-co-gi", full_name="Mới", person=None, by=make.INSTALLATION, at=timezone.now())
    person = make.person(province.branch)
    actions_users.create(username="co-ho-so", full_name="X", person=person, by=make.INSTALLATION, at=timezone.now())
    seen = set(accounts(make.acting(local)).values_list("username", flat=True))
    mine = {"bi-thu-huyen", "chuyen-vien-huyen", "kiem-tra", "dang-vien", "quan-tri-huyen", "chua-co-gi", "co-ho-so"}
    assert seen == mine
    assert accounts(make.acting(people.administrator)).count() == User.objects.count()


@pytest.mark.parametrize("office", ["top_leader", "staff", "inspector", "member"])
def test_others_see_no_accounts(people, office):
    actor = make.acting(getattr(people, office))
    assert not accounts(actor).exists()
    with pytest.raises(Refused) as refusal:
        account(actor, people.staff.pk)
    assert refusal.value.kind == "missing"


def test_accounts_are_found_without_diacritics(province, people):
    add(people.administrator, province.first, full_name="Nguyễn Thị Đào")
    found = accounts(make.acting(people.administrator), search="dao thi")
    assert list(found.values_list("username", flat=True)) == ["lan.nguyen"]
    assert accounts(make.acting(people.administrator), search="LAN.nguyen").count() == 1


@pytest.mark.parametrize("name", ["installation", "anonymous"])
def test_nobody_is_called_like_what_acts_without_a_person(province, people, name):
    with pytest.raises(Refused) as refusal:
        add(people.administrator, province.first, full_name=name)
    assert codes(refusal) == [("name-reserved", "full_name")]
