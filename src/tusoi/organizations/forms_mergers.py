"""Shape of input for mergers and splits. Sent by GET: the address of a preview can be handed to who decides."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from tusoi.organizations.forms import CHOOSE, DocumentForm, terms
from tusoi.organizations.mergers import Decision, NewUnit
from tusoi.organizations.models import Unit
from tusoi.organizations.paths import stands_below
from tusoi.rules.terms import UnitKind
from tusoi.ui.fields import ChoiceField, DateField, TextField

NEW = "new"
FEWEST_PARTS, MOST_PARTS = 1, 12
MISSING = _("Chưa điền. Mục này là bắt buộc.")
SEPARATORS = re.compile(r"[,;\s]+")


def kinds_below(parent: Unit) -> list[tuple[str, object]]:
    possible = [kind for kind in UnitKind if kind is not UnitKind.AGENCY and stands_below(kind, UnitKind(parent.kind))]
    return CHOOSE + terms(possible)


class ReorderForm(DocumentForm):
    """What mergers and splits share: the decision and its first day."""

    on = DateField(label=_("Có hiệu lực từ ngày"))

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(document_no=data["document_no"], document_date=data["document_date"], on=data["on"])


class MergeForm(ReorderForm):
    """Which units below ``parent`` (or elsewhere, by code) go into which."""

    units = forms.MultipleChoiceField(
        label=_("Tổ chức được sáp nhập, hợp nhất"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = TextField(
        label=_("Mã của tổ chức ở nơi khác"),
        max_length=400,
        required=False,
        help_text=_("Nếu có tổ chức không trực thuộc nơi này; cách nhau bằng dấu phẩy."),
    )
    into = ChoiceField(label=_("Nơi tiếp nhận"))
    name = TextField(label=_("Tên tổ chức mới"), max_length=255, required=False)
    code = TextField(label=_("Mã tổ chức mới"), max_length=40, required=False)
    kind = ChoiceField(label=_("Loại hình tổ chức mới"), required=False)
    field_order = ("units", "others", "into", "name", "code", "kind", "document_no", "document_date", "on")

    def __init__(self, *args: Any, parent: Unit, below: Iterable[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(row["id"]), row["name"]) for row in below]
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        self.fields["into"].choices = [(NEW, _("Lập tổ chức mới")), *units]  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds_below(parent)  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("into") == NEW:
            for name in ("name", "code", "kind"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, MISSING)

    def other_codes(self) -> list[str]:
        return [code for code in SEPARATORS.split(self.cleaned_data["others"]) if code]

    def target(self) -> int | NewUnit:
        data = self.cleaned_data
        return NewUnit(data["code"], data["name"], UnitKind(data["kind"])) if data["into"] == NEW else int(data["into"])


class SplitForm(ReorderForm):
    """New units beside ``unit``, and where each unit below it and each of its members goes."""

    keep = forms.BooleanField(label=_("Tổ chức cũ tiếp tục hoạt động với phần còn lại"), required=False)

    def __init__(
        self,
        *args: Any,
        unit: Unit,
        parts: int,
        below: Iterable[Mapping[str, Any]],
        members: Iterable[Mapping[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = max(FEWEST_PARTS, min(parts, MOST_PARTS))
        kinds = kinds_below(unit.parent or unit)
        for number in range(1, self.parts + 1):
            self.fields[f"name{number}"] = TextField(label=_("Tên"), max_length=255)
            self.fields[f"code{number}"] = TextField(label=_("Mã"), max_length=40)
            self.fields[f"kind{number}"] = ChoiceField(label=_("Loại hình"), choices=kinds, initial=unit.kind)
        self.units = {f"u{row['id']}": int(row["id"]) for row in below}
        self.people = {f"p{row['id']}": int(row["id"]) for row in members}
        names = {f"u{row['id']}": row["name"] for row in below} | {f"p{row['id']}": row["full_name"] for row in members}
        stay = ("", _("– ở lại tổ chức cũ, hoặc chưa chọn –"))
        places = [stay, *((str(number), _("Tổ chức mới số %d") % number) for number in range(1, self.parts + 1))]
        for field, name in names.items():
            self.fields[field] = ChoiceField(label=name, choices=places, required=False)

    def part_rows(self) -> list[tuple[int, list[BoundField]]]:
        numbers = range(1, self.parts + 1)
        return [(number, [self[f"{name}{number}"] for name in ("name", "code", "kind")]) for number in numbers]

    def unit_rows(self) -> list[BoundField]:
        return [self[name] for name in self.units]

    def people_rows(self) -> list[BoundField]:
        return [self[name] for name in self.people]

    def decision_rows(self) -> list[BoundField]:
        return [self[name] for name in ("document_no", "document_date", "on", "keep")]

    def new_units(self) -> tuple[NewUnit, ...]:
        data = self.cleaned_data
        return tuple(
            NewUnit(data[f"code{number}"], data[f"name{number}"], UnitKind(data[f"kind{number}"]))
            for number in range(1, self.parts + 1)
        )

    def given(self, fields: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
        """Id → number of the part, from 0, of those that were given away."""
        chosen = ((pk, self.cleaned_data[field]) for field, pk in fields.items())
        return tuple((pk, int(part) - 1) for pk, part in chosen if part)
