"""The files of the project as the house tests read them: what people wrote, not what they took from others."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "tusoi"
WRITTEN = {".py", ".html", ".css", ".js"}
NOT_OURS = {"vendor", "migrations", "__pycache__"}
TOP = ("src", "tests", "benchmarks", "docs", "locale", ".ci")
LOOSE = (
    "run",
    "pyproject.toml",
    "requirements.in",
    "requirements-dev.in",
    "requirements.lock",
    "requirements-dev.lock",
)


def written(*tops: str, suffixes: set[str] = WRITTEN) -> Iterator[Path]:
    """Files of those kinds below those folders (default: everywhere), without vendored and generated ones."""
    for top in tops or TOP:
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in suffixes and path.is_file() and not NOT_OURS & set(path.parts):
                yield path


def named(*stems: str) -> Iterator[Path]:
    """Python files of the rooms whose name begins with one of the stems: views.py, views_board.py …"""
    return (path for path in written("src", suffixes={".py"}) if path.stem.split("_")[0] in stems)


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, line: int | None = None) -> str:
    """How a test names a spot: src/tusoi/desk/views.py:12."""
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))
