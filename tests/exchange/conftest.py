"""One small province with an open cycle, and workbooks to bring into it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests import make
from tests.exchange.reading.books import HEADINGS, saved
from tusoi.audit.files import store
from tusoi.cycles.actions import open_cycle
from tusoi.cycles.models import Cycle
from tusoi.exchange import importing, work
from tusoi.exchange.importing import Examined, Order
from tusoi.exchange.models import Upload, UploadState
from tusoi.organizations.models import Person, Unit
from tusoi.rules.authority import Actor
from tusoi.rules.terms import UnitKind

AT = datetime(2022, 2, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class World:
    """Province T, districts T.01 and T.02; T.01 has the committee T.01.001 with the branch T.01.001.01."""

    province: Unit
    d1: Unit
    d2: Unit
    committee: Unit
    branch: Unit
    an: Person
    folder: Path

    def cycle(self) -> Cycle:
        """The open cycle of 2021."""
        facts: dict[str, Any] = {"year": 2021, "pack_id": "qd132-hd21", "scope": self.province}
        return open_cycle(**facts, accept_warnings=True, by=make.INSTALLATION, at=AT).cycle

    def book(self, kind: str, *records: Sequence[Any], title: str = "", heads: Sequence[str] = ()) -> Path:
        """A real workbook: a title, a blank row, the headings in row 3, records from row 4."""
        number = len(list(self.folder.iterdir()))
        rows: Rows = [[title or "Danh sách"], [], list(heads or HEADINGS[kind]), *records]
        return saved(self.folder / f"{kind}-{number}.xlsx", {"Trang 1": rows})

    def examine(self, kind: str, *records: Sequence[Any], by: Actor = make.INSTALLATION, **more: Any) -> Examined:
        """The dry run of these records."""
        title = more.pop("title", "")
        order = Order(self.book(kind, *records, title=title), kind, **more)
        return importing.examine(order, by=by, at=AT)

    def put(self, kind: str, *records: Sequence[Any], by: Actor = make.INSTALLATION, **more: Any) -> Examined:
        """These records put into effect."""
        order = Order(self.book(kind, *records), kind, **more)
        return importing.put(order, by=by, at=AT, record=lambda _examined: {"record": "exchange.upload"})

    def upload(self, kind: str, path: Path, by: Actor, **more: Any) -> Upload:
        """A file received and about to be read, without the process that would read it."""
        with path.open("rb") as source:
            stored = store(source, name=path.name, content_type="", by=by, at=AT)
        facts = {"original_name": path.name, "created_at": AT, "created_by": by.name, "created_by_user": by.user_id}
        return Upload.objects.create(kind=kind, state=UploadState.READING, file=stored, **facts, **more)

    def previewed(self, kind: str, path: Path, by: Actor, **more: Any) -> Upload:
        """The same after its dry run."""
        return self.worked(self.upload(kind, path, by, **more), by)

    def worked(self, upload: Upload, by: Actor) -> Upload:
        """What the process of an upload does, done here."""
        work.do(upload, by=by, at=AT)
        upload.refresh_from_db()
        return upload

    def applied(self, upload: Upload, by: Actor) -> Upload:
        """The preview confirmed and put into effect."""
        Upload.objects.filter(pk=upload.pk, state=UploadState.PREVIEWED).update(state=UploadState.APPLYING)
        upload.refresh_from_db()
        return self.worked(upload, by)


@pytest.fixture
def world(db: None, tmp_path: Path) -> World:
    return _world(tmp_path)


@pytest.fixture
def real_world(transactional_db: None, tmp_path: Path) -> World:
    """The same for tests that need real transactions."""
    return _world(tmp_path)


def _world(folder: Path) -> World:
    province = make.province()
    d1 = make.unit("T.01", UnitKind.DISTRICT, province, "Đảng bộ huyện Bằng Lăng")
    d2 = make.unit("T.02", UnitKind.DISTRICT, province, "Đảng bộ thị xã Lưu Ly")
    committee = make.unit("T.01.001", UnitKind.GRASSROOTS_COMMITTEE, d1, "Đảng bộ xã Hòa Bình")
    branch = make.unit("T.01.001.01", UnitKind.BRANCH, committee, "Chi bộ thôn 2")
    make.unit("T.02.001", UnitKind.GRASSROOTS_BRANCH, d2, "Chi bộ Trường Đoàn Kết")
    an = make.person(branch, "Nguyễn Thị An", card_number="29000001")
    workbooks = folder / "workbooks"
    workbooks.mkdir()
    return World(province, d1, d2, committee, branch, an, workbooks)


def codes(examined: Examined) -> dict[str, list[str]]:
    """Code of a message → its cells."""
    found: dict[str, list[str]] = {}
    for issue in examined.issues:
        found.setdefault(issue.code, []).append(f"{issue.column}{issue.row}")
    return found


def problem_codes(examined: Examined) -> list[str]:
    return [problem.code for problem in examined.problems]


Make = Callable[..., Examined]
