"""Shape of input: units, collectives, people, posts, statuses. What stands against it, the verbs say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.organizations.models import Unit
from tusoi.organizations.paths import stands_below
from tusoi.organizations.structure import collective_kinds
from tusoi.rules.terms import CollectiveKind, Gender, ManagingLevel, PersonStatusKind, TitleGroup, UnitKind, label
from tusoi.ui.fields import ChoiceField, DateField, TextField

CHOOSE = [("", _("– Chọn –"))]
CODE_HELP = _("Mã ghi ở trang của tổ chức, hoặc tên đầy đủ.")


def terms(found: object) -> list[tuple[str, object]]:
    """Choices of a closed vocabulary; labels are translated when they are shown."""
    return [(term.value, _(label(term))) for term in found]  # type: ignore[attr-defined]


class DocumentForm(forms.Form):
    """The decision behind a change."""

    document_no = TextField(label=_("Số quyết định"), max_length=80, help_text=_("Ví dụ 215-QĐ/TU."))
    document_date = DateField(label=_("Ngày quyết định"))


class UnitForm(forms.Form):
    """A new unit below ``parent``."""

    code = TextField(
        label=_("Mã"), max_length=40, help_text=_("Mã dùng trong các tệp Excel; không trùng tổ chức khác.")
    )
    name = TextField(label=_("Tên tổ chức"), max_length=255)
    kind = ChoiceField(label=_("Loại hình"))
    valid_from = DateField(label=_("Hoạt động từ ngày"), required=False, help_text=_("Để trống nếu đã có từ trước."))

    def __init__(self, *args: object, parent: Unit, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        possible = [kind for kind in UnitKind if stands_below(kind, UnitKind(parent.kind))]
        self.fields["kind"].choices = CHOOSE + terms(possible)  # type: ignore[attr-defined]

    def clean_kind(self) -> UnitKind:
        return UnitKind(self.cleaned_data["kind"])


class RenameForm(DocumentForm):
    name = TextField(label=_("Tên mới"), max_length=255)
    on = DateField(label=_("Có hiệu lực từ ngày"))
    field_order = ("name", "document_no", "document_date", "on")


class CorrectUnitForm(forms.Form):
    name = TextField(label=_("Tên tổ chức"), max_length=255)
    code = TextField(label=_("Mã"), max_length=40)


class CloseForm(DocumentForm):
    on = DateField(label=_("Ngày cuối cùng hoạt động"))


class EndForm(forms.Form):
    """The last day of something dated."""

    on = DateField(label=_("Ngày cuối cùng"))


class CollectiveForm(forms.Form):
    """A new collective of ``unit``."""

    kind = ChoiceField(label=_("Loại tập thể"), radio=True)
    name = TextField(
        label=_("Tên tập thể"),
        max_length=255,
        required=False,
        help_text=_("Để trống thì gọi theo loại tập thể và tên tổ chức."),
    )
    valid_from = DateField(label=_("Từ ngày"), required=False, help_text=_("Để trống nếu đã có từ trước."))

    def __init__(self, *args: object, unit: Unit, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = terms(collective_kinds(unit))  # type: ignore[attr-defined]

    def clean_kind(self) -> CollectiveKind:
        return CollectiveKind(self.cleaned_data["kind"])


class CorrectPersonForm(forms.Form):
    full_name = TextField(label=_("Họ và tên"), max_length=120)
    gender = ChoiceField(label=_("Giới tính"), required=False, choices=[("", _("chưa rõ")), *terms(Gender)])
    born_on = DateField(label=_("Ngày sinh"), required=False)
    admitted_on = DateField(label=_("Ngày vào Đảng"), required=False)
    official_on = DateField(label=_("Ngày chính thức"), required=False)


class PersonForm(CorrectPersonForm):
    card_number = TextField(label=_("Số thẻ đảng"), max_length=20)
    since = DateField(label=_("Sinh hoạt ở chi bộ từ ngày"), required=False, help_text=_("Để trống nếu không rõ."))
    field_order = ("card_number", "full_name")


class MoveForm(forms.Form):
    branch = TextField(label=_("Chi bộ nơi đến"), max_length=255, help_text=CODE_HELP)
    on = DateField(label=_("Sinh hoạt ở nơi đến từ ngày"))


class PostForm(forms.Form):
    unit = TextField(label=_("Giữ chức vụ tại"), max_length=255, help_text=CODE_HELP)
    title = TextField(label=_("Chức vụ"), max_length=160, help_text=_("Ghi như trong quyết định, ví dụ Bí thư chi bộ."))
    title_group = ChoiceField(label=_("Nhóm chức vụ"), choices=CHOOSE + terms(TitleGroup))
    is_head = forms.BooleanField(label=_("Là người đứng đầu"), required=False)
    managing_level = ChoiceField(
        label=_("Thuộc diện quản lý của"),
        required=False,
        choices=[("", _("văn bản không ghi")), *terms(ManagingLevel)],
        help_text=_("Chỉ chọn khi văn bản ghi rõ; nếu không, kỳ kiểm điểm dùng mặc định của bộ quy định."),
    )
    valid_from = DateField(label=_("Từ ngày"), required=False)

    def clean_title_group(self) -> TitleGroup:
        return TitleGroup(self.cleaned_data["title_group"])


class StatusForm(forms.Form):
    kind = ChoiceField(label=_("Tình trạng"), radio=True, choices=terms(PersonStatusKind))
    evidence = TextField(label=_("Căn cứ"), max_length=255, help_text=_("Số, ngày và cơ quan ban hành văn bản."))
    valid_from = DateField(label=_("Từ ngày"))

    def clean_kind(self) -> PersonStatusKind:
        return PersonStatusKind(self.cleaned_data["kind"])


class ChargeForm(forms.Form):
    unit = TextField(label=_("Tổ chức được phụ trách"), max_length=255, required=False, help_text=CODE_HELP)
    field = TextField(label=_("Lĩnh vực được phụ trách"), max_length=160, required=False)
    document_no = TextField(label=_("Số văn bản phân công"), max_length=80, required=False)
    valid_from = DateField(label=_("Từ ngày"), required=False)
