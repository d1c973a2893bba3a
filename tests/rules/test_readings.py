"""Words of workbooks and documents, read into terms."""

import unicodedata

import pytest

from tusoi.rules.readings import (
    parse_category,
    parse_collective_kind,
    parse_managing_level,
    parse_title,
    parse_unit_kind,
)
from tusoi.rules.terms import Category, CollectiveKind, ManagingLevel, TitleGroup, UnitKind, label


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("BTV Tỉnh ủy", ManagingLevel.PROVINCE),
        ("  btv  tỉnh uỷ ", ManagingLevel.PROVINCE),
        (unicodedata.normalize("NFD", "Ban Thường vụ Tỉnh ủy"), ManagingLevel.PROVINCE),
        ("Ban Thường vụ Tỉnh ủy Hoa Sen", ManagingLevel.PROVINCE),
        ("I. Diện Ban Thường vụ Tỉnh ủy quản lý", ManagingLevel.PROVINCE),
        ("Tỉnh ủy", ManagingLevel.PROVINCE),
        ("Cấp tỉnh", ManagingLevel.PROVINCE),
        ("BTV cấp ủy huyện", ManagingLevel.DISTRICT),
        ("II. Diện ban thường vụ cấp ủy huyện quản lý", ManagingLevel.DISTRICT),
        ("Thuộc diện Ban Thường vụ Huyện ủy quản lý", ManagingLevel.DISTRICT),
        ("Ban Thường vụ Thị ủy Tường Vi", ManagingLevel.DISTRICT),
        ("BTV Thành ủy", ManagingLevel.DISTRICT),
        ("Cấp ủy cấp trên trực tiếp của tổ chức cơ sở đảng", ManagingLevel.DISTRICT),
        ("Đảng ủy cấp trên cơ sở", ManagingLevel.DISTRICT),
        ("Cấp ủy cơ sở", ManagingLevel.GRASSROOTS),
        ("III. Diện cấp ủy cơ sở quản lý", ManagingLevel.GRASSROOTS),
        ("Đảng ủy cơ sở", ManagingLevel.GRASSROOTS),
        ("Đảng ủy xã Thôn Mới 4", ManagingLevel.GRASSROOTS),
        ("Chi ủy cơ sở", ManagingLevel.GRASSROOTS),
        ("Trung ương", ManagingLevel.CENTRAL),
        ("Ban Bí thư", ManagingLevel.CENTRAL),
        ("Bộ Chính trị, Ban Bí thư", ManagingLevel.CENTRAL),
        ("", None),
        ("Đảng ủy", None),  # of a commune or of a whole armed force
        ("Đảng ủy bộ phận", None),  # only proposes
        ("Không thuộc diện BTV Tỉnh ủy quản lý", None),
        ("Tỉnh ủy viên", None),
        ("Huyện", None),
    ],
)
def test_the_managing_level_is_read_as_stated(text, level):
    assert parse_managing_level(text) is level


@pytest.mark.parametrize("level", ManagingLevel)
def test_our_own_wording_of_a_level_is_understood(level):
    assert parse_managing_level(label(level)) is level


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("HTXS", Category.EXCELLENT),
        ("HTXSNV", Category.EXCELLENT),
        ("Hoàn thành xuất sắc", Category.EXCELLENT),
        ("HT xuất sắc nhiệm vụ", Category.EXCELLENT),
        ("HTT", Category.GOOD),
        ("“Hoàn thành tốt nhiệm vụ”.", Category.GOOD),
        ("hoàn thành tốt nv", Category.GOOD),
        ("HTNV", Category.COMPLETED),
        ("HT", Category.COMPLETED),
        ("HOÀN THÀNH NHIỆM VỤ", Category.COMPLETED),
        ("KHT", Category.NOT_COMPLETED),
        ("KHTNV", Category.NOT_COMPLETED),
        ("Không hoàn thành", Category.NOT_COMPLETED),
        ("Tốt", None),
        ("Xuất sắc", None),
        ("Trung bình", None),
        ("Chưa xếp loại", None),
        ("Chưa hoàn thành nhiệm vụ", None),
        ("", None),
        ("1", None),
    ],
)
def test_a_category_is_read_in_full_or_abbreviated_and_never_guessed(text, category):
    assert parse_category(text) is category


