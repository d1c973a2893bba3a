"""Shape of input: categories chosen on the board, documents, reasons. What stands against it, the verbs say."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.ratings.plans import Proposed
from tusoi.rules.terms import Category, QuotaBase, QuotaMode, Rounding, label
from tusoi.ui.fields import ChoiceField, DateField, FileField, LongTextField, NumberField, TextField

CATEGORIES = [(category.value, _(label(category))) for category in Category]
PREFIX = "category-"
FILL = "fill"


def chosen(data: Mapping[str, str]) -> dict[int, Category]:
    """Entry id → category from the selects of the board; ``fill`` is what the empty ones get."""
    fill = _category(data.get(FILL, ""))
    found = {}
    for name, value in data.items():
        number = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and number.isascii() and number.isdigit() and len(number) < 19:
            category = _category(value) or fill
            if category:
                found[int(number)] = category
    return found


def lines_text(lines: Mapping[int, Category] | None) -> str:
    """Lines as a hidden field carries them: ``12:GOOD,13:EXCELLENT``."""
    return ",".join(f"{entry}:{category}" for entry, category in (lines or {}).items())


def lines_read(data: Mapping[str, str]) -> list[Proposed]:
    """Lines of the hidden field, or the choice of the board; what cannot be read is left out."""
    if "lines" not in data:
        return [Proposed(entry, category) for entry, category in chosen(data).items()]
    pairs = (part.partition(":") for part in data["lines"].split(","))
    asked = {f"{PREFIX}{entry}": category for entry, _sign, category in pairs}
    return [Proposed(entry, category) for entry, category in chosen(asked).items()]


def _category(value: str) -> Category | None:
    return Category(value) if value in set(Category) else None


class PaperForm(forms.Form):
    """The decision a body has signed."""

    document_no = TextField(label=_("Số quyết định"), max_length=80, help_text=_("Ví dụ 215-QĐ/TU."))
    document_date = DateField(label=_("Ngày quyết định"))
    authority_name = TextField(label=_("Cơ quan quyết định"), max_length=200)
    signer = TextField(label=_("Người ký"), max_length=120, required=False)


class DecideForm(PaperForm):
    """A category for one entry."""

    category = ChoiceField(label=_("Mức xếp loại"), radio=True, choices=CATEGORIES)
    reasons = LongTextField(label=_("Lý do"), rows=4, required=False, max_length=4000)
    field_order = ("category", "document_no", "document_date", "authority_name", "signer", "reasons")

    def __init__(self, *args: object, rerating: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if rerating:
            self.fields["reasons"].required = True
            self.fields["reasons"].help_text = _("Xếp loại lại phải ghi rõ vì sao; quyết định trước vẫn được lưu.")

    def clean_category(self) -> Category:
        return Category(self.cleaned_data["category"])


class RecordForm(PaperForm):
    """An issued decision with its scan."""

    signer = TextField(label=_("Người ký"), max_length=120)
    scan = FileField(
        label=_("Bản quét quyết định đã ký"),
        help_text=_("PDF, JPG hoặc PNG, không quá 20 MB. Người kiểm tra thứ hai sẽ đối chiếu với bản này."),
    )


class ReasonForm(forms.Form):
    reason = LongTextField(label=_("Lý do trả lại"), rows=3, max_length=2000)


class CheckForm(forms.Form):
    """The second officer says what he has done."""

    compared = forms.BooleanField(
        label=_("Tôi đã đối chiếu từng dòng với bản quét của quyết định."),
        error_messages={"required": _("Đánh dấu xác nhận sau khi đã đối chiếu từng dòng với bản quét.")},
    )


class ChooseForm(forms.Form):
    """The reading and mode an authority works with."""

    base = ChoiceField(label=_("Cơ sở tính"), radio=True, choices=[(one.value, _(label(one))) for one in QuotaBase])
    rounding = ChoiceField(label=_("Làm tròn"), radio=True, choices=[(one.value, _(label(one))) for one in Rounding])
    mode = ChoiceField(label=_("Khi vượt"), radio=True, choices=[(one.value, _(label(one))) for one in QuotaMode])

    def clean_base(self) -> QuotaBase:
        return QuotaBase(self.cleaned_data["base"])

    def clean_rounding(self) -> Rounding:
        return Rounding(self.cleaned_data["rounding"])

    def clean_mode(self) -> QuotaMode:
        return QuotaMode(self.cleaned_data["mode"])


class ConfirmForm(forms.Form):
    """Where the value stands in the signed text."""

    document_no = TextField(label=_("Số, ký hiệu văn bản đã ký"), max_length=80, help_text=_("Ví dụ 21-HD/BTCTW."))
    article = TextField(label=_("Điều, mục, điểm"), max_length=200)


class ExceptForm(forms.Form):
    """Places above the cap, by a decision."""

    extra = NumberField(label=_("Số lượng thêm"), min_value=1, max_value=999)
    document_no = TextField(label=_("Số quyết định"), max_length=80)
    document_date = DateField(label=_("Ngày quyết định"))
    reason = LongTextField(label=_("Lý do"), rows=3, max_length=2000)
