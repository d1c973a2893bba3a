"""There is no way to change or remove what the book says: not in the code, not in the database."""

import pytest
from django.db import DatabaseError, transaction

from tests.audit.book import CLERK, NOON, record_steps
from tests.house.source import named, written
from tusoi.audit.actions import record_reading
from tusoi.audit.models import Anchor, Chain, Event, ReadEvent

SENTENCE = "is append-only|only moves forward"


@pytest.fixture
def a_book(db):
    record_steps(2)
    record_reading(by=CLERK, at=NOON, person_id=3, what="file")


@pytest.mark.usefixtures("a_book")
@pytest.mark.parametrize(
    ("model", "change"),
    [(Event, {"actor": "x"}), (ReadEvent, {"actor": "x"}), (Anchor, {"digest": "x"}), (Chain, {"head_seq": 1})],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_database_refuses_to_change_it(model, change):
    with pytest.raises(DatabaseError, match=SENTENCE), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.usefixtures("a_book")
@pytest.mark.parametrize("model", [Event, ReadEvent, Anchor], ids=lambda model: model.__name__)
def test_the_database_refuses_to_remove_it(model):
    with pytest.raises(DatabaseError, match=SENTENCE), transaction.atomic():
        model.objects.all()._raw_delete("default")


@pytest.mark.usefixtures("a_book")
def test_the_database_refuses_to_remove_a_chain():
    Chain.objects.create(key="001")
    with pytest.raises(DatabaseError, match=SENTENCE), transaction.atomic():
        Chain.objects.filter(key="001")._raw_delete("default")


def test_no_code_of_the_product_removes_from_the_book_or_rewrites_it():
    rows = ("Event.objects", "ReadEvent.objects", "Anchor.objects")
    verbs = (".delete(", ".update(", ".bulk_update(", ".update_or_create(")
    found = [
        f"{path.name}:{number}"
        for path in written("src", suffixes={".py"})
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(row in line for row in rows) and any(verb in line for verb in verbs)
    ]
    assert found == []


def test_nothing_in_views_writes_events_past_the_book():
    writing = ("Event(", "Event.objects.create", "bulk_create")
    found = [path.name for path in named("views") if any(word in path.read_text(encoding="utf-8") for word in writing)]
    assert found == []
