"""Everything a report or a snapshot tells about one unit, gathered at one moment."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from tusoi.audit.queries import last_anchor
from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import pack_of
from tusoi.organizations.models import Unit
from tusoi.rules.authority import Actor
from tusoi.rules.terms import UnitKind
from tusoi.statistics import queries
from tusoi.statistics.documents.report import Facts, anchor_text
from tusoi.statistics.rights import Extent
from tusoi.statistics.tables import figures_of


def gather(cycle: Cycle, unit: Unit, extent: Extent, *, by: Actor, at: datetime, supplement: int = 1) -> Facts:
    """The facts of a report; the anchor is the last one of the book."""
    pack, anchor = pack_of(cycle), last_anchor()
    return Facts(
        unit_name=unit.name,
        unit_kind=UnitKind(unit.kind),
        superior_name=unit.parent.name if unit.parent else "",
        year=cycle.year,
        citation=pack.citation,
        verified=pack.verified,
        suggestions=queries.suggestion_table(cycle, extent),
        ratings=queries.rating_table(cycle, extent),
        completeness=queries.completeness(cycle, extent),
        groups=queries.peer_groups(cycle, extent),
        at=at,
        by=by.name,
        anchor=anchor_text(anchor.on, anchor.digest) if anchor else "",
        supplement=supplement,
    )


def plain(facts: Facts) -> dict[str, Any]:
    """The figures as JSON that a snapshot keeps: numbers only, no names and no moment."""
    return figures_of(facts.suggestions, facts.ratings) | {
        "completeness": [asdict(row) for row in facts.completeness],
        "groups": [
            {
                "track": group.track,
                "peer_group": group.peer_group,
                "counts": {line.key.value: line.count for line in group.table.lines},
                "rated": group.table.rated,
                "not_yet": group.table.not_yet,
                "exempt": group.table.exempt,
            }
            for group in facts.groups
        ],
    }
