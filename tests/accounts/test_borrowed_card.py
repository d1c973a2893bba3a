"""An account is a person only where somebody entitled has said so."""

import pytest
from django.utils import timezone

from tests import make
from tusoi.accounts.actions_users import add
from tusoi.accounts.queries import actor_of
from tusoi.rules.problems import Refused
from tusoi.rules.terms import Role, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    province = make.unit("T", UnitKind.PROVINCE)
    districts = [make.unit(f"T.{n}", UnitKind.DISTRICT, province) for n in (1, 2)]
    return [make.unit(f"{district.code}.1", UnitKind.GRASSROOTS_BRANCH, district) for district in districts]


def acting_staff(branch):
    user = make.user(Role.STAFF, branch.parent)
    return actor_of(user, on=timezone.localdate())


def opened(branch, person, by):
    return add(username="muon.the", role=Role.MEMBER, unit=branch, card_number=person.card_number, by=by,
               at=timezone.now())  # fmt: skip


def test_a_card_from_another_part_of_the_tree_is_as_unknown_as_none(places):
    mine, theirs = places
    stranger = make.person(theirs)
    with pytest.raises(Refused) as refusal:
        opened(mine, stranger, acting_staff(mine))
    with pytest.raises(Refused) as unknown:
        add(username="muon.the", role=Role.MEMBER, unit=mine, card_number="00000000", by=acting_staff(mine),
            at=timezone.now())  # fmt: skip
    assert [problem.code for problem in refusal.value.problems] == [problem.code for problem in unknown.value.problems]


def test_an_account_whose_grant_still_waits_is_nobody(places):
    mine, _theirs = places
    member = make.person(mine)
    added = opened(mine, member, acting_staff(mine))
    assert added.grant.approved_at is None
    actor = actor_of(added.user, on=timezone.localdate())
    assert (actor.person_id, actor.branch_path, actor.grants) == (None, "", ())
