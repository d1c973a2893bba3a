"""The pages as people use them: every act is a plain POST, every refusal a sentence, nothing half saved."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.suggestions.season import Season, committee
from tusoi.accounts.models import Notice
from tusoi.cycles.models import RosterEntry
from tusoi.rules.terms import CollectiveKind, ManagingLevel, Role, SuggestionState
from tusoi.suggestions.models import Suggestion, Topic

pytestmark = pytest.mark.django_db

TEXT = "Làm rõ trách nhiệm của Ban Thường vụ trong việc giao đất tại thôn Một."


def signed_in(world: Season, role: Role, unit, **more: Any) -> Client:
    client = Client()
    client.force_login(world.user(role, unit, **more))
    return client


def sheet(*texts: str, topic: str = "land", **more: Any) -> dict[str, Any]:
    """What the browser sends: the items, then everything else."""
    data: dict[str, Any] = {"items-TOTAL_FORMS": str(len(texts)), "items-INITIAL_FORMS": "0"}
    for place, text in enumerate(texts):
        data |= {f"items-{place}-text": text, f"items-{place}-topic": topic if text else ""}
        data |= {f"items-{place}-asks": ["collective", "personal"], f"items-{place}-due": ""}
    return {**data, **more}


def address(name: str, *args: Any) -> str:
    return reverse(f"suggestions:{name}", args=args)


def draft(world: Season, client: Client | None = None) -> Suggestion:
    """A draft of the province to a district's standing committee, written by its staff."""
    client = client or signed_in(world, Role.STAFF, world.province)
    to = address("new", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    answer = client.post(to, sheet(TEXT, level="province"))
    assert answer.status_code == 302, answer.content.decode()
    return Suggestion.objects.latest("id")


def test_a_suggestion_goes_from_the_first_word_to_its_issue_through_the_pages(world):
    staff = signed_in(world, Role.STAFF, world.province)
    leader = signed_in(world, Role.LEADER, world.province)
    found = draft(world, staff)
    assert (found.state, found.managing_level, found.issuing_unit) == ("draft", "province", world.province)
    assert staff.post(address("propose", found.pk)).status_code == 302
    assert leader.post(address("approve", found.pk)).status_code == 302
    data = {"document_no": "215-CV/TU", "document_date": "15/11/2021", "signer": "Nguyễn Văn Ký"}
    assert leader.post(address("issue", found.pk), data).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.document_no, str(found.document_date)) == ("issued", "215-CV/TU", "2021-11-15")
    assert "Văn bản số 215-CV/TU ngày 15/11/2021" in leader.get(address("one", found.pk)).content.decode()
    assert leader.post(address("withdraw", found.pk), {"reason": "Trùng nội dung."}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.withdrawn_reason) == ("withdrawn", "Trùng nội dung.")


def test_those_who_wait_are_told_and_never_what_it_says(world):
    leader = world.user(Role.LEADER, world.province)
    staff = signed_in(world, Role.STAFF, world.province)
    found = draft(world, staff)
    staff.post(address("propose", found.pk))
    notice = Notice.objects.get(user=leader)
    assert (notice.code, notice.url) == ("notice-suggestion-proposed", address("one", found.pk))
    assert TEXT not in str(notice.facts)


