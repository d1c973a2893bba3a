"""A list of members against the people here, matched by card number.

What the list states is taken over; what it leaves blank, or people it does not name, stay as they are. Two things a
list states by leaving them blank, when it states them for others: the post in the branch, which is one per member and
branch. Another branch closes the membership in the old one and opens the new on the day of the list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from django.utils import timezone

from tusoi.audit.actions import book
from tusoi.bulk import chunks, insert_rows, learn, update_rows
from tusoi.organizations.intake_plan import Added, Changed, Findings, Plan, common_path
from tusoi.organizations.intake_posts import Posts, PostWork, put_posts
from tusoi.organizations.models import IN_FORCE, Membership, Person, PersonStatus, Unit
from tusoi.organizations.paths import BRANCHES
from tusoi.organizations.tallies import recount
from tusoi.rules.authority import Actor
from tusoi.rules.names import search_key, sort_key
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Gender, ManagingLevel, PersonStatusKind

CHUNK = 5000
PERSON = (
    "card_number", "full_name", "sort_key", "search_key", "gender",
    "born_on", "admitted_on", "official_on", "branch", "home_path",
)  # fmt: skip
STATED = ("full_name", "gender", "born_on", "admitted_on", "official_on")
A_DAY = timedelta(days=1)
Progress = Callable[[int, int], None]


class Row(Protocol):
    """A row of the list, as ``exchange.reading.rows.MemberRow``."""

    card: str
    full_name: str
    gender: Gender | None
    born_on: date | None
    admitted_on: date | None
    official_on: date | None
    branch: str
    branch_post: str
    upper_post: str
    post_unit: str
    managing_level: ManagingLevel | None
    status: PersonStatusKind | None
    note: str
    row: int


class Place(NamedTuple):
    """A unit as rows refer to it."""

    id: int
    path: str
    name: str
    is_branch: bool


class Here(NamedTuple):
    """A person as he stands here. The fields of ``STATED`` in their order, so that they compare as a slice."""

    id: int
    branch_id: int | None
    branch_name: str
    home_path: str
    since: date | None
    full_name: str
    gender: str
    born_on: date | None
    admitted_on: date | None
    official_on: date | None


@dataclass(frozen=True)
class MemberPlan(Plan):
    """Rows to add with their branch, rows to change with the person here, and what goes with them.

    ``moves``: person id, new branch; ``posts`` and ``statuses``: by card number. ``as_of``: first day of what changes.
    """

    new: tuple[tuple[Row, Place], ...] = ()
    corrected: tuple[tuple[Row, Here], ...] = ()
    moves: tuple[tuple[int, Place], ...] = ()
    posts: PostWork = field(default_factory=PostWork)
    statuses: tuple[tuple[str, PersonStatusKind, str], ...] = ()
    as_of: date | None = None


def plan_members(rows: Sequence[Row], *, as_of: date | None = None) -> MemberPlan:
    """What the list would change. ``as_of``: the day it stands at, from which changes count; None = the day of use."""
    findings = Findings()
    places = _places()
    placed = _placed(rows, places, findings)
    here = _here([row.card for row, _place in placed])
    posts = Posts(rows, places, {card: person.id for card, person in here.items()}, findings)
    known_statuses = _known_statuses([person.id for person in here.values()])
    new: list[tuple[Row, Place]] = []
    corrected: list[tuple[Row, Here]] = []
    moves: list[tuple[int, Place]] = []
    statuses: list[tuple[str, PersonStatusKind, str]] = []
    changed: list[Changed] = []
    touched: list[str] = []
    for row, place in placed:
        person = here.get(row.card)
        if person is None:
            posts.of_new(row, place.id)
            new.append((row, place))
            touched.append(place.path)
            if row.status is not None:
                statuses.append((row.card, row.status, row.note))
            continue
        what = _corrections(row, person)
        if what:
            corrected.append((row, person))
        if place.id != person.branch_id:
            what.append(("branch", person.branch_name, place.name))
            moves.append((person.id, place))
            touched.append(person.home_path)
            if as_of and person.since and person.since >= as_of:
                findings.error("list-before-membership", row.row, "branch", since=person.since)
        what += posts.of_known(row, place.id, person.id, moved=place.id != person.branch_id)
        if row.status is not None and (person.id, row.status) not in known_statuses:
            what.append(("status", "", row.status.value))
            statuses.append((row.card, row.status, row.note))
        if what:
            changed.append(Changed(row.card, row.full_name, row.row, tuple(what)))
            touched.append(place.path)
    return MemberPlan(
        added=tuple(Added(row.card, row.full_name, row.row) for row, _place in new),
        changed=tuple(changed),
        unchanged=len(placed) - len(new) - len(changed),
        absent=(),
        findings=tuple(findings.found),
        scope=common_path(filter(None, touched or [place.path for _row, place in placed])),
        new=tuple(new),
        corrected=tuple(corrected),
        moves=tuple(moves),
        posts=posts.work(),
        statuses=tuple(statuses),
        as_of=as_of,
    )


def put_members(
    plan: MemberPlan, *, by: Actor, at: datetime, source: dict[str, object], progress: Progress | None = None
) -> None:
    """Put the plan into effect, in one transaction with one line in the book. The caller has asked for the right.

    ``progress(done, of)`` is called every few thousand rows.
    """
    with book(by=by, at=at) as page:
        on = plan.as_of or timezone.localdate(at)
        ids = _insert(plan.new, progress or (lambda _done, _of: None))
        _correct(plan)
        _move(plan.moves, on)
        if plan.new or plan.moves:
            recount(plan.scope)
        ids.update(Person.objects.filter(pk__in=_known_ids(plan)).values_list("card_number", "id"))
        put_posts(plan.posts, ids, on)
        insert_rows(
            PersonStatus,
            ("person", "kind", "evidence", "valid_from"),
            [(ids[card], kind.value, note[:255], None) for card, kind, note in plan.statuses],
        )
        if plan.added or plan.changed:
            learn(Person, Membership)
            after = {**source, **plan.summary()}
            page.write("organizations.import_members", str(source["record"]), path=plan.scope, after=after)


def _places() -> dict[str, Place]:
    rows = Unit.objects.filter(IN_FORCE).values_list("code", "id", "path", "name", "kind")
    return {code: Place(pk, path, name, kind in BRANCHES) for code, pk, path, name, kind in rows}


def _placed(rows: Sequence[Row], places: dict[str, Place], findings: Findings) -> list[tuple[Row, Place]]:
    """Rows with their branch; a code that is unknown or no branch is an error."""
    placed = []
    for row in rows:
        place = places.get(row.branch)
        if place is not None and place.is_branch:
            placed.append((row, place))
        elif place is None:
            findings.error("branch-unknown", row.row, "branch", branch=row.branch)
        else:
            findings.error("branch-is-none", row.row, "branch", branch=row.branch, name=place.name)
    return placed


def _here(cards: Sequence[str]) -> dict[str, Here]:
    """People of these card numbers, as they stand here."""
    if not Person.objects.exists():
        return {}
    found: dict[str, Here] = {}
    for chunk in chunks(cards, CHUNK):
        people = Person.objects.filter(card_number__in=chunk).values_list(
            "card_number", "id", "branch_id", "branch__name", "home_path", *STATED
        )
        since = dict(
            Membership.objects.filter(IN_FORCE, person__card_number__in=chunk).values_list("person_id", "valid_from")
        )
        for card, pk, branch_id, branch_name, home_path, *stated in people:
            found[card] = Here(pk, branch_id, branch_name or "", home_path, since.get(pk), *stated)
    return found


def _known_statuses(people: Sequence[int]) -> set[tuple[int, str]]:
    return {
        status
        for chunk in chunks(people, CHUNK)
        for status in PersonStatus.objects.filter(IN_FORCE, person_id__in=chunk).values_list("person_id", "kind")
    }


def _corrections(row: Row, person: Here) -> list[tuple[str, str, str]]:
    """What the list states otherwise; a blank cell states nothing."""
    stated = (row.full_name, row.gender, row.born_on, row.admitted_on, row.official_on)
    if stated == person[-len(STATED) :]:
        return []
    return [
        (name, _said(old), _said(value))
        for name, old, value in zip(STATED, person[-len(STATED) :], stated, strict=True)
        if value and value != old
    ]


def _said(value: object) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")


def _insert(new: Sequence[tuple[Row, Place]], progress: Progress) -> dict[str, int]:
    """Insert people and their memberships; card number → id."""
    if Person.objects.filter(card_number__in=[row.card for row, _place in new[:CHUNK]]).exists():
        raise Refused(Problem("list-outdated"), kind="conflict")
    last = Person.objects.order_by("-id").values_list("id", flat=True).first() or 0
    done = 0
    for chunk in chunks(new, CHUNK):
        insert_rows(Person, PERSON, map(_values, chunk))
        done += len(chunk)
        progress(done, len(new))
    if not new:
        return {}
    branches = {row.card: place.id for row, place in new}
    ids = {
        card: pk for card, pk in Person.objects.filter(pk__gt=last).values_list("card_number", "id") if card in branches
    }
    insert_rows(
        Membership, ("person", "branch", "valid_from"), [(pk, branches[card], None) for card, pk in ids.items()]
    )
    return ids


def _values(pair: tuple[Row, Place]) -> tuple[object, ...]:
    row, place = pair
    name = row.full_name
    return (
        row.card, name, sort_key(name), search_key(name), row.gender.value if row.gender else "",
        row.born_on, row.admitted_on, row.official_on, place.id, place.path,
    )  # fmt: skip


def _correct(plan: MemberPlan) -> None:
    update_rows(
        Person,
        ("full_name", "sort_key", "search_key", "gender", "born_on", "admitted_on", "official_on"),
        [
            (
                row.full_name, sort_key(row.full_name), search_key(row.full_name), row.gender or person.gender,
                row.born_on or person.born_on, row.admitted_on or person.admitted_on,
                row.official_on or person.official_on, person.id,
            )
            for row, person in plan.corrected
        ],
    )  # fmt: skip


def _move(moves: Sequence[tuple[int, Place]], on: date) -> None:
    for chunk in chunks(moves, CHUNK):
        Membership.objects.filter(IN_FORCE, person_id__in=[pk for pk, _place in chunk]).update(valid_to=on - A_DAY)
    insert_rows(Membership, ("person", "branch", "valid_from"), [(pk, place.id, on) for pk, place in moves])
    update_rows(Person, ("branch", "home_path"), [(place.id, place.path, pk) for pk, place in moves])


def _known_ids(plan: MemberPlan) -> list[int]:
    """People here already who get a post or a status: their cards are needed as ids."""
    cards = {card for card, _kind, _note in plan.statuses} | {post.card for post in plan.posts.start}
    cards -= {added.key for added in plan.added}
    return [
        pk
        for chunk in chunks(sorted(cards), CHUNK)
        for pk in Person.objects.filter(card_number__in=chunk).values_list("id", flat=True)
    ]
