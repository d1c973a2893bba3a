"""A small province with its cycle, and the people who rate in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from tests import make
from tusoi.cycles.actions import open_cycle
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.organizations.models import Unit
from tusoi.ratings import actions
from tusoi.ratings.models import Batch, Decision
from tusoi.ratings.peers import Group, group_of
from tusoi.ratings.plans import Proposed
from tusoi.rules.authority import Actor
from tusoi.rules.terms import Category, CollectiveKind, QuotaBase, QuotaMode, Role, Rounding, Track, UnitKind

YEAR = 2021
NOW = datetime(2022, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = date(2022, 1, 15)
PDF = b"%PDF-1.7\n%quyet dinh da ky\n"
PAPER = {"document_no": "215-QĐ/TU", "document_date": DAY, "signer": "Lê Thị Hoa"}


@dataclass
class World:
    """A province, its districts with one branch each, and their entries on the track of organisations."""

    province: Unit
    districts: list[Unit]
    cycle: Cycle
    entries: list[RosterEntry]
    _actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def group(self) -> Group:
        return group_of(self.entries[0])

    def actor(self, name: str, role: Role, unit: Unit | None = None, **more: Any) -> Actor:
        """The same name is the same person."""
        if name not in self._actors:
            self._actors[name] = make.actor(role, unit or self.province, username=name, **more)
        return self._actors[name]

    @property
    def staff(self) -> Actor:
        return self.actor("chuyenvien", Role.STAFF)

    @property
    def second(self) -> Actor:
        return self.actor("chuyenvien2", Role.STAFF)

    @property
    def leader(self) -> Actor:
        return self.actor("lanhdao", Role.LEADER)

    def decide(self, place: int, category: Category, *, by: Actor | None = None, **more: Any) -> Decision:
        """The leader's own decision on the entry of a district."""
        values = {"entry": self.entries[place], "category": category, **PAPER, "at": NOW, **more}
        return actions.decide(**values, by=by or self.leader)

    def lines(self, *categories: Category | None) -> list[Proposed]:
        """Categories for the entries in their order; None leaves one out."""
        pairs = zip(self.entries, categories, strict=False)
        return [Proposed(entry.pk, category) for entry, category in pairs if category]

    def submit(self, *categories: Category | None, by: Actor | None = None, **more: Any) -> Batch:
        lines = self.lines(*categories)
        return actions.submit(**{"group": self.group, "lines": lines, "by": by or self.staff, "at": NOW, **more})

    def record(self, *categories: Category | None, by: Actor | None = None, **more: Any) -> Batch:
        values = {"group": self.group, "lines": self.lines(*categories), **PAPER, "at": NOW}
        values |= {"authority_name": "Ban Thường vụ Tỉnh ủy Hoa Sen", **scan(), **more}
        return actions.record(**values, by=by or self.staff)

    def block(self, base: QuotaBase = QuotaBase.GOOD_AND_ABOVE, rounding: Rounding = Rounding.FLOOR) -> None:
        """A named person confirms the value, then the leader lets it block."""
        paper = {"document_no": "21-HD/BTCTW", "article": "mục B.II"}
        actions.confirm_quota(cycle=self.cycle, track=Track.ORGANIZATION, **paper, by=self.second, at=NOW)
        chosen = {"base": base, "rounding": rounding, "mode": QuotaMode.BLOCK}
        actions.choose_quota(group=self.group, **chosen, by=self.leader, at=NOW)

    def categories(self) -> list[str]:
        """Current categories in the order of the entries, "" where undecided."""
        found = dict(Decision.objects.filter(is_current=True).values_list("entry_id", "category"))
        return [found.get(entry.pk, "") for entry in self.entries]


def scan(content: bytes = PDF, name: str = "quyet-dinh.pdf", size: int | None = None) -> dict[str, Any]:
    """A scan as an action takes it."""
    return {"scan": BytesIO(content), "scan_name": name, "scan_size": len(content) if size is None else size}


def world(districts: int = 3, *, names: Sequence[str] = ()) -> World:
    """A province of so many districts, the cycle of 2021 open."""
    province = make.province()
    make.collective(province, CollectiveKind.STANDING_COMMITTEE, "Ban Thường vụ Tỉnh ủy Hoa Sen")
    made = [
        make.unit(
            f"T.{place:02d}", UnitKind.DISTRICT, province, names[place] if names else f"Đảng bộ huyện {place:02d}"
        )
        for place in range(districts)
    ]
    cycle = opened(province)
    rows = RosterEntry.objects.filter(cycle=cycle, track=Track.ORGANIZATION, unit__in=made).select_related(
        "cycle__scope", "unit"
    )
    return World(province, made, cycle, list(rows.order_by("unit__path")))


def opened(scope: Unit) -> Cycle:
    """The annual cycle of 2021 for the subtree of a unit."""
    return open_cycle(
        year=YEAR,
        pack_id="qd132-hd21",
        scope=scope,
        accept_warnings=True,
        by=make.INSTALLATION,
        at=NOW - timedelta(days=30),
    ).cycle
