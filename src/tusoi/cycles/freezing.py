"""The roster, written by the database: one INSERT … SELECT per track for any number of subjects.

The rules' answers (``signatures``) stand in a temporary table and are joined back while the entries are written.
The SQL is the same on both databases but for three words (``DIALECTS``). Runs inside the caller's transaction.
"""
# ruff: noqa: S608 - the statements are put together from names of our own tables and terms; values are parameters

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tusoi.cycles.models import RosterEntry
from tusoi.cycles.signatures import (
    ANSWER_COLUMNS,
    HEIGHT,
    PRECEDENCE,
    STATUS_BITS,
    Frame,
    Signature,
    answers,
    with_people,
)
from tusoi.organizations.models import Collective, Membership, Person, PersonStatus, Post, Unit
from tusoi.organizations.paths import AUTHORITY_COLUMNS, path_end
from tusoi.rules.terms import NotDue, PersonStatusKind, SubjectKind, Track, UnitFamily

MODELS = (RosterEntry, Unit, Collective, Person, Membership, Post, PersonStatus)
ENTRY, UNIT, COLLECTIVE, PERSON, MEMBERSHIP, POST, STATUS = (
    model._meta.db_table  # noqa: SLF001 - Django's own name for what a model may be asked
    for model in MODELS
)
PEOPLE = (Track.CADRE, Track.MEMBER)
MANY = 1000  # entries
POSTS_LENGTH, EVIDENCE_LENGTH = 500, 255  # characters, as the columns of an entry

TEMPORARY = {
    "roster_only": "track varchar(12), id bigint, PRIMARY KEY (track, id)",
    "roster_status": "person_id bigint PRIMARY KEY, mask integer, "
    + ", ".join(f"{kind.value} varchar({EVIDENCE_LENGTH})" for kind in PersonStatusKind),
    "roster_post": f"person_id bigint PRIMARY KEY, posts varchar({POSTS_LENGTH}), is_leading integer, unit_id bigint, "
    "title_group varchar(20), stated varchar(12)",
    "roster_answer": ", ".join(f"{name} {kind}" for name, kind in ANSWER_COLUMNS.items()),
}


@dataclass(frozen=True)
class Dialect:
    """The words in which the two databases differ."""

    joined: str  # the texts of a window, in its order
    day: str  # a date as dd/mm/yyyy
    weigh: str  # what tells the planner about a table just filled


DIALECTS = {
    "sqlite": Dialect("group_concat({}, '; ')", "strftime('%%d/%%m/%%Y', {})", ""),
    "postgresql": Dialect("string_agg({}, '; ')", "to_char({}, 'DD/MM/YYYY')", "ANALYZE {}"),
}


def freeze(
    frame: Frame, *, only: Mapping[Track, Collection[int]] | None = None, begun: bool = True
) -> dict[Track, int]:
    """Add the entries that are missing; how many on each track.

    ``only``: ids of the subjects wanted, without it the whole scope. ``begun`` false: the cycle has no entry yet, so
    there is nothing to look up.
    """
    wanted = [track for track in Track if only is None or only.get(track)]
    with connection.cursor() as cursor:
        pen = _Pen(cursor, frame, DIALECTS[connection.vendor], chosen=only is not None, begun=begun)
        for name, columns in TEMPORARY.items():
            pen.run(f"CREATE TEMPORARY TABLE {name} ({columns})")
        pen.fill("roster_only", [(track.value, pk) for track in wanted for pk in set((only or {}).get(track, ()))])
        if set(wanted) & set(PEOPLE):
            _statuses(pen)
            _posts(pen)
        for track in wanted:
            pen.fill("roster_answer", list(answers(frame, track, _signatures(pen, track))))
        pen.weigh("roster_answer")
        added = {track: pen.run(_insert(pen, track)) for track in wanted}
        if sum(added.values()) > MANY:
            pen.weigh(ENTRY)  # else the first pages and a repetition read a table the planner believes empty
        for name in TEMPORARY:
            pen.run(f"DROP TABLE {name}")
    return added


