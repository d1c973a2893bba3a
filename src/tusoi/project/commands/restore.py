"""`tusoi restore FILE [--verify]`: bring a backup back into an empty data folder."""

import argparse
from pathlib import Path

HELP = "khôi phục từ tệp sao lưu vào thư mục dữ liệu trống"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, and whether to compare afterwards."""
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp do lệnh backup tạo")
    parser.add_argument("--verify", action="store_true", help="đọc lại và đối chiếu từng bảng, tính lại nhật ký")


def run(options: argparse.Namespace) -> int:
    """Restore; refused with nothing changed when the file is damaged or the folder is not empty."""
    from tusoi.project.backup.actions import restore
    from tusoi.ui.formats import number_text as number

    restored = restore(options.file.resolve(), compare=options.verify)
    print(f"Đã khôi phục {number(restored.rows)} bản ghi và {number(restored.files)} tệp.")
    if restored.events is not None:
        print(f"Đã đối chiếu: mọi bảng đúng như khi sao lưu; nhật ký liền mạch, {number(restored.events)} bước.")
    return 0
