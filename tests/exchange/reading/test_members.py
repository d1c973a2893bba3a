"""Members: card numbers once, one branch each, days in order, posts with their unit."""

from datetime import date

import pytest

from tests.exchange.reading.books import HEADINGS, found, parsed, sheet
from tusoi.exchange.reading.header import find
from tusoi.exchange.reading.issues import Severity
from tusoi.exchange.reading.kinds import MEMBERS
from tusoi.exchange.reading.read import parse
from tusoi.rules.terms import Gender, ManagingLevel, PersonStatusKind

COLUMNS = {name: at for at, name in enumerate(HEADINGS["members"])}


def member(card: str = "29000001", **cells: object) -> list[object]:
    """A sound record; other cells by heading with _ for blanks."""
    record: list[object] = [1, card, "Nguyễn Văn Sen", "Nam", "3/5/1970", "19.5.1995", "T.01.001", "", "", "", "", ""]
    for name, value in cells.items():
        record[COLUMNS[name.replace("_", " ")]] = value
    return record


def test_a_sound_record_is_read_whole() -> None:
    record = member(
        **{
            "Chức_vụ_trong_chi_bộ": "Bí thư chi bộ",
            "Chức_vụ_cấp_ủy,_chính_quyền": "Phó Bí thư Huyện ủy",
            "Mã_tổ_chức_giữ_chức_vụ": "T.01",
            "Diện_quản_lý": "BTV Tỉnh ủy",
            "Ghi_chú": "Miễn sinh hoạt",
        }
    )
    result = parsed("members", record)
    assert result.issues == ()
    assert result.rows[0] == (
        *("29000001", "Nguyễn Văn Sen", Gender.MALE, date(1970, 5, 3), date(1995, 5, 19), None, "T.01.001"),
        *("Bí thư chi bộ", "Phó Bí thư Huyện ủy", "T.01", ManagingLevel.PROVINCE),
        *(PersonStatusKind.EXEMPT, "Miễn sinh hoạt", 4),
    )


def test_a_card_number_typed_as_a_number_is_its_digits() -> None:
    assert parsed("members", member(29000001)).rows[0].card == "29000001"


@pytest.mark.parametrize(
    ("cells", "issues"),
    [
        ({"Số_thẻ_đảng": ""}, {"cell-required": ["B4"]}),
        ({"Họ_và_tên": " "}, {"cell-required": ["C4"]}),
        ({"Mã_chi_bộ": ""}, {"cell-required": ["G4"]}),
        ({"Ngày_sinh": "31/02/1980"}, {"date-impossible": ["E4"]}),
        ({"Ngày_sinh": "1980"}, {"date-incomplete": ["E4"]}),
        ({"Ngày_vào_Đảng": "mùa xuân"}, {"date-unreadable": ["F4"]}),
        ({"Ngày_vào_Đảng": "1/1/1970"}, {"admitted-before-birth": ["F4"]}),
        ({"Giới_tính": "khác"}, {"gender-unknown": ["D4"]}),
        ({"Diện_quản_lý": "BTV Sao Hỏa"}, {"managing-level-unknown": ["K4"]}),
        ({"Họ_và_tên": "Nguyễn Văn 3"}, {"name-odd": ["C4"]}),
        ({"Họ_và_tên": "NguyÔn V¨n §øc"}, {"old-font": ["C4"]}),
        ({"Họ_và_tên": "Đ/c"}, {"comrade-left-out": ["C4"], "name-odd": ["C4"]}),
        ({"Chức_vụ_cấp_ủy,_chính_quyền": "Bí thư Đảng ủy"}, {"post-without-unit": ["J4"]}),
        ({"Họ_và_tên": "Sen " * 40}, {"cell-too-long": ["C4"]}),
    ],
)
def test_an_error_stands_on_its_cell_and_the_record_is_left_out(
    cells: dict[str, object], issues: dict[str, list[str]]
) -> None:
    result = parsed("members", member(**cells), member("29000002"))
    assert found(result) == issues
    assert (result.ok, result.left_out, [row.card for row in result.rows]) == (False, 1, ["29000002"])


