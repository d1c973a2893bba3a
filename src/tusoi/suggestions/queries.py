"""Suggestions as an actor may see them: the register, one document, counts. Lists give values, never instances."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from tusoi.cycles.models import Cycle
from tusoi.cycles.queries import pack_of
from tusoi.rules.authority import Actor
from tusoi.rules.names import search_key
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import ManagingLevel, SubjectKind, SuggestionState
from tusoi.scoping import within
from tusoi.suggestions.models import COUNTED, Suggestion, SuggestionItem, Topic
from tusoi.suggestions.rights import listed, readable

COUNTED_STATES = "counted"  # word of the address for "issued and not withdrawn", what figures count
IN_FORCE = _("đã ban hành, chưa rút")
DIMENSIONS = ("managing_level", "subject_kind", "topic", "state")
COLUMNS = {"topic": "items__topic__code"}
SUBJECT_ROW = ("id", "subject_key", "subject_kind", "managing_level", "home_path", "entry_id")
DOCUMENT_ROW = ("id", "subject_key", "document_no", "document_date", "state", "managing_level", "issuing_unit__name")
MOST_WORDS = 6

Row = dict[str, Any]


def suggestion(actor: Actor, pk: int) -> Suggestion:
    """One suggestion with entry, cycle and issuing unit. Missing when there is none or it may not be read."""
    whole = Suggestion.objects.select_related("cycle__scope", "entry__unit", "issuing_unit")
    found = whole.filter(pk=pk).first()
    if found is None or not whole.filter(readable(actor, found.cycle), pk=pk).exists():
        raise Refused(Problem("suggestion-missing"), kind="missing")
    return found


def items(suggestion: Suggestion) -> list[SuggestionItem]:
    """Its items by number, with their topics."""
    return list(suggestion.items.select_related("topic").order_by("number"))


# The register: one row per subject


def register(
    actor: Actor,
    cycle: Cycle,
    *,
    level: ManagingLevel | str = "",
    subject_kind: SubjectKind | str = "",
    topic: str = "",
    state: SuggestionState | str = "",
    path: str = "",
    search: str = "",
) -> QuerySet[Suggestion, Row]:
    """Values of one row per subject with a suggestion that fits, so that its length is the number that opened it.

    ``topic``: code; ``state``: a state, or ``COUNTED_STATES``; ``path``: home subtree. Rows have ``id`` (the
    subject's first suggestion that fits), ``name``, ``posts``, ``unit_name``, ``sort_key``, ``home_path``; order by
    (home_path, sort_key, id). A topic is content: with one, only suggestions the actor may read are found.
    """
    found = _fitting(
        actor, cycle, level=level, subject_kind=subject_kind, topic=topic, state=state, path=path, search=search
    )
    first = found.order_by().values("subject_key").annotate(first=Min("pk")).values("first")
    rows = Suggestion.objects.filter(pk__in=first).annotate(
        name=F("entry__name"), posts=F("entry__posts"), unit_name=F("entry__unit__name"), sort_key=F("entry__sort_key")
    )
    return rows.values(*SUBJECT_ROW, "name", "posts", "unit_name", "sort_key")


def register_size(actor: Actor, cycle: Cycle, **filters: str) -> tuple[int, int]:
    """How many subjects and how many documents the register has with these filters. One query."""
    found = _fitting(actor, cycle, **filters).order_by()
    sizes = found.aggregate(subjects=Count("subject_key", distinct=True), documents=Count("pk", distinct=True))
    return sizes["subjects"], sizes["documents"]


def documents(actor: Actor, cycle: Cycle, subjects: Iterable[str], **filters: str) -> dict[str, list[Row]]:
    """Subject key → its suggestions that fit the register's filters, oldest first; one query for a whole page.

    ``items`` and ``readable``: number of items and whether the page may be opened; where it may not, no number.
    """
    mine = readable(actor, cycle)
    opens = Case(When(mine, then=True), default=False) if mine else Value(True)
    found = _fitting(actor, cycle, **filters).filter(subject_key__in=set(subjects))
    rows = found.annotate(readable=opens, item_count=Count("items", distinct=True)).order_by("document_date", "id")
    by_subject: dict[str, list[Row]] = {}
    for row in rows.values(*DOCUMENT_ROW, "item_count", "readable"):
        by_subject.setdefault(row["subject_key"], []).append(row)
    return by_subject


def _fitting(
    actor: Actor,
    cycle: Cycle,
    *,
    level: str = "",
    subject_kind: str = "",
    topic: str = "",
    state: str = "",
    path: str = "",
    search: str = "",
) -> QuerySet[Suggestion]:
    where = within("home_path", path) & (readable(actor, cycle) if topic else listed(actor, cycle)) & _named(search)
    if level:
        where &= Q(managing_level=level)
    if subject_kind:
        where &= Q(subject_kind=subject_kind)
    if state:
        where &= Q(state__in=COUNTED) if state == COUNTED_STATES else Q(state=state)
    if topic:
        where &= Q(pk__in=SuggestionItem.objects.filter(topic__code=topic).values("suggestion"))
    return Suggestion.objects.filter(where, cycle=cycle)


def _named(text: str) -> Q:
    """Every word is part of the subject's folded name, or the text part of the document's number."""
    words = search_key(text).split()[:MOST_WORDS]
    if not words:
        return Q()
    named = Q()
    for word in words:
        named &= Q(entry__search_key__contains=word)
    return named | Q(document_no__icontains=text.strip())


# Counts


def counts(
    cycle: Cycle,
    path: str = "",
    *,
    by: tuple[str, ...] = DIMENSIONS,
    states: Collection[str] | None = None,
    actor: Actor | None = None,
) -> list[tuple[Any, ...]]:
    """Rows (…``by``, number of distinct subjects) below a home path; a combination without a record has no row.

    ``by``: any of ``DIMENSIONS``; numbers of distinct subjects do not add up, so a total is asked with fewer of them
    (``by=()`` gives one row or none). ``states`` e.g. ``COUNTED``; None = all. A subject counts at every topic it
    has an item of. With ``actor`` only what he may see counts, as in the register; without, the caller has asked
    whether he may read the statistics of the subtree.
    """
    where = Q(cycle=cycle) & within("home_path", path)
    if states is not None:
        where &= Q(state__in=tuple(states))
    if actor is not None:
        where &= readable(actor, cycle) if "topic" in by else listed(actor, cycle)
    if "topic" in by:
        where &= Q(items__isnull=False)
    rows = Suggestion.objects.filter(where).order_by()
    if not by:
        number = rows.aggregate(number=Count("subject_key", distinct=True))["number"]
        return [(number,)] if number else []
    columns = tuple(COLUMNS.get(name, name) for name in by)
    return list(rows.values_list(*columns).annotate(number=Count("subject_key", distinct=True)))


def reads_all(actor: Actor, cycle: Cycle, path: str = "") -> bool:
    """Whether the actor may read the content of all he sees there, so that topics have the same basis as the rest."""
    seen = Suggestion.objects.filter(within("home_path", path), listed(actor, cycle), cycle=cycle)
    return not seen.exclude(pk__in=Suggestion.objects.filter(readable(actor, cycle), cycle=cycle).values("pk")).exists()


# Topics


def topics(*, active: bool = False) -> list[Row]:
    """The catalogue in its order: id, code, label, active, position, number of items that use it."""
    found = Topic.objects.filter(active=True) if active else Topic.objects.all()
    rows = found.annotate(used=Count("items")).order_by("position", "id")
    return list(rows.values("id", "code", "label", "active", "position", "pack_id", "used"))


def topic_choices(cycle: Cycle, *, active: bool = False, also: Collection[str] = ()) -> list[tuple[str, str]]:
    """Code and label of the topics to choose from: the catalogue, and what the cycle's pack brings at first use.

    ``active``: only those offered for new items, and ``also`` these codes.
    """
    rows = topics()
    found = [(row["code"], row["label"]) for row in rows if row["active"] or not active or row["code"] in also]
    known = {row["code"] for row in rows} | {search_key(row["label"]) for row in rows}
    brought = [(line.code, str(line.label.value)) for line in pack_of(cycle).topics]
    return found + [(code, label) for code, label in brought if code not in known and search_key(label) not in known]


def topic(pk: int) -> Topic:
    """One topic; missing otherwise."""
    found = Topic.objects.filter(pk=pk).first()
    if found is None:
        raise Refused(Problem("suggestion-topic-missing"), kind="missing")
    return found


def topic_by_label(text: str) -> Topic | None:
    """The topic somebody means by a label, whatever its marks and capitals."""
    return Topic.objects.filter(search_key=search_key(text)).first()
