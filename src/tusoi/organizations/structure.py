"""Verbs on units, collectives and charges. Each is one transaction with its line in the book.

Whatever changes the list of a unit's children needs the right at the unit above; what belongs to the unit itself
(collectives, charges over it) needs it at the unit. Mergers and splits: ``mergers.py``.
"""

from datetime import date, datetime

from tusoi.audit.actions import book, start_chains
from tusoi.organizations.checks import (
    day_problems,
    document_problems,
    order_problems,
    taken,
    text_problems,
    today,
    unless_taken,
)
from tusoi.organizations.models import IN_FORCE, Charge, Collective, Person, Post, Unit, UnitSuccession
from tusoi.organizations.paths import (
    BRANCHES,
    LEVEL_OF_KIND,
    AuthorityPaths,
    authority_paths,
    child,
    seat_of,
    stands_below,
)
from tusoi.organizations.queries import children, last_child_segments
from tusoi.organizations.rights import own_case, require
from tusoi.rules.authority import Actor
from tusoi.rules.names import clean, search_key, text_key
from tusoi.rules.problems import Problem, refuse_if
from tusoi.rules.terms import Action, CollectiveKind, SuccessionKind, UnitFamily, UnitKind, UnitLevel, label
from tusoi.scoping import within

NAME_LENGTH, CODE_LENGTH = 255, 40
# where each kind of collective belongs
COMMITTEES = (CollectiveKind.COMMITTEE, CollectiveKind.STANDING_COMMITTEE, CollectiveKind.CAUCUS)
OF_BRANCH = (CollectiveKind.BRANCH, CollectiveKind.BRANCH_COMMITTEE)


def collective_kinds(unit: Unit) -> tuple[CollectiveKind, ...]:
    """Kinds of collectives a unit may have: an agency its leadership, a branch its own, a party committee the rest."""
    if unit.family == UnitFamily.AGENCY:
        return (CollectiveKind.LEADERSHIP, CollectiveKind.CAUCUS)
    return OF_BRANCH if UnitKind(unit.kind) in BRANCHES else COMMITTEES


def create_unit(
    *,
    code: str,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    valid_from: date | None = None,
    by: Actor,
    at: datetime,
) -> Unit:
    """A new unit below ``parent``; without one the root of an empty tree. An agency belongs to its parent."""
    require(by, Action.CREATE, parent.path if parent else "")
    with book(by=by, at=at) as page:
        above = Unit.objects.select_for_update().get(pk=parent.pk) if parent else None
        refuse_if(open_problems(above) if above else ())
        refuse_if(_new_unit_problems(clean(code), name, kind, above, valid_from, today(at)), kind="invalid")
        with unless_taken(Problem("unit-code-taken", facts={"code": clean(code)}, where="code")):
            unit = place_unit(code=code, name=name, kind=kind, parent=above, valid_from=valid_from)
        after = {"code": unit.code, "name": unit.name, "kind": unit.kind, "parent": above.code if above else ""}
        page.write("organizations.create_unit", record(unit), path=unit.path, after=after)
    return unit


def place_unit(*, code: str, name: str, kind: UnitKind, parent: Unit | None, valid_from: date | None) -> Unit:
    """Store a unit on the next free place below its parent, inside the caller's transaction."""
    name, path = clean(name), _next_path(parent)
    family = UnitFamily.AGENCY if kind is UnitKind.AGENCY else UnitFamily.PARTY
    level = LEVEL_OF_KIND[kind] if kind is not UnitKind.AGENCY else UnitLevel(parent.level)  # type: ignore[union-attr]
    parents = authorities_of(parent) if parent else AuthorityPaths()
    authorities = authority_paths(path=path, level=level, family=family, parents=parents)
    if level is UnitLevel.DISTRICT and family is UnitFamily.PARTY:
        start_chains([path])
    return Unit.objects.create(
        code=clean(code),
        name=name,
        sort_key=text_key(name),
        search_key=search_key(name),
        family=family,
        kind=kind,
        level=level,
        parent=parent,
        party_unit=parent if family is UnitFamily.AGENCY else None,
        path=path,
        valid_from=valid_from,
        **authorities.columns(),
    )


