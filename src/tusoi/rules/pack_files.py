"""Reading a pack from its folder: TOML files put together, overlays laid over, errors with file and line."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import StrictBool, ValidationError

from tusoi.rules.pack import Pack
from tusoi.rules.pack_lines import Code, Model, Sourced, Text
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.toml_lines import Path as KeyPath
from tusoi.rules.toml_lines import key_lines

MAIN = "pack.toml"
OVERLAY = "overlay.toml"
NO_RULE = frozenset({"cases.toml", "SOURCES.md"})  # worked cases and evidence: no part of what a cycle pins
RULE_FILES = frozenset({".toml", ".docx", ".typ"})

_EXPECTED = {
    "bool_type": "true hoặc false",
    "int_type": "số nguyên",
    "string_type": "chuỗi chữ",
    "string_too_short": "chuỗi không rỗng",
    "string_pattern_mismatch": "mã hoặc ngày đúng mẫu",
    "date_type": "ngày dạng 2021-12-31",
    "date_from_datetime_parsing": "ngày dạng 2021-12-31",
    "tuple_type": "danh sách",
    "model_type": "bảng",
}


class PackError(Refused):
    """A pack cannot be loaded; every problem names its file and line."""


@dataclass
class Raw:
    """Files put together: data as read, and where each key stands."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, tuple[str, int]] = field(default_factory=dict)  # path → file, line


class OverlayHeader(Model):
    """A local guide laid over a pack: what, over which, from when to when."""

    id: Code
    pack: Code
    title: Text
    citation: Text
    in_force_from: Sourced[date]
    in_force_to: Sourced[date]
    complete: StrictBool = False


def read_folder(folder: Path) -> Raw:
    """``pack.toml`` and ``tables/*.toml`` of a pack; each top-level key stands in one file only."""
    whole = Raw()
    for file in (folder / MAIN, *sorted((folder / "tables").glob("*.toml"))):
        part = read_file(file, within=folder)
        for key in part.data.keys() & whole.data.keys():
            name, line = part.places[(key,)]
            facts = {"file": name, "line": line, "key": key, "other": whole.places[(key,)][0]}
            raise PackError(Problem("pack-key-twice", facts=facts))
        whole.data |= part.data
        whole.places |= part.places
    return whole


def read_file(file: Path, *, within: Path) -> Raw:
    name = file.relative_to(within.parent).as_posix()
    try:
        text = file.read_bytes().decode()
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(_syntax(name, 1, error)) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise PackError(_syntax(name, int(line[1]) if line else text.count("\n") + 1, error)) from None
    return Raw(data, {path: (name, line) for path, line in key_lines(text).items()})


def read_overlay(folder: Path) -> tuple[OverlayHeader, Raw]:
    """``overlay.toml``: a header ``[overlay]`` and, under ``[values]``, only what differs from the pack."""
    raw = read_file(folder / OVERLAY, within=folder)
    for key in raw.data.keys() - {"overlay", "values"}:
        name, line = raw.places[(key,)]
        raise PackError(Problem("pack-unknown-key", facts={"file": name, "line": line, "key": key}))
    try:
        header = OverlayHeader.model_validate(raw.data.get("overlay", {}))
    except ValidationError as error:
        raise PackError(explain(error, raw.places, ("overlay",))) from None
    return header, raw


def lay_over(base: Raw, overlay: Raw) -> Raw:
    """Values of an overlay in place of the pack's: a regulated value whole, a line of a list by its code."""
    result = Raw(deepcopy(base.data), dict(base.places))
    _merge(result, overlay, result.data, overlay.data.get("values", {}), (), ("values",))
    return result


def shape(raw: Raw, *, overlays: tuple[str, ...] = ()) -> Pack:
    """Data → pack, or every error with its place."""
    try:
        return Pack.model_validate(raw.data | ({"overlays": overlays} if overlays else {}))
    except ValidationError as error:
        raise PackError(explain(error, raw.places)) from None


def digest_of(folder: Path) -> str:
    """sha256 over names and bytes of the files that rule, line ends as on the author's machine."""
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*"), key=lambda file: file.relative_to(folder).as_posix()):
        if file.suffix in RULE_FILES and file.name not in NO_RULE:
            content = file.read_bytes()
            if file.suffix != ".docx":
                content = content.replace(b"\r\n", b"\n")
            whole.update(file.relative_to(folder).as_posix().encode() + b"\0" + content + b"\0")
    return whole.hexdigest()


def explain(
    error: ValidationError, places: Mapping[KeyPath, tuple[str, int]], prefix: KeyPath = ()
) -> tuple[Problem, ...]:
    """Errors of the shape as problems: which key, in which file, on which line, what was expected."""
    problems = []
    for found in error.errors(include_url=False):
        context = found.get("ctx", {})
        path = (*prefix, *context.get("path", ()), *found["loc"])
        file, line = _place(places, path)
        facts: dict[str, object] = {"file": file, "line": line, "key": ".".join(map(str, path))}
        if found["type"] == "extra_forbidden":
            problems.append(Problem("pack-unknown-key", facts=facts))
        elif found["type"] == "missing":
            problems.append(Problem("pack-missing-key", facts=facts))
        else:
            expected = _EXPECTED.get(found["type"]) or str(context.get("expected") or found["msg"])
            given = found["input"] if isinstance(found["input"], str | int) else "…"
            problems.append(Problem("pack-wrong-value", facts=facts | {"given": given, "expected": expected}))
    return tuple(problems)


def _place(places: Mapping[KeyPath, tuple[str, int]], path: KeyPath) -> tuple[str, int]:
    """Place of a key, or of the nearest thing around it where the key itself is missing."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path) or next(iter(places.values()), ("", 1))


def _merge(
    result: Raw, overlay: Raw, into: dict[str, Any], over: dict[str, Any], path: KeyPath, over_path: KeyPath
) -> None:
    for key, value in over.items():
        there, here = (*path, key), (*over_path, key)
        if isinstance(value, dict) and isinstance(into.get(key), dict) and not _is_sourced(value):
            _merge(result, overlay, into[key], value, there, here)
        elif _is_lines(value) and _is_lines(into.get(key)):
            _merge_lines(result, overlay, into[key], value, there, here)
        else:
            into[key] = deepcopy(value)
            _move_places(result, overlay, there, here)


def _merge_lines(
    result: Raw,
    overlay: Raw,
    into: list[dict[str, Any]],
    over: list[dict[str, Any]],
    path: KeyPath,
    over_path: KeyPath,
) -> None:
    for number, line in enumerate(over):
        known = [item.get("code") for item in into]
        if line.get("code") in known:
            place = known.index(line.get("code"))
            _merge(result, overlay, into[place], line, (*path, place), (*over_path, number))
        else:
            into.append(deepcopy(line))
            _move_places(result, overlay, (*path, len(into) - 1), (*over_path, number))


def _move_places(result: Raw, overlay: Raw, there: KeyPath, here: KeyPath) -> None:
    for path, place in overlay.places.items():
        if path[: len(here)] == here:
            result.places[there + path[len(here) :]] = place


def _is_sourced(value: dict[str, Any]) -> bool:
    return value.keys() <= Sourced.model_fields.keys()


def _is_lines(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _syntax(name: str, line: int, error: Exception) -> Problem:
    return Problem("pack-syntax", facts={"file": name, "line": line, "detail": str(error)})
