"""Who is reviewed, who is rated, under whom. A subject's facts are a coarse signature with few distinct values.

Opening a cycle is set-based: SELECT DISTINCT signatures, classify each, join the answers back.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tusoi.rules.pack import Pack
from tusoi.rules.pack_lines import GroupPart
from tusoi.rules.terms import (
    CollectiveKind,
    CycleKind,
    ManagingLevel,
    ManagingSource,
    NotDue,
    PersonStatusKind,
    TitleGroup,
    Track,
    UnitKind,
    UnitLevel,
)

_PARTS: dict[GroupPart, type[StrEnum]] = {
    GroupPart.UNIT_KIND: UnitKind,
    GroupPart.COLLECTIVE_KIND: CollectiveKind,
    GroupPart.TITLE_GROUP: TitleGroup,
}


@dataclass(frozen=True)
class SubjectFacts:
    """What the answer depends on.

    ``unit_kind``  the organisation itself, the collective's unit, the unit of the cadre's post, the member's branch
    ``under``      level of the unit above that one in the tree, None at the root
    ``stated``     managing level a source states, with the kind of source
    ``recently_admitted``, ``admitted_later``  see ``recent_cutoff``
    """

    track: Track
    unit_kind: UnitKind
    under: UnitLevel | None = None
    collective_kind: CollectiveKind | None = None
    title_group: TitleGroup | None = None
    statuses: frozenset[PersonStatusKind] = frozenset()
    recently_admitted: bool = False
    admitted_later: bool = False
    stated: ManagingLevel | None = None
    stated_by: ManagingSource = ManagingSource.STATED
    cycle_kind: CycleKind = CycleKind.ANNUAL


@dataclass(frozen=True)
class Reason:
    """Why a subject is not reviewed or not rated, and the article, empty where no text is known."""

    code: NotDue
    source: str
    must_review: bool
    must_rate: bool


@dataclass(frozen=True)
class Standing:
    """The answer. ``peer_group`` with the managing path and the track is the group a quota is counted in."""

    must_review: bool
    must_rate: bool
    managing_level: ManagingLevel
    managing_source: ManagingSource
    peer_group: str
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def reason(self) -> str:
        """Code of the first reason, "" when the subject is reviewed and rated."""
        return self.reasons[0].code.value if self.reasons else ""


def classify(pack: Pack, facts: SubjectFacts) -> Standing:
    """Flags, authority and peer group of every subject with these facts. Every reason that applies is told."""
    reasons = tuple(_reasons(pack, facts))
    level = facts.stated or pack.default_level(facts.track, facts.unit_kind, facts.under).value
    if level is None:
        raise ValueError(f"{pack.id}: no managing level for {facts.track} at {facts.unit_kind}")
    return Standing(
        must_review=all(reason.must_review for reason in reasons),
        must_rate=all(reason.must_rate for reason in reasons),
        managing_level=level,
        managing_source=facts.stated_by if facts.stated else ManagingSource.DEFAULT,
        peer_group=_peer_group(pack, facts),
        reasons=reasons,
    )


def is_cadre(pack: Pack, title_groups: Iterable[TitleGroup], *, stated: bool) -> bool:
    """Does a person with these posts stand on the cadre track? A post whose managing level is stated always counts."""
    return stated or bool(set(title_groups) & set(pack.leading_posts.value or ()))


def recent_cutoff(pack: Pack, reference: date) -> date | None:
    """Last day of admission that makes the months full at ``reference``: who was admitted after it is recent.

    Six months end on the day of the same number, or on the last day of a shorter month; on that day they are full.
    Reference 31/12: admitted 30/06 is full (30/12), admitted 01/07 is not (01/01). None: the pack knows no such rule.
    """
    months = pack.recent.months.value
    if months is None:
        return None
    cutoff = _add_months(reference, -months)
    while _add_months(cutoff + timedelta(days=1), months) <= reference:
        cutoff += timedelta(days=1)
    return cutoff


def recently_admitted(pack: Pack, admitted_on: date | None, reference: date) -> bool:
    """Admitted, and for less than the pack's months, at the reference date. An unknown day is not recent."""
    cutoff = recent_cutoff(pack, reference)
    return admitted_on is not None and cutoff is not None and cutoff < admitted_on <= reference


def admitted_later(admitted_on: date | None, reference: date) -> bool:
    """Not yet a member at the reference date."""
    return admitted_on is not None and admitted_on > reference


def authority_path(pack: Pack, level: ManagingLevel, ancestors: Sequence[tuple[UnitLevel, str]]) -> str:
    """Path of the nearest ancestor-or-self at the deciding level; "" when it stands outside the tree.

    ``ancestors``: (level, path) of the home unit and everything above it, in any order.
    """
    wanted = pack.managing(level).unit_level
    return max((path for at, path in ancestors if at is wanted), key=len, default="")


def peer_group_terms(pack: Pack, code: str) -> tuple[StrEnum, ...]:
    """The terms a peer group's code was made of, for its name on a page: the track, then its parts."""
    track, *values = code.split(":")
    parts = pack.track(Track(track)).peer_group.value or ()
    return (Track(track), *(_PARTS[part](value) for part, value in zip(parts, values, strict=True) if value))


def _reasons(pack: Pack, facts: SubjectFacts) -> Iterable[Reason]:
    if facts.admitted_later:
        yield Reason(NotDue.LATER, "", must_review=False, must_rate=False)
    for kind in PersonStatusKind:
        line = pack.status(kind)
        review, rate = line.must_review.value is not False, line.must_rate.value is not False
        if kind in facts.statuses and facts.track in line.tracks and not (review and rate):
            source = line.must_review.source if not review else line.must_rate.source
            yield Reason(NotDue(kind.value), source, review, rate)
    recent = pack.recent
    if facts.recently_admitted and facts.track in recent.tracks:
        review, rate = recent.must_review.value is not False, recent.must_rate.value is not False
        if not (review and rate):
            yield Reason(NotDue.RECENT, recent.must_rate.source, review, rate)
    track = pack.track(facts.track)
    if track.reviewed.value is False or track.rated.value is False:
        review, rate = track.reviewed.value is not False, track.rated.value is not False
        yield Reason(NotDue.ORGANIZATION, track.reviewed.source, review, rate)
    if not pack.rates(facts.cycle_kind):
        yield Reason(NotDue.CYCLE, "", must_review=True, must_rate=False)


def _peer_group(pack: Pack, facts: SubjectFacts) -> str:
    values = {
        GroupPart.UNIT_KIND: facts.unit_kind,
        GroupPart.COLLECTIVE_KIND: facts.collective_kind,
        GroupPart.TITLE_GROUP: facts.title_group,
    }
    parts = pack.track(facts.track).peer_group.value or ()
    return ":".join([facts.track.value, *(value.value if (value := values[part]) else "" for part in parts)])


def _add_months(day: date, months: int) -> date:
    """The day of the same number, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
