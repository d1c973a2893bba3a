"""`tusoi cycle open`: open the annual cycle of a year for a unit and everything below it; again adds who is new."""

import argparse

from tusoi.project.command import fail
from tusoi.project.commands.import_file import day

HELP = "mở kỳ kiểm điểm năm; mở lại thì chỉ bổ sung đối tượng mới"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`open --year … --pack … --scope CODE`."""
    verbs = parser.add_subparsers(title="việc", dest="verb", metavar="VIỆC", required=True)
    one = verbs.add_parser("open", help="mở kỳ", description="Mở kỳ kiểm điểm năm, chốt danh sách kiểm điểm.")
    one.add_argument("--year", required=True, type=int, metavar="YEAR", help="năm kiểm điểm")
    one.add_argument("--pack", required=True, metavar="PACK", help="bộ quy định, ví dụ qd132-hd21")
    one.add_argument("--scope", required=True, metavar="CODE", help="mã tổ chức đảng là phạm vi của kỳ")
    one.add_argument(
        "--reference-date", type=day, metavar="DATE", help="ngày tính, dd/mm/yyyy (mặc định: 31/12 của năm)"
    )
    one.add_argument("--accept-warnings", action="store_true", help="xác nhận các cảnh báo và mở kỳ")
    one.add_argument("--as", dest="user", metavar="USER", default=argparse.SUPPRESS, help="người thực hiện")


def run(options: argparse.Namespace) -> int:
    """Open it and say who was added; everything that stands against it goes to stderr and nothing is done."""
    from django.utils import timezone

    from tusoi.accounts.queries import acting
    from tusoi.cycles.actions import open_cycle
    from tusoi.cycles.pages import opened_lines
    from tusoi.organizations.queries import unit_by_code
    from tusoi.project.commands.migrate import ready
    from tusoi.rules.problems import Problem, Refused
    from tusoi.ui.problems import say

    if not ready():
        return fail("Cơ sở dữ liệu chưa đúng phiên bản. Hãy chạy: tusoi migrate")
    now = timezone.now()
    by = acting(options.user, on=timezone.localdate(now))
    scope = unit_by_code(options.scope.strip())
    if scope is None:
        raise Refused(Problem("cycle-scope-unknown", facts={"text": options.scope}))
    opening = open_cycle(
        year=options.year,
        pack_id=options.pack,
        scope=scope,
        reference_date=options.reference_date,
        accept_warnings=options.accept_warnings,
        by=by,
        at=now,
    )
    for finding in opening.warnings:
        print(f"Cảnh báo: {say(finding.problem).text}")
    for line in opened_lines(opening):
        print(line)
    return 0
