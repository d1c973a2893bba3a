"""What a table would change here, whatever its kind: one value for the preview, and the way to put it into effect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from tusoi.exchange import places
from tusoi.exchange.reading.parsed import Parsed
from tusoi.organizations import intake
from tusoi.organizations.intake import Added, Changed, Finding
from tusoi.organizations.intake_plan import common_path
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem

Progress = Callable[[int, int], None]


class Put(Protocol):
    """Puts a draft into effect inside the caller's book."""

    def __call__(self, *, by: Actor, at: datetime, source: Mapping[str, object], progress: Progress | None) -> None: ...


@dataclass(frozen=True)
class Draft:
    """``created``: what has to exist first (agencies, collectives), as (key, name, row).

    ``scopes``: paths on which the right to import is asked, "" = a new root.
    ``problems``: why nothing can be compared at all, e.g. a year without a cycle.
    """

    put: Put
    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: int = 0
    absent: tuple[tuple[str, str], ...] = ()
    created: tuple[Added, ...] = ()
    findings: tuple[Finding, ...] = ()
    scopes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def ok(self) -> bool:
        return not self.problems and not any(finding.severity == "error" for finding in self.findings)

    @property
    def changes(self) -> bool:
        """Whether putting it into effect changes anything."""
        return bool(self.added or self.changed or self.created)


def nothing(*, by: Actor, at: datetime, source: Mapping[str, object], progress: Progress | None) -> None:
    """Puts a draft that changes nothing."""


def units(parsed: Parsed, *, as_of: date) -> Draft:
    plan = intake.plan_units(parsed.rows, as_of=as_of)  # type: ignore[arg-type] # rows of this kind

    def put(*, by: Actor, at: datetime, source: Mapping[str, object], progress: Progress | None) -> None:
        intake.put_units(plan, by=by, at=at, source=source)
        if progress:
            progress(len(plan.added), len(plan.added))

    return _of_plan(plan, put)


def members(parsed: Parsed, *, as_of: date) -> Draft:
    plan = intake.plan_members(parsed.rows, as_of=as_of)  # type: ignore[arg-type] # rows of this kind

    def put(*, by: Actor, at: datetime, source: Mapping[str, object], progress: Progress | None) -> None:
        intake.put_members(plan, by=by, at=at, source=dict(source), progress=progress)

    # who gives posts at other units needs the right there too
    at = places.paths_of({post.unit_id for post in plan.posts.start})
    scope = common_path([plan.scope, *at]) if plan.scope and at else plan.scope
    return replace(_of_plan(plan, put), scopes=(scope,))


def _of_plan(plan: intake.Plan, put: Put) -> Draft:
    return Draft(
        put=put,
        added=plan.added,
        changed=plan.changed,
        unchanged=plan.unchanged,
        absent=plan.absent,
        findings=plan.findings,
        scopes=(plan.scope,),
    )
