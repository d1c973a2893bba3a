"""A list of issued suggestions: whom it means, what it brings along, what it may not contradict."""

import pytest

from tests import make
from tests.exchange.conftest import codes, problem_codes
from tusoi.cycles.models import RosterEntry
from tusoi.exchange import reports
from tusoi.organizations.models import Collective, Unit
from tusoi.rules.terms import CollectiveKind, ManagingLevel, Role, UnitFamily
from tusoi.suggestions.models import Suggestion

TOPIC = "Đấu thầu"
BTV = [
    1,
    "Ban Thường vụ Huyện ủy Bằng Lăng",
    "Tập thể",
    "T.01",
    "BTV Tỉnh ủy",
    TOPIC,
    "Làm rõ A",
    "12-CV/TU",
    "2/11/2021",
]
AN = [2, "Đ/c Nguyễn Thị An", "Cá nhân", "29000001", "BTV Huyện ủy", TOPIC, "Làm rõ B", "7-CV/HU", "15/11/2021"]
AGENCY = [
    3,
    "Tập thể lãnh đạo Phòng Nội vụ",
    "Tập thể",
    "T.01",
    "BTV Huyện ủy",
    TOPIC,
    "Làm rõ C",
    "7-CV/HU",
    "15/11/2021",
]


def changed(row, **cells):
    """The row with other cells: name, kind, reference, level, topic, text, document, day."""
    places = {"name": 1, "kind": 2, "reference": 3, "level": 4, "topic": 5, "text": 6, "document": 7, "day": 8}
    copy = list(row)
    for name, value in cells.items():
        copy[places[name]] = value
    return copy


@pytest.fixture
def season(world):
    world.cycle()
    return world


def test_a_year_without_a_cycle_names_the_command_that_opens_one(world):
    examined = world.examine("suggestions", BTV, year=2021)
    assert problem_codes(examined) == ["cycle-of-year-missing"]
    assert not examined.ok


def test_a_list_that_names_no_year_asks_for_it(season):
    assert problem_codes(season.examine("suggestions", BTV)) == ["import-year-missing"]


def test_the_year_is_taken_from_the_title(season):
    assert season.examine("suggestions", BTV, title="GỢI Ý KIỂM ĐIỂM NĂM 2021").ok


def test_collectives_nobody_entered_yet_are_listed_and_created(season):
    examined = season.put("suggestions", BTV, AN, year=2021)
    assert [(one.key, one.name) for one in examined.draft.created] == [("T.01", "Ban Thường vụ Huyện ủy Bằng Lăng")]
    collective = Collective.objects.get()
    assert (collective.unit, collective.kind) == (season.d1, CollectiveKind.STANDING_COMMITTEE)
    assert Suggestion.objects.count() == 2


def test_the_managing_level_comes_from_its_column_and_the_authority_stands_above_the_subject(season):
    season.put("suggestions", BTV, AN, year=2021)
    found = dict(Suggestion.objects.values_list("managing_level", "managing_path"))
    assert found == {ManagingLevel.PROVINCE: season.province.path, ManagingLevel.DISTRICT: season.d1.path}


def test_the_leadership_of_an_agency_under_a_party_code_brings_the_agency_along(season):
    examined = season.put("suggestions", AGENCY, year=2021)
    assert [one.name for one in examined.draft.created] == ["Phòng Nội vụ", "Tập thể lãnh đạo Phòng Nội vụ"]
    agency = Unit.objects.get(family=UnitFamily.AGENCY)
    assert (agency.parent, agency.party_unit, agency.name) == (season.d1, season.d1, "Phòng Nội vụ")
    assert agency.path.startswith(season.d1.path)
    assert Collective.objects.get().unit == agency


def test_an_agency_that_is_here_is_found_by_its_name_whatever_the_capitals(season):
    season.put("suggestions", AGENCY, year=2021)
    other = changed(AGENCY, name="Tập thể lãnh đạo phòng nội vụ", document="8-CV/HU")
    examined = season.put("suggestions", other, year=2021)
    assert (examined.ok, examined.draft.created) == (True, ())
    assert Collective.objects.count() == 1


def test_another_agency_of_the_same_party_unit_is_proposed_with_a_warning(season):
    season.put("suggestions", AGENCY, year=2021)
    examined = season.examine("suggestions", changed(AGENCY, name="Tập thể lãnh đạo Phòng Tài chính"), year=2021)
    assert codes(examined) == {"agency-beside-others": ["B4"]}
    assert examined.ok


