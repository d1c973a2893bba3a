"""The number of members a unit has, kept on the unit through everything that moves members."""

from datetime import date

import pytest
from django.utils import timezone

from tests import make
from tests.organizations.invariants import broken
from tests.organizations.test_intake import M, put, put_tree
from tusoi.organizations import actions
from tusoi.organizations.models import Unit

pytestmark = pytest.mark.django_db


def members() -> dict[str, int]:
    return dict(Unit.objects.values_list("code", "member_count"))


def test_a_member_counts_at_his_branch_and_everywhere_above(world):
    assert members() == {"T": 5, "B": 4, "L": 1, "B1": 3, "B2": 1, "L1": 1, "B1a": 2, "B1b": 1, "B2a": 1, "L1a": 1}


def test_a_move_takes_him_out_here_and_puts_him_in_there(world):
    actions.move_member(person=world.an, branch=world.l1a, on=date(2022, 5, 1), by=make.INSTALLATION, at=timezone.now())
    after = members()
    assert [after[code] for code in ("T", "B", "B1", "B1a", "L", "L1", "L1a")] == [5, 3, 2, 1, 2, 2, 2]


def test_a_list_from_a_workbook_is_counted_in_one_go():
    put_tree()
    put(M("1", "Nguyễn Văn An", "T.01.01.01"), M("2", "Lê Bình", "T.01.01.01"), M("3", "Trần Châu", "T.01.02"))
    assert members() == {"T": 3, "T.01": 3, "T.01.01": 2, "T.01.01.01": 2, "T.01.02": 1}
    put(M("1", "Nguyễn Văn An", "T.01.02"), M("4", "Đỗ Dũng", "T.01.02"))
    assert members() == {"T": 4, "T.01": 4, "T.01.01": 1, "T.01.01.01": 1, "T.01.02": 3}
    assert broken() == []
