"""Opening a cycle: what is frozen, repeating it, what refuses it, who may."""

from datetime import date

import pytest
from django.utils import timezone

from tests import make
from tests.cycles.conftest import LONG_AGO, World
from tusoi.audit.models import Event
from tusoi.cycles import queries
from tusoi.cycles.actions import Opening, open_cycle
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.rules.problems import Refused
from tusoi.rules.terms import (
    CollectiveKind,
    CycleState,
    ManagingLevel,
    ManagingSource,
    PersonStatusKind,
    Role,
    TitleGroup,
    Track,
    UnitKind,
)


def opened(world: World, **more) -> Opening:
    asked = {
        "year": 2021,
        "pack_id": make.PACK,
        "scope": world.province,
        "accept_warnings": True,
        "by": make.INSTALLATION,
        "at": timezone.now(),
        **more,
    }
    return open_cycle(**asked)


def refused(world: World, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        opened(world, **more)
    assert not RosterEntry.objects.exists()
    return caught.value


def codes(refusal: Refused) -> set[str]:
    return {problem.code for problem in refusal.problems}


def test_opening_freezes_every_subject_on_its_tracks(world):
    opening = opened(world)
    assert opening.added == {Track.ORGANIZATION: 9, Track.COLLECTIVE: 1, Track.CADRE: 1, Track.MEMBER: 3}
    assert opening.first
    assert opening.cycle.state == CycleState.OPEN
    assert opening.cycle.reference_date == date(2021, 12, 31)
    assert len(opening.cycle.pack_digest) == 64


def test_a_person_with_a_leading_post_has_two_entries_each_with_its_own_authority(world):
    opened(world)
    cadre, member = RosterEntry.objects.filter(person=world.an).order_by("track")
    assert (cadre.track, cadre.managing_path, cadre.peer_group) == ("cadre", world.province.path, "cadre:secretary")
    assert cadre.managing_source == ManagingSource.STATED
    assert (member.track, member.managing_path, member.peer_group) == ("member", world.commune.path, "member")
    assert cadre.home_path == member.home_path == world.branch.path


def test_a_cadre_is_managed_from_the_unit_where_he_holds_the_post(world):
    make.post(world.chi, world.other_district, "Phó Bí thư", TitleGroup.DEPUTY_SECRETARY)
    make.post(world.binh, world.other_commune, "Bí thư Đảng ủy", TitleGroup.SECRETARY)
    opened(world)
    chi, binh = (RosterEntry.objects.get(person=one, track=Track.CADRE) for one in (world.chi, world.binh))
    assert (chi.managing_level, chi.managing_path) == ("province", world.province.path)
    assert (binh.managing_level, binh.managing_path) == ("district", world.other_district.path)
    assert binh.home_path == world.branch.path


def test_the_post_of_the_highest_stated_level_says_who_manages_and_comes_first(world):
    make.post(world.an, world.commune, "Bí thư Đảng ủy xã", TitleGroup.SECRETARY, managing_level=ManagingLevel.DISTRICT)
    make.post(world.an, world.branch, "Chi ủy viên", TitleGroup.OTHER)
    opened(world)
    entry = RosterEntry.objects.get(person=world.an, track=Track.CADRE)
    assert entry.managing_level == ManagingLevel.PROVINCE
    assert entry.posts == "Bí thư Huyện ủy; Bí thư Đảng ủy xã; Chi ủy viên"


def test_a_branch_secretary_without_stated_level_is_no_cadre(world):
    opened(world)
    assert list(RosterEntry.objects.filter(person=world.binh).values_list("track", "posts")) == [
        ("member", "Bí thư chi bộ")
    ]


def test_an_organisation_is_rated_and_its_collective_reviewed_too(world):
    opened(world)
    unit = RosterEntry.objects.get(track=Track.ORGANIZATION, unit=world.district)
    collective = RosterEntry.objects.get(collective=world.committee)
    assert (unit.must_review, unit.must_rate, unit.reason) == (False, True, "organization")
    assert (collective.must_review, collective.must_rate, collective.reason) == (True, True, "")
    assert (unit.managing_path, collective.managing_path) == (world.province.path, world.district.path)


def test_reasons_come_from_the_day_and_keep_their_evidence(world):
    make.status(world.chi, PersonStatusKind.SUSPENDED, date(2021, 3, 1), evidence="Quyết định 7-QĐ/UBKT")
    recent = make.person(world.branch, "Võ Văn Mới", admitted_on=date(2021, 9, 2))
    later = make.person(world.branch, "Võ Văn Sau", admitted_on=date(2022, 1, 2))
    opened(world)
    found = {
        entry.person_id: (entry.must_review, entry.must_rate, entry.reason, entry.evidence)
        for entry in RosterEntry.objects.filter(track=Track.MEMBER).exclude(reason="")
    }
    assert found == {
        world.chi.pk: (False, False, "suspended", "Quyết định 7-QĐ/UBKT"),
        recent.pk: (True, False, "recent", "Ngày vào Đảng 02/09/2021"),
        later.pk: (False, False, "later", "Ngày vào Đảng 02/01/2022"),
    }


def test_a_status_that_ended_before_a_past_day_or_began_after_it_does_not_count(world):
    make.status(world.chi, PersonStatusKind.EXEMPT, date(2021, 12, 1))
    opened(world, reference_date=date(2021, 11, 30))
    assert RosterEntry.objects.get(person=world.chi).reason == ""


def test_rated_and_each_reason_make_the_total_on_every_track(world):
    make.status(world.chi, PersonStatusKind.EXEMPT)
    make.status(world.an, PersonStatusKind.SUSPENDED)
    make.person(world.branch, admitted_on=date(2021, 9, 2))
    opened(world)
    for track in Track:
        entries = list(RosterEntry.objects.filter(track=track).values_list("must_review", "must_rate", "reason"))
        for flag in (0, 1):
            due = sum(1 for entry in entries if entry[flag])
            by_reason = sum(1 for entry in entries if not entry[flag] and entry[2])
            assert due + by_reason == len(entries)


def test_opening_again_adds_only_who_is_new_and_names_them(world):
    first = opened(world)
    newcomer = make.person(world.other_branch, "Hồ Thị Đào", admitted_on=LONG_AGO)
    again = opened(world)
    assert again.cycle == first.cycle
    assert not again.first
    assert again.added == {Track.ORGANIZATION: 0, Track.COLLECTIVE: 0, Track.CADRE: 0, Track.MEMBER: 1}
    assert again.names_added == ("Hồ Thị Đào",)
    assert RosterEntry.objects.get(pk__gt=again.since).person == newcomer


def test_opening_a_third_time_changes_nothing_and_writes_no_event(world):
    opened(world)
    events, entries = Event.objects.count(), list(RosterEntry.objects.values())
    assert opened(world).total == 0
    assert (Event.objects.count(), list(RosterEntry.objects.values())) == (events, entries)


def test_what_was_frozen_stays_when_names_posts_and_branches_change(world):
    opened(world)
    before = RosterEntry.objects.filter(person=world.binh).values().get()
    make.post(world.binh, world.commune, "Bí thư Đảng ủy xã", TitleGroup.SECRETARY)
    opened(world)
    assert RosterEntry.objects.filter(person=world.binh, track=Track.MEMBER).values().get() == before


def test_one_event_tells_the_whole_opening(world):
    opening = opened(world)
    event = Event.objects.get(step="cycles.open")
    assert event.record == f"cycles.cycle:{opening.cycle.pk}"
    assert event.after["added"] == {"organization": 9, "collective": 1, "cadre": 1, "member": 3}
    assert event.after["digest"] == opening.cycle.pack_digest


def test_a_member_of_the_scope_on_the_day_is_on_the_roster_of_his_branch_of_that_day(world):
    from tusoi.organizations import actions

    actions.move_member(
        person=world.chi, branch=world.other_branch, on=date(2022, 2, 1), by=make.INSTALLATION, at=timezone.now()
    )
    opened(world)
    assert RosterEntry.objects.get(person=world.chi).home_path == world.second_branch.path


def test_a_scope_is_its_subtree_and_authorities_above_it_stay_in_the_tree(world):
    opening = opened(world, scope=world.district)
    assert opening.added[Track.ORGANIZATION] == 5
    assert RosterEntry.objects.get(unit=world.district, track=Track.ORGANIZATION).managing_path == world.province.path


def test_an_agency_has_collectives_in_the_roster_but_is_no_party_organisation(world):
    agency = make.agency("B.CQ", world.district, "Ủy ban nhân dân huyện Bằng Lăng")
    make.collective(agency, CollectiveKind.LEADERSHIP)
    opened(world)
    entry = RosterEntry.objects.get(unit=agency)
    assert (entry.track, entry.managing_level, entry.managing_path) == ("collective", "district", world.district.path)


# What refuses


def test_unaccepted_warnings_are_named_and_nothing_is_saved(world):
    refusal = refused(world, accept_warnings=False)
    assert refusal.kind == "conflict"
    assert codes(refusal) >= {"cycle-warnings-open", "unit-without-head", "unit-without-collective"}
    assert not Cycle.objects.exists()


@pytest.mark.parametrize("scope", ["district", "branch"])
def test_two_annual_cycles_of_one_year_may_not_share_a_subject(world, scope):
    opened(world)
    with pytest.raises(Refused) as caught:
        opened(world, scope=getattr(world, scope))
    assert codes(caught.value) == {"cycle-not-ready", "cycle-overlaps"}


def test_a_cycle_above_another_of_the_same_year_is_refused_too(world):
    opened(world, scope=world.district)
    with pytest.raises(Refused) as caught:
        opened(world)
    assert "cycle-overlaps" in codes(caught.value)


def test_neighbours_and_other_years_have_cycles_of_their_own(world):
    assert len({opened(world, scope=scope).cycle.pk for scope in (world.district, world.other_district)}) == 2
    assert opened(world, year=2022).first


def test_a_pack_nobody_ships_is_named_with_those_there_are(world):
    refusal = refused(world, pack_id="qd999")
    assert codes(refusal) == {"cycle-not-ready", "pack-not-found"}
    assert make.PACK in refusal.problems[1].facts["available"]


@pytest.mark.parametrize("year", [1999, 2400])
def test_a_year_nobody_can_mean_is_refused_on_its_field(world, year):
    refusal = refused(world, year=year)
    assert (refusal.kind, refusal.problems[0].code, refusal.problems[0].where) == (
        "invalid", "cycle-year-out-of-range", "year",
    )  # fmt: skip


def test_a_day_of_another_year_is_refused_on_its_field(world):
    refusal = refused(world, reference_date=date(2022, 1, 15))
    assert (refusal.kind, refusal.problems[0].where) == ("invalid", "reference_date")


def test_an_agency_is_no_scope(world):
    agency = make.agency("B.CQ", world.district)
    assert codes(refused(world, scope=agency)) == {"cycle-scope-is-agency"}


def test_an_open_cycle_keeps_its_pack_and_its_day(world):
    opened(world)
    Cycle.objects.update(pack_digest="0" * 64)
    with pytest.raises(Refused) as caught:
        opened(world, reference_date=date(2021, 11, 30))
    assert codes(caught.value) == {"cycle-not-ready", "cycle-pack-differs", "cycle-pinned-day"}


def test_a_closed_cycle_takes_nobody_in(world):
    cycle = opened(world).cycle
    Cycle.objects.filter(pk=cycle.pk).update(state=CycleState.CLOSED, closed_at=timezone.now(), closed_by="x")
    make.person(world.branch, admitted_on=LONG_AGO)
    with pytest.raises(Refused) as caught:
        opened(world)
    assert (caught.value.kind, caught.value.problems[0].code) == ("conflict", "wrong-state")


# Who may


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEADER])
def test_staff_and_leaders_of_the_scope_open_it(world, role):
    assert opened(world, by=make.actor(role, world.province)).first


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.BRANCH_SECRETARY])
def test_whoever_only_reads_the_scope_is_told_who_may(world, role):
    refusal = refused(world, by=make.actor(role, world.province))
    assert (refusal.kind, refusal.problems[0].code) == ("forbidden", "not-entitled")
    assert refusal.problems[0].source
    assert refusal.problems[0].facts["who"]


