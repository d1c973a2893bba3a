"""Guard G9: the administrator prepares, a leader of the granting level approves, nobody grants himself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import make
from tusoi.accounts import actions, queries_grants
from tusoi.accounts.models import Grant, Notice
from tusoi.audit.models import Event
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Axis, GrantState, Role, Step

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)


def prepare(by, to, role, unit, **more):
    return actions.prepare(user=to, role=role, unit=unit, **more, by=make.acting(by), at=timezone.now())


def approve(by, grant):
    actions.approve(grant=grant, by=make.acting(by), at=timezone.now())


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


@pytest.fixture
def newcomer(province):
    """Somebody with an account and nothing to do yet."""
    return make.user(Role.MEMBER, province.branch, username="nguoi-moi")


def test_an_administrator_prepares_and_a_leader_approves(province, people, newcomer):
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.first)
    assert grant.state == GrantState.PREPARED
    assert Role.STAFF not in {held.role for held in make.acting(newcomer).grants}
    approve(people.first_leader, grant)
    assert Role.STAFF in {held.role for held in make.acting(newcomer).grants}


def test_a_leader_who_may_approve_gives_in_one_step(province, people, newcomer):
    grant = prepare(people.first_leader, newcomer, Role.STAFF, province.grassroots)
    assert (grant.state, grant.approved_by) == (GrantState.ACTIVE, "Người dùng bi-thu-huyen")


def test_staff_prepare_for_their_own_unit_and_what_is_below(province, people, newcomer):
    assert prepare(people.staff, newcomer, Role.STAFF, province.grassroots).state == GrantState.PREPARED


@pytest.mark.parametrize("office", ["staff", "administrator", "inspector", "member", "other_staff"])
def test_nobody_but_a_leader_brings_a_grant_into_force(province, people, newcomer, office):
    grant = prepare(people.top_leader, newcomer, Role.STAFF, province.first)
    Grant.objects.filter(pk=grant.pk).update(
        state=GrantState.PREPARED, approved_by="", approved_at=None, approved_by_user=None
    )
    grant = queries_grants.grant(make.acting(people.top_leader), grant.pk)
    with pytest.raises(Refused) as refusal:
        approve(getattr(people, office), grant)
    assert (codes(refusal), refusal.value.kind) == (["grant-needs-leader"], "forbidden")


@pytest.mark.parametrize("office", ["inspector", "member", "other_staff"])
def test_whoever_has_no_office_there_prepares_nothing(province, people, newcomer, office):
    with pytest.raises(Refused) as refusal:
        prepare(getattr(people, office), newcomer, Role.STAFF, province.first)
    assert (codes(refusal), refusal.value.kind) == (["grant-outside-scope"], "forbidden")
    assert not Grant.objects.filter(user=newcomer, role=Role.STAFF).exists()


def test_nobody_grants_himself(province, people):
    with pytest.raises(Refused) as refusal:
        prepare(people.top_leader, people.top_leader, Role.ADMINISTRATOR, province.top)
    assert codes(refusal) == ["grant-to-oneself"]


def test_nobody_approves_what_was_prepared_for_him(province, people):
    grant = prepare(people.administrator, people.first_leader, Role.ADMINISTRATOR, province.first)
    with pytest.raises(Refused) as refusal:
        approve(people.first_leader, grant)
    assert codes(refusal) == ["grant-to-oneself"]


def test_nobody_approves_what_he_prepared(province, people, newcomer):
    level_only = make.user(Role.LEADER, province.first, recursive=False, username="lanh-dao-rieng")
    grant = prepare(level_only, newcomer, Role.STAFF, province.first, recursive=True)
    assert grant.state == GrantState.PREPARED
    make.grant(level_only, Role.LEADER, province.top)  # even when his own grant has grown meanwhile
    with pytest.raises(Refused) as refusal:
        approve(level_only, grant)
    assert codes(refusal) == ["proposer-decides"]


def test_a_leader_of_one_unit_hands_on_no_more_than_he_holds(province, people, newcomer):
    level_only = make.user(Role.LEADER, province.first, recursive=False, username="lanh-dao-rieng")
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.first, recursive=True)
    with pytest.raises(Refused) as refusal:
        approve(level_only, grant)
    assert codes(refusal) == ["grant-needs-recursive-leader"]
    single = prepare(people.administrator, newcomer, Role.INSPECTOR, province.first, recursive=False)
    approve(level_only, single)
    assert Grant.objects.get(pk=single.pk).state == GrantState.ACTIVE


def test_a_leader_below_approves_nothing_above_or_beside(province, people, newcomer):
    for unit in (province.top, province.second):
        grant = prepare(people.administrator, newcomer, Role.STAFF, unit)
        with pytest.raises(Refused) as refusal:
            approve(people.first_leader, grant)
        assert codes(refusal) == ["grant-needs-leader"]


def test_a_refused_grant_keeps_its_reason_and_tells_its_preparer(province, people, newcomer):
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.first)
    leader = make.acting(people.first_leader)
    with pytest.raises(Refused) as refusal:
        actions.refuse(grant=grant, reason="  ", by=leader, at=timezone.now())
    assert codes(refusal) == ["step-needs-reason"]
    actions.refuse(grant=grant, reason="Đã có người khác", by=leader, at=timezone.now())
    assert Grant.objects.get(pk=grant.pk).state == GrantState.REFUSED
    assert Event.objects.get(step="accounts.refuse-grant").note == "Đã có người khác"
    assert Notice.objects.get(code="notice-grant-refused").user == people.administrator


def test_a_preparer_takes_back_what_he_prepared(province, people, newcomer):
    grant = prepare(people.staff, newcomer, Role.STAFF, province.first)
    actions.refuse(grant=grant, reason="Nhầm người", by=make.acting(people.staff), at=timezone.now())
    assert Grant.objects.get(pk=grant.pk).state == GrantState.REFUSED


def test_an_approved_grant_is_not_approved_again(province, people, newcomer):
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.first)
    approve(people.first_leader, grant)
    with pytest.raises(Refused) as refusal:
        approve(people.first_leader, queries_grants.grant(make.acting(people.first_leader), grant.pk))
    assert (codes(refusal), refusal.value.kind) == (["wrong-state"], "conflict")


def test_a_stale_page_approves_nothing(province, people, newcomer):
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.first)
    seen = queries_grants.grant(make.acting(people.first_leader), grant.pk)
    approve(people.first_leader, grant)
    with pytest.raises(Refused) as refusal:
        actions.refuse(grant=seen, reason="Chậm", by=make.acting(people.first_leader), at=timezone.now())
    assert (codes(refusal), refusal.value.kind) == (["stale-page"], "conflict")


def test_a_button_and_its_post_give_the_same_reasons(province, people, newcomer):
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.first)
    shown = actions.refusals(make.acting(people.staff), grant, Step.APPROVE)
    with pytest.raises(Refused) as refusal:
        approve(people.staff, grant)
    assert refusal.value.problems == shown


@pytest.mark.parametrize(
    ("typed", "code", "where"),
    [
        ({"valid_from": TODAY, "valid_to": TODAY - A_DAY}, "grant-dates-reversed", "valid_to"),
        ({"valid_to": TODAY - A_DAY}, "grant-over-already", "valid_to"),
    ],
)
def test_impossible_days_are_refused(province, people, newcomer, typed, code, where):
    with pytest.raises(Refused) as refusal:
        prepare(people.administrator, newcomer, Role.STAFF, province.first, **typed)
    assert [(problem.code, problem.where) for problem in refusal.value.problems] == [(code, where)]
    assert refusal.value.kind == "invalid"


def test_a_branch_secretary_needs_a_branch(province, people, newcomer):
    with pytest.raises(Refused) as refusal:
        prepare(people.administrator, newcomer, Role.BRANCH_SECRETARY, province.grassroots)
    assert codes(refusal) == ["grant-needs-branch"]
    assert not prepare(people.administrator, newcomer, Role.BRANCH_SECRETARY, province.branch).recursive


def test_the_same_role_at_the_same_unit_is_given_once(province, people, newcomer):
    prepare(people.first_leader, newcomer, Role.STAFF, province.first)
    with pytest.raises(Refused) as refusal:
        prepare(people.administrator, newcomer, Role.STAFF, province.first, axis=Axis.HOME)
    assert codes(refusal) == ["grant-exists"]


def test_a_grant_whose_days_are_over_makes_way_and_its_end_is_recorded(province, people, newcomer):
    old = prepare(people.first_leader, newcomer, Role.STAFF, province.first, valid_to=TODAY)
    Grant.objects.filter(pk=old.pk).update(valid_to=TODAY - A_DAY)
    prepare(people.first_leader, newcomer, Role.STAFF, province.first)
    assert Grant.objects.get(pk=old.pk).state == GrantState.ENDED
    assert Event.objects.filter(step="accounts.end-grant", record=f"accounts.grant:{old.pk}").count() == 1


def test_a_locked_account_gets_nothing(province, people, newcomer):
    newcomer.is_active = False
    newcomer.save()
    with pytest.raises(Refused) as refusal:
        prepare(people.administrator, newcomer, Role.STAFF, province.first)
    assert codes(refusal) == ["account-inactive"]


def test_every_move_is_an_event_where_the_grant_holds(province, people, newcomer):
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.first)
    approve(people.first_leader, grant)
    actions.end(grant=grant, by=make.acting(people.first_leader), at=timezone.now())
    events = Event.objects.filter(record=f"accounts.grant:{grant.pk}").order_by("id")
    assert [(event.step, event.actor, event.path) for event in events] == [
        ("accounts.prepare-grant", "Người dùng quan-tri", province.first.path),
        ("accounts.approve-grant", "Người dùng bi-thu-huyen", province.first.path),
        ("accounts.end-grant", "Người dùng bi-thu-huyen", province.first.path),
    ]
    assert events[0].after["role"] == "staff"


def test_those_who_must_approve_are_told_and_named_nearest_first(province, people, newcomer):
    grant = prepare(people.administrator, newcomer, Role.STAFF, province.grassroots)
    names = [leader.name for leader in queries_grants.approvers(grant, on=TODAY)]
    assert names == ["Người dùng bi-thu-huyen", "Người dùng bi-thu-tinh"]
    told = set(Notice.objects.filter(code="notice-grant-waiting").values_list("user__username", flat=True))
    assert told == {"bi-thu-huyen", "bi-thu-tinh"}
    waiting = {who.username: queries_grants.waiting_count(make.acting(who), on=TODAY) for who in vars(people).values()}
    assert {name for name, count in waiting.items() if count} == {"bi-thu-huyen", "bi-thu-tinh"}


def test_each_sees_the_grants_of_his_scope_and_his_own(province, people):
    seen = {
        name: set(queries_grants.grants(make.acting(user)).values_list("user__username", flat=True))
        for name, user in vars(people).items()
    }
    below = {"bi-thu-huyen", "chuyen-vien-huyen", "kiem-tra", "dang-vien"}
    everybody = below | {"bi-thu-tinh", "chuyen-vien-huyen-khac", "quan-tri"}
    assert seen == {
        "top_leader": everybody,
        "first_leader": below,
        "staff": below,
        "inspector": below,
        "other_staff": {"chuyen-vien-huyen-khac"},
        "administrator": everybody,
        "member": {"dang-vien"},
    }


def test_a_grant_out_of_sight_is_missing_like_one_that_is_not_there(province, people):
    grant = Grant.objects.get(user=people.first_leader)
    for actor, pk in ((make.acting(people.other_staff), grant.pk), (make.acting(people.top_leader), 10**9)):
        with pytest.raises(Refused) as refusal:
            queries_grants.grant(actor, pk)
        assert (codes(refusal), refusal.value.kind) == (["grant-missing"], "missing")


def test_the_list_is_filtered_by_role_state_and_words(province, people):
    actor = make.acting(people.top_leader)
    assert queries_grants.grants(actor, role="staff").count() == 2
    assert queries_grants.grants(actor, state="prepared").count() == 0
    assert queries_grants.grants(actor, search="bi-thu").count() == 2
    assert queries_grants.grants(actor, search="T2").count() == 1
    assert queries_grants.grants(actor, role="boss").count() == 7


def test_the_last_leader_who_could_approve_anything_cannot_go(province, people):
    own = Grant.objects.select_related("user", "unit").get(user=people.top_leader)
    with pytest.raises(Refused) as refusal:
        actions.end(grant=own, by=make.acting(people.top_leader), at=timezone.now())
    assert codes(refusal) == ["last-leader"]
    make.user(Role.LEADER, province.top)
    actions.end(grant=own, by=make.acting(people.top_leader), at=timezone.now())
    assert Grant.objects.get(pk=own.pk).state == GrantState.ENDED