def authorities_of(unit: Unit) -> AuthorityPaths:
    return AuthorityPaths(unit.central_path, unit.province_path, unit.district_path, unit.grassroots_path)


def record(unit: Unit) -> str:
    """Key of a unit in the book."""
    return f"organizations.unit:{unit.pk}"


def _next_path(parent: Unit | None) -> str:
    above = parent.path if parent else ""
    return child(above, last_child_segments([above])[above])


def open_problems(unit: Unit) -> tuple[Problem, ...]:
    if unit.valid_to is None:
        return ()
    return (Problem("unit-closed", facts={"name": unit.name, "day": unit.valid_to}),)


def _new_unit_problems(
    code: str, name: str, kind: UnitKind, parent: Unit | None, valid_from: date | None, now: date
) -> list[Problem]:
    found = [*text_problems(code, longest=CODE_LENGTH, where="code")]
    if Unit.objects.filter(IN_FORCE, code=code).exists():
        found.append(Problem("unit-code-taken", facts={"code": code}, where="code"))
    found += _name_problems(name, parent)
    if parent is None and (kind is UnitKind.AGENCY or Unit.objects.filter(IN_FORCE, parent__isnull=True).exists()):
        found.append(Problem("unit-second-root", where="parent"))
    if parent is not None and not stands_below(kind, UnitKind(parent.kind)):
        facts = {"kind": kind, "parent": parent.name, "parent_kind": UnitKind(parent.kind)}
        found.append(Problem("unit-kind-misplaced", facts=facts, where="kind"))
    found += day_problems(valid_from, now=now, where="valid_from")
    found += order_problems(parent.valid_from if parent else None, valid_from, where="valid_from")
    return found


def _name_problems(name: str, parent: Unit | None, but: Unit | None = None) -> list[Problem]:
    found = [*text_problems(name, longest=NAME_LENGTH, where="name")]
    if parent is not None:
        others = children(parent).exclude(pk=but.pk) if but else children(parent)
        if taken(name, others.values_list("name", flat=True)):
            found.append(Problem("unit-name-taken", facts={"name": clean(name), "parent": parent.name}, where="name"))
    return found


def rename_unit(
    *, unit: Unit, name: str, on: date, document_no: str, document_date: date, by: Actor, at: datetime
) -> None:
    """A new name by decision: the old one stays on record with its document. Closed years keep their names anyway."""
    require(by, Action.CREATE, seat_of(unit.path))
    with book(by=by, at=at) as page:
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        refuse_if(open_problems(unit))
        found = [*_name_problems(name, unit.parent, unit), *day_problems(on, now=today(at), where="on")]
        found += document_problems(document_no, document_date, now=today(at))
        found += order_problems(unit.valid_from, on, where="on")
        if clean(name) == unit.name:
            found.append(Problem("unit-name-same", facts={"name": unit.name}, where="name"))
        refuse_if(found, kind="invalid")
        UnitSuccession.objects.create(
            predecessor=unit,
            successor=unit,
            kind=SuccessionKind.RENAME,
            on=on,
            former_name=unit.name,
            document_no=clean(document_no),
            document_date=document_date,
        )
        before = {"name": unit.name}
        _store_name(unit, name)
        after = {"name": unit.name, "document_no": clean(document_no), "document_date": document_date, "on": on}
        page.write("organizations.rename_unit", record(unit), path=unit.path, before=before, after=after)


