"""Places in the tree as text: ``001`` is the root, ``001002`` its second child. No database.

A segment is a number of three base-36 capitals, so a unit has room for 46 655 children in its whole life: a segment
is never given twice, because frozen rows of past cycles keep the paths of their year.
"""

from dataclasses import asdict, dataclass, fields, replace

from tusoi.rules.problems import Problem, Refused
from tusoi.rules.reach import SEGMENT, ancestors, path_end, under
from tusoi.rules.terms import UnitFamily, UnitKind, UnitLevel

__all__ = ["SEGMENT", "AuthorityPaths", "ancestors", "path_end", "under"]

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BASE = len(DIGITS)
MOST_CHILDREN = BASE**SEGMENT - 1
LONGEST = 48  # characters of a path: 16 storeys

LEVEL_OF_KIND = {
    UnitKind.COUNTRY: UnitLevel.CENTRAL,
    UnitKind.PROVINCE: UnitLevel.PROVINCE,
    UnitKind.DISTRICT: UnitLevel.DISTRICT,
    UnitKind.GRASSROOTS_COMMITTEE: UnitLevel.GRASSROOTS,
    UnitKind.GRASSROOTS_BRANCH: UnitLevel.GRASSROOTS,
    UnitKind.SECTION: UnitLevel.SECTION,
    UnitKind.BRANCH: UnitLevel.BRANCH,
}
BRANCHES = (UnitKind.BRANCH, UnitKind.GRASSROOTS_BRANCH)
"""Where members belong."""


@dataclass(frozen=True)
class AuthorityPaths:
    """Nearest party unit of each level at or above a unit, "" where the tree has none."""

    central_path: str = ""
    province_path: str = ""
    district_path: str = ""
    grassroots_path: str = ""

    def columns(self) -> dict[str, str]:
        return asdict(self)


AUTHORITY_COLUMNS = tuple(field.name for field in fields(AuthorityPaths))
AUTHORITIES = (UnitLevel.CENTRAL, UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.GRASSROOTS)
COLUMN_OF_LEVEL = dict(zip(AUTHORITIES, AUTHORITY_COLUMNS, strict=True))


def segment(number: int) -> str:
    """1 → ``001``, 46 655 → ``ZZZ``."""
    if not 0 < number <= MOST_CHILDREN:
        raise ValueError(number)
    digits = []
    for _ in range(SEGMENT):
        number, digit = divmod(number, BASE)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))


def number(of: str) -> int:
    """``001`` → 1; "" → 0."""
    return int(of, BASE) if of else 0


def next_segment(existing_max: str) -> str:
    """The segment after the highest ever given below a parent ("" = none yet). Refused when the parent is full."""
    taken = number(existing_max)
    if taken >= MOST_CHILDREN:
        raise Refused(Problem("unit-parent-full", facts={"most": MOST_CHILDREN}))
    return segment(taken + 1)


def child(parent_path: str, existing_max: str) -> str:
    """Path of the next child. Refused when the tree would become deeper than a path can say."""
    if len(parent_path) + SEGMENT > LONGEST:
        raise Refused(Problem("unit-too-deep", facts={"deepest": LONGEST // SEGMENT}))
    return parent_path + next_segment(existing_max)


def parent(path: str) -> str:
    """The path above; "" above the root."""
    return path[:-SEGMENT]


def seat_of(path: str) -> str:
    """Where a unit's name, place and end are decided: at the unit above; for the root at itself."""
    return parent(path) or path


def last_segment(path: str) -> str:
    return path[-SEGMENT:]


def depth(path: str) -> int:
    """1 for the root."""
    return len(path) // SEGMENT


def above(path: str) -> tuple[str, ...]:
    """Every path above, from the root down; without the path itself."""
    return tuple(reversed(ancestors(path)[1:]))


def moved(path: str, old: str, new: str) -> str:
    """The path after its ancestor-or-self ``old`` has become ``new``."""
    return new + path.removeprefix(old) if under(path, old) else path


def authority_paths(*, path: str, level: UnitLevel, family: UnitFamily, parents: AuthorityPaths) -> AuthorityPaths:
    """Those of a unit at ``path``, from its parent's. An agency is no authority: it has those of its party unit."""
    column = COLUMN_OF_LEVEL.get(level)
    if family is UnitFamily.AGENCY or column is None:
        return parents
    return replace(parents, **{column: path})


def stands_below(kind: UnitKind, parent_kind: UnitKind) -> bool:
    """Whether a unit may have this parent: a party unit of a higher level; a branch has no units but its agency."""
    if parent_kind is UnitKind.AGENCY:
        return False
    if kind is UnitKind.AGENCY:
        return True
    if parent_kind in BRANCHES:
        return False
    order = list(UnitLevel)
    return order.index(LEVEL_OF_KIND[kind]) > order.index(LEVEL_OF_KIND[parent_kind])
