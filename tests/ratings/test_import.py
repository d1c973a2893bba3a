"""Ratings from workbooks: facts, taken over all at once, flagged where they break a ceiling, repeatable."""

from datetime import date

import pytest

from tests import make
from tests.ratings.world import DAY, NOW, world
from tusoi.audit.models import Event
from tusoi.ratings.actions import ImportedRecord, plan_imported, record_imported
from tusoi.ratings.models import Decision
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Category, DecisionSource, Role

pytestmark = pytest.mark.django_db

E, G, C = Category.EXCELLENT, Category.GOOD, Category.COMPLETED


def records(there, *categories, number="30-QĐ/TU", day=DAY):
    """One record for each entry in their order."""
    body = "Ban Thường vụ Tỉnh ủy"
    return [
        ImportedRecord(entry.pk, category, number, day, body)
        for entry, category in zip(there.entries, categories, strict=False)
    ]


def test_records_become_decisions_with_one_event_and_the_breach_is_flagged():
    there = world(22)
    rows = records(there, *[E] * 5, *[G] * 15, *[C] * 2)
    dry = plan_imported(cycle=there.cycle, records=rows)
    assert not Decision.objects.exists()
    done = record_imported(cycle=there.cycle, records=rows, by=make.INSTALLATION, at=NOW)
    assert done == dry
    assert (done.added, done.rerated, done.unchanged, done.flagged) == (22, 0, 0, 5)
    assert Decision.objects.filter(source=DecisionSource.IMPORTED, authority=there.province).count() == 22
    assert set(map(tuple, Decision.objects.filter(category=E).values_list("flags", flat=True))) == {("quota-exceeded",)}
    assert not any(Decision.objects.exclude(category=E).values_list("flags", flat=True))
    assert Event.objects.filter(step="ratings.record_imported").count() == 1


def test_a_breach_never_stops_an_import_even_where_the_authority_blocks():
    there = world(4)
    there.block()
    done = record_imported(cycle=there.cycle, records=records(there, E, E, E, E), by=make.INSTALLATION, at=NOW)
    assert (done.added, done.flagged) == (4, 4)


def test_a_repeat_adds_nothing_and_writes_no_event():
    there = world(3)
    rows = records(there, E, G, C)
    record_imported(cycle=there.cycle, records=rows, by=make.INSTALLATION, at=NOW)
    again = record_imported(cycle=there.cycle, records=rows, by=make.INSTALLATION, at=NOW)
    assert (again.added, again.rerated, again.unchanged) == (0, 0, 3)
    assert Decision.objects.count() == 3
    assert Event.objects.filter(step="ratings.record_imported").count() == 1


def test_another_document_rerates_and_the_old_file_afterwards_changes_nothing():
    there = world(2)
    old = records(there, G, G)
    record_imported(cycle=there.cycle, records=old, by=make.INSTALLATION, at=NOW)
    new = records(there, C, number="44-QĐ/TU", day=date(2022, 1, 18))
    done = record_imported(cycle=there.cycle, records=new, by=make.INSTALLATION, at=NOW)
    assert (done.added, done.rerated) == (0, 1)
    again = record_imported(cycle=there.cycle, records=old, by=make.INSTALLATION, at=NOW)
    assert (again.added, again.rerated, again.unchanged) == (0, 0, 2)
    assert there.categories() == [C, G]
    assert Decision.objects.get(category=C).supersedes.category == G


def test_the_same_document_with_another_category_is_told_and_nothing_is_taken_over():
    there = world(3)
    record_imported(cycle=there.cycle, records=records(there, G), by=make.INSTALLATION, at=NOW)
    rows = records(there, E, G, G)
    assert list(plan_imported(cycle=there.cycle, records=rows).problems) == [there.entries[0].pk]
    with pytest.raises(Refused) as refused:
        record_imported(cycle=there.cycle, records=rows, by=make.INSTALLATION, at=NOW)
    assert [problem.code for problem in refused.value.problems] == ["rating-import-clash"]
    assert refused.value.problems[0].facts["name"] == there.entries[0].name
    assert there.categories() == [G, "", ""]


def test_an_entry_of_another_cycle_is_unknown():
    there = world(1)
    stranger = ImportedRecord(there.entries[0].pk + 1000, G, "1", DAY, "Ban Thường vụ Tỉnh ủy")
    with pytest.raises(Refused) as refused:
        record_imported(cycle=there.cycle, records=[stranger], by=make.INSTALLATION, at=NOW)
    assert [problem.code for problem in refused.value.problems] == ["rating-line-unknown"]


def test_nobody_imports_beyond_his_part_of_the_tree():
    there = world(2)
    clerk = make.actor(Role.STAFF, there.districts[0])
    assert record_imported(cycle=there.cycle, records=records(there, G), by=clerk, at=NOW).added == 1
    with pytest.raises(Refused) as refused:
        record_imported(cycle=there.cycle, records=records(there, G, G), by=clerk, at=NOW)
    assert refused.value.kind == "forbidden"
    assert there.categories() == [G, ""]


def test_the_number_of_queries_does_not_grow_with_the_records(django_assert_max_num_queries):
    there = world(40)
    with django_assert_max_num_queries(30):
        record_imported(cycle=there.cycle, records=records(there, *[G] * 40), by=make.INSTALLATION, at=NOW)
