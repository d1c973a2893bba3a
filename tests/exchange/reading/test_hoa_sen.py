"""The four workbooks of the province give the figures everything else stands on."""

from collections import Counter
from datetime import date

import pytest

from tests.exchange.reading.books import HOA_SEN
from tusoi.exchange.reading.issues import Severity
from tusoi.exchange.reading.read import Reading, read
from tusoi.rules.names import clean
from tusoi.rules.terms import Category, Gender, ManagingLevel, PersonStatusKind, SubjectKind, UnitKind


@pytest.fixture(scope="module")
def units() -> Reading:
    return read(HOA_SEN / "to_chuc.xlsx", "units")


@pytest.fixture(scope="module")
def members() -> Reading:
    return read(HOA_SEN / "dang_vien.xlsx", "members")


@pytest.fixture(scope="module")
def suggestions() -> Reading:
    return read(HOA_SEN / "goi_y_2021.xlsx", "suggestions", today=date(2022, 2, 1))


@pytest.fixture(scope="module")
def ratings() -> Reading:
    return read(HOA_SEN / "xep_loai_2021.xlsx", "ratings", today=date(2022, 2, 1))


def test_4941_units_are_read_with_their_kinds_and_parents(units: Reading) -> None:
    rows = units.parsed.rows
    assert (len(rows), units.parsed.issues, units.parsed.outside) == (4941, (), {})
    assert Counter(row.kind for row in rows) == {
        UnitKind.PROVINCE: 1,
        UnitKind.DISTRICT: 22,
        UnitKind.GRASSROOTS_COMMITTEE: 352,
        UnitKind.GRASSROOTS_BRANCH: 660,
        UnitKind.SECTION: 8,
        UnitKind.BRANCH: 3898,
    }
    assert rows[0] == ("T", "Đảng bộ tỉnh Hoa Sen", UnitKind.PROVINCE, "", 7)
    assert [row.parent for row in rows if row.code == "T.01.002.12"] == ["T.01.002"]
    assert units.parsed.as_of == date(2021, 10, 31)


def test_names_in_nfd_and_with_stray_blanks_are_one_spelling(units: Reading, members: Reading) -> None:
    names = [row.name for row in units.parsed.rows] + [row.full_name for row in members.parsed.rows]
    assert [name for name in names if name != clean(name)] == []
    typed = units.sheets[0].columns[3]
    assert sum(name != " ".join(name.split()) for name in typed) == 148


def test_52055_members_are_read_with_branch_posts_and_status(members: Reading) -> None:
    rows = members.parsed.rows
    assert (len(rows), members.parsed.left_out, members.parsed.as_of) == (52055, 0, date(2021, 10, 31))
    assert len({row.card for row in rows}) == 52055
    assert Counter(row.gender for row in rows) == {Gender.MALE: 35332, Gender.FEMALE: 16723}
    assert Counter(row.status for row in rows if row.status) == {
        PersonStatusKind.EXEMPT: 3975,
        PersonStatusKind.SUSPENDED: 21,
    }
    assert Counter(row.managing_level for row in rows if row.upper_post) == {
        ManagingLevel.CENTRAL: 9,
        ManagingLevel.PROVINCE: 198,
        ManagingLevel.DISTRICT: 1715,
        ManagingLevel.GRASSROOTS: 8,
    }
    assert Counter(row.branch_post for row in rows if row.branch_post) == {
        "Bí thư chi bộ": 4558,
        "Phó Bí thư chi bộ": 3176,
    }


def test_three_date_styles_are_read_and_no_address_is_part_of_a_name(members: Reading) -> None:
    by_card = {row.card: row for row in members.parsed.rows}
    assert by_card["29000010"].born_on == date(1980, 12, 16)  # 16.12.1980
    assert by_card["29000022"].admitted_on == date(1991, 5, 23)  # 23/5/1991
    assert by_card["29259885"][1:4] == ("Nguyễn Xuân Mạnh", Gender.MALE, date(1952, 7, 4))  # Đ/c …, 4.7.1952
    assert None not in {row.born_on for row in by_card.values()} | {row.admitted_on for row in by_card.values()}
    assert [(group.code, group.severity, group.count) for group in members.parsed.groups] == [
        ("comrade-left-out", Severity.INFO, 521)
    ]


def test_329_collectives_and_386_members_are_suggested_with_962_items(suggestions: Reading) -> None:
    rows = suggestions.parsed.rows
    assert Counter((row.subject_kind, row.managing_level) for row in rows) == {
        (SubjectKind.COLLECTIVE, ManagingLevel.PROVINCE): 19,
        (SubjectKind.COLLECTIVE, ManagingLevel.DISTRICT): 186,
        (SubjectKind.COLLECTIVE, ManagingLevel.GRASSROOTS): 124,
        (SubjectKind.PERSON, ManagingLevel.DISTRICT): 284,
        (SubjectKind.PERSON, ManagingLevel.GRASSROOTS): 102,
    }
    assert sum(len(row.items) for row in rows) == 962
    assert suggestions.parsed.ok
    assert suggestions.parsed.year == 2021


def test_continued_items_belong_to_the_subject_above(suggestions: Reading) -> None:
    first = suggestions.parsed.rows[0]
    assert (first.name, first.reference, first.document_no) == (
        "Ban Thường vụ Thành ủy Hướng Dương",
        "T.01",
        "101-CV/TU",
    )
    assert first.document_date == date(2021, 11, 2)
    assert [(item.topic, item.row) for item in first.items] == [("Đấu thầu", 8), ("Xây dựng", 9)]
    assert first.group == "I. Diện Ban Thường vụ Tỉnh ủy quản lý"


def test_group_titles_are_no_subjects(suggestions: Reading) -> None:
    titles = [issue.cell for issue in suggestions.parsed.issues if issue.code == "group-title"]
    assert titles == ["Gợi ý!A7", "Gợi ý!A38", "Gợi ý!A641"]
    assert suggestions.parsed.read == 715


def test_22_ratings_are_4_16_and_2(ratings: Reading) -> None:
    rows = ratings.parsed.rows
    assert Counter(row.category for row in rows) == {Category.EXCELLENT: 4, Category.GOOD: 16, Category.COMPLETED: 2}
    assert {(row.document_no, row.decided_on, row.authority) for row in rows} == {
        ("215-QĐ/TU", date(2022, 1, 20), "Ban Thường vụ Tỉnh ủy")
    }
    assert (ratings.parsed.issues, ratings.parsed.year) == ((), 2021)


@pytest.mark.parametrize(
    ("file", "kind", "looks"),
    [
        ("dang_vien.xlsx", "units", "Danh sách đảng viên"),
        ("to_chuc.xlsx", "ratings", "Danh sách tổ chức đảng"),
        ("xep_loai_2021.xlsx", "members", "Kết quả xếp loại"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(file: str, kind: str, looks: str) -> None:
    reading = read(HOA_SEN / file, kind)
    assert [(problem.code, problem.facts["found"]) for problem in reading.problems] == [("other-kind", looks)]
