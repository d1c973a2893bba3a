"""P8: a roster of 100 000 rows × 9 columns as a workbook, streamed, against xlsxwriter in its constant-memory mode.

The floor writes the same rows from memory; ours fetches them from the database, with the decisions in force and the
rights of the actor, while it writes. Horilla's rows per second are quoted from goals.md.
"""

import os
import resource
import tempfile
import time
from datetime import date

from common import installation, median, number, parser, ratio, timed

ROWS = 100_000
BRANCHES = 200
HORILLA = 740  # rows per second, measured for goals.md


def main() -> None:
    options = parser(__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=ROWS)
    arguments = options.parse_args()
    with installation(arguments):
        actor, place = _province(arguments.rows)
        grown = _growth(actor, place)  # first: the peak of a process never falls again
        ours, firsts = [], []
        for _ in range(arguments.repeat):
            seconds, first = timed(lambda: _stream(actor, place))
            ours.append(seconds)
            firsts.append(first)
        rows = _rows(actor, place)
        floors = [timed(lambda: _plain(rows))[0] for _ in range(arguments.repeat)]
        where = "PostgreSQL" if arguments.postgresql else "SQLite"
        print(f"{len(rows)} rows × {len(rows[0])}, {where}, median of {arguments.repeat}")
        ratio("export / xlsxwriter, constant memory", median(ours), median(floors), "≤ 1.3")
        number("first byte", median(firsts), "s", "≤ 0.5")
        number("growth of memory", grown, "MB", "≤ 50")
        number("times faster than Horilla (rows per second)", len(rows) / median(ours) / HORILLA, "×", "≥ 20")


def _province(rows: int):
    from django.db import transaction
    from django.utils import timezone

    from tusoi.cycles.models import Cycle, RosterEntry
    from tusoi.organizations import structure
    from tusoi.ratings.models import Decision
    from tusoi.rules.authority import Actor, GrantFacts
    from tusoi.rules.terms import CycleState, Role, UnitKind
    from tusoi.statistics.pages import Place
    from tusoi.statistics.rights import Extent

    installer, now = Actor(name="installation", installation=True), timezone.now()
    by = {"by": installer, "at": now}
    top = structure.create_unit(code="T", kind=UnitKind.PROVINCE, parent=None, name="Đảng bộ tỉnh Hoa Sen", **by)
    base = structure.create_unit(code="X", kind=UnitKind.GRASSROOTS_COMMITTEE, parent=top, name="Đảng bộ xã", **by)
    units = [
        structure.create_unit(code=f"C{at}", kind=UnitKind.BRANCH, parent=base, name=f"Chi bộ số {at}", **by)
        for at in range(BRANCHES)
    ]
    cycle = Cycle.objects.create(
        year=2021, name="Kiểm điểm năm 2021", scope=top, pack_id="qd132-hd21", pack_digest="0" * 64,
        reference_date=date(2021, 12, 31), state=CycleState.OPEN,
    )  # fmt: skip
    with transaction.atomic():
        for start in range(0, rows, 10_000):
            some = [_entry(cycle, units[at % BRANCHES], at) for at in range(start, min(rows, start + 10_000))]
            RosterEntry.objects.bulk_create(some)
            Decision.objects.bulk_create([_decision(cycle, entry, now) for entry in some])
    actor = Actor(name="Nguyễn Thị Minh Anh", user_id=1, grants=(GrantFacts(Role.STAFF, top.path, unit_id=top.pk),))
    return actor, Place(cycle, top, Extent(top.path))


def _entry(cycle, unit, at: int):
    from tusoi.cycles.models import RosterEntry

    return RosterEntry(
        cycle=cycle, track="member", subject_kind="person", unit_id=unit.pk,
        name=f"Nguyễn Văn Thành {at}", sort_key=f"{at:08d}", search_key=f"nguyen van thanh {at}",
        posts="Ủy viên Ban Chấp hành, Trưởng ban", home_path=unit.path, managing_path=unit.path[:6],
        managing_level="grassroots", managing_source="default", peer_group="member", must_review=True, must_rate=True,
    )  # fmt: skip


def _decision(cycle, entry, now):
    from tusoi.ratings.models import Decision

    return Decision(
        cycle=cycle, entry=entry, track=entry.track, home_path=entry.home_path, managing_path=entry.managing_path,
        peer_group=entry.peer_group, category="GOOD", document_no="215-QĐ/TU", document_date=date(2022, 1, 20),
        authority_name="Đảng ủy xã", source="imported", decided_at=now, decided_by="x",
    )  # fmt: skip


def _stream(actor, place) -> float:
    """Seconds until the first byte; everything is written."""
    from django.utils import timezone

    from tusoi.statistics import exports

    began = time.perf_counter()
    pieces = exports.roster(actor, place, timezone.now())
    with tempfile.TemporaryFile() as file:
        file.write(next(pieces))
        first = time.perf_counter() - began
        for piece in pieces:
            file.write(piece)
    return first


def _growth(actor, place) -> float:
    """MB by which the export raises the peak of a process of its own."""
    from django.db import connections

    connections.close_all()
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        before = _peak()
        _stream(actor, place)
        os.write(write, str(_peak() - before).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return float(os.read(read, 64))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rows(actor, place) -> list[tuple[str, ...]]:
    from tusoi.statistics import exports, lists
    from tusoi.statistics.lists import Wanted

    found = lists.listed(actor, place.cycle, place.extent, Wanted()).order_by(*lists.KEY, "id")
    values = found.values_list(*exports.COLUMNS, "category", "document_no", "document_date")
    return [exports._cells(row) for row in values]


def _plain(rows: list[tuple[str, ...]]) -> None:
    import xlsxwriter

    safe = {"constant_memory": True, "strings_to_formulas": False}
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file, xlsxwriter.Workbook(file.name, safe) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)


if __name__ == "__main__":
    main()
