"""Long lists as files: the rows the actor may read and no other, recorded before the first byte leaves (G12)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tusoi.cycles.models import Cycle
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import Category, ManagingLevel, NotDue, Track, label
from tusoi.statistics import lists, queries
from tusoi.statistics.actions import record_export
from tusoi.statistics.documents import stream
from tusoi.statistics.documents.workbook import watermark
from tusoi.statistics.lists import Wanted
from tusoi.statistics.pages import Place
from tusoi.statistics.rights import export_refusals
from tusoi.ui.formats import day_text

HEAD = (
    "Tên",
    "Đối tượng",
    "Chức vụ",
    "Tổ chức đảng",
    "Diện quản lý",
    "Không xếp loại vì",
    "Mức xếp loại",
    "Số quyết định",
    "Ngày quyết định",
)
WIDTHS = (36, 14, 36, 40, 28, 30, 30, 18, 14)
COLUMNS = ("name", "track", "posts", "unit__name", "managing_level", "reason", "must_rate")
BATCH = 2000  # rows fetched at once
LABELS: dict[str, dict[str, str]] = {
    "track": {track.value: label(track) for track in Track},
    "level": {level.value: label(level) for level in ManagingLevel},
    "reason": {reason.value: label(reason) for reason in NotDue},
    "category": {category.value: label(category) for category in Category},
}


def roster(actor: Actor, place: Place, at: datetime) -> Iterator[bytes]:
    """The roster below a unit with the decisions in force. Refused when it is longer than a workbook may be."""
    found = lists.listed(actor, place.cycle, place.extent, Wanted())
    number, _hidden = lists.lengths(actor, place.cycle, place.extent, Wanted())
    if number > stream.MOST_ROWS:
        facts = {"rows": number, "most": stream.MOST_ROWS}
        raise Refused(Problem("export-too-long", facts=facts))
    record_export(cycle=place.cycle, what="roster", path=place.extent.path, rows=number, by=actor, at=at)
    rows = found.order_by(*lists.KEY, "id").values_list(*COLUMNS, "category", "document_no", "document_date")
    title = f"Danh sách đối tượng kiểm điểm, xếp loại năm {place.cycle.year}: {place.unit.name}"
    lines = map(_cells, rows.iterator(chunk_size=BATCH))
    return stream.workbook(lines, head=HEAD, title=title, mark=watermark(actor.name, at), widths=WIDTHS)


def require_document(actor: Actor, cycle: Cycle) -> None:
    """Papers of frozen figures are for whoever may take out the figures of the cycle's scope; else missing or 403."""
    unit, extent = queries.place(actor, cycle, cycle.scope_id)
    refuse_if(export_refusals(actor, cycle, extent, unit.pk), kind="forbidden")


def _cells(row: tuple[Any, ...]) -> tuple[str, ...]:
    name, track, posts, unit, level, reason, must_rate, category, document_no, document_date = row
    return (
        name,
        LABELS["track"][track],
        posts,
        unit,
        LABELS["level"][level],
        LABELS["reason"].get(reason, "") if not must_rate else "",
        LABELS["category"].get(category, ""),
        document_no or "",
        day_text(document_date) if document_date else "",
    )
