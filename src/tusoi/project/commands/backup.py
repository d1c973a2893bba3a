"""`tusoi backup FILE`: everything in one sealed file, while people go on working."""

import argparse
from pathlib import Path

HELP = "sao lưu toàn bộ dữ liệu vào một tệp"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp sao lưu sẽ tạo (chưa được có)")


def run(options: argparse.Namespace) -> int:
    """Save; the archive holds personal data and is readable by its owner only."""
    from django.utils import timezone

    from tusoi.project.backup.actions import save
    from tusoi.rules.authority import Actor
    from tusoi.ui.formats import number_text as number

    actor = Actor(name=options.user or "quản trị hệ thống (dòng lệnh)")
    saved = save(options.file.resolve(), by=actor, at=timezone.now())
    size = number(max(1, round(saved.size / 1024)))
    print(f"Đã sao lưu {number(saved.rows)} bản ghi và {number(saved.files)} tệp vào {options.file} ({size} KB).")
    print("Tệp chứa dữ liệu cá nhân: cất ở nơi chỉ người có trách nhiệm mở được.")
    return 0
