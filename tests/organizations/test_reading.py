"""Who reads which card: the list and the single record say the same, and strangers learn nothing."""

from itertools import product

import pytest

from tests import make
from tests.organizations.test_units import refused
from tusoi.organizations import queries, rights
from tusoi.organizations.models import Person, Unit
from tusoi.rules import authority_table as table
from tusoi.rules.authority import Actor, GrantFacts, RecordFacts, may
from tusoi.rules.terms import Action, Axis, Resource, Role

pytestmark = pytest.mark.django_db
CASES = list(product(Role, ["T", "B", "B1", "B1a"], [True, False], [Axis.BOTH, Axis.HOME]))


def holder(role: Role, code: str, recursive: bool, axis: Axis) -> Actor:
    grant = GrantFacts(role, Unit.objects.get(code=code).path, recursive, axis)
    return Actor(name="người giữ một quyền", user_id=1, grants=(grant,))


def names(rows) -> set[str]:
    return {row["full_name"] for row in rows}


def test_the_list_of_units_and_the_question_about_one_say_the_same(world):
    for role, code, recursive, axis in CASES:
        actor = holder(role, code, recursive, axis)
        listed = set(queries.visible_units(actor).values_list("code", flat=True))
        asked = {unit.code for unit in Unit.objects.all() if rights.reads_unit(actor, unit.path)}
        assert listed == asked, (role, code, recursive, axis)


def test_the_list_of_people_and_the_question_about_one_say_the_same(world):
    people = list(Person.objects.all())
    for role, code, recursive, axis in CASES:
        actor = holder(role, code, recursive, axis)
        listed = names(queries.people_below(actor, ""))
        facts = {person.full_name: RecordFacts(person.home_path, "", person_id=person.pk) for person in people}
        card = (Action.READ, Resource.PERSON_CARD, table.ANY)
        asked = {name for name, fact in facts.items() if may(actor, *card, fact)}
        assert listed == asked, (role, code, recursive, axis)
        for unit in Unit.objects.all():
            below = {person.full_name for person in people if person.home_path.startswith(unit.path)}
            assert names(queries.people_below(actor, unit.path)) == asked & below, (role, code, recursive, unit.code)


def test_staff_of_a_district_read_its_part_of_the_tree_and_nothing_else(world):
    actor = make.actor(Role.STAFF, world.b)
    assert set(queries.visible_units(actor).values_list("code", flat=True)) == {"B", "B1", "B1a", "B1b", "B2", "B2a"}
    assert names(queries.people_below(actor, "")) == {
        "Nguyễn Thị An",
        "Lê Hòa Bình",
        "Trần Minh Châu",
        "Đỗ Đình Dũng",
    }


def test_a_member_reads_his_branch_and_his_comrades_there(world):
    actor = make.actor(Role.MEMBER, world.b1a, person=world.an)
    assert set(queries.visible_units(actor).values_list("code", flat=True)) == {"B1a"}
    assert names(queries.people_below(actor, "")) == {"Nguyễn Thị An", "Lê Hòa Bình"}


def test_a_staff_member_reads_his_own_card_too(world):
    actor = make.actor(Role.STAFF, world.l, person=world.an)
    assert queries.person(actor, world.an.pk) == world.an
    assert names(queries.people_below(actor, "")) == {"Nguyễn Thị An", "Lê Hòa Bình", "H’Giang Niê"}


def test_the_administrator_reads_no_card(world):
    actor = make.actor(Role.ADMINISTRATOR, world.province)
    assert not queries.visible_units(actor).exists()
    assert not queries.people_below(actor, "").exists()
    assert not queries.sees_units(actor)


def test_foreign_and_missing_records_are_refused_alike(world):
    actor = make.actor(Role.STAFF, world.l)
    for find, foreign in ((queries.unit, world.b1.pk), (queries.person, world.an.pk)):
        with refused("missing") as one:
            find(actor, foreign)
        with refused("missing") as none:
            find(actor, 10_000_000)
        assert one.value.problems == none.value.problems


def test_names_above_are_shown_and_lead_somewhere_only_for_those_who_may_read_them(world):
    actor = make.actor(Role.STAFF, world.b)
    crumbs = queries.breadcrumb(actor, world.b1a.path)
    assert [(crumb.name, crumb.readable) for crumb in crumbs] == [
        ("Đảng bộ tỉnh Hoa Sen", False),
        ("Đảng bộ huyện Bằng Lăng", True),
        ("Đảng bộ xã Hòa Bình", True),
    ]


def test_the_tree_begins_where_the_actors_grants_begin(world):
    account = make.user(Role.STAFF, world.b1)
    make.grant(account, Role.INSPECTOR, world.l)
    make.grant(account, Role.ADMINISTRATOR, world.province)
    make.grant(account, Role.LEADER, world.b1a, recursive=False)
    assert queries.tops(make.acting(account)) == [world.b1.path, world.l.path]


def test_counts_of_the_tree_are_of_the_whole_subtree(world):
    actor = make.actor(Role.STAFF, world.province)
    rows = {row["code"]: (row["unit_count"], row["member_count"]) for row in queries.tree(actor, [world.province.pk])}
    assert rows == {"T": (2, 5), "B": (2, 4), "L": (1, 1)}


@pytest.mark.parametrize(("text", "code"), [("b1A", "B1a"), ("đảng bộ xã hoà bình", "B1"), ("L1", None), ("B9", None)])
def test_a_unit_is_meant_by_code_or_whole_name_within_sight(world, text, code):
    found = queries.unit_meant(make.actor(Role.STAFF, world.b), text)
    assert (found.code if found else None) == code


def test_a_name_two_units_bear_means_neither(world):
    make.unit("B2b", world.b1a.kind, world.b2, "Chi bộ thôn 2")
    assert queries.unit_meant(make.actor(Role.STAFF, world.b), "Chi bộ thôn 2") is None
