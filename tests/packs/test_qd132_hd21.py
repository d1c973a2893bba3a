"""Quy định 132, Hướng dẫn 21 as data: what its texts say, and where they are silent."""

from datetime import date

import pytest

from tusoi.rules import library
from tusoi.rules.names import search_key
from tusoi.rules.pack_lines import Link, Prerequisite
from tusoi.rules.quota import Reading, places
from tusoi.rules.terms import Category, CycleKind, QuotaBase, QuotaMode, Rounding, SubjectKind, Track, label

PACK = library.load("qd132-hd21")


def test_it_is_cited_in_the_words_of_the_field_and_flagged_as_incomplete():
    assert PACK.citation == "Quy định 132, Hướng dẫn 21"
    assert PACK.complete is False
    assert [line.short for line in PACK.instruments] == ["Quy định 132", "Hướng dẫn 21", "Kết luận 21", "Quy định 89"]
    assert PACK.instruments[0].number.value == "132-QĐ/TW"


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022])
def test_it_is_the_pack_of_the_years_2019_to_2022(year):
    assert library.choose(date(year, 12, 31)) == "qd132-hd21"


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2019, 10, 17), date(2023, 10, 4)])
def test_it_is_not_the_pack_of_other_days(day):
    assert library.choose(day) != "qd132-hd21"


def test_the_four_categories_stand_in_order_and_in_full():
    assert [line.label.value for line in PACK.categories] == [label(category) for category in Category]


def test_only_the_year_is_rated():
    assert [kind for kind in CycleKind if PACK.rates(kind)] == [CycleKind.ANNUAL]


def test_organisations_are_rated_and_everything_else_is_reviewed_and_rated():
    flags = {line.code: (line.reviewed.value, line.rated.value, line.subject) for line in PACK.tracks}
    assert flags == {
        Track.ORGANIZATION: (False, True, SubjectKind.ORGANIZATION),
        Track.COLLECTIVE: (True, True, SubjectKind.COLLECTIVE),
        Track.CADRE: (True, True, SubjectKind.PERSON),
        Track.MEMBER: (True, True, SubjectKind.PERSON),
    }


def test_the_quota_of_organisations_has_no_source_and_only_warns():
    quota = PACK.quota(Track.ORGANIZATION)
    assert (quota.percent.value, quota.percent.source, quota.percent.verified) == (20, "", False)
    assert "Không có nguồn" in quota.percent.note
    rule = quota.rule()
    assert (rule.reading, rule.mode) == (Reading(QuotaBase.GOOD_AND_ABOVE, Rounding.FLOOR), QuotaMode.WARN)
    assert (rule.source, rule.verified, rule.small_group) == ("", False, None)


@pytest.mark.parametrize("track", [Track.COLLECTIVE, Track.MEMBER])
def test_the_text_takes_the_quota_of_those_rated_good(track):
    quota = PACK.quota(track)
    assert (quota.percent.value, quota.percent.source) == (20, "Hướng dẫn 21, mục B.II")
    assert quota.text_base.value is QuotaBase.GOOD


def test_no_ceiling_is_invented_for_cadres():
    rule = PACK.quota(Track.CADRE).rule()
    assert rule.percent is None
    assert places(rule, {Category.EXCELLENT: 9}) is None


def test_an_authority_may_choose_its_own_reading_and_mode():
    rule = PACK.quota(Track.ORGANIZATION).rule(QuotaBase.GOOD, Rounding.HALF_UP, QuotaMode.BLOCK)
    assert (rule.reading, rule.mode) == (Reading(QuotaBase.GOOD, Rounding.HALF_UP), QuotaMode.BLOCK)


def test_topics_bear_the_labels_of_the_province_workbook():
    assert {search_key(line.label.value) for line in PACK.topics} == {
        "quan ly dat dai",
        "quan ly, bao ve rung",
        "tai nguyen, khoang san",
        "dau thau",
        "xay dung",
        "cai cach hanh chinh",
        "giai ngan von dau tu cong",
        "cong tac lanh dao, chi dao cua cap uy",
        "trach nhiem ca nhan trong chi dao, dieu hanh",
    }


def test_the_grounds_of_a_suggestion_are_nine():
    assert len(PACK.grounds) == 9
    assert "Lợi ích nhóm" in {line.label.value for line in PACK.grounds}


def test_the_order_of_rating_and_its_links_bind_only_where_a_text_was_found():
    assert {line.code for line in PACK.prerequisites if line.binding.value} == {
        Prerequisite.LOWER_BEFORE_UPPER,
        Prerequisite.COLLECTIVE_BEFORE_MEMBERS,
        Prerequisite.CIVIL_SERVANT_BEFORE_MEMBER,
    }
    assert {line.code for line in PACK.links if line.binding.value} == {
        Link.COLLECTIVE_NOT_ABOVE_ORGANIZATION,
        Link.MEMBER_NOT_ABOVE_CIVIL_SERVANT,
    }
    assert {line.code for line in PACK.prerequisites} == set(Prerequisite)
    assert {line.code for line in PACK.links} == set(Link)


def test_what_no_text_gives_stays_empty():
    meeting = PACK.meeting
    assert (meeting.minimum_days.value, meeting.draft_notice_working_days.value) == (None, None)
    assert (meeting.secret_ballot.value, meeting.quorum_percent.value) == (None, None)
    assert PACK.publish.publish_category.value is None
    assert PACK.track(Track.COLLECTIVE).form.value is None
    assert {line.code: line.day.value for line in PACK.deadlines}["dossier"] is None
