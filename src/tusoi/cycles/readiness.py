"""What stands against opening a cycle, and what somebody should know before: counted, with examples and lists.

Errors make the roster wrong and refuse; warnings are confirmed by a tick. A finding is a problem with a number, and
whatever has a list is one queryset: counted here, opened page by page on its own page.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Length, Substr
from django.utils import timezone

from tusoi.accounts.queries import grants_in_force, in_force
from tusoi.cycles.models import Cycle
from tusoi.organizations.models import Collective, Membership, Person, Post, Unit
from tusoi.organizations.paths import AUTHORITIES, COLUMN_OF_LEVEL, SEGMENT, above
from tusoi.rules import library
from tusoi.rules.pack import Pack
from tusoi.rules.pack_files import PackError
from tusoi.rules.problems import Problem, refuse_if
from tusoi.rules.terms import CycleKind, Role, UnitFamily
from tusoi.scoping import within

EARLIEST_YEAR = 2000
EXAMPLES = 5
ROW = ("id", "name", "sort_key", "path")
Listed = QuerySet[Any, dict[str, Any]]  # values of ROW


@dataclass(frozen=True)
class Plan:
    """What somebody wants to open. ``today`` is the day he asks, for rights that are in force or not."""

    year: int
    pack_id: str
    scope: Unit
    on: date
    today: date

    @property
    def path(self) -> str:
        return self.scope.path


@dataclass(frozen=True)
class Finding:
    """One point of the list: a problem's code with its number, the first names, and whether it has a page."""

    code: str
    count: int = 1
    examples: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    listed: bool = False

    @property
    def problem(self) -> Problem:
        return Problem(self.code, facts={"count": self.count, "examples": self.examples, **self.facts})


@dataclass(frozen=True)
class Readiness:
    """The list. ``cycle`` is there when one is open for this year and scope: opening then only adds who is new."""

    plan: Plan
    pack: Pack | None
    cycle: Cycle | None
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def readiness(*, year: int, pack_id: str, scope: Unit, reference_date: date | None = None, at: datetime) -> Readiness:
    """Look at everything an opening would rest on; changes nothing. Refused for a year or day that cannot be meant."""
    plan = planned(year=year, pack_id=pack_id, scope=scope, reference_date=reference_date, at=at)
    cycle, (pack, errors) = cycle_of(year, scope), _pack(pack_id)
    errors += [*_pinned(plan, cycle), *_overlapping(plan)]
    errors += [finding for code in ERRORS if (finding := _found(code, plan))]
    warnings = [*_out_of_force(plan, pack), *(finding for code in WARNINGS if (finding := _found(code, plan)))]
    return Readiness(plan, pack, cycle, tuple(errors), tuple(warnings))


def planned(*, year: int, pack_id: str, scope: Unit, reference_date: date | None = None, at: datetime) -> Plan:
    """What is meant: without a day that of the open cycle, else the pack's. Refused when it cannot be meant."""
    if reference_date is None and EARLIEST_YEAR <= year <= date.max.year:
        cycle = cycle_of(year, scope)
        reference_date = cycle.reference_date if cycle else reference_day(year, _pack(pack_id)[0])
    plan = Plan(year=year, pack_id=pack_id, scope=scope, on=reference_date or date.max, today=timezone.localdate(at))
    refuse_if(input_problems(plan), kind="invalid")
    return plan


def cycle_of(year: int, scope: Unit) -> Cycle | None:
    """The annual cycle of exactly this scope."""
    return Cycle.objects.filter(kind=CycleKind.ANNUAL, year=year, scope=scope).select_related("scope").first()


def reference_day(year: int, pack: Pack | None) -> date:
    """The pack's day of the year, else its last day."""
    month, day = (int(part) for part in ((pack and pack.reference_day.value) or "12-31").split("-"))
    return date(year, month, day)


def input_problems(plan: Plan) -> Iterator[Problem]:
    """What cannot be meant: a year out of range, a day of another year, a scope that was not there."""
    latest = plan.today.year + 1
    if not EARLIEST_YEAR <= plan.year <= latest:
        facts = {"year": plan.year, "first_year": EARLIEST_YEAR, "last_year": latest}
        yield Problem("cycle-year-out-of-range", facts=facts, where="year")
    elif plan.on.year != plan.year:
        yield Problem("cycle-day-of-other-year", facts={"day": plan.on, "year": plan.year}, where="reference_date")
    scope = plan.scope
    if scope.family != UnitFamily.PARTY:
        yield Problem("cycle-scope-is-agency", facts={"name": scope.name}, where="scope")
    if (scope.valid_to and scope.valid_to < plan.on) or (scope.valid_from and scope.valid_from > plan.on):
        yield Problem("cycle-scope-not-in-force", facts={"name": scope.name, "day": plan.on}, where="scope")


def rows(code: str, plan: Plan) -> Listed | None:
    """The list behind a finding, values of ``ROW``; None for a finding without one."""
    check = (ERRORS | WARNINGS).get(code)
    return check(plan) if check else None


def _found(code: str, plan: Plan) -> Finding | None:
    listed = rows(code, plan)
    count = listed.count() if listed is not None else 0
    if listed is None or not count:
        return None
    names = listed.order_by("sort_key", "id").values_list("name", flat=True)[:EXAMPLES]
    return Finding(code, count, tuple(names), listed=True)


def _pack(pack_id: str) -> tuple[Pack | None, list[Finding]]:
    try:
        return library.load(pack_id), []
    except PackError as error:
        return None, [Finding(problem.code, facts=problem.facts) for problem in error.problems]


