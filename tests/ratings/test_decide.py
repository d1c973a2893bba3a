"""A leader's own decision: one current per entry, nothing overwritten, nothing decided twice by a stale page."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.ratings.world import NOW, PAPER, world
from tusoi.audit.models import Event
from tusoi.ratings import actions
from tusoi.ratings.models import Batch, Decision
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Category, DecisionSource

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_leader_decides_and_the_book_keeps_it():
    there = world()
    decision = there.decide(0, Category.GOOD)
    assert there.categories() == [Category.GOOD, "", ""]
    assert decision.authority_name == "Ban Thường vụ Tỉnh ủy Hoa Sen"
    assert decision.authority == there.province
    assert decision.source == DecisionSource.DECIDED
    event = Event.objects.get(step="ratings.decide")
    assert event.actor == there.leader.name
    assert event.after["category"] == "GOOD"


def test_a_second_decision_from_a_stale_page_is_refused_and_changes_nothing():
    there = world()
    first = there.decide(0, Category.GOOD)
    with pytest.raises(Refused) as refused:
        there.decide(0, Category.EXCELLENT)
    assert refused.value.kind == "conflict"
    assert codes(refused) == ["rating-stale"]
    assert list(Decision.objects.values_list("pk", "is_current")) == [(first.pk, True)]


def test_a_rerating_supersedes_and_keeps_what_was_decided_before():
    there = world()
    first = there.decide(0, Category.GOOD)
    second = there.decide(0, Category.COMPLETED, expected_current=first.pk, reasons="Phát hiện khuyết điểm sau này")
    first.refresh_from_db()
    assert (first.is_current, first.category) == (False, Category.GOOD)
    assert second.supersedes == first
    assert there.categories()[0] == Category.COMPLETED
    assert Event.objects.get(step="ratings.rerate").before["category"] == "GOOD"


def test_a_rerating_says_why():
    there = world()
    first = there.decide(0, Category.GOOD)
    with pytest.raises(Refused) as refused:
        there.decide(0, Category.COMPLETED, expected_current=first.pk)
    assert codes(refused) == ["rerating-needs-reasons"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2022, 1, 21), "decision-date-in-future"),
        (date(2020, 12, 31), "decision-date-before-year"),
        (None, "step-needs-document-date"),
    ],
)
def test_a_document_needs_a_possible_date(day, code):
    there = world(1)
    with pytest.raises(Refused) as refused:
        there.decide(0, Category.GOOD, document_date=day)
    assert refused.value.kind == "invalid"
    assert codes(refused) == [code]


def test_a_document_of_july_next_year_is_too_late_and_the_last_of_june_is_not():
    there = world(1)
    late = NOW.replace(month=8)
    with pytest.raises(Refused) as refused:
        there.decide(0, Category.GOOD, document_date=date(2022, 7, 1), at=late)
    assert codes(refused) == ["decision-date-too-late"]
    assert there.decide(0, Category.GOOD, document_date=date(2022, 6, 30), at=late).pk


def test_a_decision_without_a_number_is_refused():
    there = world(1)
    with pytest.raises(Refused) as refused:
        there.decide(0, Category.GOOD, document_no=" ")
    assert codes(refused) == ["step-needs-document-no"]


def test_the_database_knows_only_one_current_decision_per_entry():
    there = world(1)
    decision = there.decide(0, Category.GOOD)
    decision.pk, decision.supersedes = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save(force_insert=True)


@pytest.mark.parametrize("gap", ["document_no", "authority_name", "decided_by"])
def test_the_database_knows_no_decision_with_a_gap(gap):
    there = world(1)
    decision = there.decide(0, Category.GOOD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**{gap: ""})


def test_the_index_of_the_database_becomes_a_refusal(monkeypatch):
    there = world(1)
    first = there.decide(0, Category.GOOD)
    monkeypatch.setattr(actions, "supersede", lambda _: None)
    with pytest.raises(Refused) as refused:
        there.decide(0, Category.EXCELLENT, expected_current=first.pk, reasons="lý do")
    assert refused.value.kind == "conflict"
    assert Decision.objects.count() == 1


def test_who_proposed_does_not_decide():
    there = world(1)
    both = there.leader
    there.submit(Category.GOOD, by=there.staff)
    Batch.objects.update(created_by_user=both.user_id)
    with pytest.raises(Refused) as refused:
        there.decide(0, Category.GOOD)
    assert refused.value.kind == "forbidden"
    assert codes(refused) == ["proposer-decides"]


def test_a_decision_after_closing_is_a_supplement():
    there = world(1)
    there.cycle.state = "closed"
    there.cycle.save()
    there.entries[0].cycle.refresh_from_db()
    assert there.decide(0, Category.GOOD).flags == ["after-closing"]


def test_paper_is_kept_as_it_was_given():
    there = world(1)
    decision = there.decide(0, Category.GOOD, authority_name="Ban Thường vụ Tỉnh ủy")
    assert (decision.document_no, decision.document_date) == (PAPER["document_no"], PAPER["document_date"])
    assert (decision.signer, decision.authority_name) == (PAPER["signer"], "Ban Thường vụ Tỉnh ủy")