def test_staff_of_a_district_do_not_open_the_province(world):
    assert refused(world, by=make.actor(Role.STAFF, world.district)).kind == "forbidden"


def test_a_grant_without_the_units_below_opens_nothing(world):
    actor = make.actor(Role.STAFF, world.province, recursive=False)
    assert refused(world, by=actor).kind == "forbidden"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.STAFF])
def test_a_scope_one_may_not_read_is_missing(world, role):
    unit = world.province if role is Role.ADMINISTRATOR else world.other_commune
    by = make.actor(role, world.province if role is Role.ADMINISTRATOR else world.commune)
    assert refused(world, scope=unit, by=by).kind == "missing"


def test_the_current_cycle_is_the_latest_the_actor_may_see(world):
    opened(world, scope=world.district)
    second = opened(world, scope=world.district, year=2022).cycle
    assert queries.current(make.actor(Role.STAFF, world.commune)) == second
    assert queries.current(make.actor(Role.STAFF, world.other_commune)) is None
    assert queries.annual(2022, world.branch) == second
    assert queries.annual(2022, world.other_branch) is None


def test_units_of_another_kind_than_the_scope_are_not_needed(world):
    lonely = make.unit("Z", UnitKind.GRASSROOTS_COMMITTEE, world.province, "Đảng bộ Công ty Z")
    opened(world, scope=lonely)
    assert RosterEntry.objects.get().managing_path == world.province.path