def test_repeating_a_list_changes_nothing(season):
    rows = [BTV, AN, AGENCY]
    season.put("suggestions", *rows, year=2021)
    before = (Suggestion.objects.count(), RosterEntry.objects.count(), Unit.objects.count())
    examined = season.put("suggestions", *rows, year=2021)
    assert (len(examined.draft.added), len(examined.draft.created), examined.draft.unchanged) == (0, 0, 3)
    assert (Suggestion.objects.count(), RosterEntry.objects.count(), Unit.objects.count()) == before


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (changed(BTV, reference="T.99"), {"import-unit-unknown": ["D4"]}),
        (changed(AN, reference="29999999"), {"import-card-unknown": ["D4"], "comrade-left-out": ["B4"]}),
        (changed(BTV, name="Nhóm công tác"), {"collective-kind-unread": ["B4"]}),
        (changed(BTV, reference="T.01.001.01"), {"collective-kind-misplaced": ["B4"]}),
        (changed(BTV, name="Tập thể lãnh đạo"), {"agency-without-name": ["B4"]}),
        (changed(BTV, topic="Bói toán"), {"topic-unknown": ["F4"]}),
        (changed(BTV, level="Đảng ủy cơ sở"), {"authority-not-above": ["E4"]}),
    ],
)
def test_a_row_that_means_nobody_is_an_error_on_its_cell(season, row, expected):
    examined = season.put("suggestions", row, year=2021)
    assert codes(examined) == expected
    assert not examined.ok
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (changed(BTV, name="Ban Thường vụ Huyện ủy Kim Ngân"), {"collective-name-unlike": ["B4"]}),
        (changed(AN, name="Nguyễn Văn Bình"), {"person-name-unlike": ["B4"]}),
        (changed(BTV, day="5/7/2022"), {"document-in-future": ["I4"]}),
        (changed(BTV, day="31/12/2020"), {"document-outside-year": ["I4"]}),
    ],
)
def test_what_is_only_odd_is_a_warning_and_comes_in(season, row, expected):
    examined = season.put("suggestions", row, year=2021)
    assert codes(examined) == expected
    assert examined.ok
    assert Suggestion.objects.count() == 1


def test_one_error_keeps_all_the_other_rows_out(season):
    examined = season.put("suggestions", BTV, changed(AN, reference="29999999"), year=2021)
    assert not examined.ok
    assert not Collective.objects.exists()
    assert not Suggestion.objects.exists()


def test_an_issued_document_is_never_overwritten(season):
    season.put("suggestions", BTV, year=2021)
    examined = season.put("suggestions", changed(BTV, text="Làm rõ điều khác"), year=2021)
    assert codes(examined) == {"suggestion-differs": ["H4"]}


def test_two_managing_levels_for_one_subject_contradict_each_other(season):
    other = changed(BTV, level="BTV Huyện ủy", document="9-CV/HU")
    assert codes(season.examine("suggestions", BTV, other, year=2021)) == {"subject-with-two-levels": ["E5"]}
    season.put("suggestions", BTV, year=2021)
    assert codes(season.examine("suggestions", other, year=2021)) == {"subject-managed-elsewhere": ["E4"]}


def test_several_leadership_collectives_of_an_agency_are_told_apart_by_their_name(season):
    agency = make.agency("T.01.CQ", season.d1, "Sở Nội vụ")
    first = make.collective(agency, CollectiveKind.LEADERSHIP, "Tập thể lãnh đạo Sở Nội vụ")
    second = make.collective(agency, CollectiveKind.LEADERSHIP, "Tập thể lãnh đạo Ban Thi đua")
    rows = [
        changed(AGENCY, reference="T.01.CQ", name="Tập thể lãnh đạo Ban Thi đua"),
        changed(AGENCY, name="Tập thể lãnh đạo Sở Nội vụ", document="9-CV/HU"),
    ]
    season.put("suggestions", *rows, year=2021)
    found = dict(Suggestion.objects.values_list("document_no", "entry__collective"))
    assert found == {"7-CV/HU": second.pk, "9-CV/HU": first.pk}


def test_an_error_elsewhere_in_the_row_does_not_open_a_door_to_a_foreign_file(season):
    by = make.actor(Role.STAFF, season.d2)
    row = changed(AN, name="Trần Văn Không", topic="Bói toán")
    examined = season.examine("suggestions", row, year=2021, by=by)
    assert problem_codes(examined) == ["import-outside-scope"]
    assert "Nguyễn Thị An" not in str(reports.report(examined))
