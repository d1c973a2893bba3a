"""A small province with one holder of each office."""

from types import SimpleNamespace

import pytest

from tests import make
from tusoi.rules.terms import Role, UnitKind


@pytest.fixture
def province(db):
    """T ▸ T1 ▸ T11 (grassroots) ▸ T111 (branch); T2 beside T1."""
    top = make.province()
    first = make.unit("T1", UnitKind.DISTRICT, top)
    second = make.unit("T2", UnitKind.DISTRICT, top)
    grassroots = make.unit("T11", UnitKind.GRASSROOTS_COMMITTEE, first)
    branch = make.unit("T111", UnitKind.BRANCH, grassroots)
    return SimpleNamespace(top=top, first=first, second=second, grassroots=grassroots, branch=branch)


@pytest.fixture
def people(province):
    """One user per office, each recursive."""
    return SimpleNamespace(
        top_leader=make.user(Role.LEADER, province.top, username="bi-thu-tinh"),
        first_leader=make.user(Role.LEADER, province.first, username="bi-thu-huyen"),
        staff=make.user(Role.STAFF, province.first, username="chuyen-vien-huyen"),
        other_staff=make.user(Role.STAFF, province.second, username="chuyen-vien-huyen-khac"),
        inspector=make.user(Role.INSPECTOR, province.first, username="kiem-tra"),
        administrator=make.user(Role.ADMINISTRATOR, province.top, username="quan-tri"),
        member=make.user(Role.MEMBER, province.branch, username="dang-vien"),
    )
