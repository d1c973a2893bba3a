"""`tusoi user` and `tusoi audit`: the verbs and the words of the pages, an exit code one can trust."""

import re

import pytest

from tests import make
from tests.audit.book import past_the_triggers
from tusoi.accounts.models import Grant, User
from tusoi.audit.models import Event
from tusoi.project.command import main
from tusoi.rules.terms import GrantState, Role

pytestmark = pytest.mark.django_db
ONCE = re.compile(r"Mật khẩu dùng một lần .*: ([a-z2-9-]{19})\n")


@pytest.fixture
def tusoi(capsys, monkeypatch):
    """Run a command in this process: exit code, what it printed, what it complained about."""
    monkeypatch.delenv("TUSOI_USER", raising=False)

    def run(*args):
        try:
            code = main(args)
        except SystemExit as ending:
            code = ending.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_first_leader_of_an_empty_data_folder(tusoi):
    make.province("01")
    code, said, _ = tusoi("user", "add", "bi-thu", "--role", "leader", "--unit", "01", "--full-name", "Lê Văn Sen")
    assert code == 0
    assert "Đã thêm tài khoản bi-thu (Lê Văn Sen)." in said
    assert "Quyền “Lãnh đạo cấp ủy” tại Đảng bộ tỉnh Hoa Sen có hiệu lực." in said
    user = User.objects.get(username="bi-thu")
    assert user.check_password(ONCE.search(said).group(1))
    assert Event.objects.get(step="accounts.make-first-leader").actor == "installation"


def test_afterwards_the_actor_is_named_and_guard_nine_holds(tusoi):
    make.province("01")
    tusoi("user", "add", "bi-thu", "--role", "leader", "--unit", "01")
    code, _, complaint = tusoi("user", "add", "quan-tri", "--role", "administrator", "--unit", "01")
    assert code == 1
    assert complaint == "Chưa rõ ai thực hiện việc này. Thêm --as TÊN-ĐĂNG-NHẬP, hoặc đặt biến TUSOI_USER.\n"
    code, said, _ = tusoi("user", "add", "quan-tri", "--role", "administrator", "--unit", "01", "--as", "bi-thu")
    assert (code, "có hiệu lực" in said) == (0, True)
    code, said, _ = tusoi("user", "--as", "quan-tri", "add", "lan", "--role", "staff", "--unit", "01")
    assert code == 0
    assert "chờ duyệt bởi: bi-thu." in said
    assert Grant.objects.get(user__username="lan").state == GrantState.PREPARED


def test_the_actor_may_stand_in_the_environment(tusoi, people, monkeypatch):
    monkeypatch.setenv("TUSOI_USER", "bi-thu-huyen")
    code, said, _ = tusoi("user", "add", "lan", "--role", "staff", "--unit", "T1", "--not-recursive")
    assert (code, "có hiệu lực" in said) == (0, True)
    assert not Grant.objects.get(user__username="lan").recursive


