"""What the roster must be, computed subject by subject with plain loops and ``rules.roster``, never with SQL."""

from datetime import date
from typing import Any

from tusoi.organizations.models import Collective, Membership, Person, PersonStatus, Post, Unit
from tusoi.rules import roster
from tusoi.rules.authority import under
from tusoi.rules.pack import Pack
from tusoi.rules.roster import SubjectFacts
from tusoi.rules.terms import (
    CollectiveKind,
    ManagingLevel,
    NotDue,
    PersonStatusKind,
    SubjectKind,
    TitleGroup,
    Track,
    UnitKind,
    UnitLevel,
)

Entry = dict[str, Any]


def runs(row: Any, on: date) -> bool:
    """Whether a dated row is in force on a day."""
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on)


def expected(pack: Pack, scope: Unit, on: date) -> list[Entry]:
    """Every entry of the roster of ``scope`` on a day."""
    units = [unit for unit in Unit.objects.select_related("parent") if under(unit.path, scope.path)]
    found = [
        _entry(pack, Track.ORGANIZATION, unit, unit, {"unit": unit.pk, "name": unit.name}, {})
        for unit in units
        if unit.family == "party" and runs(unit, on)
    ]
    for one in Collective.objects.select_related("unit__parent"):
        if under(one.unit.path, scope.path) and runs(one, on) and runs(one.unit, on):
            facts = {"collective_kind": CollectiveKind(one.kind)}
            found.append(
                _entry(pack, Track.COLLECTIVE, one.unit, one.unit, {"collective": one.pk, "name": one.name}, facts)
            )
    for person in Person.objects.all():
        homes = [
            row.branch
            for row in Membership.objects.filter(person=person).select_related("branch__parent")
            if runs(row, on) and under(row.branch.path, scope.path)
        ]
        for home in homes:
            found += _person(pack, person, home, on)
    return found


def _person(pack: Pack, person: Person, home: Unit, on: date) -> list[Entry]:
    posts = [post for post in Post.objects.filter(person=person).select_related("unit__parent") if runs(post, on)]
    posts.sort(key=_rank)
    statuses = [status for status in PersonStatus.objects.filter(person=person) if runs(status, on)]
    facts = {
        "statuses": frozenset(PersonStatusKind(status.kind) for status in statuses),
        "recently_admitted": roster.recently_admitted(pack, person.admitted_on, on),
        "admitted_later": roster.admitted_later(person.admitted_on, on),
    }
    seen = {"person": person.pk, "name": person.full_name, "posts": "; ".join(post.title for post in posts)}
    found = [_entry(pack, Track.MEMBER, home, home, seen, facts)]
    groups = [TitleGroup(post.title_group) for post in posts]
    if roster.is_cadre(pack, groups, stated=any(post.managing_level for post in posts)):
        post = next(post for post in posts if _leads(pack, post))
        more = {
            "title_group": TitleGroup(post.title_group),
            "stated": ManagingLevel(post.managing_level) if post.managing_level else None,
        }
        found.append(_entry(pack, Track.CADRE, home, post.unit, seen, {**facts, **more}))
    for entry in found:
        entry["evidence"] = _evidence(entry["reason"], person, statuses)
    return found


def _leads(pack: Pack, post: Post) -> bool:
    return roster.is_cadre(pack, [TitleGroup(post.title_group)], stated=bool(post.managing_level))


def _rank(post: Post) -> tuple[int, int, int, int]:
    levels = [level.value for level in ManagingLevel]
    stated = levels.index(post.managing_level) if post.managing_level else len(levels)
    return stated, list(TitleGroup).index(TitleGroup(post.title_group)), len(post.unit.path), post.pk


def _evidence(reason: str, person: Person, statuses: list[PersonStatus]) -> str:
    if reason in {NotDue.RECENT, NotDue.LATER}:
        return f"Ngày vào Đảng {person.admitted_on:%d/%m/%Y}"
    return next((status.evidence for status in statuses if status.kind == reason), "")


def _entry(pack: Pack, track: Track, home: Unit, counted_from: Unit, seen: Entry, facts: Entry) -> Entry:
    above = counted_from.parent
    standing = roster.classify(
        pack,
        SubjectFacts(
            track=track,
            unit_kind=UnitKind(counted_from.kind),
            under=UnitLevel(above.level) if above else None,
            **facts,
        ),
    )
    return {
        "track": track.value,
        "subject_kind": (SubjectKind.PERSON if track in {Track.CADRE, Track.MEMBER} else SubjectKind(track)).value,
        "unit": home.pk,
        "collective": None,
        "person": None,
        "posts": "",
        "evidence": "",
        **seen,
        "home_path": home.path,
        "managing_path": roster.authority_path(pack, standing.managing_level, _line(counted_from)),
        "managing_level": standing.managing_level.value,
        "managing_source": standing.managing_source.value,
        "peer_group": standing.peer_group,
        "must_review": standing.must_review,
        "must_rate": standing.must_rate,
        "reason": standing.reason,
    }


def _line(unit: Unit) -> list[tuple[UnitLevel, str]]:
    """The party units from a unit up to the root. An agency is no authority itself."""
    line = []
    above: Unit | None = unit
    while above is not None:
        if above.family == "party":
            line.append((UnitLevel(above.level), above.path))
        above = above.parent
    return line
