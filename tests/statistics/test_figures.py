"""The figures of the province, counted from records."""

from random import Random

import pytest

from tests import make
from tests.statistics.season import AT, DAY, season
from tusoi.cycles.models import RosterEntry
from tusoi.cycles.rights import readable_entries
from tusoi.ratings.models import Decision
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Axis, Category, ManagingLevel, Role, SuggestionState
from tusoi.statistics import queries
from tusoi.statistics.rights import Extent, extent, reads_every_entry
from tusoi.suggestions.models import Suggestion

pytestmark = pytest.mark.django_db

EXCELLENT, GOOD, COMPLETED = Category.EXCELLENT, Category.GOOD, Category.COMPLETED


def whole(world):
    return Extent(world.province.path)


def ratings_of(world):
    return queries.figures(world.cycle, whole(world))["ratings"]


def suggestions_of(world, at=None):
    found = queries.figures(world.cycle, Extent((at or world.province).path))["suggestions"]
    return {line["managing_level"]: (line["collectives"], line["individuals"]) for line in found}


def test_twenty_two_organisations_rated_4_16_2_give_the_published_shares():
    world = season(districts=22)
    world.rate_districts([EXCELLENT] * 4 + [GOOD] * 16 + [COMPLETED] * 2)
    assert ratings_of(world) == {
        "total": 22,
        "rated": 22,
        "categories": [
            {"category": "EXCELLENT", "count": 4, "base": 22, "percent": "18.18"},
            {"category": "GOOD", "count": 16, "base": 22, "percent": "72.73"},
            {"category": "COMPLETED", "count": 2, "base": 22, "percent": "9.09"},
            {"category": "NOT_COMPLETED", "count": 0, "base": 22, "percent": "0.00"},
        ],
    }


def test_nothing_rated_is_no_zero():
    world = season(districts=2)
    found = ratings_of(world)
    assert (found["total"], found["rated"]) == (2, 0)
    assert [line["count"] for line in found["categories"]] == [None] * 4
    assert [line["base"] for line in found["categories"]] == [0] * 4
    assert [line["percent"] for line in found["categories"]] == [None] * 4


def test_the_base_is_the_number_rated_and_a_unit_rated_again_counts_once():
    world = season(districts=3)
    first = world.entry(world.districts[0])
    world.rate(first, EXCELLENT)
    world.rate(first, GOOD, reasons="Phát hiện khuyết điểm sau khi xếp loại")
    found = ratings_of(world)
    assert (found["total"], found["rated"]) == (3, 1)
    assert [(line["count"], line["base"], line["percent"]) for line in found["categories"]] == [
        (0, 1, "0.00"),
        (1, 1, "100.00"),
        (0, 1, "0.00"),
        (0, 1, "0.00"),
    ]


def test_a_level_and_kind_without_a_record_is_empty_and_no_zero():
    world = season()
    assert suggestions_of(world) == dict.fromkeys(["province", "district", "grassroots", "total"], (None, None))
    world.suggest(world.entry(world.collectives[1]), world.entry(world.people[0]))
    world.suggest(world.entry(world.people[1]))
    found = suggestions_of(world)
    assert list(found) == ["province", "district", "grassroots", "total"]
    assert found == {
        "province": (1, 1),
        "district": (None, None),
        "grassroots": (None, 1),
        "total": (1, 2),
    }


def test_a_subject_counts_once_however_many_documents_it_got():
    world = season()
    entry = world.entry(world.collectives[1])
    world.suggest(entry)
    world.suggest(entry)
    assert Suggestion.objects.count() == 2
    assert suggestions_of(world)["total"] == (1, None)


@pytest.mark.parametrize("state", [SuggestionState.DRAFT, SuggestionState.APPROVED, SuggestionState.WITHDRAWN])
def test_what_is_not_issued_or_was_withdrawn_does_not_count(state):
    world = season()
    world.suggest(world.entry(world.collectives[1]))
    Suggestion.objects.update(state=state)
    assert suggestions_of(world)["total"] == (None, None)


def test_figures_of_a_unit_are_those_of_subjects_at_home_below_it():
    world = season(districts=2)
    world.suggest(world.entry(world.collectives[1]), world.entry(world.people[1]))
    assert suggestions_of(world, world.districts[0])["total"] == (1, 1)
    assert suggestions_of(world, world.districts[1])["total"] == (None, None)


def test_the_parts_of_every_line_of_completeness_make_its_total():
    world = season(districts=3, people=4)
    world.rate(world.entry(world.districts[0]), GOOD)
    rows = queries.completeness(world.cycle, whole(world))
    assert rows
    for row in rows:
        assert row.problems == ()
        assert row.rated + row.not_yet + row.exempt_total == row.total
    assert sum(row.rated for row in rows) == 1


def test_a_line_that_does_not_balance_says_so():
    world = season()
    (first, *_) = queries.completeness(world.cycle, whole(world))
    broken = type(first)(**{**vars(first), "total": first.total + 1})
    assert [problem.code for problem in broken.problems] == ["row-unbalanced"]


