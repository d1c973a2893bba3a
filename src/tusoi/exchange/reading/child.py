"""The child process that reads a foreign workbook. Runs alone (``python -I child.py ORDER``), imports nothing of ours.

ORDER is JSON: path, cpu (seconds), memory (bytes), rows, columns, characters, sheets. The answer on standard output is
one JSON line a sheet and ``{"end": true}``, or ``{"refused": CODE}``. Dates are ``{"d": "2021-10-31"}``, whole floats
are whole numbers, a column of texts is one string with DEL between the values.
"""

import gc
import json
import re
import resource
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

SEPARATOR = "\x7f"
FILLED = re.compile(f"[^{SEPARATOR}]")
CHUNK = 4096  # rows turned into columns at once
WHOLE = 1e15  # floats are exact up to here
MERGES_TO_ROW = 100  # merged headings stand near the top


class TooMuch(Exception):
    """A limit of the order was passed; the code says which."""


def main(order: dict[str, Any]) -> None:
    gc.disable()  # a short life, and nothing here refers to itself
    limit(order["cpu"], order["memory"])
    try:
        answer(order)
    except TooMuch as refusal:
        say({"refused": str(refusal)})
    except MemoryError:
        say({"refused": "workbook-too-large"})
    except PasswordError:
        say({"refused": "file-encrypted"})
    except BaseException:  # noqa: BLE001 - a panic of the Rust library is no Exception
        say({"refused": "workbook-broken"})


def limit(cpu: int, memory: int) -> None:
    """From here on the process can neither eat the machine nor write a file."""
    for what, most in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(order: dict[str, Any]) -> None:
    left = {"rows": order["rows"], "characters": order["characters"]}
    with CalamineWorkbook.from_path(order["path"]) as workbook:
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        if len(sheets) > order["sheets"]:
            raise TooMuch("workbook-too-many-sheets")
        for sheet in sheets:
            found = read(workbook.get_sheet_by_name(sheet.name), order["columns"], left)
            say({"sheet": sheet.name, "hidden": sheet.visible != SheetVisibleEnum.Visible} | found)
    say({"end": True})


def read(sheet: CalamineSheet, widest: int, left: dict[str, int]) -> dict[str, Any]:
    """Rows that hold something as runs [first, count], columns by number; takes from what is ``left``."""
    first_column = sheet.start[1] + 1 if sheet.start else 1
    blank = [""] * min(sheet.width, widest)
    runs: list[list[int]] = []
    columns: list[list[str | list[Any]]] = [[] for _ in blank]
    held: list[list[Any]] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = cells[:widest] if sheet.width > widest else cells
        if row == blank:
            continue
        if runs and sum(runs[-1]) == number:
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
        left["rows"] -= 1
        if left["rows"] < 0:
            raise TooMuch("workbook-too-many-rows")
        held.append(row)
        if len(held) == CHUNK:
            turn(held, columns, left)
    turn(held, columns, left)
    merged = [box for box in map(one_based, sheet.merged_cell_ranges or ()) if box[0] <= MERGES_TO_ROW]
    found = [column(number, pieces) for number, pieces in enumerate(columns, start=first_column)]
    return {
        "runs": runs,
        "merged": merged[:1000],
        "wider": first_column + sheet.width - 1 if sheet.width > widest else 0,
        "columns": [one for one in found if one],
    }


def turn(rows: list[list[Any]], columns: list[list[str | list[Any]]], left: dict[str, int]) -> None:
    """Append the rows to the columns, packed, and forget them."""
    for pieces, values in zip(columns, zip(*rows, strict=True), strict=False):
        piece = packed(values)
        left["characters"] -= len(piece) if isinstance(piece, str) else sum(map(len, filter(is_text, piece)))
        pieces.append(piece)
    if left["characters"] < 0:
        raise TooMuch("workbook-too-large")
    rows.clear()


def packed(values: Sequence[Any]) -> str | list[Any]:
    """Texts as one normalised string, which is a tenth of their memory; anything else cell by cell."""
    if not all(map(is_text, values)):
        return [cell(value) for value in values]
    text = SEPARATOR.join(values)
    if text.count(SEPARATOR) != len(values) - 1:
        text = SEPARATOR.join([value.replace(SEPARATOR, "") for value in values])
    return unicodedata.normalize("NFC", text)


def is_text(value: object) -> bool:
    return isinstance(value, str)


def one_based(box: tuple[tuple[int, int], tuple[int, int]]) -> tuple[int, int, int, int]:
    (top, left), (bottom, right) = box
    return top + 1, left + 1, bottom + 1, right + 1


def column(number: int, pieces: list[str | list[Any]]) -> dict[str, Any]:
    """A column of texts as one string, any other as its cells, a blank one as nothing."""
    texts = [piece for piece in pieces if isinstance(piece, str)]
    if len(texts) == len(pieces):
        return {"column": number, "text": SEPARATOR.join(texts)} if any(map(FILLED.search, texts)) else {}
    cells = [value for piece in pieces for value in (piece.split(SEPARATOR) if isinstance(piece, str) else piece)]
    return {"column": number, "cells": cells}


def cell(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) < WHOLE:
            return int(value)
        return value if abs(value) < float("inf") else str(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()}
    return {"d": value.isoformat()} if isinstance(value, date) else str(value)


def say(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
