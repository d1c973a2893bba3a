"""What is a record and what is not, with and without a column of numbers."""

from tests.exchange.reading.books import HEADINGS, sheet
from tusoi.exchange.reading.header import find
from tusoi.exchange.reading.kinds import SUGGESTIONS, UNITS
from tusoi.exchange.reading.layout import Layout, lay_out, stated

NAMELESS = HEADINGS["units"][1:]


def laid_out(*rows: tuple[object, ...]) -> Layout:
    found = find(sheet([NAMELESS, *rows]), UNITS)
    assert found is not None
    return lay_out(found, "code")


def test_without_a_column_of_numbers_a_code_makes_a_record() -> None:
    layout = laid_out(
        ("T", "Đảng bộ tỉnh"), ("", "I. Khối huyện"), ("T.01", "Đảng bộ huyện"), ("Cộng", 2), (), ("TM. BTV",)
    )
    assert (list(layout.at), layout.titles, layout.below) == ([1, 3], [(2, "I. Khối huyện")], [5])
    assert [(total.stated, total.above, total.since_title) for total in layout.sums] == [(((2, ""),), 2, 1)]


def test_a_plain_list_is_taken_whole() -> None:
    assert laid_out(("T", "Đảng bộ tỉnh"), ("T.01", "Đảng bộ huyện")) == Layout(range(1, 3))


def test_a_subject_whose_name_begins_with_one_letter_is_no_title() -> None:
    rows = [
        HEADINGS["suggestions"],
        (1, "Y Blô Niê", "Cá nhân"),
        ("", "Y Blô Niê", "", "", "", "Đất đai", "Làm rõ"),
        ("", "Y Blô Niê"),
    ]
    found = find(sheet(rows), SUGGESTIONS)
    assert found is not None
    layout = lay_out(found, "name", also=("topic", "text"))
    assert (list(layout.at), layout.titles) == ([1, 2, 3], [])


def test_numbers_of_a_total_come_with_the_words_behind_them() -> None:
    assert stated(("Cộng: 329 tập thể, 1.386 cá nhân", 7)) == ((329, "tập thể"), (1386, "cá nhân"), (7, ""))
    assert stated(("Tổng số: 08 đ/c",)) == ((8, "đ/c"),)
    assert stated(("Cộng", 1.5, "9" * 5000)) == ()