def test_whoever_stands_beside_the_unit_does_not_find_its_figures():
    world = season(districts=2)
    stranger = make.actor(Role.STAFF, world.districts[1])
    with pytest.raises(Refused) as refused:
        queries.place(stranger, world.cycle, world.districts[0].pk)
    assert refused.value.kind == "missing"
    assert queries.place(stranger, world.cycle, None) == (world.districts[1], Extent(world.districts[1].path))


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEADER, Role.INSPECTOR])
def test_those_who_stand_over_a_unit_read_its_whole(role):
    world = season(districts=2)
    actor = make.actor(role, world.province)
    for unit in (world.province, *world.districts, *world.grassroots, *world.branches):
        assert extent(actor, world.cycle, unit.path, unit.pk) == Extent(unit.path)


def test_a_grant_without_the_subtree_reads_what_stands_at_the_unit_itself():
    world = season(districts=1)
    account = make.user(Role.STAFF, world.districts[0], recursive=False)
    found = extent(make.acting(account), world.cycle, world.districts[0].path, world.districts[0].pk)
    assert found == Extent(world.districts[0].path, whole=False)
    assert extent(make.acting(account), world.cycle, world.branches[0].path, world.branches[0].pk) is None


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("axis", Axis)
@pytest.mark.parametrize("recursive", [True, False])
def test_who_is_said_to_read_every_entry_reads_every_entry(role, axis, recursive):
    world = season(districts=2)
    for unit in (world.province, world.districts[0], world.grassroots[0], world.branches[0]):
        actor = make.actor(role, unit, axis=axis, recursive=recursive)
        for asked in (world.province, *world.districts, *world.grassroots, *world.branches):
            for found in (Extent(asked.path), Extent(asked.path, whole=False)):
                if reads_every_entry(actor, world.cycle, found):
                    rows = RosterEntry.objects.filter(queries.inside(found), cycle=world.cycle)
                    assert rows.count() == rows.filter(readable_entries(actor)).count(), (unit, found)


def test_staff_of_a_province_are_known_to_read_every_entry_below():
    world = season(districts=1)
    assert reads_every_entry(world.officer, world.cycle, Extent(world.branches[0].path))


def random_world(draw, world):
    """Random ratings and suggestions; what was done, for the oracle."""
    entries = list(RosterEntry.objects.filter(cycle=world.cycle).order_by("id"))
    for entry in entries:
        if entry.must_rate and draw.random() < 0.6:
            Decision.objects.create(**decision_of(entry, draw.choice(list(Category))))
    world.suggest(*(entry for entry in entries if entry.track != "organization" and draw.random() < 0.5))
    return entries


def decision_of(entry, category):
    copied = {name: getattr(entry, name) for name in ("cycle", "track", "home_path", "managing_path", "peer_group")}
    more = {"document_no": "1-QĐ", "document_date": DAY, "authority_name": "x", "decided_by": "x", "decided_at": AT}
    return copied | more | {"entry": entry, "category": category, "source": "imported"}


@pytest.mark.parametrize("seed", range(6))
def test_figures_of_random_seasons_agree_with_counting_by_hand(seed):
    draw = Random(seed)
    world = season(districts=draw.randint(1, 5), people=draw.randint(1, 6))
    entries = random_world(draw, world)
    rated = dict(Decision.objects.filter(is_current=True).values_list("entry_id", "category"))
    suggested = list(Suggestion.objects.values_list("subject_key", "managing_level", "subject_kind", "home_path"))
    for unit in (world.province, *world.districts, *world.grassroots, *world.branches):
        found = queries.figures(world.cycle, Extent(unit.path))
        direct = [e for e in entries if e.track == "organization" and e.home_path[:-3] == unit.path]
        decided = [rated[e.pk] for e in direct if e.pk in rated]
        assert (found["ratings"]["total"], found["ratings"]["rated"]) == (len(direct), len(decided))
        for line in found["ratings"]["categories"]:
            count = decided.count(line["category"])
            assert line["count"] == (count if decided else None)
            exact = f"{(count * 20000 + len(decided)) // (2 * len(decided)) / 100:.2f}" if decided else None
            assert line["percent"] == exact
        for line in found["suggestions"]:
            for kind, name in (("collective", "collectives"), ("person", "individuals")):
                levels = {line["managing_level"]} if line["managing_level"] != "total" else set(ManagingLevel)
                keys = {
                    key
                    for key, level, of, home in suggested
                    if level in levels and of == kind and home.startswith(unit.path)
                }
                assert line[name] == (len(keys) or None)
        for row in queries.completeness(world.cycle, Extent(unit.path)):
            mine = [
                e
                for e in entries
                if e.home_path.startswith(unit.path) and (e.managing_level, e.track) == (row.level, row.track)
            ]
            assert row.total == len(mine)
            assert row.rated == sum(e.pk in rated for e in mine)
            assert row.not_yet == sum(e.must_rate and e.pk not in rated for e in mine)
