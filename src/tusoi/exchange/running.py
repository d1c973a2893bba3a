"""Is somebody at work on an upload, and how far? Two small files beside the database, outside every transaction.

``<id>.lock`` is held (``flock``) by the process at work: the kernel lets go of it when the process dies, so a dead one
is never taken for a live one. ``<id>.json`` says how far it is.
"""

import contextlib
import fcntl
import json
import os
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

TRIES, PAUSE = 10, 0.02  # a reader who looks in holds the lock for a moment
EVERY = 0.3  # seconds between two notes


class Progress(NamedTuple):
    done: int
    total: int


class Note:
    """Writes down how far the work is, a few times a second at most."""

    def __init__(self, upload: int) -> None:
        self._path = _path(upload, "json")
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._last < EVERY and done < total:
            return
        self._last = time.monotonic()
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps([done, total]))
        draft.replace(self._path)


def claim(upload: int) -> int | None:
    """A descriptor that holds the upload until every copy of it is closed; None while somebody else does."""
    descriptor = os.open(_path(upload, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
    for _try in range(TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)
        else:
            _path(upload, "json").unlink(missing_ok=True)
            return descriptor
    os.close(descriptor)
    return None


def is_running(upload: int) -> bool:
    """Whether a living process holds the upload."""
    with contextlib.ExitStack() as stack:
        try:
            descriptor = os.open(_path(upload, "lock"), os.O_RDONLY)
        except FileNotFoundError:
            return False
        stack.callback(os.close, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def progress(upload: int) -> Progress:
    """How far it is; nothing known is 0 of 0."""
    try:
        done, total = json.loads(_path(upload, "json").read_text())
    except (OSError, ValueError):
        return Progress(0, 0)
    return Progress(done, total)


def _path(upload: int, kind: str) -> Path:
    folder = Path(settings.TUSOI_DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{upload}.{kind}"
