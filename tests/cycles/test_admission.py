"""Subjects that come with a suggestion or a rating: missing entries, and who decides on them."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.utils import timezone

from tests import make
from tests.cycles.conftest import LONG_AGO, World
from tusoi.audit.models import Event
from tusoi.cycles.actions import Admission, admit, conflicts
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Refused
from tusoi.rules.terms import CollectiveKind, CycleState, ManagingLevel, ManagingSource, Role, TitleGroup, Track

PROVINCE, DISTRICT, GRASSROOTS = ManagingLevel.PROVINCE, ManagingLevel.DISTRICT, ManagingLevel.GRASSROOTS


@pytest.fixture
def cycle(world: World) -> Cycle:
    return make.cycle(world.province)


def admitted(cycle: Cycle, *subjects: Admission, by: Actor = make.INSTALLATION) -> dict:
    return admit(cycle=cycle, subjects=subjects, by=by, at=timezone.now())


def refused(cycle: Cycle, *subjects: Admission, by: Actor = make.INSTALLATION) -> Refused:
    before = list(RosterEntry.objects.order_by("pk").values())
    with pytest.raises(Refused) as caught:
        admitted(cycle, *subjects, by=by)
    assert list(RosterEntry.objects.order_by("pk").values()) == before
    return caught.value


def codes(refusal: Refused) -> Sequence[str]:
    return [problem.code for problem in refusal.problems]


def test_a_collective_that_came_after_the_opening_gets_its_entry(world, cycle):
    new = make.collective(world.branch, CollectiveKind.BRANCH, valid_from=date(2022, 1, 10))
    found = admitted(cycle, Admission(("collective", new.pk)))
    entry = RosterEntry.objects.get(pk=found["collective", new.pk])
    assert (entry.track, entry.managing_path, entry.managing_source) == ("collective", world.commune.path, "default")


def test_a_stated_level_sets_the_authority_of_an_entry_that_had_only_the_default(world, cycle):
    new = make.collective(world.branch, CollectiveKind.BRANCH)
    admitted(cycle, Admission(("collective", new.pk), DISTRICT, ManagingSource.SUGGESTION))
    entry = RosterEntry.objects.get(collective=new)
    assert (entry.managing_level, entry.managing_path) == (DISTRICT, world.district.path)
    assert entry.managing_source == ManagingSource.SUGGESTION
    assert entry.peer_group == "collective:branch"


def test_the_unit_itself_decides_when_it_stands_at_the_stated_level(world, cycle):
    admitted(cycle, Admission(("collective", world.committee.pk), GRASSROOTS))
    assert RosterEntry.objects.get(collective=world.committee).managing_path == world.commune.path


def test_the_stated_level_is_kept_with_its_source_even_where_it_is_the_default(world, cycle):
    admitted(cycle, Admission(("unit", world.district.pk), PROVINCE, ManagingSource.RATING))
    entry = RosterEntry.objects.get(unit=world.district, track=Track.ORGANIZATION)
    assert (entry.managing_path, entry.managing_source) == (world.province.path, ManagingSource.RATING)


def test_a_person_is_admitted_on_his_cadre_entry_when_he_has_one(world, cycle):
    found = admitted(
        cycle, Admission(("person", world.an.pk), PROVINCE), Admission(("person", world.chi.pk), GRASSROOTS)
    )
    tracks = {key[1]: RosterEntry.objects.get(pk=pk).track for key, pk in found.items()}
    assert tracks == {world.an.pk: Track.CADRE, world.chi.pk: Track.MEMBER}


def test_a_cadres_authority_is_counted_from_the_unit_of_his_post(world):
    make.post(world.chi, world.other_commune, "Bí thư Đảng ủy", TitleGroup.SECRETARY)
    cycle = make.cycle(world.province)
    admitted(cycle, Admission(("person", world.chi.pk), DISTRICT))
    assert RosterEntry.objects.get(person=world.chi, track=Track.CADRE).managing_path == world.other_district.path


def test_a_member_forgotten_by_the_lists_gets_both_entries(world, cycle):
    late = make.person(world.branch, "Hồ Thị Đào", admitted_on=LONG_AGO)
    make.post(late, world.commune, "Phó Bí thư", TitleGroup.DEPUTY_SECRETARY)
    found = admitted(cycle, Admission(("person", late.pk)))
    assert RosterEntry.objects.filter(person=late).count() == 2
    assert RosterEntry.objects.get(pk=found["person", late.pk]).track == Track.CADRE


def test_admitting_again_changes_nothing_and_writes_nothing(world, cycle):
    subjects = (Admission(("collective", world.committee.pk), DISTRICT), Admission(("person", world.chi.pk)))
    first = admitted(cycle, *subjects)
    events = Event.objects.count()
    assert admitted(cycle, *subjects) == first
    assert Event.objects.count() == events


def test_one_event_tells_all_that_was_added_and_changed(world, cycle):
    new = make.collective(world.branch, CollectiveKind.BRANCH)
    found = admitted(
        cycle, Admission(("collective", new.pk), GRASSROOTS), Admission(("collective", world.committee.pk), DISTRICT)
    )
    event = Event.objects.get(step="cycles.admit")
    assert event.after["added"] == {"collective": 1}
    assert sorted(event.after["authorities"]) == sorted(
        [
            [found["collective", new.pk], "grassroots", "grassroots", "suggestion"],
            [found["collective", world.committee.pk], "district", "district", "suggestion"],
        ]
    )


def test_the_number_of_queries_does_not_grow_with_the_subjects(world, cycle, django_assert_max_num_queries):
    new = [make.collective(unit, CollectiveKind.BRANCH) for unit in (world.branch, world.second_branch)]
    subjects = [Admission(("collective", one.pk), GRASSROOTS) for one in [*new, world.committee]]
    with django_assert_max_num_queries(45):
        admitted(cycle, *subjects)


# What refuses


def test_an_authority_from_a_post_is_not_replaced_by_another_document(world, cycle):
    refusal = refused(cycle, Admission(("person", world.an.pk), DISTRICT))
    assert (refusal.kind, codes(refusal)) == ("conflict", ["authority-conflict"])
    assert refusal.problems[0].facts["level"] == PROVINCE


def test_two_documents_that_disagree_are_told_and_neither_is_taken(world, cycle):
    key = ("collective", world.committee.pk)
    assert codes(refused(cycle, Admission(key, DISTRICT), Admission(key, GRASSROOTS))) == ["authority-twice"]


def test_a_preview_names_the_conflicts_without_refusing(world, cycle):
    key = ("person", world.an.pk)
    assert conflicts(cycle=cycle, subjects=[Admission(key, DISTRICT)])[key].code == "authority-conflict"
    assert conflicts(cycle=cycle, subjects=[Admission(key, PROVINCE)]) == {}


def test_a_later_document_may_not_contradict_an_earlier_one(world, cycle):
    key = ("collective", world.committee.pk)
    admitted(cycle, Admission(key, DISTRICT, ManagingSource.SUGGESTION))
    assert codes(refused(cycle, Admission(key, PROVINCE, ManagingSource.RATING))) == ["authority-conflict"]


def test_a_subject_of_another_scope_does_not_belong_to_the_cycle(world):
    cycle = make.cycle(world.district)
    stranger = make.person(world.other_branch, "Hồ Thị Đào", admitted_on=LONG_AGO)
    refusal = refused(cycle, Admission(("person", stranger.pk)), Admission(("unit", world.other_district.pk)))
    assert codes(refusal) == ["subject-outside-cycle"] * 2
    assert {problem.facts["name"] for problem in refusal.problems} == {"Hồ Thị Đào", "Đảng bộ huyện Lưu Ly"}


def test_a_level_that_has_no_unit_above_the_subject_is_refused(world):
    lonely = make.unit("Z", world.commune.kind, world.province)
    cycle = make.cycle(world.province)
    assert codes(refused(cycle, Admission(("unit", lonely.pk), DISTRICT))) == ["authority-not-in-tree"]


def test_a_level_above_the_root_decides_from_outside_the_tree(world, cycle):
    admitted(cycle, Admission(("unit", world.district.pk), ManagingLevel.CENTRAL))
    assert RosterEntry.objects.get(unit=world.district, track=Track.ORGANIZATION).managing_path == ""


def test_a_closed_cycle_admits_nobody(world, cycle):
    Cycle.objects.update(state=CycleState.CLOSED, closed_at=timezone.now(), closed_by="x")
    cycle.refresh_from_db()
    refusal = refused(cycle, Admission(("collective", world.committee.pk)))
    assert (refusal.kind, codes(refusal)) == ("conflict", ["wrong-state"])


def test_changing_who_decides_needs_an_office_at_both_ends(world, cycle):
    new = make.collective(world.branch, CollectiveKind.BRANCH)
    below, above = make.actor(Role.STAFF, world.commune), make.actor(Role.STAFF, world.district)
    wanted = Admission(("collective", new.pk), DISTRICT)
    refusal = refused(cycle, wanted, by=below)
    assert (refusal.kind, codes(refusal)) == ("forbidden", ["authority-both-ends"])
    admitted(cycle, wanted, by=above)
    assert RosterEntry.objects.get(collective=new).managing_path == world.district.path
