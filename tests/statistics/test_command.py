"""The command that prints the figures, as programs and people call it."""

import json

import pytest

from tests import make
from tests.statistics.season import season
from tusoi.project.command import guarded, parser
from tusoi.rules.terms import Category, Role

pytestmark = pytest.mark.django_db


def call(capsys, *words):
    code = guarded(parser().parse_args(["figures", *words]))
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def world():
    made = season(districts=3)
    made.rate(made.entry(made.districts[0]), Category.GOOD)
    return made


def user(world):
    return make.user(Role.STAFF, world.province).username


def test_json_has_exactly_the_shape_of_the_reference(world, capsys):
    code, out, _err = call(capsys, "--year", "2021", "--json", "--as", user(world))
    assert code == 0
    found = json.loads(out)
    assert list(found) == ["suggestions", "ratings"]
    assert [list(line) for line in found["suggestions"]] == [["managing_level", "collectives", "individuals"]] * 4
    assert [line["managing_level"] for line in found["suggestions"]] == ["province", "district", "grassroots", "total"]
    assert list(found["ratings"]) == ["total", "rated", "categories"]
    assert [line["category"] for line in found["ratings"]["categories"]] == [category.value for category in Category]
    assert found["ratings"]["categories"][1] == {"category": "GOOD", "count": 1, "base": 1, "percent": "100.00"}


def test_another_unit_is_asked_by_its_code(world, capsys):
    code, out, _err = call(capsys, "--year", "2021", "--unit", "H01", "--json", "--as", user(world))
    assert (code, json.loads(out)["ratings"]["total"]) == (0, 1)


def test_people_get_a_table_with_fractions_and_dashes(world, capsys):
    code, out, _err = call(capsys, "--year", "2021", "--as", user(world))
    assert code == 0
    assert "Đã xếp loại 1/3 tổ chức trực thuộc" in out
    assert "1/1 (100,00 %)" in out
    assert "–" in out


def test_a_year_without_a_cycle_names_the_command_that_opens_one(world, capsys):
    code, out, err = call(capsys, "--year", "2020", "--json", "--as", user(world))
    assert (code, out) == (1, "")
    assert "tusoi cycle open --year 2020" in err


def test_an_unknown_unit_and_one_out_of_reach_get_the_same_answer(world, capsys):
    stranger = make.user(Role.STAFF, world.districts[0]).username
    unknown = call(capsys, "--year", "2021", "--unit", "Z99", "--as", stranger)
    foreign = call(capsys, "--year", "2021", "--unit", "H02", "--as", stranger)
    assert unknown == foreign
    assert unknown[0] == 1
