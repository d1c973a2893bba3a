"""Later rooms import earlier ones, never the reverse; the contracts stand in pyproject.toml."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.source import ROOT, SRC
from tusoi.project.rooms import ROOMS


def test_the_order_of_the_rooms_is_kept(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == EXIT_STATUS_SUCCESS


def test_every_folder_of_the_package_is_a_room_the_contract_knows():
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    folders = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert {name for name in folders if f'"tusoi.{name}"' not in contract} == set()


def test_every_room_with_models_or_pages_is_installed():
    folders = {path.parent.name for path in SRC.glob("*/apps.py")}
    assert folders == set(ROOMS)
