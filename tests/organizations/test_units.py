"""Units and collectives: founded, renamed, corrected, closed; what stands against it, and that nothing is half done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.organizations.invariants import broken
from tusoi.audit.models import Chain, Event
from tusoi.organizations import structure
from tusoi.organizations.models import Collective, Post, Unit, UnitSuccession
from tusoi.rules.problems import Refused
from tusoi.rules.terms import CollectiveKind, Role, SuccessionKind, TitleGroup, UnitKind, UnitLevel

SIGNED = {"document_no": "12-QĐ/TU", "document_date": date(2022, 3, 1)}
TOMORROW = timezone.localdate() + timedelta(days=1)


def by(actor):
    return {"by": actor, "at": timezone.now()}


def refused(kind="invalid"):
    return pytest.raises(Refused, check=lambda refusal: refusal.kind == kind)


def told(refusal) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in refusal.value.problems]


def test_units_stand_at_the_next_free_place_with_their_authorities(world):
    assert (world.b.path, world.l.path) == ("001001", "001002")
    assert (world.b1a.province_path, world.b1a.district_path, world.b1a.grassroots_path) == (
        "001",
        "001001",
        "001001001",
    )
    assert broken() == []


def test_a_district_level_unit_gets_a_chain_of_its_own(world):
    assert set(Chain.objects.values_list("key", flat=True)) >= {world.b.path, world.l.path}


def test_founding_a_unit_is_one_step_in_the_book(world):
    event = Event.objects.get(record=structure.record(world.b1a))
    assert (event.step, event.path) == ("organizations.create_unit", world.b1a.path)
    assert event.after == {"code": "B1a", "name": "Chi bộ thôn 2", "kind": "branch", "parent": "B1"}


def test_an_agency_belongs_to_the_party_unit_above_it(world):
    agency = make.agency("SNN", world.b1, "Sở Nông nghiệp")
    assert (agency.parent, agency.party_unit, agency.level) == (world.b1, world.b1, UnitLevel.GRASSROOTS)
    assert (agency.grassroots_path, broken()) == (world.b1.path, [])


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"code": "B2"}, ("unit-code-taken", "code")),
        ({"code": " "}, ("text-empty", "code")),
        ({"code": "X" * 41}, ("text-too-long", "code")),
        ({"name": ""}, ("text-empty", "name")),
        ({"name": "chi bộ  THÔN 2"}, ("unit-name-taken", "name")),
        ({"kind": UnitKind.DISTRICT}, ("unit-kind-misplaced", "kind")),
        ({"valid_from": TOMORROW}, ("day-in-future", "valid_from")),
        ({"valid_from": date(21, 1, 1)}, ("day-too-old", "valid_from")),
    ],
)
def test_a_new_unit_is_refused_with_the_field_that_is_wrong(world, given, problem):
    asked = {"code": "B1x", "name": "Chi bộ mới", "kind": UnitKind.BRANCH, **given}
    before = Unit.objects.count()
    with refused() as refusal:
        structure.create_unit(**asked, parent=world.b1, **by(make.INSTALLATION))
    assert told(refusal) == [problem]
    assert Unit.objects.count() == before


def test_every_problem_is_told_at_once(world):
    with refused() as refusal:
        structure.create_unit(code="B", name="", kind=UnitKind.PROVINCE, parent=world.b1, **by(make.INSTALLATION))
    assert told(refusal) == [("unit-code-taken", "code"), ("text-empty", "name"), ("unit-kind-misplaced", "kind")]


def test_there_is_one_root(world):
    with refused() as refusal:
        make.unit("T2", UnitKind.PROVINCE)
    assert told(refusal) == [("unit-second-root", "parent")]


def test_a_decision_changes_the_name_and_keeps_the_old_one_with_its_document(world):
    on = date(2022, 4, 1)
    structure.rename_unit(unit=world.b1, name="Đảng bộ xã Hòa Hải", on=on, **SIGNED, **by(make.INSTALLATION))
    world.b1.refresh_from_db()
    assert (world.b1.name, world.b1.search_key) == ("Đảng bộ xã Hòa Hải", "dang bo xa hoa hai")
    row = UnitSuccession.objects.get()
    assert (row.kind, row.predecessor, row.successor) == (SuccessionKind.RENAME, world.b1, world.b1)
    assert (row.former_name, row.on, row.document_no) == ("Đảng bộ xã Hòa Bình", on, "12-QĐ/TU")


def test_a_unit_may_be_renamed_again(world):
    for name in ("Đảng bộ xã Một", "Đảng bộ xã Hai"):
        structure.rename_unit(unit=world.b1, name=name, on=date(2022, 4, 1), **SIGNED, **by(make.INSTALLATION))
    names = UnitSuccession.objects.order_by("id").values_list("former_name", flat=True)
    assert list(names) == ["Đảng bộ xã Hòa Bình", "Đảng bộ xã Một"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "Đảng bộ xã Tân Tiến"}, ("unit-name-taken", "name")),
        ({"name": "Đảng bộ xã Hòa Bình"}, ("unit-name-same", "name")),
        ({"document_no": " "}, ("document-number-missing", "document_no")),
        ({"document_date": None}, ("document-date-missing", "document_date")),
        ({"document_date": TOMORROW}, ("day-in-future", "document_date")),
        ({"on": TOMORROW}, ("day-in-future", "on")),
    ],
)
def test_a_new_name_needs_a_decision_that_has_been_made(world, given, problem):
    asked = {"name": "Đảng bộ xã Hòa Hải", "on": date(2022, 4, 1), **SIGNED, **given}
    with refused() as refusal:
        structure.rename_unit(unit=world.b1, **asked, **by(make.INSTALLATION))
    assert told(refusal) == [problem]
    assert not UnitSuccession.objects.exists()


def test_a_slip_is_mended_and_the_book_keeps_what_it_was(world):
    structure.correct_unit(unit=world.b1, name="Đảng bộ xã Hoà Bình", code="B.1", **by(make.INSTALLATION))
    event = Event.objects.get(step="organizations.correct_unit")
    assert event.before == {"name": "Đảng bộ xã Hòa Bình", "code": "B1"}
    assert event.after == {"name": "Đảng bộ xã Hoà Bình", "code": "B.1"}


def test_mending_nothing_is_no_step(world):
    structure.correct_unit(unit=world.b1, name=world.b1.name, code=world.b1.code, **by(make.INSTALLATION))
    assert not Event.objects.filter(step="organizations.correct_unit").exists()


def test_an_empty_unit_closes_with_its_collectives_and_posts(world):
    section = make.unit("B1s", UnitKind.SECTION, world.b1, "Đảng bộ bộ phận Một")
    committee = make.collective(section, CollectiveKind.COMMITTEE)
    post = make.post(world.chau, section, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    on = date(2022, 5, 31)
    structure.close_unit(unit=section, on=on, **SIGNED, **by(make.INSTALLATION))
    ended = (Unit.objects.get(pk=section.pk), Collective.objects.get(pk=committee.pk), Post.objects.get(pk=post.pk))
    assert [row.valid_to for row in ended] == [on, on, on]
    assert broken() == []


@pytest.mark.parametrize(
    ("code", "problems"),
    [("B1", ["unit-has-units", "unit-has-members"]), ("B1a", ["unit-has-members"])],
)
def test_a_unit_with_units_or_members_does_not_close(world, code, problems):
    with refused("conflict") as refusal:
        unit = Unit.objects.get(code=code)
        structure.close_unit(unit=unit, on=date(2022, 5, 31), **SIGNED, **by(make.INSTALLATION))
    assert [problem.code for problem in refusal.value.problems] == problems


def test_nothing_is_done_to_a_closed_unit(world):
    section = make.unit("B1s", UnitKind.SECTION, world.b1, "Đảng bộ bộ phận Một")
    structure.close_unit(unit=section, on=date(2022, 5, 31), **SIGNED, **by(make.INSTALLATION))
    acts = (
        lambda: make.unit("B1s1", UnitKind.BRANCH, section, "Chi bộ mới"),
        lambda: make.collective(section, CollectiveKind.COMMITTEE),
        lambda: structure.correct_unit(unit=section, name="Tên khác", code="C", **by(make.INSTALLATION)),
        lambda: make.charge(world.an, section),
    )
    for act in acts:
        with refused("conflict") as refusal:
            act()
        assert [problem.code for problem in refusal.value.problems] == ["unit-closed"]


def test_the_code_of_a_closed_unit_may_be_given_again(world):
    section = make.unit("B1s", UnitKind.SECTION, world.b1, "Đảng bộ bộ phận Một")
    structure.close_unit(unit=section, on=date(2022, 5, 31), **SIGNED, **by(make.INSTALLATION))
    again = make.unit("B1s", UnitKind.SECTION, world.b1, "Đảng bộ bộ phận Hai")
    assert again.path != section.path


@pytest.mark.parametrize(
    ("code", "kind", "problem"),
    [
        ("B1a", CollectiveKind.STANDING_COMMITTEE, "collective-kind-misplaced"),
        ("B1", CollectiveKind.BRANCH, "collective-kind-misplaced"),
        ("B1", CollectiveKind.LEADERSHIP, "collective-kind-misplaced"),
        ("B1", CollectiveKind.COMMITTEE, "collective-exists"),
    ],
)
def test_a_collective_fits_its_unit_and_is_there_once(world, code, kind, problem):
    make.collective(world.b1, CollectiveKind.COMMITTEE)
    with refused() as refusal:
        make.collective(Unit.objects.get(code=code), kind)
    assert told(refusal) == [(problem, "kind")]


def test_leadership_collectives_of_one_agency_are_told_apart_by_name(world):
    agency = make.agency("SNN", world.b1)
    make.collective(agency, CollectiveKind.LEADERSHIP, "Tập thể lãnh đạo Sở")
    make.collective(agency, CollectiveKind.LEADERSHIP, "Tập thể lãnh đạo Chi cục")
    with refused() as refusal:
        make.collective(agency, CollectiveKind.LEADERSHIP, "tập thể lãnh đạo SỞ")
    assert told(refusal) == [("collective-exists", "kind")]


def test_a_collective_ends_once_and_not_before_it_began(world):
    committee = make.collective(world.b1, CollectiveKind.COMMITTEE, valid_from=date(2020, 6, 1))
    with refused() as refusal:
        structure.close_collective(collective=committee, on=date(2020, 5, 31), **by(make.INSTALLATION))
    assert told(refusal) == [("day-before-start", "on")]
    structure.close_collective(collective=committee, on=date(2022, 5, 31), **by(make.INSTALLATION))
    with refused("conflict") as refusal:
        structure.close_collective(collective=committee, on=date(2022, 6, 1), **by(make.INSTALLATION))
    assert [problem.code for problem in refusal.value.problems] == ["already-ended"]


def test_a_charge_is_over_a_unit_or_a_field_and_given_once(world):
    with refused() as refusal:
        make.charge(world.an)
    assert told(refusal) == [("charge-of-nothing", "unit")]
    charge = make.charge(world.an, world.b2, "Đất đai")
    with refused() as refusal:
        make.charge(world.an, world.b2, "Đất đai")
    assert told(refusal) == [("charge-exists", "unit")]
    structure.end_charge(charge=charge, on=date(2022, 5, 31), **by(make.INSTALLATION))
    make.charge(world.an, world.b2, "Đất đai")


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        (Role.STAFF, "T", True),
        (Role.STAFF, "B", True),
        (Role.STAFF, "L", False),
        (Role.LEADER, "T", False),
        (Role.INSPECTOR, "T", False),
        (Role.ADMINISTRATOR, "T", False),
    ],
)
def test_staff_above_a_unit_keep_its_structure_and_nobody_else(world, role, code, may):
    actor = make.actor(role, Unit.objects.get(code=code))
    if may:
        structure.create_unit(code="N", name="Chi bộ mới", kind=UnitKind.BRANCH, parent=world.b1, **by(actor))
        return
    with refused("forbidden") as refusal:
        structure.create_unit(code="N", name="Chi bộ mới", kind=UnitKind.BRANCH, parent=world.b1, **by(actor))
    (problem,) = refusal.value.problems
    assert (problem.code, problem.source) == ("not-entitled", "Bảng phân quyền, dòng 30")
    assert problem.facts["who"] == ("chuyên viên tổ chức của cấp quản lý",)


def test_the_name_and_end_of_a_unit_are_kept_by_the_level_above(world):
    staff = make.actor(Role.STAFF, world.b1)
    with refused("forbidden"):
        structure.correct_unit(unit=world.b1, name="Tên khác", code="B1", **by(staff))
    structure.correct_unit(unit=world.b1a, name="Chi bộ thôn Hai", code="B1a", **by(staff))
