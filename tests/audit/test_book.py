"""One event per step, in the transaction of the step, chained."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.audit.book import CLERK, NOON, day_later, fail_while_writing, record_steps
from tusoi.audit import queries
from tusoi.audit.actions import book, compare_and_set, record_reading, start_chains
from tusoi.audit.models import Anchor, Chain, Event, ReadEvent
from tusoi.audit.verification import verify
from tusoi.audit.words import step_words
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Refused

pytestmark = pytest.mark.django_db


def test_a_step_is_one_event_that_says_who_when_what_and_what_changed():
    deputy = Actor(name="Lê Văn Sen", user_id=9, on_behalf_of="Trần Thị Hoa")
    with book(by=deputy, at=NOON) as page:
        page.write("ratings.decide", "ratings.decision:1", path="001", before=None, after={"on": date(2022, 1, 21)})
    event = Event.objects.get()
    assert (event.actor, event.user_id, event.on_behalf_of) == ("Lê Văn Sen", 9, "Trần Thị Hoa")
    assert (event.at, event.step, event.record, event.path) == (NOON, "ratings.decide", "ratings.decision:1", "001")
    assert (event.before, event.after, event.seq) == (None, {"on": "2022-01-21"}, 1)


def test_what_happens_together_is_recorded_together():
    with book(by=CLERK, at=NOON) as page:
        page.write("tests.first", "tests.record:1")
        with book(by=CLERK, at=NOON) as inner:
            inner.write("tests.second", "tests.record:2")
        assert not Event.objects.exists()
    assert list(Event.objects.order_by("seq").values_list("step", flat=True)) == ["tests.first", "tests.second"]


def test_a_part_that_fails_and_is_caught_takes_its_lines_with_it():
    with book(by=CLERK, at=NOON) as page:
        page.write("tests.kept", "tests.record:1")
        with pytest.raises(ValueError, match="no"):
            fail_while_writing("tests.lost")
    assert list(Event.objects.values_list("step", flat=True)) == ["tests.kept"]


def test_a_book_in_which_nothing_was_written_leaves_no_trace():
    with book(by=CLERK, at=NOON):
        pass
    assert not Chain.objects.exists()
    assert not Anchor.objects.exists()


def test_an_event_stands_in_the_chain_of_the_nearest_unit_above_it():
    start_chains(["001002", "001002003"])
    record_steps(1, path="001002003004")
    record_steps(1, path="001002009")
    record_steps(1, path="001")
    record_steps(1, path="")
    found = {(event.path, event.chain.key) for event in Event.objects.select_related("chain")}
    assert found == {("001002003004", "001002003"), ("001002009", "001002"), ("001", ""), ("", "")}


def test_starting_a_chain_twice_adds_nothing_and_its_start_is_an_event():
    with book(by=CLERK, at=NOON) as page:
        start_chains(["001002"])
        page.write("organizations.create-unit", "organizations.unit:1", path="001002")
    with book(by=CLERK, at=NOON):
        start_chains(["001002"])
    assert list(Event.objects.order_by("id").values_list("chain__key", "step")) == [
        ("", "audit.start-chains"),
        ("001002", "organizations.create-unit"),
    ]


def test_the_first_event_of_a_day_anchors_all_heads():
    start_chains(["001"])
    record_steps(2, path="001")
    record_steps(1)
    record_steps(1, path="001", at=day_later())
    first, second = Anchor.objects.order_by("on")
    assert (first.on, second.on) == (date(2022, 1, 21), date(2022, 1, 22))
    assert [head[:2] for head in first.heads] == [["", 0], ["001", 1]]
    assert [head[:2] for head in second.heads] == [["", 1], ["001", 3]]
    assert queries.last_anchor() == second


def test_a_day_is_a_day_of_the_place():
    late = NOON.replace(hour=17, minute=30)  # half past midnight in Hà Nội
    record_steps(1, at=late)
    assert Anchor.objects.get().on == date(2022, 1, 22) == timezone.localdate(late)


def test_numbers_that_two_databases_would_keep_differently_are_kept_as_text():
    with book(by=CLERK, at=NOON) as page:
        page.write("tests.step", "tests.record:1", after={"share": 1e22, "exact": Decimal("18.18"), "count": 4})
    assert Event.objects.get().after == {"share": "1e+22", "exact": "18.18", "count": 4}
    assert verify().holds


def test_a_path_that_one_database_could_not_keep_is_refused_by_both():
    with pytest.raises(ValidationError), book(by=CLERK, at=NOON) as page:
        page.write("tests.step", "tests.record:1", path="0\x00")


def test_a_state_moves_once_and_the_slower_clerk_is_told():
    record_steps(1)
    start_chains(["001"])
    rows = Chain.objects.filter(key="001")
    compare_and_set(rows, field="head_hash", was="", becomes="x")
    with pytest.raises(Refused) as refusal:
        compare_and_set(rows, field="head_hash", was="", becomes="y")
    assert refusal.value.kind == "conflict"
    assert refusal.value.problems[0].code == "stale-page"


def test_opening_a_personal_file_is_recorded_but_not_ones_own():
    record_reading(by=CLERK, at=NOON, person_id=3, what="organizations.person")
    record_reading(by=Actor(name="Người ấy", person_id=3), at=NOON, person_id=3, what="organizations.person")
    assert [(line.actor, line.what) for line in queries.readings_of(3, now=NOON)] == [
        ("Trần Thị Hoa", "organizations.person")
    ]
    assert ReadEvent.objects.count() == 1


def test_a_reading_by_the_inspection_shows_when_its_time_has_come():
    record_reading(by=CLERK, at=NOON, person_id=3, what="file", shown_from=day_later(30))
    assert not queries.readings_of(3, now=day_later(29)).exists()
    assert queries.readings_of(3, now=day_later(30)).exists()


def test_the_trail_of_a_record_has_its_steps_in_order_and_no_content():
    record_steps(2)
    record_steps(1, step="tests.other")
    trail = queries.trail("tests.record:0")
    assert [line["step"] for line in trail] == ["tests.step", "tests.other"]
    assert not {"before", "after"} & set(trail[0])


def test_a_step_without_words_is_shown_by_its_code():
    assert step_words("tests.step") == "tests.step"
    assert step_words("audit.start-chains") == "Mở chuỗi nhật ký cho đơn vị"
