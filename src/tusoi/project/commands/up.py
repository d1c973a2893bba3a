"""`tusoi up [--demo]`: bring the database to this version and serve; with --demo prepare the demonstration first."""

import argparse

HELP = "chuẩn bị cơ sở dữ liệu rồi chạy máy chủ; --demo: tỉnh trình diễn Hoa Sen"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to prepare the demonstration, and whether to stop before serving."""
    parser.add_argument("--demo", action="store_true", help="nạp tỉnh trình diễn (chỉ vào thư mục dữ liệu trống)")
    parser.add_argument("--prepare-only", action="store_true", help="chỉ chuẩn bị, không chạy máy chủ")
    parser.add_argument("--port", type=int, metavar="PORT", help="cổng lắng nghe (mặc định: TUSOI_PORT, 8000)")


def run(options: argparse.Namespace) -> int:
    """Prepare, say who can sign in, serve until told to stop."""
    from tusoi.project.commands.migrate import migrate
    from tusoi.project.commands.serve import collect_static, serve

    if migrate():
        _say("Đã chuẩn bị cơ sở dữ liệu")
    if options.demo:
        from tusoi.project.demo.accounts import listing
        from tusoi.project.demo.season import prepare

        prepare(_say)
        print(f"\n{listing()}", flush=True)
    if options.prepare_only:
        collect_static()
        return 0
    return serve(port=options.port)


def _say(sentence: str) -> None:
    print(sentence, flush=True)
