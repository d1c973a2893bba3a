"""Vietnamese names: spelling, search, order, duplicates, validity."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.rules.names import (
    PERSON_KEY_LENGTH,
    TEXT_KEY_LENGTH,
    canonical,
    clean,
    name_problems,
    search_key,
    sort_key,
    strip_comrade,
    text_key,
)

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng
SYLLABLES = st.builds(
    lambda head, vowel, tone, tail: unicodedata.normalize("NFC", head + vowel + tone + tail),
    st.sampled_from(["", "b", "d", "đ", "ng", "nguy", "tr", "H", "Đ"]),
    st.sampled_from("aăâeêioôơuưy"),
    st.sampled_from(TONES),
    st.sampled_from(["", "n", "nh", "ng", "m", "t"]),
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


def parts_of(word):
    """Slow reference: positions in the alphabet, then tones, of one word."""
    letters, tones = [], []
    for sign in word.lower():
        decomposed = unicodedata.normalize("NFD", sign)
        tone = next((mark for mark in TONES[1:] if mark in decomposed), "")
        letters.append(ALPHABET.index(unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else sign)))
        if tone:
            tones.append(TONES.index(tone))
    return letters, tones or [0]


def reference(name):
    """(tên, họ, đệm), of each first all letters, then all tones."""
    words = name.split()
    fields = [words[-1:], words[:1] if len(words) > 1 else [], words[1:-1]]
    weighed = [[parts_of(word) for word in field] for field in fields]
    return [([letters for letters, _ in field], [tones for _, tones in field]) for field in weighed]


# --- spelling -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Nguyễn   Văn  Bình ", "Nguyễn Văn Bình"),
        ("Nguyễn\u00a0Văn\tBình\n", "Nguyễn Văn Bình"),
        ("Nguyễn\u200b Văn\ufeff Bình", "Nguyễn Văn Bình"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Thủy"), "Nguyễn Thị Thủy"),
        ("Ðặng Thị ðào", "Đặng Thị đào"),
        ("Ɖặng", "Đặng"),
        ("e\u200b\u0301", "é"),
        ("", ""),
    ],
)
def test_what_is_stored_is_one_spelling(typed, stored):
    assert clean(typed) == stored


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)
    assert clean(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Đ/c Nguyễn Văn An", "Nguyễn Văn An"),
        ("đ/c  Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đ/C. Nguyễn Văn An", "Nguyễn Văn An"),
        ("đc. Nguyễn Văn An", "Nguyễn Văn An"),
        ("ĐC Nguyễn Văn An", "Nguyễn Văn An"),
        ("đ.c Nguyễn Văn An", "Nguyễn Văn An"),
        ("ð/c Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đồng chí Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đồng chí: Nguyễn Văn An", "Nguyễn Văn An"),
        ("ĐỒNG CHÍ NGUYỄN VĂN AN", "NGUYỄN VĂN AN"),
        (unicodedata.normalize("NFD", "Đồng chí Nguyễn Văn An"), "Nguyễn Văn An"),
        ("Đ/cNguyễn Văn An", "Nguyễn Văn An"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đồng Chí Hùng", "Đồng Chí Hùng"),
        ("Đồng Chí Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đồng Chính Nghĩa", "Đồng Chính Nghĩa"),
        ("Đcông Bơ", "Đcông Bơ"),
    ],
)
def test_the_form_of_address_is_not_part_of_a_name(written, name):
    assert strip_comrade(written) == name


# --- search -------------------------------------------------------------------------------------


def test_search_knows_no_marks_no_case_no_tone_placement_and_no_apostrophe():
    assert search_key("Đặng Thị Ánh") == "dang thi anh"
    assert search_key("ÐẶNG THỊ ánh") == "dang thi anh"
    assert {search_key(form) for form in ("Hoà", "Hòa", "HOÀ", unicodedata.normalize("NFD", "Hoà"))} == {"hoa"}
    assert search_key("H’Bơ") == search_key("H'Bơ") == search_key("HʼBơ") == "h'bo"
    assert search_key("  Zơ\u00a0Râm   Út ") == "zo ram ut"
    assert search_key("Y Ƀlô") == "y blo"
    assert search_key("\u200b") == ""


@given(st.text())
def test_a_folded_text_folds_to_itself_and_storing_first_changes_nothing(text):
    folded = search_key(text)
    assert search_key(folded) == folded
    assert search_key(clean(text)) == folded


@given(NAMES)
def test_the_key_of_a_vietnamese_name_is_plain_ascii(name):
    assert search_key(name).isascii()
    assert search_key(name) == search_key(unicodedata.normalize("NFD", name)) == search_key(name.upper())


# --- order --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ["Bà", "Bả", "Bã", "Bá", "Bạ", "Bảo"],
        ["An", "Ánh", "Ăn", "Ân", "Bình", "Dung", "Đào", "Đặng", "Em", "Êm", "Yến"],
        ["Lê Thị Ánh", "Lê Thị Ân", "Lê Thị Đặng", "Lê Thị Yến"],
        ["Bùi Văn An", "Lê Văn An", "Lê Văn Bình", "An Văn Cúc"],
        ["Lê An", "Lê Thị An", "Lê Thị Kim An", "Lê Thị Kim Ánh"],
        ["Trần Văn Hà", "Bùi Văn Hạ"],
        ["Do", "Dỗ", "Dơ", "Đo"],
        ["Du", "Dũ", "Dư"],
        ["Na", "Nạ", "Nam"],
    ],
)
def test_lists_of_people_stand_in_vietnamese_order(names):
    keys = [sort_key(name) for name in names]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_one_given_name_stays_together_whatever_the_family_name():
    names = ["Bùi Hạ", "Lê Hà", "Nguyễn Hạ", "Trần Hà"]
    assert sorted(names, key=sort_key) == ["Lê Hà", "Trần Hà", "Bùi Hạ", "Nguyễn Hạ"]


def test_spellings_of_one_name_share_one_key():
    assert sort_key("Nguyễn Văn Hoà") == sort_key(unicodedata.normalize("NFD", "Nguyễn Văn Hòa"))
    assert sort_key("NGUYỄN VĂN HÒA") == sort_key("Nguyễn  Văn\u00a0Hòa ")
    assert sort_key("H’Bơ Niê") == sort_key("H'Bơ Niê")
    assert sort_key("Ðặng An") == sort_key("Đặng An")
    assert sort_key("Y Ĭng") == sort_key("Y Ing")


@given(st.lists(NAMES, min_size=2, max_size=8))
def test_bytes_order_as_the_alphabet_does(names):
    by_key = sorted(names, key=sort_key)
    for before, after in pairwise(by_key):
        assert reference(before) <= reference(after)
        assert (sort_key(before) == sort_key(after)) == (reference(before) == reference(after))


@given(st.text(), st.text())
def test_keys_are_short_ascii_and_keep_any_text(one, other):
    for key, longest in ((sort_key(one), PERSON_KEY_LENGTH), (text_key(other), TEXT_KEY_LENGTH)):
        assert key.isascii()
        assert len(key) <= longest
        assert key == key.strip()


def test_a_name_longer_than_its_column_keeps_a_key_that_fits():
    assert len(sort_key("Ơ" * 200)) == PERSON_KEY_LENGTH
    assert len(text_key("Ơ" * 300)) == TEXT_KEY_LENGTH


@pytest.mark.parametrize(
    "names",
    [
        ["Chi bộ số 2", "Chi bộ số 10", "Chi bộ số 100"],
        ["Chi bộ 01", "Chi bộ 1b", "Chi bộ 2", "Chi bộ An"],
        ["Chi bộ thôn", "Chi bộ thôn 2", "Chi bộ thôn 2 An", "Chi bộ thôn An"],
        ["Đảng bộ xã Bả 9", "Đảng bộ xã Bá 9", "Đảng bộ xã Bá 10"],
        ["Đảng bộ xã D", "Đảng bộ xã Đ", "Đảng bộ xã E"],
        ["Tổ 999999999999999999999", "Tổ 1000000000000000000000"],
    ],
)
def test_names_of_units_stand_in_natural_order(names):
    keys = [text_key(name) for name in names]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_inside_a_name_compare_by_value(one, other):
    assert (text_key(f"Chi bộ số {one}") < text_key(f"Chi bộ số {other}")) == (one < other)


def test_signs_between_the_words_of_a_unit_weigh_nothing():
    assert text_key("Chi bộ thôn, tổ, phòng số 4") == text_key("Chi bộ thôn tổ - phòng số 4")


# --- duplicates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "placed"),
    [
        ("Hoà", "Hòa"),
        ("HOÀ", "HÒA"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("hòan", "hoàn"),
        ("qúy", "quý"),
        ("quý", "quý"),
        ("gìa", "già"),
        ("gìn", "gìn"),
        ("giếng", "giếng"),
        ("mía", "mía"),
        ("múa", "múa"),
        ("ngoài", "ngoài"),
        ("khuỷu", "khuỷu"),
        ("Nguyễn", "Nguyễn"),
        ("người", "người"),
        ("Bh'nướch", "Bh'nướch"),
        ("Alăng Thuý", "Alăng Thúy"),
        ("số 12", "số 12"),
    ],
)
def test_both_schools_of_tone_placement_meet_in_one_form(typed, placed):
    assert canonical(typed) == placed
    assert canonical(unicodedata.normalize("NFD", typed)) == placed


def test_what_is_no_single_syllable_keeps_its_tones():
    assert canonical("Hàpá") == "Hàpá"
    assert canonical("Y Hơ̆ng") == clean("Y Hơ̆ng")


@given(NAMES)
def test_the_canonical_form_is_stable_and_reads_the_same(name):
    once = canonical(name)
    assert canonical(once) == once
    assert search_key(once) == search_key(name)


# --- validity -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn An",
        "H’Bơ",
        "H' Bơ Niê",
        "K’Rứ",
        "Y",
        "Y Blô Êban",
        "Bling",
        "Alăng Bh'nướch",
        "Zơrâm Út",
        "Nguyễn-Phan Thảo",
        "Ðặng Thị Đào",
        "Y Hơ̆ng",
        unicodedata.normalize("NFD", "Hoàng Thị Thủy"),
    ],
)
def test_names_of_every_people_of_the_country_are_valid(name):
    assert name_problems(name) == ()


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("Nguyễn Văn 4n", ["4"]),
        ("Nguyễn@An", ["@"]),
        ("Nguyễn Văn An (sinh 1980)", ["(", "1", "9", "8", "0", ")"]),
        ("Nguy\u00adễn", ["\u00ad"]),
        ("Nguyễn_An", ["_"]),
        ("Nguyễn An\x00", ["\x00"]),
        ("Иван", ["И", "в", "а", "н"]),
        ("阮文安", ["阮", "文", "安"]),
        ("An 🙂", ["🙂"]),
        ("- An", ["-", "'"]),
        ("Nguyễn An-", ["-", "'"]),
    ],
)
def test_digits_and_symbols_in_a_name_are_named(name, characters):
    (problem,) = name_problems(name, where="full_name")
    assert (problem.code, problem.where) == ("name-characters", "full_name")
    assert problem.facts["characters"] == characters


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u00a0"])
def test_an_empty_name_is_no_name(name):
    (problem,) = name_problems(name)
    assert problem.code == "name-empty"


@given(NAMES)
def test_every_vietnamese_name_passes(name):
    assert name_problems(name) == ()


def test_a_file_of_endless_new_words_does_not_fill_the_memory():
    from tusoi.rules import names

    memory = names._Remembered(str.upper)
    for number in range(memory.LIMIT + 5):
        memory[str(number)]
    assert len(memory) <= memory.LIMIT
    assert memory["an"] == "AN"
