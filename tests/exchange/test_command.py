"""`tusoi import` in a real installation: the province's four workbooks, their figures, and the page's own process."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.exchange.reading.books import HOA_SEN, saved
from tests.installation import Installation

FILES = {"units": "to_chuc", "members": "dang_vien", "suggestions": "goi_y_2021", "ratings": "xep_loai_2021"}
OPEN = ("cycle", "open", "--year", "2021", "--pack", "qd132-hd21", "--scope", "T", "--accept-warnings")


def bring(installation: Installation, kind: str, *more: str) -> subprocess.CompletedProcess[str]:
    return installation.tusoi("import", HOA_SEN / f"{FILES[kind]}.xlsx", "--kind", kind, *more)


def test_the_four_workbooks_give_the_figures_and_a_second_time_change_nothing(installation):
    dry = bring(installation, "units")
    assert (dry.returncode, "thêm mới 4941" in dry.stdout, "--apply" in dry.stdout) == (0, True, True)
    early = bring(installation, "suggestions", "--apply")
    assert (early.returncode, "tusoi cycle open --year 2021" in early.stdout) == (1, True)
    for kind, number in {"units": 4941, "members": 52055}.items():
        done = bring(installation, kind, "--apply")
        assert (done.returncode, f"thêm mới {number}" in done.stdout) == (0, True), done
    assert installation.tusoi(*OPEN).returncode == 0
    for kind, number in {"suggestions": 715, "ratings": 22}.items():
        done = bring(installation, kind, "--apply")
        assert (done.returncode, f"thêm mới {number}" in done.stdout) == (0, True), done
    for kind in FILES:
        again = bring(installation, kind, "--apply")
        assert (again.returncode, "thêm mới 0 · thay đổi 0" in again.stdout) == (0, True), again
    figures = json.loads(installation.tusoi("figures", "--year", "2021", "--json").stdout)
    assert [(one["collectives"], one["individuals"]) for one in figures["suggestions"]] == [
        (19, None),
        (186, 284),
        (124, 102),
        (329, 386),
    ]
    assert [one["count"] for one in figures["ratings"]["categories"]] == [4, 16, 2, 0]
    assert installation.tusoi("audit", "verify").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["khong_co.xlsx", "--kind", "units"], "Không có tệp"),
        ([__file__, "--kind", "units"], "không phải tệp Excel"),
        ([str(HOA_SEN / "to_chuc.xlsx"), "--kind", "members"], "không phải"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_a_sentence_and_code_1(installation, arguments, said):
    answer = installation.tusoi("import", *arguments)
    assert answer.returncode == 1
    assert said in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_wrong_call_ends_with_code_2(installation):
    path = str(HOA_SEN / "to_chuc.xlsx")
    assert installation.tusoi("import", path, "--kind", "people").returncode == 2
    assert installation.tusoi("import", path, "--kind", "units", "--as-of", "31/02/2021").returncode == 2


def test_kill_9_while_members_come_in_leaves_all_or_nothing(installation):
    bring(installation, "units", "--apply")
    command = [sys.executable, "-m", "tusoi", "import", str(HOA_SEN / "dang_vien.xlsx"), "--kind", "members", "--apply"]
    process = subprocess.Popen(command, env=installation.environment, stdout=subprocess.DEVNULL)
    time.sleep(2.5)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert people(installation) in {0, 52055}
    assert bring(installation, "members", "--apply").returncode == 0
    assert people(installation) == 52055


def test_the_page_hands_its_work_to_a_process_that_outlives_it(installation, tmp_path):
    rows = [["Mã", "Tên tổ chức đảng", "Loại hình", "Mã cấp trên trực tiếp"], ["T", "Đảng bộ tỉnh", "Đảng bộ tỉnh", ""]]
    first = saved(tmp_path / "root.xlsx", {"Trang 1": rows})
    assert installation.tusoi("import", first, "--kind", "units", "--apply").returncode == 0
    assert installation.tusoi("user", "add", "an", "--role", "leader", "--unit", "T").returncode == 0
    more = saved(tmp_path / "more.xlsx", {"Trang 1": [*rows, ["T.01", "Đảng bộ huyện A", "Đảng bộ huyện", "T"]]})
    inside(installation, f"receive(kind='units', source=open({str(more)!r}, 'rb'), name='more.xlsx', by=an, at=now)")
    waited(installation, "previewed")
    inside(installation, "confirm(upload=last(), fingerprint=last().report['fingerprint'], by=an)")
    waited(installation, "applied")
    assert "không đổi 2 " in installation.tusoi("import", more, "--kind", "units", "--as", "an").stdout


PRELUDE = """
import django; django.setup()
from django.utils import timezone
from tusoi.accounts.models import User
from tusoi.accounts.queries import acting
from tusoi.exchange.actions import confirm, receive
from tusoi.exchange.models import Upload
from tusoi.organizations.models import Person
now = timezone.now()
last = lambda: Upload.objects.select_related("file").order_by("-pk").first()
an = acting("an", on=timezone.localdate(now)) if User.objects.filter(username="an").exists() else None
"""


def inside(installation: Installation, code: str) -> str:
    """Run code in the installation and give what it prints."""
    command = [sys.executable, "-c", f"{PRELUDE}\n{code}"]
    done = subprocess.run(command, env=installation.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def people(installation: Installation) -> int:
    return int(inside(installation, "print(Person.objects.count())"))


def waited(installation: Installation, state: str) -> None:
    deadline = time.monotonic() + 60
    while (now := inside(installation, "print(last().state)")) != state:
        assert time.monotonic() < deadline, now
