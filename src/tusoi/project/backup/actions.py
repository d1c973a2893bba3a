"""Saving and restoring a whole installation."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from tusoi import __version__
from tusoi.audit.actions import book
from tusoi.audit.verification import verify
from tusoi.project.backup import databases
from tusoi.project.backup.container import extract, reading, writing
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused

FILES = "files"
CONFIGURATION = "tusoi.toml"
# the secret key stays where it is: another machine makes its own, and people sign in again


@dataclass(frozen=True)
class Saved:
    """What a backup holds: rows of all tables, stored files, bytes of the archive."""

    rows: int
    files: int
    size: int


@dataclass(frozen=True)
class Restored:
    """What came back, and whether it was compared with what had been saved."""

    rows: int
    files: int
    events: int | None


def save(target: Path, *, by: Actor, at: datetime) -> Saved:
    """Write a backup of this moment. The database first: a file is stored before the row that points to it."""
    if target.exists():
        raise Refused(Problem("backup-exists", facts={"file": str(target)}))
    if not target.parent.is_dir():
        raise Refused(Problem("backup-no-folder", facts={"folder": str(target.parent)}))
    folder = Path(settings.TUSOI_DATA_DIR)
    with writing(target) as writer:
        facts = databases.save(writer)
        files = sorted(path for path in (folder / FILES).glob("*/*") if path.is_file())
        for path in files:
            writer.add_file(str(path.relative_to(folder)), path)
        if (folder / CONFIGURATION).exists():
            writer.add_file(CONFIGURATION, folder / CONFIGURATION)
        writer.finish({**facts, "version": __version__, "saved_at": at.isoformat()})
    rows = sum(facts["rows"].values())
    with book(by=by, at=at) as page:
        page.write("project.backup", "project.installation", after={"file": target.name, "rows": rows})
    return Saved(rows, len(files), target.stat().st_size)


def restore(source: Path, *, compare: bool) -> Restored:
    """Restore into an empty installation; with ``compare`` read everything back and recompute the book.

    Refused, with nothing changed, when the file is damaged or something is already here.
    """
    folder = Path(settings.TUSOI_DATA_DIR)
    if not databases.is_empty() or (folder / FILES).exists():
        raise Refused(Problem("restore-not-empty", facts={"folder": str(folder)}), kind="conflict")
    with reading(source) as (archive, manifest):
        names = [name for name in manifest["members"] if name.startswith(f"{FILES}/")]
        for name in names:
            extract(archive, name, _inside(folder, name))
        if CONFIGURATION in manifest["members"] and not (folder / CONFIGURATION).exists():
            extract(archive, CONFIGURATION, folder / CONFIGURATION)
        databases.load(archive, manifest)
        events = _compare(manifest) if compare else None
    return Restored(sum(manifest["rows"].values()), len(names), events)


def _inside(folder: Path, name: str) -> Path:
    """Where a member goes; a name that leads out of the data folder is damage, whoever made it."""
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise Refused(Problem("backup-damaged", facts={"file": name}))
    return target


def _compare(manifest: dict[str, object]) -> int:
    connection.close()
    wrong = databases.differences(manifest)
    if wrong:
        raise Refused(Problem("restore-differs", facts={"tables": wrong}))
    verdict = verify()
    if not verdict.holds:
        raise Refused([broken.problem for broken in verdict.breaks])
    return verdict.events
