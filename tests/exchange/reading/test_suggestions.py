"""Suggestions: subjects, their continued items, group titles between them."""

from datetime import date

import pytest

from tests.exchange.reading.books import found, parsed
from tusoi.rules.terms import ManagingLevel, SubjectKind

ITEM = ("Quản lý đất đai", "Làm rõ trách nhiệm")
DOCUMENT = ("101-CV/TU", "2.11.2021")
HUONG_DUONG = ("Ban Thường vụ Thành ủy Hướng Dương", "Tập thể", "T.01", "BTV Tỉnh ủy")
SEN = ("Đ/c Hồ Thị Sen", "Cá nhân", "29000001", "BTV cấp ủy huyện")


def row(
    subject: tuple[str, ...] = HUONG_DUONG, item: tuple[str, ...] = ITEM, document: tuple[str, ...] = DOCUMENT
) -> tuple[object, ...]:
    return (1, *subject, *item, *document)


def more(topic: str = "Đấu thầu", text: str = "Giải trình việc chậm công khai") -> tuple[object, ...]:
    return ("", "", "", "", "", topic, text, "", "")


def test_several_items_stand_under_one_subject() -> None:
    result = parsed("suggestions", row(), more(), more("Xây dựng"), row(SEN))
    assert [(suggestion.name, len(suggestion.items)) for suggestion in result.rows] == [
        ("Ban Thường vụ Thành ủy Hướng Dương", 3),
        ("Hồ Thị Sen", 1),
    ]
    assert [item.row for item in result.rows[0].items] == [4, 5, 6]
    assert (result.rows[1].subject_kind, result.rows[1].reference) == (SubjectKind.PERSON, "29000001")
    assert result.rows[0].document_date == date(2021, 11, 2)


def test_the_last_items_of_a_file_are_items_and_no_text_below_the_table() -> None:
    result = parsed("suggestions", row(), more(), (), ("", "", "Người lập biểu"))
    assert (len(result.rows[0].items), found(result)) == (2, {"row-below-table": ["A7"]})


def test_a_subject_repeated_on_every_line_is_one_subject() -> None:
    result = parsed(
        "suggestions", row(), row(item=("Xây dựng", "Làm rõ")), row(document=("", ""), item=("Đấu thầu", "Làm rõ"))
    )
    assert [len(suggestion.items) for suggestion in result.rows] == [3]


def test_another_document_makes_another_suggestion() -> None:
    result = parsed("suggestions", row(), ("", "", "", "", "", *ITEM, "102-CV/TU", "3/11/2021"), more())
    assert [(suggestion.document_no, suggestion.name, len(suggestion.items)) for suggestion in result.rows] == [
        ("101-CV/TU", HUONG_DUONG[0], 1),
        ("102-CV/TU", HUONG_DUONG[0], 2),
    ]


def test_two_collectives_of_one_unit_are_two_subjects() -> None:
    other = ("Tập thể lãnh đạo Sở Rừng", "Tập thể", "T.01", "BTV Tỉnh ủy")
    result = parsed("suggestions", row(), row(other), row(SEN), row(HUONG_DUONG))
    assert [suggestion.name for suggestion in result.rows] == [HUONG_DUONG[0], "Tập thể lãnh đạo Sở Rừng", "Hồ Thị Sen"]
    assert [(issue.cell, issue.other) for issue in result.issues if issue.code == "subject-repeated"] == [
        ("Trang 1!B7", 4)
    ]


@pytest.mark.parametrize("title", ["I. Diện Ban Thường vụ Tỉnh ủy quản lý", "Diện Ban Thường vụ Tỉnh ủy quản lý"])
def test_a_group_title_is_no_subject_and_gives_the_level_where_none_is_stated(title: str) -> None:
    result = parsed("suggestions", (title,), row((*HUONG_DUONG[:3], "")))
    assert [(one.managing_level, one.group) for one in result.rows] == [(ManagingLevel.PROVINCE, title)]
    in_name = parsed("suggestions", ("I", "Diện Ban Thường vụ Tỉnh ủy quản lý"), row())
    assert (len(in_name.rows), in_name.rows[0].group) == (1, "I Diện Ban Thường vụ Tỉnh ủy quản lý")


@pytest.mark.parametrize(
    ("records", "issues"),
    [
        ([more()], {"item-without-subject": ["B4"]}),
        ([row(), ("II. Nhóm khác",), more()], {"group-title": ["A5"], "item-without-subject": ["B6"]}),
        ([row(item=("Đất đai", ""))], {"item-incomplete": ["G4"]}),
        ([row(), more("", "chỉ có vấn đề")], {"item-incomplete": ["F5"]}),
        ([row(), more("chỉ có lĩnh vực", "")], {"item-incomplete": ["G5"]}),
        ([row(("", *HUONG_DUONG[1:]))], {"cell-required": ["B4"]}),
        ([row((HUONG_DUONG[0], "", "T.01", "BTV Tỉnh ủy"))], {"cell-required": ["C4"]}),
        ([row((HUONG_DUONG[0], "Hội", "T.01", "BTV Tỉnh ủy"))], {"subject-kind-unknown": ["C4"]}),
        ([row((HUONG_DUONG[0], "Tập thể", "", "BTV Tỉnh ủy"))], {"cell-required": ["D4"]}),
        ([row((HUONG_DUONG[0], "Tập thể", "T.01", ""))], {"cell-required": ["E4"]}),
        ([row((HUONG_DUONG[0], "Tập thể", "T.01", "BTV Sao"))], {"managing-level-unknown": ["E4"]}),
        ([row(document=("", "2/11/2021"))], {"cell-required": ["H4"]}),
        ([row(document=("101-CV/TU", ""))], {"cell-required": ["I4"]}),
        ([row(document=("101-CV/TU", "31/02/2021"))], {"date-impossible": ["I4"]}),
    ],
)
def test_what_is_missing_or_unknown_is_an_error_on_its_cell(
    records: list[tuple[object, ...]], issues: dict[str, list[str]]
) -> None:
    result = parsed("suggestions", *records, row(SEN))
    assert {code: cells for code, cells in found(result).items() if code != "comrade-left-out"} == issues
    assert not result.ok
    assert "Hồ Thị Sen" in [suggestion.name for suggestion in result.rows]


def test_document_days_that_are_odd_are_warnings() -> None:
    days = ("31/12/2020", "1/1/2021", "30/6/2022", "1/7/2022", "1/1/2023")
    records = [row(document=(f"{at}-CV/TU", day)) for at, day in enumerate(days)]
    result = parsed("suggestions", *records, year=2021, today=date(2022, 8, 1))
    assert found(result) == {"document-outside-year": ["I4", "I7"], "document-in-future": ["I8"]}
    assert (result.ok, len(result.rows)) == (True, 5)


@pytest.mark.parametrize(
    ("total", "balanced"),
    [
        (("Cộng: 1 tập thể, 1 cá nhân",), True),
        (("Tổng số: 02 đối tượng",), True),
        (("Cộng: 1 tập thể, 2 cá nhân",), False),
        (("Tổng số", "", "", "", "", 3), False),
    ],
)
def test_totals_count_subjects_and_not_lines(total: tuple[object, ...], balanced: bool) -> None:
    result = parsed("suggestions", row(), more(), row(SEN), total)
    assert ("total-unbalanced" not in found(result)) is balanced


def test_a_sum_under_each_group_counts_its_group() -> None:
    result = parsed(
        "suggestions", ("I. Một",), row(), ("Cộng: 1",), ("II. Hai",), row(SEN), ("Cộng: 1",), ("Tổng cộng: 2",)
    )
    assert result.ok
