"""Subjects that come with a suggestion or a rating while the cycle is open: their entries and who decides on them.

One set-based act for one subject or for thousands, repeatable without effect, with one line in the book. The managing
authority is the nearest ancestor-or-self of the stated level, which is also the issuing unit (domain.md, cycles).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from tusoi.audit.actions import Page, book
from tusoi.bulk import chunks
from tusoi.cycles.freezing import freeze, units_of_posts
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.queries import TRACKS, Subject, entries_of, frame_of
from tusoi.cycles.rights import stands_over
from tusoi.cycles.signatures import authority_column
from tusoi.organizations.models import Collective, Person, Unit
from tusoi.organizations.paths import SEGMENT
from tusoi.rules import workflow
from tusoi.rules.authority import GUARD_SOURCE, Actor
from tusoi.rules.pack import Pack
from tusoi.rules.problems import Problem, refuse_if
from tusoi.rules.terms import CycleState, ManagingLevel, ManagingSource, Noun, Step, Track, UnitLevel

AT_ONCE = 500  # ids in one statement
MOST_TOLD = 50  # subjects named in one refusal


@dataclass(frozen=True)
class Admission:
    """A subject, and the level a document says it is managed by; without one its entry is only made sure of."""

    subject: Subject
    managing_level: ManagingLevel | None = None
    source: ManagingSource = ManagingSource.SUGGESTION


def conflicts(*, cycle: Cycle, subjects: Sequence[Admission]) -> dict[Subject, Problem]:
    """Subjects whose entry already has another authority from a document or a post: for a preview."""
    found = entries_of(cycle, [one.subject for one in subjects])
    return {
        one.subject: problem
        for one in subjects
        if one.subject in found and (problem := _conflict(found[one.subject], one))
    }


def admit(*, cycle: Cycle, subjects: Sequence[Admission], by: Actor, at: datetime) -> dict[Subject, int]:
    """Subject → id of its entry, the cadre entry of a person who has one.

    Adds the entries that are missing and sets the authority of those that had only the pack's default. Refused when
    the cycle is not open, when a subject does not belong to it, when an entry's authority already comes from another
    document or post, and when ``by`` has no office at both ends of a change (G13).
    """
    found = entries_of(cycle, [one.subject for one in subjects])
    if all(one.subject in found and not _changes(found[one.subject], one) for one in subjects):
        refuse_if(_not_open(cycle))
        refuse_if(_conflicts(found, subjects))
        return {one.subject: found[one.subject].pk for one in subjects}
    with book(by=by, at=at) as page:
        cycle = Cycle.objects.select_for_update(no_key=True, of=("self",)).select_related("scope").get(pk=cycle.pk)
        refuse_if(_not_open(cycle))
        found, added = _with_missing(cycle, subjects)
        refuse_if(_conflicts(found, subjects))
        changed = _changed(cycle, found, subjects)
        refuse_if(_both_ends(by, changed), kind="forbidden")
        _store(changed)
        _write(page, cycle, added, changed)
    return {one.subject: found[one.subject].pk for one in subjects}


def _not_open(cycle: Cycle) -> tuple[Problem, ...]:
    if workflow.find(Noun.CYCLE, cycle.state, Step.ADD):
        return ()
    return workflow.check(Noun.CYCLE, CycleState(cycle.state), Step.ADD, {})


def _changes(entry: RosterEntry, wanted: Admission) -> bool:
    return wanted.managing_level is not None and entry.managing_source == ManagingSource.DEFAULT


def _conflict(entry: RosterEntry, wanted: Admission) -> Problem | None:
    level = wanted.managing_level
    if level is None or entry.managing_source == ManagingSource.DEFAULT or entry.managing_level == level:
        return None
    facts = {
        "name": entry.name,
        "level": ManagingLevel(entry.managing_level),
        "source": ManagingSource(entry.managing_source),
        "asked": level,
        "asked_source": wanted.source,
    }
    return Problem("authority-conflict", facts=facts)


def _conflicts(found: dict[Subject, RosterEntry], subjects: Sequence[Admission]) -> Iterator[Problem]:
    """Against what an entry says, and among the documents of this very act."""
    said: dict[Subject, ManagingLevel] = {}
    for one in subjects:
        if problem := _conflict(found[one.subject], one):
            yield problem
        elif one.managing_level and said.setdefault(one.subject, one.managing_level) != one.managing_level:
            facts = {"name": found[one.subject].name, "levels": (said[one.subject], one.managing_level)}
            yield Problem("authority-twice", facts=facts)


def _with_missing(cycle: Cycle, subjects: Sequence[Admission]) -> tuple[dict[Subject, RosterEntry], dict[Track, int]]:
    """The entries with those just added, and how many were added on each track."""
    wanted = list(dict.fromkeys(one.subject for one in subjects))
    found = entries_of(cycle, wanted)
    missing = [subject for subject in wanted if subject not in found]
    if not missing:
        return found, {}
    only = {track: [pk for of, pk in missing if of == kind] for kind, tracks in TRACKS.items() for track in tracks}
    added = freeze(frame_of(cycle), only=only)
    found |= entries_of(cycle, missing)
    refuse_if(_outside(cycle, [subject for subject in missing if subject not in found]), kind="invalid")
    return found, added


def _outside(cycle: Cycle, subjects: Iterable[Subject]) -> Iterator[Problem]:
    """A unit, collective or person that did not belong to the cycle's scope on its day."""
    models = {"unit": (Unit, "name"), "collective": (Collective, "name"), "person": (Person, "full_name")}
    for kind, pk in islice(subjects, MOST_TOLD):
        model, column = models[kind]
        name = model.objects.filter(pk=pk).values_list(column, flat=True).first()  # type: ignore[attr-defined]
        facts = {"name": name or f"{kind} {pk}", "cycle": cycle.name, "day": cycle.reference_date}
        yield Problem("subject-outside-cycle", facts=facts)


