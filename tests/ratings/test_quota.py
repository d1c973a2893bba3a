"""The ceiling on the board: every reading, modes, confirmation and exceptions; sums equal the counts."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.ratings.world import NOW, PAPER, world
from tusoi.ratings import actions
from tusoi.ratings.ceiling import ceiling_of
from tusoi.ratings.models import Batch, Decision, QuotaChoice
from tusoi.ratings.pages import cap_note, quota_panel
from tusoi.rules.problems import Refused
from tusoi.rules.tally import distribution
from tusoi.rules.terms import Category, QuotaBase, QuotaMode, Role, Rounding, Track

pytestmark = pytest.mark.django_db

E, G, C, N = Category.EXCELLENT, Category.GOOD, Category.COMPLETED, Category.NOT_COMPLETED
PAPERS = {"document_no": "1-QĐ/TU", "document_date": PAPER["document_date"]}


def decided(there, *categories):
    """Decide a batch of these categories."""
    return actions.decide_batch(batch=there.submit(*categories), **PAPERS, by=there.leader, at=NOW)


def readings(there):
    """Reading → (base, cap, planned, verdict) of the chosen rounding."""
    panel = quota_panel(there.group, ceiling_of(there.group), {})
    return {line.label: (line.size, line.cap, line.planned, line.verdict) for line in panel.readings}


def test_the_22_district_organisations_of_the_province_in_every_reading():
    there = world(22)
    decided(there, *[E] * 4, *[G] * 16, *[C] * 2)
    assert readings(there) == {
        "Trong số “tốt trở lên”": (20, 4, 4, "vừa đủ"),
        "Trong số “tốt”": (16, 3, 4, "vượt 1"),
        "Trong tổng số được xếp loại": (22, 4, 4, "vừa đủ"),
    }
    panel = quota_panel(there.group, ceiling_of(there.group), {})
    assert [line.in_use for line in panel.readings] == [True, False, False]
    assert panel.note == "Không quá 20 % – chưa đối chiếu với văn bản gốc, vì vậy chỉ cảnh báo."
    assert "cũng như trên" in panel.others_note


def test_readings_of_the_other_rounding_are_shown_where_they_differ():
    there = world(43)
    decided(there, *[E] * 8, *[G] * 35)
    panel = quota_panel(there.group, ceiling_of(there.group), {})
    assert [(line.label, line.cap) for line in panel.others][1] == ("Trong số “tốt trở lên”", 9)


def test_ten_excellent_and_no_good_do_not_pass_where_the_base_is_good():
    there = world(10)
    there.block(QuotaBase.GOOD)
    with pytest.raises(Refused) as refused:
        decided(there, *[E] * 10)
    assert refused.value.kind == "conflict"
    (problem,) = refused.value.problems
    assert (problem.code, problem.facts["cap"], problem.facts["used"], problem.facts["size"]) == (
        "quota-exceeded",
        0,
        10,
        0,
    )
    assert not Decision.objects.exists()


@pytest.mark.parametrize("base", list(QuotaBase))
def test_ten_excellent_and_no_good_pass_in_no_reading(base):
    there = world(10)
    there.block(base)
    with pytest.raises(Refused):
        decided(there, *[E] * 10)


def test_an_unconfirmed_value_only_warns_and_flags():
    there = world(3)
    assert decided(there, E, G, G) == 3
    assert list(Decision.objects.order_by("id").values_list("flags", flat=True)) == [["quota-exceeded"], [], []]


def test_block_cannot_be_chosen_before_somebody_has_confirmed_the_value():
    there = world(1)
    with pytest.raises(Refused) as refused:
        actions.choose_quota(
            group=there.group,
            base=QuotaBase.GOOD,
            rounding=Rounding.FLOOR,
            mode=QuotaMode.BLOCK,
            by=there.leader,
            at=NOW,
        )
    assert refused.value.problems[0].code == "quota-block-unconfirmed"
    assert not QuotaChoice.objects.exists()


def test_a_confirmation_is_given_once_by_name_and_document():
    there = world(1)
    values = {"cycle": there.cycle, "track": Track.ORGANIZATION, "by": there.staff, "at": NOW}
    with pytest.raises(Refused) as refused:
        actions.confirm_quota(**values, document_no="", article=" ")
    assert [problem.where for problem in refused.value.problems] == ["document_no", "article"]
    actions.confirm_quota(**values, document_no="21-HD/BTCTW", article="mục B.II")
    assert "đã đối chiếu với 21-HD/BTCTW, mục B.II" in cap_note(ceiling_of(there.group))
    with pytest.raises(Refused) as refused:
        actions.confirm_quota(**values, document_no="21-HD/BTCTW", article="mục B.II")
    assert refused.value.kind == "conflict"


def test_a_confirmation_holds_everywhere_so_a_district_cannot_give_it():
    there = world(2)
    clerk = make.actor(Role.STAFF, there.districts[0])
    with pytest.raises(Refused) as refused:
        actions.confirm_quota(
            cycle=there.cycle, track=Track.ORGANIZATION, document_no="1", article="2", by=clerk, at=NOW
        )
    assert refused.value.kind in {"forbidden", "missing"}


def test_an_exception_with_a_document_lifts_the_cap():
    there = world(5)
    there.block()
    values = {"group": there.group, "extra": 1, **PAPERS, "by": there.leader, "at": NOW}
    with pytest.raises(Refused):
        decided(there, E, E, G, G, G)
    with pytest.raises(Refused) as refused:
        actions.except_quota(**values | {"document_no": ""}, reason="Thành tích nổi bật")
    assert refused.value.problems[0].where == "document_no"
    actions.except_quota(**values, reason="Thành tích nổi bật")
    assert actions.decide_batch(batch=Batch.objects.get(), **PAPERS, by=there.leader, at=NOW) == 5
    assert Decision.objects.filter(category=E).values_list("flags", flat=True).distinct().get() == ["quota-exception"]
    current = Decision.objects.get(entry=there.entries[2])
    with pytest.raises(Refused) as refused:
        there.decide(2, E, expected_current=current.pk, reasons="lý do")
    assert refused.value.problems[0].facts["cap"] == 2


def test_lowering_somebody_is_never_forbidden_by_the_quota():
    there = world(5)
    there.block()
    decided(there, E, G, G, G, G)
    second = Decision.objects.get(entry=there.entries[1])
    there.decide(1, C, expected_current=second.pk, reasons="Phát hiện khuyết điểm")
    assert there.categories()[1] == C


def test_an_authority_may_set_the_ceiling_aside_and_the_board_says_so():
    there = world(2)
    chosen = {"base": QuotaBase.GOOD, "rounding": Rounding.FLOOR, "mode": QuotaMode.OFF}
    actions.choose_quota(group=there.group, **chosen, by=there.leader, at=NOW)
    decided(there, E, E)
    assert set(Decision.objects.values_list("category", flat=True)) == {E}
    assert not any(Decision.objects.values_list("flags", flat=True))
    assert "không áp dụng" in cap_note(ceiling_of(there.group))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(categories=st.lists(st.sampled_from([E, G, C, N, None]), min_size=6, max_size=6))
def test_the_sums_of_the_board_are_the_counts_of_the_decisions(categories):
    with transaction.atomic():
        there = world(6)
        for place, category in enumerate(categories):
            if category:
                there.decide(place, category)
        panel = quota_panel(there.group, ceiling_of(there.group), {})
        tally = distribution({one: categories.count(one) for one in Category}, list(Category))
        assert [now for _, now, _ in panel.planned] == [line.count or 0 for line in tally]
        assert {line.size for line in panel.readings if "tổng số" in line.label} == {tally[0].base}
        transaction.set_rollback(True)
