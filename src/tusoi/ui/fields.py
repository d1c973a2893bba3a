"""Form fields as people here fill them in; labels, help and errors are Vietnamese.

Use ``TextField`` and ``LongTextField`` for every text: they store NFC. Use ``DateField`` for every date: it reads
31/12/2021, 31-12-2021, 31.12.2021 and 2021-12-31.
"""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DATE_FORMAT = "%d/%m/%Y"
DATE_FORMATS = (DATE_FORMAT, "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")

REQUIRED = _("Chưa điền. Mục này là bắt buộc.")


class TextField(forms.CharField):
    """One line of text, composed (NFC), without blanks around it."""

    default_error_messages = {
        "required": REQUIRED,
        "max_length": _("Dài %(show_value)d ký tự; nhiều nhất là %(limit_value)d. Rút ngắn lại."),
    }

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class LongTextField(TextField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)


class DateField(forms.DateField):
    """A day, typed as on paper."""

    default_error_messages = {
        "required": REQUIRED,
        "invalid": _("Không đọc được ngày này. Viết ngày/tháng/năm, ví dụ 31/12/2021."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Ngày/tháng/năm, ví dụ 31/12/2021."))
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "date", "maxlength": 10}
        widget = forms.DateInput(format=DATE_FORMAT, attrs=attrs)
        super().__init__(input_formats=DATE_FORMATS, widget=widget, **options)


class ChoiceField(forms.ChoiceField):
    """One of a few; ``radio=True`` shows them all at once."""

    default_error_messages = {
        "required": _("Chưa chọn. Mục này là bắt buộc."),
        "invalid_choice": _("Lựa chọn này không có trong danh sách. Chọn lại."),
    }

    def __init__(self, *, radio: bool = False, **options: Any) -> None:
        if radio:
            options.setdefault("widget", forms.RadioSelect)
        super().__init__(**options)


class NumberField(forms.IntegerField):
    """A whole number, not negative unless told otherwise."""

    default_error_messages = {
        "required": REQUIRED,
        "invalid": _("Không phải là số nguyên. Chỉ viết chữ số, ví dụ 120."),
        "min_value": _("Nhỏ nhất là %(limit_value)s."),
        "max_value": _("Lớn nhất là %(limit_value)s."),
    }

    def __init__(self, *, min_value: int = 0, **options: Any) -> None:
        super().__init__(min_value=min_value, **options)


class FileField(forms.FileField):
    """An uploaded file."""

    widget = forms.FileInput
    default_error_messages = {
        "required": _("Chưa chọn tệp."),
        "invalid": _("Không nhận được tệp. Chọn lại tệp rồi gửi."),
        "missing": _("Không nhận được tệp. Chọn lại tệp rồi gửi."),
        "empty": _("Tệp rỗng. Kiểm tra lại tệp rồi gửi."),
    }
