"""What the season page says first: each kind of exception with the query that counts it and lists it.

One definition serves the number in the sentence and the page it opens, so that both always agree. Every query shows
what the actor may read and nothing else; the rows all have ``id, name, unit_name, home_path, sort_key``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.cycles.rights import readable_entries
from tusoi.organizations.models import Person
from tusoi.organizations.rights import readable_people
from tusoi.ratings import queries as ratings
from tusoi.ratings.models import Batch, Decision
from tusoi.ratings.plans import OPEN_STATES
from tusoi.ratings.rights import DRAFT
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import NotDue, Track
from tusoi.statistics.lists import Standing, Wanted, rows_of
from tusoi.statistics.queries import inside
from tusoi.statistics.rights import Extent
from tusoi.suggestions.models import COUNTED, Suggestion, SuggestionItem
from tusoi.suggestions.rights import BEFORE_ISSUE, readable
from tusoi.suggestions.rights import listed as known
from tusoi.ui.lines import Tone

Rows = QuerySet[Any, Any]  # values
KEY = ("home_path", "sort_key")
"""Order of every list, with the id."""
NEEDS_PAPER = (NotDue.EXEMPT, NotDue.SUSPENDED, NotDue.COMMITTEE_SUSPENDED)
"""Reasons that rest on a decision of the competent body, which the roster names as evidence."""


@dataclass(frozen=True)
class Kind:
    """``sentence``: with its number in brackets; ``target``: URL name of one row's page; ``todo``: what to do."""

    code: str
    sentence: Any
    heading: Any
    todo: Any
    rows: Callable[[Actor, Cycle, Extent], Rows]
    target: str
    tone: Tone = "plain"
    due: Any = ""

    def address(self, cycle_id: int, pk: int) -> str:
        """The page of one row; entries are numbered within their cycle."""
        return reverse(self.target, args=[cycle_id, pk] if self.target == "cycles:entry" else [pk])


def counted(actor: Actor, cycle: Cycle, extent: Extent) -> list[tuple[Kind, int]]:
    """Those that have a row, in the order of the page. One count each."""
    found = ((one, one.rows(actor, cycle, extent).order_by().count()) for one in EXCEPTIONS)
    return [(one, number) for one, number in found if number]


def exception(code: str) -> Kind:
    """The one an address names; missing otherwise."""
    found = next((one for one in EXCEPTIONS if one.code == code), None)
    if found is None:
        raise Refused(Problem("exception-missing"), kind="missing")
    return found


def _entries(actor: Actor, cycle: Cycle, extent: Extent, *where: Any) -> Rows:
    rows = RosterEntry.objects.filter(inside(extent), readable_entries(actor), *where, cycle=cycle)
    return rows.values("id", "name", "home_path", "sort_key", unit_name=F("unit__name"))


def _undecided() -> Q:
    return Q(must_rate=True) & ~Q(Exists(Decision.objects.filter(entry=OuterRef("pk"), is_current=True)))


