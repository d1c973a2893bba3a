"""Lists of units and members: a plan says what would change, the same plan changes just that."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from tests import make
from tusoi.audit.models import Event
from tusoi.organizations.intake import plan_members, plan_units, put_members, put_units
from tusoi.organizations.models import Membership, Person, PersonStatus, Post, Unit
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Gender, ManagingLevel, PersonStatusKind, TitleGroup, UnitKind

pytestmark = pytest.mark.django_db

AT = datetime(2021, 11, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
AS_OF = date(2021, 10, 31)
SOURCE = {"record": "exchange.upload:1", "file": "danh_sach.xlsx"}


class U(NamedTuple):
    code: str
    name: str
    kind: UnitKind
    parent: str
    row: int


class M(NamedTuple):
    card: str
    full_name: str
    branch: str
    row: int = 7
    gender: Gender | None = None
    born_on: date | None = None
    admitted_on: date | None = None
    official_on: date | None = None
    branch_post: str = ""
    upper_post: str = ""
    post_unit: str = ""
    managing_level: ManagingLevel | None = None
    status: PersonStatusKind | None = None
    note: str = ""


TREE = (
    U("T", "Đảng bộ tỉnh Hoa Sen", UnitKind.PROVINCE, "", 7),
    U("T.01.01.01", "Chi bộ thôn 1", UnitKind.BRANCH, "T.01.01", 8),
    U("T.01", "Đảng bộ huyện Lưu Ly", UnitKind.DISTRICT, "T", 9),
    U("T.01.01", "Đảng bộ xã Bằng Lăng", UnitKind.GRASSROOTS_COMMITTEE, "T.01", 10),
    U("T.01.02", "Chi bộ cơ quan", UnitKind.GRASSROOTS_BRANCH, "T.01", 11),
)


def put_tree():
    put_units(plan_units(TREE, as_of=AS_OF), by=make.INSTALLATION, at=AT, source=SOURCE)


def put(*rows):
    plan = plan_members(rows, as_of=AS_OF)
    assert plan.ok, plan.findings
    put_members(plan, by=make.INSTALLATION, at=AT, source=SOURCE)
    return plan


def codes(plan):
    return [(finding.severity, finding.code, finding.row, finding.field) for finding in plan.findings]


def test_units_find_their_parent_by_its_column_wherever_it_stands_in_the_list():
    put_tree()
    branch = Unit.objects.get(code="T.01.01.01")
    assert branch.path == "001001001001"
    assert (branch.province_path, branch.district_path, branch.grassroots_path) == ("001", "001001", "001001001")
    assert Unit.objects.get(code="T.01.02").grassroots_path == "001001002"


def test_a_second_time_the_list_of_units_changes_nothing_and_writes_nothing():
    put_tree()
    plan = plan_units(TREE, as_of=AS_OF)
    events = Event.objects.count()
    put_units(plan, by=make.INSTALLATION, at=AT, source=SOURCE)
    assert (len(plan.added), len(plan.changed), plan.unchanged, plan.absent) == (0, 0, 5, ())
    assert Event.objects.count() == events


def test_a_name_is_corrected_and_the_place_of_tones_is_no_correction():
    put_tree()
    plan = plan_units((TREE[0], U("T.01", "Đảng bộ huyện Lưu Ly mới", UnitKind.DISTRICT, "T", 8)), as_of=AS_OF)
    assert [change.what for change in plan.changed] == [(("name", "Đảng bộ huyện Lưu Ly", "Đảng bộ huyện Lưu Ly mới"),)]
    assert [code for code, _name in plan.absent] == ["T.01.01", "T.01.01.01", "T.01.02"] or len(plan.absent) == 3
    put_units(plan, by=make.INSTALLATION, at=AT, source=SOURCE)
    assert Unit.objects.get(code="T.01").search_key == "dang bo huyen luu ly moi"
    assert Unit.objects.filter(valid_to__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (U("T.09", "Đảng bộ huyện X", UnitKind.DISTRICT, "T.77", 20), ("parent-unknown", "parent")),
        (U("T.09", "Đảng bộ tỉnh khác", UnitKind.PROVINCE, "", 20), ("root-exists", "parent")),
        (U("T.09", "Đảng bộ huyện X", UnitKind.DISTRICT, "T.01.01", 20), ("unit-kind-below", "kind")),
        (
            U("T.01.01", "Đảng bộ xã Bằng Lăng", UnitKind.GRASSROOTS_COMMITTEE, "T", 20),
            ("unit-parent-differs", "parent"),
        ),
        (U("T.01.02", "Chi bộ cơ quan", UnitKind.BRANCH, "T.01", 20), ("unit-kind-differs", "kind")),
    ],
)
def test_what_does_not_fit_the_tree_is_an_error_on_its_cell(row, found):
    put_tree()
    plan = plan_units((row,), as_of=AS_OF)
    assert not plan.ok
    assert [(finding.code, finding.field) for finding in plan.findings] == [found]


def test_a_plan_drawn_up_before_somebody_else_added_the_same_units_is_refused():
    plan = plan_units(TREE, as_of=AS_OF)
    put_tree()
    with pytest.raises(Refused) as refusal:
        put_units(plan, by=make.INSTALLATION, at=AT, source=SOURCE)
    assert refusal.value.problems[0].code == "list-outdated"
    assert Unit.objects.count() == len(TREE)


def test_members_come_with_branch_posts_level_and_status():
    put_tree()
    put(
        M("29000001", "Trần Thị Ánh", "T.01.01.01", branch_post="Bí thư chi bộ", gender=Gender.FEMALE),
        M("29000002", "Lê Văn Ân", "T.01.02", upper_post="Bí thư Huyện ủy", post_unit="T.01",
          managing_level=ManagingLevel.PROVINCE, status=PersonStatusKind.EXEMPT, note="Miễn sinh hoạt"),
    )  # fmt: skip
    anh, an = Person.objects.order_by("card_number")
    assert (anh.home_path, anh.search_key, anh.gender) == ("001001001001", "tran thi anh", "female")
    assert list(Membership.objects.order_by("person_id").values_list("person_id", "branch__code")) == [
        (anh.pk, "T.01.01.01"),
        (an.pk, "T.01.02"),
    ]
    assert list(Post.objects.order_by("id").values_list("title_group", "is_head", "managing_level", "unit__code")) == [
        (TitleGroup.BRANCH_SECRETARY, True, "", "T.01.01.01"),
        (TitleGroup.SECRETARY, True, "province", "T.01"),
    ]
    assert PersonStatus.objects.get().evidence == "Miễn sinh hoạt"


def test_a_second_time_the_list_of_members_changes_nothing():
    put_tree()
    rows = (
        M("29000001", "Trần Thị Ánh", "T.01.01.01", branch_post="Bí thư chi bộ"),
        M("29000002", "Lê Văn Ân", "T.01.02", upper_post="Bí thư Huyện ủy", post_unit="T.01",
          managing_level=ManagingLevel.PROVINCE, status=PersonStatusKind.EXEMPT),
    )  # fmt: skip
    put(*rows)
    plan = put(*rows)
    assert (len(plan.added), len(plan.changed), plan.unchanged) == (0, 0, 2)
    assert Post.objects.count() == 2
    assert Membership.objects.count() == 2


def test_another_branch_closes_the_membership_and_the_branch_post_with_it():
    put_tree()
    put(M("29000001", "Trần Thị Ánh", "T.01.01.01", branch_post="Bí thư chi bộ"))
    plan = put(M("29000001", "Trần Thị Ánh", "T.01.02"))
    assert plan.changed[0].what == (
        ("branch", "Chi bộ thôn 1", "Chi bộ cơ quan"),
        ("posts", "Bí thư chi bộ", ""),
    )
    old, new = Membership.objects.order_by("id")
    assert (old.valid_to, new.valid_from, new.branch.code) == (date(2021, 10, 30), AS_OF, "T.01.02")
    assert Post.objects.get().valid_to == date(2021, 10, 30)
    assert Person.objects.get().home_path == "001001002"


def test_a_new_title_at_the_same_unit_replaces_the_former_and_posts_elsewhere_stay():
    put_tree()
    put(M("29000001", "Trần Thị Ánh", "T.01.02", upper_post="Phó Bí thư Đảng ủy", post_unit="T.01.01"))
    make.post(Person.objects.get(), Unit.objects.get(code="T.01"), "Ủy viên Ban Thường vụ Huyện ủy",
              TitleGroup.STANDING_MEMBER)  # fmt: skip
    plan = put(M("29000001", "Trần Thị Ánh", "T.01.02", upper_post="Bí thư Đảng ủy", post_unit="T.01.01"))
    assert plan.changed[0].what == (("posts", "Phó Bí thư Đảng ủy", "Bí thư Đảng ủy"),)
    assert codes(plan) == [("info", "post-kept", 7, "upper_post")]
    in_force = Post.objects.filter(valid_to__isnull=True).order_by("id").values_list("title", flat=True)
    assert list(in_force) == ["Ủy viên Ban Thường vụ Huyện ủy", "Bí thư Đảng ủy"]


def test_a_blank_cell_states_nothing_and_a_filled_one_corrects():
    put_tree()
    put(M("29000001", "Trần Thị Ánh", "T.01.02", born_on=date(1980, 1, 2), gender=Gender.FEMALE))
    plan = put(M("29000001", "Trần Thị Ảnh", "T.01.02", admitted_on=date(2005, 3, 4)))
    assert plan.changed[0].what == (("full_name", "Trần Thị Ánh", "Trần Thị Ảnh"), ("admitted_on", "", "04/03/2005"))
    person = Person.objects.get()
    assert (person.born_on, person.admitted_on, person.gender) == (date(1980, 1, 2), date(2005, 3, 4), "female")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (M("29000009", "Lê An", "T.99"), ("error", "branch-unknown", 7, "branch")),
        (M("29000009", "Lê An", "T.01"), ("error", "branch-is-none", 7, "branch")),
        (
            M("29000009", "Lê An", "T.01.02", upper_post="Bí thư Đảng ủy", post_unit="T.99"),
            ("error", "post-unit-unknown", 7, "post_unit"),
        ),
        (
            M("29000009", "Lê An", "T.01.02", managing_level=ManagingLevel.DISTRICT),
            ("warning", "level-without-post", 7, "managing_level"),
        ),
    ],
)
def test_what_the_tree_does_not_know_is_named_on_its_cell(row, found):
    put_tree()
    assert codes(plan_members((row,), as_of=AS_OF)) == [found]


def test_an_older_list_does_not_undo_a_later_move():
    put_tree()
    put(M("29000001", "Trần Thị Ánh", "T.01.01.01"))
    put(M("29000001", "Trần Thị Ánh", "T.01.02"))
    plan = plan_members((M("29000001", "Trần Thị Ánh", "T.01.01.01"),), as_of=date(2021, 9, 30))
    assert codes(plan) == [("error", "list-before-membership", 7, "branch")]


def test_the_scope_of_a_list_is_the_lowest_unit_above_everything_it_touches():
    put_tree()
    assert plan_members((M("29000001", "Lê An", "T.01.01.01"), M("29000002", "Lê Ân", "T.01.02"))).scope == "001001"
    assert plan_members((M("29000001", "Lê An", "T.01.01.01"),)).scope == "001001001001"
    put(M("29000001", "Lê An", "T.01.01.01"))
    assert plan_members((M("29000001", "Lê An", "T.01.02"),)).scope == "001001"


def test_the_book_holds_one_event_with_every_change_and_where_it_came_from():
    put_tree()
    put(M("29000001", "Trần Thị Ánh", "T.01.02"))
    put(M("29000001", "Trần Thị Ảnh", "T.01.02"))
    event = Event.objects.order_by("-id").first()
    assert (event.step, event.record) == ("organizations.import_members", "exchange.upload:1")
    assert event.after["changes"] == [["29000001", "full_name", "Trần Thị Ánh", "Trần Thị Ảnh"]]
    assert event.after["file"] == "danh_sach.xlsx"
