"""Search: without diacritics, in any composition, with every sign names here are written with."""

import unicodedata

import pytest
from django.test import RequestFactory
from django.urls import reverse

from tests import make
from tusoi.organizations import queries
from tusoi.organizations.views import PEOPLE_ORDER, searched
from tusoi.rules.terms import Role, UnitKind
from tusoi.ui.paging import slice_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(world):
    return make.actor(Role.STAFF, world.province)


def people(actor, text: str, path: str = "") -> list[str]:
    return list(queries.people_below(actor, path, text).order_by("id").values_list("full_name", flat=True))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nguyen thi an", "Nguyễn Thị An"),
        ("NGUYỄN THỊ", "Nguyễn Thị An"),
        (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn Thị An"),
        ("an nguyen", "Nguyễn Thị An"),
        ("hoà bình", "Lê Hòa Bình"),
        ("le hoa", "Lê Hòa Bình"),
        ("do dinh dung", "Đỗ Đình Dũng"),
        ("Ðỗ ðình", "Đỗ Đình Dũng"),
        ("h'giang", "H’Giang Niê"),
        ("H’GIANG", "H’Giang Niê"),
        ("giang nie", "H’Giang Niê"),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(staff, text, name):
    assert people(staff, text) == [name]


def test_every_word_must_be_part_of_the_name(staff):
    assert people(staff, "nguyen binh") == []


def test_a_card_number_finds_its_holder_and_no_part_of_it_does(world, staff):
    assert people(staff, f" {world.dung.card_number} ") == ["Đỗ Đình Dũng"]
    assert people(staff, world.dung.card_number[:-1]) == []


def test_a_search_below_a_unit_stays_below_it(world, staff):
    assert people(staff, "", world.b1.path) == ["Nguyễn Thị An", "Lê Hòa Bình", "Trần Minh Châu"]
    assert people(staff, "giang", world.b.path) == []


def test_signs_of_the_database_are_only_letters(staff):
    assert people(staff, "%") == []
    assert people(staff, "_") == []
    assert people(staff, "\\") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("bang lang", ["B"]),
        ("xa hoa binh", ["B1"]),
        ("truong doan ket", ["B2a"]),
        ("b1A", ["B1a"]),
        ("ea h'leo", ["L1"]),
        ("dak", ["L1a"]),
        ("chi bo thon", ["B1a", "B1b"]),
        ("khong co", []),
    ],
)
def test_a_unit_is_found_by_words_of_its_name_or_by_its_code(staff, text, codes):
    assert list(queries.search(staff, text).units.order_by("path").values_list("code", flat=True)) == codes


def test_people_are_listed_by_branch_and_name_and_met_once_page_by_page(world, staff):
    for name in ("Trần Văn Ba", "Trần Văn Bá", "Trần Văn Bà"):
        make.person(world.b1a, name)
    seen, after = [], {}
    while True:
        rows = queries.people_below(staff, world.b1.path)
        page = slice_of(RequestFactory().get("/", after), rows, key=PEOPLE_ORDER, size=2)
        seen += [row["full_name"] for row in page.rows]
        if not page.next:
            break
        after = {"after": page.next}
    assert seen == [
        "Nguyễn Thị An",
        "Trần Văn Ba",
        "Trần Văn Bà",
        "Trần Văn Bá",
        "Lê Hòa Bình",
        "Trần Minh Châu",
    ]


def test_what_is_searched_has_no_signs_that_break_a_database():
    request = RequestFactory().get("/", {"q": "  Bằng\x00 \t\u200bLăng " + "x" * 200})
    assert searched(request).startswith("Bằng Lăng x")
    assert len(searched(request)) == 120


def test_the_search_page_shows_units_and_people_within_sight_only(client, world):
    make.unit("B1c", UnitKind.BRANCH, world.b1, "Chi bộ CANARY")
    make.person(world.b1a, "Trần Canary Hai")
    client.force_login(make.user(Role.STAFF, world.l))
    page = client.get(reverse("organizations:search"), {"q": "canary"})
    assert page.status_code == 200
    text = page.content.decode().replace("canary", "")
    assert "CANARY" not in text
    assert "Canary" not in text
    client.force_login(make.user(Role.STAFF, world.b))
    text = client.get(reverse("organizations:search"), {"q": "canary"}).content.decode()
    assert "Chi bộ CANARY" in text
    assert "Trần Canary Hai" in text


def test_an_empty_search_explains_itself(client, world):
    client.force_login(make.user(Role.STAFF, world.l))
    page = client.get(reverse("organizations:search"))
    assert "Gõ tên, không cần dấu" in page.content.decode()
