"""A workbook as the child process read it, and the parent's side of that reading.

The parent never parses a foreign file: it starts ``child.py`` alone, kills it when it takes too long, and turns
whatever happens to it into a ``Problem``.
"""

import json
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

from tusoi.exchange.reading.archive import intact
from tusoi.exchange.reading.limits import DEFAULT, MB, Limits
from tusoi.rules.problems import Problem, Refused

Cell = str | int | float | bool | date
CHILD = Path(__file__).with_name("child.py")
# how a child can die: by our clock or its limit of processor time; by its limit of memory; anything else is the file
FATES = {0: "", -9: "workbook-too-slow", -24: "workbook-too-slow", -6: "workbook-too-large", -11: "workbook-too-large"}
SEPARATOR = "\x7f"  # between the values of a text column; the child takes it out of the values


@dataclass(frozen=True)
class Sheet:
    """The rows that hold something, column by column; blank rows and columns are left out.

    ``rows``     row numbers as in Excel, rising, one for each value of a column
    ``columns``  column number (A = 1) → its values; "" is a blank cell
    ``merged``   (top, left, bottom, right), numbers as in Excel, near the top of the sheet only
    ``wider``    number of the last column when some were beyond the limit and left out, else 0
    """

    name: str
    rows: range | list[int]
    columns: Mapping[int, list[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    wider: int = 0

    def value(self, row: int, column: int) -> Cell:
        """The cell at a row and column number of Excel; "" where nothing is."""
        place = bisect_left(self.rows, row)
        if column not in self.columns or place == len(self.rows) or self.rows[place] != row:
            return ""
        return self.columns[column][place]


def read_sheets(path: Path, *, limits: Limits = DEFAULT) -> tuple[Sheet, ...]:
    """All worksheets of a checked .xlsx. Raises ``Refused`` when it is broken, too large or too slow to read."""
    size = path.stat().st_size
    order = {"path": str(path), "cpu": limits.cpu(size), "memory": limits.memory_bytes, "rows": limits.rows}
    order |= {"columns": limits.columns, "characters": limits.text_characters, "sheets": limits.sheets}
    fate, output = _run(path, json.dumps(order), seconds=limits.wall(size), output_bytes=4 * limits.text_characters)
    answers = [json.loads(line, object_hook=_date) for line in output.splitlines() if line.endswith(b"}")]
    refused = next((answer["refused"] for answer in answers if "refused" in answer), fate)
    if refused or not answers or "end" not in answers[-1]:
        raise Refused(Problem(refused or "workbook-broken", facts=_facts(limits)))
    return tuple(_sheet(answer) for answer in answers if "sheet" in answer)


def _run(path: Path, order: str, *, seconds: int, output_bytes: int) -> tuple[str, bytes]:
    """What became of the child ("" when all went well, else a problem code) and its output."""
    command = [sys.executable, "-I", "-X", "utf8", str(CHILD), order]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"MALLOC_ARENA_MAX": "1"},
    ) as child:
        guard = Timer(seconds, child.kill)
        guard.start()
        try:
            if not intact(path):
                child.kill()
                return "archive-broken", b""
            output = child.stdout.read(output_bytes) if child.stdout else b""
        finally:
            guard.cancel()
        if len(output) == output_bytes:
            child.kill()
            return "workbook-too-large", b""
    return FATES.get(child.returncode, "workbook-broken"), output


def _facts(limits: Limits) -> dict[str, object]:
    return {"rows": limits.rows, "sheets": limits.sheets, "megabytes": limits.memory_bytes // MB}


def _date(value: dict[str, object]) -> object:
    """The child writes a date as {"d": "2021-10-31"}."""
    return date.fromisoformat(str(value["d"])) if len(value) == 1 and "d" in value else value


def _sheet(answer: Mapping[str, Any]) -> Sheet:
    runs = [range(first, first + count) for first, count in answer["runs"]]
    return Sheet(
        name=answer["sheet"],
        rows=runs[0] if len(runs) == 1 else [row for run in runs for row in run],
        columns={
            one["column"]: one["cells"] if "cells" in one else one["text"].split(SEPARATOR) for one in answer["columns"]
        },
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in answer["merged"]),
        hidden=answer["hidden"],
        wider=answer["wider"],
    )
