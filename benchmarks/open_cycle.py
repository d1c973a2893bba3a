"""P1: opening a yearly cycle against a bare INSERT … SELECT of as many rows into the same indexed table.

The province is that of the demonstration: its units and members are imported from the workbooks. With --country the
roster of a whole country is opened from generated data (country.py).
"""

import resource
from datetime import date

from common import ROOT, installation, median, number, parser, ratio, timed

PACK = "qd132-hd21"
HORILLA = 0.305  # s: bulk creation of one appraisal per person, Horilla, measured for goals.md


def main() -> None:
    options = parser(__doc__.splitlines()[0])
    options.add_argument("--country", action="store_true", help="5.6 million members instead of the province")
    arguments = options.parse_args()
    with installation(arguments):
        _country() if arguments.country else _province()
        floors, openings, repeats = [], [], []
        for _ in range(arguments.repeat):
            seconds, expected = timed(_floor)
            floors.append(seconds)
            _empty()
            seconds, opening = timed(_open)
            openings.append(seconds)
            seconds, again = timed(_open)
            repeats.append(seconds)
            entries = opening.total
            _empty()
        where = "PostgreSQL" if arguments.postgresql else "SQLite"
        print(f"{entries} entries (floor {expected}), {where}, median of {arguments.repeat}")
        ratio("open a cycle / bare INSERT … SELECT", median(openings), median(floors), "≤ 3 (2)")
        ratio("open it again / bare INSERT … SELECT", median(repeats), median(floors), "–")
        number("entries added by the repetition", again.total, "", "0")
        number("times faster than Horilla, per person", HORILLA / (median(openings) / entries), "×", "≥ 1000")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        number("peak memory of this process", peak, "MB", "a few GB")


def _province() -> None:
    """Units and members of the demonstration, through the import."""
    from django.utils import timezone

    from tusoi.exchange.reading.read import read
    from tusoi.organizations.intake import plan_members, plan_units, put_members, put_units

    folder = ROOT / "src" / "tusoi" / "project" / "demo" / "hoa_sen"
    for name, kind, plan, put in (
        ("to_chuc", "units", plan_units, put_units),
        ("dang_vien", "members", plan_members, put_members),
    ):
        reading = read(folder / f"{name}.xlsx", kind, as_of=None, today=date(2021, 12, 31))
        planned = plan(reading.parsed.rows, as_of=reading.parsed.as_of)
        put(planned, by=_actor(), at=timezone.now(), source={"record": "benchmark"})


def _country() -> None:
    import country

    country.load()


def _actor():
    from tusoi.rules.authority import Actor

    return Actor(name="benchmark", installation=True)


def _open():
    from django.utils import timezone

    from tusoi.cycles.actions import open_cycle
    from tusoi.organizations.queries import root

    return open_cycle(year=2021, pack_id=PACK, scope=root(), accept_warnings=True, by=_actor(), at=timezone.now())


def _floor() -> int:
    """The same columns, as many rows, constant answers: nothing is looked up, classified, checked or recorded."""
    from django.db import connection, transaction

    from tusoi.cycles.models import Cycle, RosterEntry
    from tusoi.organizations.queries import root

    names = [field.column for field in RosterEntry._meta.fields if not field.primary_key]
    every = f"INSERT INTO cycles_rosterentry ({', '.join(names)}) SELECT "
    answers = "'default', 'group', {yes}, {yes}, '', ''"
    yes = "TRUE"
    with transaction.atomic():
        cycle = Cycle.objects.create(
            year=2021, name="floor", scope=root(), pack_id=PACK, pack_digest="", reference_date=date(2021, 12, 31)
        )
        with connection.cursor() as cursor:
            tail = answers.format(yes=yes)
            cursor.execute(
                every + f"{cycle.pk}, 'organization', 'organization', id, NULL, NULL, name, sort_key, search_key, '', "
                f"path, district_path, 'district', {tail} FROM organizations_unit"
            )
            written = cursor.rowcount
            cursor.execute(
                every + f"{cycle.pk}, 'member', 'person', branch_id, NULL, id, full_name, sort_key, search_key, '', "
                f"home_path, home_path, 'grassroots', {tail} FROM organizations_person"
            )
            written += cursor.rowcount
            cursor.execute(
                every + f"{cycle.pk}, 'cadre', 'person', p.branch_id, NULL, p.id, p.full_name, p.sort_key, "
                f"p.search_key, '', p.home_path, p.home_path, 'district', {tail} FROM organizations_person p "
                "WHERE p.id IN (SELECT person_id FROM organizations_post "
                "WHERE managing_level <> '' OR title_group IN ('secretary', 'deputy_secretary', 'standing_member', "
                "'committee_member', 'head', 'deputy_head'))"
            )
            return written + cursor.rowcount


def _empty() -> None:
    from tusoi.cycles.models import Cycle, RosterEntry

    for model in (RosterEntry, Cycle):
        model.objects.all()._raw_delete("default")


if __name__ == "__main__":
    main()
