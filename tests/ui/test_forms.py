"""Forms: labels, help and errors belong to their fields; a refused form begins with a summary."""

import re
import unicodedata
from datetime import date

import pytest
from django import forms

from tusoi.ui.fields import DateField, NumberField, TextField
from tusoi.ui.renderer import FormRenderer


class DocumentForm(forms.Form):
    default_renderer = FormRenderer
    number = TextField(label="Số văn bản", max_length=10, help_text="Ví dụ 215-CV/TU.")
    issued_on = DateField(label="Ngày ban hành")
    days = NumberField(label="Số ngày", required=False, max_value=90)
    public = forms.BooleanField(label="Công bố", required=False)
    level = forms.ChoiceField(label="Cấp", choices=[("a", "Tỉnh"), ("b", "Huyện")], widget=forms.RadioSelect)


def filled(**data: object) -> DocumentForm:
    return DocumentForm({"number": "215", "issued_on": "31/12/2021", "level": "a"} | data)


def test_every_field_has_its_label_and_its_help():
    html = str(DocumentForm())
    assert '<label class="form-label" for="id_number">Số văn bản' in html
    assert '<div class="form-text" id="id_number_helptext">Ví dụ 215-CV/TU.</div>' in html
    field = re.search(r'<input type="text" name="number"[^>]*>', html).group()
    assert 'aria-describedby="id_number_helptext"' in field
    assert 'class="form-control"' in field
    assert "required" in field


def test_a_group_of_choices_has_a_legend_and_a_box_its_label_behind_it():
    html = str(DocumentForm())
    assert re.search(r"<legend>Cấp", html)
    assert '<label class="form-check-label" for="id_level_1">Huyện</label>' in html
    assert re.search(r'id="id_public"> <label class="form-check-label" for="id_public">Công bố', html)


def test_a_refused_form_lists_its_errors_with_links_to_the_fields():
    html = str(filled(number="", level="z"))
    summary = re.search(r'<div class="alarm".*?</div>', html, re.DOTALL).group()
    assert "có 2 chỗ cần sửa" in summary
    assert '<a href="#id_number">Số văn bản</a>: Chưa điền. Mục này là bắt buộc.' in summary
    assert '<a href="#id_level_0">Cấp</a>' in summary
    field = re.search(r'<input type="text" name="number"[^>]*>', html).group()
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_number_helptext id_number_error"' in field
    assert '<div class="wrong" id="id_number_error"><p>Chưa điền. Mục này là bắt buộc.</p></div>' in html


def test_what_was_typed_comes_back_and_stays_text():
    assert 'value="&lt;script&gt;"' in str(filled(number="<script>", days="x"))


@pytest.mark.parametrize("typed", ["31/12/2021", "31-12-2021", "31.12.2021", "2021-12-31", "31/12/2021 "])
def test_a_day_is_read_as_people_write_it(typed):
    form = filled(issued_on=typed)
    assert form.is_valid()
    assert form.cleaned_data["issued_on"] == date(2021, 12, 31)


@pytest.mark.parametrize("typed", ["31/02/2021", "12/31/2021", "2021", "hôm qua"])
def test_a_day_that_does_not_exist_is_named(typed):
    form = filled(issued_on=typed)
    assert form.errors["issued_on"] == ["Không đọc được ngày này. Viết ngày/tháng/năm, ví dụ 31/12/2021."]


def test_a_stored_day_is_shown_as_on_paper():
    assert 'value="03/02/2021"' in str(DocumentForm(initial={"issued_on": date(2021, 2, 3)})["issued_on"])


def test_text_is_stored_composed_and_trimmed():
    form = filled(number=unicodedata.normalize("NFD", "  Tỉnh ủy "))
    assert form.is_valid()
    assert form.cleaned_data["number"] == unicodedata.normalize("NFC", "Tỉnh ủy")


def test_limits_are_told_with_their_number():
    form = filled(number="x" * 11, days="91")
    assert form.errors["number"] == ["Dài 11 ký tự; nhiều nhất là 10. Rút ngắn lại."]
    assert form.errors["days"] == ["Lớn nhất là 90."]
    assert filled(days="-1").errors["days"] == ["Nhỏ nhất là 0."]
