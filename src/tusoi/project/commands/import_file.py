"""`tusoi import`: read a workbook, compare it with what is here and, with --apply, put it into effect.

The order is units, members, `tusoi cycle open`, suggestions, ratings. Without --apply nothing is changed.
"""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tusoi.project.command import fail

HELP = "nhập danh sách từ tệp Excel (.xlsx): đọc thử, hoặc nhập thật với --apply"
KINDS = {
    "units": "tổ chức đảng",
    "members": "đảng viên",
    "suggestions": "gợi ý kiểm điểm",
    "ratings": "kết quả xếp loại",
}
COUNTS = {
    "read": "đã đọc",
    "added": "thêm mới",
    "changed": "thay đổi",
    "unchanged": "không đổi",
    "left_out": "bỏ lại",
    "created": "lập kèm theo",
    "absent": "không có trong tệp",
}
TONES = {"error": "LỖI", "warning": "Cảnh báo", "info": "Thông tin"}
PLACES, NAMES = 5, 10


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, what it lists, and whether to do it."""
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp .xlsx")
    parser.add_argument("--kind", required=True, choices=KINDS, help="tệp liệt kê gì: " + ", ".join(KINDS))
    parser.add_argument("--year", type=int, metavar="YEAR", help="năm kiểm điểm (mặc định: năm ghi ở tiêu đề)")
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="danh sách tính đến ngày, dd/mm/yyyy (mặc định: ngày ghi ở tiêu đề, nếu không có thì hôm nay)",
    )
    parser.add_argument("--apply", action="store_true", help="nhập thật; không có thì chỉ đọc thử")


def day(text: str) -> date:
    """31/10/2021 or 2021-10-31."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"{text!r} không phải ngày; viết dd/mm/yyyy")


day.__name__ = "ngày"


def run(options: argparse.Namespace) -> int:
    """Dry run or the real thing; the exit code is 0 only when nothing stood in the way."""
    from django.utils import timezone

    from tusoi.accounts.queries import acting
    from tusoi.exchange import actions, reports
    from tusoi.exchange.importing import Order, examine
    from tusoi.project.commands.migrate import ready

    if not ready():
        return fail("Cơ sở dữ liệu chưa đúng phiên bản. Hãy chạy: tusoi migrate")
    if not options.file.is_file():
        return fail(f"Không có tệp {options.file}.")
    now = timezone.now()
    actor = acting(options.user, on=timezone.localdate(now))
    order = Order(options.file, options.kind, year=options.year, as_of=options.as_of)
    if options.apply:
        examined = actions.bring_in(order=order, name=options.file.name, progress=_progress, by=actor, at=now)
    else:
        examined = examine(order, by=actor, at=now)
    found = reports.report(examined)
    _print(options, found)
    return 0 if examined.ok else 1


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{total}", end="" if done < total else "\n", file=sys.stderr, flush=True)


def _print(options: argparse.Namespace, found: dict[str, Any]) -> None:
    from tusoi.exchange.reports import group_problem, problems
    from tusoi.ui.problems import say, say_all

    print(f"{options.file.name} – {KINDS[options.kind]}")
    if counts := found.get("counts"):
        print(" · ".join(f"{words} {counts[name]}" for name, words in COUNTS.items()))
    for said in say_all(problems(found)):
        print(f"{TONES['error']}: {said.text}")
    for group in found["groups"]:
        print(f"{TONES[group['severity']]} ({group['count']}): {say(group_problem(group)).text}")
        if group["severity"] != "info":
            more = group["count"] - PLACES
            print("    " + "; ".join(group["places"][:PLACES]) + (f"; và {more} chỗ nữa" if more > 0 else ""))
    _lists(found)
    if not found["ok"]:
        print("Chưa nhập gì. Sửa các lỗi trên rồi chạy lại.")
    else:
        print(_end(options, found.get("counts", {})))


def _end(options: argparse.Namespace, counts: dict[str, int]) -> str:
    if not any(counts.get(name) for name in ("added", "changed", "created")):
        return "Tệp không làm thay đổi gì."
    return "Đã nhập." if options.apply else "Chưa nhập gì (đọc thử). Thêm --apply để nhập."


def _lists(found: dict[str, Any]) -> None:
    """What is new beside the rows themselves, what changes and what the file does not name."""
    for name, rows in found.get("lists", {}).items():
        if name != "added" and rows:
            total = found["counts"][name]
            print(f"{COUNTS[name].capitalize()} ({total}):")
            for row in rows[:NAMES]:
                print("    " + " · ".join(part for part in row if part))
            if total > NAMES:
                print(f"    … và {total - NAMES} mục nữa")
