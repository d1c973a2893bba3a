"""`tusoi serve`: the web server, one process with threads (more processes with PostgreSQL)."""

import argparse
import hashlib
from typing import Any

from tusoi.project.command import fail

HELP = "chạy máy chủ web"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen; the defaults come from tusoi.toml and TUSOI_BIND, TUSOI_PORT."""
    parser.add_argument("--bind", metavar="ADDRESS", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    parser.add_argument("--port", type=int, metavar="PORT", help="cổng lắng nghe (mặc định 8000)")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; refuses a database of another version."""
    from tusoi.project.commands.migrate import missing

    if missing():
        return fail("Cơ sở dữ liệu chưa đúng phiên bản. Hãy chạy: tusoi migrate")
    return serve(bind=options.bind, port=options.port)


def serve(*, bind: str | None = None, port: int | None = None) -> int:
    """Serve with gunicorn's threads; returns when the server was told to stop."""
    from django.conf import settings
    from django.db import connections

    chosen = settings.CONFIGURATION
    address = f"{bind or chosen['bind']}:{port or chosen['port']}"
    collect_static()
    connections.close_all()  # a connection must not be shared with the processes that gunicorn forks
    _server(address, workers=chosen["workers"], threads=chosen["threads"]).run()
    return 0


def collect_static() -> None:
    """Copy, hash and compress the static files once per version of them."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    stamp = settings.STATIC_ROOT / ".digest"
    if stamp.exists() and stamp.read_text() == found.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(found.hexdigest())


def _server(address: str, *, workers: int, threads: int) -> Any:
    """A gunicorn of our own: it reads no configuration file of its own."""
    from gunicorn.app.base import BaseApplication

    settings = {
        "bind": [address],
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "timeout": 180,  # a province's import is applied within one request of at most this many seconds
        "graceful_timeout": 30,
        "keepalive": 30,
        "umask": 0o077,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _server: print(f"tusoi đang chạy tại http://{address}/", flush=True),
    }

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from tusoi.project.wsgi import application

            return application

    return Server()
