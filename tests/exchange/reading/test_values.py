"""Dates in every style offices use, codes, numbers with a comma."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.exchange.reading.values import EARLIEST, EXCEL_ZERO, LATEST, Days, NotADate, code, day, number, shown, text

DAYS = st.dates(min_value=EARLIEST, max_value=LATEST)
STYLES = ("{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d}-{m}-{y}", "{d:02}-{m:02}-{y}")
MORE = (
    "{y}-{m:02}-{d:02}",
    "{d} / {m} / {y}",
    "ngày {d:02} tháng {m} năm {y}",
    " {d}/{m}/{y}\u00a0",
    "{d}/{m}/{y} 00:00:00",
)


@given(DAYS, st.sampled_from([*STYLES, *MORE]))
def test_a_day_is_the_same_in_every_style(when: date, style: str) -> None:
    assert day(style.format(d=when.day, m=when.month, y=when.year)) == when


@given(st.dates(min_value=date(1906, 1, 1), max_value=LATEST))
def test_a_real_date_and_excels_serial_are_the_same_day(when: date) -> None:
    serial = (when - EXCEL_ZERO).days
    assert day(when) == day(serial) == day(serial + 0.75) == when


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1901, 2099), st.sampled_from(STYLES))
def test_a_day_is_read_exactly_when_the_calendar_has_it(d: int, m: int, y: int, style: str) -> None:
    first = date(y, m, 1)
    there = (first + timedelta(days=d - 1)).month == m
    found = day(style.format(d=d, m=m, y=y))
    assert found == (first + timedelta(days=d - 1) if there else "date-impossible")


@given(st.text(max_size=40) | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.booleans())
def test_any_cell_is_a_day_in_range_or_nothing_or_a_code(cell: str | float | bool) -> None:
    found = day(cell)
    assert found is None or isinstance(found, NotADate) or EARLIEST <= found <= LATEST


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31/02/1980", "date-impossible"),
        ("29.2.2021", "date-impossible"),
        ("12/25/2021", "date-impossible"),
        ("0/1/2021", "date-impossible"),
        ("1979", "date-incomplete"),
        (1979, "date-incomplete"),
        ("5/1979", "date-incomplete"),
        ("5/3/79", "date-short-year"),
        ("5/3.1979", "date-unreadable"),
        ("không rõ", "date-unreadable"),
        ("20211031", "date-unreadable"),
        (True, "date-unreadable"),
        (-5, "date-unreadable"),
        (1e300, "date-unreadable"),
        ("1/1/1899", "date-far-off"),
        ("1/1/9999", "date-far-off"),
        (date(1800, 1, 1), "date-far-off"),
    ],
)
def test_what_is_no_day_says_why(cell: str | float | date, reason: str) -> None:
    assert day(cell) == reason
    assert isinstance(day(cell), NotADate)


def test_a_blank_is_no_day_and_no_fault() -> None:
    assert [day(cell) for cell in ("", "  ", "\u00a0")] == [None, None, None]


def test_each_text_is_worked_out_once() -> None:
    days = Days()
    assert [days["1/2/2021"], days["1/2/2021"], days["1.2.2021"]] == [date(2021, 2, 1)] * 3
    assert len(days) == 2


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("T.01.001", "T.01.001"),
        (" T.01 .001\n", "T.01.001"),
        ("T.01\u00a0", "T.01"),
        ("T.0Đ1", "T.0Đ1"),
        (29000007, "29000007"),
        ("29 000 007", "29000007"),
        ("", ""),
    ],
)
def test_codes_lose_blanks_and_numbers_become_digits(cell: str | int, value: str) -> None:
    assert code(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234,5", Fraction(12345, 10)),
        ("52.055", Fraction(52055)),
        ("18,18", Fraction(1818, 100)),
        ("1.2.3", None),
        ("1,234.5", None),
        ("12 345", Fraction(12345)),
        (7, Fraction(7)),
        (0.5, Fraction(1, 2)),
        ("mười", None),
        ("", None),
        (True, None),
        ("9" * 5000, None),
    ],
)
def test_numbers_have_a_comma_and_thousands_points(cell: str | float, value: Fraction | None) -> None:
    assert number(cell) == value


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_a_number_as_vietnamese_offices_write_it_is_read_back(whole: int, hundredths: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{hundredths:02}"
    assert number(written) == (abs(Fraction(whole)) + Fraction(hundredths, 100)) * (-1 if whole < 0 else 1)


def test_texts_are_one_line_in_one_spelling_and_messages_stay_short() -> None:
    assert text("  Đảng\n bộ  xa\u0303 ") == "Đảng bộ xã"
    assert (text(date(2021, 3, 5)), text(1.5), text(True)) == ("05/03/2021", "1,5", "TRUE")
    assert len(shown("ă" * 500)) <= 60
