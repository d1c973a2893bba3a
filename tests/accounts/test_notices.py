"""People are told on their desks: a code with facts, in words of the reader's language, never content."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests import make
from tusoi.accounts import actions, queries
from tusoi.accounts.facts import packed, unpacked
from tusoi.accounts.models import Notice
from tusoi.accounts.pages import notice_lines
from tusoi.rules.terms import Role

NOW = datetime(2022, 1, 21, 5, tzinfo=UTC)


def tell(*users, code="notice-grant-ended", at=NOW, **facts):
    facts = {"role": Role.STAFF, "unit": "Đảng bộ T1"} | facts
    actions.notify(users=users, code=code, facts=facts, url="/accounts/me/", at=at)


def test_many_are_told_at_once_and_each_once(people, django_assert_num_queries):
    actor = make.acting(people.staff)
    with django_assert_num_queries(1):
        tell(people.staff, people.inspector, actor)
    assert sorted(Notice.objects.values_list("user__username", flat=True)) == ["chuyen-vien-huyen", "kiem-tra"]


def test_a_notice_is_a_sentence_with_its_facts(people):
    tell(people.staff)
    (line,) = notice_lines(people.staff.pk)
    assert line.text == "Quyền “Chuyên viên tổ chức” của đồng chí tại Đảng bộ T1 đã kết thúc."
    assert (line.at, line.url) == (NOW, "/accounts/me/")


def test_facts_come_back_as_they_went_in():
    facts = {"role": Role.STAFF, "day": date(2022, 1, 21), "at": NOW, "count": 4, "none": None, "names": ["An", "Bình"]}
    assert unpacked(packed(facts)) == facts
    assert unpacked(packed({"odd": 1.5})) == {"odd": "1.5"}


def test_a_day_is_shown_as_a_day_in_either_language(people):
    with translation.override("en"):
        assert unpacked(packed({"end": date(2022, 1, 21)}))["end"] == date(2022, 1, 21)


def test_the_newest_comes_first_and_what_is_read_is_gone(people):
    tell(people.staff, at=NOW)
    tell(people.staff, at=NOW + timedelta(hours=1), unit="Đảng bộ T2")
    first, second = queries.unread(people.staff.pk)
    assert first["facts"]["unit"] == "Đảng bộ T2"
    assert queries.unread_count(people.staff.pk) == 2
    actor = make.acting(people.staff)
    assert actions.mark_read(ids=[first["id"]], by=actor, at=NOW) == 1
    assert actions.mark_read(ids=[first["id"]], by=actor, at=NOW) == 0
    assert [row["id"] for row in queries.unread(people.staff.pk)] == [second["id"]]


def test_nobody_reads_or_marks_anothers_notices(client, people):
    tell(people.staff)
    (mine,) = queries.unread(people.staff.pk)
    assert actions.mark_read(ids=[mine["id"]], by=make.acting(people.inspector), at=NOW) == 0
    client.force_login(people.inspector)
    assert "Đảng bộ T1 đã kết thúc" not in client.get(reverse("accounts:me")).content.decode()
    client.post(reverse("accounts:mark-read"), {"notice": [mine["id"], "x", ""]})
    assert queries.unread_count(people.staff.pk) == 1


def test_the_page_shows_them_and_marks_what_it_showed(client, people):
    tell(people.staff)
    client.force_login(people.staff)
    page = client.get(reverse("accounts:me")).content.decode()
    assert "Quyền “Chuyên viên tổ chức” của đồng chí tại Đảng bộ T1 đã kết thúc." in page
    (notice,) = queries.unread(people.staff.pk)
    answer = client.post(reverse("accounts:mark-read"), {"notice": [notice["id"]], "to": "desk"})
    assert answer["Location"] == "/"
    assert queries.unread_count(people.staff.pk) == 0


@pytest.mark.usefixtures("people")
def test_a_fact_is_never_markup(client, people):
    tell(people.staff, unit="<script>alert(1)</script>", at=timezone.now())
    client.force_login(people.staff)
    assert "<script>alert" not in client.get(reverse("accounts:me")).content.decode()
