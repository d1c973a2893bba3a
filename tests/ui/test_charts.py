"""Charts as markup: what they draw, what they tell, and that they need no style attribute."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.ui.charts import WIDE, Part, horizontal_bars, meter, share_bar, sparkline, stacked_bar

PARTS = (
    Part("Xuất sắc", 4, "excellent"),
    Part("Tốt", 16, "good"),
    Part("Hoàn thành", 2, "completed"),
    Part("Không", 0, "failed"),
)
CHARTS = [
    stacked_bar(PARTS, title="Xếp loại"),
    share_bar(985, 1012, title="Tiến độ"),
    horizontal_bars(PARTS, title="Theo mức"),
    meter(4, 3, title="Chỗ"),
    sparkline((3, None, 2), labels=("2019", "2020", "2021"), title="Năm năm"),
]


def drawing(markup: str) -> ET.Element:
    return ET.fromstring(f"<all>{markup}</all>")


def widths(markup: str) -> list[int]:
    return [int(rect.get("width")) for rect in drawing(markup).iter("rect")]


@pytest.mark.parametrize("markup", CHARTS)
def test_every_drawing_has_a_title_and_a_description_and_no_style(markup):
    assert "style" not in re.findall(r"\b[a-z-]+(?==\")", markup)
    for svg in drawing(markup).iter("svg"):
        assert svg.get("role") == "img"
        assert svg.findtext("title")
        assert svg.findtext("desc")


def test_a_stacked_bar_tells_every_part_with_its_share():
    markup = stacked_bar(PARTS, title="Xếp loại 22 đảng bộ")
    assert drawing(markup).findtext("svg/desc") == (
        "Xuất sắc: 4/22 (18,18 %); Tốt: 16/22 (72,73 %); Hoàn thành: 2/22 (9,09 %); Không: 0/22 (0,00 %)"
    )
    assert [item.text for item in drawing(markup).iter("li")][3] == "Không: 0/22 (0,00 %)"
    assert len(widths(markup)) == 3


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_the_parts_of_a_stacked_bar_fill_it_exactly(counts):
    drawn = widths(stacked_bar([Part("x", count) for count in counts], title="x", legend=False))
    assert sum(drawn) == (WIDE if sum(counts) else 0)


def test_a_share_that_exists_is_never_invisible_and_never_too_long():
    assert widths(share_bar(1, 5600000, title="x")) == [1]
    assert widths(share_bar(0, 5600000, title="x")) == [0]
    assert widths(share_bar(12, 10, title="x")) == [WIDE]
    assert widths(share_bar(0, 0, title="x")) == [0]


def test_a_meter_shows_places_taken_free_and_beyond_the_cap():
    def places(used: int, cap: int) -> list[str]:
        return [rect.get("class") for rect in drawing(meter(used, cap, title="x")).iter("rect")]

    assert places(2, 3) == ["place taken", "place taken", "place free"]
    assert places(4, 3) == ["place taken"] * 3 + ["place over"]
    assert places(0, 0) == []
    assert places(900, 1000) == ["fill excellent"]


def test_a_meter_tells_its_figures():
    assert drawing(meter(4, 3, title="Trong số tốt")).findtext("svg/desc") == "đã dùng 4, tối đa 3"


def test_a_year_without_a_figure_is_a_gap_and_not_a_zero():
    picture = drawing(sparkline((5, 4, None, 2, 1), labels=("1", "2", "3", "4", "5"), title="x"))
    assert len(list(picture.iter("polyline"))) == 2
    assert len(list(picture.iter("circle"))) == 4
    assert picture.findtext("svg/desc") == "1: 5; 2: 4; 3: –; 4: 2; 5: 1"


def test_markup_in_a_label_stays_text():
    assert "<script>" not in stacked_bar((Part("<script>", 1),), title="<script>")
    assert "<script>" not in horizontal_bars((Part("<script>", 1),), title="<script>")
