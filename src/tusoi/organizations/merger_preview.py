"""Draws what a merger or a split would do today. It reads, and refuses nothing: what stands against it is listed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Max
from django.db.models.functions import Length

from tusoi.organizations.checks import day_problems, document_problems, taken, text_problems, today
from tusoi.organizations.mergers import (
    Closing,
    Decision,
    Ended,
    MemberMove,
    Merger,
    NewUnit,
    Preview,
    Receiver,
    Split,
    UnitMove,
)
from tusoi.organizations.models import IN_FORCE, Charge, Collective, Membership, Person, Post, Unit
from tusoi.organizations.paths import BRANCHES, LONGEST, SEGMENT, child, last_segment, seat_of, stands_below, under
from tusoi.organizations.queries import counted, last_child_segments
from tusoi.organizations.rights import refusals
from tusoi.rules.authority import Actor
from tusoi.rules.names import clean
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Action, SuccessionKind, UnitKind
from tusoi.scoping import within

CODE_LENGTH, NAME_LENGTH = 40, 255


def decision_refusals(actor: Actor, seats: Iterable[str]) -> tuple[Problem, ...]:
    """Why the actor may not decide this: the right is needed at every end that changes (G13)."""
    return tuple(dict.fromkeys(problem for seat in seats for problem in refusals(actor, Action.DECIDE, seat)))


def preview(plan: Merger | Split, *, at: datetime) -> Preview:
    """What the plan would do today, with what stands against it in ``problems``."""
    drawn = _merger(plan) if isinstance(plan, Merger) else _split(plan)
    return replace(drawn, problems=(*drawn.problems, *_decision_problems(drawn, today(at))))


def _merger(plan: Merger) -> Preview:
    units = list(Unit.objects.filter(pk__in=plan.units).order_by("path"))
    closing = [unit for unit in units if unit.pk != plan.into]
    parent = Unit.objects.filter(pk=plan.parent).first()
    target = Unit.objects.filter(pk=plan.into).first() if isinstance(plan.into, int) else None
    found = _choice_problems(plan, closing, parent, target)
    if isinstance(plan.into, NewUnit):
        found += _new_problems((plan.into,), parent, closing)
    receivers = _new_receivers((plan.into,), parent) if isinstance(plan.into, NewUnit) else _existing(target)
    seats = {seat_of(unit.path) for unit in closing} | {seat_of(receiver.path) for receiver in receivers}
    if found or not receivers:
        return _empty(SuccessionKind.MERGE, plan.decision, closing, seats, found)
    children = {unit.pk: 0 for unit in _children_of(closing)}
    people = dict.fromkeys(_members_of(closing), 0)
    return _drawn(SuccessionKind.MERGE, plan.decision, closing, closing, receivers, children, people, seats)


def _split(plan: Split) -> Preview:
    unit = Unit.objects.select_related("parent").get(pk=plan.unit)
    closing, seats = ([] if plan.keep else [unit]), {seat_of(unit.path)}
    found = _open_problems([unit]) + _new_problems(plan.parts, unit.parent, closing)
    if unit.parent is None:
        found.append(Problem("unit-is-root", facts={"name": unit.name}))
    if len(plan.parts) + plan.keep < 2:
        found.append(Problem("split-needs-two", facts={"name": unit.name}))
    parts = range(len(plan.parts))
    own, members = {child.pk for child in _children_of([unit])}, set(_members_of([unit]))
    children = {pk: part for pk, part in plan.units if pk in own and part in parts}
    people = {pk: part for pk, part in plan.people if pk in members and part in parts}
    if not plan.keep and (left := (len(own) - len(children), len(members) - len(people))) != (0, 0):
        facts = {"name": unit.name, "units": left[0], "members": left[1]}
        found.append(Problem("split-unassigned", facts=facts))
    receivers = _new_receivers(plan.parts, unit.parent)
    if found or not receivers:
        return _empty(SuccessionKind.SPLIT, plan.decision, closing, seats, found)
    return _drawn(SuccessionKind.SPLIT, plan.decision, closing, [unit], receivers, children, people, seats)


def _empty(
    kind: SuccessionKind, decision: Decision, closing: list[Unit], seats: Iterable[str], found: list[Problem]
) -> Preview:
    """Nothing can be drawn: only why."""
    problems = tuple(found) or (Problem("unit-too-deep", facts={"deepest": LONGEST // SEGMENT}),)
    return Preview(kind, decision, _closings(closing), seats=tuple(sorted(set(seats))), problems=problems)


def _drawn(
    kind: SuccessionKind,
    decision: Decision,
    closing: list[Unit],
    predecessors: list[Unit],
    receivers: tuple[Receiver, ...],
    children: Mapping[int, int],
    people: Mapping[int, int],
    seats: Iterable[str],
) -> Preview:
    moves = _moves(children, receivers)
    members = _member_moves(people)
    drawn = Preview(
        kind,
        decision,
        closing=_closings(closing),
        receivers=receivers,
        moves=moves,
        members=members,
        ended=_ended(closing),
        predecessors=tuple(unit.pk for unit in predecessors),
        seats=tuple(sorted(set(seats))),
    )
    return replace(drawn, problems=tuple(_fit_problems(drawn, children) + _time_problems(drawn, people)))


# Parts of the drawing


def _closings(units: list[Unit]) -> tuple[Closing, ...]:
    return tuple(Closing(unit.pk, unit.code, unit.name, unit.path) for unit in units)


def _existing(unit: Unit | None) -> tuple[Receiver, ...]:
    if unit is None:
        return ()
    return (Receiver(unit.pk, unit.code, unit.name, UnitKind(unit.kind), unit.parent_id, unit.path),)


def _new_receivers(units: tuple[NewUnit, ...], parent: Unit | None) -> tuple[Receiver, ...]:
    if parent is None or len(parent.path) >= LONGEST:
        return ()
    last, found = last_child_segments([parent.path])[parent.path], []
    for unit in units:
        path = child(parent.path, last)
        last = last_segment(path)
        found.append(Receiver(None, clean(unit.code), clean(unit.name), unit.kind, parent.pk, path))
    return tuple(found)


def _children_of(units: list[Unit]) -> list[Unit]:
    return list(Unit.objects.filter(IN_FORCE, parent__in=units).order_by("path"))


def _members_of(units: list[Unit]) -> list[int]:
    return list(Person.objects.filter(branch__in=units).order_by("pk").values_list("pk", flat=True))


def _moves(children: Mapping[int, int], receivers: tuple[Receiver, ...]) -> tuple[UnitMove, ...]:
    rows = counted(Unit.objects.filter(pk__in=children)).order_by("path")
    last = last_child_segments([receiver.path for receiver in receivers])
    moves = []
    for pk, code, name, path, members in rows.values_list("pk", "code", "name", "path", "member_count"):
        receiver = children[pk]
        new_path = child(receivers[receiver].path, last[receivers[receiver].path])
        last[receivers[receiver].path] = last_segment(new_path)
        below = Unit.objects.filter(IN_FORCE, within("path", path)).exclude(pk=pk).count()
        moves.append(UnitMove(pk, code, name, receiver, path, new_path, below, members))
    return tuple(moves)


def _member_moves(people: Mapping[int, int]) -> tuple[MemberMove, ...]:
    groups: dict[tuple[int, str, int], list[int]] = {}
    rows = Person.objects.filter(pk__in=people).order_by("pk").values_list("pk", "branch_id", "branch__name")
    for pk, branch_id, branch in rows:
        groups.setdefault((branch_id, branch, people[pk]), []).append(pk)
    return tuple(MemberMove(*key, tuple(found)) for key, found in sorted(groups.items()))


def _ended(units: list[Unit]) -> tuple[Ended, ...]:
    ids = [unit.pk for unit in units]
    collectives = Collective.objects.filter(IN_FORCE, unit__in=ids).order_by("pk").values_list("pk", "name")
    posts = Post.objects.filter(IN_FORCE, unit__in=ids).order_by("pk")
    charges = Charge.objects.filter(IN_FORCE, unit__in=ids).order_by("pk")
    found = [Ended("collective", pk, name) for pk, name in collectives]
    held = posts.values_list("pk", "title", "person__full_name", "unit__name")
    found += [Ended("post", pk, f"{person}: {title}, {unit}") for pk, title, person, unit in held]
    borne = charges.values_list("pk", "person__full_name", "unit__name")
    return (*found, *(Ended("charge", pk, f"{person}: {unit}") for pk, person, unit in borne))


# What stands against it


def _open_problems(units: list[Unit]) -> list[Problem]:
    return [
        Problem("unit-closed", facts={"name": unit.name, "day": unit.valid_to})
        for unit in units
        if unit.valid_to is not None
    ]


def _choice_problems(plan: Merger, closing: list[Unit], parent: Unit | None, target: Unit | None) -> list[Problem]:
    found = _open_problems([*closing, *filter(None, (target,)), *filter(None, (parent,))])
    needed = 1 if isinstance(plan.into, int) else 2
    if parent is None or (target is None and isinstance(plan.into, int)):
        found.append(Problem("unit-missing", where="into"))
    if len(closing) < needed:
        found.append(Problem("merge-needs-more", facts={"needed": needed}, where="units"))
    for unit in closing:
        if unit.parent_id is None:
            found.append(Problem("unit-is-root", facts={"name": unit.name}, where="units"))
        if any(other is not unit and under(other.path, unit.path) for other in closing):
            found.append(Problem("merge-nested", facts={"name": unit.name}, where="units"))
        if any(place and under(place.path, unit.path) for place in (target, parent)):
            found.append(Problem("merge-into-itself", facts={"name": unit.name}, where="units"))
    return found


def _new_problems(units: tuple[NewUnit, ...], parent: Unit | None, closing: list[Unit]) -> list[Problem]:
    """Codes and names of new units; those of closing units become free."""
    found: list[Problem] = []
    gone = [unit.pk for unit in closing]
    others = Unit.objects.filter(IN_FORCE).exclude(pk__in=gone)
    names = list(others.filter(parent=parent).values_list("name", flat=True)) if parent else []
    codes = set(others.filter(code__in=[clean(unit.code) for unit in units]).values_list("code", flat=True))
    for unit in units:
        code, name = clean(unit.code), clean(unit.name)
        found += text_problems(code, longest=CODE_LENGTH, where="code")
        found += text_problems(name, longest=NAME_LENGTH, where="name")
        if code in codes:
            found.append(Problem("unit-code-taken", facts={"code": code}, where="code"))
        if parent and taken(name, names):
            found.append(Problem("unit-name-taken", facts={"name": name, "parent": parent.name}, where="name"))
        if parent and not stands_below(unit.kind, UnitKind(parent.kind)):
            facts = {"kind": unit.kind, "parent": parent.name, "parent_kind": UnitKind(parent.kind)}
            found.append(Problem("unit-kind-misplaced", facts=facts, where="kind"))
        codes.add(code)
        names.append(name)
    return found


def _fit_problems(drawn: Preview, children: Mapping[int, int]) -> list[Problem]:
    """Every receiver must be able to hold what it gets."""
    found: list[Problem] = []
    kinds = dict(Unit.objects.filter(pk__in=children).values_list("pk", "kind"))
    for move in drawn.moves:
        receiver = drawn.receivers[move.receiver]
        if not stands_below(UnitKind(kinds[move.id]), receiver.kind):
            facts = {"kind": UnitKind(kinds[move.id]), "parent": receiver.name, "parent_kind": receiver.kind}
            found.append(Problem("unit-kind-misplaced", facts=facts))
        deepest = Unit.objects.filter(within("path", move.old_path)).aggregate(most=Max(Length("path")))["most"]
        if deepest + len(move.new_path) - len(move.old_path) > LONGEST:
            found.append(Problem("unit-too-deep", facts={"deepest": LONGEST // SEGMENT}))
    for group in drawn.members:
        receiver = drawn.receivers[group.receiver]
        if receiver.kind not in BRANCHES:
            found.append(Problem("not-a-branch", facts={"name": receiver.name, "kind": receiver.kind}))
    return list(dict.fromkeys(found))


def _time_problems(drawn: Preview, people: Mapping[int, int]) -> list[Problem]:
    """Nothing that ends may begin on the first day of the new order or later; nobody leaves a post behind."""
    on, closing = drawn.decision.on, [unit.id for unit in drawn.closing]
    later = (
        Membership.objects.filter(IN_FORCE, person_id__in=people, valid_from__gte=on),
        *(
            model.objects.filter(IN_FORCE, unit_id__in=closing, valid_from__gte=on)
            for model in (Collective, Post, Charge)
        ),
        Unit.objects.filter(pk__in=closing, valid_from__gte=on),
    )
    count = sum(rows.count() for rows in later)
    found = [Problem("merge-too-early", facts={"on": on, "count": count}, where="on")] if count else []
    staying = set(drawn.predecessors) - set(closing)
    left = Post.objects.filter(IN_FORCE, unit_id__in=staying, person_id__in=people).values_list("title", flat=True)
    return [*found, *([Problem("posts-left-behind", facts={"titles": tuple(left)})] if left else [])]


def _decision_problems(drawn: Preview, now: date) -> list[Problem]:
    decision = drawn.decision
    found = [*document_problems(decision.document_no, decision.document_date, now=now)]
    return [*found, *day_problems(decision.on, now=now, where="on")]
