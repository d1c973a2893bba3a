"""Taking over issued documents: facts, counted once, repeatable, within the importer's scope."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests import make
from tests.suggestions.season import DAY, Season, committee
from tusoi.audit.models import Event
from tusoi.cycles.actions import close
from tusoi.rules.problems import Refused
from tusoi.rules.terms import ManagingLevel, Role, SuggestionState
from tusoi.suggestions.actions import IssuedRecord, record_issued
from tusoi.suggestions.models import Suggestion, SuggestionItem

pytestmark = pytest.mark.django_db


def record(world: Season, **more) -> IssuedRecord:
    entry = world.entry(committee(world.bang_lang), ManagingLevel.PROVINCE)
    items = ((world.topics[0].pk, "Làm rõ việc giao đất."), (world.topics[3].pk, "Làm rõ việc đấu thầu."))
    return replace(IssuedRecord(entry.pk, ManagingLevel.PROVINCE, "215-CV/TU", DAY, items), **more)


def take(world: Season, *records: IssuedRecord, by=make.INSTALLATION):
    return record_issued(cycle=world.cycle, records=records, by=by, at=timezone.now())


def test_a_document_is_recorded_as_issued_by_the_unit_that_manages_its_subject(world):
    done = take(world, record(world))
    found = Suggestion.objects.get()
    assert (done.added, done.items, done.unchanged) == (1, 2, 0)
    assert (found.state, found.imported, found.issuing_unit) == (SuggestionState.ISSUED, True, world.province)
    assert (found.home_path, found.managing_path) == (world.bang_lang.path, world.province.path)
    assert [(item.number, item.text) for item in found.items.all()] == [
        (1, "Làm rõ việc giao đất."),
        (2, "Làm rõ việc đấu thầu."),
    ]


def test_repeating_adds_nothing_and_writes_no_line(world):
    one = record(world)
    take(world, one)
    lines = Event.objects.count()
    done = take(world, one)
    assert (done.added, done.items, done.unchanged, done.differing) == (0, 0, 1, ())
    assert (Suggestion.objects.count(), SuggestionItem.objects.count()) == (1, 2)
    assert Event.objects.count() == lines


def test_a_known_document_with_other_items_is_reported_and_stays_as_it_was_issued(world):
    one = record(world)
    take(world, one)
    other = replace(one, items=one.items[:1])
    done = take(world, other)
    assert (done.added, done.unchanged, done.differing) == (0, 0, (other,))
    assert SuggestionItem.objects.count() == 2


def test_one_bulk_act_is_one_line_in_the_book(world):
    before = Event.objects.count()
    first = record(world)
    second = replace(first, document_no="216-CV/TU")
    lines = Event.objects.count() - before
    take(world, first, second)
    assert Event.objects.count() - before - lines == 1
    assert Event.objects.latest("id").after["added"] == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"document_no": " "}, "suggestion-records-without-document"),
        ({"items": ()}, "suggestion-records-without-items"),
        ({"managing_level": ManagingLevel.DISTRICT}, "suggestion-level-differs"),
        ({"entry_id": 0}, "suggestion-entry-strange"),
    ],
)
def test_what_cannot_be_a_document_is_refused_whole(world, change, code):
    good = record(world)
    with pytest.raises(Refused) as refused:
        take(world, replace(good, document_no="216-CV/TU"), replace(good, **change))
    assert (refused.value.kind, [problem.code for problem in refused.value.problems]) == ("invalid", [code])
    assert Suggestion.objects.count() == 0


def test_the_same_document_twice_in_one_act_is_refused(world):
    one = record(world)
    with pytest.raises(Refused) as refused:
        take(world, one, replace(one, items=one.items[:1]))
    assert [problem.code for problem in refused.value.problems] == ["suggestion-records-twice"]


def test_a_closed_cycle_takes_nothing(world):
    one = record(world)
    close(cycle=world.cycle, waiting=0, by=world.actor(Role.LEADER, world.province), at=timezone.now())
    with pytest.raises(Refused) as refused:
        take(world, one)
    assert (refused.value.kind, refused.value.problems[0].code) == ("conflict", "suggestion-cycle-not-open")


def test_staff_takes_over_documents_of_their_own_subtree_only(world):
    one = record(world)
    with pytest.raises(Refused) as refused:
        take(world, one, by=world.actor(Role.STAFF, world.bang_lang))
    assert refused.value.kind == "forbidden"
    assert take(world, one, by=world.actor(Role.STAFF, world.province)).added == 1


def test_seven_hundred_documents_are_taken_over_with_a_few_statements(world, django_assert_max_num_queries):
    good = record(world)
    many = [replace(good, document_no=f"{number}-CV/TU") for number in range(715)]
    with django_assert_max_num_queries(40):
        done = take(world, *many)
    assert (done.added, done.items) == (715, 1430)
