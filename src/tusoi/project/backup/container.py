"""The file of a backup: a zip whose last 64 characters are the sha256 of everything before them.

The manifest names every member with its own digest. So a flipped byte anywhere is found before anything is restored,
and damage can be told apart from a file that is no backup at all.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tusoi.rules.problems import Problem, Refused

MANIFEST = "manifest.json"
FORMAT = "tusoi-backup-1"
SEAL = 64
CHUNK = 1 << 20


class Writer:
    """Adds members and remembers their digests."""

    def __init__(self, target: zipfile.ZipFile) -> None:
        self._zip = target
        self.digests: dict[str, str] = {}

    def add_file(self, name: str, source: Path) -> None:
        with source.open("rb") as content, self.member(name) as out:
            while chunk := content.read(CHUNK):
                out.write(chunk)

    @contextmanager
    def member(self, name: str) -> Iterator["Digesting"]:
        """A member to be written piece by piece."""
        with self._zip.open(name, "w", force_zip64=True) as out:
            digesting = Digesting(out)
            yield digesting
        self.digests[name] = digesting.hexdigest

    def finish(self, facts: dict[str, Any]) -> None:
        manifest = {"format": FORMAT, **facts, "members": self.digests}
        self._zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        self._zip.comment = b"0" * SEAL


class Digesting:
    """A target that computes sha256 of what passes."""

    def __init__(self, target: Any) -> None:
        self._target = target
        self._digest = hashlib.sha256()

    def write(self, chunk: bytes) -> None:
        self._digest.update(chunk)
        self._target.write(chunk)

    @property
    def hexdigest(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A backup file, sealed when everything went well and gone when not."""
    part = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            yield Writer(archive)
        _seal(part)
        part.chmod(0o600)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _seal(path: Path) -> None:
    with path.open("r+b") as file:
        seal = _digest_before_seal(file)
        file.seek(-SEAL, 2)
        file.write(seal.encode())


def _digest_before_seal(file: BinaryIO) -> str:
    left = file.seek(0, 2) - SEAL
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            break
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


@contextmanager
def reading(source: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """A backup whose seal, manifest and members have all been checked. Refused with what is wrong."""
    try:
        with source.open("rb") as file:
            sealed = _digest_before_seal(file)
            file.seek(-SEAL, 2)
            seal = file.read(SEAL).decode("ascii", "replace")
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as error:
        if isinstance(error, FileNotFoundError):
            raise Refused(Problem("backup-missing", facts={"file": str(source)})) from error
        raise Refused(Problem("backup-unreadable", facts={"file": source.name})) from error
    with archive:
        if MANIFEST not in archive.namelist():
            raise Refused(Problem("backup-unreadable", facts={"file": source.name}))
        if seal != sealed:
            raise Refused(Problem("backup-damaged", facts={"file": source.name}))
        manifest = json.loads(archive.read(MANIFEST))
        if manifest.get("format") != FORMAT:
            raise Refused(Problem("backup-format", facts={"format": str(manifest.get("format"))}))
        _check_members(archive, manifest["members"])
        yield archive, manifest


def _check_members(archive: zipfile.ZipFile, digests: dict[str, str]) -> None:
    for name, wanted in digests.items():
        digest = hashlib.sha256()
        with archive.open(name) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != wanted:
            raise Refused(Problem("backup-damaged", facts={"file": name}))


def extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """One member to a file readable by its owner only."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.open(name) as member, target.open("wb") as out:
        while chunk := member.read(CHUNK):
            out.write(chunk)
    target.chmod(0o600)
