"""A real installation for tests: its own data folder and database, the `tusoi` command, a server that can be killed."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

START_SECONDS = 30


@dataclass
class Installation:
    """`tusoi …` in a folder of its own; with `database_url` on PostgreSQL, else on SQLite in the folder."""

    folder: Path
    database_url: str = ""
    servers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith("TUSOI_")}
        return outside | {
            "TUSOI_DATA_DIR": str(self.folder),
            "TUSOI_DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tusoi.project.settings",
        }

    def tusoi(self, *args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        command = [sys.executable, "-m", "tusoi", *map(str, args)]
        return subprocess.run(command, env=self.environment | environment, capture_output=True, text=True, check=False)

    def serve(self) -> str:
        """Start the server on a free port and wait until it is ready; its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "tusoi", "serve", "--port", str(port)]
        self.servers.append(subprocess.Popen(command, env=self.environment, start_new_session=True))
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + START_SECONDS
        while not _ready(url):
            if self.servers[-1].poll() is not None or time.monotonic() > deadline:
                raise AssertionError("the server did not start; its words are above")
            time.sleep(0.1)
        return url

    def kill(self) -> None:
        """kill -9 for every process of the last server, as a power cut would."""
        server = self.servers.pop()
        os.killpg(server.pid, 9)
        server.wait()

    def stop(self) -> None:
        """End every server politely."""
        for server in self.servers:
            server.terminate()
            server.wait(timeout=40)
        self.servers.clear()


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
