"""Every entry the database writes is what the rules say about that subject, on random trees."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from tests import make
from tests.cycles.oracle import expected
from tusoi.cycles.actions import open_cycle
from tusoi.cycles.models import RosterEntry
from tusoi.organizations.models import Membership, Person, Post, Unit
from tusoi.organizations.paths import BRANCHES
from tusoi.organizations.structure import collective_kinds
from tusoi.rules import library
from tusoi.rules.terms import ManagingLevel, PersonStatusKind, TitleGroup, UnitKind

pytestmark = pytest.mark.django_db

ON = date(2021, 12, 31)
COMPARED = (
    "track", "subject_kind", "unit", "collective", "person", "name", "posts", "home_path", "managing_path",
    "managing_level", "managing_source", "peer_group", "must_review", "must_rate", "reason", "evidence",
)  # fmt: skip
BELOW = {
    UnitKind.PROVINCE: [UnitKind.DISTRICT, UnitKind.DISTRICT, UnitKind.GRASSROOTS_COMMITTEE, UnitKind.AGENCY],
    UnitKind.DISTRICT: [UnitKind.GRASSROOTS_COMMITTEE, UnitKind.GRASSROOTS_BRANCH, UnitKind.AGENCY],
    UnitKind.GRASSROOTS_COMMITTEE: [UnitKind.SECTION, UnitKind.BRANCH, UnitKind.BRANCH],
    UnitKind.SECTION: [UnitKind.BRANCH],
}
DAYS = (None, date(2004, 5, 6), date(2021, 6, 30), date(2021, 7, 1), date(2021, 12, 31), date(2022, 3, 4))


def plant(random: Random) -> Unit:
    """A tree with collectives, people, posts and statuses, some of them over or not begun on the day."""
    root = make.province()
    grow(random, root)
    for unit in Unit.objects.all():
        for kind in collective_kinds(unit):
            if random.random() < 0.4:
                make.collective(unit, kind)
    branches = list(Unit.objects.filter(kind__in=BRANCHES))
    for _ in range(18):
        settle(random, make.person(random.choice(branches), admitted_on=random.choice(DAYS)))
    dates(random)
    return root


def grow(random: Random, unit: Unit) -> None:
    for kind in BELOW.get(UnitKind(unit.kind), []):
        if random.random() < 0.8 or unit.parent_id is None:
            grow(random, make.unit(f"{unit.code}.{Unit.objects.count()}", kind, unit))


def settle(random: Random, person: Person) -> None:
    units = list(Unit.objects.all())
    for number in range(random.choice((0, 0, 1, 2, 3))):
        level = random.choice(("", "", *ManagingLevel))
        make.post(
            person, random.choice(units), f"Chức vụ {number}", random.choice(list(TitleGroup)), managing_level=level
        )
    for kind in PersonStatusKind:
        if random.random() < 0.15:
            make.status(person, kind, evidence=f"Văn bản về {kind.value}")


def dates(random: Random) -> None:
    """Some posts ended before the day, some began after it, some members came from elsewhere."""
    for post in Post.objects.all():
        if random.random() < 0.2:
            Post.objects.filter(pk=post.pk).update(valid_to=ON - timedelta(days=random.choice((0, 1))))
        elif random.random() < 0.2:
            Post.objects.filter(pk=post.pk).update(valid_from=ON + timedelta(days=random.choice((0, 1))))
    branches = list(Unit.objects.filter(kind__in=BRANCHES))
    for row in Membership.objects.all()[:5]:
        Membership.objects.filter(pk=row.pk).update(valid_to=ON)
        later = ON + timedelta(days=1)
        Membership.objects.create(person_id=row.person_id, branch=random.choice(branches), valid_from=later)


@pytest.mark.parametrize("seed", range(6))
def test_every_entry_is_what_the_rules_say_about_its_subject(seed):
    root = plant(Random(seed))
    scope = root if seed % 2 == 0 else Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("path")[0]
    opening = open_cycle(
        year=2021, pack_id=make.PACK, scope=scope, accept_warnings=True, by=make.INSTALLATION, at=timezone.now()
    )
    written = list(RosterEntry.objects.filter(cycle=opening.cycle).values(*COMPARED))
    wanted = [{name: entry[name] for name in COMPARED} for entry in expected(library.load(make.PACK), scope, ON)]
    assert len(written) == opening.total > 10
    assert sorted(map(key, written)) == sorted(map(key, wanted))


def key(entry: dict[str, object]) -> tuple[str, ...]:
    return tuple(f"{name}={entry[name]}" for name in COMPARED)
