"""What the pages of one entry, one batch and the quota's settings show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tusoi.cycles.models import RosterEntry
from tusoi.ratings import actions, actions_batches, forms, queries
from tusoi.ratings.answers import Words
from tusoi.ratings.bodies import authority_of
from tusoi.ratings.models import Batch, Decision
from tusoi.ratings.pages import QuotaPanel, peer_label, quota_panel, trail
from tusoi.ratings.peers import Group, group_of
from tusoi.ratings.plans import OPEN_STATES, Judged, Plan
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem
from tusoi.rules.terms import BatchKind, BatchState, Category, DecisionSource, Step, Track, label
from tusoi.ui.bulk import Candidate
from tusoi.ui.buttons import Button, link
from tusoi.ui.formats import number_text

FLAG_WORDS = {
    "quota-exceeded": gettext_noop("vượt tỷ lệ khi quyết định"),
    "quota-exception": gettext_noop("trong số ngoại lệ đã quyết định"),
    "after-closing": gettext_noop("bổ sung sau khi kết thúc kỳ"),
    "rating-not-due": gettext_noop("thuộc diện không xếp loại"),
}


@dataclass(frozen=True)
class Level:
    """What a member of the same collective sees."""

    name: str
    category: str


@dataclass(frozen=True)
class DecisionLine:
    """One decision in the history of an entry."""

    decision: Decision
    source: str
    flags: tuple[str, ...]
    batch: str


@dataclass(frozen=True)
class EntryPage:
    """An entry with its decisions."""

    group: Group
    sub: str
    posts: str
    authority: str
    current: DecisionLine | None
    history: tuple[DecisionLine, ...]
    proposal: queries.Row | None
    decide: Button
    trail: Sequence[queries.Row] | None


@dataclass(frozen=True)
class BatchPage:
    """A batch: its lines, what deciding on it would do now, and the buttons of whoever may."""

    batch: Batch
    group: Group
    title: str
    sub: str
    state: str
    lines: tuple[queries.Row, ...]
    counts: tuple[tuple[Category, int], ...]
    fails: tuple[Candidate, ...]
    excess: tuple[Problem, ...]
    quota: QuotaPanel | None
    acts: tuple[Button, ...]
    scan: str
    trail: Sequence[queries.Row]

    @property
    def tone(self) -> str:
        """Colour of the state: open batches wait, returned ones are no lateness."""
        return {BatchState.DECIDED: "ok", BatchState.RETURNED: "plain"}.get(BatchState(self.batch.state), "soon")


def level_page(actor: Actor, pk: int) -> Level | None:
    found = queries.level_of(actor, pk)
    return Level(found[0].name, found[1]) if found else None


def entry_page(actor: Actor, entry: RosterEntry) -> EntryPage:
    """Everything the actor may see about the rating of one entry."""
    group = group_of(entry)
    history = tuple(_decision(one) for one in queries.history(entry))
    current = next((one for one in history if one.decision.is_current), None)
    problems, _kind = actions.refusal(actor, entry, current.decision if current else None)
    words = _("Xếp loại lại") if current else _("Quyết định xếp loại")
    whole = queries.may_read_trail(actor, group)
    return EntryPage(
        group=group,
        sub=f"{_(label(group.track))} · {entry.cycle.name}",
        posts=entry.posts,
        authority=authority_of(entry.managing_path).name or _("cơ quan ngoài hệ thống này"),
        current=current,
        history=history,
        proposal=queries.proposal(actor, entry),
        decide=link(words, reverse("ratings:decide", args=[entry.pk]), problems, strong=not problems),
        trail=queries.entry_trail(entry) if whole else None,
    )


def decide_form(
    entry: RosterEntry, posted: Mapping[str, str] | None
) -> tuple[Words, forms.DecideForm, Decision | None]:
    """The form of a decision on one entry, with the decision it would supersede."""
    group = group_of(entry)
    current = next((one for one in queries.history(entry) if one.is_current), None)
    initial = {"authority_name": authority_of(entry.managing_path).name}
    form = forms.DecideForm(posted, initial=initial, rerating=current is not None)
    words = Words(
        title=_("Xếp loại lại") if current else _("Quyết định xếp loại"),
        button=_("Xếp loại lại") if current else _("Quyết định"),
        said=_("Đã lưu quyết định xếp loại {name}.").format(name=entry.name),
        back=reverse("ratings:entry", args=[entry.pk]),
        sub=entry.name,
        lead=_standing(current),
        trail=trail(group),
        hidden={"expected_current": str(current.pk) if current else ""},
    )
    return words, form, current


def expected_current(posted: Mapping[str, str]) -> int | None:
    """Which decision the page showed; what cannot be read is one that does not exist, so that it is a 409."""
    text = posted.get("expected_current", "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1


def batch_page(actor: Actor, batch: Batch) -> BatchPage:
    """A batch with its lines; while it is open, with what stands in the way of a decision on it."""
    group = actions_batches.group_of_batch(batch)
    made = actions_batches.plan_of(actor, batch) if batch.state in OPEN_STATES else None
    lines = tuple(queries.batch_lines(actor, batch))
    count = {category: sum(1 for row in lines if row["category"] == category) for category in Category}
    return BatchPage(
        batch=batch,
        group=group,
        title=batch_title(batch, len(lines)),
        sub=f"{peer_label(batch.cycle, batch.peer_group)} · {batch.cycle.name}",
        state=_(label(BatchState(batch.state))),
        lines=lines,
        counts=tuple(count.items()),
        fails=tuple(candidate(one) for one in _hard(made)),
        excess=made.excess if made else (),
        quota=quota_of(made) if made else None,
        acts=_acts(actor, batch),
        scan=reverse("ratings:scan", args=[batch.pk]) if batch.scan_id else "",
        trail=queries.batch_trail(batch),
    )


def batch_title(batch: Batch, count: int) -> str:
    text = (
        _("Đợt trình {count} đối tượng")
        if batch.kind == BatchKind.SUBMISSION
        else _("Ghi nhận quyết định: {count} đối tượng")
    )
    return text.format(count=number_text(count))


def candidate(judged: Judged) -> Candidate:
    """A line as a page names it; an entry the actor may not see has no name."""
    category = _(label(judged.line.category))
    if judged.entry is None:
        return Candidate(_("Đối tượng số {number}").format(number=judged.line.entry), problems=judged.problems)
    href = reverse("ratings:entry", args=[judged.entry.pk])
    return Candidate(judged.entry.name, href, category, judged.problems)


def quota_of(made: Plan) -> QuotaPanel:
    """The quota as the group stands after the plan."""
    return quota_panel(made.group, made.ceiling, Counter(one.line.category for one in made.fits))


def sentence_of(made: Plan, text: str) -> str:
    """A sentence that names the numbers: how many, and how many of each category."""
    counts = [(category, sum(1 for one in made.fits if one.line.category is category)) for category in Category]
    parts = ", ".join(f"{number_text(count)} {_(label(category)).lower()}" for category, count in counts if count)
    return text.format(count=number_text(len(made.fits)), parts=parts)


def _hard(made: Plan | None) -> tuple[Judged, ...]:
    """Lines that cannot be decided whoever decides; what only this actor may not do is no fault of the line."""
    if made is None:
        return ()
    own = {"not-entitled", "wrong-state", "rating-missing", "rating-line-unknown"}
    return tuple(one for one in made.fails if {problem.code for problem in one.problems} - own)


def _decision(decision: Decision) -> DecisionLine:
    return DecisionLine(
        decision,
        _(label(DecisionSource(decision.source))),
        tuple(_(FLAG_WORDS.get(flag, flag)) for flag in decision.flags),
        reverse("ratings:batch", args=[decision.batch_id]) if decision.batch_id else "",
    )


def _standing(current: Decision | None) -> str:
    if current is None:
        return ""
    text = _("Đang là “{category}” theo {number}. Quyết định này thay thế; quyết định cũ vẫn được lưu.")
    return text.format(category=_(label(Category(current.category))), number=current.document_no)


def _acts(actor: Actor, batch: Batch) -> tuple[Button, ...]:
    """What can be done with an open batch; with a returned one, to begin the next."""
    if batch.state == BatchState.RETURNED:
        group = Group(batch.cycle, batch.managing_path, Track(batch.track), batch.peer_group)
        board = reverse("ratings:board", args=group.address)
        return (link(_("Sửa và trình lại"), f"{board}?from={batch.pk}", strong=True),)
    if batch.state not in OPEN_STATES:
        return ()
    recorded = batch.kind == BatchKind.RECORD
    step, name = (Step.CHECK, "ratings:batch-check") if recorded else (Step.DECIDE, "ratings:batch-decide")
    problems, _kind = actions_batches.step_refusal(actor, batch, step)
    words = _("Kiểm tra và xác nhận…") if recorded else _("Quyết định đợt này…")
    back, _back = actions_batches.return_refusal(actor, batch)
    return (
        link(words, reverse(name, args=[batch.pk]), problems, strong=not problems),
        link(_("Trả lại…"), reverse("ratings:batch-return", args=[batch.pk]), back),
    )
