"""The ceiling on *hoàn thành xuất sắc nhiệm vụ*, in every reading (product.md, row 2 of "Beyond the seed").

A percentage, a base, a rounding: texts give the first, dispute the second and are silent on the third. So all readings
are computed from counts, one is chosen, and a value nobody has confirmed against the signed text can only warn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from tusoi.rules.problems import Problem
from tusoi.rules.tally import half_up
from tusoi.rules.terms import Category, QuotaBase, QuotaMode, Rounding

Counts = Mapping[Category, int]

_COUNTED: Mapping[QuotaBase, frozenset[Category]] = {
    QuotaBase.GOOD: frozenset({Category.GOOD}),
    QuotaBase.GOOD_AND_ABOVE: frozenset({Category.EXCELLENT, Category.GOOD}),
    QuotaBase.ALL_RATED: frozenset(Category),
}


@dataclass(frozen=True)
class Reading:
    """How the percentage is understood."""

    base: QuotaBase
    rounding: Rounding = Rounding.FLOOR


READINGS = tuple(Reading(base, rounding) for rounding, base in product(Rounding, QuotaBase))


@dataclass(frozen=True)
class SmallGroup:
    """Base of at most ``at_most``: at least ``minimum`` places, never more than the base. No text gives one yet."""

    at_most: int
    minimum: int


@dataclass(frozen=True)
class Rule:
    """A ceiling as a pack gives it, with the reading and mode in force. ``percent`` None: no ceiling is known."""

    percent: int | None
    reading: Reading
    mode: QuotaMode = QuotaMode.WARN
    small_group: SmallGroup | None = None
    source: str = ""
    verified: bool = False


@dataclass(frozen=True)
class Confirmation:
    """Who has read the signed text and found the value there, when, in which document and article."""

    by: str
    at: date | None
    document_no: str
    article: str


@dataclass(frozen=True)
class Places:
    """One reading of one group: ``used`` of ``cap`` places on a base of ``base`` subjects."""

    reading: Reading
    base: int
    cap: int
    used: int

    @property
    def left(self) -> int:
        return max(0, self.cap - self.used)

    @property
    def over(self) -> int:
        return max(0, self.used - self.cap)


def base_size(counts: Counts, base: QuotaBase) -> int:
    return sum(count for category, count in counts.items() if category in _COUNTED[base])


def cap_of(size: int, percent: int, rounding: Rounding, small_group: SmallGroup | None = None) -> int:
    """Most places on a base of ``size``."""
    exact = Fraction(percent * size, 100)
    cap = exact.numerator // exact.denominator if rounding is Rounding.FLOOR else half_up(exact)
    if small_group and size <= small_group.at_most:
        return max(cap, min(small_group.minimum, size))
    return cap


def places(rule: Rule, counts: Counts, reading: Reading | None = None) -> Places | None:
    """The group under one reading, the rule's own by default; None where no ceiling is known."""
    if rule.percent is None:
        return None
    reading = reading or rule.reading
    size = base_size(counts, reading.base)
    cap = cap_of(size, rule.percent, reading.rounding, rule.small_group)
    return Places(reading, size, cap, counts.get(Category.EXCELLENT, 0))


def all_places(rule: Rule, counts: Counts) -> tuple[Places, ...]:
    """The group under every reading, in the order of ``READINGS``; empty where no ceiling is known."""
    found = (places(rule, counts, reading) for reading in READINGS)
    return tuple(one for one in found if one)


def what_if(counts: Counts, change: Counts) -> dict[Category, int]:
    """Counts after a batch; ``change`` is what each category gains or loses (a re-rating does both)."""
    after = {category: counts.get(category, 0) + change.get(category, 0) for category in Category}
    if any(count < 0 for count in after.values()):
        raise ValueError(f"a group cannot hold fewer than none: {after}")
    return after


def largest_allowed(
    pool: int, other_rated: int, reading: Reading, *, percent: int, small_group: SmallGroup | None = None
) -> int:
    """Most EXCELLENT among ``pool`` subjects fit for GOOD or above, with ``other_rated`` below them.

    On base *good* every EXCELLENT takes one away from the base, so the answer is the largest number that still fits.
    """
    rule = Rule(percent, reading, small_group=small_group)
    widest = max(cap_of(pool + other_rated, percent, reading.rounding), small_group.minimum if small_group else 0)
    for excellent in range(min(pool, widest), 0, -1):
        group = {Category.EXCELLENT: excellent, Category.GOOD: pool - excellent, Category.COMPLETED: other_rated}
        found = places(rule, group)
        if found and not found.over:
            return excellent
    return 0


def confirmation_problems(confirmation: Confirmation) -> tuple[Problem, ...]:
    """A confirmation names a person, a day, a document and its article, or it is none."""
    given = {
        "by": confirmation.by.strip(),
        "at": confirmation.at,
        "document_no": confirmation.document_no.strip(),
        "article": confirmation.article.strip(),
    }
    return tuple(Problem("quota-confirmation-incomplete", where=name) for name, value in given.items() if not value)


def mode_in_force(rule: Rule, confirmation: Confirmation | None = None) -> QuotaMode:
    """``block`` holds only for a verified value or one a named person has confirmed; else it warns."""
    confirmed = confirmation is not None and not confirmation_problems(confirmation)
    if rule.mode is QuotaMode.BLOCK and not (rule.verified or confirmed):
        return QuotaMode.WARN
    return rule.mode


def problems(
    rule: Rule,
    before: Counts,
    after: Counts,
    *,
    confirmation: Confirmation | None = None,
    extra: int = 0,
) -> tuple[Problem, ...]:
    """What forbids the batch that leads from ``before`` to ``after``; the base is the group after the whole batch.

    Only a batch that adds an EXCELLENT is forbidden: one that lowers somebody shrinks the base of the others, who were
    decided already. ``extra``: places granted by exceptions, each a decision with a document number.
    """
    if mode_in_force(rule, confirmation) is not QuotaMode.BLOCK:
        return ()
    if after.get(Category.EXCELLENT, 0) <= before.get(Category.EXCELLENT, 0):
        return ()
    return _excess(rule, after, extra)


def warnings(
    rule: Rule,
    before: Counts,
    after: Counts,
    *,
    confirmation: Confirmation | None = None,
    extra: int = 0,
) -> tuple[Problem, ...]:
    """What is flagged and does not stop the batch; never what ``problems`` already says."""
    mode = mode_in_force(rule, confirmation)
    if mode is QuotaMode.OFF or problems(rule, before, after, confirmation=confirmation, extra=extra):
        return ()
    found = _excess(rule, after, extra)
    if found and mode is not rule.mode:
        return (*found, Problem("quota-not-confirmed", source=rule.source))
    return found


def _excess(rule: Rule, counts: Counts, extra: int) -> tuple[Problem, ...]:
    found = places(rule, counts)
    if found is None or found.over <= extra:
        return ()
    facts = {
        "used": found.used,
        "cap": found.cap + extra,
        "over": found.over - extra,
        "size": found.base,
        "percent": rule.percent,
        "base": found.reading.base,
        "rounding": found.reading.rounding,
    }
    return (Problem("quota-exceeded", source=rule.source, facts=facts),)
