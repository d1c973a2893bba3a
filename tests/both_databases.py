"""`./run test [pytest args]`: the whole suite on SQLite, then everything that touches the database on PostgreSQL.

Pure tests run once. Browser journeys run whole on SQLite, those marked `main_journey` on PostgreSQL too.
With TUSOI_TEST_DATABASE_URL a server of yours is used instead of the cluster started from .venv.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from databases import ClusterError, cluster

CHROMIUM = "/usr/bin/chromium"
NO_BROWSER = "TUSOI_NO_BROWSER"
NOTHING_COLLECTED = 5


def main(args: list[str]) -> int:
    """The exit code is 0 only when both runs passed."""
    if not browser_is_there():
        return 1
    workers = [] if any(arg.startswith("-n") for arg in args) else ["-n", "2", "--dist", "loadgroup"]
    results = {"SQLite": pytest([*workers, *args])}
    try:
        with server() as url:
            results["PostgreSQL"] = pytest([*workers, *args], TUSOI_DATABASE_URL=url)
    except ClusterError as error:
        print(f"\nPOSTGRESQL COULD NOT BE STARTED, so nothing was tested on it.\n{error}", file=sys.stderr)
        return 1
    focused = bool(args)
    passed = {name: code == 0 or (focused and code == NOTHING_COLLECTED) for name, (code, _) in results.items()}
    for name, (code, seconds) in results.items():
        print(f"{name}: {'passed' if passed[name] else f'FAILED (exit code {code})'} in {seconds:.0f} s")
    return 0 if all(passed.values()) else 1


def pytest(args: list[str], **environment: str) -> tuple[int, float]:
    """Run pytest once; exit code and seconds."""
    name = "PostgreSQL" if "TUSOI_DATABASE_URL" in environment else "SQLite"
    print(f"\n===== tests on {name} =====", flush=True)
    own = {name: value for name, value in os.environ.items() if name != "TUSOI_DATABASE_URL"} | environment
    began = time.monotonic()
    code = subprocess.call([sys.executable, "-m", "pytest", *args], env=own)
    return code, time.monotonic() - began


def server() -> contextlib.AbstractContextManager[str]:
    """The address of a PostgreSQL database in which the tests may create databases."""
    given = os.environ.get("TUSOI_TEST_DATABASE_URL")
    return contextlib.nullcontext(given) if given else cluster()


def browser_is_there() -> bool:
    """Install Debian's Chromium when it is missing and we may; otherwise say so and stop, unless told not to care."""
    if Path(CHROMIUM).exists():
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing Debian's chromium for the browser journeys …", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "-qq", "update"], env=quiet, stdout=subprocess.DEVNULL)
        subprocess.call(
            ["apt-get", "-qq", "install", "--no-install-recommends", "-y", "chromium"],
            env=quiet,
            stdout=subprocess.DEVNULL,
        )
        if Path(CHROMIUM).exists():
            return True
    print(
        f"\nTHE BROWSER JOURNEYS CANNOT RUN: {CHROMIUM} is missing and could not be installed.\n"
        "As root: apt-get install chromium\n"
        f"To run everything but the journeys, knowing that they are left out: {NO_BROWSER}=1 ./run test",
        file=sys.stderr,
    )
    return os.environ.get(NO_BROWSER) == "1"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
