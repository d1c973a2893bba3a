"""`tusoi figures`: suggestions by managing level and ratings of the units directly below, counted from records."""

import argparse
import json
from typing import Any

HELP = "in số liệu gợi ý kiểm điểm và xếp loại của một năm, tính từ hồ sơ"
EMPTY = """Không có số liệu: ô gợi ý chưa có hồ sơ nào là null (không phải 0); khi chưa tổ chức nào được xếp loại thì
rated và base là 0, count và percent là null; khi đã xếp loại ít nhất một tổ chức, mức không có ai có count là 0.
Năm chưa mở kỳ kiểm điểm hằng năm: lệnh báo lỗi và kết thúc với mã 1."""
LEVELS = {
    "province": "Ban Thường vụ Tỉnh ủy",
    "district": "Ban thường vụ cấp ủy huyện",
    "grassroots": "Cấp ủy cơ sở",
    "total": "Cộng",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which year, of which unit, for people or for programs."""
    parser.add_argument("--year", type=int, required=True, metavar="YEAR", help="năm của kỳ kiểm điểm")
    parser.add_argument("--unit", default="", metavar="CODE", help="mã tổ chức (mặc định: tổ chức cao nhất)")
    parser.add_argument("--json", action="store_true", help="in JSON cho chương trình khác đọc")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EMPTY


def run(options: argparse.Namespace) -> int:
    """Print the figures the actor may read; another's are missing, as on the pages."""
    from django.utils import timezone

    from tusoi.accounts.queries import acting
    from tusoi.statistics import queries

    actor = acting(options.user, on=timezone.localdate())
    cycle, unit = queries.cycle_of(options.year, options.unit)
    _unit, extent = queries.place(actor, cycle, unit.pk)
    found = queries.figures(cycle, extent)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    print(f"{unit.name}, năm {cycle.year}")
    print("\n".join(_lines(found)))
    return 0


def _lines(found: dict[str, Any]) -> list[str]:
    from tusoi.rules.terms import Category, label
    from tusoi.ui.formats import number_text, share_text

    rows = [f"{'Được gợi ý kiểm điểm':<32}{'Tập thể':>10}{'Cá nhân':>10}"]
    for line in found["suggestions"]:
        collectives, individuals = number_text(line["collectives"]), number_text(line["individuals"])
        rows.append(f"{LEVELS[line['managing_level']]:<32}{collectives:>10}{individuals:>10}")
    ratings = found["ratings"]
    rows.append(f"Đã xếp loại {number_text(ratings['rated'])}/{number_text(ratings['total'])} tổ chức trực thuộc")
    rows += [
        f"{label(Category(line['category'])):<32}{share_text(line['count'], line['base']):>20}"
        for line in ratings["categories"]
    ]
    return rows