def test_a_subject_new_to_the_roster_joins_it_with_the_draft_and_not_before(world):
    subject = make.collective(world.hop_tac, CollectiveKind.COMMITTEE)
    client = signed_in(world, Role.STAFF, world.bang_lang)
    to = address("new", world.cycle.pk, "collective", subject.pk)
    assert client.get(to).status_code == 200
    assert not RosterEntry.objects.filter(collective=subject).exists()
    assert client.post(to, sheet("")).status_code == 302
    assert RosterEntry.objects.get(collective=subject).managing_path == world.bang_lang.path


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"items-0-topic": ""}, "Chưa chọn"),
        ({"items-0-topic": "nothing"}, "Lựa chọn này không có trong danh sách"),
        ({"items-0-asks": []}, "Chọn tập thể, cá nhân hoặc cả hai"),
        ({"items-0-due": "31/02/2021"}, "Không đọc được ngày này"),
        ({"items-0-text": "x" * 4001}, "nhiều nhất là 4000"),
        ({"internal_note": "x" * 4001}, "nhiều nhất là 4000"),
        ({"grounds": ["nothing"]}, "nothing"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_saved(world, change, says):
    client = signed_in(world, Role.STAFF, world.province)
    to = address("new", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    answer = client.post(to, {**sheet(TEXT, level="province"), **change})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Suggestion.objects.count() == 0
    assert not RosterEntry.objects.filter(collective=committee(world.bang_lang)).exists()


def test_where_the_roster_has_only_a_default_the_document_says_who_manages_the_subject(world):
    subject = committee(world.hop_tac)
    assert world.entry(subject).managing_level == ManagingLevel.DISTRICT
    client = signed_in(world, Role.STAFF, world.province)
    to = address("new", world.cycle.pk, "collective", subject.pk)
    assert client.post(to, sheet(TEXT, level="")).status_code == 422
    assert client.post(to, sheet(TEXT, level="district")).status_code == 403
    assert Suggestion.objects.count() == 0
    assert client.post(to, sheet(TEXT, level="province")).status_code == 302
    assert (world.entry(subject).managing_level, Suggestion.objects.get().issuing_unit) == ("province", world.province)


def test_rows_left_empty_are_no_items_and_a_draft_without_items_cannot_be_proposed(world):
    client = signed_in(world, Role.STAFF, world.province)
    to = address("new", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    client.post(to, sheet("", "", level="province"))
    found = Suggestion.objects.get()
    assert found.items.count() == 0
    answer = client.post(address("propose", found.pk))
    assert (answer.status_code, "chưa có nội dung nào" in answer.content.decode()) == (409, True)
    assert "chưa có nội dung nào" in client.get(address("one", found.pk)).content.decode()


def test_rows_are_added_and_dropped_without_saving_and_keep_what_was_typed(world):
    client = signed_in(world, Role.STAFF, world.province)
    to = address("new", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    typed = sheet(TEXT, "Vấn đề thứ hai", published_note="Theo đơn thư", level="province")
    more = client.post(to, {**typed, "row": "add"}).content.decode()
    assert re.search(r'name="items-TOTAL_FORMS" value="3"', more)
    assert TEXT in more
    assert "Theo đơn thư" in more
    fewer = client.post(to, {**typed, "row": "drop-0"}).content.decode()
    assert TEXT not in fewer
    assert "Vấn đề thứ hai" in fewer
    part = client.post(to, {**typed, "row": "add"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<h2")
    assert 'name="items-2-text"' in part
    assert Suggestion.objects.count() == 0


def test_html_that_was_pasted_is_shown_as_text(world):
    client = signed_in(world, Role.STAFF, world.province)
    to = address("new", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    client.post(to, sheet("<script>alert(1)</script>", published_note="<img src=x>", level="province"))
    shown = client.get(address("one", Suggestion.objects.get().pk)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "&lt;img src=x&gt;" in shown
    assert "<script>alert(1)" not in shown


def test_a_draft_is_changed_and_a_change_over_another_ones_is_told(world):
    client = signed_in(world, Role.STAFF, world.province)
    found = draft(world, client)
    page = client.get(address("edit", found.pk)).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert client.post(address("edit", found.pk), sheet("Bản thứ hai", seen=seen)).status_code == 302
    answer = client.post(address("edit", found.pk), sheet("Bản thứ ba", seen=seen))
    assert (answer.status_code, "vừa được người khác sửa" in answer.content.decode()) == (409, True)
    assert [item.text for item in found.items.all()] == ["Bản thứ hai"]


def test_after_it_is_proposed_the_text_stands(world):
    client = signed_in(world, Role.STAFF, world.province)
    found = draft(world, client)
    client.post(address("propose", found.pk))
    assert client.get(address("edit", found.pk)).status_code == 409
    assert client.post(address("edit", found.pk), sheet("Khác")).status_code == 409
    assert [item.text for item in found.items.all()] == [TEXT]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("01/01/2999", "chưa đến"),
        ("31/12/2020", "trước năm kiểm điểm 2021"),
        ("01/07/2022", "sau 30/06/2022"),
        ("31/02/2021", "Không đọc được ngày này"),
        ("", "Chưa điền"),
    ],
)
def test_a_document_is_dated_within_its_season(world, day, says):
    leader = signed_in(world, Role.LEADER, world.province)
    found = draft(world)
    Suggestion.objects.update(state=SuggestionState.APPROVED)
    answer = leader.post(address("issue", found.pk), {"document_no": "1-CV/TU", "document_date": day})
    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    found.refresh_from_db()
    assert (found.state, found.document_no) == ("approved", "")


@pytest.mark.parametrize("day", ["01/01/2021", "30/06/2022"])
def test_the_first_and_the_last_day_of_the_season_are_taken(world, day):
    leader = signed_in(world, Role.LEADER, world.province)
    found = draft(world)
    Suggestion.objects.update(state=SuggestionState.APPROVED)
    assert leader.post(address("issue", found.pk), {"document_no": "1-CV/TU", "document_date": day}).status_code == 302


def test_the_same_document_to_the_same_subject_is_refused_and_another_is_not(world):
    first = world.issued(committee(world.bang_lang), ManagingLevel.PROVINCE)
    leader = signed_in(world, Role.LEADER, world.province)
    to = address("new-issued", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    paper = {"document_no": first.document_no, "document_date": "15/11/2021"}
    answer = leader.post(to, sheet(TEXT, **paper))
    assert (answer.status_code, "đã được ghi nhận rồi" in answer.content.decode()) == (422, True)
    assert leader.post(to, sheet(TEXT, **{**paper, "document_no": "300-CV/TU"})).status_code == 302
    assert Suggestion.objects.count() == 2


def test_a_document_on_paper_is_recorded_by_the_leader_of_the_level_and_needs_an_item(world):
    leader = signed_in(world, Role.LEADER, world.province)
    to = address("new-issued", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    paper = {"document_no": "300-CV/TU", "document_date": "15/11/2021", "level": "province"}
    answer = leader.post(to, sheet("", **paper))
    assert (answer.status_code, "chưa có nội dung nào" in answer.content.decode()) == (422, True)
    assert leader.post(to, sheet(TEXT, **paper)).status_code == 302
    assert Suggestion.objects.get().state == SuggestionState.ISSUED
    staff = signed_in(world, Role.STAFF, world.province)
    answer = staff.get(to)
    assert (answer.status_code, "lãnh đạo cấp ủy của cấp quản lý" in answer.content.decode()) == (403, True)


def test_an_answer_cannot_be_due_before_the_document(world):
    leader = signed_in(world, Role.LEADER, world.province)
    to = address("new-issued", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    data = sheet(TEXT, document_no="1-CV/TU", document_date="15/11/2021", level="province")
    answer = leader.post(to, {**data, "items-0-due": "14/11/2021"})
    assert (answer.status_code, "sớm hơn ngày văn bản" in answer.content.decode()) == (422, True)


def test_withdrawing_needs_a_reason(world):
    found = world.issued(committee(world.bang_lang), ManagingLevel.PROVINCE)
    leader = signed_in(world, Role.LEADER, world.province)
    assert leader.post(address("withdraw", found.pk), {"reason": " "}).status_code == 422
    found.refresh_from_db()
    assert found.state == SuggestionState.ISSUED


def test_a_closed_cycle_is_read_and_not_written(world):
    found = world.issued(committee(world.bang_lang), ManagingLevel.PROVINCE)
    type(world.cycle).objects.update(state="closed")
    leader = signed_in(world, Role.LEADER, world.province)
    assert leader.get(address("one", found.pk)).status_code == 200
    for answer in (
        leader.post(address("withdraw", found.pk), {"reason": "x"}),
        leader.get(address("choose", world.cycle.pk)),
        leader.get(address("new-issued", world.cycle.pk, "collective", committee(world.bang_lang).pk)),
    ):
        assert (answer.status_code, "không thêm, sửa gợi ý" in answer.content.decode()) == (409, True)


def test_subjects_are_found_without_diacritics_and_those_out_of_reach_say_why(world):
    committee(world.bang_lang), committee(world.tuong_vi)
    person = make.person(world.branch, "Trần Thị Đào")
    client = signed_in(world, Role.STAFF, world.bang_lang)
    shown = client.get(address("choose", world.cycle.pk), {"q": "bang lang"}).content.decode()
    assert address("new", world.cycle.pk, "collective", committee(world.bang_lang).pk) in shown
    shown = client.get(address("choose", world.cycle.pk), {"q": "tran dao"}).content.decode()
    assert address("new", world.cycle.pk, "person", person.pk) in shown
    shown = client.get(address("choose", world.cycle.pk), {"q": "tuong vi"}).content.decode()
    assert "Không tìm thấy" in shown
    world.entry(committee(world.bang_lang), ManagingLevel.PROVINCE)
    shown = client.get(address("choose", world.cycle.pk), {"q": "bang lang"}).content.decode()
    assert "Bảng phân quyền, dòng 9" in shown


def test_topics_are_added_renamed_put_out_of_use_and_never_lost(world):
    world.issued(committee(world.bang_lang), ManagingLevel.PROVINCE)
    staff = signed_in(world, Role.STAFF, world.province)
    page = address("topics", world.cycle.pk)
    assert staff.post(page, {"label": "Chuyển đổi số"}).status_code == 302
    added = Topic.objects.get(code="chuyen_doi_so")
    answer = staff.post(page, {"label": "chuyển  đổi SỐ"})
    assert (answer.status_code, "Danh mục đã có" in answer.content.decode()) == (422, True)
    one = address("topic", world.cycle.pk, added.pk)
    assert staff.post(one, {"label": "Chuyển đổi số, dữ liệu"}).status_code == 302
    land = Topic.objects.get(code="land")
    assert staff.post(address("topic", world.cycle.pk, land.pk), {"active": "no"}).status_code == 302
    to = address("new", world.cycle.pk, "collective", committee(world.bang_lang).pk)
    offered = staff.get(to).content.decode()
    assert "Chuyển đổi số, dữ liệu" in offered
    assert "Quản lý đất đai" not in offered
    assert "Quản lý đất đai" in staff.get(page).content.decode()
    assert land.items.count() == 1


def test_others_read_the_topics_and_may_not_change_them(world):
    leader = signed_in(world, Role.STAFF, world.bang_lang)
    page = address("topics", world.cycle.pk)
    assert leader.get(page).status_code == 200
    assert leader.post(page, {"label": "Khác"}).status_code == 403
    assert not Topic.objects.filter(label="Khác").exists()


def test_the_menu_leads_to_the_register_of_the_latest_cycle(world):
    staff = signed_in(world, Role.STAFF, world.province)
    assert staff.get(address("current")).headers["Location"] == address("register", world.cycle.pk)
    assert (
        staff.get(address("register", world.cycle.pk), {"level": "nonsense", "unit": "x", "topic": "?"}).status_code
        == 200
    )
