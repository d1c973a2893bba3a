"""Connections of our backend outside Django's own, for the tests of the write gate."""

import threading
import time
from pathlib import Path

from django.db import connections
from django.db.utils import load_backend

from tusoi.project.databases import database
from tusoi.project.db.sqlite.base import DatabaseWrapper

CREATE = "CREATE TABLE saves (id integer PRIMARY KEY, writer text NOT NULL, number integer NOT NULL)"
INSERT = "INSERT INTO saves (writer, number) VALUES (%s, %s)"


def connect(folder: Path | str) -> DatabaseWrapper:
    """A fresh connection with the product's own options to the file in `folder`."""
    settings = connections.configure_settings({"default": database("", Path(folder))})["default"]
    return load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias="default")


def save(connection: DatabaseWrapper, writer: str, number: int) -> None:
    """One save in one transaction that reads before it writes, as our actions do."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM saves")
            cursor.execute(INSERT, [writer, number])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.set_autocommit(True)


def write_together(folder: Path | str, *, threads: int, saves: int, name: str = "") -> list[float]:
    """Let threads save at the same time, every second save without a transaction; seconds each save took."""
    waits: list[float] = []
    failures: list[BaseException] = []

    def work(writer: str) -> None:
        connection = connect(folder)
        try:
            for number in range(saves):
                began = time.monotonic()
                if number % 2:
                    save(connection, writer, number)
                else:
                    with connection.cursor() as cursor:
                        cursor.execute(f"{INSERT} RETURNING id", [writer, number])
                        cursor.fetchone()
                waits.append(time.monotonic() - began)
        except BaseException as error:  # noqa: BLE001 - handed to the caller
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(f"{name}{number}",)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if failures:
        raise failures[0]
    return waits
