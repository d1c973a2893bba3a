"""kill -9 of everything while the server works: all of it is there afterwards, or nothing, and work goes on."""

import os
import re
import signal
import threading
import time
from pathlib import Path

from tests.faults.visitor import Visitor, fields_of
from tests.installation import Installation

WORKBOOKS = Path(__file__).resolve().parents[2] / "src" / "tusoi" / "project" / "demo" / "hoa_sen"
MEMBERS = 52_055
PAPER = {
    "document_no": "216-QĐ/TU",
    "document_date": "21/01/2022",
    "authority_name": "Ban Thường vụ Tỉnh ủy",
    "signer": "Lê Thị Hoa",
}


def cut(installation: Installation) -> None:
    """The power goes: the server and every process that works on this data folder end at once."""
    installation.kill()
    mark = f"TUSOI_DATA_DIR={installation.folder}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:
            continue  # it ended by itself, or is not ours to look at


def demonstration(installation: Installation) -> str:
    """Prepare it; its password."""
    done = installation.tusoi("up", "--demo", "--prepare-only")
    assert done.returncode == 0, done.stdout + done.stderr
    return re.search(r"bản trình diễn này: (\S+)", done.stdout)[1]  # type: ignore[index]


def healthy(installation: Installation) -> None:
    verified = installation.tusoi("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_the_power_goes_while_a_list_of_members_comes_in(installation):
    prepared = installation.tusoi("up", "--prepare-only")
    assert prepared.returncode == 0, prepared.stderr
    units = installation.tusoi("import", WORKBOOKS / "to_chuc.xlsx", "--kind", "units", "--apply")
    assert units.returncode == 0, units.stdout + units.stderr
    added = installation.tusoi("user", "add", "lanh.dao", "--role", "leader", "--unit", "T")
    assert added.returncode == 0, added.stderr
    password = added.stdout.split()[-1]
    chosen = "duong-ra-bien-2021"
    visitor = Visitor(installation.serve())
    visitor.sign_in("lanh.dao", password)
    change = {"oldpassword": password, "password1": chosen, "password2": chosen}
    visitor.post("/accounts/password/", change)
    content = (WORKBOOKS / "dang_vien.xlsx").read_bytes()
    _status, url = visitor.upload("/imports/new/", {"kind": "members"}, "dang_vien.xlsx", content)
    path = url.removeprefix(visitor.address)
    outcomes = []
    for seconds in (1.0, 2.5):
        page = settled(visitor, path)
        if "Đã nhập" in page:
            break
        press(visitor, path, page)
        time.sleep(seconds)
        cut(installation)
        visitor.address = installation.serve()
        outcomes.append(counted(installation))
    assert outcomes
    assert set(outcomes) <= {0, MEMBERS}
    healthy(installation)
    if outcomes[-1] == 0:
        page = settled(visitor, path)
        assert "Làm lại" in page
        visitor.post(f"{path}restart/", fields_of(page), of=path)
        assert "Đã nhập" in settled(visitor, path)
    assert counted(installation) == MEMBERS


def press(visitor: Visitor, path: str, page: str) -> None:
    """Bring it in, or do again what was cut off; right after a cut the answer may be that somebody is still at it."""
    again = f"{path}restart/" if "Làm lại" in page else f"{path}apply/"
    for _attempt in range(10):
        status, told = visitor.post(again, fields_of(page), of=path)
        if status == 200:
            return
        assert status == 409, told
        time.sleep(1)
    raise AssertionError(told)


def settled(visitor: Visitor, path: str) -> str:
    """The page of the upload once nobody works on it."""
    deadline = time.monotonic() + 180
    while 'id="progress"' in (page := visitor.get(path)):
        assert time.monotonic() < deadline
        time.sleep(0.3)
    return page


def counted(installation: Installation) -> int:
    """How many members there are: what a dry run of the same list would leave as it is."""
    told = installation.tusoi("import", WORKBOOKS / "dang_vien.xlsx", "--kind", "members", "--as", "lanh.dao")
    assert told.returncode == 0, told.stdout + told.stderr
    unchanged = re.search(r"không đổi ([\d.]+)", told.stdout)
    return int(unchanged[1].replace(".", "")) if unchanged else 0


def test_the_power_goes_while_a_leader_decides_a_batch(installation):
    password = demonstration(installation)
    officer, leader = Visitor(installation.serve()), Visitor("")
    officer.sign_in("to.chuc.tinh", password)
    board = largest_board(officer)
    batch, number = submitted(officer, board)
    left = []
    for seconds in (0.02, 0.08, 0.2, 0.5, 1.5):
        leader.address = officer.address
        leader.jar.clear()
        leader.sign_in("lanh.dao.tinh", password)
        fields = {**fields_of(leader.get(f"{batch}decide/")), **PAPER}
        sending = threading.Thread(target=leader.post, args=(f"{batch}decide/", fields))
        sending.start()
        time.sleep(seconds)
        cut(installation)
        sending.join()
        officer.address = installation.serve()
        left.append(decided(officer, board))
        if left[-1]:
            break
    assert set(left) <= {0, number}
    healthy(installation)
    if not left[-1]:
        assert leader.post(f"{batch}decide/", fields)[0] == 200
        assert decided(officer, board) == number


def largest_board(visitor: Visitor) -> str:
    """The cadres the province decides about."""
    boards = re.findall(r'href="(/[^"]*/001/cadre/[^"]+/)"', visitor.get("/ratings/"))
    return max(boards, key=lambda path: visitor.get(path).count('name="category-'))


def submitted(visitor: Visitor, board: str) -> tuple[str, int]:
    """Everybody of the board put before the leaders; the batch and how many it has."""
    entries = re.findall(r'name="(category-\d+)"', visitor.get(board))
    shown = visitor.send(f"{board}submit/", dict.fromkeys(entries, "GOOD"), of=board)
    _status, url = visitor.post(f"{board}submit/", fields_of(shown), of=board)
    return url.removeprefix(visitor.address), len(entries)


def decided(visitor: Visitor, board: str) -> int:
    """How many lines of the board name the document."""
    lines = re.findall(r"<tr\b.*?</tr>", visitor.get(board), re.DOTALL)
    return sum(f"{PAPER['document_no']} ngày" in line for line in lines)
