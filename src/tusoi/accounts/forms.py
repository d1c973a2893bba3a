"""Shape of input: grants, delegations, new accounts, filters. What stands against it, the verbs say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.rules.terms import Axis, GrantState, Role, label
from tusoi.ui.fields import ChoiceField, DateField, LongTextField, TextField

ALL = [("", _("Tất cả"))]
CHOOSE = [("", _("– Chọn –"))]
USERNAME_HELP = _("Chữ thường không dấu, chữ số, dấu chấm, gạch; ví dụ lan.nguyen.")


def terms(found: object) -> list[tuple[str, object]]:
    """Choices of a closed vocabulary; labels are translated when they are shown."""
    return [(term.value, _(label(term))) for term in found]  # type: ignore[attr-defined]


class WhereAndWhen(forms.Form):
    """What a grant gives: role, place, days."""

    role = ChoiceField(label=_("Vai trò"), choices=CHOOSE + terms(Role))
    unit = TextField(label=_("Mã tổ chức"), max_length=40, help_text=_("Mã ghi ở trang của tổ chức, ví dụ 0112."))
    recursive = forms.BooleanField(label=_("Gồm cả các tổ chức cấp dưới"), required=False, initial=True)
    axis = ChoiceField(
        label=_("Phạm vi"),
        choices=terms((Axis.BOTH, Axis.HOME, Axis.MANAGING)),
        initial=Axis.BOTH,
        help_text=_("Thông thường chọn “cả hai”."),
    )
    valid_from = DateField(label=_("Từ ngày"), required=False, help_text=_("Để trống: có hiệu lực ngay."))
    valid_to = DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống: không thời hạn."))

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_axis(self) -> Axis:
        return Axis(self.cleaned_data["axis"])


class GrantForm(WhereAndWhen):
    """A grant for somebody who has an account."""

    username = TextField(label=_("Tên đăng nhập của người được giao"), max_length=60)
    field_order = ("username", "role", "unit", "recursive", "axis", "valid_from", "valid_to")


class AccountForm(WhereAndWhen):
    """A new account with its first grant."""

    username = TextField(label=_("Tên đăng nhập"), max_length=60, help_text=USERNAME_HELP)
    full_name = TextField(label=_("Họ và tên"), max_length=120, required=False, help_text=_("Để trống nếu có số thẻ."))
    card_number = TextField(
        label=_("Số thẻ đảng viên"),
        max_length=20,
        required=False,
        help_text=_("Để người này thấy hồ sơ của mình; họ tên lấy theo hồ sơ."),
    )
    field_order = (
        "username",
        "full_name",
        "card_number",
        "role",
        "unit",
        "recursive",
        "axis",
        "valid_from",
        "valid_to",
    )


class DelegationForm(forms.Form):
    """To whom one's own grant is handed on, and until when."""

    username = TextField(label=_("Tên đăng nhập của người làm thay"), max_length=60)
    valid_from = DateField(label=_("Từ ngày"), required=False, help_text=_("Để trống: từ hôm nay."))
    valid_to = DateField(label=_("Đến hết ngày"))


class RefusalForm(forms.Form):
    """Why a grant is not approved."""

    reason = LongTextField(label=_("Lý do"), rows=2, max_length=500)


class GrantFilter(forms.Form):
    """What the list of grants shows."""

    q = TextField(label=_("Người, tổ chức"), required=False, max_length=80)
    role = ChoiceField(label=_("Vai trò"), required=False, choices=ALL + terms(Role))
    state = ChoiceField(label=_("Tình trạng"), required=False, choices=ALL + terms(GrantState))


class AccountFilter(forms.Form):
    """What the list of accounts shows."""

    q = TextField(label=_("Tên đăng nhập, họ tên"), required=False, max_length=80)


class JournalFilter(forms.Form):
    """What the journal shows."""

    unit = TextField(label=_("Mã tổ chức"), required=False, max_length=40)
    since = DateField(label=_("Từ ngày"), required=False, help_text="")
    until = DateField(label=_("Đến hết ngày"), required=False, help_text="")
