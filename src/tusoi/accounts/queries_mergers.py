"""What a merger or a split touches here, told in its preview."""

from django.urls import reverse
from django.utils.translation import ngettext

from tusoi.accounts.models import Grant
from tusoi.organizations.mergers import Preview
from tusoi.rules.terms import GrantState
from tusoi.ui.formats import number_text
from tusoi.ui.lines import Line


def touched(preview: Preview) -> tuple[Line, ...]:
    """Grants in force at units that close: they open nothing of what moves away, and are given anew by a leader."""
    closing = [unit.id for unit in preview.closing]
    count = Grant.objects.filter(unit_id__in=closing, state=GrantState.ACTIVE).count()
    said = ngettext(
        "[{n} quyền được giao] ở tổ chức kết thúc không mở được phần chuyển đi; giao lại ở nơi tiếp nhận.",
        "[{n} quyền được giao] ở tổ chức kết thúc không mở được phần chuyển đi; giao lại ở nơi tiếp nhận.",
        count,
    ).format(n=number_text(count))
    return (Line(said, href=reverse("accounts:grants")),) if count else ()
