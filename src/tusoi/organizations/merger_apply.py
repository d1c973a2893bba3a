"""Does what a preview says: all of it or nothing, once.

Paths are rewritten by the database, one statement per moved unit, for units and for people alike. Units are held
before anything is read, whole subtrees included, so that nobody adds a unit or a member meanwhile.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, Substr

from tusoi.audit.actions import book
from tusoi.bulk import chunks
from tusoi.organizations.locks import hold
from tusoi.organizations.merger_preview import decision_refusals, preview
from tusoi.organizations.mergers import Merger, NewUnit, Preview, Receiver, Split, UnitMove
from tusoi.organizations.models import IN_FORCE, FormerPath, Membership, Person, Unit, UnitSuccession
from tusoi.organizations.paths import AUTHORITY_COLUMNS, path_end, seat_of
from tusoi.organizations.structure import authorities_of, end_what_belongs, place_unit, record
from tusoi.organizations.tallies import recount_at
from tusoi.rules.authority import Actor
from tusoi.rules.names import clean
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import SuccessionKind, UnitFamily
from tusoi.scoping import within

A_DAY = timedelta(days=1)
BATCH = 500


@dataclass(frozen=True)
class Applied:
    """The units that took over. ``repeated``: it had been done before, and nothing was done now."""

    receivers: tuple[Unit, ...]
    repeated: bool = False


def apply(plan: Merger | Split, *, digest: str, by: Actor, at: datetime) -> Applied:
    """Do what the preview with this digest showed.

    Refused: 403 without the right to decide at every end, 409 when the preview is no longer what would happen, 422
    with what stands against it. Doing it again changes nothing.
    """
    with book(by=by, at=at) as page:
        _lock(plan)
        if done := _done_before(plan):
            refuse_if(decision_refusals(by, {seat_of(unit.path) for unit in done}), kind="forbidden")
            return Applied(done, repeated=True)
        drawn = preview(plan, at=at)
        refuse_if(decision_refusals(by, drawn.seats), kind="forbidden")
        if drawn.digest != digest:
            raise Refused(Problem("preview-stale"), kind="conflict")
        refuse_if(drawn.problems, kind="invalid")
        receivers = _carry_out(drawn)
        step = "organizations.merge_units" if drawn.kind is SuccessionKind.MERGE else "organizations.split_unit"
        seat = seat_of(receivers[0].path)
        page.write(step, record(receivers[0]), path=seat, before=_before(drawn), after=_after(drawn, receivers))
    return Applied(receivers)


def _lock(plan: Merger | Split) -> None:
    """Hold every unit that takes part, all above them, and all below the old ones."""
    if isinstance(plan, Split):
        hold([], whole=[plan.unit])
    else:
        hold([plan.parent, *([plan.into] if isinstance(plan.into, int) else [])], whole=plan.units)


def _done_before(plan: Merger | Split) -> tuple[Unit, ...]:
    """The receivers, when this very decision has already been carried out on these units."""
    if isinstance(plan, Split):
        kind, old, parts = SuccessionKind.SPLIT, {plan.unit}, plan.parts
    else:
        kind, old = SuccessionKind.MERGE, {pk for pk in plan.units if pk != plan.into}
        parts = (plan.into,) if isinstance(plan.into, NewUnit) else ()
    rows = UnitSuccession.objects.filter(
        predecessor__in=old,
        kind=kind,
        on=plan.decision.on,
        document_no=clean(plan.decision.document_no),
    ).select_related("successor")
    found = list(rows.order_by("successor__path"))
    if {row.predecessor_id for row in found} != old or not found:
        return ()
    receivers = {row.successor_id: row.successor for row in found}
    if parts:
        same = {unit.code for unit in receivers.values()} == {clean(unit.code) for unit in parts}
    else:
        same = isinstance(plan, Merger) and set(receivers) == {plan.into}
    return tuple(receivers.values()) if same else ()


def _carry_out(drawn: Preview) -> tuple[Unit, ...]:
    on, closing = drawn.decision.on, [unit.id for unit in drawn.closing]
    end_what_belongs(closing, on - A_DAY)
    Unit.objects.filter(pk__in=closing).update(valid_to=on - A_DAY)  # before the new ones: a code may be taken over
    receivers = tuple(_receiver(receiver, on) for receiver in drawn.receivers)
    for move in drawn.moves:
        _move_unit(move, receivers[move.receiver], on)
    for group in drawn.members:
        _move_members(group.people, receivers[group.receiver], on)
    changed = Unit.objects.filter(Q(pk__in=drawn.predecessors) | Q(pk__in=[new.pk for new in receivers]))
    recount_at(changed.values_list("path", flat=True))
    former = dict(Unit.objects.filter(pk__in=drawn.predecessors).values_list("pk", "name"))
    UnitSuccession.objects.bulk_create(
        UnitSuccession(
            predecessor_id=old,
            successor=new,
            kind=drawn.kind,
            on=on,
            former_name=former[old],
            document_no=clean(drawn.decision.document_no),
            document_date=drawn.decision.document_date,
        )
        for old in drawn.predecessors
        for new in receivers
    )
    return receivers


def _receiver(receiver: Receiver, on: date) -> Unit:
    if receiver.id is not None:
        return Unit.objects.get(pk=receiver.id)
    parent = Unit.objects.get(path=seat_of(receiver.path))
    unit = place_unit(code=receiver.code, name=receiver.name, kind=receiver.kind, parent=parent, valid_from=on)
    if unit.path != receiver.path:
        raise Refused(Problem("preview-stale"), kind="conflict")
    return unit


def _move_unit(move: UnitMove, receiver: Unit, on: date) -> None:
    """Hang a unit with everything below it under the receiver. Units first: their rows are what others wait for."""
    FormerPath.objects.create(unit_id=move.id, path=move.old_path, until=on - A_DAY)
    whole = within("path", move.old_path)
    Unit.objects.filter(whole).update(**_authorities(move, receiver), path=_rewritten("path", move))
    Unit.objects.filter(pk=move.id).update(parent=receiver)
    Unit.objects.filter(pk=move.id, family=UnitFamily.AGENCY).update(party_unit=receiver)
    people = Person.objects.filter(within("home_path", move.old_path))
    people.update(home_path=_rewritten("home_path", move))


def _rewritten(column: str, move: UnitMove) -> Concat:
    return Concat(Value(move.new_path), Substr(F(column), len(move.old_path) + 1))


def _authorities(move: UnitMove, receiver: Unit) -> dict[str, Case]:
    """Authority inside the moved part moves along; the one above it is now the receiver's."""
    above = authorities_of(receiver).columns()
    end = path_end(move.old_path)
    return {
        column: Case(
            When(Q(**{f"{column}__gte": move.old_path, f"{column}__lt": end}), then=_rewritten(column, move)),
            default=Value(above[column]),
        )
        for column in AUTHORITY_COLUMNS
    }


def _move_members(people: tuple[int, ...], branch: Unit, on: date) -> None:
    for some in chunks(people, BATCH):
        Membership.objects.filter(IN_FORCE, person_id__in=some).update(valid_to=on - A_DAY)
        Membership.objects.bulk_create(Membership(person_id=pk, branch=branch, valid_from=on) for pk in some)
        Person.objects.filter(pk__in=some).update(branch=branch, home_path=branch.path)


def _before(drawn: Preview) -> dict[str, object]:
    return {"units": [{"code": unit.code, "name": unit.name, "path": unit.path} for unit in drawn.closing]}


def _after(drawn: Preview, receivers: tuple[Unit, ...]) -> dict[str, object]:
    return {
        "units": [{"code": unit.code, "name": unit.name, "path": unit.path} for unit in receivers],
        "moved": [{"code": move.code, "from": move.old_path, "to": move.new_path} for move in drawn.moves],
        "members": drawn.people,
        "ended": len(drawn.ended),
        "document_no": clean(drawn.decision.document_no),
        "document_date": drawn.decision.document_date,
        "on": drawn.decision.on,
        "digest": drawn.digest,
    }
