"""`tusoi audit verify`: does the book hold? Exit 0 only when every chain and every anchor does."""

import argparse

from tusoi.project.command import fail

HELP = "kiểm tra nhật ký có còn nguyên vẹn"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`verify [--anchor DIGEST]`."""
    verbs = parser.add_subparsers(title="việc", dest="verb", metavar="VIỆC", required=True)
    verify = verbs.add_parser("verify", help="tính lại mọi chuỗi nhật ký và so với các mốc niêm phong")
    verify.add_argument(
        "--anchor", default="", metavar="DIGEST", help="mã niêm phong in trên văn bản đã ký, để đối chiếu"
    )
    verify.add_argument("--as", dest="user", default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Verify and say where it does not hold."""
    from tusoi.accounts.queries_journal import unit_names
    from tusoi.audit.verification import verify
    from tusoi.ui.problems import say

    verdict = verify(printed=options.anchor.strip().lower())
    counted = f"{verdict.events} bước trong {verdict.chains} chuỗi, {verdict.anchors} mốc niêm phong"
    if verdict.holds:
        print(f"Nhật ký nguyên vẹn: {counted}.")
        if verdict.anchor:
            print(f"Mốc niêm phong gần nhất: {verdict.anchor}")
        return 0
    units = unit_names(found.where for found in verdict.breaks)
    sentences = [say(found.problem).text for found in verdict.breaks]
    named = [
        f"{text} ({units[one.where]})" if one.where in units else text
        for one, text in zip(verdict.breaks, sentences, strict=True)
    ]
    return fail(f"NHẬT KÝ KHÔNG NGUYÊN VẸN: {len(verdict.breaks)} chỗ; đọc được {counted}.", *named)
