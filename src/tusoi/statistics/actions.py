"""Verbs of this room: take figures out as a file, and freeze them for good when a cycle is closed."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tusoi.audit.actions import book
from tusoi.cycles.models import Cycle
from tusoi.cycles.rights import decision_refusals
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import CycleState
from tusoi.statistics import facts as gathered
from tusoi.statistics.documents import pdf, report, word, workbook
from tusoi.statistics.documents.report import Facts
from tusoi.statistics.models import Snapshot, SnapshotDocument
from tusoi.statistics.rights import Extent
from tusoi.ui.downloads import TYPES, file_name

RENDERERS: Mapping[str, Callable[[Facts], bytes]] = {
    "docx": lambda facts: word.render(report.write(facts)),
    "pdf": lambda facts: pdf.render(report.write(facts)),
    "xlsx": workbook.render,
}
NAMES = {"docx": "Báo cáo", "pdf": "Báo cáo", "xlsx": "Số liệu"}


def freeze(*, cycle: Cycle, by: Actor, at: datetime) -> Snapshot:
    """Keep the figures of a cycle and their papers as they are now; the same figures again add nothing.

    The first snapshot is taken when the cycle closes; one that differs from the last is a dated supplement
    (``number`` 2, 3 …). Joins an open book, so that closing and freezing are one transaction. Refuses (403) whoever
    may not close the cycle, (409) two at once.
    """
    refuse_if(freeze_refusals(by, cycle), kind="forbidden")
    with book(by=by, at=at) as page:
        Cycle.objects.select_for_update().get(pk=cycle.pk)
        last = cycle.snapshots.order_by("-number").first()
        number = last.number + 1 if last else 1
        found = gathered.gather(cycle, cycle.scope, Extent(cycle.scope.path), by=by, at=at, supplement=number)
        figures = gathered.plain(found)
        digest = digest_of(figures)
        if last is not None and last.digest == digest:
            return last
        snapshot = _stored(cycle, number, figures, digest, by=by, at=at)
        documents = SnapshotDocument.objects.bulk_create(_documents(snapshot, found))
        page.write(
            "statistics.freeze",
            f"statistics.snapshot:{snapshot.pk}",
            path=cycle.scope.path,
            after={
                "cycle": cycle.pk,
                "number": number,
                "digest": digest,
                "documents": {document.kind: document.sha256 for document in documents},
            },
        )
    return snapshot


def freeze_refusals(actor: Actor, cycle: Cycle) -> tuple[Problem, ...]:
    """Why the actor may not freeze figures of the cycle: it is for whoever may close it."""
    return decision_refusals(actor, cycle)


def supplement(*, cycle: Cycle, by: Actor, at: datetime) -> Snapshot:
    """A supplement after closing, when something was rated again. Refuses (409) while the cycle is open."""
    refuse_if(freeze_refusals(by, cycle), kind="forbidden")
    refuse_if(supplement_refusals(by, cycle))
    return freeze(cycle=cycle, by=by, at=at)


def supplement_refusals(actor: Actor, cycle: Cycle) -> tuple[Problem, ...]:
    """Why no supplement can be taken: the right to close, and a cycle that is closed."""
    if problems := freeze_refusals(actor, cycle):
        return problems
    if cycle.state != CycleState.CLOSED:
        return (Problem("supplement-cycle-open", facts={"name": cycle.name}),)
    return ()


def record_export(*, cycle: Cycle, what: str, path: str, rows: int | None = None, by: Actor, at: datetime) -> None:
    """Somebody took figures or a list out as a file (G12)."""
    with book(by=by, at=at) as page:
        after = {"what": what, **({} if rows is None else {"rows": rows})}
        page.write("statistics.export", f"cycles.cycle:{cycle.pk}", path=path, after=after)


def digest_of(figures: Mapping[str, Any]) -> str:
    """Digest of figures, the same for the same numbers."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _stored(cycle: Cycle, number: int, figures: Mapping[str, Any], digest: str, *, by: Actor, at: datetime) -> Snapshot:
    try:
        with transaction.atomic():
            return Snapshot.objects.create(
                cycle=cycle, number=number, taken_at=at, taken_by=by.name, figures=figures, digest=digest
            )
    except IntegrityError as error:
        raise Refused(Problem("stale-page", facts={"was": str(number - 1)}), kind="conflict") from error


def _documents(snapshot: Snapshot, facts: Facts) -> list[SnapshotDocument]:
    return [_document(snapshot, kind, facts) for kind in RENDERERS]


def _document(snapshot: Snapshot, kind: str, facts: Facts) -> SnapshotDocument:
    content = RENDERERS[kind](facts)
    return SnapshotDocument(
        snapshot=snapshot,
        kind=kind,
        file_name=f"{file_name(name_of(kind, facts))}.{kind}",
        content_type=TYPES[kind],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def name_of(kind: str, facts: Facts) -> str:
    """Name of a file without its ending: Báo cáo_Tỉnh ủy Hoa Sen_2021."""
    more = f"_bổ sung {facts.supplement - 1}" if facts.supplement > 1 else ""
    return f"{NAMES[kind]}_{report.committee(facts.unit_name)}_{facts.year}{more}"
