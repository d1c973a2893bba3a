"""The world of this room's tests: a province of two districts with an open cycle, and somebody in every role."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from tests import make
from tusoi.accounts.models import User
from tusoi.cycles.actions import Admission, admit, open_cycle
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.queries import pack_of
from tusoi.organizations.models import Collective, Person, Unit
from tusoi.rules.authority import Actor
from tusoi.rules.terms import CollectiveKind, ManagingLevel, Role, TitleGroup, UnitKind
from tusoi.suggestions import actions
from tusoi.suggestions.models import Suggestion, Topic

DAY = date(2021, 11, 15)
Subject = Collective | Person


@dataclass
class Season:
    """``bang_lang`` and ``tuong_vi`` are districts; ``hop_tac`` a grassroots committee of the first with one branch."""

    province: Unit
    bang_lang: Unit
    tuong_vi: Unit
    hop_tac: Unit
    branch: Unit
    other_branch: Unit
    cycle: Cycle
    users: dict[tuple[Role, str], User] = field(default_factory=dict)

    def user(self, role: Role, unit: Unit, **more: Any) -> User:
        """One account per role and unit."""
        key = (role, unit.code)
        if more or key not in self.users:
            self.users[key] = make.user(role, unit, **more)
        return self.users[key]

    def actor(self, role: Role, unit: Unit, **more: Any) -> Actor:
        return make.acting(self.user(role, unit, **more))

    @cached_property
    def topics(self) -> list[Topic]:
        actions.ensure_topics(pack_of(self.cycle), by=make.INSTALLATION, at=timezone.now())
        return list(Topic.objects.order_by("position"))

    def entry(self, subject: Subject, level: ManagingLevel | None = None) -> RosterEntry:
        """The subject's entry, managed by the stated level."""
        key = ("collective" if isinstance(subject, Collective) else "person", subject.pk)
        wanted = [Admission(key, level)]
        pk = admit(cycle=self.cycle, subjects=wanted, by=make.INSTALLATION, at=timezone.now())[key]
        return RosterEntry.objects.select_related("unit", "cycle__scope").get(pk=pk)

    def issued(
        self,
        subject: Subject,
        level: ManagingLevel,
        *,
        texts: Sequence[str] = ("Làm rõ trách nhiệm trong quản lý đất đai.",),
        topics: Sequence[int] = (0,),
        number: str = "215-CV/TU",
        day: date = DAY,
    ) -> Suggestion:
        """A document taken over as issued."""
        entry = self.entry(subject, level)
        items = tuple((self.topics[topic].pk, text) for topic, text in zip(topics, texts, strict=True))
        record = actions.IssuedRecord(entry.pk, level, number, day, items)
        actions.record_issued(cycle=self.cycle, records=[record], by=make.INSTALLATION, at=timezone.now())
        return Suggestion.objects.get(entry=entry, document_no=number, document_date=day)


def season(year: int = 2021) -> Season:
    """The tree, and the annual cycle of a year over all of it."""
    province = make.province()
    bang_lang = make.unit("BL", UnitKind.DISTRICT, province, "Đảng bộ huyện Bằng Lăng")
    tuong_vi = make.unit("TV", UnitKind.DISTRICT, province, "Đảng bộ thị xã Tường Vi")
    hop_tac = make.unit("BL1", UnitKind.GRASSROOTS_COMMITTEE, bang_lang, "Đảng bộ xã Hợp Tác")
    branch = make.unit("BL1A", UnitKind.BRANCH, hop_tac, "Chi bộ thôn Một")
    grassroots = make.unit("TV1", UnitKind.GRASSROOTS_COMMITTEE, tuong_vi, "Đảng bộ phường Bình Yên")
    other_branch = make.unit("TV1A", UnitKind.BRANCH, grassroots, "Chi bộ khối phố Hai")
    opening = open_cycle(
        year=year,
        pack_id="qd132-hd21",
        scope=province,
        accept_warnings=True,
        by=make.INSTALLATION,
        at=timezone.now(),
    )
    cycle = Cycle.objects.select_related("scope").get(pk=opening.cycle.pk)
    return Season(province, bang_lang, tuong_vi, hop_tac, branch, other_branch, cycle)


def again() -> Season:
    """The season of this test, made once."""
    cycle = Cycle.objects.select_related("scope").first()
    if cycle is None:
        return season()
    return Season(*(Unit.objects.get(code=code) for code in ("T", "BL", "TV", "BL1", "BL1A", "TV1A")), cycle=cycle)


def committee(unit: Unit) -> Collective:
    """The standing committee of a district, the committee of a grassroots organisation."""
    kind = CollectiveKind.STANDING_COMMITTEE if unit.kind == UnitKind.DISTRICT else CollectiveKind.COMMITTEE
    return Collective.objects.filter(unit=unit, kind=kind).first() or make.collective(unit, kind)


def secretary(branch: Unit, unit: Unit, **more: Any) -> Person:
    """A member of a branch who heads a unit."""
    person = make.person(branch, **more)
    make.post(person, unit, "Bí thư", TitleGroup.SECRETARY, is_head=True)
    return person