@dataclass(frozen=True)
class _Change:
    """What an entry gets: the deciding unit's path, its level and where that is said."""

    entry: RosterEntry
    path: str
    level: ManagingLevel
    source: ManagingSource


def _changed(cycle: Cycle, found: dict[Subject, RosterEntry], subjects: Sequence[Admission]) -> list[_Change]:
    wanted = {one.subject: one for one in subjects if _changes(found[one.subject], one)}
    frame = frame_of(cycle)
    homes = _homes(cycle, [found[subject] for subject in wanted])
    changes, problems = [], []
    for subject, one in wanted.items():
        entry, level = found[subject], ManagingLevel(one.managing_level or "")
        path = str(getattr(homes[entry.pk], authority_column(frame.pack, level)))
        if not path and not _above_the_tree(cycle, frame.pack, level):
            problems.append(Problem("authority-not-in-tree", facts={"name": entry.name, "level": level}))
        changes.append(_Change(entry, path, level, one.source))
    refuse_if(problems, kind="invalid")
    return changes


def _homes(cycle: Cycle, entries: Sequence[RosterEntry]) -> dict[int, Unit]:
    """Entry → the unit its authority is counted from: of a cadre the unit of his highest post on the day."""
    cadres = [entry.person_id for entry in entries if entry.track == Track.CADRE]
    posts = units_of_posts(frame_of(cycle), [pk for pk in cadres if pk]) if cadres else {}
    at = {
        entry.pk: posts.get(entry.person_id or 0, entry.unit_id) if entry.track == Track.CADRE else entry.unit_id
        for entry in entries
    }
    units: dict[int, Unit] = {}
    ids = sorted(set(at.values()))
    for chunk in chunks(ids, AT_ONCE):
        units |= Unit.objects.in_bulk(chunk)
    return {pk: units[unit_id] for pk, unit_id in at.items()}


def _above_the_tree(cycle: Cycle, pack: Pack, level: ManagingLevel) -> bool:
    """Whether the level stands above the root: an authority outside the tree, not a hole in it."""
    root = Unit.objects.filter(path=cycle.scope.path[:SEGMENT]).values_list("level", flat=True).first()
    order = list(UnitLevel)
    return root is not None and order.index(pack.managing(level).unit_level) < order.index(UnitLevel(root))


def _both_ends(by: Actor, changed: Sequence[_Change]) -> Iterator[Problem]:
    """G13: changing who decides needs an office at the old authority and at the new one."""
    for change in changed:
        if not (stands_over(by, change.entry.managing_path) and stands_over(by, change.path)):
            facts = {"name": change.entry.name, "level": change.level}
            yield Problem("authority-both-ends", source=GUARD_SOURCE.format(number=13), facts=facts)


def _store(changed: Sequence[_Change]) -> None:
    """One statement per authority and five hundred entries."""

    def key(change: _Change) -> tuple[str, str, str]:
        return change.path, change.level.value, change.source.value

    for (path, level, source), group in groupby(sorted(changed, key=key), key=key):
        ids = [change.entry.pk for change in group]
        for chunk in chunks(ids, AT_ONCE):
            RosterEntry.objects.filter(pk__in=chunk).update(
                managing_path=path, managing_level=level, managing_source=source
            )


def _write(page: Page, cycle: Cycle, added: dict[Track, int], changed: Sequence[_Change]) -> None:
    """One line: how many entries came, and for each change the entry, its level before and after, and the source."""
    if not (changed or any(added.values())):
        return
    authorities = [
        [change.entry.pk, change.entry.managing_level, change.level.value, change.source.value] for change in changed
    ]
    after = {"added": {track.value: count for track, count in added.items() if count}, "authorities": authorities}
    single = changed[0].entry if len(changed) == 1 else None
    path = single.home_path if single else cycle.scope.path
    page.write("cycles.admit", f"cycles.cycle:{cycle.pk}", path=path, after=after)
