"""A number on a page: its text, its whole, and the list it opens."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from tusoi.cycles.models import Cycle
from tusoi.rules.tally import Line
from tusoi.rules.terms import Category, ManagingLevel, SubjectKind
from tusoi.statistics.lists import Standing, Wanted
from tusoi.statistics.tables import Completeness, RatingTable, SuggestionLine
from tusoi.suggestions.queries import COUNTED_STATES
from tusoi.ui.formats import number_text, share_text

REGISTER = "suggestions:register"
REGISTERED = frozenset({SubjectKind.COLLECTIVE, SubjectKind.PERSON})
"""Kinds the register can be narrowed to."""


@dataclass(frozen=True)
class Cell:
    """``base`` None: a count alone; ``href`` empty: nothing to open (no record, or nobody in it)."""

    count: int | None
    base: int | None = None
    href: str = ""

    @property
    def text(self) -> str:
        """``4/22 (18,18 %)``, ``1.234`` or ``–``."""
        return number_text(self.count) if self.base is None else share_text(self.count, self.base)


@dataclass(frozen=True)
class Cells:
    """Makes the cells of one page: the same cycle and unit in every address."""

    cycle: Cycle
    unit_id: int

    def of(self, count: int | None, wanted: Wanted, base: int | None = None) -> Cell:
        """A number that opens entries."""
        address = f"{reverse('statistics:subjects', args=[self.cycle.pk])}?{wanted.address(self.unit_id)}"
        return Cell(count, base, address if count else "")

    def suggested(self, count: int | None, kind: SubjectKind, level: ManagingLevel | None) -> Cell:
        """A number that opens the register of suggestions."""
        return Cell(count, None, self.register(kind, level) if count else "")

    def register(self, kind: SubjectKind, level: ManagingLevel | None) -> str:
        """The register with what the figure counts: issued, not withdrawn, at home below the unit."""
        if kind not in REGISTERED:
            return ""
        words = {"kind": kind.value, "level": level.value if level else "", "state": COUNTED_STATES}
        chosen = urlencode({name: value for name, value in words.items() if value} | {"unit": self.unit_id})
        return f"{reverse(REGISTER, args=[self.cycle.pk])}?{chosen}"

    def suggestion_line(self, line: SuggestionLine) -> dict[str, Cell]:
        """Cells of one managing level, or of all together."""
        return {
            "organizations": self.suggested(line.organizations, SubjectKind.ORGANIZATION, line.level),
            "collectives": self.suggested(line.collectives, SubjectKind.COLLECTIVE, line.level),
            "individuals": self.suggested(line.individuals, SubjectKind.PERSON, line.level),
        }

    def category(self, line: Line[Category], wanted: Wanted) -> Cell:
        """A category with its share of those rated."""
        return self.of(line.count, Wanted(**{**vars(wanted), "category": line.key}), line.base)

    def rated(self, table: RatingTable, wanted: Wanted) -> Cell:
        return self.of(table.rated, Wanted(**{**vars(wanted), "standing": Standing.RATED}), table.rated + table.not_yet)

    def not_yet(self, table: RatingTable | Completeness, wanted: Wanted) -> Cell:
        return self.of(table.not_yet, Wanted(**{**vars(wanted), "standing": Standing.NOT_YET}))
