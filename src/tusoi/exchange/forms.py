"""Shape of input: the file with what it lists, and the columns of its table."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tusoi.exchange.models import UploadKind
from tusoi.exchange.reading.kinds import KINDS
from tusoi.exchange.reading.limits import DEFAULT, MB
from tusoi.rules.problems import Problem
from tusoi.ui.fields import ChoiceField, DateField, FileField, NumberField
from tusoi.ui.problems import say

LEAVE_OUT = ("", _("– Không có trong tệp –"))


class UploadForm(forms.Form):
    """A workbook and what it lists."""

    kind = ChoiceField(label=_("Tệp liệt kê"), choices=UploadKind.choices, radio=True)
    file = FileField(label=_("Tệp Excel (.xlsx)"), help_text=_("Nhiều nhất 30 MB. Tệp được đọc thử, chưa nhập ngay."))
    as_of = DateField(
        label=_("Danh sách tính đến ngày"),
        required=False,
        help_text=_("Dùng cho tổ chức, đảng viên. Để trống: lấy ngày ghi ở tiêu đề tệp, nếu không có thì hôm nay."),
    )
    year = NumberField(
        label=_("Năm kiểm điểm"),
        required=False,
        min_value=2000,
        max_value=2100,
        help_text=_("Dùng cho gợi ý, xếp loại. Để trống: lấy năm ghi ở tiêu đề tệp."),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > DEFAULT.file_bytes:
            most = DEFAULT.file_bytes // MB
            raise forms.ValidationError(say(Problem("upload-too-large", facts={"most": most})).text, code="too-large")
        return file

    @property
    def status(self) -> int:
        """422, or 413 for a file that is too large."""
        return 413 if self.has_error("file", "too-large") else 422


class SheetForm(forms.Form):
    """Which of several sheets holds the table."""

    sheet = ChoiceField(label=_("Trang tính có danh sách"), radio=True)

    def __init__(self, *args: Any, choices: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in choices]  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """For each field the column that holds it. ``columns`` is what the dry run understood."""

    def __init__(self, *args: Any, kind: str, columns: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        samples = columns.get("samples", {})
        choices = [
            (letter, f"{letter}: {heading}" + (f" ({samples[letter][0]})" if any(samples.get(letter, ())) else ""))
            for letter, heading in columns.get("headings", {}).items()
        ]
        for field in KINDS[kind].fields:
            self.fields[field.name] = ChoiceField(
                label=field.heading,
                required=field.required,
                choices=[LEAVE_OUT, *choices],
                initial=columns.get("mapping", {}).get(field.name, ""),
            )

    @property
    def chosen(self) -> dict[str, str]:
        """Field → column letter, without those left out."""
        return {name: letter for name, letter in self.cleaned_data.items() if letter}
