"""P5: counting a subtree and reading its first page of 50 in a roster the size of a country, with the actor's rights.

The floor is the bare range over the index, written as SQL; what is compared is the statement the product sends. The
roster has as many branches and members as the country of goals.md; only its paths, tracks and order matter here, so one
statement writes it.
"""

import statistics
from datetime import date

from common import installation, parser, ratio, timed

ROWS = 5_885_351
PROVINCES, DISTRICTS, GRASSROOTS, BRANCHES = 63, 22, 37, 5  # below each other: 256 410 branches
PAGE = 50
TIMES = 25  # of each query; the median counts

SERIES = {
    "sqlite": "WITH RECURSIVE series(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM series WHERE i < {last}) ",
    "postgresql": "WITH series(i) AS (SELECT generate_series(0, {last})) ",
}
SEGMENT = {"sqlite": "printf('%%03d', {})", "postgresql": "lpad(({})::text, 3, '0')"}
SORT = {"sqlite": "printf('%%08d', i)", "postgresql": "lpad(i::text, 8, '0')"}


def main() -> None:
    options = parser(__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=ROWS)
    arguments = options.parse_args()
    with installation(arguments):
        cycle, top = _country(arguments.rows)
        where = "PostgreSQL" if arguments.postgresql else "SQLite"
        print(f"{arguments.rows} entries, {where}, median of {TIMES}")
        for what, levels in (("a province", 1), ("a district", 2)):
            path = top + "001" * levels
            actor = _staff(path)
            _compare(what, cycle, actor, path)


def _compare(what: str, cycle, actor, path: str) -> None:
    from django.db import connection

    from tusoi.cycles.queries import KEY, entries
    from tusoi.rules.terms import Track
    from tusoi.statistics.lists import Wanted, lengths, listed
    from tusoi.statistics.rights import Extent

    def rows():
        return entries(actor, cycle, track=Track.MEMBER, path=path)

    wanted = (Extent(path), Wanted(track=Track.MEMBER))

    def behind():
        return listed(actor, cycle, *wanted)

    def bare(statement: str):
        with connection.cursor() as cursor:
            cursor.execute(statement, [cycle.pk, "member", path, path + "["])
            return cursor.fetchall()

    def product(work):
        """The statements the product sends for this, with their parameters."""
        sent = []

        def note(execute, sql, params, many, context):
            sent.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            work()
        return sent

    def again(sent):
        with connection.cursor() as cursor:
            for sql, params in sent:
                cursor.execute(sql, params)
                cursor.fetchall()

    range_ = "FROM cycles_rosterentry WHERE cycle_id = %s AND track = %s AND home_path >= %s AND home_path < %s"
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    page = f"SELECT {columns} {range_} ORDER BY home_path, sort_key, id LIMIT {PAGE}"
    count = f"SELECT count(*) {range_}"
    number = bare(count)[0][0]
    works = (
        (f"count of {what} ({number} rows)", count, lambda: lengths(actor, cycle, *wanted), "≤ 1.5"),
        (f"page of {PAGE} of {what}", page, lambda: list(behind().order_by(*KEY, "id")[:PAGE]), "≤ 1.5"),
        (f"count of {what}, register of the cycle", count, lambda: rows().count(), "–"),
        (
            f"page of {PAGE} of {what}, register of the cycle",
            page,
            lambda: list(rows().order_by(*KEY, "id")[:PAGE]),
            "–",
        ),
    )
    for words, floor, work, goal in works:
        sent = product(work)
        pairs = [(timed(lambda: again(sent))[0], timed(lambda: bare(floor))[0]) for _ in range(TIMES)]  # noqa: B023
        ours, bares = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio(f"{words} / bare range", ours, bares, goal)


COLUMNS = ("id", "track", "name", "sort_key", "posts", "home_path", "unit_id", "managing_path", "managing_level",
           "must_review", "must_rate", "reason", "evidence")  # fmt: skip


def _staff(path: str):
    from tusoi.rules.authority import Actor, GrantFacts
    from tusoi.rules.terms import Role

    return Actor(name="benchmark", user_id=1, grants=(GrantFacts(Role.STAFF, path),))


def _country(rows: int):
    from django.db import connection
    from django.utils import timezone

    from tusoi.cycles.models import Cycle, RosterEntry
    from tusoi.organizations import structure
    from tusoi.rules.authority import Actor
    from tusoi.rules.terms import UnitKind

    by = {"by": Actor(name="installation", installation=True), "at": timezone.now()}
    top = structure.create_unit(code="TW", kind=UnitKind.COUNTRY, parent=None, name="Toàn Đảng", **by)
    cycle = Cycle.objects.create(
        year=2021, name="Kiểm điểm năm 2021", scope=top, pack_id="qd132-hd21", pack_digest="0" * 64,
        reference_date=date(2021, 12, 31), state="open",
    )  # fmt: skip
    segment = SEGMENT[connection.vendor].format
    branch, steps = "i", []
    for size in (BRANCHES, GRASSROOTS, DISTRICTS, PROVINCES):
        steps.insert(0, segment(f"1 + ({branch}) %% {size}"))
        branch = f"({branch}) / {size}"
    home, above = (" || ".join((f"'{top.path}'", *some)) for some in (steps, steps[:-1]))
    values = {
        "cycle_id": str(cycle.pk), "track": "'member'", "subject_kind": "'person'", "unit_id": str(top.pk),
        "collective_id": "NULL", "person_id": "NULL", "name": "'Nguyễn Văn Thành'", "sort_key": SORT[connection.vendor],
        "search_key": "'nguyen van thanh'", "posts": "''", "home_path": home, "managing_path": above,
        "managing_level": "'grassroots'", "managing_source": "'default'", "peer_group": "'member'",
        "must_review": "TRUE", "must_rate": "TRUE", "reason": "''", "evidence": "''",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {RosterEntry._meta.db_table} ({', '.join(values)}) "
            + SERIES[connection.vendor].format(last=rows - 1)
            + f"SELECT {', '.join(values.values())} FROM series",
            [],
        )
        cursor.execute("ANALYZE")
    return cycle, top.path


if __name__ == "__main__":
    main()