@pytest.mark.parametrize("category", Category)
def test_our_own_wording_of_a_category_is_understood(category):
    assert parse_category(label(category)) is category
    assert parse_category(unicodedata.normalize("NFD", label(category).upper())) is category


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Đảng bộ tỉnh", UnitKind.PROVINCE),
        ("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", UnitKind.DISTRICT),
        ("Đảng bộ cấp trên trực tiếp cơ sở", UnitKind.DISTRICT),
        ("Đảng bộ huyện và tương đương", UnitKind.DISTRICT),
        ("Đảng bộ cơ sở", UnitKind.GRASSROOTS_COMMITTEE),
        ("Đảng bộ xã", UnitKind.GRASSROOTS_COMMITTEE),
        ("Chi bộ cơ sở", UnitKind.GRASSROOTS_BRANCH),
        ("Đảng bộ bộ phận", UnitKind.SECTION),
        ("Chi bộ trực thuộc", UnitKind.BRANCH),
        ("Chi bộ trực thuộc Đảng ủy bộ phận", UnitKind.BRANCH),
        ("chi bộ", UnitKind.BRANCH),
        ("Cơ quan/đơn vị", UnitKind.AGENCY),
        ("Đảng bộ", None),
        ("Câu lạc bộ", None),
        ("", None),
    ],
)
def test_the_kind_of_a_unit_is_read(text, kind):
    assert parse_unit_kind(text) is kind


@pytest.mark.parametrize("kind", UnitKind)
def test_our_own_wording_of_a_kind_is_understood(kind):
    assert parse_unit_kind(label(kind)) is kind


@pytest.mark.parametrize(
    ("name", "kind", "rest"),
    [
        ("Ban Thường vụ Thành ủy Hướng Dương", CollectiveKind.STANDING_COMMITTEE, "Thành ủy Hướng Dương"),
        ("Ban Thường vụ Huyện ủy Thạch Thảo  ", CollectiveKind.STANDING_COMMITTEE, "Huyện ủy Thạch Thảo"),
        ("Tập thể Ban Thường vụ Đảng ủy xã Thôn Mới 4", CollectiveKind.STANDING_COMMITTEE, "Đảng ủy xã Thôn Mới 4"),
        ("BTV Huyện ủy Hoa Ban", CollectiveKind.STANDING_COMMITTEE, "Huyện ủy Hoa Ban"),
        (
            "Tập thể chi ủy Chi bộ cơ quan, đơn vị số 885",
            CollectiveKind.BRANCH_COMMITTEE,
            "Chi bộ cơ quan, đơn vị số 885",
        ),
        ("Tập thể Chi bộ thôn, tổ, phòng số 444", CollectiveKind.BRANCH, "Chi bộ thôn, tổ, phòng số 444"),
        ("Tập thể lãnh đạo Sở Rừng", CollectiveKind.LEADERSHIP, "Sở Rừng"),
        ("Tập thể lãnh đạo, quản lý Sở Rừng", CollectiveKind.LEADERSHIP, "Sở Rừng"),
        ("Lãnh đạo Ban Quản lý dự án số 1", CollectiveKind.LEADERSHIP, "Ban Quản lý dự án số 1"),
        ("Ban Chấp hành Đảng bộ xã Thôn Mới 4", CollectiveKind.COMMITTEE, "Đảng bộ xã Thôn Mới 4"),
        ("Tập thể Đảng ủy xã Thôn Mới 4", CollectiveKind.COMMITTEE, "Đảng ủy xã Thôn Mới 4"),
        ("Đảng đoàn Hội Hoa Sen", CollectiveKind.CAUCUS, "Hội Hoa Sen"),
        ("Ban cán sự đảng Ủy ban tỉnh", CollectiveKind.CAUCUS, "Ủy ban tỉnh"),
        ("Ban Thường vụ", CollectiveKind.STANDING_COMMITTEE, ""),
    ],
)
def test_the_kind_of_a_collective_is_read_from_its_opening_words(name, kind, rest):
    assert parse_collective_kind(name) == (kind, rest)
    assert parse_collective_kind(unicodedata.normalize("NFD", name)) == (kind, rest)


def test_every_kind_of_collective_has_opening_words():
    names = ["Ban Chấp hành A", "Ban Thường vụ A", "Tập thể lãnh đạo A", "Chi ủy A", "Chi bộ A", "Đảng đoàn A"]
    assert {parse_collective_kind(name)[0] for name in names} == set(CollectiveKind)


@pytest.mark.parametrize("name", ["", "Tập thể", "Tập thể phòng Tổ chức", "Sở Rừng", "Ban Tổ chức Huyện ủy"])
def test_other_openings_are_not_guessed(name):
    assert parse_collective_kind(name) is None