def correct_unit(*, unit: Unit, name: str, code: str, by: Actor, at: datetime) -> None:
    """Mend a slip in name or code: no decision stands behind it; the book keeps what it was."""
    require(by, Action.CREATE, seat_of(unit.path))
    with book(by=by, at=at) as page:
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        refuse_if(open_problems(unit))
        before, code = {"name": unit.name, "code": unit.code}, clean(code)
        found = [*_name_problems(name, unit.parent, unit), *text_problems(code, longest=CODE_LENGTH, where="code")]
        if Unit.objects.filter(IN_FORCE, code=code).exclude(pk=unit.pk).exists():
            found.append(Problem("unit-code-taken", facts={"code": code}, where="code"))
        refuse_if(found, kind="invalid")
        unit.code = code
        with unless_taken(Problem("unit-code-taken", facts={"code": code}, where="code")):
            _store_name(unit, name)
        after = {"name": unit.name, "code": unit.code}
        if after != before:
            page.write("organizations.correct_unit", record(unit), path=unit.path, before=before, after=after)


def _store_name(unit: Unit, name: str) -> None:
    unit.name = clean(name)
    unit.sort_key, unit.search_key = text_key(unit.name), search_key(unit.name)
    unit.save(update_fields=["name", "code", "sort_key", "search_key"])


def close_unit(*, unit: Unit, on: date, document_no: str, document_date: date, by: Actor, at: datetime) -> None:
    """End a unit without successor on its last day ``on``; it must be empty. Its posts and collectives end with it."""
    require(by, Action.CREATE, seat_of(unit.path))
    with book(by=by, at=at) as page:
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        refuse_if([*open_problems(unit), *used_problems(unit, *used_by(unit))])
        found = [*day_problems(on, now=today(at), where="on"), *order_problems(unit.valid_from, on, where="on")]
        found += document_problems(document_no, document_date, now=today(at))
        refuse_if(found, kind="invalid")
        ended = end_what_belongs([unit.pk], on)
        Unit.objects.filter(pk=unit.pk).update(valid_to=on)
        after = {"valid_to": on, "document_no": clean(document_no), "document_date": document_date} | ended
        page.write("organizations.close_unit", record(unit), path=unit.path, before={"valid_to": None}, after=after)


def used_by(unit: Unit) -> tuple[int, int]:
    """Units in force directly below a unit, and members at or below it."""
    return children(unit).count(), Person.objects.filter(within("home_path", unit.path)).count()


def used_problems(unit: Unit, units: int, members: int) -> tuple[Problem, ...]:
    """What keeps a unit from being closed: units in force below it, members, or being the root."""
    found = [Problem("unit-has-units", facts={"name": unit.name, "count": units})] if units else []
    if members:
        found.append(Problem("unit-has-members", facts={"name": unit.name, "count": members}))
    if unit.parent_id is None:
        found.append(Problem("unit-is-root", facts={"name": unit.name}))
    return tuple(found)


def end_what_belongs(units: list[int], on: date) -> dict[str, int]:
    """End collectives, posts and charges of closing units on ``on``; how many of each. Set-based."""
    running = {
        "collectives": Collective.objects.filter(IN_FORCE, unit_id__in=units),
        "posts": Post.objects.filter(IN_FORCE, unit_id__in=units),
        "charges": Charge.objects.filter(IN_FORCE, unit_id__in=units),
    }
    return {name: rows.update(valid_to=on) for name, rows in running.items()}


def create_collective(
    *, unit: Unit, kind: CollectiveKind, name: str = "", valid_from: date | None = None, by: Actor, at: datetime
) -> Collective:
    """A collective of a unit; without a name it is called after its kind and the unit."""
    require(by, Action.CREATE, unit.path)
    name = clean(name) or f"{label(kind)} {unit.name}"
    with book(by=by, at=at) as page:
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        refuse_if(open_problems(unit))
        found = [*_collective_problems(unit, kind, name), *day_problems(valid_from, now=today(at), where="valid_from")]
        found += order_problems(unit.valid_from, valid_from, where="valid_from")
        refuse_if(found, kind="invalid")
        collective = Collective.objects.create(
            unit=unit,
            kind=kind,
            name=name,
            sort_key=text_key(name),
            search_key=search_key(name),
            valid_from=valid_from,
        )
        after = {"collective": collective.pk, "kind": kind, "name": name}
        page.write("organizations.create_collective", record(unit), path=unit.path, after=after)
    return collective


