"""The pages: who opens which, what they say, what a POST answers to whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tusoi.accounts import actions
from tusoi.accounts.models import Grant, User
from tusoi.audit.actions import record_reading
from tusoi.rules.terms import GrantState, Role, TitleGroup

TODAY = timezone.localdate()
OFFICES = ("top_leader", "first_leader", "staff", "other_staff", "inspector", "administrator", "member")


@pytest.fixture
def newcomer(province):
    return make.user(Role.MEMBER, province.branch, username="nguoi-moi")


@pytest.fixture
def prepared(province, people, newcomer):
    by = make.acting(people.administrator)
    return actions.prepare(user=newcomer, role=Role.STAFF, unit=province.first, by=by, at=timezone.now())


def statuses(client, people, address, method="get", data=None):
    found = {}
    for office in OFFICES:
        client.force_login(getattr(people, office))
        found[office] = getattr(client, method)(address, data or {}).status_code
    return found


def expect(default, **others):
    return {office: others.get(office, default) for office in OFFICES}


def test_everybody_has_a_page_of_his_own(client, people):
    assert statuses(client, people, reverse("accounts:me")) == expect(200)


def test_who_opens_the_lists(client, people):
    assert statuses(client, people, reverse("accounts:grants")) == expect(200, member=403)
    assert statuses(client, people, reverse("accounts:journal")) == expect(200, member=403)
    assert statuses(client, people, reverse("accounts:users")) == expect(403, administrator=200)


def test_who_opens_the_forms(client, people):
    none = {"member": 403, "inspector": 403}
    assert statuses(client, people, reverse("accounts:new-grant")) == expect(200, **none)
    assert statuses(client, people, reverse("accounts:new-user")) == expect(200, **none)


def test_who_sees_a_grant(client, people, prepared):
    address = reverse("accounts:grant", args=[prepared.pk])
    assert statuses(client, people, address) == expect(200, member=404, other_staff=404)


def test_who_sees_an_account(client, people):
    address = reverse("accounts:user", args=[people.staff.pk])
    assert statuses(client, people, address) == expect(404, administrator=200)


@pytest.mark.parametrize("name", ["approve-grant", "end-grant"])
def test_who_may_not_gets_403_with_the_article_and_who_is_foreign_404(client, people, prepared, name):
    if name == "end-grant":
        actions.approve(grant=prepared, by=make.acting(people.first_leader), at=timezone.now())
    address = reverse(f"accounts:{name}", args=[prepared.pk])
    foreign = {"member": 404, "other_staff": 404}
    wanted = expect(403, first_leader=302, top_leader=409, **foreign)
    order = ("staff", "inspector", "administrator", "member", "other_staff", "first_leader", "top_leader")
    found = {}
    for office in order:
        client.force_login(getattr(people, office))
        answer = client.post(address)
        found[office] = answer.status_code
        if answer.status_code == 403:
            page = answer.content.decode()
            proposer = office == "administrator" and name == "approve-grant"
            assert ("Người đề xuất" if proposer else "Chỉ lãnh đạo cấp ủy của cấp giao quyền") in page
            assert f"Bảng phân quyền, nguyên tắc {2 if proposer else 9}" in page
    assert found == wanted


def test_a_foreign_grant_answers_with_the_same_bytes_as_none(client, people, prepared):
    client.force_login(people.other_staff)
    foreign = client.get(reverse("accounts:grant", args=[prepared.pk]))
    nothing = client.get(reverse("accounts:grant", args=[10**9]))
    assert (foreign.status_code, foreign.content) == (404, nothing.content)
    assert "nguoi-moi" not in foreign.content.decode()


def test_a_grant_waits_on_the_page_of_its_leader_and_is_approved_there(client, people, prepared):
    client.force_login(people.first_leader)
    page = client.get(reverse("accounts:grants")).content.decode()
    assert "Chờ đồng chí duyệt: 1 quyền" in page
    assert "badge-count" in page
    page = client.get(reverse("accounts:grant", args=[prepared.pk])).content.decode()
    assert "Người dùng bi-thu-huyen, Người dùng bi-thu-tinh" in page
    answer = client.post(reverse("accounts:approve-grant", args=[prepared.pk]), follow=True)
    assert "Đã duyệt: quyền có hiệu lực." in answer.content.decode()
    assert "Duyệt quyền" in answer.content.decode()
    assert Grant.objects.get(pk=prepared.pk).state == GrantState.ACTIVE


def test_who_may_not_approve_sees_the_button_with_its_reason(client, people, prepared):
    client.force_login(people.staff)
    page = client.get(reverse("accounts:grant", args=[prepared.pk])).content.decode()
    assert 'aria-disabled="true">Duyệt<' in page
    assert "Chỉ lãnh đạo cấp ủy" in page


def test_a_refusal_needs_a_reason_and_stays_on_its_page_until_it_has_one(client, people, prepared):
    client.force_login(people.first_leader)
    address = reverse("accounts:refuse-grant", args=[prepared.pk])
    assert client.get(address).status_code == 302
    answer = client.post(address, {"reason": " "})
    assert answer.status_code == 422
    assert "Chưa điền" in answer.content.decode()
    answer = client.post(address, {"reason": "Chưa cần"}, follow=True)
    assert "không duyệt quyền này" in answer.content.decode()
    assert Grant.objects.get(pk=prepared.pk).state == GrantState.REFUSED


def test_the_form_prepares_and_says_who_must_approve(client, people, newcomer):
    client.force_login(people.administrator)
    typed = {"username": "nguoi-moi", "role": "inspector", "unit": "T1", "recursive": "on", "axis": "both"}
    answer = client.post(reverse("accounts:new-grant"), typed, follow=True)
    page = answer.content.decode()
    assert (
        "Quyền “Cán bộ kiểm tra” tại Đảng bộ T1 chờ duyệt bởi: Người dùng bi-thu-huyen, Người dùng bi-thu-tinh." in page
    )


def test_a_leader_gives_at_once_by_the_same_form(client, people, newcomer):
    client.force_login(people.first_leader)
    typed = {"username": "nguoi-moi", "role": "staff", "unit": "T11", "axis": "both", "valid_to": "31/12/2099"}
    page = client.post(reverse("accounts:new-grant"), typed, follow=True).content.decode()
    assert "Quyền “Chuyên viên tổ chức” tại Đảng bộ T11 có hiệu lực." in page
    grant = Grant.objects.get(user=newcomer, role=Role.STAFF)
    assert (grant.recursive, str(grant.valid_to)) == (False, "2099-12-31")


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"username": "khong-co"}, 422, "Không có tài khoản “khong-co” đang hoạt động."),
        ({"unit": "KHONG"}, 422, "Không có tổ chức đang hoạt động mang mã “KHONG”."),
        ({"unit": "T2"}, 403, "Tổ chức này ở ngoài phạm vi đồng chí được giao quyền (Bảng phân quyền, nguyên tắc 9)."),
        ({"role": "boss"}, 422, "Lựa chọn này không có trong danh sách."),
        ({"role": ""}, 422, "Chưa chọn. Mục này là bắt buộc."),
        ({"valid_from": "02/03/2099", "valid_to": "01/03/2099"}, 422, "Ngày hết hạn 01/03/2099 trước ngày bắt đầu"),
        ({"valid_to": "31/12/2020"}, 422, "Ngày hết hạn 31/12/2020 đã qua."),
        ({"valid_to": "31/02/2099"}, 422, "Không đọc được ngày này."),
        ({"role": "branch_secretary"}, 422, "Đảng bộ T1 không phải là chi bộ"),
        (
            {"username": "chuyen-vien-huyen"},
            403,
            "Không ai giao quyền hoặc duyệt quyền cho chính mình (Bảng phân quyền, nguyên tắc 9).",
        ),
        ({"axis": "sideways"}, 422, "Lựa chọn này không có trong danh sách."),
    ],
)
def test_wrong_input_is_told_and_nothing_is_saved(client, people, newcomer, typed, status, words):
    client.force_login(people.staff)
    given = {"username": "nguoi-moi", "role": "staff", "unit": "T1", "axis": "both"} | typed
    before = Grant.objects.count()
    answer = client.post(reverse("accounts:new-grant"), given)
    assert (answer.status_code, Grant.objects.count()) == (status, before)
    assert words in answer.content.decode()


@pytest.mark.parametrize("field", ["state", "approved_by", "given_by", "user", "user_id", "delegated_from"])
def test_no_state_and_no_foreign_key_is_set_by_posting_a_field(client, people, newcomer, field):
    client.force_login(people.administrator)
    typed = {"username": "nguoi-moi", "role": "staff", "unit": "T1", "axis": "both"}
    typed[field] = "active" if field == "state" else str(people.top_leader.pk)
    client.post(reverse("accounts:new-grant"), typed)
    grant = Grant.objects.get(role=Role.STAFF, user=newcomer)
    assert (grant.state, grant.approved_by, grant.delegated_from) == (GrantState.PREPARED, "", None)
    assert grant.given_by_user == people.administrator


def test_a_new_account_shows_its_password_once(client, people):
    client.force_login(people.administrator)
    typed = {"username": "lan.nguyen", "full_name": "Nguyễn Thị Lan", "role": "staff", "unit": "T1", "axis": "both"}
    answer = client.post(reverse("accounts:new-user"), typed)
    page = answer.content.decode()
    password = answer.context["password"]
    assert password in page
    assert answer["Cache-Control"] == "no-store"
    assert "chờ duyệt bởi" in page
    user = User.objects.get(username="lan.nguyen")
    assert user.check_password(password)
    assert password not in client.get(reverse("accounts:user", args=[user.pk])).content.decode()


def test_wrong_input_for_a_new_account_names_each_field(client, people):
    client.force_login(people.administrator)
    typed = {"username": "quan-tri", "card_number": "000", "role": "staff", "unit": "T1", "axis": "both"}
    page = client.post(reverse("accounts:new-user"), typed).content.decode()
    assert "Đã có tài khoản “quan-tri”." in page
    assert "Không có đảng viên mang số thẻ 000." in page


def test_an_administrator_keeps_an_account_by_its_page(client, people):
    client.force_login(people.administrator)

    def post(name):
        return client.post(reverse(f"accounts:{name}", args=[people.staff.pk]), follow=True).content.decode()

    assert "Mật khẩu dùng một lần" in post("reset-password")
    assert "Đã bỏ xác thực hai bước" in post("reset-second-factor")
    assert "Đã khóa tài khoản." in post("deactivate-user")
    assert "vừa được người khác xử lý" in post("deactivate-user")
    page = post("reactivate-user")
    assert "Đã mở lại tài khoản." in page
    for words in ("Cấp lại mật khẩu dùng một lần", "Khóa tài khoản", "Mở lại tài khoản", "Quá trình xử lý"):
        assert words in page


def test_a_leader_who_reads_nothing_technical_cannot_reset_anybody(client, people):
    client.force_login(people.top_leader)
    answer = client.post(reverse("accounts:reset-password", args=[people.staff.pk]))
    assert answer.status_code == 404
    assert User.objects.get(pk=people.staff.pk).check_password(make.PASSWORD)


def test_the_page_of_oneself_tells_data_posts_grants_and_readers(client, province, people):
    person = make.person(province.branch, "Trần Thị Đào")
    make.post(person, province.first, "Ủy viên Ban Thường vụ", TitleGroup.STANDING_MEMBER)
    user = make.user(Role.STAFF, province.first, person=person, username="dao")
    Grant.objects.filter(user=user).update(valid_to=TODAY + timedelta(days=3))
    record_reading(
        by=make.acting(people.inspector), at=timezone.now(), person_id=person.pk, what="organizations.person"
    )
    later = timezone.now() + timedelta(days=9)
    record_reading(
        by=make.acting(people.staff), at=timezone.now(), person_id=person.pk, what="inspection", shown_from=later
    )
    client.force_login(user)
    page = client.get(reverse("accounts:me")).content.decode()
    for words in (
        person.card_number,
        "Ủy viên Ban Thường vụ, Đảng bộ T1",
        "Chuyên viên tổ chức",
        "gồm cả cấp dưới",
        "Ai đã xem hồ sơ này",
        "Người dùng kiem-tra",
        "Về dữ liệu cá nhân",
    ):
        assert words in page
    assert "Người dùng chuyen-vien-huyen" not in page


def test_the_list_says_when_a_grant_is_not_what_its_state_says(client, people):
    rows = Grant.objects
    rows.filter(user=people.staff).update(valid_to=TODAY - timedelta(days=1))
    rows.filter(user=people.inspector).update(valid_from=TODAY + timedelta(days=1))
    User.objects.filter(pk=people.other_staff.pk).update(is_active=False)
    client.force_login(people.top_leader)
    page = client.get(reverse("accounts:grants")).content.decode()
    for words in ("đã hết thời hạn", "chưa đến ngày", "tài khoản đang khóa", "đang có hiệu lực"):
        assert words in page


def test_the_header_names_who_works_where(client, people):
    client.force_login(people.staff)
    page = client.get(reverse("accounts:me")).content.decode()
    assert "<strong>Đảng bộ T1</strong>" in page
    assert "<summary>Người dùng chuyen-vien-huyen</summary>" in page


def test_the_menu_offers_each_what_he_may_open(client, people):
    menus = {}
    for name, user in vars(people).items():
        client.force_login(user)
        page = client.get(reverse("accounts:me")).content.decode()
        menus[name] = [one for one in ("grants", "users", "journal") if f'href="{reverse(f"accounts:{one}")}"' in page]
    assert menus == {
        "top_leader": ["grants", "journal"],
        "first_leader": ["grants", "journal"],
        "staff": ["grants"],
        "other_staff": ["grants"],
        "inspector": ["grants", "journal"],
        "administrator": ["grants", "users", "journal"],
        "member": [],
    }
