"""Mergers: what the preview shows is what happens, all of it, once; and every promise about the tree still holds."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from tests import make
from tests.organizations.invariants import broken
from tests.organizations.test_units import TOMORROW, by, refused, told
from tusoi.audit.models import Event
from tusoi.organizations import structure
from tusoi.organizations.merger_apply import apply
from tusoi.organizations.merger_preview import preview
from tusoi.organizations.mergers import Decision, Merger, NewUnit
from tusoi.organizations.models import (
    Charge,
    Collective,
    FormerPath,
    Membership,
    Person,
    Post,
    Unit,
    UnitSuccession,
)
from tusoi.rules.terms import CollectiveKind, Role, SuccessionKind, TitleGroup, UnitKind

pytestmark = pytest.mark.django_db
DECISION = Decision("45-QĐ/TU", date(2022, 6, 15), date(2022, 7, 1))
LAST_DAY = date(2022, 6, 30)
COMMUNE = NewUnit("B9", "Đảng bộ xã Hòa Tiến", UnitKind.GRASSROOTS_COMMITTEE)


def communes(world, **changes) -> Merger:
    """B1 and B2 become one new commune."""
    return replace(Merger((world.b1.pk, world.b2.pk), COMMUNE, world.b.pk, DECISION), **changes)


def branches(world, **changes) -> Merger:
    """B1b goes into B1a."""
    return replace(Merger((world.b1b.pk,), world.b1a.pk, world.b1.pk, DECISION), **changes)


def carry_out(plan, actor=make.INSTALLATION):
    now = timezone.now()
    return apply(plan, digest=preview(plan, at=now).digest, by=actor, at=now)


def at(code: str) -> Unit:
    return Unit.objects.get(code=code, valid_to__isnull=True)


def test_the_preview_lists_what_moves_and_what_ends(world):
    make.collective(world.b1, CollectiveKind.COMMITTEE, "Ban Chấp hành Đảng bộ xã Hòa Bình")
    make.post(world.an, world.b1, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    make.charge(world.dung, world.b2)
    drawn = preview(communes(world), at=timezone.now())
    assert [unit.code for unit in drawn.closing] == ["B1", "B2"]
    assert [(unit.id, unit.code, unit.path) for unit in drawn.receivers] == [(None, "B9", "001001003")]
    assert [(move.code, move.old_path, move.new_path, move.units, move.members) for move in drawn.moves] == [
        ("B1a", "001001001001", "001001003001", 0, 2),
        ("B1b", "001001001002", "001001003002", 0, 1),
        ("B2a", "001001002001", "001001003003", 0, 1),
    ]
    assert (drawn.people, drawn.problems) == (0, ())
    assert [(one.what, one.words) for one in drawn.ended] == [
        ("collective", "Ban Chấp hành Đảng bộ xã Hòa Bình"),
        ("post", "Nguyễn Thị An: Bí thư, Đảng bộ xã Hòa Bình"),
        ("charge", "Đỗ Đình Dũng: Đảng bộ xã Tân Tiến"),
    ]


def test_merged_communes_give_their_branches_to_the_new_one(world):
    post = make.post(world.an, world.b1, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    committee = make.collective(world.b1, CollectiveKind.COMMITTEE)
    (new,) = carry_out(communes(world)).receivers
    assert (new.code, new.parent, new.valid_from, new.path) == ("B9", world.b, DECISION.on, "001001003")
    closed = Unit.objects.filter(code__in=["B1", "B2"])
    assert set(closed.values_list("valid_to", flat=True)) == {LAST_DAY}
    assert set(Unit.objects.filter(parent=new).values_list("code", flat=True)) == {"B1a", "B1b", "B2a"}
    world.an.refresh_from_db()
    assert (world.an.home_path, world.an.branch.code) == ("001001003001", "B1a")
    assert Membership.objects.filter(valid_to__isnull=False).count() == 0
    assert Post.objects.get(pk=post.pk).valid_to == Collective.objects.get(pk=committee.pk).valid_to == LAST_DAY
    assert broken() == []


def test_the_closed_communes_lead_to_their_successor(world):
    (new,) = carry_out(communes(world)).receivers
    rows = UnitSuccession.objects.order_by("former_name").values_list(
        "former_name", "successor", "kind", "on", "document_no", "document_date"
    )
    said = (new.pk, SuccessionKind.MERGE, DECISION.on, DECISION.document_no, DECISION.document_date)
    assert list(rows) == [("Đảng bộ xã Hòa Bình", *said), ("Đảng bộ xã Tân Tiến", *said)]


def test_a_merger_is_one_step_in_the_book(world):
    before = Event.objects.count()
    carry_out(communes(world))
    assert Event.objects.count() == before + 1
    event = Event.objects.latest("id")
    assert (event.step, event.path) == ("organizations.merge_units", world.b.path)
    assert [unit["code"] for unit in event.before["units"]] == ["B1", "B2"]
    assert (event.after["document_no"], len(event.after["moved"])) == ("45-QĐ/TU", 3)


def test_members_of_a_merged_branch_change_their_branch_with_dates(world):
    carry_out(branches(world))
    rows = Membership.objects.filter(person=world.chau).order_by("id").values_list("branch", "valid_from", "valid_to")
    assert list(rows) == [(world.b1b.pk, None, LAST_DAY), (world.b1a.pk, DECISION.on, None)]
    assert Person.objects.get(pk=world.chau.pk).home_path == world.b1a.path
    assert Membership.objects.filter(person=world.an).count() == 1
    assert broken() == []


def test_whole_districts_may_merge_with_everything_below_them(world):
    new = NewUnit("D", "Đảng bộ huyện Hoa Sen", UnitKind.DISTRICT)
    (district,) = carry_out(Merger((world.b.pk, world.l.pk), new, world.province.pk, DECISION)).receivers
    below = set(Unit.objects.filter(path__startswith=district.path).values_list("code", flat=True))
    assert below == {"D", "B1", "B2", "L1", "B1a", "B1b", "B2a", "L1a"}
    assert {at(code).district_path for code in ("B1", "B1a", "L1a")} == {district.path}
    assert broken() == []


def test_agencies_follow_their_party_unit(world):
    make.agency("SNN", world.b1, "Sở Nông nghiệp")
    (new,) = carry_out(communes(world)).receivers
    agency = at("SNN")
    assert (agency.parent, agency.party_unit, agency.grassroots_path) == (new, new, new.path)
    assert broken() == []


def test_a_new_unit_may_take_over_the_code_and_name_of_an_old_one(world):
    same = NewUnit("B1", "Đảng bộ xã Hòa Bình", UnitKind.GRASSROOTS_COMMITTEE)
    (new,) = carry_out(communes(world, into=same)).receivers
    assert (at("B1"), new.name) == (new, "Đảng bộ xã Hòa Bình")
    assert broken() == []


def test_units_of_different_districts_may_merge(world):
    carry_out(Merger((world.l1.pk,), world.b1.pk, world.b.pk, DECISION))
    assert at("L1a").parent == world.b1
    assert at("L1a").district_path == world.b.path
    assert broken() == []


def test_a_path_that_was_left_is_never_given_again(world):
    carry_out(Merger((world.l1.pk,), world.b1.pk, world.b.pk, DECISION))
    left = FormerPath.objects.get(unit=world.l1a)
    assert (left.path, left.until) == ("001002001001", LAST_DAY)
    carry_out(branches(world))
    assert make.unit("B1c", UnitKind.BRANCH, world.b1, "Chi bộ thôn 3").path == world.b1.path + "004"
    assert broken() == []


def test_doing_it_again_changes_nothing(world):
    plan = communes(world)
    digest = preview(plan, at=timezone.now()).digest
    first = apply(plan, digest=digest, **by(make.INSTALLATION))
    counts = (Unit.objects.count(), UnitSuccession.objects.count(), Event.objects.count())
    again = apply(plan, digest=digest, **by(make.INSTALLATION))
    assert (again.repeated, again.receivers) == (True, first.receivers)
    assert (Unit.objects.count(), UnitSuccession.objects.count(), Event.objects.count()) == counts


@pytest.mark.parametrize("change", ["unit", "member", "post", "name"])
def test_a_preview_that_is_no_longer_true_is_not_carried_out(world, change):
    plan = communes(world)
    digest = preview(plan, at=timezone.now()).digest
    if change == "unit":
        make.unit("B1c", UnitKind.BRANCH, world.b1, "Chi bộ thôn 3")
    elif change == "member":
        make.person(world.b1a)
    elif change == "post":
        make.post(world.an, world.b1, "Bí thư", TitleGroup.SECRETARY)
    else:
        structure.correct_unit(unit=world.b1, name="Đảng bộ xã Khác", code="B1", **by(make.INSTALLATION))
    with refused("conflict") as refusal:
        apply(plan, digest=digest, **by(make.INSTALLATION))
    assert [problem.code for problem in refusal.value.problems] == ["preview-stale"]
    assert at("B1").valid_to is None
    assert not UnitSuccession.objects.exists()


def test_a_preview_does_not_change_by_itself(world):
    assert preview(communes(world), at=timezone.now()).digest == preview(communes(world), at=timezone.now()).digest


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"units": "B1"}, ("merge-needs-more", "units")),
        ({"units": "B1 T"}, ("unit-is-root", "units")),
        ({"units": "B1 B1a"}, ("merge-nested", "units")),
        ({"units": "B L", "parent": "B1"}, ("merge-into-itself", "units")),
        ({"units": "B1", "into": "B1a"}, ("merge-into-itself", "units")),
        ({"into": NewUnit("B", "Tên", UnitKind.GRASSROOTS_COMMITTEE)}, ("unit-code-taken", "code")),
        ({"into": NewUnit("", "Tên", UnitKind.GRASSROOTS_COMMITTEE)}, ("text-empty", "code")),
        ({"into": NewUnit("N", "", UnitKind.GRASSROOTS_COMMITTEE)}, ("text-empty", "name")),
        ({"into": NewUnit("N", "Tên", UnitKind.PROVINCE)}, ("unit-kind-misplaced", "kind")),
        ({"into": NewUnit("N", "Tên", UnitKind.SECTION), "parent": "B"}, None),
        ({"into": NewUnit("N", "Chi bộ mới", UnitKind.GRASSROOTS_BRANCH)}, ("unit-kind-misplaced", "")),
        ({"units": "B1a B1b", "into": COMMUNE}, ("not-a-branch", "")),
        ({"decision": replace(DECISION, document_no="")}, ("document-number-missing", "document_no")),
        ({"decision": replace(DECISION, document_date=TOMORROW)}, ("day-in-future", "document_date")),
        ({"decision": replace(DECISION, on=TOMORROW)}, ("day-in-future", "on")),
    ],
)
def test_what_stands_against_a_merger_is_told_and_nothing_is_done(world, changes, problem):
    codes = {unit.code: unit.pk for unit in Unit.objects.all()}
    found = dict(changes)
    if "units" in found:
        found["units"] = tuple(codes[code] for code in found["units"].split())
    for name in ("parent", "into"):
        if isinstance(found.get(name), str):
            found[name] = codes[found[name]]
    plan = communes(world, **found)
    drawn = preview(plan, at=timezone.now())
    if problem is None:
        assert drawn.problems == ()
        return
    assert problem in [(found.code, found.where) for found in drawn.problems]
    before = set(Unit.objects.values_list("path", "valid_to"))
    with refused() as refusal:
        apply(plan, digest=drawn.digest, **by(make.INSTALLATION))
    assert problem in told(refusal)
    assert set(Unit.objects.values_list("path", "valid_to")) == before


def test_nothing_may_begin_after_the_day_it_ends(world):
    make.post(world.an, world.b1, "Bí thư", TitleGroup.SECRETARY, valid_from=DECISION.on)
    (problem,) = preview(communes(world), at=timezone.now()).problems
    assert (problem.code, problem.facts) == ("merge-too-early", {"on": DECISION.on, "count": 1})


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        (Role.LEADER, "T", True),
        (Role.LEADER, "B", True),
        (Role.STAFF, "T", False),
        (Role.LEADER, "B1", False),
        (Role.LEADER, "L", False),
        (Role.ADMINISTRATOR, "T", False),
    ],
)
def test_a_leader_above_decides_a_merger_and_nobody_else(world, role, code, may):
    actor = make.actor(role, Unit.objects.get(code=code))
    if may:
        carry_out(communes(world), actor)
        assert at("B9").pk
        return
    with refused("forbidden"):
        carry_out(communes(world), actor)
    assert not UnitSuccession.objects.exists()


def test_a_merger_across_districts_needs_the_right_at_both_ends(world):
    plan = Merger((world.l1.pk,), world.b1.pk, world.b.pk, DECISION)
    for code in ("B", "L"):
        with refused("forbidden"):
            carry_out(plan, make.actor(Role.LEADER, Unit.objects.get(code=code)))
    carry_out(plan, make.actor(Role.LEADER, world.province))


def test_repeating_does_not_tell_the_unentitled_that_it_was_done(world):
    plan = communes(world)
    carry_out(plan)
    with refused("forbidden"):
        apply(plan, digest="", **by(make.actor(Role.LEADER, world.l)))


def test_charges_over_closed_units_end_with_them(world):
    charge = make.charge(world.an, world.b1)
    carry_out(communes(world))
    assert Charge.objects.get(pk=charge.pk).valid_to == LAST_DAY
