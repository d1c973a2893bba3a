"""Frozen values for the lists of entries and for the page of one entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.cycles import queries
from tusoi.cycles.answers import Asked
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.pages import PackLabel, pack_label
from tusoi.cycles.panels import Shown, panels
from tusoi.rules import roster
from tusoi.rules.authority import Actor
from tusoi.rules.pack import Pack
from tusoi.rules.pack_files import PackError
from tusoi.rules.problems import Problem
from tusoi.rules.roster import SubjectFacts
from tusoi.rules.terms import (
    CycleKind,
    ManagingLevel,
    ManagingSource,
    NotDue,
    PersonStatusKind,
    Track,
    UnitKind,
    label,
)

Row = dict[str, Any]


def told(rows: Iterable[Row]) -> list[Row]:
    """Entries of one page of a list, each with the name of who decides and why it is not due: one query for all."""
    found = list(rows)
    names = queries.unit_names(row["managing_path"] for row in found)
    return [
        {
            **row,
            "authority": names.get(row["managing_path"], ""),
            "level_words": _(label(ManagingLevel(row["managing_level"]))),
            "why": why(row["reason"], must_review=row["must_review"], must_rate=row["must_rate"]),
        }
        for row in found
    ]


def why(reason: str, *, must_review: bool, must_rate: bool) -> str:
    """As in: không xếp loại – mới kết nạp, chưa đủ số tháng quy định."""
    if not reason:
        return ""
    if not must_review and not must_rate:
        what = _("không kiểm điểm, không xếp loại")
    else:
        what = _("không xếp loại") if must_review else _("không kiểm điểm")
    return f"{what} – {_(label(NotDue(reason)))}"


# Who is not due


@dataclass(frozen=True)
class Share:
    """Part of a track that is not reviewed or not rated for one reason; ``href`` opens its list."""

    track: Track
    reason: NotDue
    count: int
    not_reviewed: int
    not_rated: int
    source: str
    href: str

    @property
    def reviewed(self) -> int:
        return self.count - self.not_reviewed

    @property
    def rated(self) -> int:
        return self.count - self.not_rated


@dataclass(frozen=True)
class Balance:
    """One track: reviewed and each reason make the total, and so do rated and each reason (I9)."""

    track: Track
    total: int
    reviewed: int
    rated: int
    shares: tuple[Share, ...]

    @property
    def not_reviewed(self) -> int:
        return self.total - self.reviewed

    @property
    def not_rated(self) -> int:
        return self.total - self.rated


def balances(actor: Actor, cycle: Cycle, asked: Asked) -> tuple[Balance, ...]:
    """Every track that has entries, from one query."""
    rows = queries.counts(actor, cycle, asked.path)
    pack = _pack(cycle)
    return tuple(
        _balance(cycle, track, mine, pack, asked.query)
        for track in Track
        if (mine := [row for row in rows if row["track"] == track])
    )


def _balance(cycle: Cycle, track: Track, rows: list[Row], pack: Pack | None, query: dict[str, str]) -> Balance:
    def number(**wanted: object) -> int:
        return sum(row["number"] for row in rows if all(row[name] == value for name, value in wanted.items()))

    base = reverse("cycles:not-due", args=[cycle.pk])
    shares = tuple(
        Share(
            track=track,
            reason=reason,
            count=number(reason=reason),
            not_reviewed=number(reason=reason, must_review=False),
            not_rated=number(reason=reason, must_rate=False),
            source=source_of(pack, track, reason, CycleKind(cycle.kind)),
            href=f"{base}?{urlencode({**query, 'track': track.value, 'reason': reason.value})}#entries",
        )
        for reason in NotDue
        if number(reason=reason)
    )
    return Balance(track, number(), number(must_review=True), number(must_rate=True), shares)


def source_of(pack: Pack | None, track: Track, reason: NotDue, kind: CycleKind) -> str:
    """The article behind a reason; empty where the pack knows none."""
    if pack is None:
        return ""
    statuses = {PersonStatusKind(reason.value)} if reason.value in set(PersonStatusKind) else set()
    facts = SubjectFacts(
        track=track,
        unit_kind=UnitKind.BRANCH,
        statuses=frozenset(statuses),
        recently_admitted=reason is NotDue.RECENT,
        admitted_later=reason is NotDue.LATER,
        cycle_kind=kind,
    )
    return next((found.source for found in roster.classify(pack, facts).reasons if found.code is reason), "")


# One entry


@dataclass(frozen=True)
class EntryPage:
    """What was frozen about a subject, in words, and the panels of later rooms."""

    entry: RosterEntry
    pack: PackLabel
    pack_problems: tuple[Problem, ...]
    authority: str
    level: ManagingLevel
    source: ManagingSource
    peers: str
    why: str
    why_source: str
    other: tuple[Track, str] | None
    href: str
    panels: tuple[Shown, ...]

    @property
    def track(self) -> Track:
        return Track(self.entry.track)

    @property
    def other_track(self) -> Track | None:
        return self.other[0] if self.other else None

    @property
    def other_href(self) -> str:
        return self.other[1] if self.other else ""

    @property
    def why_sentence(self) -> str:
        return self.why[:1].upper() + self.why[1:] + "."


def entry_page(actor: Actor, entry: RosterEntry) -> EntryPage:
    cycle, track = entry.cycle, Track(entry.track)
    pack = _pack(cycle)
    reason = NotDue(entry.reason) if entry.reason else None
    other = queries.other_entry(actor, entry)
    return EntryPage(
        entry=entry,
        pack=pack_label(cycle.pack_id),
        pack_problems=queries.pack_problems(cycle),
        authority=queries.unit_names([entry.managing_path]).get(entry.managing_path, ""),
        level=ManagingLevel(entry.managing_level),
        source=ManagingSource(entry.managing_source),
        peers=peers(pack, entry.peer_group),
        why=why(entry.reason, must_review=entry.must_review, must_rate=entry.must_rate),
        why_source=source_of(pack, track, reason, CycleKind(cycle.kind)) if reason else "",
        other=(Track(other["track"]), reverse("cycles:entry", args=[cycle.pk, other["id"]])) if other else None,
        href=_subject(entry),
        panels=panels(actor, entry),
    )


def peers(pack: Pack | None, code: str) -> str:
    """Name of a peer group, without the authority that decides on it."""
    terms = roster.peer_group_terms(pack, code) if pack else ()
    return " · ".join(_(label(term)) for term in terms) or code


def _subject(entry: RosterEntry) -> str:
    if entry.person_id:
        return reverse("organizations:person", args=[entry.person_id])
    return reverse("organizations:unit", args=[entry.unit_id])


def _pack(cycle: Cycle) -> Pack | None:
    """The cycle's pack, or nothing where it cannot be loaded: the page says so and shows what was frozen."""
    try:
        return queries.pack_of(cycle)
    except PackError:
        return None
