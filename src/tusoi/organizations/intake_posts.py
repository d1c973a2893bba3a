"""Posts in a list of members: the one in the branch, and the one above it with its unit and managing level.

At one unit a list states one post: another title there replaces the former. Posts at units the row does not name stay,
and are shown, because a list has room for one only.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from tusoi.bulk import chunks, insert_rows
from tusoi.organizations.intake_plan import Findings
from tusoi.organizations.models import IN_FORCE
from tusoi.organizations.models import Post as Held
from tusoi.rules.readings import parse_title
from tusoi.rules.terms import ManagingLevel, TitleGroup

OF_BRANCH = (TitleGroup.BRANCH_SECRETARY, TitleGroup.BRANCH_DEPUTY)
CHUNK = 5000
A_DAY = timedelta(days=1)


class Row(Protocol):
    card: str
    branch: str
    branch_post: str
    upper_post: str
    post_unit: str
    managing_level: ManagingLevel | None
    row: int


class Place(Protocol):
    @property
    def id(self) -> int: ...


class Post(NamedTuple):
    """A post to start. ``level``: the managing level the list states, "" where it states none."""

    card: str
    unit_id: int
    title: str
    group: TitleGroup
    is_head: bool
    level: str
    since_list: bool


class Now(NamedTuple):
    """A post in force."""

    id: int
    unit_id: int
    title: str
    group: str
    level: str


@dataclass(frozen=True)
class PostWork:
    """Posts to start, ids of posts to end."""

    start: tuple[Post, ...] = ()
    end: tuple[int, ...] = ()


class Posts:
    """Compares the posts of rows with those in force."""

    def __init__(
        self, rows: Sequence[Row], places: Mapping[str, Place], people: Mapping[str, int], findings: Findings
    ) -> None:
        self._places = places
        self._findings = findings
        self._states_branch_posts = any(row.branch_post for row in rows)
        self._now = _in_force(list(people.values()))
        self._start: list[Post] = []
        self._end: list[int] = []

    def work(self) -> PostWork:
        return PostWork(tuple(self._start), tuple(self._end))

    def of_new(self, row: Row, branch_id: int) -> None:
        """Posts of a person who is not here yet."""
        if row.branch_post or row.upper_post or row.managing_level:
            self._start += self._stated(row, branch_id, since_list=False)

    def of_known(self, row: Row, branch_id: int, person_id: int, *, moved: bool) -> list[tuple[str, str, str]]:
        """What changes, as (field, old, new); the work is collected."""
        now = self._now.get(person_id, ())
        if not (now or row.branch_post or row.upper_post or row.managing_level):
            return []
        stated = self._stated(row, branch_id, since_list=True)
        same = {(post.unit_id, post.title, post.level) for post in stated} & {
            (held.unit_id, held.title, held.level) for held in now
        }
        start = [post for post in stated if (post.unit_id, post.title, post.level) not in same]
        replaced = {post.unit_id for post in stated}
        end = [
            held
            for held in now
            if (held.unit_id, held.title, held.level) not in same
            and (held.unit_id in replaced or self._ended_in_branch(held, row, branch_id, moved=moved))
        ]
        self._start += start
        self._end += [held.id for held in end]
        kept = [held.title for held in now if held not in end and (held.unit_id, held.title, held.level) not in same]
        if kept:
            self._findings.info("post-kept", row.row, "upper_post", titles=kept)
        if not (start or end):
            return []
        return [("posts", "; ".join(held.title for held in end), "; ".join(post.title for post in start))]

    def _ended_in_branch(self, held: Now, row: Row, branch_id: int, *, moved: bool) -> bool:
        """A branch post ends with the membership, or when the list states branch posts and none for this member."""
        if held.group not in OF_BRANCH:
            return False
        return (moved and held.unit_id != branch_id) or (
            self._states_branch_posts and held.unit_id == branch_id and not row.branch_post
        )

    def _stated(self, row: Row, branch_id: int, *, since_list: bool) -> list[Post]:
        """The posts a row states. The level belongs to the post above the branch, else to the one in it."""
        level = row.managing_level.value if row.managing_level else ""
        found = []
        if row.branch_post:
            own = "" if row.upper_post else level
            found.append(Post(row.card, branch_id, row.branch_post, *parse_title(row.branch_post), own, since_list))
        if row.upper_post:
            place = self._places.get(row.post_unit)
            if place is None:
                self._findings.error("post-unit-unknown", row.row, "post_unit", unit=row.post_unit)
            elif not any(post.unit_id == place.id and post.title == row.upper_post for post in found):
                found.append(Post(row.card, place.id, row.upper_post, *parse_title(row.upper_post), level, since_list))
        if level and not found:
            self._findings.warn("level-without-post", row.row, "managing_level")
        return found


def put_posts(work: PostWork, ids: Mapping[str, int], on: date) -> None:
    """End and start posts. What a list states of people new here it does not date."""
    for chunk in chunks(work.end, CHUNK):
        Held.objects.filter(pk__in=chunk).update(valid_to=on - A_DAY)
    insert_rows(
        Held,
        ("person", "unit", "title", "title_group", "is_head", "managing_level", "valid_from"),
        [
            (ids[post.card], post.unit_id, post.title, post.group.value, post.is_head, post.level,
             on if post.since_list else None)
            for post in work.start
        ],
    )  # fmt: skip


def _in_force(people: Sequence[int]) -> Mapping[int, Sequence[Now]]:
    found: dict[int, list[Now]] = defaultdict(list)
    for chunk in chunks(people, CHUNK):
        rows = Held.objects.filter(IN_FORCE, person_id__in=chunk).values_list(
            "person_id", "id", "unit_id", "title", "title_group", "managing_level"
        )
        for person_id, pk, unit_id, title, group, level in rows:
            found[person_id].append(Now(pk, unit_id, title, group, level))
    return found
