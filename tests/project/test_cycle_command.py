"""`tusoi cycle open` says what the pages say, and its exit code is 0 only when all went well."""

import pytest
from django.utils import timezone

from tests import make
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.project.command import guarded, parser
from tusoi.rules.terms import Role, UnitKind

pytestmark = pytest.mark.django_db

OPEN = ("cycle", "open", "--year", "2021", "--pack", make.PACK)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = guarded(parser().parse_args(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def tree():
    root = make.province()
    branch = make.unit("T.1", UnitKind.GRASSROOTS_BRANCH, root, "Chi bộ Văn phòng")
    make.person(branch, "Nguyễn Văn An", admitted_on=timezone.now().date().replace(year=2005, day=1))
    return root


def test_it_refuses_unaccepted_warnings_naming_each_and_opens_when_they_are_accepted(capsys, tree):
    code, said, wrong = run(capsys, *OPEN, "--scope", "T")
    assert (code, said) == (1, "")
    assert "--accept-warnings" in wrong
    assert "chưa ghi nhận người đứng đầu, ví dụ: Chi bộ Văn phòng" in wrong
    assert not Cycle.objects.exists()

    code, said, wrong = run(capsys, *OPEN, "--scope", "T", "--accept-warnings")
    assert (code, wrong) == (0, "")
    assert "Đã mở Kiểm điểm năm 2021 cho Đảng bộ tỉnh Hoa Sen." in said
    assert "2 tổ chức đảng, 1 đảng viên" in said
    assert "Cảnh báo: " in said


def test_again_it_adds_nobody_and_says_so_then_names_who_is_new(capsys, tree):
    run(capsys, *OPEN, "--scope", "T", "--accept-warnings")
    code, said, _wrong = run(capsys, *OPEN, "--scope", "T", "--accept-warnings")
    assert (code, "không có đối tượng mới" in said) == (0, True)
    branch = tree.children.get()
    make.person(branch, "Hồ Thị Đào")
    code, said, _wrong = run(capsys, *OPEN, "--scope", "T", "--accept-warnings")
    assert (code, "Hồ Thị Đào" in said) == (0, True)
    assert RosterEntry.objects.count() == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scope", "KHÔNG-CÓ"), "Không có tổ chức đang hoạt động nào"),
        (("--scope", "T", "--reference-date", "15/01/2022"), "không thuộc năm 2021"),
        (("--scope", "T", "--year", "2400"), "Ghi một năm từ 2000"),
        (("--scope", "T", "--pack", "qd999"), "Không có bộ quy định"),
    ],
)
def test_bad_input_is_said_on_stderr_and_nothing_is_saved(capsys, tree, arguments, said):
    code, _out, wrong = run(capsys, *OPEN, *arguments, "--accept-warnings")
    assert code == 1
    assert said in wrong
    assert not Cycle.objects.exists()


def test_a_day_that_does_not_exist_is_a_wrong_call(capsys, tree):
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args([*OPEN, "--scope", "T", "--reference-date", "31/02/2021"])
    assert stopped.value.code == 2


def test_the_named_user_needs_the_right(capsys, tree):
    make.user(Role.INSPECTOR, tree, username="kiem.tra")
    make.user(Role.STAFF, tree, username="to.chuc")
    code, _said, wrong = run(capsys, *OPEN, "--scope", "T", "--accept-warnings", "--as", "kiem.tra")
    assert code == 1
    assert "Bảng phân quyền" in wrong
    assert run(capsys, *OPEN, "--scope", "T", "--accept-warnings", "--as", "to.chuc")[0] == 0
