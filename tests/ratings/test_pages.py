"""The pages end to end: from the board over a preview to a decision, and every refusal in words."""

import html
import re
from io import BytesIO

import pytest
from django.urls import reverse

from tests import make
from tests.ratings.world import PDF, World, world
from tusoi.accounts.models import Notice, User
from tusoi.ratings.models import Batch, Decision
from tusoi.rules.terms import BatchState, Category, Role

pytestmark = pytest.mark.django_db

FORM = {
    "document_no": "215-QĐ/TU",
    "document_date": "15/01/2022",
    "authority_name": "Ban Thường vụ Tỉnh ủy",
    "signer": "Lê Thị Hoa",
}
E, G, C = Category.EXCELLENT, Category.GOOD, Category.COMPLETED


def sign_in(client, there: World, who: str, role: Role = Role.STAFF, **more):
    """Sign in as somebody of the world, made when first named."""
    there.actor(who, role, **more)
    client.force_login(User.objects.get(username=who))


def text(answer) -> str:
    return html.unescape(answer.content.decode())


def hidden(answer) -> dict[str, str]:
    """Hidden fields of the page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def board(there: World, name: str = "board") -> str:
    return reverse(f"ratings:{name}", args=there.group.address)


def selects(there: World, *categories: Category | None) -> dict[str, str]:
    return {f"category-{line.entry}": line.category.value for line in there.lines(*categories)}


def test_the_board_is_reached_from_the_menu(client):
    there = world()
    sign_in(client, there, "chuyenvien")
    answer = client.get(reverse("ratings:home"), follow=True)
    assert "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng" in text(answer)
    assert board(there) in answer.content.decode()
    shown = text(client.get(board(there)))
    assert "Cấp quyết định: Ban Thường vụ Tỉnh ủy Hoa Sen" in shown
    assert "Không quá 20 % – chưa đối chiếu với văn bản gốc, vì vậy chỉ cảnh báo." in shown
    assert "Trình Ban Thường vụ…" in shown


def test_what_is_chosen_is_computed_and_not_kept(client):
    there = world()
    sign_in(client, there, "chuyenvien")
    shown = text(client.post(board(there), selects(there, E, G, G)))
    assert "vượt 1" in shown
    part = client.post(board(there), selects(there, E, G, G), headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "vượt 1" in text(part)
    assert not Batch.objects.exists()
    assert not Decision.objects.exists()


def test_a_batch_goes_from_the_board_to_the_leader_and_back_as_decisions(client):
    there = world()
    sign_in(client, there, "lanhdao", Role.LEADER)
    sign_in(client, there, "chuyenvien")
    preview = client.post(board(there, "submit"), selects(there, E, G, C))
    assert "Trình 3 đối tượng: 1 hoàn thành xuất sắc nhiệm vụ, 1 hoàn thành tốt nhiệm vụ" in text(preview)
    assert not Batch.objects.exists()
    answer = client.post(board(there, "submit"), hidden(preview), follow=True)
    batch = Batch.objects.get()
    assert (batch.state, batch.lines.count()) == (BatchState.SUBMITTED, 3)
    assert "chờ quyết định" in text(client.get(board(there)))
    assert 'aria-disabled="true">Quyết định đợt này…' in text(answer)
    assert Notice.objects.filter(user__username="lanhdao", code="notice-rating-submitted").exists()

    sign_in(client, there, "lanhdao", Role.LEADER)
    asked = client.get(reverse("ratings:batch-decide", args=[batch.pk]))
    answer = client.post(reverse("ratings:batch-decide", args=[batch.pk]), FORM | hidden(asked), follow=True)
    assert "Đã quyết định đợt trình." in text(answer)
    assert there.categories() == [E, G, C]
    entry = text(client.get(reverse("ratings:entry", args=[there.entries[0].pk])))
    assert "215-QĐ/TU" in entry


def test_an_issued_decision_is_recorded_with_its_scan_and_checked_by_a_second_officer(client):
    there = world()
    sign_in(client, there, "lanhdao", Role.LEADER)
    sign_in(client, there, "chuyenvien")
    preview = client.post(board(there, "record"), selects(there, E, G, C))
    assert preview.status_code == 200
    without = client.post(board(there, "record"), FORM | hidden(preview))
    assert without.status_code == 422
    assert "Chưa chọn tệp." in text(without)
    data = FORM | hidden(preview) | {"scan": named(PDF, "Quyết định 215.pdf")}
    answer = client.post(board(there, "record"), data, follow=True)
    batch = Batch.objects.get()
    assert batch.state == BatchState.RECORDED, text(answer)
    assert there.categories() == ["", "", ""]
    itself = client.get(reverse("ratings:batch-check", args=[batch.pk]))
    assert itself.status_code == 403

    sign_in(client, there, "chuyenvien2")
    scan = client.get(reverse("ratings:scan", args=[batch.pk]))
    assert b"".join(scan.streaming_content) == PDF
    assert scan["Content-Disposition"] == 'attachment; filename="Quyet dinh 215.pdf"'
    asked = client.get(reverse("ratings:batch-check", args=[batch.pk]))
    unticked = client.post(reverse("ratings:batch-check", args=[batch.pk]), hidden(asked))
    assert unticked.status_code == 422
    ticked = hidden(asked) | {"compared": "on"}
    answer = client.post(reverse("ratings:batch-check", args=[batch.pk]), ticked, follow=True)
    assert there.categories() == [E, G, C], text(answer)
    assert Notice.objects.filter(user__username="lanhdao", code="notice-rating-checked").exists()


def test_a_scan_is_known_by_its_bytes(client):
    there = world(1)
    sign_in(client, there, "chuyenvien")
    preview = client.post(board(there, "record"), selects(there, G))
    data = FORM | hidden(preview) | {"scan": named(b"MZ\x90 not a paper", "quyet-dinh.pdf")}
    answer = client.post(board(there, "record"), data)
    assert answer.status_code == 422
    assert "xét theo nội dung tệp" in text(answer)
    assert not Batch.objects.exists()


def test_a_confirmation_of_what_has_changed_is_a_conflict(client):
    there = world()
    sign_in(client, there, "chuyenvien")
    preview = client.post(board(there, "submit"), selects(there, E, G, C))
    there.decide(2, Category.NOT_COMPLETED)
    answer = client.post(board(there, "submit"), hidden(preview))
    assert answer.status_code == 409
    assert "nhóm này đã thay đổi" in text(answer)
    assert not Batch.objects.exists()


def test_a_second_decision_by_a_stale_page_is_a_conflict_in_words(client):
    there = world(1)
    sign_in(client, there, "lanhdao", Role.LEADER)
    address = reverse("ratings:decide", args=[there.entries[0].pk])
    page = client.get(address)
    there.decide(0, G)
    answer = client.post(address, FORM | hidden(page) | {"category": "EXCELLENT", "reasons": "lý do"})
    assert answer.status_code == 409
    assert "trang cũ" in text(answer)
    assert there.categories() == [G]


def test_a_future_date_is_shown_at_its_field_and_nothing_is_saved(client):
    there = world(1)
    sign_in(client, there, "lanhdao", Role.LEADER)
    address = reverse("ratings:decide", args=[there.entries[0].pk])
    answer = client.post(address, FORM | {"expected_current": "", "category": "GOOD", "document_date": "31/12/2090"})
    assert answer.status_code == 422
    assert "chưa đến" in text(answer)
    assert "document_date" in answer.context["form"].errors
    assert not Decision.objects.exists()


def test_a_returned_batch_can_be_begun_again_from_the_board(client):
    there = world()
    batch = there.submit(E, G, None)
    sign_in(client, there, "lanhdao", Role.LEADER)
    address = reverse("ratings:batch-return", args=[batch.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Xem lại huyện 00"})
    batch.refresh_from_db()
    assert batch.state == BatchState.RETURNED
    assert client.post(address, {"reason": "lần nữa"}).status_code == 409
    sign_in(client, there, "chuyenvien")
    page = client.get(reverse("ratings:batch", args=[batch.pk]))
    assert "Xem lại huyện 00" in text(page)
    again = text(client.get(f"{board(there)}?from={batch.pk}"))
    assert again.count(" selected") == 2


@pytest.mark.parametrize("name", ["board", "quota"])
def test_a_group_outside_ones_reach_does_not_exist(client, name):
    there = world(2)
    sign_in(client, there, "ngoai", Role.STAFF, unit=make.unit("X", there.districts[0].kind, there.province))
    answer = client.get(board(there, name))
    assert answer.status_code == 404


def test_a_district_sees_its_own_line_and_no_quota(client):
    there = world(2)
    sign_in(client, there, "huyen", Role.LEADER, unit=there.districts[0])
    there.decide(0, G)
    shown = text(client.get(board(there)))
    assert there.entries[0].name in shown
    assert there.entries[1].name not in shown
    assert "Cơ sở tính" not in shown


@pytest.mark.parametrize("lines", ["", "x:GOOD", "99999999999999999999:GOOD", "1:BEST", ":", "1:GOOD;DROP"])
def test_lines_that_cannot_be_read_decide_nothing(client, lines):
    there = world(1)
    sign_in(client, there, "chuyenvien")
    answer = client.post(board(there, "submit"), {"lines": lines, "digest": "0"})
    assert answer.status_code in {409, 422}
    assert not Batch.objects.exists()


def test_quota_settings_are_chosen_confirmed_and_excepted_by_whoever_may(client):
    there = world(2)
    sign_in(client, there, "lanhdao", Role.LEADER)
    blocked = {"base": "good", "rounding": "floor", "mode": "block"}
    refused = client.post(board(there, "quota-choose"), blocked)
    assert refused.status_code == 422
    assert "chưa được đối chiếu" in text(refused)
    client.post(board(there, "quota-confirm"), {"document_no": "21-HD/BTCTW", "article": "mục B.II"})
    assert client.post(board(there, "quota-choose"), blocked).status_code == 302
    values = {"extra": "1", "document_no": "9-QĐ/TU", "document_date": "10/01/2022", "reason": "Thành tích nổi bật"}
    assert client.post(board(there, "quota-except"), values).status_code == 302
    shown = text(client.get(board(there, "quota")))
    assert "9-QĐ/TU" in shown
    assert "21-HD/BTCTW" in shown
    assert "chặn khi vượt" in shown
    sign_in(client, there, "chuyenvien")
    assert client.post(board(there, "quota-choose"), blocked).status_code == 403
    assert client.post(board(there, "quota-except"), values).status_code == 403


def named(content: bytes, name: str) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_the_board_costs_the_same_number_of_queries_for_any_number_of_lines(client, django_assert_max_num_queries):
    there = world(4)
    there.submit(None, G, G, None)
    sign_in(client, there, "chuyenvien")
    client.get(board(there))
    with django_assert_max_num_queries(20) as few:
        client.get(board(there))
    there.decide(0, E)
    there.decide(3, C)
    with django_assert_max_num_queries(len(few)):
        client.get(board(there))
