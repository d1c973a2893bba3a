"""Units, people and collectives as the rows of a list refer to them: looked up once, for all rows together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from tusoi.bulk import chunks
from tusoi.organizations.models import IN_FORCE, Collective, Person, Unit
from tusoi.organizations.paths import AUTHORITY_COLUMNS
from tusoi.rules.names import search_key
from tusoi.rules.terms import CollectiveKind, ManagingLevel, UnitKind

CHUNK = 400
COLUMN_OF_LEVEL = dict(zip(ManagingLevel, AUTHORITY_COLUMNS, strict=True))
Value = TypeVar("Value")

# words that stand in the name of any Party organisation and tell none from another
COMMON = frozenset(
    (
        *("dang", "bo", "uy", "chi", "tap", "the", "ban", "thuong", "vu", "chap", "hanh", "bch", "btv", "lanh", "dao"),
        *("huyen", "thi", "xa", "thanh", "pho", "tinh", "phuong", "tran", "quan", "khoi", "ly", "co", "so", "cac"),
        *("cua", "thuoc", "truc", "va"),
    )
)


class Place(NamedTuple):
    """A unit in force. ``authorities``: nearest unit at or above it of each managing level, "" where there is none."""

    id: int
    code: str
    name: str
    kind: UnitKind
    path: str
    party_unit: int | None
    authorities: Mapping[ManagingLevel, str]

    @property
    def is_agency(self) -> bool:
        return self.party_unit is not None


class Member(NamedTuple):
    id: int
    card: str
    name: str
    path: str
    authorities: Mapping[ManagingLevel, str]


class Group(NamedTuple):
    """A collective in force."""

    id: int
    unit: int
    kind: CollectiveKind
    name: str
    key: str


@dataclass(frozen=True)
class Book:
    """Everything the rows of one list name."""

    units: Mapping[str, Place]
    members: Mapping[str, Member] = field(default_factory=dict)
    agencies: Mapping[int, Sequence[Place]] = field(default_factory=dict)  # by party unit
    groups: Mapping[int, Sequence[Group]] = field(default_factory=dict)  # by unit

    @property
    def touched(self) -> tuple[str, ...]:
        """Where everything stands that the rows name, those with errors too: their messages tell of it."""
        return (*(place.path for place in self.units.values()), *(member.path for member in self.members.values()))


def look_up(codes: Iterable[str], cards: Iterable[str] = ()) -> Book:
    """A fixed number of queries for each 400 codes and cards."""
    units = {place.code: place for place in _units("code", codes)}
    agencies: dict[int, list[Place]] = {}
    for agency in _units("party_unit_id", [place.id for place in units.values()]):
        agencies.setdefault(agency.party_unit or 0, []).append(agency)
    at = [place.id for place in units.values()] + [one.id for some in agencies.values() for one in some]
    groups: dict[int, list[Group]] = {}
    for some in _some(at):
        rows = Collective.objects.filter(IN_FORCE, unit_id__in=some).order_by("id")
        for pk, unit, kind, name, key in rows.values_list("id", "unit_id", "kind", "name", "search_key"):
            groups.setdefault(unit, []).append(Group(pk, unit, CollectiveKind(kind), name, key))
    return Book(units, {member.card: member for member in _members(cards)}, agencies, groups)


def paths_of(units: Iterable[int]) -> list[str]:
    """Paths of the units with these ids."""
    return [path for some in _some(units) for path in Unit.objects.filter(pk__in=some).values_list("path", flat=True)]


def unlike(said: str, name: str) -> bool:
    """Whether what a list says shares too little with a unit's name: a word of its own that the name lacks."""
    own = set(search_key(said).split()) - COMMON
    return not own <= set(search_key(name).split())


def _units(column: str, values: Iterable[object]) -> Iterator[Place]:
    columns = ("id", "code", "name", "kind", "path", "party_unit_id", *AUTHORITY_COLUMNS)
    for some in _some(values):
        rows = Unit.objects.filter(IN_FORCE, **{f"{column}__in": some}).order_by("path")
        for pk, code, name, kind, path, party_unit, *authorities in rows.values_list(*columns):
            levels = dict(zip(ManagingLevel, authorities, strict=True))
            yield Place(pk, code, name, UnitKind(kind), path, party_unit, levels)


def _members(cards: Iterable[str]) -> Iterator[Member]:
    columns = ("id", "card_number", "full_name", "home_path", *(f"branch__{column}" for column in AUTHORITY_COLUMNS))
    for some in _some(cards):
        for pk, card, name, path, *authorities in Person.objects.filter(card_number__in=some).values_list(*columns):
            levels = dict(zip(ManagingLevel, (above or "" for above in authorities), strict=True))
            yield Member(pk, card, name, path, levels)


def _some(values: Iterable[Value]) -> Iterator[Sequence[Value]]:
    distinct = list(dict.fromkeys(values))
    return chunks(distinct, CHUNK)
