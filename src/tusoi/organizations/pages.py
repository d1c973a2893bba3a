"""Frozen values for the templates of this room, with each button's state and its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.audit import queries as audit
from tusoi.organizations import actions, cards, queries, structure
from tusoi.organizations.models import Person, Unit
from tusoi.organizations.paths import BRANCHES, seat_of
from tusoi.organizations.rights import allows, reads_trail, refusals
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Action, ManagingLevel, PersonStatusKind, SuccessionKind, UnitFamily, UnitKind, label
from tusoi.ui.buttons import Button, link
from tusoi.ui.formats import NOTHING, number_text
from tusoi.ui.page import Crumb

Row = cards.Row


@dataclass(frozen=True)
class Branch:
    """One unit of the tree page; ``rows`` are the units below it when it is opened."""

    row: Row
    opened: bool = False
    rows: tuple["Branch", ...] = ()

    @property
    def size(self) -> str:
        """As in: 22 tổ chức · 52.055 đảng viên."""
        units, members = self.row["unit_count"], self.row["member_count"]
        parts = [ngettext("{n} tổ chức", "{n} tổ chức", units).format(n=number_text(units))]
        people = ngettext("{n} đảng viên", "{n} đảng viên", members).format(n=number_text(members))
        return " · ".join([*(parts if units else []), people])


def tree(actor: Actor, opened: Iterable[int]) -> tuple[Branch, ...]:
    """The actor's part of the tree with some units opened."""
    wanted = set(opened)
    rows = queries.tree(actor, wanted)
    shown = {row["id"] for row in rows}
    below: dict[int, list[Row]] = {}
    for row in rows:
        below.setdefault(row["parent_id"], []).append(row)

    def grow(row: Row) -> Branch:
        is_open = row["id"] in wanted
        return Branch(row, is_open, tuple(map(grow, below.get(row["id"], []))) if is_open else ())

    return tuple(grow(row) for row in rows if row["parent_id"] not in wanted or row["parent_id"] not in shown)


def branch(actor: Actor, unit: Unit, *, opened: bool) -> Branch:
    """One unit of the tree, with the units below it when it is opened."""
    first, *below = queries.branch(actor, unit)
    return Branch(first, opened, tuple(map(Branch, below)) if opened else ())


def trail_of(actor: Actor, path: str, *more: Unit) -> tuple[Crumb, ...]:
    """Names of the units above a path, as links where the actor may open them, then ``more``."""
    home = Crumb(_("Tổ chức, đảng viên"), reverse("organizations:tree"))
    above = (
        Crumb(step.name, reverse("organizations:unit", args=[step.id]) if step.readable else "")
        for step in queries.breadcrumb(actor, path)
    )
    return (home, *above, *(Crumb(unit.name, reverse("organizations:unit", args=[unit.pk])) for unit in more))


@dataclass(frozen=True)
class UnitPage:
    """Everything the page of a unit shows but its list of units below."""

    unit: Unit
    unit_count: int
    member_count: int
    collectives: list[Row]
    posts: list[Row]
    charges: list[Row]
    agencies: list[Row]
    history: list[Row]
    trail: list[Row] | None
    acts: tuple[Button, ...]
    why: tuple[Problem, ...]
    keeps: bool

    @property
    def is_branch(self) -> bool:
        return UnitKind(self.unit.kind) in BRANCHES

    @property
    def successors(self) -> list[Row]:
        return [row for row in self.history if row["predecessor_id"] == self.unit.pk != row["successor_id"]]


def unit_page(actor: Actor, unit: Unit) -> UnitPage:
    unit_count, member_count = cards.counts(unit)
    acts = _unit_acts(actor, unit, unit_count, member_count)
    return UnitPage(
        unit=unit,
        unit_count=unit_count,
        member_count=member_count,
        collectives=cards.collectives(unit),
        posts=cards.posts_at(unit),
        charges=cards.charges_over(unit),
        agencies=cards.agencies(unit),
        history=cards.succession(unit),
        trail=audit.trail(structure.record(unit)) if reads_trail(actor, unit.path) else None,
        acts=acts,
        why=refusals(actor, Action.CREATE, unit.path) if not acts and allows(actor, Action.READ, unit.path) else (),
        keeps=unit.valid_to is None and allows(actor, Action.CREATE, unit.path),
    )


