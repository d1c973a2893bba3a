"""Ratings: one a unit, a category of the four, decided by a document."""

from datetime import date

import pytest

from tests.exchange.reading.books import found, parsed
from tusoi.rules.terms import Category


def row(code: str = "T.01", **cells: str) -> list[str]:
    usual = {
        "name": "Đảng bộ thành phố Hướng Dương",
        "category": "Hoàn thành tốt nhiệm vụ",
        "document": "215-QĐ/TU",
        "day": "20/01/2022",
        "authority": "Ban Thường vụ Tỉnh ủy",
    }
    return ["1", code, *(usual | cells).values()]


def test_a_sound_rating_is_read() -> None:
    result = parsed("ratings", row(), title="KẾT QUẢ XẾP LOẠI NĂM 2021", today=date(2022, 2, 1))
    assert (result.issues, result.year) == ((), 2021)
    assert result.rows[0] == (
        *("T.01", "Đảng bộ thành phố Hướng Dương", Category.GOOD, "215-QĐ/TU"),
        *(date(2022, 1, 20), "Ban Thường vụ Tỉnh ủy", 4),
    )


@pytest.mark.parametrize(
    ("cells", "issues"),
    [
        ({"category": "Tốt"}, {"category-unknown": ["D4"]}),
        ({"category": ""}, {"cell-required": ["D4"]}),
        ({"document": ""}, {"cell-required": ["E4"]}),
        ({"day": ""}, {"cell-required": ["F4"]}),
        ({"day": "31/02/2022"}, {"date-impossible": ["F4"]}),
        ({"authority": ""}, {"cell-required": ["G4"]}),
    ],
)
def test_a_decision_without_one_of_its_parts_is_an_error(cells: dict[str, str], issues: dict[str, list[str]]) -> None:
    result = parsed("ratings", row(**cells))
    assert (found(result), result.left_out) == (issues, 1)


def test_two_ratings_of_one_unit_are_refused_and_the_first_is_named() -> None:
    result = parsed("ratings", row(), row("T.02"), row())
    assert [(issue.code, issue.row, issue.other) for issue in result.issues] == [("rating-repeated", 6, 4)]


def test_a_decision_in_the_future_or_of_another_year_is_a_warning() -> None:
    assert found(parsed("ratings", row(), today=date(2022, 1, 19))) == {"document-in-future": ["F4"]}
    assert found(parsed("ratings", row(), year=2019)) == {"document-outside-year": ["F4"]}
    assert parsed("ratings", row(), year=2019).ok
