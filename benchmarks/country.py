"""A country, always the same one: units, members, posts and statuses written straight into the tables.

Below the centre provinces of 22 district committees each; below these grassroots organisations of uneven size, 42 % of
them single branches, the largest with sections; below these branches. Members live in branches in tree order, as an
import would list them. One in twelve holds a post whose managing level is stated, one in twenty is exempt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

SEED = 20211231
DISTRICTS = 22  # of each province
SINGLE, WITH_SECTIONS, SECTIONS = 0.42, 0.03, 4
CADRES, EXEMPT, RECENT = 0.085, 0.05, 0.02
AT_ONCE = 200_000  # rows in one statement
FIRST_DAY, LAST_DAY = date(1960, 1, 1), date(2021, 12, 31)

FAMILY, MIDDLE, GIVEN, PLACES = (
    words.split()
    for words in (
        "Nguyễn Nguyễn Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Alăng Zơrâm",
        "Văn Thị Đức Hữu Minh Quốc Thanh Ngọc Công Xuân Đình Kim Bích Hồng Thu Trọng",
        (
            "An Ánh Ân Bình Cường Dũng Đức Đào Giang Hà Hải Hạnh Hằng Hiền Hoa Hùng Hương Khánh Lan Lâm Liên Long Mai "
            "Nam Nga Ngân Nhung Oanh Phong Phúc Quân Quyên Sơn Tâm Thảo Thắng Thủy Trang Trung Tuấn Vân Việt Xuân Yến"
        ),
        "Tam Đại Điện Duy Thăng Quế Núi Phước Tiên Bắc Hiệp Đông Tây Nông Hội Phú Long Tân Vĩnh Hòa Mỹ Cẩm",
    )
)


@dataclass(frozen=True)
class Tree:
    """Units by number, each after its parent: number of the parent (-1 at the root), storey, path."""

    parent: np.ndarray
    storey: np.ndarray
    paths: list[str]
    leaf: np.ndarray

    def above(self, unit: int, storey: int) -> int:
        """The ancestor-or-self on a storey; the unit itself when it stands above it."""
        while self.storey[unit] > storey:
            unit = int(self.parent[unit])
        return unit


def load(*, provinces: int = 63, grassroots: int = 52_000, branches: int = 250_000, members: int = 5_600_000) -> None:
    """Fill an empty installation; one transaction for the units and one for every so many members."""
    random = np.random.default_rng(SEED)
    tree = _tree(random, provinces, grassroots, branches)
    _write_units(tree)
    homes = _homes(random, tree, members)
    for start in range(0, members, AT_ONCE):
        _write_members(random, tree, homes[start : start + AT_ONCE], start)
    _number_on()


def _tree(random: np.random.Generator, provinces: int, grassroots: int, branches: int) -> Tree:
    districts = provinces * DISTRICTS
    first_district, first_grassroots = 1 + provinces, 1 + provinces + districts
    single = random.random(grassroots) < SINGLE
    large = np.flatnonzero(~single)
    sizes = _spread(random, branches - int(single.sum()), len(large), 0.55, 2)
    divided = large[np.argsort(-sizes)[: max(1, int(len(large) * WITH_SECTIONS))]]
    first_section = first_grassroots + grassroots
    homes = np.repeat(large + first_grassroots, sizes)
    place = {int(unit) + first_grassroots: first_section + number * SECTIONS for number, unit in enumerate(divided)}
    homes = np.sort([place[unit] + at % SECTIONS if unit in place else unit for at, unit in enumerate(homes.tolist())])
    parts = [
        np.array([-1]),
        np.zeros(provinces, int),
        np.repeat(np.arange(1, 1 + provinces), DISTRICTS),
        np.repeat(np.arange(first_district, first_grassroots), _spread(random, grassroots, districts, 0.45, 5)),
        np.repeat(divided + first_grassroots, SECTIONS),
        homes,
    ]
    parent = np.concatenate(parts)
    leaf = np.ones(len(parent), bool)
    leaf[parent[1:]] = False
    storey, paths, children = np.zeros(len(parent), int), ["001"], [0] * len(parent)
    for unit in range(1, len(parent)):
        above = int(parent[unit])
        storey[unit] = storey[above] + 1
        children[above] += 1
        paths.append(paths[above] + _segment(children[above]))
    return Tree(parent, storey, paths, leaf)


def _spread(random: np.random.Generator, total: int, over: int, sigma: float, least: int) -> np.ndarray:
    """``total`` things over so many places, of log-normal size, none below ``least``."""
    weights = random.lognormal(0, sigma, over)
    chosen = random.choice(over, size=total - least * over, p=weights / weights.sum())
    return least + np.bincount(chosen, minlength=over)


def _segment(number: int) -> str:
    from tusoi.organizations.paths import segment

    return segment(number)


def _homes(random: np.random.Generator, tree: Tree, members: int) -> np.ndarray:
    """The branch of every member, in tree order."""
    leaves = np.array(sorted(np.flatnonzero(tree.leaf & (tree.storey >= 3)), key=lambda unit: tree.paths[unit]))
    return np.repeat(leaves, _spread(random, members, len(leaves), 0.45, 3))


def _write_units(tree: Tree) -> None:
    from django.db import transaction

    from tusoi.bulk import insert_rows
    from tusoi.organizations.models import Unit

    fields = ("id", "code", "name", "sort_key", "search_key", "family", "kind", "level", "parent", "path",
              "central_path", "province_path", "district_path", "grassroots_path")  # fmt: skip
    rows = list(_units(tree))
    with transaction.atomic():
        for start in range(0, len(rows), AT_ONCE):
            insert_rows(Unit, fields, rows[start : start + AT_ONCE])


def _units(tree: Tree) -> Iterator[tuple[object, ...]]:
    from tusoi.organizations.paths import LEVEL_OF_KIND
    from tusoi.rules.names import search_key, text_key
    from tusoi.rules.terms import UnitKind

    upper = (UnitKind.COUNTRY, UnitKind.PROVINCE, UnitKind.DISTRICT)
    for unit, path in enumerate(tree.paths):
        storey, leaf = int(tree.storey[unit]), bool(tree.leaf[unit])
        if storey < 3:
            kind = upper[storey]
        elif storey == 3:
            kind = UnitKind.GRASSROOTS_BRANCH if leaf else UnitKind.GRASSROOTS_COMMITTEE
        else:
            kind = UnitKind.BRANCH if leaf else UnitKind.SECTION
        name = (
            f"{'Chi bộ' if leaf else 'Đảng bộ'} {PLACES[unit % len(PLACES)]} {PLACES[unit // 22 % len(PLACES)]} {unit}"
        )
        parent = int(tree.parent[unit])
        authorities = [path[: 3 * place] if storey >= place - 1 else "" for place in range(1, 5)]
        yield (unit + 1, f"U{unit}", name, text_key(name), search_key(name), "party", kind.value,
               LEVEL_OF_KIND[kind].value, parent + 1 if parent >= 0 else None, path, *authorities)  # fmt: skip


def _write_members(random: np.random.Generator, tree: Tree, homes: np.ndarray, start: int) -> None:
    from django.db import transaction

    from tusoi.bulk import insert_rows
    from tusoi.organizations.models import Membership, Person, PersonStatus, Post

    count = len(homes)
    names = random.integers(0, (len(FAMILY), len(MIDDLE), len(MIDDLE), len(GIVEN)), (count, 4)).tolist()
    days = random.integers(0, (LAST_DAY - FIRST_DAY).days - 200, count)
    days[random.random(count) < RECENT] = (LAST_DAY - FIRST_DAY).days - 30
    ids, branches = range(start + 1, start + count + 1), homes.tolist()
    people = (
        (pk, f"{pk:08}", *_named(*name), "", _day(int(day)), home + 1, tree.paths[home])
        for pk, name, day, home in zip(ids, names, days, branches, strict=True)
    )
    cadres, exempt = (np.flatnonzero(random.random(count) < share) for share in (CADRES, EXEMPT))
    with transaction.atomic():
        insert_rows(
            Person,
            (
                "id",
                "card_number",
                "full_name",
                "sort_key",
                "search_key",
                "gender",
                "admitted_on",
                "branch",
                "home_path",
            ),
            people,
        )
        insert_rows(Membership, ("person", "branch"), zip(ids, (home + 1 for home in branches), strict=True))
        insert_rows(
            Post,
            ("person", "unit", "title", "title_group", "is_head", "managing_level"),
            _posts(random, tree, cadres, branches, start),
        )
        insert_rows(
            PersonStatus,
            ("person", "kind", "evidence"),
            [(start + at + 1, "exempt", "Quyết định 1-QĐ/ĐU") for at in exempt.tolist()],
        )


def _posts(
    random: np.random.Generator, tree: Tree, cadres: np.ndarray, branches: list[int], start: int
) -> list[tuple[object, ...]]:
    """One in a hundred is managed by the province, a quarter by the district, the others at the grassroots."""
    rows = []
    for at, chance in zip(cadres.tolist(), random.random(len(cadres)).tolist(), strict=True):
        if chance < 0.01:
            post = (2, "Ủy viên Ban Thường vụ", "standing_member", "province")
        elif chance < 0.25:
            post = (3, "Phó Bí thư Đảng ủy", "deputy_secretary", "district")
        else:
            post = (5, "Phó Bí thư chi bộ", "branch_deputy", "grassroots")
        storey, title, group, level = post
        rows.append((start + at + 1, tree.above(branches[at], storey) + 1, title, group, False, level))
    return rows


@cache
def _named(family: int, first: int, second: int, given: int) -> tuple[str, str, str]:
    """Name, sort key, search key."""
    from tusoi.rules.names import search_key, sort_key

    name = f"{FAMILY[family]} {MIDDLE[first]} {MIDDLE[second]} {GIVEN[given]}"
    return name, sort_key(name), search_key(name)


@cache
def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def _number_on() -> None:
    """On PostgreSQL rows with given numbers do not move the sequences, and nothing is known about new tables."""
    from django.core.management.color import no_style
    from django.db import connection

    from tusoi.organizations.models import Person, Unit

    statements = connection.ops.sequence_reset_sql(no_style(), [Unit, Person])
    with connection.cursor() as cursor:
        for statement in [*statements, "ANALYZE"] if connection.vendor == "postgresql" else []:
            cursor.execute(statement)