@pytest.mark.parametrize(
    ("title", "group", "is_head"),
    [
        ("Bí thư Tỉnh ủy", TitleGroup.SECRETARY, True),
        ("Bí thư Huyện ủy", TitleGroup.SECRETARY, True),
        ("Bí thư Đảng ủy", TitleGroup.SECRETARY, True),
        ("Bí thư Đảng ủy bộ phận", TitleGroup.SECRETARY, True),
        ("Bí thư chi bộ cơ sở", TitleGroup.SECRETARY, True),
        ("Quyền Bí thư Thị ủy", TitleGroup.SECRETARY, True),
        ("Phó Bí thư Đảng ủy", TitleGroup.DEPUTY_SECRETARY, False),
        ("Phó Bí thư Thường trực Tỉnh ủy", TitleGroup.DEPUTY_SECRETARY, False),
        ("Phó Bí thư chi bộ cơ sở", TitleGroup.DEPUTY_SECRETARY, False),
        ("Ủy viên Ban Thường vụ Tỉnh ủy", TitleGroup.STANDING_MEMBER, False),
        ("UV BTV Đảng ủy", TitleGroup.STANDING_MEMBER, False),
        ("UVBTV", TitleGroup.STANDING_MEMBER, False),
        ("Uỷ viên Ban Chấp hành Đảng bộ huyện", TitleGroup.COMMITTEE_MEMBER, False),
        ("Tỉnh ủy viên", TitleGroup.COMMITTEE_MEMBER, False),
        ("Đảng ủy viên", TitleGroup.COMMITTEE_MEMBER, False),
        ("Giám đốc Sở Rừng", TitleGroup.HEAD, True),
        ("Q. Giám đốc", TitleGroup.HEAD, True),
        ("Chủ tịch UBND xã", TitleGroup.HEAD, True),
        ("Chánh Văn phòng Tỉnh ủy", TitleGroup.HEAD, True),
        ("Trưởng ban Tổ chức Huyện ủy", TitleGroup.HEAD, True),
        ("Hiệu trưởng Trường số 4", TitleGroup.HEAD, True),
        ("Chi cục trưởng", TitleGroup.HEAD, True),
        ("Bí thư Huyện đoàn", TitleGroup.HEAD, True),
        ("Phó Bí thư Tỉnh đoàn", TitleGroup.DEPUTY_HEAD, False),
        ("Phó Giám đốc Sở Rừng", TitleGroup.DEPUTY_HEAD, False),
        ("Phó Chủ tịch UBND huyện", TitleGroup.DEPUTY_HEAD, False),
        ("Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, True),
        ("Bí thư Chi bộ thôn 4", TitleGroup.BRANCH_SECRETARY, True),
        ("Phó Bí thư chi bộ", TitleGroup.BRANCH_DEPUTY, False),
        ("Chi ủy viên", TitleGroup.OTHER, False),
        ("Chuyên viên", TitleGroup.OTHER, False),
        ("Kế toán trưởng", TitleGroup.OTHER, False),
        ("Nguyên Bí thư Huyện ủy", TitleGroup.OTHER, False),
        ("", TitleGroup.OTHER, False),
    ],
)
def test_a_title_is_read_into_its_group(title, group, is_head):
    assert parse_title(title) == (group, is_head)
    assert parse_title(unicodedata.normalize("NFD", title)) == (group, is_head)


@pytest.mark.parametrize(
    ("title", "group", "is_head"),
    [
        ("Ủy viên Ban Thường vụ, Giám đốc Sở Rừng", TitleGroup.STANDING_MEMBER, False),
        ("Chủ tịch UBND kiêm Bí thư Đảng ủy", TitleGroup.SECRETARY, True),
        ("Tỉnh ủy viên; Phó Giám đốc", TitleGroup.COMMITTEE_MEMBER, False),
        ("Bí thư chi bộ - Trưởng phòng", TitleGroup.HEAD, True),
    ],
)
def test_of_several_titles_the_first_in_precedence_counts(title, group, is_head):
    assert parse_title(title) == (group, is_head)


def test_every_group_of_titles_can_be_read():
    titles = ["Bí thư", "Phó Bí thư", "UVBTV", "UVBCH", "Trưởng ban", "Phó ban", "Bí thư chi bộ", "Phó Bí thư chi bộ"]
    assert [parse_title(title)[0] for title in [*titles, "Chuyên viên"]] == list(TitleGroup)
