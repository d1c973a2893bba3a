"""Shape of input: what is to be opened, what a list shows, the decision that reopens."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as now_in
from django.utils.translation import gettext_lazy as _

from tusoi.rules.library import Card
from tusoi.rules.terms import ManagingLevel, NotDue, Track, label
from tusoi.ui.fields import ChoiceField, DateField, LongTextField, NumberField, TextField

ANY = "any"
LONGEST_SEARCH = 120
HOME, MANAGING = "home", "managing"


class OpenForm(forms.Form):
    """Year, regulation, scope and day of a cycle."""

    year = NumberField(label=_("Năm"), max_value=9999)
    pack_id = ChoiceField(
        label=_("Bộ quy định"),
        radio=True,
        help_text=_("Bộ quy định được gắn với kỳ và không đổi nữa; số liệu của kỳ luôn tính theo bộ này."),
    )
    scope = TextField(
        label=_("Phạm vi"),
        max_length=255,
        help_text=_("Mã hoặc tên đầy đủ của tổ chức đảng; kỳ gồm tổ chức này và mọi tổ chức bên dưới."),
    )
    reference_date = DateField(
        label=_("Ngày tính"),
        required=False,
        help_text=_("Chức vụ, chi bộ, tình trạng, tuổi đảng được tính đến ngày này. Để trống thì lấy ngày 31/12."),
    )

    def __init__(self, *args: Any, packs: Iterable[Card], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack_id"].choices = [(card.id, _pack(card)) for card in packs]  # type: ignore[attr-defined]


def _pack(card: Card) -> str:
    """Title of a pack, with what is missing about it."""
    lacks = [] if card.verified else [now_in("chưa đối chiếu với văn bản gốc")]
    lacks += [] if card.complete else [now_in("chưa đủ nội dung")]
    chips = [format_html('<span class="chip soon">{}</span>', text) for text in lacks]
    return format_html("{} {}", card.title, format_html(" ".join(["{}"] * len(chips)), *chips) if chips else "")


class RosterForm(forms.Form):
    """What a list of entries shows. Whatever the address says wrongly is as if it had not been said."""

    track = ChoiceField(label=_("Đối tượng"), required=False)
    unit = TextField(label=_("Mã hoặc tên tổ chức"), required=False, max_length=255)
    axis = ChoiceField(label=_("Xét theo"), required=False)
    level = ChoiceField(label=_("Cấp quản lý"), required=False)
    reason = ChoiceField(label=_("Lý do không kiểm điểm, xếp loại"), required=False)
    q = TextField(label=_("Tên (không cần dấu)"), required=False, max_length=LONGEST_SEARCH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [reason for reason in NotDue if reason is not NotDue.CYCLE]
        choices = {
            "track": _terms(Track),
            "axis": [(HOME, _("nơi sinh hoạt, trực thuộc")), (MANAGING, _("cấp quyết định xếp loại"))],
            "level": [("", _("mọi cấp")), *_terms(ManagingLevel)],
            "reason": [("", _("không lọc")), (ANY, _("mọi lý do")), *_terms(reasons)],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked, without what cannot be."""
        self.full_clean()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}


class ReopenForm(forms.Form):
    """The decision to reopen a closed cycle."""

    document_no = TextField(label=_("Số văn bản"), max_length=80, help_text=_("Ví dụ 215-QĐ/TU."))
    document_date = DateField(label=_("Ngày văn bản"))
    reason = LongTextField(label=_("Lý do"), rows=3, max_length=1000)


def _terms(found: Iterable[Any]) -> list[tuple[str, Any]]:
    """Choices of a closed vocabulary; labels are translated when they are shown."""
    return [(term.value, _(label(term))) for term in found]
