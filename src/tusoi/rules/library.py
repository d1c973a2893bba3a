"""The shelf of packs: load, lay over, verify, choose by date.

``python -m tusoi.rules.library lock`` writes the digests of all shipped packs, ``check`` compares them.
"""

import hashlib
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path

from tusoi.rules.pack import Pack
from tusoi.rules.pack_files import (
    MAIN,
    OverlayHeader,
    PackError,
    digest_of,
    lay_over,
    read_folder,
    read_overlay,
    shape,
)
from tusoi.rules.problems import Problem
from tusoi.rules.sentences import SENTENCES

SHELF = Path(str(resources.files("tusoi"))) / "packs"
LOCK = "packs.lock"


@dataclass(frozen=True)
class Card:
    """A pack as a form offers it."""

    id: str
    title: str
    citation: str
    in_force_from: date | None
    in_force_to: date | None
    complete: bool
    verified: bool


def load(pack_id: str, *, overlays: tuple[Path, ...] = (), on: date | None = None, shelf: Path = SHELF) -> Pack:
    """A shipped pack with local overlays, verified against ``packs.lock``. The same pack is read once.

    ``overlays``: folders, laid over in this order; with ``on`` only those in force that day.
    """
    return _load(pack_id, overlays, on, shelf)


def load_from(folder: Path, *, overlays: Sequence[Path] = (), on: date | None = None) -> Pack:
    """A pack from any folder. Raises PackError with file, line and key of everything that is wrong."""
    raw = read_folder(folder)
    applied: list[str] = []
    for overlay_folder in overlays:
        header, overlay = read_overlay(overlay_folder)
        if header.pack != raw.data.get("id"):
            facts = {"overlay": header.id, "pack": header.pack, "other": raw.data.get("id")}
            raise PackError(Problem("overlay-of-another-pack", facts=facts))
        if on is None or _in_force(header, on):
            raw = lay_over(raw, overlay)
            applied.append(header.id)
    return shape(raw, overlays=tuple(applied))


def digest(pack_id: str, *, overlays: Sequence[Path] = ()) -> str:
    """What a cycle pins, 64 hexadecimal digits: the pack and, where there are any, its overlays in order."""
    return _digest(folder_of(pack_id), overlays)


def available(shelf: Path = SHELF) -> tuple[Card, ...]:
    """Every shipped pack, the latest regulation first."""
    packs = [load_from(folder) for folder in _folders(shelf).values()]
    cards = (
        Card(
            pack.id,
            pack.title,
            pack.citation,
            pack.in_force_from.value,
            pack.in_force_to.value,
            pack.complete,
            pack.verified,
        )
        for pack in packs
    )
    return tuple(sorted(cards, key=lambda card: (card.in_force_from or date.min, card.id), reverse=True))


def choose(on: date, shelf: Path = SHELF) -> str | None:
    """Id of the pack in force on that day; of several, the one that came into force last."""
    return next((card.id for card in available(shelf) if _in_force(card, on)), None)


def folder_of(pack_id: str, shelf: Path = SHELF) -> Path:
    folders = _folders(shelf)
    if pack_id not in folders:
        raise PackError(Problem("pack-not-found", facts={"pack": pack_id, "available": sorted(folders)}))
    return folders[pack_id]


def check_lock(shelf: Path = SHELF) -> tuple[Problem, ...]:
    """What differs between the shelf and its lock."""
    locked, found = _locked(shelf), {name: digest_of(folder) for name, folder in _folders(shelf).items()}
    problems = [Problem("pack-not-locked", facts={"pack": name}) for name in found.keys() - locked.keys()]
    problems += [Problem("pack-locked-but-gone", facts={"pack": name}) for name in locked.keys() - found.keys()]
    problems += [
        Problem("pack-digest-differs", facts={"pack": name, "locked": locked[name], "found": found[name]})
        for name in found.keys() & locked.keys()
        if found[name] != locked[name]
    ]
    return tuple(sorted(problems, key=lambda problem: str(problem.facts["pack"])))


def write_lock(shelf: Path = SHELF) -> None:
    """Digests of the shelf as it stands, one line per pack. Every pack must load."""
    lines = [
        f'{name} = "{digest_of(folder)}"\n' for name, folder in sorted(_folders(shelf).items()) if load_from(folder)
    ]
    head = "# sha256 of each pack; written by: python -m tusoi.rules.library lock\n"
    (shelf / LOCK).write_text(head + "".join(lines), encoding="utf-8")


def main(arguments: Sequence[str], shelf: Path = SHELF) -> int:
    """``lock`` or ``check``; 0 only when all went well."""
    if list(arguments) not in (["lock"], ["check"]):
        sys.stderr.write("python -m tusoi.rules.library lock | check\n")
        return 2
    try:
        if arguments[0] == "lock":
            write_lock(shelf)
        problems = check_lock(shelf)
        available(shelf)
    except PackError as error:
        problems = error.problems
    for problem in problems:
        what, fix = SENTENCES[problem.code]
        sys.stderr.write(f"{what} {fix}\n".format_map(problem.facts))
    return 1 if problems else 0


@lru_cache(maxsize=32)
def _load(pack_id: str, overlays: tuple[Path, ...], on: date | None, shelf: Path) -> Pack:
    folder = folder_of(pack_id, shelf)
    problems = [problem for problem in check_lock(shelf) if problem.facts["pack"] == pack_id]
    if problems:
        raise PackError(problems)
    return load_from(folder, overlays=overlays, on=on)


def _digest(folder: Path, overlays: Sequence[Path]) -> str:
    own = digest_of(folder)
    if not overlays:
        return own
    return hashlib.sha256("\n".join([own, *map(digest_of, overlays)]).encode()).hexdigest()


def _folders(shelf: Path) -> dict[str, Path]:
    """Pack id → folder. The folder of a pack bears its id; ``vn-party/`` and the like sort packs by country."""
    return {file.parent.name: file.parent for file in sorted(shelf.glob(f"*/*/{MAIN}"))}


def _locked(shelf: Path) -> dict[str, str]:
    file = shelf / LOCK
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _in_force(what: Card | OverlayHeader, on: date) -> bool:
    start, end = (
        (what.in_force_from, what.in_force_to)
        if isinstance(what, Card)
        else (what.in_force_from.value, what.in_force_to.value)
    )
    return (start is None or start <= on) and (end is None or on <= end)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