def _collective_problems(unit: Unit, kind: CollectiveKind, name: str) -> list[Problem]:
    found = [*text_problems(name, longest=NAME_LENGTH, where="name")]
    if kind not in collective_kinds(unit):
        facts = {"kind": kind, "unit": unit.name, "unit_kind": UnitKind(unit.kind)}
        found.append(Problem("collective-kind-misplaced", facts=facts, where="kind"))
    others = list(Collective.objects.filter(IN_FORCE, unit=unit, kind=kind).values_list("name", flat=True))
    if kind is CollectiveKind.LEADERSHIP:
        others = [other for other in others if search_key(other) == search_key(name)]
    if others:
        facts = {"kind": kind, "unit": unit.name, "name": others[0]}
        found.append(Problem("collective-exists", facts=facts, where="kind"))
    return found


def close_collective(*, collective: Collective, on: date, by: Actor, at: datetime) -> None:
    """End a collective on its last day. What it did in past cycles stays."""
    unit = collective.unit
    require(by, Action.CREATE, unit.path)
    with book(by=by, at=at) as page:
        found = [*day_problems(on, now=today(at), where="on")]
        found += order_problems(collective.valid_from, on, where="on")
        refuse_if(found, kind="invalid")
        closed = Collective.objects.filter(IN_FORCE, pk=collective.pk).update(valid_to=on)
        refuse_if(() if closed else (Problem("already-ended", facts={"name": collective.name}),))
        after = {"collective": collective.pk, "name": collective.name, "valid_to": on}
        page.write("organizations.close_collective", record(unit), path=unit.path, after=after)


def set_charge(
    *,
    person: Person,
    unit: Unit | None = None,
    field: str = "",
    document_no: str = "",
    valid_from: date | None = None,
    by: Actor,
    at: datetime,
) -> Charge:
    """Put a person in charge of a unit, of a field, or of a field within a unit."""
    path = unit.path if unit else person.home_path
    require(by, Action.CREATE, path)
    refuse_if(own_case(by, person), kind="forbidden")
    with book(by=by, at=at) as page:
        unit = Unit.objects.select_for_update().get(pk=unit.pk) if unit else None
        person = Person.objects.select_for_update().get(pk=person.pk)  # units before people, as everywhere
        refuse_if(open_problems(unit) if unit else ())
        field = clean(field)
        found = [*day_problems(valid_from, now=today(at), where="valid_from")]
        if unit is None and not field:
            found.append(Problem("charge-of-nothing", where="unit"))
        if Charge.objects.filter(IN_FORCE, person=person, unit=unit, field=field).exists():
            found.append(Problem("charge-exists", facts={"person": person.full_name}, where="unit"))
        refuse_if(found, kind="invalid")
        charge = Charge.objects.create(
            person=person, unit=unit, field=field, document_no=clean(document_no), valid_from=valid_from
        )
        after = {"person": person.pk, "name": person.full_name, "unit": unit.code if unit else "", "field": field}
        page.write("organizations.set_charge", f"organizations.person:{person.pk}", path=path, after=after)
    return charge


def end_charge(*, charge: Charge, on: date, by: Actor, at: datetime) -> None:
    """End a charge on its last day."""
    path = charge.unit.path if charge.unit else charge.person.home_path
    require(by, Action.CREATE, path)
    refuse_if(own_case(by, charge.person), kind="forbidden")
    with book(by=by, at=at) as page:
        found = [*day_problems(on, now=today(at), where="on")]
        refuse_if([*found, *order_problems(charge.valid_from, on, where="on")], kind="invalid")
        ended = Charge.objects.filter(IN_FORCE, pk=charge.pk).update(valid_to=on)
        refuse_if(() if ended else (Problem("already-ended", facts={"name": charge.person.full_name}),))
        record_key = f"organizations.person:{charge.person_id}"
        page.write("organizations.end_charge", record_key, path=path, after={"charge": charge.pk, "valid_to": on})
