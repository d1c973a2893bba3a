"""The summary report in words: what Word and PDF print alike. Official papers are Vietnamese, whoever asks for them.

Wording and layout follow the form of Party documents; every share stands with its count and its base.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from tusoi.rules.terms import Category, QuotaBase, Rounding, UnitKind, label
from tusoi.statistics.tables import Completeness, GroupQuota, RatingTable, SuggestionLine, SuggestionTable
from tusoi.ui.formats import NOTHING, day_text, moment_text, number_text, percent_text, share_text

SYMBOL = {UnitKind.PROVINCE: "TU"}  # of other committees only their office knows it: left to be written in
SIGNING = {
    UnitKind.PROVINCE: "T/M BAN THƯỜNG VỤ",
    UnitKind.DISTRICT: "T/M BAN THƯỜNG VỤ",
    UnitKind.GRASSROOTS_COMMITTEE: "T/M ĐẢNG ỦY",
    UnitKind.SECTION: "T/M ĐẢNG ỦY",
    UnitKind.GRASSROOTS_BRANCH: "T/M CHI BỘ",
    UnitKind.BRANCH: "T/M CHI BỘ",
}
# how a committee is called by the name of its organisation
COMMITTEES = {
    "đảng bộ tỉnh ": "Tỉnh ủy ",
    "đảng bộ thành phố ": "Thành ủy ",
    "đảng bộ huyện ": "Huyện ủy ",
    "đảng bộ thị xã ": "Thị ủy ",
    "đảng bộ quận ": "Quận ủy ",
    "đảng bộ ": "Đảng ủy ",
}
COMMUNES = ("xã ", "phường ", "thị trấn ")


@dataclass(frozen=True)
class Facts:
    """Everything the report tells, with the moment it was true."""

    unit_name: str
    unit_kind: UnitKind
    superior_name: str
    year: int
    citation: str
    verified: bool
    suggestions: SuggestionTable
    ratings: RatingTable
    completeness: tuple[Completeness, ...]
    groups: tuple[GroupQuota, ...]
    at: datetime
    by: str
    anchor: str
    supplement: int = 1


@dataclass(frozen=True)
class Report:
    """Texts in the order of the paper; tables are rows of cells."""

    superior: str
    issuer: str
    number: str
    place_date: str
    kind: str
    abstract: str
    opening: str
    suggested: tuple[str, ...]
    suggestion_rows: tuple[tuple[str, ...], ...]
    suggestion_total: tuple[str, ...]
    rated: tuple[str, ...]
    rating_rows: tuple[tuple[str, ...], ...]
    progress: tuple[str, ...]
    progress_rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    signing: str
    recipients: tuple[str, ...]
    footer: str

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def write(facts: Facts) -> Report:
    """The report of these facts: the same facts always give the same texts."""
    with override("vi"):
        return _write(facts)


def _write(facts: Facts) -> Report:
    issuer = committee(facts.unit_name)
    base = number_text(facts.ratings.rated)
    abstract = f"tổng hợp kết quả kiểm điểm, đánh giá, xếp loại chất lượng năm {facts.year}"
    return Report(
        superior=committee(facts.superior_name).upper(),
        issuer=issuer.upper(),
        number=f"Số          -BC/{SYMBOL.get(facts.unit_kind, '…')}",
        place_date=f"{_place(facts.unit_name)}, ngày      tháng      năm {timezone.localtime(facts.at).year}",
        kind="BÁO CÁO",
        abstract=abstract + (f" (bổ sung lần {facts.supplement - 1})" if facts.supplement > 1 else ""),
        opening=(
            f"Thực hiện {facts.citation}, {issuer} báo cáo kết quả gợi ý kiểm điểm và đánh giá, xếp loại chất lượng "
            f"năm {facts.year}, tính từ hồ sơ đến {moment_text(facts.at)}, như sau:"
        ),
        suggested=tuple(_suggested(facts.suggestions)),
        suggestion_rows=tuple(map(_suggestion_row, facts.suggestions.lines)),
        suggestion_total=_suggestion_row(facts.suggestions.total),
        rated=tuple(_rated(facts.ratings)),
        rating_rows=tuple(
            (
                label(line.key),
                number_text(line.count),
                base if facts.ratings.rated else NOTHING,
                percent_text(line.percent),
            )
            for line in facts.ratings.lines
        ),
        progress=tuple(_progress(facts.completeness)),
        progress_rows=tuple(map(_progress_row, facts.completeness)),
        notes=tuple(_notes(facts)),
        signing=SIGNING.get(facts.unit_kind, "T/M CẤP ỦY"),
        recipients=("- …………………………………,", "- Lưu Văn phòng cấp ủy."),
        footer=_footer(facts),
    )


def committee(name: str) -> str:
    """Đảng bộ tỉnh Hoa Sen → Tỉnh ủy Hoa Sen; a branch keeps its name."""
    for start, words in COMMITTEES.items():
        if name.lower().startswith(start):
            return words + name[len(start) :]
    return name


def _place(name: str) -> str:
    """Where it is signed: the proper name in the organisation's, dots where there is none."""
    for start in COMMITTEES:
        if name.lower().startswith(start):
            rest = name[len(start) :]
            return next((rest[len(kind) :] for kind in COMMUNES if rest.lower().startswith(kind)), rest)
    return "………………"


