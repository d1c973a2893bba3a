"""Files kept as they came: content-addressed in the data folder, written before the row that points to them."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tusoi.audit.models import StoredFile
from tusoi.rules.authority import Actor

CHUNK = 1 << 20


def path_of(sha256: str) -> Path:
    """Where the bytes of a stored file lie."""
    return Path(settings.TUSOI_DATA_DIR) / "files" / sha256[:2] / sha256


def store(source: BinaryIO, *, name: str, content_type: str, by: Actor, at: datetime) -> StoredFile:
    """Keep the bytes of ``source``; the same bytes are kept once. Raises OSError when the disk refuses."""
    root = Path(settings.TUSOI_DATA_DIR) / "files"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=root, delete=False) as copy:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(exist_ok=True, mode=0o700)
    Path(copy.name).replace(target)
    stored, _created = StoredFile.objects.get_or_create(
        sha256=digest.hexdigest(),
        defaults={
            "name": name[:255],
            "size": size,
            "content_type": content_type[:120],
            "stored_at": at,
            "stored_by": by.name,
        },
    )
    return stored


def opened(stored: StoredFile) -> BinaryIO:
    """The stored bytes, for reading."""
    return path_of(stored.sha256).open("rb")