@pytest.mark.parametrize(
    "name", ["H’Bơ Niê", "Y Blô", "K'Rứ", "Alăng Bá Khánh", "Bh'nướch Thị Hoa", "Ánh", "Tô-Hoài Sen"]
)
def test_names_with_apostrophes_and_one_letter_parts_are_names(name: str) -> None:
    assert parsed("members", member(Họ_và_tên=name)).ok


@pytest.mark.parametrize("typed", ["Đ/c Hồ Văn Sen", "đ/c  Hồ Văn Sen ", "Đồng chí Hồ Văn Sen"])
def test_the_form_of_address_is_left_out_and_counted(typed: str) -> None:
    result = parsed("members", member(Họ_và_tên=typed))
    assert result.rows[0].full_name == "Hồ Văn Sen"
    assert [(issue.severity, issue.code) for issue in result.issues] == [(Severity.INFO, "comrade-left-out")]


def test_a_person_in_two_branches_is_told_from_a_repeated_row() -> None:
    result = parsed("members", member(), member("29000002"), member(Mã_chi_bộ="T.02.001"), member("29000002"))
    assert [(issue.code, issue.cell, issue.other) for issue in result.issues] == [
        ("member-in-two-branches", "Trang 1!G6", 4),
        ("card-repeated", "Trang 1!B7", 5),
    ]


def test_an_admission_after_the_lists_day_is_a_warning_and_a_birth_an_error() -> None:
    records = [member(Ngày_vào_Đảng="1/11/2021"), member("29000002", Ngày_vào_Đảng="31/10/2021")]
    result = parsed("members", *records, title="tính đến ngày 31/10/2021")
    assert [(issue.severity, issue.code, issue.cell) for issue in result.issues] == [
        (Severity.WARNING, "admitted-after-list", "Trang 1!F4")
    ]
    assert (result.ok, len(result.rows)) == (True, 2)
    assert parsed("members", *records, as_of=date(2022, 1, 1), title="tính đến ngày 31/10/2021").issues == ()
    late = parsed("members", member(Ngày_sinh="1/1/2022", Ngày_vào_Đảng=""), as_of=date(2021, 10, 31))
    assert found(late) == {"born-after-list": ["E4"]}


def test_a_unit_without_a_post_is_a_warning() -> None:
    result = parsed("members", member(Mã_tổ_chức_giữ_chức_vụ="T.01"))
    assert (result.ok, found(result)) == (True, {"unit-without-post": ["J4"]})


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Miễn sinh hoạt", PersonStatusKind.EXEMPT),
        ("được miễn công tác và sinh hoạt đảng", PersonStatusKind.EXEMPT),
        ("Đình chỉ sinh hoạt đảng", PersonStatusKind.SUSPENDED),
        ("Bị đình chỉ sinh hoạt cấp ủy", PersonStatusKind.COMMITTEE_SUSPENDED),
        ("Sinh hoạt đảng tạm thời", PersonStatusKind.TEMPORARY),
        ("sinh hoạt tạm thời tại T.02", PersonStatusKind.TEMPORARY),
        ("Đang đi học", None),
    ],
)
def test_the_note_says_the_status_and_other_notes_are_kept(note: str, status: PersonStatusKind | None) -> None:
    result = parsed("members", member(Ghi_chú=note))
    assert (result.rows[0].status, result.rows[0].note) == (status, note)
    assert found(result) == ({} if status else {"note-kept": ["L4"]})


def test_the_day_of_full_membership_is_read_where_there_is_a_column() -> None:
    wider = sheet(
        [(*HEADINGS["members"], "Ngày chính thức"), [*member(), "1/1/1996"], [*member("29000002"), "1/1/1995"]]
    )
    table = find(wider, MEMBERS)
    assert table is not None
    result = parse("members", table)
    assert [row.official_on for row in result.rows] == [date(1996, 1, 1)]
    assert found(result) == {"official-before-admission": ["M3"]}


def test_a_sum_of_comrades_must_balance() -> None:
    assert parsed("members", member(), ("Tổng số: 01 đ/c",)).ok
    assert found(parsed("members", member(), ("Tổng số: 52.055 đ/c",))) == {"total-unbalanced": ["A5"]}
