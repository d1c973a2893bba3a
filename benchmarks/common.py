"""What every benchmark shares: an installation of its own, seconds, and ratios against a floor of the same run.

A benchmark is run as `./run bench NAME [--postgresql]`; it prints ratios, never passes or fails. Seconds depend on the
machine and are printed only so that the ratios can be checked.
"""

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
Result = TypeVar("Result")


@contextlib.contextmanager
def installation(arguments: argparse.Namespace) -> Iterator[Path]:
    """An empty, migrated installation in a temporary folder, on SQLite or on a PostgreSQL started for the purpose."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tusoi-bench-")))
        os.environ["TUSOI_DATA_DIR"] = str(folder / "data")
        os.environ.pop("TUSOI_DATABASE_URL", None)
        if arguments.postgresql:
            sys.path.insert(0, str(ROOT / "tests"))
            from databases import cluster

            os.environ["TUSOI_DATABASE_URL"] = stack.enter_context(cluster())
        os.environ["DJANGO_SETTINGS_MODULE"] = "tusoi.project.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        yield folder


def parser(purpose: str) -> argparse.ArgumentParser:
    """The arguments all benchmarks take."""
    made = argparse.ArgumentParser(description=purpose)
    made.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    made.add_argument("--repeat", type=int, default=3, help="runs of each measured part; the median counts")
    return made


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of one run, and what it gave."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: list[float]) -> float:
    return percentile(values, 0.5)


def ratio(what: str, measured: float, floor: float, goal: str) -> None:
    """One line: what, the ratio, its goal, and the two numbers it comes from (seconds)."""
    print(f"{what:<58} {measured / floor:8.2f} ×   goal {goal:<12} ({measured:.3f} s / {floor:.3f} s)")


def number(what: str, value: float, unit: str, goal: str) -> None:
    """One line with an absolute number, where the goal is one."""
    print(f"{what:<58} {value:8.1f} {unit:<3} goal {goal}")
