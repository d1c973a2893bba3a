"""A list of units against the tree: new ones get the next free place below their parent, names are corrected.

The parent comes from its column, never from the code. A unit of the tree whose parent or kind differs in the list is
refused here: that is a decision with a document, taken on the page of mergers and splits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from tusoi.audit.actions import book, start_chains
from tusoi.bulk import insert_rows, learn, update_rows
from tusoi.organizations.intake_plan import Added, Changed, Findings, Plan, common_path
from tusoi.organizations.models import IN_FORCE, Unit
from tusoi.organizations.paths import LEVEL_OF_KIND, AuthorityPaths, authority_paths, child, last_segment, stands_below
from tusoi.organizations.queries import last_child_segments
from tusoi.rules.authority import Actor
from tusoi.rules.names import canonical, search_key, text_key
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import UnitFamily, UnitKind, UnitLevel, label

INSERTED = (
    "code", "name", "sort_key", "search_key", "family", "kind", "level", "parent", "party_unit", "path",
    "central_path", "province_path", "district_path", "grassroots_path", "valid_from",
)  # fmt: skip


class Row(Protocol):
    """A row of the list, as ``exchange.reading.rows.UnitRow``."""

    code: str
    name: str
    kind: UnitKind
    parent: str
    row: int


class Known(NamedTuple):
    """A unit of the tree, as a list may refer to it."""

    id: int
    code: str
    name: str
    kind: UnitKind
    family: str
    path: str
    parent_code: str
    valid_from: date | None
    authorities: AuthorityPaths


@dataclass(frozen=True)
class UnitPlan(Plan):
    """``rows``: those to add, parents before children; ``names``: id and new name of those to correct."""

    rows: tuple[Row, ...] = ()
    names: tuple[tuple[int, str], ...] = ()


def plan_units(rows: Sequence[Row], *, as_of: date | None = None) -> UnitPlan:
    """What the list would change. ``as_of``: the day the list stands at; founding days it does not know."""
    known = _known()
    findings = Findings()
    in_file = {row.code: row for row in rows}
    new = [row for row in rows if row.code not in known]
    changed, same = _compare([row for row in rows if row.code in known], known, as_of, findings)
    ordered = _parents_first(new, known, findings)
    _check(ordered, in_file, known, findings)
    kept = tuple(row for row in ordered if row.row not in findings.failed)
    scope = _scope(kept, changed, rows, known)
    return UnitPlan(
        added=tuple(Added(row.code, row.name, row.row) for row in kept),
        changed=changed,
        unchanged=same,
        absent=tuple(
            (unit.code, unit.name)
            for unit in known.values()
            if unit.code not in in_file and unit.family == UnitFamily.PARTY and unit.path.startswith(scope)
        ),
        findings=tuple(findings.found),
        scope=scope,
        rows=kept,
        names=tuple((known[change.key].id, change.what[0][2]) for change in changed),
    )


def put_units(plan: UnitPlan, *, by: Actor, at: datetime, source: Mapping[str, object]) -> None:
    """Put the plan into effect, in one transaction with one line in the book. The caller has asked for the right."""
    with book(by=by, at=at) as page:
        known = _known()
        if {row.code for row in plan.rows} & known.keys():
            raise Refused(Problem("list-outdated"), kind="conflict")
        _insert(plan.rows, known)
        update_rows(
            Unit,
            ("name", "sort_key", "search_key"),
            [(name, text_key(name), search_key(name), pk) for pk, name in plan.names],
        )
        if plan.added or plan.changed:
            learn(Unit)
            after = {**source, **plan.summary(), "codes": [added.key for added in plan.added]}
            page.write("organizations.import_units", str(source["record"]), path=plan.scope, after=after)


def _known() -> dict[str, Known]:
    rows = Unit.objects.filter(IN_FORCE).values_list(
        "id", "code", "name", "kind", "family", "path", "parent__code", "valid_from",
        "central_path", "province_path", "district_path", "grassroots_path",
    )  # fmt: skip
    return {
        code: Known(pk, code, name, UnitKind(kind), family, path, parent or "", since, AuthorityPaths(*authorities))
        for pk, code, name, kind, family, path, parent, since, *authorities in rows
    }


def _compare(
    rows: Sequence[Row], known: Mapping[str, Known], as_of: date | None, findings: Findings
) -> tuple[tuple[Changed, ...], int]:
    """Names are corrected; another parent or kind is an error. Spelling that differs in tone placement only is kept."""
    changed: list[Changed] = []
    for row in rows:
        unit = known[row.code]
        if unit.parent_code != row.parent:
            findings.error("unit-parent-differs", row.row, "parent", name=unit.name, here=unit.parent_code or "–")
        if unit.kind is not row.kind:
            findings.error("unit-kind-differs", row.row, "kind", name=unit.name, here=label(unit.kind))
        if as_of and unit.valid_from and unit.valid_from > as_of:
            findings.warn("list-before-unit", row.row, "code", name=unit.name, since=unit.valid_from)
        if canonical(unit.name) != canonical(row.name):
            changed.append(Changed(row.code, row.name, row.row, (("name", unit.name, row.name),)))
    return tuple(changed), len(rows) - len(changed)


def _parents_first(rows: Sequence[Row], known: Mapping[str, Known], findings: Findings) -> list[Row]:
    """The rows in the order of the file, but no child before its parent; unknown parents are errors."""
    waiting: dict[str, list[Row]] = {}
    new = {row.code for row in rows}
    ordered: list[Row] = []
    ready: list[Row] = []
    for row in rows:
        if not row.parent or row.parent in known:
            ready.append(row)
        elif row.parent in new:
            waiting.setdefault(row.parent, []).append(row)
        else:
            findings.error("parent-unknown", row.row, "parent", parent=row.parent)
    while ready:
        ordered += ready
        ready = [below for row in ready for below in waiting.pop(row.code, ())]
    for rest in waiting.values():  # below a row that is an error itself
        for row in rest:
            findings.error("parent-left-out", row.row, "parent", parent=row.parent)
    return ordered


def _check(rows: Sequence[Row], in_file: Mapping[str, Row], known: Mapping[str, Known], findings: Findings) -> None:
    has_root = any(not unit.parent_code for unit in known.values())
    for row in rows:
        if not row.parent:
            if has_root:
                findings.error("root-exists", row.row, "parent")
            if row.kind is UnitKind.AGENCY:
                findings.error("agency-needs-parent", row.row, "parent")
            continue
        parent_kind = known[row.parent].kind if row.parent in known else in_file[row.parent].kind
        if not stands_below(row.kind, parent_kind):
            findings.error("unit-kind-below", row.row, "kind", kind=label(row.kind), parent=label(parent_kind))


def _scope(added: Sequence[Row], changed: Sequence[Changed], rows: Sequence[Row], known: Mapping[str, Known]) -> str:
    """Where the right to import is asked: above all the list touches; its own place when it changes nothing."""
    if any(not row.parent for row in added):
        return ""
    touched = [known[row.parent].path for row in added if row.parent in known]
    touched += [known[change.key].path for change in changed]
    return common_path(touched or [known[row.code].path for row in rows if row.code in known])


def _insert(rows: Sequence[Row], known: Mapping[str, Known]) -> None:
    """Storey by storey, because a child's row needs its parent's id."""
    placed = dict(known)
    last = last_child_segments({known[row.parent].path for row in rows if row.parent in known} | {""})
    storey = [row for row in rows if not row.parent or row.parent in known]
    left = {row.code for row in rows} - {row.code for row in storey}
    while storey:
        values = [_values(row, placed, last) for row in storey]
        insert_rows(Unit, INSERTED, values)
        start_chains([str(row[9]) for row in values if row[6] == UnitLevel.DISTRICT and row[4] == UnitFamily.PARTY])
        codes = {row.code for row in storey}
        placed.update((code, unit) for code, unit in _known().items() if code in codes)
        storey = [row for row in rows if row.code in left and row.parent in codes]
        left -= {row.code for row in storey}


def _values(row: Row, placed: Mapping[str, Known], last: dict[str, str]) -> tuple[object, ...]:
    parent = placed.get(row.parent)
    above = parent.path if parent else ""
    path = child(above, last.get(above, ""))
    last[above] = last_segment(path)
    agency = row.kind is UnitKind.AGENCY
    family = UnitFamily.AGENCY if agency else UnitFamily.PARTY
    level = LEVEL_OF_KIND.get(row.kind) or LEVEL_OF_KIND[placed[row.parent].kind]
    authorities = authority_paths(
        path=path, level=level, family=family, parents=parent.authorities if parent else AuthorityPaths()
    )
    return (
        row.code, row.name, text_key(row.name), search_key(row.name), family.value, row.kind.value, level.value,
        parent.id if parent else None, parent.id if parent and agency else None, path,
        authorities.central_path, authorities.province_path, authorities.district_path, authorities.grassroots_path,
        None,
    )  # fmt: skip
