"""P7: a validated import of a list of members against reading the same file and inserting its cells unread.

Floor: calamine reads the workbook in this process, and the same people and memberships are inserted with
COPY/executemany into the same tables with the same indexes, without any check, key or comparison beyond what the
tables themselves need.
"""

import resource
from datetime import date
from pathlib import Path

from common import installation, median, number, parser, ratio, timed

ROWS = 100_000
HEADINGS = ("TT", "Số thẻ đảng", "Họ và tên", "Giới tính", "Ngày sinh", "Ngày vào Đảng", "Mã chi bộ",
            "Chức vụ trong chi bộ", "Chức vụ cấp ủy, chính quyền", "Mã tổ chức giữ chức vụ", "Diện quản lý",
            "Ghi chú")  # fmt: skip
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Alăng", "Zơrâm")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Kim", "Quốc", "Thanh")
GIVEN = ("An", "Ánh", "Bảo", "Cường", "Dũng", "Đông", "Hà", "Hạnh", "Khánh", "Lan", "Mai", "Nga", "Phúc", "Yến")


def main() -> None:
    arguments = parser(__doc__.splitlines()[0]).parse_args()
    with installation(arguments) as folder:
        workbook = folder / "members.xlsx"
        branches = _units()
        _write(workbook, branches)
        imports, floors = [], []
        for _ in range(arguments.repeat):
            floors.append(timed(lambda: _floor(workbook))[0])
            _empty()
            imports.append(timed(lambda: _import(workbook))[0])
            _empty()
        print(f"{ROWS} members, {'PostgreSQL' if arguments.postgresql else 'SQLite'}, median of {arguments.repeat}")
        ratio("validated import / bare read and insert", median(imports), median(floors), "≤ 2.50 ×")
        number("rate of the floor", 100 * median(floors) / median(imports), "%", "≥ 40 % (60 %)")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        number("peak memory of the reading child", peak, "MB", "≤ 512 MB")


def _units() -> list[str]:
    from django.utils import timezone

    from tusoi.exchange.reading.rows import UnitRow
    from tusoi.organizations.intake import plan_units, put_units
    from tusoi.rules.authority import Actor
    from tusoi.rules.terms import UnitKind

    rows = [UnitRow("T", "Đảng bộ tỉnh", UnitKind.PROVINCE, "", 7)]
    rows += [UnitRow(f"T.{d:02}", f"Đảng bộ huyện {d}", UnitKind.DISTRICT, "T", 8) for d in range(1, 23)]
    branches = [(f"T.{1 + n % 22:02}.{n:04}", f"T.{1 + n % 22:02}") for n in range(4000)]
    rows += [UnitRow(code, f"Chi bộ {code}", UnitKind.GRASSROOTS_BRANCH, parent, 9) for code, parent in branches]
    put_units(plan_units(rows), by=Actor(name="benchmark", installation=True), at=timezone.now(),
              source={"record": "benchmark"})  # fmt: skip
    return [code for code, _parent in branches]


def _write(target: Path, branches: list[str]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet("Đảng viên")
    sheet.write_row(0, 0, ["DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/10/2021)"])
    sheet.write_row(2, 0, HEADINGS)
    for n in range(ROWS):
        name = f"{FAMILY[n % 10]} {MIDDLE[n // 10 % 8]} {MIDDLE[n // 80 % 8]} {GIVEN[n // 640 % 14]}"
        born = f"{1 + n % 28:02}/{1 + n % 12:02}/{1950 + n % 45}"
        admitted = f"{1 + n % 28}.{1 + n % 12}.{1998 + n % 22}"
        post = "Bí thư chi bộ" if n < len(branches) else ""
        sheet.write_row(3 + n, 0, [n + 1, f"{30_000_000 + n}", name, "Nữ" if n % 3 else "Nam", born, admitted,
                                   branches[n % len(branches)], post])  # fmt: skip
    book.close()


def _floor(workbook: Path) -> None:
    from django.db import transaction
    from python_calamine import CalamineWorkbook

    from tusoi.bulk import insert_rows
    from tusoi.organizations.models import Membership, Person, Unit

    rows = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python()[3:]
    units = dict(Unit.objects.values_list("code", "id"))
    paths = dict(Unit.objects.values_list("code", "path"))
    with transaction.atomic():
        insert_rows(
            Person,
            ("card_number", "full_name", "sort_key", "search_key", "gender", "branch", "home_path"),
            ((row[1], row[2], row[2], row[2], "", units[row[6]], paths[row[6]]) for row in rows),
        )
        people = Person.objects.values_list("id", "branch_id")
        insert_rows(Membership, ("person", "branch"), list(people))


def _import(workbook: Path) -> None:
    from django.utils import timezone

    from tusoi.exchange.reading.read import read
    from tusoi.organizations.intake import plan_members, put_members
    from tusoi.rules.authority import Actor

    reading = read(workbook, "members", as_of=None, today=date(2021, 12, 31))
    plan = plan_members(reading.parsed.rows, as_of=reading.parsed.as_of)
    if not plan.ok or len(plan.added) != ROWS:
        raise SystemExit(f"the import did not take everybody: {reading.parsed.groups[:3]} {plan.findings[:3]}")
    put_members(plan, by=Actor(name="benchmark", installation=True), at=timezone.now(),
                source={"record": "benchmark"})  # fmt: skip


def _empty() -> None:
    from tusoi.organizations.models import Membership, Person, PersonStatus, Post

    for model in (Membership, Post, PersonStatus, Person):
        model.objects.all()._raw_delete("default")


if __name__ == "__main__":
    main()
