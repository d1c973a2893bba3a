"""P12: from an empty data folder to the demonstration being served, and the memory of the idle server."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from common import number


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tusoi-bench-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {"TUSOI_DATA_DIR": folder, "TUSOI_DATABASE_URL": ""}
        began = time.perf_counter()
        command = [sys.executable, "-m", "tusoi", "up", "--demo", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/readyz")
            number("demonstration of 52 055 members ready", time.perf_counter() - began, "s", "≤ 60 s")
            time.sleep(2)
            number("memory of the idle server, all processes (PSS)", _memory(server.pid), "MB", "≤ 200 MB")
        finally:
            server.terminate()
            server.wait(timeout=40)


def _wait(url: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)


def _memory(parent: int) -> float:
    """Megabytes of a process and its children; what they share counts once."""
    children = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False).stdout.split()
    found = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in [str(parent), *children])
    return sum(int(match[1]) for text in found if (match := re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE))) / 1024


if __name__ == "__main__":
    main()
