"""The ceiling of one group as the database holds it: chosen reading and mode, confirmation, exceptions, counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery, Sum

from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import pack_of
from tusoi.ratings.models import Decision, QuotaChoice, QuotaConfirmation, QuotaException
from tusoi.ratings.peers import Group
from tusoi.rules import quota
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Category, QuotaBase, QuotaMode, Rounding, Track

CHOICE = ("base", "rounding", "mode", "chosen_by", "chosen_at")
CONFIRMED = ("confirmed_by", "confirmed_at", "document_no", "article")


@dataclass(frozen=True)
class Ceiling:
    """Rule in force, who confirmed it, places granted by exceptions, and the group as decided.

    ``newest``: id of the group's newest decision, so that two equal counts of different moments can be told apart.
    """

    rule: quota.Rule
    confirmation: quota.Confirmation | None
    extra: int
    counts: Mapping[Category, int]
    newest: int = 0
    chosen_by: str = ""

    @property
    def mode(self) -> QuotaMode:
        return quota.mode_in_force(self.rule, self.confirmation)

    @property
    def verified(self) -> bool:
        return self.rule.verified or self.confirmation is not None

    def after(self, change: Mapping[Category, int]) -> dict[Category, int]:
        """Counts once the group has changed so; what each category gains or loses."""
        return quota.what_if(self.counts, change)

    def problems(self, after: Mapping[Category, int]) -> tuple[Problem, ...]:
        """What forbids that change."""
        known = {"confirmation": self.confirmation, "extra": self.extra}
        return quota.problems(self.rule, self.counts, after, **known)  # type: ignore[arg-type]

    def warnings(self, after: Mapping[Category, int]) -> tuple[Problem, ...]:
        """What is flagged and does not stop it."""
        known = {"confirmation": self.confirmation, "extra": self.extra}
        return quota.warnings(self.rule, self.counts, after, **known)  # type: ignore[arg-type]

    def flags(self, after: Mapping[Category, int]) -> list[str]:
        """Codes that stay on the decisions which made the group stand so."""
        found = [problem.code for problem in self.warnings(after) if problem.code == "quota-exceeded"]
        here = quota.places(self.rule, after)
        if not found and here is not None and here.over and self.mode is not QuotaMode.OFF:
            return ["quota-exception"]
        return found


def ceiling_of(group: Group) -> Ceiling:
    """Two queries; inside a deciding transaction they come after ``peers.lock``."""
    found = _settings(group)
    counts, newest = counts_of(group)
    return replace(found, counts=counts, newest=newest)


def counts_of(group: Group) -> tuple[dict[Category, int], int]:
    """Current decisions by category, and the newest id."""
    rows = Decision.objects.filter(group.rows, is_current=True).order_by().values_list("category")
    found = {Category(category): (count, newest) for category, count, newest in rows.annotate(Count("id"), Max("id"))}
    return {category: count for category, (count, _) in found.items()}, max((at for _, at in found.values()), default=0)


def rule_of(
    cycle: Cycle, track: Track, *, base: str | None = None, rounding: str | None = None, mode: str | None = None
) -> quota.Rule:
    """The pack's ceiling under the choices of an authority, where it has made any."""
    return (
        pack_of(cycle)
        .quota(track)
        .rule(
            QuotaBase(base) if base else None,
            Rounding(rounding) if rounding else None,
            QuotaMode(mode) if mode else None,
        )
    )


def _settings(group: Group) -> Ceiling:
    at = {"cycle": group.cycle, "managing_path": group.managing_path, "track": group.track}
    choice = QuotaChoice.objects.filter(**at).order_by("-id")
    confirmed = QuotaConfirmation.objects.filter(pack_digest=OuterRef("pack_digest"), track=group.track)
    granted = QuotaException.objects.filter(**at, peer_group=group.peer_group).order_by().values("cycle")
    columns = {name: Subquery(choice.values(name)[:1]) for name in CHOICE}
    columns |= {f"confirmation_{name}": Subquery(confirmed.values(name)[:1]) for name in CONFIRMED}
    columns["extra"] = Subquery(granted.annotate(places=Sum("extra")).values("places"))
    rows: QuerySet[Cycle, Any] = Cycle.objects.filter(pk=group.cycle.pk).values(**columns)
    row = rows.get()
    return Ceiling(
        rule=rule_of(group.cycle, group.track, base=row["base"], rounding=row["rounding"], mode=row["mode"]),
        confirmation=_confirmation(*(row[f"confirmation_{name}"] for name in CONFIRMED)),
        extra=row["extra"] or 0,
        counts={},
        chosen_by=row["chosen_by"] or "",
    )


def _confirmation(by: str | None, at: object, document_no: str, article: str) -> quota.Confirmation | None:
    if by is None:
        return None
    return quota.Confirmation(by, at.date(), document_no, article)  # type: ignore[attr-defined]


def ceilings_of(cycle: Cycle, groups: Iterable[Group]) -> dict[tuple[str, str, str], Ceiling]:
    """Key of a group → its ceiling, for many groups of a cycle in four queries."""
    choices = {(one.managing_path, one.track): one for one in QuotaChoice.objects.filter(cycle=cycle).order_by("id")}
    confirmations = {
        one.track: quota.Confirmation(one.confirmed_by, one.confirmed_at.date(), one.document_no, one.article)
        for one in QuotaConfirmation.objects.filter(pack_digest=cycle.pack_digest)
    }
    extra = {tuple(key): places for *key, places in _granted(cycle)}
    counts: dict[tuple[str, ...], dict[Category, int]] = {}
    for *key, category, count in _counted(cycle):
        counts.setdefault(tuple(key), {})[Category(category)] = count
    found = {}
    for group in groups:
        chosen = choices.get((group.managing_path, group.track.value))
        names = {name: getattr(chosen, name) if chosen else None for name in ("base", "rounding", "mode")}
        found[group.key] = Ceiling(
            rule=rule_of(cycle, group.track, **names),
            confirmation=confirmations.get(group.track.value),
            extra=extra.get(group.key, 0),
            counts=counts.get(group.key, {}),
        )
    return found


def _granted(cycle: Cycle) -> QuerySet[QuotaException, tuple[str, str, str, int]]:
    rows = QuotaException.objects.filter(cycle=cycle).order_by()
    return rows.values_list("managing_path", "track", "peer_group").annotate(Sum("extra"))


def _counted(cycle: Cycle) -> QuerySet[Decision, tuple[str, str, str, str, int]]:
    rows = Decision.objects.filter(cycle=cycle, is_current=True).order_by()
    return rows.values_list("managing_path", "track", "peer_group", "category").annotate(Count("id"))
