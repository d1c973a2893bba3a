"""Headings into fields: the usual words, other words for them, and a person's own choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.exchange.reading.columns import (
    as_letters,
    chosen,
    confidence,
    letter,
    missing,
    number,
    propose,
    remember_key,
)
from tusoi.exchange.reading.kinds import KINDS, MEMBERS, SUGGESTIONS, UNITS, TableKind


def proposed(kind: TableKind, *headings: str) -> dict[str, str]:
    return as_letters(propose(kind, dict(enumerate(headings, start=1))))


@pytest.mark.parametrize(
    ("at", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_excels_letters(at: int, letters: str) -> None:
    assert (letter(at), number(letters), number(letters.lower())) == (letters, at, at)


@given(st.integers(1, 18278))
def test_letters_and_numbers_are_the_same_column(at: int) -> None:
    assert number(letter(at)) == at


@pytest.mark.parametrize("odd", ["", "1", "A1", "ABCD", "Đ", "A B"])
def test_what_is_no_column_has_no_number(odd: str) -> None:
    assert number(odd) == 0


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_known_heading_belongs_to_its_own_field_alone(kind: TableKind) -> None:
    for field in kind.fields:
        for word in (field.heading, *field.words):
            best = max(kind.fields, key=lambda other: confidence(other, word))
            assert (best.name, confidence(field, word)) == (field.name, 1.0)


def test_case_marks_and_signs_of_a_heading_do_not_matter() -> None:
    assert proposed(UNITS, "MÃ", "TÊN TỔ CHỨC ĐẢNG:", "Loai hinh", "Mã cấp trên  trực tiếp (*)") == {
        "code": "A",
        "name": "B",
        "kind": "C",
        "parent": "D",
    }


def test_a_longer_heading_is_proposed_with_less_confidence() -> None:
    headings = {1: "Số thẻ đảng viên (8 số)", 2: "Họ và tên khai sinh", 3: "Mã chi bộ sinh hoạt chính thức"}
    found = {proposal.field: proposal for proposal in propose(MEMBERS, headings)}
    assert {name: proposal.column for name, proposal in found.items()} == {"card": 1, "full_name": 2, "branch": 3}
    assert all(0.5 <= proposal.confidence < 1 for proposal in found.values())


def test_the_surest_heading_wins_and_no_column_is_used_twice() -> None:
    assert proposed(UNITS, "Mã", "Mã cấp trên trực tiếp", "Mã số") | {} == {"code": "A", "parent": "B"}
    assert proposed(SUGGESTIONS, "Đối tượng được gợi ý", "Đối tượng") == {"name": "A", "subject_kind": "B"}


def test_a_missing_column_is_named_with_the_headings_that_were_found() -> None:
    headings = {1: "TT", 2: "Họ và tên", 4: "Mã chi bộ"}
    problems = missing(MEMBERS, propose(MEMBERS, headings), headings)
    assert [(problem.code, problem.where, problem.facts) for problem in problems] == [
        ("column-missing", "card", {"heading": "Số thẻ đảng", "found": "A: TT; B: Họ và tên; D: Mã chi bộ"})
    ]


def test_a_message_about_a_missing_column_stays_readable() -> None:
    headings = {at: f"Cột {at} " + "x" * 100 for at in range(1, 300)}
    found = str(missing(UNITS, (), headings)[0].facts["found"])
    assert len(found) < 1300
    assert found.endswith("; …")


def test_a_persons_choice_is_taken_and_blank_choices_leave_out() -> None:
    headings = {1: "Ký hiệu", 2: "Gọi là", 3: "Kiểu", 4: "Thuộc"}
    proposals, problems = chosen(UNITS, headings, {"code": "a", "name": "B", "kind": "C", "parent": "D", "number": ""})
    assert (as_letters(proposals), problems) == ({"code": "A", "name": "B", "kind": "C", "parent": "D"}, ())


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"colour": "A"}, "mapping-unknown-field"),
        ({"code": "Z"}, "mapping-unknown-column"),
        ({"code": "?"}, "mapping-unknown-column"),
        ({"code": "A", "name": "A"}, "mapping-column-twice"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(mapping: dict[str, str], code: str) -> None:
    _proposals, problems = chosen(UNITS, {1: "Ký hiệu", 2: "Gọi là"}, mapping)
    assert [problem.code for problem in problems] == [code]


def test_a_mapping_is_remembered_for_the_same_headings_in_the_same_columns_only() -> None:
    key = remember_key(UNITS, {1: "Mã", 2: "Tên"})
    assert remember_key(UNITS, {2: " TÊN ", 1: "mã:"}) == key
    others = [remember_key(UNITS, {1: "Tên", 2: "Mã"}), remember_key(MEMBERS, {1: "Mã", 2: "Tên"})]
    assert key not in others
    assert len(key) == 64
