"""Whoever changes, removes or cuts something is found, and the finding says where."""

import json

import pytest

from tests.audit.book import NOON, day_later, past_the_triggers, record_steps
from tusoi.audit.actions import book, start_chains
from tusoi.audit.chains import GENESIS, anchor_digest
from tusoi.audit.models import Anchor, Chain, Event
from tusoi.audit.verification import Break, verify
from tusoi.rules.authority import Actor
from tusoi.ui.problems import say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_book():
    with book(by=Actor(name="installation"), at=NOON):
        start_chains(["001"])
    record_steps(3, path="001")
    record_steps(3, path="001", at=day_later())
    record_steps(2, at=day_later(2))


def breaks():
    return list(verify().breaks)


def seq(number):
    return Event.objects.get(chain__key="001", seq=number)


def test_an_honest_book_holds_and_is_counted():
    verdict = verify()
    assert verdict.holds
    assert (verdict.chains, verdict.events, verdict.anchors) == (2, 9, 3)
    assert verdict.anchor == Anchor.objects.order_by("-id").first().digest


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "Người khác"),
        ("user_id", 8),
        ("on_behalf_of", "Ai đó"),
        ("step", "tests.other"),
        ("record", "tests.record:99"),
        ("path", "002"),
        ("note", "thêm"),
        ("at", day_later(9)),
        ("after", json.dumps({"n": 99})),
        ("before", None),
        ("hash", "0" * 64),
        ("prev_hash", "0" * 64),
    ],
)
def test_a_changed_event_is_found_whatever_was_changed(column, value):
    with past_the_triggers() as cursor:
        cursor.execute(f"UPDATE audit_event SET {column} = %s WHERE id = %s", [value, seq(2).pk])
    assert breaks() == [Break("001", 2, "book-changed")]


def test_a_removal_in_the_middle_is_found():
    with past_the_triggers() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [seq(4).pk])
    assert breaks() == [Break("001", 4, "book-missing")]


def test_a_removal_in_the_middle_is_found_even_when_the_rest_is_numbered_anew():
    with past_the_triggers() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [seq(4).pk])
        for number in (5, 6):
            cursor.execute("UPDATE audit_event SET seq = %s WHERE id = %s", [number - 1, seq(number).pk])
    assert breaks() == [Break("001", 4, "book-changed")]


def test_a_cut_tail_is_found_by_the_head():
    with past_the_triggers() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE id IN (%s, %s)", [seq(5).pk, seq(6).pk])
    assert breaks() == [Break("001", 5, "book-truncated")]


def test_a_cut_tail_with_its_head_set_back_is_found_by_the_anchor():
    with past_the_triggers() as cursor:
        cut_to(cursor, 2)
    assert breaks() == [Break("001", 4, "book-anchor-differs")]


def test_a_chain_that_vanished_is_found():
    with past_the_triggers() as cursor:
        chain = Chain.objects.get(key="001")
        cursor.execute("DELETE FROM audit_event WHERE chain_id = %s", [chain.pk])
        cursor.execute("DELETE FROM audit_chain WHERE id = %s", [chain.pk])
    assert Break("001", 0, "book-chain-missing") in breaks()


def test_an_event_slipped_in_behind_the_head_is_found():
    last = seq(6)
    last.pk, last.seq = None, 7
    last.save(force_insert=True)
    assert breaks() == [Break("001", 7, "book-beyond-head")]


def test_a_changed_anchor_is_found():
    with past_the_triggers() as cursor:
        cursor.execute("UPDATE audit_anchor SET heads = %s WHERE id = %s", [json.dumps([]), first_anchor().pk])
    assert breaks() == [Break("2022-01-21", 0, "book-anchor-changed")]


def test_a_removed_anchor_is_found_by_the_one_after_it():
    with past_the_triggers() as cursor:
        cursor.execute("DELETE FROM audit_anchor WHERE id = %s", [first_anchor().pk])
    assert breaks() == [Break("2022-01-22", 0, "book-anchor-changed")]


def test_a_removed_last_anchor_is_found_by_the_events_of_its_day():
    with past_the_triggers() as cursor:
        cursor.execute("DELETE FROM audit_anchor WHERE id = %s", [Anchor.objects.order_by("-id").first().pk])
    assert breaks() == [Break("2022-01-23", 0, "book-anchor-missing")]


def test_an_anchor_that_was_forged_with_care_is_found_by_the_digest_on_paper():
    printed = verify().anchor
    with past_the_triggers() as cursor:
        cut_to(cursor, 1)
        previous = GENESIS
        for anchor in Anchor.objects.order_by("id"):
            heads = [[key, min(number, 1), digest] for key, number, digest in anchor.heads]
            heads = [[key, number, Event.objects.get(chain__key=key, seq=1).hash] for key, number, _ in heads]
            previous = anchor_digest(previous, anchor.on, heads)
            values = [json.dumps(heads), previous, anchor.pk]
            cursor.execute("UPDATE audit_anchor SET heads = %s, digest = %s WHERE id = %s", values)
        cursor.execute("DELETE FROM audit_anchor WHERE id = %s", [Anchor.objects.order_by("id")[1].pk])
        last = Anchor.objects.order_by("-id").first()
        digest = anchor_digest(Anchor.objects.order_by("id")[0].digest, last.on, last.heads)
        cursor.execute("UPDATE audit_anchor SET digest = %s WHERE id = %s", [digest, last.pk])
    assert breaks() == []
    assert verify(printed=printed).breaks == (Break(printed, 0, "book-anchor-unknown"),)


def test_the_digest_on_an_honest_paper_is_known():
    assert verify(printed=first_anchor().digest).holds


def test_a_break_is_a_sentence_that_says_where():
    said = say(Break("001", 4, "book-missing").problem)
    assert said.what == "Chuỗi nhật ký 001: thiếu bước số 4."
    assert "bản sao lưu" in said.fix
    assert "bản cài đặt" in say(Break("", 4, "book-missing").problem).what


def first_anchor():
    return Anchor.objects.order_by("id").first()


def cut_to(cursor, number):
    """The tail of chain 001 behind an event, and its head set back, as if there had never been more."""
    chain, last = Chain.objects.get(key="001"), seq(number)
    cursor.execute("DELETE FROM audit_event WHERE chain_id = %s AND seq > %s", [chain.pk, number])
    cursor.execute("UPDATE audit_chain SET head_seq = %s, head_hash = %s WHERE id = %s", [number, last.hash, chain.pk])
