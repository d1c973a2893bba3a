"""Shape of input: what a suggestion says, the paper it is issued with, a reason, a topic, the register's filters."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import ManagingLevel, SubjectKind, SuggestionState, label
from tusoi.suggestions.content import (
    MOST_ITEMS,
    NOTE_LENGTH,
    NUMBER_LENGTH,
    SIGNER_LENGTH,
    TEXT_LENGTH,
    Content,
    Document,
    Item,
)
from tusoi.suggestions.queries import COUNTED_STATES, IN_FORCE
from tusoi.ui.fields import ChoiceField, DateField, LongTextField, TextField
from tusoi.ui.problems import say

Choices = Sequence[tuple[str, str]]
CHOOSE = ("", _("– Chọn –"))
ASKS = [("collective", _("của tập thể")), ("personal", _("của cá nhân"))]
ROW = "row"  # name of the buttons that add or drop an item without saving
ADD, DROP = "add", "drop-"
FIRST_ROWS = 1
LIMITS: dict[str, Any] = {"max_num": MOST_ITEMS, "absolute_max": MOST_ITEMS + 10, "validate_max": True}


def terms(found: Any) -> list[tuple[str, Any]]:
    """Choices of a closed vocabulary; labels are translated when they are shown."""
    return [(term.value, _(label(term))) for term in found]


class ContentForm(forms.Form):
    """Everything of a suggestion but its items. ``levels``: who may manage the subject; one is no question."""

    level = ChoiceField(
        label=_("Thuộc diện quản lý của"),
        help_text=_("Ghi như trong văn bản gợi ý; danh sách kiểm điểm sẽ theo cấp này."),
    )
    grounds = forms.MultipleChoiceField(label=_("Căn cứ gợi ý"), required=False, widget=forms.CheckboxSelectMultiple)
    published_note = LongTextField(
        label=_("Căn cứ công bố"),
        rows=3,
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("Đối tượng đọc được khi gợi ý được ban hành."),
    )
    internal_note = LongTextField(
        label=_("Ghi chú nội bộ"),
        rows=3,
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("Chỉ cấp ban hành và ủy ban kiểm tra cùng cấp đọc được."),
    )
    read_out = forms.BooleanField(
        label=_("Đọc trong hội nghị kiểm điểm"),
        required=False,
        help_text=_("Thành viên của tập thể nơi kiểm điểm cũng đọc được sau khi ban hành."),
    )

    def __init__(self, *args: Any, levels: Sequence[ManagingLevel], grounds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].choices = grounds  # type: ignore[attr-defined]
        if len(levels) > 1:
            self.fields["level"].choices = [CHOOSE, *terms(levels)]  # type: ignore[attr-defined]
        else:
            del self.fields["level"]


class DocumentForm(forms.Form):
    document_no = TextField(label=_("Số văn bản"), max_length=NUMBER_LENGTH, help_text=_("Ví dụ 215-CV/TU."))
    document_date = DateField(label=_("Ngày văn bản"))
    signer = TextField(label=_("Người ký"), max_length=SIGNER_LENGTH, required=False)


class ItemForm(forms.Form):
    """One item; a row left as it came is no item."""

    topic = ChoiceField(label=_("Lĩnh vực"))
    text = LongTextField(label=_("Vấn đề cần làm rõ"), rows=3, max_length=TEXT_LENGTH)
    asks = forms.MultipleChoiceField(
        label=_("Làm rõ trách nhiệm"),
        widget=forms.CheckboxSelectMultiple,
        choices=ASKS,
        error_messages={"required": _("Chọn tập thể, cá nhân hoặc cả hai.")},
    )
    due = DateField(label=_("Hạn giải trình"), required=False)

    def __init__(self, *args: Any, topics: Choices, asks: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [CHOOSE, *topics]  # type: ignore[attr-defined]
        self.fields["asks"].initial = list(asks)

    def has_changed(self) -> bool:
        """Boxes alone say nothing."""
        return bool(set(self.changed_data) - {"asks"})


class RowSet(forms.BaseFormSet):
    """Rows that may all be left empty, however many came from the record."""

    def initial_form_count(self) -> int:
        return 0


class Sheet:
    """The whole page of a suggestion: content, items and, for one issued on paper, its document."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        levels: Sequence[ManagingLevel],
        grounds: Choices,
        topics: Choices,
        asks: Sequence[str] = ("collective", "personal"),
        with_document: bool = False,
        content: Content | None = None,
    ) -> None:
        self._options: dict[str, Any] = {"levels": levels, "grounds": grounds}
        self._items: dict[str, Any] = {"topics": topics, "asks": asks}
        self.levels = levels
        start = content or Content()
        rows = [_row(item) for item in start.items] or [{}] * FIRST_ROWS
        fields = ("published_note", "internal_note", "read_out")
        initial = {"grounds": list(start.grounds), **{name: getattr(start, name) for name in fields}}
        self.row_asked = data.get(ROW, "") if data else ""
        if data and self.row_asked:
            initial, rows = _typed(data), _rows(data, self.row_asked)
            data = None
        self.content_form = ContentForm(data, initial=initial, **self._options)
        self.document_form = DocumentForm(data, initial=initial) if with_document else None
        kind = forms.formset_factory(ItemForm, RowSet, extra=len(rows), **LIMITS)
        self.items = kind(data, initial=rows, prefix="items", form_kwargs=self._items)

    @property
    def parts(self) -> list[forms.Form]:
        return [form for form in (self.content_form, self.document_form) if form is not None]

    def is_valid(self) -> bool:
        return all([*(form.is_valid() for form in self.parts), self.items.is_valid()])

    @property
    def wrong(self) -> bool:
        """Whether anything that was sent has to be mended."""
        return any(form.errors for form in (*self.parts, *self.items.forms)) or bool(self.items.non_form_errors())

    @property
    def level(self) -> ManagingLevel | None:
        chosen = self.content_form.cleaned_data.get("level")
        if chosen:
            return ManagingLevel(chosen)
        return self.levels[0] if self.levels else None

    @property
    def content(self) -> Content:
        data = self.content_form.cleaned_data
        filled = [form.cleaned_data for form in self._filled()]
        items = tuple(
            Item(
                topic=row["topic"],
                text=row["text"],
                asks_collective="collective" in row["asks"],
                asks_personal="personal" in row["asks"],
                due=row["due"],
            )
            for row in filled
        )
        names = ("published_note", "internal_note", "read_out")
        return Content(items, tuple(data["grounds"]), **{name: data[name] for name in names})

    @property
    def document(self) -> Document:
        data = self.document_form.cleaned_data if self.document_form else {}
        return Document(data.get("document_no", ""), data.get("document_date"), data.get("signer", ""))

    def blame(self, refusal: Refused) -> None:
        """Put every problem on the field it names, in whichever part that is, else on the whole page."""
        for problem in refusal.problems:
            form, field = self._place(problem)
            form.add_error(field, say(problem).text)

    def _place(self, problem: Problem) -> tuple[forms.Form, str | None]:
        prefix, _dash, rest = problem.where.partition("-")
        number, _dash, field = rest.partition("-")
        filled = self._filled()
        if prefix == "items" and number.isdigit() and int(number) < len(filled):
            return filled[int(number)], field
        for form in self.parts:
            if problem.where in form.fields:
                return form, problem.where
        return self.content_form, None

    def _filled(self) -> list[ItemForm]:
        return [form for form in self.items.forms if form.has_changed()]


