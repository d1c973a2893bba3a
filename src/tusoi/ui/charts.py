"""Small charts as SVG made on the server: they print, work without scripts and pass a strict CSP.

Every function returns safe markup with ``<title>`` and ``<desc>`` and no style attribute; colours are classes of the
theme (``excellent good completed failed late soon ok plain``). The table with the figures always stands beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tusoi.ui.formats import number_text, share_text

WIDE = 1000  # units of the drawing, not pixels: the theme stretches bars to the place they get
BAR = 14


@dataclass(frozen=True)
class Part:
    """A part of a whole, or one bar among several."""

    label: str
    count: int
    tone: str = "plain"


def stacked_bar(parts: Sequence[Part], *, title: str, legend: bool = True) -> SafeString:
    """Parts of one whole side by side; the legend may go where the table beside names the colours (class ``key``)."""
    base = sum(part.count for part in parts)
    spans = _spans([part.count for part in parts])
    fills = ((_fill(part.tone, start, width),) for part, (start, width) in zip(parts, spans, strict=True) if width)
    described = [(part.tone, f"{part.label}: {share_text(part.count, base)}") for part in parts]
    told = "; ".join(text for _tone, text in described)
    bar = _svg(f"0 0 {WIDE} {BAR}", title, told, format_html_join("", "{}", fills), css="bar")
    keys = format_html_join("", '<li class="key {}">{}</li>', described)
    return format_html('{}<ul class="legend">{}</ul>', bar, keys) if legend else bar


def share_bar(part: int, base: int, *, title: str, tone: str = "good") -> SafeString:
    """One share of a whole; for a cell beside the figures it shows."""
    drawn = _fill(tone, 0, _scaled(min(part, base), base, WIDE))
    return _svg(f"0 0 {WIDE} {BAR}", title, share_text(part, base), drawn, css="bar")


def horizontal_bars(parts: Sequence[Part], *, title: str) -> SafeString:
    """Bars under each other on one scale; labels and figures are text, so they stay readable at any width."""
    most = max((part.count for part in parts), default=0)
    rows = format_html_join(
        "",
        '<li><span>{}</span><span class="figure">{}</span>{}</li>',
        ((part.label, number_text(part.count), _lone_bar(part, most)) for part in parts),
    )
    return format_html('<ul class="bars" aria-label="{}">{}</ul>', title, rows)


def meter(used: int, cap: int, *, title: str, squares: int = 40) -> SafeString:
    """Places of a quota: filled, free, and those beyond the cap. Long rows become a plain share bar."""
    places = max(used, cap)
    told = gettext("đã dùng {used}, tối đa {cap}").format(used=number_text(used), cap=number_text(cap))
    if places > squares:
        over = "failed" if used > cap else "excellent"
        return share_bar(used, places, title=f"{title}: {told}", tone=over)
    drawn = format_html_join(
        "",
        '<rect class="place {}" x="{}" y="1" width="20" height="12" rx="2"/>',
        ((_place(at, used, cap), at * 24 + 1) for at in range(places)),
    )
    width = max(1, places) * 24
    return _svg(f"0 0 {width} 14", title, told, drawn, css="meter", size=(width, 14))


def sparkline(values: Sequence[int | None], *, labels: Sequence[str], title: str) -> SafeString:
    """A line over a few years; a year without a figure is a gap, never a zero."""
    width, height, edge = 120, 32, 4
    known = [value for value in values if value is not None]
    low, high = min(known, default=0), max(known, default=0)
    step = (width - 2 * edge) // max(1, len(values) - 1)
    points = [
        None
        if value is None
        else (edge + at * step, height - edge - _scaled(value - low, high - low, height - 2 * edge))
        for at, value in enumerate(values)
    ]
    strokes = format_html_join(
        "",
        '<polyline class="stroke" points="{}"/>',
        ((" ".join(f"{x},{y}" for x, y in run),) for run in _runs(points) if len(run) > 1),
    )
    dots = format_html_join(
        "", '<circle class="dot" cx="{}" cy="{}" r="3"/>', (point for point in points if point is not None)
    )
    told = "; ".join(f"{label}: {number_text(value)}" for label, value in zip(labels, values, strict=True))
    drawn = format_html("{}{}", strokes, dots)
    return _svg(f"0 0 {width} {height}", title, told, drawn, css="spark", size=(width, height))


def _lone_bar(part: Part, most: int) -> SafeString:
    told = number_text(part.count)
    drawn = _fill(part.tone, 0, _scaled(part.count, most, WIDE))
    return _svg(f"0 0 {WIDE} {BAR}", part.label, told, drawn, css="bar")


def _fill(tone: str, start: int, width: int) -> SafeString:
    return format_html('<rect class="fill {}" x="{}" y="0" width="{}" height="{}"/>', tone, start, width, BAR)


def _svg(
    view: str, title: str, told: str, drawn: SafeString, *, css: str, size: tuple[int, int] | None = None
) -> SafeString:
    shape = format_html(' width="{}" height="{}"', *size) if size else SafeString("")
    stretch = SafeString(' preserveAspectRatio="none"') if css == "bar" else SafeString("")
    return format_html(
        '<svg class="chart {}" role="img" viewBox="{}"{}{}><title>{}</title><desc>{}</desc>{}</svg>',
        *(css, view, shape, stretch, title, told, drawn),
    )


def _place(at: int, used: int, cap: int) -> str:
    if at >= cap:
        return "over"
    return "taken" if at < used else "free"


def _scaled(part: int, base: int, length: int) -> int:
    """``part`` of ``base`` on a scale of ``length``; what is there at all is never invisible."""
    if not base or not part:
        return 0
    return max(1, part * length // base)


def _spans(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Start and width of each part so that together they fill the bar exactly."""
    base, spans, passed = sum(counts), [], 0
    for count in counts:
        start = passed * WIDE // base if base else 0
        passed += count
        spans.append((start, (passed * WIDE // base if base else 0) - start))
    return spans


def _runs(points: Iterable[tuple[int, int] | None]) -> list[list[tuple[int, int]]]:
    """Points that follow each other without a gap."""
    runs: list[list[tuple[int, int]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs
