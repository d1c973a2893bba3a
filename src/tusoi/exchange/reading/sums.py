"""A row "Cộng" or "Tổng số" must say what stands above it."""

from collections.abc import Iterable, Mapping

from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.issues import Issue, Severity
from tusoi.exchange.reading.layout import Layout, Sum, row_cells
from tusoi.exchange.reading.values import shown


def unbalanced(heading: Heading, layout: Layout) -> Iterable[Issue]:
    """An error for each row of totals whose first number counts neither all records above nor those since a title."""
    for row in layout.sums:
        if row.stated and row.stated[0][0] not in {row.above, row.since_title}:
            yield unbalanced_sum(heading, row, stated=row.stated[0][0], counted=row.since_title or row.above)


def unbalanced_sum(heading: Heading, row: Sum, *, stated: int, counted: int) -> Issue:
    said = " ".join(shown(cell) for cell in row_cells(heading.sheet, row.at))
    facts: Mapping[str, object] = {"stated": stated, "counted": counted}
    return Issue(Severity.ERROR, "total-unbalanced", heading.sheet.name, heading.sheet.rows[row.at], "", said, facts)


def not_read(heading: Heading, layout: Layout) -> Iterable[Issue]:
    """What was taken for a title or for text below the table, so that nothing vanishes in silence."""
    sheet = heading.sheet
    for at, text in layout.titles:
        yield Issue(Severity.INFO, "group-title", sheet.name, sheet.rows[at], "", shown(text), {})
    for at in layout.below:
        said = " ".join(shown(cell) for cell in row_cells(sheet, at))
        yield Issue(Severity.WARNING, "row-below-table", sheet.name, sheet.rows[at], "", said, {})
    if sheet.wider:
        yield Issue(Severity.WARNING, "columns-left-out", sheet.name, heading.row, "", "", {"last": sheet.wider})
