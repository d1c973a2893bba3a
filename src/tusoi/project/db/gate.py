"""The write gate: writers of one SQLite file queue here instead of colliding inside SQLite.

SQLite lets one writer in at a time and makes the others poll; under load some of them starve and fail with
"database is locked". Here every writer first passes a gate: inside a process in order of arrival, between
processes by `flock` on two small files beside the database. The kernel opens the gate when a process dies.
"""

import contextlib
import fcntl
import os
import threading
import time
from collections import deque

from django.db.utils import OperationalError

PATIENCE = 20.0
"""Seconds a writer waits before it gives up."""

FIRST_PAUSE, LONGEST_PAUSE = 0.0002, 0.002
"""Seconds between two looks at a gate another process holds; shorter than a save, so that nobody is overtaken twice."""


class DatabaseBusy(OperationalError):
    """The gate stayed shut for PATIENCE seconds. The web layer answers with a sentence and 503."""


class Queue:
    """A lock for threads that is handed over in order of arrival."""

    def __init__(self) -> None:
        self._mutex = threading.RLock()  # the garbage collector may close a gate while its thread stands in here
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def enter(self, seconds: float) -> bool:
        """Wait at most `seconds` for one's turn; False when it did not come."""
        turn = threading.Event()
        with self._mutex:
            if not self._taken:
                self._taken = True
                return True
            self._waiting.append(turn)
        if turn.wait(seconds):
            return True
        with self._mutex:
            if turn.is_set():  # handed over in the last moment
                return True
            self._waiting.remove(turn)
            return False

    def leave(self) -> None:
        """Hand over to whoever waits longest."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


class WriteGate:
    """The gate of one database file for one connection; `hold()` and `release()` may be called twice."""

    def __init__(self, database: str) -> None:
        self._database = os.path.realpath(database)
        self._fd: int | None = None
        self._process = 0

    @property
    def held(self) -> bool:
        """Does this connection hold the gate?"""
        return self._fd is not None

    def hold(self) -> None:
        """Wait for the gate and shut it behind oneself. Raises DatabaseBusy after PATIENCE seconds."""
        if self._fd is not None:
            return
        deadline = time.monotonic() + PATIENCE
        queue = _queue_of(self._database)
        if not queue.enter(PATIENCE):
            raise DatabaseBusy("the write gate stayed shut")
        try:
            self._fd = _pass_between_processes(self._database, deadline)
            self._process = os.getpid()
        except BaseException:
            queue.leave()
            raise

    def release(self) -> None:
        """Open the gate for the next writer."""
        if self._fd is None:
            return
        fd, self._fd = self._fd, None
        if self._process != os.getpid():  # a forked copy: the gate belongs to the parent
            os.close(fd)
            return
        try:
            _unlock(fd)
        finally:
            _queue_of(self._database).leave()

    def __del__(self) -> None:
        """A thread that ended in the middle of a transaction must not keep the gate shut."""
        self.release()


def _pass_between_processes(database: str, deadline: float) -> int:
    """Lock `<db>.gate`, waiting at the turnstile `<db>.gate-next` so that a busy process cannot overtake for ever.

    Whoever holds the turnstile is next at the gate; a process that has just left the gate queues behind it.
    """
    turnstile = _lock(f"{database}.gate-next", deadline)
    try:
        return _lock(f"{database}.gate", deadline)
    finally:
        _unlock(turnstile)


def _lock(path: str, deadline: float) -> int:
    """A fresh descriptor with an exclusive flock; one descriptor per holder, for flock belongs to the open file."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    pause = FIRST_PAUSE
    try:
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return fd
            if time.monotonic() > deadline:
                raise DatabaseBusy("another process kept the write gate shut")
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
    except BaseException:
        os.close(fd)
        raise


def _unlock(fd: int) -> None:
    """Unlock explicitly: a forked child may still hold a copy of the descriptor."""
    try:
        fcntl.flock(fd, fcntl.LOCK_UN)
    finally:
        os.close(fd)


_queues: dict[str, Queue] = {}


def _queue_of(database: str) -> Queue:
    """The queue of this process for one database file."""
    return _queues.get(database) or _queues.setdefault(database, Queue())


# A forked child has none of its parent's waiting threads, so it starts with empty queues.
os.register_at_fork(after_in_child=_queues.clear)
