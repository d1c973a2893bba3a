"""The pages between a choice and its act: who qualifies, who does not, the quota after it, one confirmation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from tusoi.audit.models import StoredFile
from tusoi.ratings import actions_batches, forms
from tusoi.ratings.answers import Words
from tusoi.ratings.bodies import authority_of
from tusoi.ratings.models import Batch
from tusoi.ratings.pages import trail
from tusoi.ratings.pages_records import batch_title, candidate, quota_of, sentence_of
from tusoi.ratings.peers import Group
from tusoi.ratings.plans import Act, Plan, Proposed, cycle_problems, plan
from tusoi.ratings.rights import require
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused
from tusoi.rules.terms import Action, Category
from tusoi.ui.bulk import Bulk, Candidate
from tusoi.ui.buttons import Button
from tusoi.ui.formats import number_text


@dataclass(frozen=True)
class Confirm:
    """The preview of a bulk act with the quota after it, and who qualifies by category."""

    bulk: Bulk
    context: Mapping[str, object]


def submission(actor: Actor, group: Group, lines: Sequence[Proposed]) -> Confirm:
    """Who would go into the batch, who would not and why."""
    require(actor, Action.SUBMIT, group.facts)
    made = plan(actor, group, lines, act=Act.SUBMIT)
    button = Button(
        _("Trình {count} đối tượng").format(count=number_text(len(made.fits))),
        reverse("ratings:submit", args=group.address),
        problems=_empty(made) or cycle_problems(group),
        fields={"lines": _text(lines), "digest": made.digest},
        strong=True,
    )
    words = _("Trình {count} đối tượng: {parts}.") if made.fits else _("Chưa có đối tượng nào trình được.")
    return Confirm(_bulk(made, sentence_of(made, words), button), _preview(made))


def record_form(
    group: Group, posted: Mapping[str, str] | None, files: MultiValueDict[str, UploadedFile] | None
) -> forms.RecordForm:
    return forms.RecordForm(posted, files, initial={"authority_name": authority_of(group.managing_path).name})


def recording(actor: Actor, group: Group, lines: Sequence[Proposed]) -> Words:
    """The page on which an issued decision is recorded."""
    require(actor, Action.CREATE, group.facts)
    made = plan(actor, group, lines, act=Act.RECORD)
    words = _("Ghi nhận quyết định cho {count} đối tượng: {parts}.")
    problems = _empty(made) or cycle_problems(group)
    return Words(
        title=_("Ghi nhận quyết định đã ban hành"),
        button=_("Ghi nhận cho {count} đối tượng").format(count=number_text(len(made.fits))),
        said=_("Đã ghi nhận. Người thứ hai kiểm tra xong thì kết quả có hiệu lực trong hệ thống."),
        back=reverse("ratings:board", args=group.address),
        lead=sentence_of(made, words) if made.fits else _("Chưa có đối tượng nào ghi nhận được."),
        trail=trail(group),
        hidden={"lines": _text(lines), "digest": made.digest},
        context={**_preview(made), "blocked": problems},
        template="ratings/act.html",
    )


def deciding(actor: Actor, batch: Batch) -> Words:
    """The page on which a leader decides what was submitted."""
    made = actions_batches.plan_of(actor, batch)
    words = _("Quyết định xếp loại {count} đối tượng: {parts}.")
    return Words(
        title=_("Quyết định đợt trình"),
        button=_("Quyết định cho {count} đối tượng").format(count=number_text(len(made.fits))),
        said=_("Đã quyết định đợt trình."),
        back=reverse("ratings:batch", args=[batch.pk]),
        sub=batch_title(batch, len(made.fits) + len(made.fails)),
        lead=sentence_of(made, words) if made.fits else _("Không có đối tượng nào quyết định được."),
        trail=trail(made.group),
        hidden={"digest": made.digest},
        context={**_preview(made), "blocked": _empty(made) or made.problems},
        template="ratings/act.html",
    )


def checking(actor: Actor, batch: Batch) -> Words:
    """The page on which a second officer compares the record with the scan."""
    made = actions_batches.plan_of(actor, batch)
    words = _("Xác nhận {count} đối tượng đúng như quyết định đã ban hành: {parts}.")
    return replace(
        deciding(actor, batch),
        title=_("Kiểm tra quyết định đã ghi nhận"),
        button=_("Xác nhận {count} đối tượng").format(count=number_text(len(made.fits))),
        said=_("Đã xác nhận. Kết quả có hiệu lực, lãnh đạo được báo tin."),
        lead=sentence_of(made, words) if made.fits else _("Không có đối tượng nào xác nhận được."),
        context={
            **_preview(made),
            "blocked": _empty(made) or made.problems,
            "paper": batch,
            "scan": reverse("ratings:scan", args=[batch.pk]),
        },
    )


def returning(batch: Batch) -> Words:
    return Words(
        title=_("Trả lại đợt xếp loại"),
        button=_("Trả lại"),
        said=_("Đã trả lại; người lập được báo tin."),
        back=reverse("ratings:batch", args=[batch.pk]),
        lead=_("Các đối tượng trong đợt được đưa trở lại bảng xếp loại."),
        trail=trail(actions_batches.group_of_batch(batch)),
    )


def with_scan(data: Mapping[str, Any]) -> dict[str, Any]:
    """Form data as the action takes it: the upload as bytes, name and size."""
    scan: UploadedFile = data["scan"]
    rest = {name: value for name, value in data.items() if name != "scan"}
    return rest | {"scan": scan.file, "scan_name": scan.name or "", "scan_size": scan.size or 0}


def scan_of(batch: Batch) -> StoredFile:
    """The scan of a batch; one without is missing."""
    if batch.scan is None:
        raise Refused(Problem("rating-batch-missing"), kind="missing")
    return batch.scan


def _by_category(made: Plan) -> tuple[tuple[Category, tuple[Candidate, ...]], ...]:
    """Who qualifies, under the category he would get; categories nobody gets are left out."""
    found: dict[Category, list[Candidate]] = {category: [] for category in Category}
    for one in made.fits:
        found[one.line.category].append(candidate(one))
    return tuple((category, tuple(ones)) for category, ones in found.items() if ones)


def _bulk(made: Plan, what: str, button: Button) -> Bulk:
    return Bulk(
        what=what,
        confirm=button,
        cancel=reverse("ratings:board", args=made.group.address),
        fits=tuple(candidate(one) for one in made.fits),
        fails=tuple(candidate(one) for one in made.fails),
        warnings=made.excess,
    )


def _preview(made: Plan) -> dict[str, object]:
    """What the pages with a form show above it."""
    return {
        "fits": _by_category(made),
        "count": len(made.fits),
        "fails": tuple(candidate(one) for one in made.fails),
        "excess": made.excess,
        "quota": quota_of(made),
    }


def _empty(made: Plan) -> tuple[Problem, ...]:
    return () if made.fits else (Problem("batch-without-lines"),)


def _text(lines: Sequence[Proposed]) -> str:
    return forms.lines_text({line.entry: line.category for line in lines})
