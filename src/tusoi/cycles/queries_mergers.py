"""What a merger or a split touches here, told in its preview: nothing of a cycle moves, its roster is frozen."""

from django.db.models import Q
from django.utils.translation import ngettext

from tusoi.cycles.models import RosterEntry
from tusoi.organizations.mergers import Preview
from tusoi.rules.terms import CycleState
from tusoi.scoping import within
from tusoi.ui.formats import number_text
from tusoi.ui.lines import Line


def touched(preview: Preview) -> tuple[Line, ...]:
    """Entries of cycles that are not closed and stand where units close or move away."""
    places = Q(pk__in=[])
    for unit in preview.closing:
        places |= Q(home_path=unit.path)
    for move in preview.moves:
        places |= within("home_path", move.old_path)
    count = RosterEntry.objects.filter(places).exclude(cycle__state=CycleState.CLOSED).count()
    said = ngettext(
        "[{n} đối tượng] trong kỳ kiểm điểm đang mở giữ nguyên tổ chức, cấp quản lý đã chốt; việc của kỳ vẫn làm ở đó.",
        "[{n} đối tượng] trong kỳ kiểm điểm đang mở giữ nguyên tổ chức, cấp quản lý đã chốt; việc của kỳ vẫn làm ở đó.",
        count,
    ).format(n=number_text(count))
    return (Line(said),) if count else ()