def _pinned(plan: Plan, cycle: Cycle | None) -> Iterator[Finding]:
    """An open cycle keeps its pack and its day."""
    if cycle is None:
        return
    if cycle.pack_id != plan.pack_id:
        yield Finding("cycle-pinned-pack", facts={"name": cycle.name, "pack": cycle.pack_id, "asked": plan.pack_id})
    elif cycle.pack_digest != library.digest(plan.pack_id):
        yield Finding("cycle-pack-differs", facts={"name": cycle.name, "pack": cycle.pack_id})
    if cycle.reference_date != plan.on:
        yield Finding("cycle-pinned-day", facts={"name": cycle.name, "day": cycle.reference_date, "asked": plan.on})


def _overlapping(plan: Plan) -> Iterator[Finding]:
    """Two annual cycles of one year may not share a subject."""
    touching = Q(scope__path__in=above(plan.path)) | (within("scope__path", plan.path) & ~Q(scope=plan.scope))
    others = Cycle.objects.filter(touching, kind=CycleKind.ANNUAL, year=plan.year).order_by("scope__path")
    for name, scope in others.values_list("name", "scope__name"):
        yield Finding("cycle-overlaps", facts={"name": name, "scope": scope, "mine": plan.scope.name})


def _out_of_force(plan: Plan, pack: Pack | None) -> Iterator[Finding]:
    first, last = (pack.in_force_from.value, pack.in_force_to.value) if pack else (None, None)
    if pack and ((first and plan.on < first) or (last and plan.on > last)):
        yield Finding("pack-out-of-force", facts={"pack": pack.citation, "day": plan.on, "first": first, "last": last})


# Lists


def _units(plan: Plan, *where: Any) -> Listed:
    return Unit.objects.filter(within("path", plan.path), in_force(plan.on), *where).values(*ROW)


def _people(*where: Any) -> Listed:
    people: Listed = Person.objects.filter(*where).values(  # type: ignore[assignment]
        "id", "sort_key", name=F("full_name"), path=F("home_path")
    )
    return people


def _on_the_day(plan: Plan) -> Exists:
    """People who belong to a branch of the scope on the day, as a condition on Person."""
    there = Membership.objects.filter(in_force(plan.on), within("branch__path", plan.path), person=OuterRef("pk"))
    return Exists(there)


def _without_branch(plan: Plan) -> Listed:
    """People whose book shows no membership at all. Who has no home either is the business of the top of the tree."""
    here = within("home_path", plan.path)
    if plan.scope.parent_id is None:
        here |= Q(home_path="")
    return _people(here, ~Exists(Membership.objects.filter(person=OuterRef("pk"))))


def _in_two_branches(plan: Plan) -> Listed:
    there = Membership.objects.filter(in_force(plan.on), within("branch__path", plan.path))
    twice = there.order_by().values("person").annotate(number=Count("id")).filter(number__gt=1)
    return _people(Q(pk__in=twice.values("person")))


def _off_tree(plan: Plan) -> Listed:
    """Units whose place does not follow from their parent: path, authority paths, or a parent closed before the day."""
    wrong = Q(parent__isnull=True, path_length__gt=SEGMENT) | Q(parent__valid_to__lt=plan.on)
    wrong |= Q(parent__isnull=False) & ~Q(above=F("parent__path"))
    for level in AUTHORITIES:
        column = COLUMN_OF_LEVEL[level]
        own = When(family=UnitFamily.PARTY, level=level, then=F("path"))
        wrong |= ~Q(**{column: Case(own, default=Coalesce(f"parent__{column}", Value("")))})
    units = Unit.objects.annotate(path_length=Length("path"), above=Substr("path", 1, Length("path") - SEGMENT))
    return units.filter(within("path", plan.path), in_force(plan.on), wrong).values(*ROW)


def _without_head(plan: Plan) -> Listed:
    heads = Post.objects.filter(in_force(plan.on), unit=OuterRef("pk"), is_head=True)
    return _units(plan, ~Exists(heads))


def _without_leader(plan: Plan) -> Listed:
    """Units that decide on somebody and have no leader who could do it here: others must record what was issued."""
    leaders = grants_in_force(plan.today).filter(role=Role.LEADER, unit=OuterRef("pk"), user__is_active=True)
    return _units(plan, Q(level__in=AUTHORITIES, family=UnitFamily.PARTY), ~Exists(leaders))


def _without_collective(plan: Plan) -> Listed:
    collectives = Collective.objects.filter(in_force(plan.on), unit=OuterRef("pk"))
    return _units(plan, ~Exists(collectives))


def _without_admission(plan: Plan) -> Listed:
    return _people(Q(admitted_on__isnull=True), _on_the_day(plan))


def _admitted_later(plan: Plan) -> Listed:
    return _people(Q(admitted_on__gt=plan.on), _on_the_day(plan))


def _joined_later(plan: Plan) -> Listed:
    """Members of the scope today whose membership began after the day: they are not on this roster."""
    later = Membership.objects.filter(valid_from__gt=plan.on).values("person")
    then = Membership.objects.filter(in_force(plan.on), person=OuterRef("pk"))
    return _people(within("home_path", plan.path), Q(pk__in=later), ~Exists(then))


ERRORS: dict[str, Callable[[Plan], Listed]] = {
    "unit-off-tree": _off_tree,
    "person-without-branch": _without_branch,
    "person-in-two-branches": _in_two_branches,
}
WARNINGS: dict[str, Callable[[Plan], Listed]] = {
    "unit-without-head": _without_head,
    "unit-without-leader": _without_leader,
    "unit-without-collective": _without_collective,
    "person-without-admission": _without_admission,
    "person-admitted-later": _admitted_later,
    "person-joined-later": _joined_later,
}
OF_PEOPLE = frozenset(code for code in (*ERRORS, *WARNINGS) if code.startswith("person-"))
