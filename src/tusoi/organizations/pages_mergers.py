"""The preview of a merger or a split as its page shows it, with the one button that does it."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.translation import gettext as _

from tusoi.organizations.merger_preview import decision_refusals, preview
from tusoi.organizations.mergers import Merger, Preview, Split, UnitMove
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem
from tusoi.rules.terms import SuccessionKind
from tusoi.ui.buttons import Button
from tusoi.ui.formats import number_text
from tusoi.ui.lines import Line
from tusoi.ui.problems import room_part

BRACKETS = str.maketrans("", "", "[]")


@dataclass(frozen=True)
class MergerPage:
    """``lines`` sum up what will happen; ``touched`` is what later rooms say about it; ``confirm`` does it."""

    preview: Preview
    lines: tuple[Line, ...]
    touched: tuple[Line, ...]
    confirm: Button
    may_not: bool

    @property
    def moves(self) -> list[tuple[UnitMove, str]]:
        """Each moved unit with the name of its receiver."""
        return [(move, self.preview.receivers[move.receiver].name) for move in self.preview.moves]

    @property
    def members(self) -> list[tuple[str, str, int]]:
        """Branch left, branch joined, how many."""
        names = self.preview.receivers
        return [(group.branch, names[group.receiver].name, len(group.people)) for group in self.preview.members]


def merger_page(actor: Actor, plan: Merger | Split, *, url: str, at: datetime) -> MergerPage:
    drawn = preview(plan, at=at)
    rights = decision_refusals(actor, drawn.seats)
    merging = drawn.kind is SuccessionKind.MERGE
    label = _("Thực hiện sáp nhập") if merging else _("Thực hiện chia, tách")
    lines = _lines(drawn) if not drawn.problems else ()
    confirm = Button(
        label,
        url,
        problems=(*rights, *_held_back(drawn)),
        confirm=" ".join([*(line.text.translate(BRACKETS) for line in lines), _("Việc này không hoàn tác được.")]),
        fields={"digest": drawn.digest},
        strong=True,
    )
    return MergerPage(drawn, lines, touched(drawn), confirm, may_not=bool(rights))


def touched(drawn: Preview) -> tuple[Line, ...]:
    """What later rooms hang on the old units: each may keep ``touched(preview)`` in its ``queries_mergers.py``."""
    rooms = (config.name for config in apps.get_app_configs() if config.name != "tusoi.organizations")
    found = (
        room_part(name, "queries_mergers", "touched", nothing_touched) for name in rooms if name.startswith("tusoi.")
    )
    return tuple(line for asked in found for line in asked(drawn))


def nothing_touched(drawn: Preview) -> tuple[Line, ...]:  # noqa: ARG001 - the shape of every room's answer
    return ()


def _held_back(drawn: Preview) -> tuple[Problem, ...]:
    return (Problem("preview-has-problems", facts={"count": len(drawn.problems)}),) if drawn.problems else ()


def _lines(drawn: Preview) -> tuple[Line, ...]:
    """The numbers the confirmation names."""
    units, members = drawn.below
    numbers = {
        "closing": len(drawn.closing),
        "new": sum(receiver.id is None for receiver in drawn.receivers),
        "moves": len(drawn.moves),
        "units": units,
        "people": drawn.people,
        "members": members,
        "ended": len(drawn.ended),
    }
    said = {
        "closing": _("[{n} tổ chức] kết thúc hoạt động."),
        "new": _("[{n} tổ chức] được lập mới."),
        "moves": _("[{n} tổ chức] chuyển sang nơi tiếp nhận."),
        "units": _("[{n} tổ chức] nằm trong các tổ chức chuyển đi, giữ nguyên cấp trên trực tiếp."),
        "people": _("[{n} đảng viên] chuyển sinh hoạt sang chi bộ tiếp nhận."),
        "members": _("[{n} đảng viên] ở các chi bộ đi theo, không đổi chi bộ."),
        "ended": _("[{n} tập thể, chức vụ, phân công] của tổ chức cũ kết thúc."),
    }
    return tuple(Line(said[name].format(n=number_text(n))) for name, n in numbers.items() if n)
