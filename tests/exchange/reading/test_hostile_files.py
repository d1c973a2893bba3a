"""Whatever is sent, reading answers soon, within its memory, and the process that asked lives on (goals.md G6)."""

import resource
import time
from pathlib import Path

import pytest

from tests.exchange.reading.hostile import READ, Make, files
from tusoi.exchange.reading.read import Reading, read
from tusoi.ui.problems import sentences

FILES = list(files())
SECONDS = 2.0


def spent() -> float:
    """Processor seconds of this process and of the children it has waited for: a busy machine does not count."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@pytest.mark.parametrize(("codes", "make"), [pytest.param(c, m, id=name) for name, c, m in FILES])
def test_a_hostile_or_broken_file_is_refused_or_read_within_two_seconds(
    codes: set[str], make: Make, tmp_path: Path
) -> None:
    path = tmp_path / "gui-len.xlsx"
    path.write_bytes(make())
    before = spent()
    reading = read(path, "units")
    assert spent() - before < SECONDS
    assert outcome(reading) <= codes
    assert all(problem.code in sentences() for problem in reading.problems)
    assert list(tmp_path.iterdir()) == [path]


def outcome(reading: Reading) -> set[str]:
    assert bool(reading.problems) is (reading.parsed is None)
    return {problem.code for problem in reading.problems} or {READ}


def test_there_are_at_least_sixty_of_them_and_no_two_are_alike() -> None:
    assert len(FILES) >= 60
    assert len({name for name, _codes, _make in FILES}) == len(FILES)
