"""Problems in words."""

import re
from datetime import date
from fractions import Fraction

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from tests.ui.gallery import sentences as gallery_sentences
from tusoi.rules.authority import SOURCE
from tusoi.rules.authority_words import ACTION_WORDS, RELATION_WORDS, RESOURCE_WORDS
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Action, Category, Relation, Resource
from tusoi.ui.problems import Said, blame, fact_text, say, sentences


@pytest.mark.usefixtures("gallery")
def test_a_problem_says_what_why_and_what_next():
    said = say(Problem("gallery-unanswered", "HD 21, mẫu 01, mục IV", {"left": 1200}))
    assert said.what == "Còn 1.200 vấn đề gợi ý chưa được giải trình."
    assert said.source == "HD 21, mẫu 01, mục IV"
    assert said.fix == "Giải trình từng vấn đề rồi nộp lại."
    assert said.text == (
        "Còn 1.200 vấn đề gợi ý chưa được giải trình (HD 21, mẫu 01, mục IV). Giải trình từng vấn đề rồi nộp lại."
    )


@pytest.mark.usefixtures("gallery")
def test_a_room_may_give_a_pair_or_a_single_sentence():
    assert (
        say(Problem("gallery-date", facts={"day": date(2021, 12, 31)})).what == "Ngày 31/12/2021 không có trong lịch."
    )
    assert say(Problem("gallery-plain")) == Said("Tổ chức đã có trong danh sách.")


@pytest.mark.usefixtures("gallery")
def test_a_missing_fact_leaves_a_readable_sentence():
    assert say(Problem("gallery-unanswered")).what == "Còn … vấn đề gợi ý chưa được giải trình."


def test_an_unknown_code_is_still_a_sentence():
    said = say(Problem("nobody-wrote-this"))
    assert said.what == "Việc này chưa làm được vì một quy định của phần mềm (mã nobody-wrote-this)."
    assert said.fix == "Báo mã này cho người quản trị."


def test_the_rules_speak_too():
    said = say(Problem("count-negative", facts={"cells": ["C7", "D7"]}))
    assert said == Said("Số lượng không thể nhỏ hơn 0: C7, D7.", fix="Nhập lại số lượng.")


@pytest.mark.usefixtures("gallery")
def test_two_rooms_may_not_claim_one_code(monkeypatch):
    monkeypatch.setitem(gallery_sentences.SENTENCES, "stale-page", "Trùng mã.")
    with pytest.raises(ImproperlyConfigured, match="stale-page"):
        sentences()


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("count", 4941, "4.941"),
        ("year", 2021, "2021"),
        ("first_year", 2017, "2017"),
        ("share", Fraction(4, 22), "18,18 %"),
        ("category", Category.GOOD, "Hoàn thành tốt nhiệm vụ"),
        ("rows", [3, 1004], "3, 1.004"),
        ("name", "Chi bộ 2", "Chi bộ 2"),
        ("until", None, "–"),
    ],
)
def test_facts_are_written_as_the_reader_writes_them(name, value, text):
    assert fact_text(name, value) == text


class DateForm(forms.Form):
    issued_on = forms.CharField()


@pytest.mark.usefixtures("gallery")
def test_a_refusal_stands_at_the_field_it_names_else_at_the_form():
    form = DateForm({"issued_on": "31/02/2021"})
    at_field = Problem("gallery-date", facts={"day": "31/02/2021"}, where="issued_on")
    blame(form, Refused((at_field, Problem("gallery-unanswered", facts={"left": 2}, where="elsewhere"))))
    assert form.errors["issued_on"] == ["Ngày 31/02/2021 không có trong lịch. Sửa ô này rồi tải lại tệp."]
    assert form.non_field_errors() == ["Còn 2 vấn đề gợi ý chưa được giải trình. Giải trình từng vấn đề rồi nộp lại."]


def test_a_refused_right_is_told_in_the_language_of_the_reader():
    who = (RELATION_WORDS[Relation.MANAGING_LEADER],)
    facts = {"action": ACTION_WORDS[Action.DECIDE], "resource": RESOURCE_WORDS[Resource.RATING_DECISION], "who": who}
    problem = Problem("not-entitled", source=SOURCE.format(number=11), facts=facts)
    with override("vi"):
        said = say(problem)
        assert said.what == "Đồng chí không được quyết định quyết định xếp loại."
        assert said.source == "Bảng phân quyền, dòng 11"
    with override("en"):
        told = say(problem)
    assert not re.search("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựđ]", told.text.lower())
    assert "11" in told.source
