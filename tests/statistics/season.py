"""A small season through the doors people use: a province, its districts, suggestions issued, ratings decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from tests import make
from tusoi.cycles.actions import open_cycle
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.organizations.models import Collective, Person, Unit
from tusoi.ratings import actions as ratings
from tusoi.ratings.models import Decision
from tusoi.rules.authority import Actor
from tusoi.rules.terms import Category, CollectiveKind, Role, TitleGroup, Track, UnitKind
from tusoi.suggestions.actions_issued import IssuedRecord, record_issued
from tusoi.suggestions.models import Topic

PACK = "qd132-hd21"
AT = datetime(2022, 1, 21, 9, 5, tzinfo=UTC)
DAY = date(2022, 1, 20)


@dataclass
class Season:
    """The tree and the cycle; ``leader`` decides what the province decides, ``officer`` keeps its lists."""

    province: Unit
    districts: list[Unit]
    grassroots: list[Unit]
    branches: list[Unit]
    collectives: list[Collective]
    people: list[Person]
    cycle: Cycle
    leader: Actor
    officer: Actor
    numbers: list[int] = field(default_factory=list)

    def entry(self, subject: Unit | Collective | Person, track: Track | None = None) -> RosterEntry:
        """The subject's entry; of a person the one as cadre where he has one."""
        name = {Unit: "unit", Collective: "collective", Person: "person"}[type(subject)]
        rows = RosterEntry.objects.select_related("cycle__scope").filter(cycle=self.cycle, **{name: subject})
        wanted = rows.filter(track=track) if track else rows.order_by("track")
        if isinstance(subject, Unit):
            wanted = rows.filter(track=Track.ORGANIZATION)
        return wanted.get() if track or isinstance(subject, Unit) else wanted[0]

    def suggest(self, *entries: RosterEntry, number: str = "") -> None:
        """One issued document with one point each, as an import records them."""
        topic = topic_of_land()
        number = number or f"{200 + len(self.numbers)}-CV/TU"
        self.numbers.append(1)
        records = [
            IssuedRecord(entry.pk, entry.managing_level, number, DAY, ((topic.pk, "Làm rõ việc quản lý đất đai."),))
            for entry in entries
        ]
        record_issued(cycle=self.cycle, records=records, by=self.officer, at=AT)

    def rate(self, entry: RosterEntry, category: Category, *, by: Actor | None = None, reasons: str = "") -> Decision:
        """A leader's own decision."""
        return ratings.decide(
            entry=RosterEntry.objects.select_related("cycle__scope").get(pk=entry.pk),
            category=category,
            document_no="215-QĐ/TU",
            document_date=DAY,
            reasons=reasons,
            expected_current=Decision.objects.filter(entry=entry, is_current=True).values_list("pk", flat=True).first(),
            by=by or self.leader,
            at=AT,
        )

    def rate_districts(self, categories: Iterable[Category]) -> None:
        for district, category in zip(self.districts, categories, strict=False):
            self.rate(self.entry(district), category)


def season(*, districts: int = 2, people: int = 2) -> Season:
    """A province with ``districts``; the first of them has a grassroots committee with one branch of ``people``."""
    province = make.province()
    units = [
        make.unit(f"H{at:02d}", UnitKind.DISTRICT, province, f"Đảng bộ huyện {name}")
        for at, name in zip(range(1, districts + 1), names(), strict=False)
    ]
    grassroots, branches, members, collectives = [], [], [], []
    collectives.append(make.collective(province, CollectiveKind.STANDING_COMMITTEE, "Ban Thường vụ Tỉnh ủy"))
    for unit in units[:1]:
        collectives.append(make.collective(unit, CollectiveKind.STANDING_COMMITTEE, f"Ban Thường vụ {unit.code}"))
        base = make.unit(f"{unit.code}X1", UnitKind.GRASSROOTS_COMMITTEE, unit, "Đảng bộ xã Sen Trắng")
        branch = make.unit(f"{unit.code}X1C1", UnitKind.BRANCH, base, "Chi bộ thôn Một")
        grassroots.append(base)
        branches.append(branch)
        collectives.append(make.collective(base, CollectiveKind.COMMITTEE, "Ban Chấp hành Đảng bộ xã Sen Trắng"))
        members += [make.person(branch, admitted_on=date(2010, 5, 19)) for _ in range(people)]
    if members:
        make.post(members[0], units[0], "Bí thư Huyện ủy", TitleGroup.SECRETARY, is_head=True)
    leader = make.actor(Role.LEADER, province)
    opening = open_cycle(
        year=2021, pack_id=PACK, scope=province, reference_date=date(2021, 12, 31), accept_warnings=True,
        by=leader, at=AT,
    )  # fmt: skip
    cycle = Cycle.objects.select_related("scope").get(pk=opening.cycle.pk)
    return Season(
        province, units, grassroots, branches, collectives, members, cycle, leader, make.actor(Role.STAFF, province)
    )


def names() -> Sequence[str]:
    """Names of flowers, as many as a province has districts."""
    flowers = "Bằng Lăng,Cẩm Tú,Dạ Hương,Hải Đường,Hướng Dương,Lan Rừng,Lưu Ly,Mai Vàng,Mẫu Đơn,Mimosa,Ngọc Lan"
    more = "Nhài Trắng,Phù Dung,Quỳnh Anh,Sen Hồng,Súng Tím,Thạch Thảo,Thiên Lý,Thược Dược,Trà My,Tường Vi,Violet"
    return [*flowers.split(","), *more.split(",")]


def topic_of_land() -> Topic:
    """A topic of the catalogue."""
    found = Topic.objects.first()
    return found or Topic.objects.create(code="dat-dai", label="Đất đai", search_key="dat dai", position=1)
