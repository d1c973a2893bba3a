"""A list of Party organisations: codes once, parents from their column, no circle among them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.layout import lay_out
from tusoi.exchange.reading.parsed import Parsed, Records
from tusoi.exchange.reading.rows import UnitRow
from tusoi.exchange.reading.sums import not_read, unbalanced
from tusoi.rules.readings import parse_unit_kind
from tusoi.rules.terms import UnitKind, label

CODE_LENGTH = 40
NAME_LENGTH = 255
ACCEPTED = "; ".join(map(label, UnitKind))


def parse_units(heading: Heading, *, as_of: date | None = None) -> Parsed:
    layout = lay_out(heading, "code")
    records = Records(heading, kind="units", at=layout.at)
    codes = records.codes("code", most=CODE_LENGTH, required=True)
    names = records.texts("name", most=NAME_LENGTH, required=True)
    kinds = records.terms("kind", parse_unit_kind, code="unit-kind-unknown", required=True, accepted=ACCEPTED)
    parents = records.codes("parent", most=CODE_LENGTH)
    for index, first in records.repeated(codes):
        records.error("code-repeated", index, "code", other=first + 1)
    _tops(records, parents, kinds)
    _circles(records, codes, parents)
    rows = list(map(UnitRow._make, zip(codes, names, kinds, parents, records.rows, strict=True)))
    kept = records.kept(rows)
    return Parsed(
        kind="units",
        rows=kept,
        issues=(*records.issues, *unbalanced(heading, layout), *not_read(heading, layout)),
        read=len(records),
        left_out=len(records) - len(kept),
        outside=_outside(records, codes, parents),
        as_of=as_of or heading.as_of,
        year=heading.year,
    )


def _tops(records: Records, parents: Sequence[str], kinds: Sequence[UnitKind | None]) -> None:
    """One unit may stand on top. Of several only a single one of the highest kind may; the others lack a parent."""
    tops = [index for index, parent in enumerate(parents) if not parent]
    if len(tops) < 2:
        return
    order = {kind: place for place, kind in enumerate(UnitKind)}
    places = {index: order.get(kinds[index] or UnitKind.AGENCY, 0) for index in tops}
    highest = [index for index in tops if places[index] == min(places.values())]
    for index in tops:
        if [index] != highest:
            records.error("parent-required", index, "parent")


def _circles(records: Records, codes: Sequence[str], parents: Sequence[str]) -> None:
    """Every unit that is its own superior by way of others, itself included, is an error with the circle's codes."""
    parent_of = dict(zip(codes, parents, strict=True))
    index_of = {own: index for index, own in enumerate(codes)}
    safe: set[str] = {""}
    for start in codes:
        walked: dict[str, None] = {}
        at = start
        while at not in safe and at in parent_of and at not in walked:
            walked[at] = None
            at = parent_of[at]
        if at in walked:
            circle = list(walked)[list(walked).index(at) :]
            for member in circle:
                records.error("parent-circle", index_of[member], "parent", circle=_said(circle))
        safe.update(walked)


def _said(circle: Sequence[str]) -> str:
    shown = [*circle, circle[0]] if len(circle) <= 8 else [*circle[:8], "…", circle[0]]
    return " → ".join(shown)


def _outside(records: Records, codes: Sequence[str], parents: Sequence[str]) -> Mapping[str, Sequence[int]]:
    known = {*codes, ""}
    found: dict[str, list[int]] = defaultdict(list)
    for row, parent in zip(records.rows, parents, strict=True):
        if parent not in known:
            found[parent].append(row)
    return found
