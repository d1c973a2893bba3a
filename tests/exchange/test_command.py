"""`tusoi import` in a real installation: the province's four workbooks, their figures, and the page's own process."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.exchange.reading.books import HOA_SEN
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
    for seconds in (1.5, 2.5):
        process = subprocess.Popen(command, env=installation.environment, stdout=subprocess.DEVNULL)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        after = bring(installation, "members")
        counted = after.stdout.splitlines()[1]
        assert "thêm mới 52055 " in counted or "không đổi 52055 " in counted, counted
    assert bring(installation, "members", "--apply").returncode == 0
    assert "không đổi 52055 " in bring(installation, "members").stdout
