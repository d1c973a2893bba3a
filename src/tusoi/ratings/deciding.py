"""How a decision comes into the world: one row added, the one before no longer current."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tusoi.cycles.models import RosterEntry
from tusoi.organizations.models import Unit
from tusoi.ratings.models import Batch, Decision
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Category, DecisionSource

BATCH_SIZE = 1000
SUPPLEMENT = "after-closing"
"""Flag of a decision made when its cycle was closed: it belongs to a supplement, the closed figures stay."""


@dataclass(frozen=True)
class Document:
    """The issued decision: number, date, the body that decided, who signed."""

    number: str
    day: date
    authority_name: str
    signer: str = ""
    authority: Unit | None = None


def decision_of(
    entry: RosterEntry,
    category: Category,
    document: Document,
    *,
    source: DecisionSource,
    by: Actor,
    at: datetime,
    reasons: str = "",
    flags: Sequence[str] = (),
    batch: Batch | None = None,
    supersedes: Decision | None = None,
) -> Decision:
    """A decision not stored yet; paths, track and group are the entry's."""
    return Decision(
        cycle_id=entry.cycle_id,
        entry=entry,
        track=entry.track,
        home_path=entry.home_path,
        managing_path=entry.managing_path,
        peer_group=entry.peer_group,
        category=category,
        document_no=document.number,
        document_date=document.day,
        authority=document.authority,
        authority_name=document.authority_name,
        signer=document.signer,
        reasons=reasons,
        source=source,
        batch=batch,
        supersedes=supersedes,
        flags=list(flags),
        decided_at=at,
        decided_by=by.name,
        decided_by_user=by.user_id,
    )


def supersede(decision: Decision) -> None:
    """The decision is no longer the current one; somebody who was faster makes this a 409."""
    rows = Decision.objects.filter(pk=decision.pk, is_current=True)
    if rows.update(is_current=False) != 1:
        raise Refused(Problem("rating-stale"), kind="conflict")


def recorded(decision: Decision) -> dict[str, object]:
    """What the book keeps of a decision."""
    return {
        "entry": decision.entry_id,
        "category": decision.category,
        "document_no": decision.document_no,
        "document_date": decision.document_date,
        "authority": decision.authority_name,
        "signer": decision.signer,
        "reasons": decision.reasons,
        "flags": decision.flags,
    }
