"""What the page of an upload shows: its report in words, numbers and buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.exchange import actions, reports, running
from tusoi.exchange.forms import ColumnsForm, SheetForm
from tusoi.exchange.models import Upload, UploadKind, UploadState
from tusoi.exchange.reading.kinds import KINDS
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem
from tusoi.ui.buttons import Button
from tusoi.ui.formats import number_text
from tusoi.ui.problems import Said, say, say_all
from tusoi.ui.progress import MessageGroup, Progress

TONES = {
    UploadState.STORED: "plain",
    UploadState.READING: "plain",
    UploadState.PREVIEWED: "soon",
    UploadState.REJECTED: "late",
    UploadState.APPLYING: "plain",
    UploadState.APPLIED: "ok",
}


@dataclass(frozen=True)
class Count:
    """One number of the preview."""

    name: str
    label: str
    number: int
    late: bool = False


@dataclass(frozen=True)
class ListPart:
    """The first rows of one list: row number, key, name and, for what changes, the change."""

    name: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Column:
    field: str
    letter: str
    heading: str


@dataclass(frozen=True)
class UploadPage:
    """Everything about one upload that is not at work."""

    upload: Upload
    state: str
    tone: str
    applied: bool
    changes: bool
    interrupted: tuple[Said, ...] = ()
    problems: tuple[Problem, ...] = ()
    notice: tuple[Problem, ...] = ()
    groups: tuple[MessageGroup, ...] = ()
    counts: tuple[Count, ...] = ()
    lists: tuple[ListPart, ...] = ()
    columns: tuple[Column, ...] = ()
    unsure: bool = False
    workbooks: Mapping[str, int] | None = None
    confirm: Button | None = None
    restart: Button | None = None
    again: Button | None = None
    only_notes: bool = True
    to_mend: bool = False


def upload_page(actor: Actor, upload: Upload) -> UploadPage:
    """The page of an upload nobody is working on."""
    found: dict[str, Any] = upload.report
    interrupted = actions.is_interrupted(upload)
    applied = upload.state == UploadState.APPLIED
    counts = found.get("counts", {})
    changes = any(counts.get(name) for name in ("added", "changed", "created"))
    mends = not interrupted and not actions.refusals(actor, upload, UploadState.READING)
    restart = Button(_("Làm lại"), reverse("exchange:restart", args=[upload.pk]), strong=True)
    return UploadPage(
        upload=upload,
        state=_("Bị ngắt giữa chừng") if interrupted else str(UploadState(upload.state).label),
        tone="late" if interrupted else TONES[UploadState(upload.state)],
        applied=applied,
        changes=changes,
        interrupted=say_all((Problem("import-interrupted"),)) if interrupted else (),
        problems=() if interrupted else reports.problems(found),
        notice=reports.problems({"problems": found.get("notice", ())}),
        groups=tuple(_group(group) for group in found.get("groups", ())),
        counts=_counts(counts, UploadState(upload.state)),
        to_mend=bool(counts) and upload.state == UploadState.REJECTED and not interrupted,
        lists=_lists(found),
        columns=_columns(upload, found.get("columns", {})),
        unsure=bool(found.get("columns", {}).get("unsure")),
        workbooks=found.get("workbooks", {}),
        confirm=_confirm(actor, upload, counts) if changes and not interrupted else None,
        restart=restart if interrupted else None,
        again=Button(_("Đọc thử lại"), reverse("exchange:reread", args=[upload.pk])) if mends else None,
        only_notes=all(group["severity"] == "info" for group in found.get("groups", ())),
    )


def progress_of(upload: Upload) -> Progress:
    """While a process is at it."""
    at = running.progress(upload.pk)
    applying = upload.state == UploadState.APPLYING
    sentence = _("Đang nhập “{name}”.") if applying else _("Đang đọc thử “{name}”.")
    return Progress(
        url=reverse("exchange:one", args=[upload.pk]),
        sentence=sentence.format(name=upload.original_name),
        done=at.done,
        total=at.total,
    )


def is_running(upload: Upload) -> bool:
    return upload.state in actions.BEGUN and running.is_running(upload.pk)


def _confirm(actor: Actor, upload: Upload, counts: Mapping[str, int]) -> Button | None:
    """One act that names its numbers."""
    if upload.state != UploadState.PREVIEWED:
        return None
    numbers = {name: number_text(counts[name]) for name in ("added", "changed", "created") if counts[name]}
    words = {"added": _("thêm {n}"), "changed": _("sửa {n}"), "created": _("lập kèm theo {n}")}
    said = ", ".join(words[name].format(n=number) for name, number in numbers.items())
    return Button(
        _("Nhập: {said}").format(said=said),
        reverse("exchange:apply", args=[upload.pk]),
        problems=actions.refusals(actor, upload, UploadState.APPLYING),
        confirm=_("Nhập tệp “{name}” ({kind}): {said}?").format(
            name=upload.original_name, kind=UploadKind(upload.kind).label, said=said
        ),
        fields={"fingerprint": upload.report.get("fingerprint", "")},
        strong=True,
    )


def _group(group: Mapping[str, Any]) -> MessageGroup:
    return MessageGroup(
        tone=group["severity"],
        said=say(reports.group_problem(group)),
        count=group["count"],
        places=tuple(group["places"]),
    )


def _counts(counts: Mapping[str, int], state: UploadState) -> tuple[Count, ...]:
    if not counts:
        return ()
    words = {
        UploadState.APPLIED: (_("đã thêm"), _("đã sửa"), _("đã lập kèm theo")),
        UploadState.REJECTED: (_("dòng mới, không lỗi"), _("dòng thay đổi, không lỗi"), _("cần lập kèm theo")),
    }
    added, changed, created = words.get(state, (_("sẽ thêm"), _("sẽ sửa"), _("sẽ lập kèm theo")))
    labels = {
        "read": _("dòng đã đọc"),
        "added": added,
        "changed": changed,
        "created": created,
        "unchanged": _("không đổi"),
        "left_out": _("bỏ lại vì có lỗi"),
        "absent": _("có ở đây, không có trong tệp"),
    }
    optional = {"created", "left_out", "absent"}
    return tuple(
        Count(name, label, counts[name], late=name == "left_out" and counts[name] > 0)
        for name, label in labels.items()
        if counts[name] or name not in optional
    )


def _lists(found: Mapping[str, Any]) -> tuple[ListPart, ...]:
    titles = {
        "changed": _("Thay đổi: cũ → mới"),
        "created": _("Cơ quan, tập thể lập kèm theo"),
        "absent": _("Có ở đây mà tệp không nêu (giữ nguyên, không bị đóng)"),
        "added": _("Thêm mới"),
    }
    lists, counts = found.get("lists", {}), found.get("counts", {})
    return tuple(
        ListPart(name, title, tuple(tuple(row) for row in lists[name]), counts[name])
        for name, title in titles.items()
        if lists.get(name)
    )


def _columns(upload: Upload, columns: Mapping[str, Any]) -> tuple[Column, ...]:
    mapping, headings = columns.get("mapping", {}), columns.get("headings", {})
    return tuple(
        Column(field.heading, mapping.get(field.name, ""), headings.get(mapping.get(field.name, ""), ""))
        for field in KINDS[upload.kind].fields
        if field.required or field.name in mapping
    )


def chosen(form: SheetForm | ColumnsForm, found: Mapping[str, Any]) -> dict[str, Any]:
    """What a person chose, for ``actions.choose``: another sheet, or columns in the sheet that was read."""
    if isinstance(form, SheetForm):
        return {"sheet": form.cleaned_data["sheet"]}
    return {"sheet": found.get("sheet", ""), "row": found.get("row", 0), "columns": form.chosen}


def row_state(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the list of uploads in words."""
    counts = row["counts"] or {}
    state = UploadState(row["state"])
    interrupted = state in actions.BEGUN and not running.is_running(row["id"])
    return {
        **row,
        "kind": UploadKind(row["kind"]).label,
        "state": _("Bị ngắt giữa chừng") if interrupted else state.label,
        "tone": "late" if interrupted else TONES[state],
        "counts": counts if state in {UploadState.APPLIED, UploadState.PREVIEWED} else {},
    }