def _row(item: Item) -> dict[str, Any]:
    asks = [name for name, asked in (("collective", item.asks_collective), ("personal", item.asks_personal)) if asked]
    return {"topic": item.topic, "text": item.text, "asks": asks, "due": item.due}


def _typed(data: QueryDict) -> dict[str, Any]:
    """What was typed outside the items, as it came."""
    names = ("level", "published_note", "internal_note", "read_out", "document_no", "document_date", "signer")
    return {"grounds": data.getlist("grounds"), **{name: data.get(name, "") for name in names}}


def _rows(data: QueryDict, asked: str) -> list[dict[str, Any]]:
    """The items as they were typed, with one more or one less."""
    count = data.get("items-TOTAL_FORMS", "")
    total = min(int(count), MOST_ITEMS) if count.isascii() and count.isdigit() else 0
    read: Callable[[int, str], str] = lambda place, name: data.get(f"items-{place}-{name}", "")  # noqa: E731
    rows: list[dict[str, Any]] = [
        {**{name: read(place, name) for name in ("topic", "text", "due")}, "asks": data.getlist(f"items-{place}-asks")}
        for place in range(total)
    ]
    if asked == ADD and total < MOST_ITEMS:
        rows.append({})
    elif asked.startswith(DROP) and asked.removeprefix(DROP).isdigit():
        place = int(asked.removeprefix(DROP))
        rows = [row for at, row in enumerate(rows) if at != place]
    return rows or [{}]


class WithdrawForm(forms.Form):
    reason = LongTextField(
        label=_("Lý do rút"), rows=3, max_length=1000, help_text=_("Người đã nhận gợi ý đọc được lý do này.")
    )


class TopicForm(forms.Form):
    label = TextField(label=_("Tên lĩnh vực"), max_length=160)


class FilterForm(forms.Form):
    """Filters of the register; what the address says wrongly is left out."""

    q = TextField(label=_("Tìm"), required=False, max_length=120)
    level = ChoiceField(label=_("Cấp quản lý"), required=False, choices=[("", _("tất cả")), *terms(ManagingLevel)])
    kind = ChoiceField(
        label=_("Đối tượng"),
        required=False,
        choices=[("", _("tất cả")), *terms([SubjectKind.COLLECTIVE, SubjectKind.PERSON])],
    )
    topic = ChoiceField(label=_("Lĩnh vực"), required=False)
    state = ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("tất cả")), (COUNTED_STATES, IN_FORCE), *terms(SuggestionState)],
    )
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], *, topics: Choices) -> None:
        super().__init__(data)
        self.fields["topic"].choices = [("", now("tất cả")), *topics]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What is asked sensibly: q, level, kind, topic, state, unit."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
