"""One small province for the tests of this room."""

from dataclasses import dataclass

import pytest

from tests import make
from tusoi.organizations.models import Person, Unit
from tusoi.rules.terms import UnitKind


@dataclass(frozen=True)
class World:
    """Province T with districts B (Bằng Lăng) and L (Lưu Ly).

    B has the grassroots committees B1 (branches B1a, B1b) and B2 (branch B2a); L has L1 (branch L1a). Two members in
    B1a, one in each other branch.
    """

    province: Unit
    b: Unit
    l: Unit  # noqa: E741 - the code of the district
    b1: Unit
    b2: Unit
    l1: Unit
    b1a: Unit
    b1b: Unit
    b2a: Unit
    l1a: Unit
    an: Person  # in B1a
    binh: Person  # in B1a
    chau: Person  # in B1b
    dung: Person  # in B2a
    giang: Person  # in L1a


@pytest.fixture
def world(db) -> World:
    province = make.province()
    b = make.unit("B", UnitKind.DISTRICT, province, "Đảng bộ huyện Bằng Lăng")
    l = make.unit("L", UnitKind.DISTRICT, province, "Đảng bộ huyện Lưu Ly")  # noqa: E741
    b1 = make.unit("B1", UnitKind.GRASSROOTS_COMMITTEE, b, "Đảng bộ xã Hòa Bình")
    b2 = make.unit("B2", UnitKind.GRASSROOTS_COMMITTEE, b, "Đảng bộ xã Tân Tiến")
    l1 = make.unit("L1", UnitKind.GRASSROOTS_COMMITTEE, l, "Đảng bộ xã Ea H’Leo")
    b1a = make.unit("B1a", UnitKind.BRANCH, b1, "Chi bộ thôn 2")
    b1b = make.unit("B1b", UnitKind.BRANCH, b1, "Chi bộ thôn 10")
    b2a = make.unit("B2a", UnitKind.BRANCH, b2, "Chi bộ Trường Đoàn Kết")
    l1a = make.unit("L1a", UnitKind.BRANCH, l1, "Chi bộ buôn Đăk")
    return World(
        province,
        b,
        l,
        b1,
        b2,
        l1,
        b1a,
        b1b,
        b2a,
        l1a,
        an=make.person(b1a, "Nguyễn Thị An"),
        binh=make.person(b1a, "Lê Hòa Bình"),
        chau=make.person(b1b, "Trần Minh Châu"),
        dung=make.person(b2a, "Đỗ Đình Dũng"),
        giang=make.person(l1a, "H’Giang Niê"),
    )
