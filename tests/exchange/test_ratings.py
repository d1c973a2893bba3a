"""A list of decided ratings: facts of an authority, re-rated by another document only, never stopped by a quota."""

import pytest

from tests import make
from tests.exchange.conftest import codes
from tusoi.ratings.models import Decision
from tusoi.rules.terms import Category, DecisionSource, UnitKind

HEAD = ("215-QĐ/TU", "20/01/2022", "Ban Thường vụ Tỉnh ủy")
D1 = [1, "T.01", "Đảng bộ huyện Bằng Lăng", "Hoàn thành tốt nhiệm vụ", *HEAD]
D2 = [2, "T.02", "Đảng bộ thị xã Lưu Ly", "HTXSNV", *HEAD]


def changed(row, **cells):
    """The row with other cells: code, name, category, document, day, authority."""
    places = {"code": 1, "name": 2, "category": 3, "document": 4, "day": 5, "authority": 6}
    copy = list(row)
    for name, value in cells.items():
        copy[places[name]] = value
    return copy


@pytest.fixture
def season(world):
    world.cycle()
    return world


def decisions():
    rows = Decision.objects.filter(is_current=True).order_by("home_path")
    return list(rows.values_list("entry__unit__code", "category", "document_no"))


def test_decided_ratings_become_current_decisions_with_document_and_authority(season):
    examined = season.put("ratings", D1, D2, year=2021)
    assert examined.ok
    assert decisions() == [("T.01", Category.GOOD, "215-QĐ/TU"), ("T.02", Category.EXCELLENT, "215-QĐ/TU")]
    one = Decision.objects.first()
    assert (one.source, one.authority, one.authority_name) == (DecisionSource.IMPORTED, season.province, HEAD[2])


def test_repeating_a_list_changes_nothing(season):
    season.put("ratings", D1, D2, year=2021)
    examined = season.put("ratings", D1, D2, year=2021)
    assert (examined.draft.added, examined.draft.changed, examined.draft.unchanged) == ((), (), 2)
    assert Decision.objects.count() == 2


def test_another_document_is_a_re_rating_and_an_old_list_does_not_undo_it(season):
    season.put("ratings", D1, year=2021)
    again = changed(D1, category="Hoàn thành nhiệm vụ", document="300-QĐ/TU", day="1/2/2022")
    examined = season.put("ratings", again, year=2021)
    assert [change.what[0] for change in examined.draft.changed] == [
        ("category", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ")
    ]
    assert season.put("ratings", D1, year=2021).draft.unchanged == 1
    assert decisions() == [("T.01", Category.COMPLETED, "300-QĐ/TU")]


def test_the_same_document_cannot_say_another_category(season):
    season.put("ratings", D1, year=2021)
    examined = season.put("ratings", changed(D1, category="Hoàn thành nhiệm vụ"), year=2021)
    assert codes(examined) == {"rating-differs": ["D4"]}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (changed(D1, code="T.99"), {"import-unit-unknown": ["B4"]}),
        (changed(D1, authority="Hội đồng"), {"authority-unread": ["G4"]}),
        (changed(D1, category="Giỏi"), {"category-unknown": ["D4"]}),
        (changed(D1, day="31/02/2022"), {"date-impossible": ["F4"]}),
    ],
)
def test_a_row_that_cannot_be_right_is_an_error_on_its_cell(season, row, expected):
    examined = season.put("ratings", row, D2, year=2021)
    assert codes(examined) == expected
    assert decisions() == []


def test_a_name_unlike_the_units_is_a_warning(season):
    examined = season.put("ratings", changed(D1, name="Đảng bộ huyện Kim Ngân"), year=2021)
    assert codes(examined) == {"unit-name-unlike": ["C4"]}
    assert len(decisions()) == 1


def test_an_agency_is_no_party_organisation(season):
    make.agency("T.01.CQ", season.d1)
    assert codes(season.examine("ratings", changed(D1, code="T.01.CQ", name=""), year=2021)) == {
        "rating-of-agency": ["B4"]
    }


def test_a_breach_of_the_quota_is_told_and_flagged_but_not_stopped(world):
    for number in range(3, 8):
        make.unit(f"T.0{number}", UnitKind.DISTRICT, world.province, f"Đảng bộ huyện số {number}")
    world.cycle()
    rows = [changed(D2, code=f"T.0{number}", name="") for number in range(1, 8)]
    examined = world.put("ratings", *rows, year=2021)
    assert set(codes(examined)) == {"rating-above-quota"}
    assert len(decisions()) == 7
    assert all(Decision.objects.values_list("flags", flat=True))