def test_days_scope_and_person_are_taken_over(tusoi, province, people):
    person = make.person(province.branch, "Trần Thị Đào")
    days = ("--from", "01/02/2098", "--to", "2099-12-31")
    where = ("--role", "staff", "--unit", "T11", "--axis", "home", "--card", person.card_number)
    code, said, _ = tusoi("user", "add", "dao", *where, *days, "--as", "bi-thu-huyen")
    assert (code, "dao (Trần Thị Đào)" in said) == (0, True)
    grant = Grant.objects.get(user__username="dao")
    assert (str(grant.valid_from), str(grant.valid_to), grant.axis) == ("2098-02-01", "2099-12-31", "home")
    assert grant.user.person == person


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--role", "boss", "--unit", "T1"), 2, "'boss' không dùng được; chọn một trong: 'member'"),
        (("--role", "staff"), 2, "còn thiếu: --unit"),
        (("--role", "staff", "--unit", "KHONG"), 1, "Không có tổ chức đang hoạt động mang mã “KHONG”."),
        (("--role", "staff", "--unit", "T1", "--from", "31/02/2099"), 2, "không đọc được ngày '31/02/2099'"),
        (("--role", "staff", "--unit", "T1", "--from", "02/03/2099", "--to", "01/03/2099"), 1, "trước ngày bắt đầu"),
        (("--role", "staff", "--unit", "T1", "--to", "01/03/2020"), 1, "Ngày hết hạn 01/03/2020 đã qua."),
        (("--role", "staff", "--unit", "T1", "--card", "000"), 1, "Không có đảng viên mang số thẻ 000."),
        (("--role", "branch_secretary", "--unit", "T1"), 1, "Đảng bộ T1 không phải là chi bộ"),
        (("--role", "staff", "--unit", "T1", "--full-name", "R2D2"), 1, "R2D2"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_saved(tusoi, people, args, code, words):
    before = User.objects.count()
    found, said, complaint = tusoi("user", "add", "lan", *args, "--as", "quan-tri")
    assert (found, said, User.objects.count()) == (code, "", before)
    assert words in complaint


def test_a_taken_name_an_unknown_actor_and_one_without_the_right(tusoi, people):
    common = ("--role", "staff", "--unit", "T1", "--as")
    assert "Đã có tài khoản “quan-tri”." in tusoi("user", "add", "Quan-Tri", *common, "quan-tri")[2]
    assert "Không có tài khoản “ai-do”" in tusoi("user", "add", "lan", *common, "ai-do")[2]
    code, _, complaint = tusoi("user", "add", "lan", *common, "chuyen-vien-huyen-khac")
    assert code == 1
    assert "ở ngoài phạm vi" in complaint
    assert "Bảng phân quyền, nguyên tắc 9" in complaint


def test_when_nobody_could_approve_it_says_so(tusoi, province):
    make.user(Role.ADMINISTRATOR, province.first, username="quan-tri-huyen")
    make.user(Role.LEADER, province.second)
    code, said, _ = tusoi("user", "add", "lan", "--role", "staff", "--unit", "T1", "--as", "quan-tri-huyen")
    assert (code, "chưa có lãnh đạo cấp ủy nào duyệt được" in said) == (0, True)


def test_a_first_leader_below_the_top_is_warned_about(tusoi, province):
    _, said, _ = tusoi("user", "add", "bi-thu", "--role", "leader", "--unit", "T1")
    assert "không phải tổ chức cao nhất" in said


def test_an_administrator_gives_a_new_password(tusoi, people):
    code, said, _ = tusoi("user", "password", "chuyen-vien-huyen", "--as", "quan-tri")
    assert code == 0
    assert User.objects.get(pk=people.staff.pk).check_password(ONCE.search(said).group(1))
    code, _, complaint = tusoi("user", "password", "quan-tri", "--as", "bi-thu-huyen")
    assert (code, "ở ngoài phạm vi đồng chí quản trị" in complaint) == (1, True)


def test_an_honest_book_is_told_with_its_numbers_and_last_anchor(tusoi, people):
    code, said, _ = tusoi("audit", "verify")
    assert code == 0
    assert re.match(r"Nhật ký nguyên vẹn: \d+ bước trong \d+ chuỗi, 1 mốc niêm phong\.", said)
    anchor = said.split()[-1]
    assert tusoi("audit", "verify", "--anchor", anchor)[0] == 0


def test_a_broken_book_fails_and_says_where(tusoi, province, people):
    event = Event.objects.filter(chain__key=province.first.path).order_by("seq").first()
    with past_the_triggers() as cursor:
        cursor.execute("UPDATE audit_event SET actor = 'x' WHERE id = %s", [event.pk])
    code, said, complaint = tusoi("audit", "verify")
    assert (code, said) == (1, "")
    assert "NHẬT KÝ KHÔNG NGUYÊN VẸN: 1 chỗ" in complaint
    assert f"Chuỗi nhật ký {province.first.path}: bước số {event.seq} đã bị sửa sau khi ghi." in complaint
    assert "(Đảng bộ T1)" in complaint


def test_an_anchor_that_is_not_in_the_book_fails(tusoi, people):
    code, _, complaint = tusoi("audit", "verify", "--anchor", "0" * 64)
    assert (code, "không có trong nhật ký này" in complaint) == (1, True)


def test_commands_in_a_data_folder_of_their_own(installation):
    assert installation.tusoi("migrate").returncode == 0
    answer = installation.tusoi("audit", "verify")
    assert (answer.returncode, answer.stdout) == (
        0,
        "Nhật ký nguyên vẹn: 0 bước trong 0 chuỗi, 0 mốc niêm phong.\n",
    )
    answer = installation.tusoi("user", "add", "bi-thu", "--role", "leader", "--unit", "01")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "Không có tổ chức đang hoạt động mang mã “01”." in answer.stderr
