"""What an authority decided takes effect by a leader or a second officer, never by whoever typed the list alone."""

import pytest

from tests import make
from tusoi.exchange.models import UploadKind
from tusoi.exchange.rights import deciding_refusals
from tusoi.rules.authority import Actor, GrantFacts
from tusoi.rules.terms import Role, UnitKind

pytestmark = pytest.mark.django_db

ME, ANOTHER = 7, 8


def officer(role, path="001", user_id=ME):
    return Actor(name="Lê Thị Hoa", user_id=user_id, grants=(GrantFacts(role, path),))


@pytest.fixture(autouse=True)
def province():
    return make.unit("T", UnitKind.PROVINCE)


@pytest.mark.parametrize("kind", [UploadKind.SUGGESTIONS, UploadKind.RATINGS])
def test_an_officer_does_not_put_his_own_list_into_effect(kind):
    (problem,) = deciding_refusals(officer(Role.STAFF), kind, "001", ME)
    assert problem.code == "import-needs-leader"


@pytest.mark.parametrize("kind", UploadKind)
def test_a_leader_of_the_place_does(kind):
    assert deciding_refusals(officer(Role.LEADER), kind, "001", ANOTHER) == ()


def test_a_second_officer_checks_ratings_and_only_ratings():
    assert deciding_refusals(officer(Role.STAFF), UploadKind.RATINGS, "001", ANOTHER) == ()
    assert deciding_refusals(officer(Role.STAFF), UploadKind.SUGGESTIONS, "001", ANOTHER)


def test_a_second_officer_of_another_place_does_not():
    assert deciding_refusals(officer(Role.STAFF, "001002"), UploadKind.RATINGS, "001001", ANOTHER)


@pytest.mark.parametrize("kind", [UploadKind.UNITS, UploadKind.MEMBERS])
def test_lists_of_units_and_members_need_no_decision(kind):
    assert deciding_refusals(officer(Role.STAFF), kind, "001", ME) == ()
