"""Pages by key: every row once, in both directions, whatever happens to the address."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory

from tusoi.ui.paging import Slice, slice_of
from tusoi.ui.tables import Sort, sort_of

pytestmark = pytest.mark.django_db

NAMES = ["an", "binh", "chau", "dat", "dung", "em", "giang"]  # the same order in every collation
UP = Sort("name", "name")
DOWN = Sort("name", "name", descending=True)


@pytest.fixture(autouse=True)
def groups() -> None:
    Group.objects.bulk_create(Group(name=name) for name in NAMES)


def ask(sort: Sort = UP, size: int = 3, **parameters: str) -> Slice:
    request = RequestFactory().get("/", parameters)
    return slice_of(request, Group.objects.values("id", "name"), sort=sort, size=size)


def names(page: Slice) -> list[str]:
    return [row["name"] for row in page.rows]


def walk(sort: Sort) -> list[str]:
    page, seen = ask(sort), []
    while True:
        seen += names(page)
        if not page.next:
            return seen
        page = ask(sort, after=page.next)


@pytest.mark.parametrize("sort", [UP, DOWN])
def test_going_on_meets_every_row_once_in_order(sort):
    assert walk(sort) == sorted(NAMES, reverse=sort.descending)


@pytest.mark.parametrize("sort", [UP, DOWN])
def test_going_back_shows_the_same_page_as_before(sort):
    first = ask(sort)
    second = ask(sort, after=first.next)
    back = ask(sort, before=second.previous)
    assert names(back) == names(first)
    assert back.previous == ""
    assert names(ask(sort, after=back.next)) == names(second)


def test_the_first_page_has_no_way_back_and_the_last_no_way_on():
    first = ask()
    assert (first.previous, bool(first.next)) == ("", True)
    last = ask(after=ask(after=first.next).next)
    assert (bool(last.previous), last.next) == (True, "")
    assert ask(size=50).alone


def test_rows_with_the_same_key_are_told_apart_by_their_id():
    labels = list(ContentType.objects.order_by("app_label", "id").values_list("app_label", "id"))
    assert len({label for label, _id in labels}) < len(labels)
    rows, seen, after = ContentType.objects.values("id", "app_label"), [], {}
    while True:
        page = slice_of(RequestFactory().get("/", after), rows, key="app_label", size=2)
        seen += [(row["app_label"], row["id"]) for row in page.rows]
        if not page.next:
            break
        after = {"after": page.next}
    assert seen == labels


def test_a_key_of_two_columns_orders_by_both_and_meets_every_row_once():
    expected = list(ContentType.objects.order_by("app_label", "model", "id").values_list("app_label", "model"))
    rows, seen, after = ContentType.objects.values("id", "app_label", "model"), [], {}
    while True:
        page = slice_of(RequestFactory().get("/", after), rows, key=("app_label", "model"), size=2)
        seen += [(row["app_label"], row["model"]) for row in page.rows]
        if not page.next:
            break
        after = {"after": page.next}
    assert seen == expected
    back = slice_of(RequestFactory().get("/", {"before": page.previous}), rows, key=("app_label", "model"), size=2)
    assert [(row["app_label"], row["model"]) for row in back.rows] == expected[len(expected) - len(page.rows) - 2 :][:2]


@pytest.mark.parametrize(
    "mark", ["x", "!!!", "WyJhIl0", "eyJhIjoxfQ", "W1tdLDFd", "WyJhXHUwMDAwIiwxXQ", "WyJhIiwieCJd", "9" * 500]
)
def test_a_mark_nobody_can_read_gives_the_first_page(mark):
    assert names(ask(after=mark)) == names(ask())
    assert names(ask(before=mark)) == names(ask())


def test_nothing_is_counted(django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        ask()
    assert "COUNT" not in queries[0]["sql"].upper()


def test_named_rows_work_as_well():
    request = RequestFactory().get("/")
    page = slice_of(request, Group.objects.values_list("id", "name", named=True), sort=UP, size=3)
    assert [row.name for row in page.rows] == sorted(NAMES)[:3]
    assert page.next


def test_an_order_nobody_offers_is_the_usual_one():
    fields = {"name": "sort_key", "date": "issued_on"}
    assert sort_of(RequestFactory().get("/?sort=password"), fields, "name") == Sort("name", "sort_key")
    assert sort_of(RequestFactory().get("/?sort=-date"), fields, "name") == Sort("date", "issued_on", descending=True)
    assert sort_of(RequestFactory().get("/"), fields, "-date") == Sort("date", "issued_on", descending=True)


def test_a_heading_turns_its_own_order_and_starts_others_upwards():
    assert UP.toggled("name") == "-name"
    assert DOWN.toggled("name") == "name"
    assert UP.toggled("date") == "date"
    assert (UP.direction("name"), DOWN.direction("name"), UP.direction("date")) == ("ascending", "descending", "")
