"""What a dry run found, as data: kept with the upload, shown on the page and printed by the command line.

Counts, the first rows of each list, messages grouped with their cells, and the columns as they were understood.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tusoi.accounts.facts import packed, unpacked
from tusoi.exchange.drafts import Draft
from tusoi.exchange.importing import Examined
from tusoi.exchange.reading.columns import letter
from tusoi.exchange.reading.issues import IssueGroup, Severity, grouped
from tusoi.exchange.reading.kinds import KINDS
from tusoi.rules.problems import Problem

SHOWN = 50  # rows of each list in the report; the workbook holds them all
MOST_GROUPS = 200
LISTS = ("added", "changed", "created", "absent")


def report(examined: Examined) -> dict[str, Any]:
    """The report of a dry run, JSON throughout."""
    draft, parsed = examined.draft, examined.parsed
    found: dict[str, Any] = {
        "ok": examined.ok,
        "fingerprint": examined.fingerprint,
        "problems": [problem(one) for one in examined.problems],
        "groups": [_group(group) for group in grouped(examined.issues)[:MOST_GROUPS]],
        "columns": columns(examined),
    }
    if parsed:
        found["as_of"] = parsed.as_of.isoformat() if parsed.as_of else ""
        found["year"] = parsed.year
    if draft and not draft.problems:
        found["counts"] = counts(examined, draft)
        found["lists"] = {name: rows(draft, name)[:SHOWN] for name in LISTS}
    return found


def counts(examined: Examined, draft: Draft) -> dict[str, int]:
    """How many rows the file holds and what becomes of them; ``left_out`` are those with an error."""
    read = examined.parsed.read if examined.parsed else 0
    used = len(draft.added) + len(draft.changed) + draft.unchanged
    wrong = {issue.row for issue in examined.issues if issue.severity is Severity.ERROR}
    return {
        "read": read,
        "added": len(draft.added),
        "changed": len(draft.changed),
        "unchanged": draft.unchanged,
        "left_out": max(0, read - used),
        "created": len(draft.created),
        "absent": len(draft.absent),
        "errors": len(wrong),
    }


def rows(draft: Draft, name: str) -> list[list[str]]:
    """One list of a draft as texts: row number, key, name and, for what is changed, "field: old → new"."""
    if name == "absent":
        return [["", code, called] for code, called in draft.absent]
    if name == "changed":
        return [[str(one.row), one.key, one.name, _what(one.what)] for one in draft.changed]
    entries = draft.added if name == "added" else draft.created
    return [[str(one.row), one.key, one.name] for one in entries]


def columns(examined: Examined) -> dict[str, Any]:
    """How the columns were understood, and what a person could choose instead."""
    recognised = examined.reading.recognised
    if recognised is None:
        return {}
    heading = recognised.heading
    return {
        "choices": list(recognised.choices),
        "sheet": heading.sheet.name if heading else "",
        "row": heading.row if heading else 0,
        "headings": {letter(at): text for at, text in sorted(heading.headings.items())} if heading else {},
        "mapping": recognised.mapping,
        "key": recognised.remember_key,
        "unsure": _unsure(examined),
        "samples": _samples(examined),
    }


def problems(found: Mapping[str, Any]) -> tuple[Problem, ...]:
    """The problems of a report, as they were."""
    return tuple(
        Problem(one["code"], source=one["source"], facts=unpacked(one["facts"]), where=one["where"])
        for one in found.get("problems", ())
    )


def group_problem(group: Mapping[str, Any]) -> Problem:
    """The problem of a group of a report, for its sentence."""
    return Problem(group["code"], facts=unpacked(group["facts"]))


def _unsure(examined: Examined) -> bool:
    """Whether a column is missing, or was taken by a heading that is not its own."""
    recognised = examined.reading.recognised
    if recognised and any(problem.code == "column-missing" for problem in recognised.problems):
        return True
    proposals = recognised.heading.proposals if recognised and recognised.heading else ()
    needed = {field.name for field in KINDS[examined.order.kind].fields if field.required}
    return any(proposal.confidence < 0.8 and proposal.field in needed for proposal in proposals)


def _samples(examined: Examined) -> dict[str, list[str]]:
    """The first two values of each column, so that a person recognises it."""
    recognised = examined.reading.recognised
    if recognised is None or recognised.heading is None:
        return {}
    heading = recognised.heading
    return {
        letter(at): [str(value)[:60] for value in heading.sheet.columns[at][heading.first : heading.first + 2]]
        for at in heading.headings
        if at in heading.sheet.columns
    }


def problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "source": problem.source,
        "facts": packed(problem.facts),
        "where": problem.where,
    }


def _group(group: IssueGroup) -> dict[str, Any]:
    return {
        "severity": group.severity.value,
        "code": group.code,
        "facts": packed({**group.facts, "count": group.count}),
        "count": group.count,
        "places": [_place(issue.cell, issue.value) for issue in group.first],
    }


def _place(cell: str, value: str) -> str:
    return f"{cell}: {value[:60]}" if value else cell


def _what(what: Sequence[tuple[str, str, str]]) -> str:
    return "; ".join(f"{_heading(name)}: {old or '–'} → {new or '–'}" for name, old, new in what)


HEADINGS = {field.name: field.heading for kind in KINDS.values() for field in kind.fields}


def _heading(name: str) -> str:
    return HEADINGS.get(name, name)


def severities(groups: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many messages of each severity."""
    found = dict.fromkeys((severity.value for severity in Severity), 0)
    for group in groups:
        found[group["severity"]] += group["count"]
    return found
