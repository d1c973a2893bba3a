"""Writers of one SQLite file take turns: nobody starves, nothing is lost, a dead process opens the gate."""

import fcntl
import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.writers import CREATE, INSERT, connect, save, write_together
from tusoi.project.db import gate
from tusoi.project.db.gate import DatabaseBusy, Queue, WriteGate
from tusoi.project.db.sqlite.base import DatabaseWrapper, writes

THREADS, SAVES = 8, 20
ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
import django
django.setup()
from tests.project.writers import write_together
waits = write_together(sys.argv[1], threads=int(sys.argv[2]), saves=int(sys.argv[3]), name="other-")
print(max(waits))
"""

HOLDER = """
import sys, time
import django
django.setup()
from tests.project.writers import INSERT, connect
connection = connect(sys.argv[1])
connection.cursor().execute("BEGIN IMMEDIATE")
connection.cursor().execute(INSERT, ["holder", 1])
print("holding", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path, django_db_blocker) -> Iterator[Path]:
    """A database file of its own; the tests' shared database stays untouched."""
    with django_db_blocker.unblock():
        connection = connect(tmp_path)
        connection.cursor().execute(CREATE)
        connection.close()
        yield tmp_path


@pytest.fixture
def connection(folder: Path):
    opened = connect(folder)
    yield opened
    opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PATIENCE", 0.2)


def start(program: str, folder: Path, *args: object) -> subprocess.Popen[str]:
    """Another process on the same file; what it leaves behind when it is killed stays in `folder`."""
    command = [sys.executable, "-c", program, str(folder), *map(str, args)]
    own = os.environ | {"TMPDIR": str(folder)}
    return subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True)


def count(connection: DatabaseWrapper) -> int:
    return connection.cursor().execute("SELECT count(*) FROM saves").fetchone()[0]


def test_threads_and_processes_saving_together_lose_nothing_and_nobody_starves(folder, connection):
    others = [start(WRITER, folder, THREADS, SAVES) for _ in range(2)]
    waits = write_together(folder, threads=THREADS, saves=SAVES)
    longest = max(waits + [float(other.communicate()[0]) for other in others])
    assert [other.returncode for other in others] == [0, 0]
    assert count(connection) == 3 * THREADS * SAVES
    assert longest < gate.PATIENCE / 2


def test_a_killed_process_opens_the_gate_and_its_unfinished_save_is_gone(folder, connection):
    holder = start(HOLDER, folder)
    assert holder.stdout.readline() == "holding\n"
    holder.kill()
    holder.communicate()
    began = time.monotonic()
    save(connection, "after", 1)
    assert time.monotonic() - began < 5
    assert count(connection) == 1


def test_whoever_waits_too_long_is_told_that_the_database_is_busy(folder, connection, impatient):
    holder = start(HOLDER, folder)
    holder.stdout.readline()
    with pytest.raises(DatabaseBusy):
        save(connection, "late", 1)
    holder.kill()
    holder.communicate()
    save(connection, "late", 1)
    assert count(connection) == 1


def test_a_thread_that_waits_too_long_behind_another_thread_is_told_too(folder, connection, impatient):
    other = connect(folder)
    other.cursor().execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy):
        connection.cursor().execute(INSERT, ["late", 1])
    other.close()
    connection.cursor().execute(INSERT, ["late", 1])
    assert count(connection) == 1


def test_a_reader_does_not_wait_for_a_writer(folder, connection, impatient):
    other = connect(folder)
    other.cursor().execute("BEGIN IMMEDIATE")
    other.cursor().execute(INSERT, ["writer", 1])
    assert count(connection) == 0
    other.close()


def test_a_single_write_with_returning_is_stored_before_its_rows_are_read(folder, connection):
    cursor = connection.cursor()
    cursor.execute(f"{INSERT} RETURNING number", ["alone", 7])
    assert not connection.gate.held
    other = connect(folder)
    assert count(other) == 1
    other.close()
    assert cursor.fetchone() == (7,)
    assert cursor.fetchone() is None


def test_a_write_that_fails_opens_the_gate(folder, connection):
    with pytest.raises(Exception, match="NOT NULL"):
        connection.cursor().execute(INSERT, [None, 1])
    assert not connection.gate.held


def test_closing_in_the_middle_of_a_transaction_opens_the_gate(folder, connection):
    other = connect(folder)
    other.cursor().execute("BEGIN IMMEDIATE")
    other.close()
    save(connection, "next", 1)
    assert count(connection) == 1


def test_a_thread_that_ends_in_the_middle_of_a_transaction_does_not_keep_the_gate_shut(folder, connection):
    def begin_and_forget() -> None:
        forgotten = connect(folder)
        forgotten.cursor().execute("BEGIN IMMEDIATE")

    thread = threading.Thread(target=begin_and_forget)
    thread.start()
    thread.join()
    gc.collect()
    save(connection, "next", 1)
    assert count(connection) == 1


def test_a_forked_copy_of_a_holder_leaves_the_gate_to_its_parent(tmp_path):
    holder = WriteGate(str(tmp_path / "file"))
    holder.hold()
    child = os.fork()
    if child == 0:
        holder.release()
        os._exit(0)
    os.waitpid(child, 0)
    beside = os.open(tmp_path / "file.gate", os.O_RDWR)
    with pytest.raises(BlockingIOError):
        fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
    holder.release()
    fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(beside)


def test_the_file_is_durable_and_forgets_what_was_erased(connection):
    promises = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    cursor = connection.cursor()
    assert {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in promises} == promises


def test_threads_get_their_turn_in_order_of_arrival():
    queue = Queue()
    queue.enter(1)
    order: list[int] = []

    def arrive(number: int) -> None:
        queue.enter(10)
        order.append(number)
        queue.leave()

    threads = [threading.Thread(target=arrive, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    queue.leave()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT 1", False),
        ("  select 1", False),
        ("(SELECT 1)", False),
        ("PRAGMA quick_check", False),
        ("EXPLAIN QUERY PLAN SELECT 1", False),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("VACUUM INTO 'copy'", False),
        ("", False),
        ("BEGIN IMMEDIATE", True),
        ("INSERT INTO t VALUES (1)", True),
        ("UPDATE t SET a = 1", True),
        ("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", True),
        ("VACUUM", True),
        ("CREATE TABLE t (a)", True),
    ],
)
def test_a_statement_is_known_as_reading_or_writing(query, expected):
    assert writes(query) is expected