def _waiting_batches(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    rows = Batch.objects.filter(
        inside(extent, "managing_path"),
        ratings.batches_readable(actor, cycle, DRAFT),
        cycle=cycle,
        state__in=OPEN_STATES,
    )
    return rows.values(
        "id",
        name=F("authority_name"),
        unit_name=F("created_by"),
        home_path=F("managing_path"),
        sort_key=F("peer_group"),
    )


def _suggestions(actor: Actor, cycle: Cycle, extent: Extent, *where: Any) -> Rows:
    rows = Suggestion.objects.filter(inside(extent), readable(actor, cycle), *where, cycle=cycle)
    return rows.values(
        "id", "home_path", name=F("entry__name"), unit_name=F("entry__unit__name"), sort_key=F("entry__sort_key")
    )


def _drafts(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    return _suggestions(actor, cycle, extent, Q(state__in=BEFORE_ISSUE))


def _without_items(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    items = SuggestionItem.objects.filter(suggestion=OuterRef("pk"))
    return _suggestions(actor, cycle, extent, Q(state__in=COUNTED), ~Exists(items))


def _suggested_not_rated(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    # that there is one is enough here: the row leads to the entry, not to what was written
    suggested = Suggestion.objects.filter(known(actor, cycle), cycle=cycle, entry=OuterRef("pk"), state__in=COUNTED)
    return _entries(actor, cycle, extent, _undecided(), Exists(suggested))


def _outside(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    return _entries(actor, cycle, extent, _undecided(), Q(managing_path=""))


def _without_paper(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    return _entries(actor, cycle, extent, Q(reason__in=NEEDS_PAPER, evidence=""))


def _without_branch(actor: Actor, _cycle: Cycle, extent: Extent) -> Rows:
    people = Person.objects.filter(inside(extent), readable_people(actor), branch__isnull=True)
    return people.values("id", "home_path", "sort_key", name=F("full_name"), unit_name=Value(""))


def _without_record(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    """Organisations directly below in whose subtree nothing was suggested or decided yet."""
    if not extent.whole:
        return RosterEntry.objects.none().values("id")
    below = {"home_path__gte": OuterRef("home_path"), "home_path__lt": Concat(OuterRef("home_path"), Value("["))}
    suggested = Suggestion.objects.filter(cycle=cycle, state__in=COUNTED, **below)
    decided = Decision.objects.filter(cycle=cycle, track__in=list(Track), is_current=True, **below)
    rows = rows_of(cycle, extent, Wanted(track=Track.ORGANIZATION, direct=True)).filter(readable_entries(actor))
    rows = rows.filter(~Exists(suggested), ~Exists(decided))
    return rows.values("id", "name", "home_path", "sort_key", unit_name=F("unit__name"))


def _direct_not_rated(actor: Actor, cycle: Cycle, extent: Extent) -> Rows:
    if not extent.whole:
        return RosterEntry.objects.none().values("id")
    wanted = Wanted(track=Track.ORGANIZATION, standing=Standing.NOT_YET, direct=True)
    rows = rows_of(cycle, extent, wanted).filter(readable_entries(actor))
    return rows.values("id", "name", "home_path", "sort_key", unit_name=F("unit__name"))


EXCEPTIONS = (
    Kind(
        "batch-waiting",
        _("[{n} bản] xếp loại đã trình hoặc đã ghi nhận đang chờ quyết định, kiểm tra."),
        _("Bản xếp loại đang chờ"),
        _("Mở từng bản để quyết định, kiểm tra hoặc trả lại; kỳ chỉ đóng được khi không còn bản nào chờ."),
        _waiting_batches,
        "ratings:batch",
        tone="soon",
        due=_("đang chờ"),
    ),
    Kind(
        "direct-not-rated",
        _("[{n} tổ chức đảng trực thuộc] chưa có quyết định xếp loại."),
        _("Tổ chức đảng trực thuộc chưa xếp loại"),
        _("Quyết định trên bảng xếp loại hoặc ghi nhận quyết định đã ban hành."),
        _direct_not_rated,
        "ratings:entry",
        tone="soon",
        due=_("chưa xếp loại"),
    ),
    Kind(
        "without-record",
        _("[{n} tổ chức đảng trực thuộc] chưa có hồ sơ nào của kỳ này (gợi ý, xếp loại)."),
        _("Tổ chức đảng trực thuộc chưa có hồ sơ"),
        _("Đôn đốc gửi số liệu; chưa có hồ sơ không có nghĩa là không có gợi ý."),
        _without_record,
        "cycles:entry",
        tone="soon",
        due=_("chưa gửi"),
    ),
    Kind(
        "suggestion-draft",
        _("[{n} gợi ý kiểm điểm] còn là dự thảo, chưa ban hành."),
        _("Gợi ý kiểm điểm chưa ban hành"),
        _("Trình, duyệt rồi ghi số, ngày văn bản khi ban hành."),
        _drafts,
        "suggestions:one",
        tone="soon",
        due=_("chưa ban hành"),
    ),
    Kind(
        "suggestion-without-items",
        _("[{n} gợi ý kiểm điểm] đã ban hành mà chưa ghi nội dung nào để giải trình."),
        _("Gợi ý kiểm điểm không có nội dung"),
        _("Đối chiếu văn bản đã ban hành và nhập đủ từng nội dung."),
        _without_items,
        "suggestions:one",
        tone="soon",
        due=_("thiếu nội dung"),
    ),
    Kind(
        "suggested-not-rated",
        _("[{n} tập thể, cá nhân] được gợi ý kiểm điểm, chưa có quyết định xếp loại."),
        _("Được gợi ý kiểm điểm, chưa xếp loại"),
        _("Xếp loại theo cấp quản lý, hoặc ghi nhận quyết định đã ban hành."),
        _suggested_not_rated,
        "cycles:entry",
    ),
    Kind(
        "authority-outside",
        _("[{n} đối tượng] do cấp ở ngoài hệ thống này quyết định xếp loại, chưa có kết quả."),
        _("Cấp quyết định ở ngoài hệ thống"),
        _("Khi cấp trên có quyết định, ghi nhận quyết định đã ban hành kèm bản chụp."),
        _outside,
        "cycles:entry",
    ),
    Kind(
        "without-evidence",
        _("[{n} đảng viên] được miễn hoặc bị đình chỉ sinh hoạt, chưa ghi văn bản làm căn cứ."),
        _("Miễn, đình chỉ sinh hoạt chưa có căn cứ"),
        _("Ghi số, ngày văn bản vào tình trạng của đảng viên; danh sách của kỳ giữ nguyên như lúc chốt."),
        _without_paper,
        "cycles:entry",
    ),
    Kind(
        "without-branch",
        _("[{n} đảng viên] hiện không thuộc chi bộ nào."),
        _("Đảng viên không thuộc chi bộ nào"),
        _("Mở từng người và chuyển về chi bộ đang sinh hoạt."),
        _without_branch,
        "organizations:person",
        tone="soon",
        due=_("cần bổ sung"),
    ),
)
