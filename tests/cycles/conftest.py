"""One small province for the tests of this room."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests import make
from tusoi.organizations.models import Collective, Person, Unit
from tusoi.rules.terms import CollectiveKind, ManagingLevel, TitleGroup, UnitKind

LONG_AGO = date(2005, 2, 3)


@dataclass(frozen=True)
class World:
    """Province T with districts B (Bằng Lăng) and L (Lưu Ly).

    Below B the commune X with the branches X1 and X2 and the grassroots branch C; below L the commune Y with the
    branch Y1. ``an`` leads the district B and is a member of X1; ``binh`` is secretary of X1; ``chi`` has no post.
    """

    province: Unit
    district: Unit
    other_district: Unit
    commune: Unit
    branch: Unit
    second_branch: Unit
    grassroots_branch: Unit
    other_commune: Unit
    other_branch: Unit
    committee: Collective
    an: Person
    binh: Person
    chi: Person


@pytest.fixture
def world(db: None) -> World:
    province = make.province()
    district = make.unit("B", UnitKind.DISTRICT, province, "Đảng bộ huyện Bằng Lăng")
    other_district = make.unit("L", UnitKind.DISTRICT, province, "Đảng bộ huyện Lưu Ly")
    commune = make.unit("X", UnitKind.GRASSROOTS_COMMITTEE, district, "Đảng bộ xã Xuân")
    branch = make.unit("X1", UnitKind.BRANCH, commune, "Chi bộ thôn Một")
    second_branch = make.unit("X2", UnitKind.BRANCH, commune, "Chi bộ thôn Hai")
    grassroots_branch = make.unit("C", UnitKind.GRASSROOTS_BRANCH, district, "Chi bộ Phòng Nội vụ")
    other_commune = make.unit("Y", UnitKind.GRASSROOTS_COMMITTEE, other_district, "Đảng bộ xã Yên")
    other_branch = make.unit("Y1", UnitKind.BRANCH, other_commune, "Chi bộ thôn Ba")
    committee = make.collective(commune, CollectiveKind.STANDING_COMMITTEE, "Ban Thường vụ Đảng ủy xã Xuân")
    an = make.person(branch, "Nguyễn Văn An", admitted_on=LONG_AGO)
    binh = make.person(branch, "Trần Thị Bình", admitted_on=LONG_AGO)
    chi = make.person(second_branch, "Lê Kim Chi", admitted_on=LONG_AGO)
    make.post(
        an,
        district,
        "Bí thư Huyện ủy",
        TitleGroup.SECRETARY,
        is_head=True,
        managing_level=ManagingLevel.PROVINCE,
    )
    make.post(binh, branch, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    return World(
        province,
        district,
        other_district,
        commune,
        branch,
        second_branch,
        grassroots_branch,
        other_commune,
        other_branch,
        committee,
        an,
        binh,
        chi,
    )
