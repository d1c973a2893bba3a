"""Verbs on the catalogue of topics: bring in a pack's, add, rename, put out of use. Nothing is ever deleted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from tusoi.audit.actions import book
from tusoi.cycles.models import Cycle
from tusoi.rules.authority import Actor
from tusoi.rules.names import clean, search_key
from tusoi.rules.pack import Pack
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.suggestions.models import Topic
from tusoi.suggestions.rights import keeps_topics, verdict_on_topics

LABEL_LENGTH = 160


def ensure_topics(pack: Pack, *, by: Actor, at: datetime) -> int:
    """Bring in the topics of a pack that the catalogue does not have yet; how many were new. A repeat adds none."""
    known = set(Topic.objects.values_list("code", flat=True))
    missing = [line for line in pack.topics if line.code not in known]
    if not missing:
        return 0
    with book(by=by, at=at) as page:
        start = _next_position()
        keys = set(Topic.objects.values_list("search_key", flat=True))
        new = [
            Topic(
                code=line.code,
                label=str(line.label.value),
                search_key=search_key(str(line.label.value)),
                position=start + place,
                pack_id=pack.id,
            )
            for place, line in enumerate(missing)
        ]
        new = [one for one in new if one.search_key not in keys]
        if not new:
            return 0
        Topic.objects.bulk_create(new, ignore_conflicts=True)
        page.write("suggestions.ensure_topics", f"rules.pack:{pack.id}", after={"topics": [one.code for one in new]})
    return len(new)


def add_topic(*, cycle: Cycle, label: str, by: Actor, at: datetime) -> Topic:
    """A topic of one's own, after the others."""
    _require(by, cycle)
    label = clean(label)
    refuse_if(_label_problems(label), kind="invalid")
    with book(by=by, at=at) as page:
        topic = Topic(code=_free_code(label), label=label, search_key=search_key(label), position=_next_position())
        _save(topic)
        page.write("suggestions.add_topic", record(topic), path=cycle.scope.path, after={"label": label})
    return topic


def rename_topic(*, cycle: Cycle, topic: Topic, label: str, by: Actor, at: datetime) -> None:
    """Another wording for the same topic; what uses it follows."""
    _require(by, cycle)
    label = clean(label)
    refuse_if(_label_problems(label), kind="invalid")
    with book(by=by, at=at) as page:
        topic = Topic.objects.select_for_update().get(pk=topic.pk)
        before = topic.label
        if before == label:
            return
        topic.label, topic.search_key = label, search_key(label)
        _save(topic)
        page.write(
            "suggestions.rename_topic",
            record(topic),
            path=cycle.scope.path,
            before={"label": before},
            after={"label": label},
        )


def set_topic_active(*, cycle: Cycle, topic: Topic, active: bool, by: Actor, at: datetime) -> None:
    """Offer the topic for new items, or no longer; items that have it keep it."""
    _require(by, cycle)
    with book(by=by, at=at) as page:
        if Topic.objects.filter(pk=topic.pk, active=not active).update(active=active):
            after = {"active": active}
            page.write("suggestions.set_topic_active", record(topic), path=cycle.scope.path, after=after)


def record(topic: Topic) -> str:
    return f"suggestions.topic:{topic.pk}"


def topic_refusals(actor: Actor, cycle: Cycle) -> tuple[Problem, ...]:
    """Why the actor may not change the catalogue: asked by buttons and verbs alike."""
    if keeps_topics(actor, cycle):
        return ()
    problem = verdict_on_topics(actor, cycle).problem
    return (problem or Problem("suggestion-topics-closed"),)


def _require(by: Actor, cycle: Cycle) -> None:
    refuse_if(topic_refusals(by, cycle), kind="forbidden")


def _label_problems(label: str) -> list[Problem]:
    if not search_key(label):
        return [Problem("suggestion-topic-empty", where="label")]
    if len(label) > LABEL_LENGTH:
        facts = {"length": len(label), "longest": LABEL_LENGTH}
        return [Problem("suggestion-topic-long", facts=facts, where="label")]
    return []


def _save(topic: Topic) -> None:
    other = Topic.objects.filter(search_key=topic.search_key).exclude(pk=topic.pk).first()
    taken = Problem("suggestion-topic-taken", facts={"label": other.label if other else topic.label}, where="label")
    refuse_if((taken,) if other else (), kind="invalid")
    try:
        with transaction.atomic():
            topic.save()
    except IntegrityError as error:
        raise Refused(taken, kind="conflict") from error


def _free_code(label: str) -> str:
    """A code from the label: ASCII words joined by "_", numbered when taken."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in search_key(label)).split()
    stem = "_".join(words)[:50] or "topic"
    known = set(Topic.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number, code = 1, stem
    while code in known:
        number += 1
        code = f"{stem}_{number}"
    return code


def _next_position() -> int:
    last = Topic.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1