def _suggested(table: SuggestionTable) -> Iterable[str]:
    for words, kind in (("tập thể", "collectives"), ("cá nhân", "individuals")):
        total = getattr(table.total, kind)
        if total is None:
            yield f"Chưa có hồ sơ về {words} được gợi ý kiểm điểm."
            continue
        parts = [
            f"{number_text(count)} {words} thuộc diện {label(line.level)} quản lý"
            for line in table.lines
            if line.level is not None and (count := getattr(line, kind)) is not None
        ]
        yield f"Số {words} được gợi ý kiểm điểm là {number_text(total)}, gồm {_listed(parts)}."
    if table.twice:
        yield f"{number_text(table.twice)} đối tượng được hai cấp gợi ý, có ở hai dòng và tính một lần ở dòng Cộng."


def _suggestion_row(line: SuggestionLine) -> tuple[str, ...]:
    name = label(line.level) if line.level else "Cộng"
    return (name, number_text(line.collectives), number_text(line.individuals))


def _rated(table: RatingTable) -> Iterable[str]:
    if not table.total:
        yield "Không có tổ chức đảng trực thuộc trong kỳ kiểm điểm."
        return
    if not table.rated:
        yield f"Chưa tổ chức nào trong {number_text(table.total)} tổ chức đảng trực thuộc được xếp loại."
        return
    due = table.rated + table.not_yet
    exempt = f", {number_text(table.exempt)} tổ chức không thuộc diện xếp loại" if table.exempt else ""
    yield f"Đã xếp loại {share_text(table.rated, due)} tổ chức đảng trực thuộc phải xếp loại{exempt}."
    yield f"Từ tốt trở lên (cộng dồn hai mức trên): {share_text(table.good_or_better, table.rated)}."


def _progress(rows: tuple[Completeness, ...]) -> Iterable[str]:
    if not rows:
        yield "Chưa có đối tượng nào trong danh sách của kỳ."
        return
    rated, due = sum(row.rated for row in rows), sum(row.due for row in rows)
    yield f"Đã xếp loại {share_text(rated, due)} lượt đối tượng phải xếp loại ở các cấp."
    reasons: dict[str, int] = {}
    for row in rows:
        for reason, count in row.exempt:
            reasons[reason] = reasons.get(reason, 0) + count
    if reasons:
        parts = [f"{number_text(count)} {label(reason)}" for reason, count in reasons.items()]  # type: ignore[arg-type]
        yield f"Không xếp loại {number_text(sum(reasons.values()))} lượt, gồm {_listed(parts)}."


def _progress_row(row: Completeness) -> tuple[str, ...]:
    counts = (row.total, row.rated, row.not_yet, row.exempt_total)
    mark = " (chưa khớp tổng)" if row.problems else ""
    return (f"{label(row.level)}{mark}", label(row.track), *map(number_text, counts))


def _notes(facts: Facts) -> Iterable[str]:
    yield (
        "Tỷ lệ tính từ số đếm, làm tròn nửa lên đến hai chữ số thập phân; cơ sở tính của mức xếp loại là số đã xếp "
        "loại. Dấu – nghĩa là chưa có hồ sơ, không phải bằng 0."
    )
    yield (
        "Gợi ý kiểm điểm tính theo đối tượng, chỉ gồm văn bản đã ban hành và chưa rút; một đối tượng có nhiều văn bản "
        "tính một lần. Cán bộ và đảng viên là hai lần xếp loại do hai cấp quyết định."
    )
    yield from (_group_note(group) for group in facts.groups if group.places and group.table.rated)
    if not facts.verified:
        yield f"Một số giá trị của bộ quy định {facts.citation} chưa đối chiếu với văn bản gốc."
    if any(row.problems for row in facts.completeness):
        yield "Có dòng chưa khớp tổng: báo cáo này là bản dự thảo, chưa dùng để báo cáo cấp trên."


def _group_note(group: GroupQuota) -> str:
    """The ceiling in every reading of the chosen rounding, as the board shows it."""
    rounding = group.chosen.reading.rounding if group.chosen else Rounding.FLOOR
    used = next((places.used for places in group.places), 0)
    readings = [
        f"{number_text(places.cap)} {BASES[places.reading.base]}"
        + (f" (vượt {number_text(places.over)})" if places.over else "")
        for places in group.places
        if places.reading.rounding is rounding
    ]
    name = ", ".join(label(term) for term in group.terms)
    doubt = "" if group.verified else "; tỷ lệ này chưa đối chiếu với văn bản gốc"
    return (
        f"Nhóm {name}: {number_text(used)} {label(Category.EXCELLENT).lower()}; tối đa {group.percent} % cho phép "
        f"{_listed(readings)}{doubt}."
    )


BASES = {
    QuotaBase.GOOD: "nếu tính trong số “tốt”",
    QuotaBase.GOOD_AND_ABOVE: "nếu tính trong số “tốt trở lên”",
    QuotaBase.ALL_RATED: "nếu tính trong tổng số được xếp loại",
}


def _footer(facts: Facts) -> str:
    anchor = facts.anchor or "chưa có mốc nào"
    return f"Số liệu lấy lúc {moment_text(facts.at)}; người lập: {facts.by}. Mốc nhật ký: {anchor}."


def _listed(parts: list[str]) -> str:
    """a, b và c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}" if parts else NOTHING


def anchor_text(day: Any, digest: str) -> str:
    """The last anchor of the book, as it is printed."""
    return f"ngày {day_text(day)}, {digest}"
