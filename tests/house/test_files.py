"""Files stay small, say what they are for, and carry nothing that belongs elsewhere."""

import re

from tests.house.source import LOOSE, ROOT, SRC, place, written

LONGEST = 400
UNFINISHED = re.compile(r"\b(TODO|FIXME|HACK|NotImplementedError|coming soon)\b")
MACHINE = re.compile(
    r"(?<![\w.<])/(work|root|home|tmp)/|\b(pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org)"
)
NO_SUCH_FILES = {"services.py", "utils.py", "helpers.py", "managers.py", "signals.py", "admin.py"}
TEXTS = {".py", ".html", ".css", ".js", ".toml", ".md", ".csv", ".po", ".in", ".lock", ""}
ROOMS = sorted(path.parent for path in SRC.glob("*/__init__.py"))


def test_no_file_is_longer_than_400_lines():
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_nothing_in_the_product_is_left_unfinished():
    found = [
        f"{place(path, number)}: {line.strip()}"
        for path in written("src", suffixes={".py", ".html", ".toml", ".css", ".js"})
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_no_file_names_a_place_on_somebodys_machine_or_a_package_registry():
    files = [*written(suffixes=TEXTS), *(ROOT / name for name in LOOSE), *ROOT.glob("*.md")]
    found = [
        f"{place(path, number)}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert found == []


def test_no_room_has_a_drawer_for_everything_else():
    assert [place(path) for path in written("src", suffixes={".py"}) if path.name in NO_SUCH_FILES] == []


def test_every_room_explains_itself_in_a_short_readme():
    without = [place(room) for room in ROOMS if not (room / "README.md").exists()]
    assert without == []


def test_every_python_file_of_the_product_says_what_it_is_for():
    silent = [
        place(path)
        for path in written("src", suffixes={".py"})
        if path.name != "apps.py"
        and (text := path.read_text(encoding="utf-8")).strip()
        and not text.lstrip().startswith(('"""', 'r"""'))
    ]
    assert silent == []