def units_of_posts(frame: Frame, people: Collection[int]) -> dict[int, int]:
    """Person → unit of the highest leading post on the day, for those who hold one."""
    with connection.cursor() as cursor:
        pen = _Pen(cursor, frame, DIALECTS[connection.vendor], chosen=True, begun=True)
        for name in ("roster_only", "roster_post"):
            pen.run(f"CREATE TEMPORARY TABLE {name} ({TEMPORARY[name]})")
        pen.fill("roster_only", [(Track.CADRE.value, pk) for pk in set(people)])
        _posts(pen)
        found = dict(pen.rows("SELECT person_id, unit_id FROM roster_post WHERE is_leading = 1"))
        for name in ("roster_only", "roster_post"):
            pen.run(f"DROP TABLE {name}")
    return found


class _Pen:
    """The cursor with everything its statements share."""

    def __init__(self, cursor: Any, frame: Frame, dialect: Dialect, *, chosen: bool, begun: bool) -> None:
        self.cursor, self.dialect, self.chosen, self.begun = cursor, dialect, chosen, begun
        day = connection.ops.adapt_datefield_value
        self.values = {
            "cycle": frame.cycle_id,
            "start": frame.path,
            "end": path_end(frame.path),
            "on": day(frame.on),
            "cutoff": day(frame.cutoff),
        }
        self.leading = ", ".join(f"'{group.value}'" for group in frame.leading) or "''"

    def run(self, statement: str) -> int:
        """Number of rows written."""
        self.cursor.execute(statement, self.values)
        return int(self.cursor.rowcount)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        self.cursor.execute(statement, self.values)
        return list(self.cursor.fetchall())

    def fill(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join(["%s"] * len(rows[0]))
            self.cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def weigh(self, table: str) -> None:
        if self.dialect.weigh:
            self.cursor.execute(self.dialect.weigh.format(table))

    def in_force(self, *rows: str) -> str:
        """Rows whose validity covers the day."""
        return " AND ".join(
            f"({row}.valid_from IS NULL OR {row}.valid_from <= %(on)s) "
            f"AND ({row}.valid_to IS NULL OR {row}.valid_to >= %(on)s)"
            for row in rows
        )

    def within(self, unit: str) -> str:
        return f"{unit}.path >= %(start)s AND {unit}.path < %(end)s"

    def wanted(self, track: Track, key: str) -> str:
        """Of chosen subjects only these."""
        return f" AND {key} IN (SELECT id FROM roster_only WHERE track = '{track}')" if self.chosen else ""

    def of_wanted(self, key: str) -> str:
        """The same for what belongs to people, whatever their track."""
        return f" AND {key} IN (SELECT id FROM roster_only)" if self.chosen else ""

    def missing(self, track: Track, column: str, key: str) -> str:
        """Without an entry on the track; its unique index answers."""
        if not self.begun:
            return ""
        return (
            f" AND NOT EXISTS (SELECT 1 FROM {ENTRY} e "
            f"WHERE e.cycle_id = %(cycle)s AND e.track = '{track}' AND e.{column} = {key})"
        )


def _statuses(pen: _Pen) -> None:
    """One row per person with a status in force: all of them as bits, and the evidence of each."""
    bits = " ".join(f"WHEN '{kind}' THEN {bit}" for kind, bit in STATUS_BITS.items())
    evidence = ", ".join(f"MAX(CASE s.kind WHEN '{kind}' THEN s.evidence END)" for kind in PersonStatusKind)
    pen.run(
        f"INSERT INTO roster_status SELECT s.person_id, SUM(DISTINCT CASE s.kind {bits} END), {evidence} "
        f"FROM {STATUS} s WHERE {pen.in_force('s')}{pen.of_wanted('s.person_id')} GROUP BY s.person_id"
    )
    pen.weigh("roster_status")


def _posts(pen: _Pen) -> None:
    """One row per person with a post in force: all titles from the highest down, and the highest post.

    A post whose level a source states stands above one without, the higher level above the lower; then the order of
    the title groups, the higher unit, the older record. The highest post says who manages a cadre.
    """
    heights = " ".join(f"WHEN '{level}' THEN {place}" for level, place in HEIGHT.items())
    places = " ".join(f"WHEN '{group}' THEN {place}" for group, place in PRECEDENCE.items())
    order = (
        f"CASE h.managing_level {heights} ELSE {len(HEIGHT)} END, "
        f"CASE h.title_group {places} ELSE {len(PRECEDENCE)} END, LENGTH(u.path), h.id"
    )
    leading = f"CASE WHEN h.managing_level <> '' OR h.title_group IN ({pen.leading}) THEN 1 ELSE 0 END"
    titles = pen.dialect.joined.format("h.title")
    everything = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"
    pen.run(
        f"INSERT INTO roster_post "
        f"SELECT person_id, SUBSTR(posts, 1, {POSTS_LENGTH}), is_leading, unit_id, title_group, managing_level "
        f"FROM (SELECT h.person_id, h.unit_id, h.title_group, h.managing_level, {leading} AS is_leading, "
        f"{titles} OVER (PARTITION BY h.person_id ORDER BY {order} {everything}) AS posts, "
        f"ROW_NUMBER() OVER (PARTITION BY h.person_id ORDER BY {order}) AS place "
        f"FROM {POST} h JOIN {UNIT} u ON u.id = h.unit_id "
        f"WHERE {pen.in_force('h')}{pen.of_wanted('h.person_id')}) ranked WHERE place = 1"
    )
    pen.weigh("roster_post")


def _signatures(pen: _Pen, track: Track) -> Iterable[Signature]:
    """What distinguishes the subjects of a track, read without looking at each person."""
    above = f"LEFT JOIN {UNIT} above ON above.id = u.parent_id"
    place = "u.kind, COALESCE(above.level, '')"
    match track:
        case Track.ORGANIZATION | Track.MEMBER:
            found = pen.rows(f"SELECT DISTINCT {place} FROM {UNIT} u {above} WHERE {pen.within('u')}")
            places = [Signature(*row) for row in found]
        case Track.COLLECTIVE:
            return [
                Signature(*row)
                for row in pen.rows(
                    f"SELECT DISTINCT {place}, c.kind FROM {COLLECTIVE} c JOIN {UNIT} u ON u.id = c.unit_id {above} "
                    f"WHERE {pen.within('u')}"
                )
            ]
        case Track.CADRE:
            found = pen.rows(
                f"SELECT DISTINCT {place}, h.title_group, h.stated FROM roster_post h "
                f"JOIN {UNIT} u ON u.id = h.unit_id {above} WHERE h.is_leading = 1"
            )
            places = [Signature(kind, under, title_group=group, stated=stated) for kind, under, group, stated in found]
    if track is Track.ORGANIZATION:
        return places
    return with_people(places, [mask for (mask,) in pen.rows("SELECT DISTINCT mask FROM roster_status")])


ENTRY_COLUMNS = (
    "cycle_id, track, subject_kind, unit_id, collective_id, person_id, name, sort_key, search_key, posts, home_path, "
    "managing_path, managing_level, managing_source, peer_group, must_review, must_rate, reason, evidence"
)
AUTHORITY = "CASE a.authority " + " ".join(f"WHEN '{name}' THEN u.{name}" for name in AUTHORITY_COLUMNS) + " END"
ANSWERED = f"{AUTHORITY}, a.managing_level, a.managing_source, a.peer_group, a.must_review, a.must_rate, a.reason"


def _insert(pen: _Pen, track: Track) -> str:
    select = {
        Track.ORGANIZATION: _organizations,
        Track.COLLECTIVE: _collectives,
        Track.CADRE: _people,
        Track.MEMBER: _people,
    }[track]
    return f"INSERT INTO {ENTRY} ({ENTRY_COLUMNS}) {select(pen, track)}"


def _answer(track: Track, **facts: str) -> str:
    """The join to the answers: ``Signature.key`` in SQL. A cross join keeps SQLite from walking the answers first."""
    parts = {"collective_kind": "''", "title_group": "''", "stated": "''", "mask": "0", "admission": "0"} | facts
    key = " || '/' || ".join([f"'{track}'", "u.kind", "COALESCE(above.level, '')", *parts.values()])
    return f"a.signature = {key}"


def _organizations(pen: _Pen, track: Track) -> str:
    return (
        f"SELECT %(cycle)s, '{track}', '{SubjectKind.ORGANIZATION}', u.id, NULL, NULL, u.name, u.sort_key, "
        f"u.search_key, '', u.path, {ANSWERED}, '' "
        f"FROM {UNIT} u LEFT JOIN {UNIT} above ON above.id = u.parent_id CROSS JOIN roster_answer a "
        f"WHERE {pen.within('u')} AND u.family = '{UnitFamily.PARTY}' AND {pen.in_force('u')} AND {_answer(track)}"
        + pen.wanted(track, "u.id")
        + pen.missing(track, "unit_id", "u.id")
    )


def _collectives(pen: _Pen, track: Track) -> str:
    """A chosen collective, entered in the book after the day for a document about the year, belongs to the year."""
    since = "c.valid_to IS NULL OR c.valid_to >= %(on)s" if pen.chosen else pen.in_force("c", "u")
    return (
        f"SELECT %(cycle)s, '{track}', '{SubjectKind.COLLECTIVE}', u.id, c.id, NULL, c.name, c.sort_key, "
        f"c.search_key, '', u.path, {ANSWERED}, '' "
        f"FROM {COLLECTIVE} c JOIN {UNIT} u ON u.id = c.unit_id LEFT JOIN {UNIT} above ON above.id = u.parent_id "
        f"CROSS JOIN roster_answer a WHERE {pen.within('u')} AND ({since}) "
        f"AND {_answer(track, collective_kind='c.kind')}"
        + pen.wanted(track, "c.id")
        + pen.missing(track, "collective_id", "c.id")
    )


def _people(pen: _Pen, track: Track) -> str:
    """``b`` is the branch of the day; ``u`` the unit the answer is counted from: of a cadre that of his post."""
    admission = "CASE WHEN p.admitted_on > %(on)s THEN 2 WHEN p.admitted_on > %(cutoff)s THEN 1 ELSE 0 END"
    facts = {"mask": "COALESCE(s.mask, 0)", "admission": admission}
    if track is Track.CADRE:
        place = "JOIN roster_post h ON h.person_id = p.id AND h.is_leading = 1 JOIN {0} u ON u.id = h.unit_id"
        facts |= {"title_group": "h.title_group", "stated": "h.stated"}
    else:
        place = "LEFT JOIN roster_post h ON h.person_id = p.id JOIN {0} u ON u.id = b.id"
    day = pen.dialect.day.format("p.admitted_on")
    evidence = " ".join(
        [f"WHEN '{kind}' THEN COALESCE(s.{kind}, '')" for kind in PersonStatusKind]
        + [f"WHEN '{reason}' THEN 'Ngày vào Đảng ' || {day}" for reason in (NotDue.RECENT, NotDue.LATER)]
    )
    return (
        f"SELECT %(cycle)s, '{track}', '{SubjectKind.PERSON}', b.id, NULL, p.id, p.full_name, p.sort_key, "
        f"p.search_key, COALESCE(h.posts, ''), b.path, {ANSWERED}, CASE a.reason {evidence} ELSE '' END "
        f"FROM {UNIT} b JOIN {MEMBERSHIP} m ON m.branch_id = b.id JOIN {PERSON} p ON p.id = m.person_id "
        f"{place.format(UNIT)} LEFT JOIN {UNIT} above ON above.id = u.parent_id "
        f"LEFT JOIN roster_status s ON s.person_id = p.id CROSS JOIN roster_answer a "
        f"WHERE {pen.within('b')} AND {pen.in_force('m')} AND {_answer(track, **facts)}"
        + pen.wanted(track, "p.id")
        + pen.missing(track, "person_id", "p.id")
    )
