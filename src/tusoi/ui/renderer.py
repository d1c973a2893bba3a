"""Django forms in our own markup: `FORM_RENDERER = "tusoi.ui.renderer.FormRenderer"`.

Forms of other libraries (sign-in, second factor) get the same look, because nothing here depends on our own fields.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

LISTS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
CHECKS = (forms.CheckboxInput, *LISTS)
SELECTS = (forms.Select, forms.SelectMultiple)


class Field(BoundField):
    """A field that gives its widget Bootstrap's class and knows how it is laid out."""

    @property
    def check(self) -> bool:
        """A single box with its label behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def several(self) -> bool:
        """Radio buttons or boxes, each with its own label."""
        return isinstance(self.field.widget, LISTS)

    @property
    def use_fieldset(self) -> bool:
        """Django groups a file input as well; one input needs only its label."""
        return super().use_fieldset and not isinstance(self.field.widget, forms.FileInput)

    @property
    def anchor(self) -> str:
        """The id a link to this field leads to."""
        return self.id_for_label or f"{self.auto_id}_0"

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not widget.is_hidden:
            own = widget.attrs.get("class", "")
            invalid = "is-invalid" if self.errors and not isinstance(widget, CHECKS) else ""
            attrs["class"] = " ".join(filter(None, (self._look(widget), own, invalid)))
        return attrs

    def _look(self, widget: forms.Widget) -> str:
        if isinstance(widget, CHECKS):
            return "form-check-input"
        return "form-select" if isinstance(widget, SELECTS) else "form-control"


class FormRenderer(DjangoTemplates):
    form_template_name = "ui/form.html"
    formset_template_name = "ui/formset.html"
    field_template_name = "ui/field.html"
    bound_field_class = Field
