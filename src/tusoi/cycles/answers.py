"""How this room answers: what is to be opened, as the address says it, and what a list of entries is to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tusoi.cycles import actions, readiness
from tusoi.cycles.actions import Opening
from tusoi.cycles.forms import MANAGING, OpenForm, RosterForm
from tusoi.cycles.models import Cycle
from tusoi.cycles.readiness import Plan, Readiness
from tusoi.cycles.rights import not_entitled, opening_refusals, opens_anywhere
from tusoi.organizations import queries as organizations
from tusoi.organizations.models import Unit
from tusoi.organizations.paths import under
from tusoi.request import Request
from tusoi.rules import library
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import Action, ManagingLevel, Track
from tusoi.ui.problems import blame, say

PLAN_FIELDS = ("year", "pack_id", "scope", "reference_date")


def require_opener(actor: Actor) -> None:
    """Refuse (403) whoever may open no cycle at all, before he fills in a form."""
    if not opens_anywhere(actor):
        raise Refused(not_entitled(Action.CREATE, Action.DECIDE), kind="forbidden")


def open_form(
    actor: Actor, data: Mapping[str, Any] | None, *, now: datetime, said: Mapping[str, Any] | None = None
) -> OpenForm:
    """The form, filled in with what the address said or what is most likely wanted."""
    tops = organizations.tops(actor)
    top = organizations.unit_at(tops[0]) if tops else None
    year = now.year - 1 if now.month <= 6 else now.year
    initial = {"year": year, "scope": top.code if top else "", "pack_id": library.choose(now.date().replace(year=year))}
    initial |= {name: value for name, value in plan_query(said or {}).items() if value}
    return OpenForm(data, packs=library.available(), initial=initial)


def planned(actor: Actor, form: OpenForm, *, at: datetime) -> Plan | None:
    """What the form asks for; nothing when it has errors, which then stand on its fields. 403 for a foreign right."""
    if not form.is_valid():
        return None
    data = form.cleaned_data
    scope = organizations.unit_meant(actor, data["scope"])
    if scope is None:
        form.add_error("scope", say(Problem("cycle-scope-unknown", facts={"text": data["scope"]})).text)
        return None
    refuse_if(opening_refusals(actor, scope), kind="forbidden")
    try:
        return readiness.planned(**{**data, "scope": scope}, at=at)
    except Refused as refusal:
        blame(form, refusal)
        return None


def looked_at(plan: Plan, *, at: datetime) -> Readiness:
    return readiness.readiness(year=plan.year, pack_id=plan.pack_id, scope=plan.scope, reference_date=plan.on, at=at)


def tried(request: Request, plan: Plan, *, at: datetime) -> tuple[Opening | None, tuple[Problem, ...]]:
    """Open what was looked at; what stands against it is told on the page of the check."""
    try:
        opening = actions.open_cycle(
            year=plan.year,
            pack_id=plan.pack_id,
            scope=plan.scope,
            reference_date=plan.on,
            accept_warnings=request.POST.get("accept") == "yes",
            by=request.actor,
            at=at,
        )
    except Refused as refusal:
        if refusal.kind != "conflict":
            raise
        return None, refusal.problems
    return opening, ()


def plan_query(data: Mapping[str, Any]) -> dict[str, str]:
    """What the address says of a plan, and nothing else."""
    return {name: str(data.get(name, "")) for name in PLAN_FIELDS}


@dataclass(frozen=True)
class Asked:
    """What a list of entries shows: the form, what the queries take, the unit meant, what the address said."""

    form: RosterForm
    track: Track
    unit: Unit | None
    path: str
    filters: dict[str, Any] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    since: int = 0


def asked_of(request: Request, cycle: Cycle, *, reason: str = "") -> Asked:
    """Without a unit named, the actor's own part of the tree; ``reason`` is the one meant where none is asked for."""
    # a wrong or missing track means members, and the form says so
    asked = request.GET.dict()
    track = Track(asked["track"]) if asked.get("track") in set(Track) else Track.MEMBER
    actor, form = request.actor, RosterForm({"reason": reason, **asked, "track": track.value})
    said = form.asked()
    unit = organizations.unit_meant(actor, said["unit"]) if said["unit"] else None
    if said["unit"] and unit is None:
        form.add_error("unit", say(Problem("unit-unknown", facts={"text": said["unit"]})).text)
    path = unit.path if unit else own_part(actor, cycle)
    by_authority = said["axis"] == MANAGING
    since = number_of(request.GET.get("since", ""))
    filters = {
        "track": track,
        "path": "" if by_authority else path,
        "managing_path": (path or cycle.scope.path) if by_authority else None,
        "level": ManagingLevel(said["level"]) if said["level"] else None,
        "reason": said["reason"] or reason,
        "search": said["q"],
        "since": since,
    }
    query = {name: value for name, value in said.items() if value}
    return Asked(form, track, unit, path, filters, query, since)


def own_part(actor: Actor, cycle: Cycle) -> str:
    """The path of the actor's part of a cycle; "" for all of it, or where it has several."""
    tops = organizations.tops(actor)
    return tops[0] if len(tops) == 1 and under(tops[0], cycle.scope.path) else ""


def number_of(text: str) -> int:
    """A number of an address; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
