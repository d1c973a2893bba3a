"""Every shipped pack: whole, sourced, locked; and its worked cases hold."""

import tomllib
from datetime import date
from functools import partial

import pytest

from tusoi.rules import library
from tusoi.rules.pack import WHOLE
from tusoi.rules.quota import Reading, all_places, largest_allowed
from tusoi.rules.roster import SubjectFacts, admitted_later, classify, recently_admitted
from tusoi.rules.tally import balance, percent_text
from tusoi.rules.terms import (
    Category,
    CollectiveKind,
    ManagingLevel,
    NotDue,
    PersonStatusKind,
    QuotaBase,
    Rounding,
    TitleGroup,
    Track,
    UnitKind,
    UnitLevel,
)

PACKS = [card.id for card in library.available()]
SECTIONS = ("percents", "balances", "quotas", "rosters")


def cases_of(section):
    return [
        pytest.param(pack_id, case, id=f"{pack_id}: {case['case']}")
        for pack_id in PACKS
        for case in tomllib.loads((library.folder_of(pack_id) / "cases.toml").read_text("utf-8"))[section]
    ]


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_pack_brings_worked_cases_of_each_kind_and_its_evidence(pack_id):
    folder = library.folder_of(pack_id)
    cases = tomllib.loads((folder / "cases.toml").read_text("utf-8"))
    assert set(cases) == set(SECTIONS)
    assert all(cases.values())
    assert (folder / "SOURCES.md").read_text("utf-8").strip()


def test_the_shelf_is_what_its_lock_says():
    assert library.check_lock() == ()


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_pack_bears_the_name_of_its_folder_and_loads_once(pack_id):
    pack = library.load(pack_id)
    assert pack.id == pack_id
    assert library.load(pack_id) is pack
    assert len(library.digest(pack_id)) == 64


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_term_a_roster_or_a_figure_walks_through_has_its_line(pack_id):
    pack = library.load(pack_id)
    for name, vocabulary in WHOLE.items():
        assert [line.code for line in getattr(pack, name)] == list(vocabulary), name


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_value_without_an_article_says_why_it_is_there_or_what_is_missing(pack_id):
    pack = library.load(pack_id)
    silent = {"topics", "grounds", "unit_kinds", "managing_levels", "instruments"}  # catalogues and names
    for path, sourced in pack.values():
        if path.split(".")[0] not in silent and sourced.value is not None:
            assert sourced.source or sourced.note, path


@pytest.mark.parametrize("pack_id", PACKS)
def test_nothing_is_called_verified_that_nobody_compared_with_the_signed_text(pack_id):
    pack = library.load(pack_id)
    assert not pack.verified
    assert [path for path, sourced in pack.values() if sourced.verified] == []


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("track", Track)
def test_every_subject_the_tree_can_hold_gets_an_authority_and_a_peer_group_that_fits_its_column(pack_id, track):
    pack = library.load(pack_id)
    for unit_kind in UnitKind:
        for under in (None, *UnitLevel):
            for collective_kind in CollectiveKind:
                for title_group in (TitleGroup.SECRETARY, TitleGroup.OTHER):
                    standing = classify(pack, SubjectFacts(track, unit_kind, under, collective_kind, title_group))
                    assert isinstance(standing.managing_level, ManagingLevel)
                    assert standing.peer_group.startswith(track.value)
                    assert len(standing.peer_group) <= 60


@pytest.mark.parametrize(("pack_id", "case"), cases_of("percents"))
def test_percentages_of_the_worked_cases(pack_id, case):
    assert [percent_text(count, case["base"]) for count in case["counts"]] == case["percents"]


@pytest.mark.parametrize(("pack_id", "case"), cases_of("balances"))
def test_balances_of_the_worked_cases(pack_id, case):
    problems = balance(case["total"], case["parts"])
    assert [problem.facts["difference"] for problem in problems] == [case["difference"]] * bool(case["difference"])
    with_empty = case["parts"] | dict.fromkeys(case.get("empty", []))
    codes = [problem.code for problem in balance(case["total"], with_empty)]
    assert codes == (["row-incomplete"] if case.get("empty") else ["row-unbalanced"] * bool(case["difference"]))


@pytest.mark.parametrize(("pack_id", "case"), cases_of("quotas"))
def test_ceilings_of_the_worked_cases(pack_id, case):
    rule = library.load(pack_id).quota(Track(case["track"])).rule()
    counts = {Category(name): count for name, count in case["counts"].items()}
    found = {place.reading: place.cap for place in all_places(rule, counts)}
    pool = counts.get(Category.EXCELLENT, 0) + counts.get(Category.GOOD, 0)
    most = partial(largest_allowed, pool, sum(counts.values()) - pool, percent=rule.percent)
    for base in QuotaBase:
        readings = [Reading(base, rounding) for rounding in Rounding]
        assert [found[reading] for reading in readings] == case["caps"][base]
        assert [most(reading) for reading in readings] == case["largest"][base]


@pytest.mark.parametrize(("pack_id", "case"), cases_of("rosters"))
def test_who_is_reviewed_and_rated_in_the_worked_cases(pack_id, case):
    pack = library.load(pack_id)
    reference = case.get("reference_date", date(2021, 12, 31))
    facts = SubjectFacts(
        Track(case["track"]),
        UnitKind(case["unit_kind"]),
        UnitLevel(case["under"]) if "under" in case else None,
        statuses=frozenset(map(PersonStatusKind, case.get("statuses", []))),
        recently_admitted=recently_admitted(pack, case.get("admitted_on"), reference),
        admitted_later=admitted_later(case.get("admitted_on"), reference),
    )
    standing = classify(pack, facts)
    assert (standing.must_review, standing.must_rate) == (case["must_review"], case["must_rate"])
    assert standing.managing_level == case["managing_level"]
    assert [reason.code for reason in standing.reasons] == [NotDue(code) for code in case["reasons"]]
