"""Who is reviewed, who is rated, under whom."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.rules import library
from tusoi.rules.roster import (
    SubjectFacts,
    admitted_later,
    authority_path,
    classify,
    is_cadre,
    peer_group_terms,
    recent_cutoff,
    recently_admitted,
)
from tusoi.rules.terms import (
    CollectiveKind,
    CycleKind,
    ManagingLevel,
    ManagingSource,
    NotDue,
    PersonStatusKind,
    TitleGroup,
    Track,
    UnitKind,
    UnitLevel,
)

PACK = library.load("qd132-hd21")
MEMBER = SubjectFacts(Track.MEMBER, UnitKind.BRANCH, UnitLevel.GRASSROOTS)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def flags(**facts):
    standing = classify(PACK, SubjectFacts(**(vars(MEMBER) | facts)))
    return standing.must_review, standing.must_rate, standing.reason


# --- flags --------------------------------------------------------------------------------------


def test_a_member_is_reviewed_and_rated():
    assert flags() == (True, True, "")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (PersonStatusKind.EXEMPT, (False, False, "exempt")),
        (PersonStatusKind.SUSPENDED, (False, False, "suspended")),
        (PersonStatusKind.COMMITTEE_SUSPENDED, (True, True, "")),
        (PersonStatusKind.TEMPORARY, (True, True, "")),
    ],
)
def test_each_status_changes_what_the_guide_says(status, expected):
    assert flags(statuses=frozenset({status})) == expected


def test_every_status_has_its_own_reason():
    assert {kind.value for kind in PersonStatusKind} <= {reason.value for reason in NotDue}


def test_a_suspended_member_is_never_called_exempt():
    standing = classify(PACK, SubjectFacts(**(vars(MEMBER) | {"statuses": frozenset({PersonStatusKind.SUSPENDED})})))
    assert [(reason.code, reason.source) for reason in standing.reasons] == [(NotDue.SUSPENDED, "Hướng dẫn 21")]


def test_a_recent_member_writes_the_review_and_is_not_rated():
    assert flags(recently_admitted=True) == (True, False, "recent")


def test_a_cadre_is_rated_as_cadre_however_recently_admitted():
    assert flags(track=Track.CADRE, unit_kind=UnitKind.DISTRICT, recently_admitted=True) == (True, True, "")


def test_who_was_not_yet_a_member_is_neither_reviewed_nor_rated():
    assert flags(admitted_later=True) == (False, False, "later")


def test_every_reason_that_applies_is_told_and_the_first_is_kept():
    facts = vars(MEMBER) | {"statuses": frozenset({PersonStatusKind.EXEMPT}), "recently_admitted": True}
    standing = classify(PACK, SubjectFacts(**facts))
    assert [reason.code for reason in standing.reasons] == [NotDue.EXEMPT, NotDue.RECENT]
    assert standing.reason == "exempt"


def test_an_organisation_is_rated_and_its_collective_is_reviewed_and_rated():
    organization = classify(PACK, SubjectFacts(Track.ORGANIZATION, UnitKind.DISTRICT, UnitLevel.PROVINCE))
    assert (organization.must_review, organization.must_rate, organization.reason) == (False, True, "organization")
    collective = SubjectFacts(
        Track.COLLECTIVE, UnitKind.DISTRICT, UnitLevel.PROVINCE, CollectiveKind.STANDING_COMMITTEE
    )
    assert (classify(PACK, collective).must_review, classify(PACK, collective).must_rate) == (True, True)


@pytest.mark.parametrize("kind", sorted(set(CycleKind) - {CycleKind.ANNUAL}))
@pytest.mark.parametrize("track", Track)
def test_a_cycle_that_never_rates_rates_nobody(kind, track):
    standing = classify(PACK, SubjectFacts(track, UnitKind.BRANCH, UnitLevel.GRASSROOTS, cycle_kind=kind))
    assert standing.must_rate is False
    assert NotDue.CYCLE in {reason.code for reason in standing.reasons}


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("status", PersonStatusKind)
@pytest.mark.parametrize("recent", [True, False])
def test_who_is_not_due_has_a_reason_and_who_has_a_reason_is_not_due(track, status, recent):
    facts = SubjectFacts(
        track, UnitKind.BRANCH, UnitLevel.GRASSROOTS, statuses=frozenset({status}), recently_admitted=recent
    )
    standing = classify(PACK, facts)
    assert (standing.must_review and standing.must_rate) == (standing.reasons == ())
    assert bool(standing.reason) == bool(standing.reasons)


# --- months since admission ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "cutoff"),
    [
        (date(2021, 12, 31), date(2021, 6, 30)),
        (date(2021, 12, 30), date(2021, 6, 30)),
        (date(2021, 12, 29), date(2021, 6, 29)),
        (date(2021, 6, 30), date(2020, 12, 31)),  # 31/12 + 6 months ends with the shorter June
        (date(2022, 2, 28), date(2021, 8, 31)),
        (date(2024, 2, 29), date(2023, 8, 31)),
        (date(2022, 3, 15), date(2021, 9, 15)),
    ],
)
def test_six_months_end_on_the_same_number_or_with_a_shorter_month(reference, cutoff):
    assert recent_cutoff(PACK, reference) == cutoff


@given(DAYS)
def test_the_cutoff_is_the_last_day_whose_six_months_are_full(reference):
    cutoff = recent_cutoff(PACK, reference)
    assert not recently_admitted(PACK, cutoff, reference)
    assert recently_admitted(PACK, cutoff + timedelta(days=1), reference)
    assert 180 <= (reference - cutoff).days <= 184


@given(DAYS, DAYS)
def test_a_later_reference_never_makes_a_member_more_recent(one, other):
    early, late = sorted((one, other))
    assert recent_cutoff(PACK, early) <= recent_cutoff(PACK, late)


def test_days_around_the_reference_date():
    reference = date(2021, 12, 31)
    assert not recently_admitted(PACK, date(2021, 6, 30), reference)
    assert recently_admitted(PACK, date(2021, 7, 1), reference)
    assert recently_admitted(PACK, reference, reference)
    assert not admitted_later(reference, reference)
    assert not recently_admitted(PACK, date(2022, 1, 1), reference)
    assert admitted_later(date(2022, 1, 1), reference)
    assert not recently_admitted(PACK, None, reference)
    assert not admitted_later(None, reference)


def test_a_pack_without_the_rule_knows_no_recent_member():
    months = PACK.recent.months.model_copy(update={"value": None})
    pack = PACK.model_copy(update={"recent": PACK.recent.model_copy(update={"months": months})})
    assert recent_cutoff(pack, date(2021, 12, 31)) is None
    assert not recently_admitted(pack, date(2021, 12, 30), date(2021, 12, 31))


# --- authority ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "under", "level"),
    [
        (UnitKind.COUNTRY, None, ManagingLevel.CENTRAL),
        (UnitKind.PROVINCE, None, ManagingLevel.CENTRAL),
        (UnitKind.PROVINCE, UnitLevel.CENTRAL, ManagingLevel.CENTRAL),
        (UnitKind.DISTRICT, UnitLevel.PROVINCE, ManagingLevel.PROVINCE),
        (UnitKind.DISTRICT, None, ManagingLevel.PROVINCE),
        (UnitKind.GRASSROOTS_COMMITTEE, UnitLevel.PROVINCE, ManagingLevel.PROVINCE),
        (UnitKind.GRASSROOTS_BRANCH, UnitLevel.PROVINCE, ManagingLevel.PROVINCE),
        (UnitKind.GRASSROOTS_COMMITTEE, UnitLevel.DISTRICT, ManagingLevel.DISTRICT),
        (UnitKind.GRASSROOTS_BRANCH, UnitLevel.DISTRICT, ManagingLevel.DISTRICT),
        (UnitKind.SECTION, UnitLevel.GRASSROOTS, ManagingLevel.GRASSROOTS),
        (UnitKind.BRANCH, UnitLevel.GRASSROOTS, ManagingLevel.GRASSROOTS),
        (UnitKind.BRANCH, UnitLevel.SECTION, ManagingLevel.GRASSROOTS),  # đảng ủy bộ phận only proposes
        (UnitKind.AGENCY, UnitLevel.PROVINCE, ManagingLevel.PROVINCE),
        (UnitKind.AGENCY, UnitLevel.DISTRICT, ManagingLevel.DISTRICT),
        (UnitKind.AGENCY, UnitLevel.GRASSROOTS, ManagingLevel.GRASSROOTS),
    ],
)
@pytest.mark.parametrize("track", [Track.ORGANIZATION, Track.COLLECTIVE, Track.CADRE])
def test_where_nothing_is_stated_the_level_above_decides(kind, under, level, track):
    standing = classify(PACK, SubjectFacts(track, kind, under))
    assert (standing.managing_level, standing.managing_source) == (level, ManagingSource.DEFAULT)


@pytest.mark.parametrize("kind", UnitKind)
def test_members_are_decided_by_their_grassroots_committee(kind):
    assert classify(PACK, SubjectFacts(Track.MEMBER, kind)).managing_level is ManagingLevel.GRASSROOTS


@pytest.mark.parametrize("level", ManagingLevel)
@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("by", sorted(set(ManagingSource) - {ManagingSource.DEFAULT}))
def test_a_stated_level_counts_and_says_who_stated_it(level, track, by):
    standing = classify(PACK, SubjectFacts(track, UnitKind.BRANCH, stated=level, stated_by=by))
    assert (standing.managing_level, standing.managing_source) == (level, by)


TREE = [
    (UnitLevel.PROVINCE, "001"),
    (UnitLevel.DISTRICT, "001004"),
    (UnitLevel.GRASSROOTS, "001004002"),
    (UnitLevel.BRANCH, "001004002001"),
]


@pytest.mark.parametrize(
    ("level", "path"),
    [
        (ManagingLevel.CENTRAL, ""),
        (ManagingLevel.PROVINCE, "001"),
        (ManagingLevel.DISTRICT, "001004"),
        (ManagingLevel.GRASSROOTS, "001004002"),
    ],
)
def test_the_authority_is_the_nearest_unit_of_that_level_at_home_or_above(level, path):
    assert authority_path(PACK, level, TREE) == path
    assert authority_path(PACK, level, TREE[::-1]) == path


def test_an_authority_that_is_not_in_the_tree_has_no_path():
    assert authority_path(PACK, ManagingLevel.GRASSROOTS, TREE[:2]) == ""
    assert authority_path(PACK, ManagingLevel.PROVINCE, []) == ""


def test_with_the_country_in_the_tree_the_centre_has_its_path():
    assert authority_path(PACK, ManagingLevel.CENTRAL, [(UnitLevel.CENTRAL, "00A"), *TREE]) == "00A"


# --- peer groups and posts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code", "terms"),
    [
        (
            SubjectFacts(Track.ORGANIZATION, UnitKind.DISTRICT),
            "organization:district",
            (Track.ORGANIZATION, UnitKind.DISTRICT),
        ),
        (
            SubjectFacts(Track.COLLECTIVE, UnitKind.AGENCY, collective_kind=CollectiveKind.LEADERSHIP),
            "collective:leadership",
            (Track.COLLECTIVE, CollectiveKind.LEADERSHIP),
        ),
        (
            SubjectFacts(Track.CADRE, UnitKind.DISTRICT, title_group=TitleGroup.SECRETARY),
            "cadre:secretary",
            (Track.CADRE, TitleGroup.SECRETARY),
        ),
        (SubjectFacts(Track.CADRE, UnitKind.DISTRICT), "cadre:", (Track.CADRE,)),
        (MEMBER, "member", (Track.MEMBER,)),
    ],
)
def test_a_peer_group_is_its_track_and_what_the_pack_groups_by(facts, code, terms):
    assert classify(PACK, facts).peer_group == code
    found = peer_group_terms(PACK, code)
    assert found == terms
    assert [type(term) for term in found] == [type(term) for term in terms]


def test_who_holds_a_leading_post_is_a_cadre_and_so_is_whose_level_is_stated():
    assert is_cadre(PACK, [TitleGroup.BRANCH_SECRETARY, TitleGroup.DEPUTY_SECRETARY], stated=False)
    assert not is_cadre(PACK, [TitleGroup.BRANCH_SECRETARY, TitleGroup.BRANCH_DEPUTY, TitleGroup.OTHER], stated=False)
    assert is_cadre(PACK, [TitleGroup.OTHER], stated=True)
    assert not is_cadre(PACK, [], stated=False)
