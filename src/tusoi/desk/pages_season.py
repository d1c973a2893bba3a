"""The season on one page: exceptions as sentences, S3, S4, progress by level. Every number opens its list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tusoi.cycles.actions import refusals
from tusoi.cycles.models import Cycle
from tusoi.cycles.rights import stands_over
from tusoi.desk import exceptions, queries_season
from tusoi.ratings.pages import peer_label
from tusoi.ratings.peers import Group
from tusoi.rules.authority import Actor
from tusoi.rules.quota import Places
from tusoi.rules.terms import CycleState, ManagingLevel, QuotaBase, Step, Track, label
from tusoi.statistics import pages as statistics
from tusoi.statistics import queries as figures
from tusoi.statistics.cells import Cell
from tusoi.statistics.lists import Standing, Wanted
from tusoi.statistics.pages import Place, Ratings, Suggestions
from tusoi.statistics.tables import Completeness, GroupQuota
from tusoi.ui import charts
from tusoi.ui.buttons import Button, link
from tusoi.ui.formats import day_text, moment_text, number_text, share_text
from tusoi.ui.lines import Line

BASES = {
    QuotaBase.GOOD: lazy("trên số “tốt”"),
    QuotaBase.GOOD_AND_ABOVE: lazy("trên số “tốt trở lên”"),
    QuotaBase.ALL_RATED: lazy("trên tổng số được xếp loại"),
}


@dataclass(frozen=True)
class ProgressRow:
    """One managing level: rated of those to be rated, on each track, and who is furthest behind."""

    label: str
    bar: SafeString
    share: str
    cells: tuple[Cell | None, ...]
    behind: str
    behind_href: str


@dataclass(frozen=True)
class SeasonPage:
    """Everything the page shows. ``place`` None: the reader may know of the cycle but read no figures of it."""

    cycle: Cycle
    place: Place | None
    said: str
    lines: tuple[Line, ...] = ()
    suggestions: Suggestions | None = None
    ratings: Ratings | None = None
    documents: str = ""
    progress: tuple[ProgressRow, ...] = ()
    tracks: tuple[str, ...] = ()
    below: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    acts: tuple[Button, ...] = ()

    @property
    def chart(self) -> SafeString:
        return self.ratings.chart if self.ratings else SafeString("")


def season(actor: Actor, place: Place, at: datetime) -> SeasonPage:
    """The season as one unit sees it."""
    cycle, extent = place.cycle, place.extent
    rows = figures.completeness(cycle, extent)
    units = figures.units_below(cycle, extent)
    tracks = tuple(track for track in Track if any(row.track is track and row.due for row in rows))
    return SeasonPage(
        cycle=cycle,
        place=place,
        said=_said(place, len(units), at),
        lines=tuple(_lines(actor, place)),
        suggestions=statistics.suggestions(place),
        ratings=statistics.direct_ratings(place) if extent.whole and units else None,
        documents=_documents(place),
        progress=tuple(_progress(place, rows, tracks, {unit["home_path"]: unit for unit in units})),
        tracks=tuple(_(label(track)) for track in tracks),
        below=tuple((unit["unit_id"], unit["name"]) for unit in units),
        links=_links(cycle, place),
        acts=_acts(actor, cycle),
    )


def without_figures(cycle: Cycle) -> SeasonPage:
    """What somebody sees who belongs to the cycle and reads none of its figures."""
    said = _("Số liệu tổng hợp thuộc phạm vi của cấp ủy; phần của đồng chí ở Bàn làm việc.")
    return SeasonPage(cycle=cycle, place=None, said=said)


@dataclass(frozen=True)
class ListedPage:
    """The rows behind one sentence, and what to do about them."""

    todo: str
    rows: tuple[tuple[str, str, str], ...]


def listing(kind: exceptions.Kind, rows: Iterable[dict[str, object]], cycle: Cycle) -> ListedPage:
    """Rows of one page of the list as (name, unit, address)."""
    found = (
        (str(row["name"]), str(row["unit_name"] or ""), kind.address(cycle.pk, int(str(row["id"])))) for row in rows
    )
    return ListedPage(str(kind.todo), tuple(found))


def _said(place: Place, units: int, at: datetime) -> str:
    """“Số liệu đến …”: as of when, from whose records."""
    cycle = place.cycle
    if cycle.state == CycleState.CLOSED:
        said = [_("Kỳ đã đóng lúc {at}; số liệu đã chốt.").format(at=moment_text(cycle.closed_at))]
    else:
        said = [_("Số liệu đến {at}").format(at=moment_text(at))]
    if units and place.extent.whole:
        share = f"{number_text(queries_season.with_record(cycle, place.extent))}/{number_text(units)}"
        said.append(_("từ hồ sơ của {share} tổ chức đảng trực thuộc").format(share=share))
    last = queries_season.last_decided(cycle)
    if last:
        said.append(_("quyết định xếp loại ghi gần nhất lúc {at}").format(at=moment_text(last)))
    return ", ".join(part.rstrip(".") for part in said) + "."


def _lines(actor: Actor, place: Place) -> Iterator[Line]:
    """What somebody should look at now, each with the list it counts."""
    for one, number in exceptions.counted(actor, place.cycle, place.extent):
        href = f"{reverse('desk:exceptions', args=[place.cycle.pk, one.code])}?unit={place.unit.pk}"
        text = str(one.sentence).format(n=number_text(number))
        yield Line(text, href, str(one.due), one.tone)
    for group in figures.peer_groups(place.cycle, place.extent):
        yield from _quota_line(place, group)
    over = queries_season.groups_over(place.cycle, place.extent) if place.extent.whole else 0
    if over:
        said = _("[{n} nhóm tương đồng] ở cấp dưới vượt tỷ lệ hoàn thành xuất sắc nhiệm vụ.")
        yield Line(
            said.format(n=number_text(over)), reverse("ratings:groups", args=[place.cycle.pk]), _("vượt"), "late"
        )


def _quota_line(place: Place, group: GroupQuota) -> Iterator[Line]:
    """The ceiling of a group the unit itself decides about, in the chosen reading first and in all the others."""
    chosen = group.chosen
    if chosen is None or not chosen.used:
        return
    others = [one for one in group.places if one.reading.rounding is chosen.reading.rounding and one != chosen]
    said = _("Nhóm “{group}”: đã dùng [{used} trên {cap}] hoàn thành xuất sắc nhiệm vụ, tính {base}; {others}.").format(
        group=peer_label(place.cycle, group.peer_group),
        used=number_text(chosen.used),
        cap=number_text(chosen.cap),
        base=BASES[chosen.reading.base],
        others="; ".join(map(_other_reading, others)),
    )
    board = Group(place.cycle, place.extent.path, group.track, group.peer_group)
    href = reverse("ratings:board", args=board.address)
    late = bool(group.over)
    due = _("vượt {n}").format(n=number_text(group.over)) if late else _("xem cách tính")
    yield Line(said, href, due, "late" if late else "ok", due_href=href)


def _other_reading(one: Places) -> str:
    if one.over:
        said = _("vượt {over} nếu tính {base} (tối đa {cap})")
    else:
        said = _("không vượt nếu tính {base} (tối đa {cap})")
    return said.format(over=number_text(one.over), base=BASES[one.reading.base], cap=number_text(one.cap))


def _documents(place: Place) -> str:
    """“Quyết định 215-QĐ/TU ngày 20/01/2022”; several are counted."""
    found = queries_season.documents(place.cycle, place.extent) if place.extent.whole else []
    if not found:
        return ""
    first = _("{number} ngày {day}").format(number=found[0]["document_no"], day=day_text(found[0]["document_date"]))
    more = len(found) - 1
    return first + (_(" và {n} văn bản khác").format(n=number_text(more)) if more else "")


def _progress(
    place: Place, rows: Iterable[Completeness], tracks: tuple[Track, ...], units: dict[str, dict[str, object]]
) -> Iterator[ProgressRow]:
    rows = tuple(rows)
    behind = queries_season.behind(place.cycle, place.extent)
    for level in ManagingLevel:
        mine = _of_level(rows, level)
        due = sum(row.due for row in mine.values())
        if not due:
            continue
        rated = sum(row.rated for row in mine.values())
        words = _(label(level))
        path, number = behind.get(level, ("", 0))
        unit = units.get(path)
        yield ProgressRow(
            label=words,
            bar=charts.share_bar(rated, due, title=words),
            share=share_text(rated, due),
            cells=tuple(_cell(place, level, mine.get(track), track) for track in tracks),
            behind=f"{unit['name']} ({number_text(number)})" if unit else "",
            behind_href=_not_yet(place, unit, level) if unit else "",
        )


def _of_level(rows: Iterable[Completeness], level: ManagingLevel) -> dict[Track, Completeness]:
    return {row.track: row for row in rows if row.level is level}


def _cell(place: Place, level: ManagingLevel, row: Completeness | None, track: Track) -> Cell | None:
    """Rated of those to be rated; opens those rated, or those who wait while nobody is."""
    if row is None or not row.due:
        return None
    wanted = Wanted(level=level, track=track)
    standing = Standing.RATED if row.rated else Standing.NOT_YET
    opened = place.cells.of(row.rated or row.not_yet, replace(wanted, standing=standing))
    return Cell(row.rated, row.due, opened.href)


def _not_yet(place: Place, unit: dict[str, object], level: ManagingLevel) -> str:
    words = {"unit": unit["unit_id"], "level": level.value, "standing": Standing.NOT_YET.value}
    return f"{reverse('statistics:subjects', args=[place.cycle.pk])}?{urlencode(words)}"


def _links(cycle: Cycle, place: Place) -> tuple[tuple[str, str], ...]:
    """Where the season goes on."""
    return (
        (_("Danh sách kiểm điểm"), reverse("cycles:roster", args=[cycle.pk])),
        (_("Không kiểm điểm, không xếp loại"), reverse("cycles:not-due", args=[cycle.pk])),
        (_("Gợi ý kiểm điểm"), reverse("suggestions:register", args=[cycle.pk])),
        (_("Xếp loại"), reverse("ratings:groups", args=[cycle.pk])),
        (_("Thống kê, báo cáo"), place.address("overview")),
    )


def _acts(actor: Actor, cycle: Cycle) -> tuple[Button, ...]:
    """Closing and reopening, shown to the offices of the scope with the reason where they may not."""
    if not stands_over(actor, cycle.scope.path):
        return ()
    if cycle.state == CycleState.CLOSED:
        problems = refusals(actor, cycle, Step.REOPEN)
        return (link(_("Mở lại kỳ kiểm điểm…"), reverse("cycles:reopen", args=[cycle.pk]), problems),)
    # what is still waiting is said on the page of closing, with its lists
    problems = refusals(actor, cycle, Step.CLOSE)
    return (link(_("Đóng kỳ kiểm điểm…"), reverse("desk:close", args=[cycle.pk]), problems),)
