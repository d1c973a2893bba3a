"""Numbers, shares and dates, in both languages."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.utils.translation import override

from tusoi.rules.terms import Category, Track
from tusoi.ui import formats
from tusoi.ui.templatetags import tusoi


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1.234", "1,234"),
        (5600000, "5.600.000", "5,600,000"),
        (None, "–", "–"),
    ],
)
def test_thousands_have_a_point_in_vietnamese_and_a_comma_in_english(value, vietnamese, english):
    assert formats.number_text(value) == vietnamese
    with override("en"):
        assert formats.number_text(value) == english


@pytest.mark.parametrize(
    ("share", "vietnamese"),
    [
        (Fraction(4, 22), "18,18 %"),
        (Fraction(16, 22), "72,73 %"),
        (Fraction(2, 22), "9,09 %"),
        (Fraction(0, 22), "0,00 %"),
        (Fraction(1, 1), "100,00 %"),
        (Fraction(1, 800), "0,13 %"),  # 0,125 goes up
        (Fraction(1249, 1000000), "0,12 %"),
        ("18.18", "18,18 %"),
        (None, "–"),
    ],
)
def test_a_percentage_has_two_decimals_half_up_and_a_comma(share, vietnamese):
    assert formats.percent_text(share) == vietnamese


def test_an_english_percentage_has_a_point_and_no_blank():
    with override("en"):
        assert formats.percent_text(Fraction(4, 22)) == "18.18%"
        assert formats.share_text(1009, 1012) == "1,009/1,012 (99.70%)"


def test_a_share_shows_its_fraction_and_its_base():
    assert formats.share_text(4, 22) == "4/22 (18,18 %)"


def test_empty_is_not_zero():
    assert formats.share_text(None, 22) == "–"
    assert formats.share_text(0, 22) == "0/22 (0,00 %)"
    assert formats.share_text(0, 0) == "0/0"


def test_a_change_in_points_keeps_its_sign():
    assert formats.decimal_text("+1.25") == "+1,25"
    assert formats.decimal_text("-1234.50") == "-1.234,50"
    assert formats.decimal_text(None) == "–"


def test_a_day_is_written_as_on_paper():
    assert formats.day_text(date(2021, 2, 3)) == "03/02/2021"
    assert formats.day_text(None) == "–"


def test_a_moment_is_told_in_local_time():
    at = datetime(2022, 1, 20, 18, 5, tzinfo=UTC)
    assert formats.moment_text(at) == "01:05 ngày 21/01/2022"
    assert formats.day_text(at) == "21/01/2022"
    with override("en"):
        assert formats.moment_text(at) == "21/01/2022, 01:05"


def test_a_category_is_a_chip_with_its_words():
    assert tusoi.category(Category.EXCELLENT) == '<span class="chip excellent">Hoàn thành xuất sắc nhiệm vụ</span>'
    assert tusoi.category("NOT_COMPLETED") == '<span class="chip failed">Không hoàn thành nhiệm vụ</span>'
    assert tusoi.category(None) == "–"


def test_a_term_is_shown_in_words():
    assert tusoi.term(Track.CADRE) == "Cán bộ"
    assert tusoi.term("Chi bộ") == "Chi bộ"
    assert tusoi.term(None) == "–"


def test_words_in_brackets_become_the_link_and_markup_stays_text():
    assert tusoi.linked("[14 <b>tập thể] chưa nộp", "/x/?a=1&b=2") == (
        '<a class="figure" href="/x/?a=1&amp;b=2">14 &lt;b&gt;tập thể</a> chưa nộp'
    )
    assert tusoi.linked("[4 trên 4] chỗ") == "<strong>4 trên 4</strong> chỗ"
    assert tusoi.linked("<i>không có số", "/x/") == "&lt;i&gt;không có số"
