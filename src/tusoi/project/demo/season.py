"""The demonstration: the 2021 cycle of a fictional province, prepared through the same actions as an office would.

Every step is whole or not done at all and is left out when it is done already, so an interrupted preparation goes on
where it stopped.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tusoi.accounts.queries import acting
from tusoi.cycles.actions import open_cycle
from tusoi.cycles.models import Cycle
from tusoi.exchange.actions import bring_in
from tusoi.exchange.importing import Order
from tusoi.organizations.models import Person, Unit
from tusoi.project.demo.accounts import prepare_accounts
from tusoi.ratings.models import Decision
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem, Refused
from tusoi.suggestions.models import Suggestion

YEAR, PACK = 2021, "qd132-hd21"
WORKBOOKS = Path(__file__).parent / "hoa_sen"
MARK = "demo"  # a file in the data folder: what is here is the demonstration

Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """One step: what it says, whether it is done, and doing it."""

    says: str
    done: Callable[[], bool]
    do: Callable[[], None]


def prepare(say: Say) -> None:
    """Bring the demonstration to its end. Refused where the data folder holds an office's own data."""
    mark = Path(settings.TUSOI_DATA_DIR) / MARK
    if not mark.exists():
        if Unit.objects.exists():
            raise Refused(Problem("demo-not-empty", facts={"folder": str(settings.TUSOI_DATA_DIR)}), kind="conflict")
        mark.touch(mode=0o600)
    for step in STEPS:
        if not step.done():
            began = time.monotonic()
            step.do()
            say(f"{step.says} ({time.monotonic() - began:.0f} giây)")
    prepare_accounts(say)


def _bring_in(workbook: str, kind: str) -> Callable[[], None]:
    def bring() -> None:
        now = timezone.now()
        order = Order(WORKBOOKS / workbook, kind, year=YEAR, as_of=None)
        examined = bring_in(order=order, name=workbook, progress=lambda _done, _of: None, by=_by(), at=now)
        if not examined.ok:
            raise Refused(Problem("demo-workbook", facts={"file": workbook}))

    return bring


def _open() -> None:
    scope = Unit.objects.get(parent__isnull=True)
    open_cycle(
        year=YEAR,
        pack_id=PACK,
        scope=scope,
        reference_date=date(YEAR, 12, 31),
        accept_warnings=True,
        by=_by(),
        at=timezone.now(),
    )


def _by() -> Actor:
    return acting("", on=timezone.localdate())


STEPS = (
    Step("Đã nhập 4.941 tổ chức đảng", Unit.objects.exists, _bring_in("to_chuc.xlsx", "units")),
    Step("Đã nhập 52.055 đảng viên", Person.objects.exists, _bring_in("dang_vien.xlsx", "members")),
    Step("Đã mở kỳ kiểm điểm năm 2021", Cycle.objects.exists, _open),
    Step("Đã nhập gợi ý kiểm điểm", Suggestion.objects.exists, _bring_in("goi_y_2021.xlsx", "suggestions")),
    Step("Đã nhập kết quả xếp loại", Decision.objects.exists, _bring_in("xep_loai_2021.xlsx", "ratings")),
)