def _unit_acts(actor: Actor, unit: Unit, unit_count: int, member_count: int) -> tuple[Button, ...]:
    """What the actor may do with a unit in force; what its state forbids is greyed with the reason."""
    if unit.valid_to is not None:
        return ()
    here, above = allows(actor, Action.CREATE, unit.path), allows(actor, Action.CREATE, seat_of(unit.path))
    decides_here, decides_above = (
        allows(actor, Action.DECIDE, unit.path),
        allows(actor, Action.DECIDE, seat_of(unit.path)),
    )
    may_hold_units = unit.family == UnitFamily.PARTY
    is_branch = UnitKind(unit.kind) in BRANCHES
    used = structure.used_problems(unit, unit_count, member_count)
    acts = [
        (here and may_hold_units, _("Thêm tổ chức trực thuộc"), "unit-new", ()),
        (here and is_branch, _("Thêm đảng viên"), "person-new", ()),
        (here, _("Thêm tập thể"), "collective-new", ()),
        ((here or decides_here) and unit_count > 0, _("Sáp nhập tổ chức trực thuộc"), "merge", ()),
        ((above or decides_above) and unit.parent_id is not None, _("Chia, tách"), "split", ()),
        (above, _("Đổi tên theo quyết định"), "unit-rename", ()),
        (above, _("Sửa mã, tên"), "unit-correct", ()),
        (above and unit.parent_id is not None, _("Kết thúc hoạt động"), "unit-close", used),
    ]
    return tuple(
        link(words, reverse(f"organizations:{name}", args=[unit.pk]), problems)
        for shown, words, name, problems in acts
        if shown
    )


@dataclass(frozen=True)
class PersonPage:
    """Everything the page of a person shows. ``readings`` are None for others than the person himself."""

    person: Person
    posts: list[Row]
    memberships: list[Row]
    statuses: list[Row]
    charges: list[Row]
    readings: list[Row] | None
    trail: list[Row] | None
    acts: tuple[Button, ...]
    why: tuple[Problem, ...]


def person_page(actor: Actor, person: Person, *, now: datetime) -> PersonPage:
    own, home = actor.person_id == person.pk, person.home_path
    posts, statuses, charges = cards.posts_of(person), cards.statuses(person), cards.charges_of(person)
    keeps = allows(actor, Action.CREATE, home)
    return PersonPage(
        person=person,
        posts=[_post_row(row) | _endable(actor, row, row["unit__path"], own=own) for row in posts],
        memberships=cards.memberships(person),
        statuses=[_status_row(row) | _endable(actor, row, home, own=own) for row in statuses],
        charges=[row | _endable(actor, row, row["unit__path"] or home, own=own) for row in charges],
        readings=cards.readings(person, now=now) if own else None,
        trail=audit.trail(actions.record(person)) if own or reads_trail(actor, home) else None,
        acts=_person_acts(person) if keeps and not own else (),
        why=actions.person_refusals(actor, person) if allows(actor, Action.READ, home) else (),
    )


def _endable(actor: Actor, row: Row, path: str, *, own: bool) -> Row:
    return {"may_end": row["valid_to"] is None and not own and allows(actor, Action.CREATE, path)}


def _post_row(row: Row) -> Row:
    level = row["managing_level"]
    return {**row, "level_words": _(label(ManagingLevel(level))) if level else NOTHING}


def _status_row(row: Row) -> Row:
    return {**row, "words": _(label(PersonStatusKind(row["kind"])))}


def _person_acts(person: Person) -> tuple[Button, ...]:
    acts = {
        "post-new": _("Ghi nhận chức vụ"),
        "move": _("Chuyển sinh hoạt"),
        "status-new": _("Ghi nhận tình trạng"),
        "charge-new": _("Giao phụ trách"),
        "person-correct": _("Sửa thông tin"),
    }
    return tuple(link(words, reverse(f"organizations:{name}", args=[person.pk])) for name, words in acts.items())


def succession_words(row: Row, unit: Unit) -> str:
    """One line of a unit's history, with the other unit in brackets as the link."""
    if row["kind"] == SuccessionKind.RENAME:
        return _("Đổi tên; trước đó là {name}.").format(name=row["former_name"])
    if row["predecessor_id"] == unit.pk:
        return _("Chuyển sang [{name}].").format(name=row["successor__name"])
    return _("Tiếp nhận từ [{name}].").format(name=row["former_name"])


def with_titles(rows: Iterable[Row]) -> list[Row]:
    """People of one page of a list with the posts they hold: one query for all."""
    found = list(rows)
    titles = cards.posts_of_many([row["id"] for row in found])
    return [{**row, "titles": titles.get(row["id"], [])} for row in found]
