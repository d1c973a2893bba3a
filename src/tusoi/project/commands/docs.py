"""`tusoi docs [--check]`: write docs/reference from the code, or say which page has drifted."""

import argparse
from pathlib import Path

HELP = "tạo lại các trang docs/reference từ mã nguồn (dành cho người phát triển)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Write or only compare, and where the project lies."""
    parser.add_argument("--check", action="store_true", help="chỉ so sánh; mã thoát 1 khi có trang đã lệch")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="thư mục gốc của dự án")


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when `--check` finds a page that differs."""
    from tusoi.project import reference

    found = reference.drifted(options.root) if options.check else reference.write(options.root)
    for name in found:
        print(f"{'Đã lệch' if options.check else 'Đã viết lại'}: {reference.FOLDER / name}")
    return 1 if options.check and found else 0
