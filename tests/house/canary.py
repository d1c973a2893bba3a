"""A district whose every record carries a canary, and those who must never hear it sing.

``FOREIGN`` gives, for each address of one record, the record of that district to ask for. A room that adds an address
of a record adds its line here; the test of completeness says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from tests import make
from tests.suggestions.season import Season
from tusoi.accounts.models import Grant, User
from tusoi.audit.files import store
from tusoi.cycles.models import Cycle, RosterEntry
from tusoi.exchange.models import Upload, UploadKind, UploadState
from tusoi.organizations.models import Charge, Person, PersonStatus, Post, Unit
from tusoi.ratings import actions as ratings
from tusoi.ratings.models import Batch
from tusoi.ratings.peers import Group, group_of
from tusoi.ratings.plans import Proposed
from tusoi.rules.terms import (
    Category,
    CollectiveKind,
    GrantState,
    ManagingLevel,
    PersonStatusKind,
    Role,
    TitleGroup,
    Track,
    UnitKind,
)
from tusoi.statistics import actions as statistics
from tusoi.statistics.models import Snapshot
from tusoi.suggestions import actions as suggestions
from tusoi.suggestions.content import Content, Item
from tusoi.suggestions.models import Suggestion

NAME = "Canarya"  # in names of units and people
TEXT = "CANARY-"  # in what somebody wrote
DAY = date(2022, 1, 15)
NOW = datetime(2022, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PDF = b"%PDF-1.7\n%CANARY-ban-quet\n"


@dataclass(frozen=True)
class Canary:
    """The singing district, its records, and the shared cycle of the province."""

    unit: Unit
    grassroots: Unit
    branch: Unit
    person: Person
    post: Post
    status: PersonStatus
    charge: Charge
    collective: int
    cycle: Cycle  # of the whole province: everybody knows that it exists
    own_cycle: Cycle  # of the singing district alone
    entry: RosterEntry
    group: Group
    batch: Batch
    suggestion: Suggestion
    draft: Suggestion
    upload: Upload
    snapshot: Snapshot
    grant: Grant
    account: User


@dataclass(frozen=True)
class Strangers:
    """Accounts that stand to the singing district as `other`; the administrator has technical rights only."""

    sibling: User
    below: User
    ended: User
    administrator: User


def world() -> tuple[Canary, Strangers]:
    """The province with both, made through the doors people use."""
    top = make.province()
    singing = make.unit("A", UnitKind.DISTRICT, top, f"Đảng bộ huyện {NAME}")
    grassroots = make.unit("A1", UnitKind.GRASSROOTS_COMMITTEE, singing, f"Đảng bộ xã {NAME}")
    make.unit("A2", UnitKind.GRASSROOTS_COMMITTEE, singing, f"Đảng bộ phường {NAME}")
    branch = make.unit("A11", UnitKind.BRANCH, grassroots, f"Chi bộ {NAME}")
    other = make.unit("B", UnitKind.DISTRICT, top, "Đảng bộ huyện Lưu Ly")
    other_branch = make.unit("B11", UnitKind.BRANCH, make.unit("B1", UnitKind.GRASSROOTS_COMMITTEE, other))
    return _canary(top, singing, grassroots, branch), _strangers(top, singing, other, other_branch)


def _canary(top: Unit, unit: Unit, grassroots: Unit, branch: Unit) -> Canary:
    person = make.person(branch, f"Nguyễn Văn {NAME}")
    post = make.post(person, unit, f"{TEXT}chức vụ", TitleGroup.OTHER)
    status = make.status(person, PersonStatusKind.TEMPORARY, evidence=f"{TEXT}giấy")
    charge = make.charge(person, grassroots, field=f"{TEXT}lĩnh vực")
    collective = make.collective(unit, CollectiveKind.STANDING_COMMITTEE, f"Ban Thường vụ Huyện ủy {NAME}")
    make.collective(top, CollectiveKind.STANDING_COMMITTEE)
    cycle, own_cycle = make.cycle(top), make.cycle(unit, year=2020)
    season = Season(top, unit, unit, grassroots, branch, branch, cycle)
    issued = season.issued(collective, ManagingLevel.PROVINCE, texts=(f"{TEXT}gợi ý đã ban hành",))
    draft = _draft(season, person)
    entries = RosterEntry.objects.filter(cycle=cycle, track=Track.ORGANIZATION, unit__parent=unit)
    entry, waiting = entries.order_by("unit__code")
    batch = _ratings(unit, entry, waiting)
    snapshot = statistics.freeze(cycle=own_cycle, by=make.actor(Role.LEADER, unit), at=NOW)
    account = make.user(Role.STAFF, grassroots, person=person, username="canarya")
    upload = _upload(unit)
    return Canary(
        unit=unit,
        grassroots=grassroots,
        branch=branch,
        person=person,
        post=post,
        status=status,
        charge=charge,
        collective=collective.pk,
        cycle=cycle,
        own_cycle=own_cycle,
        entry=entry,
        group=group_of(entry),
        batch=batch,
        suggestion=issued,
        draft=draft,
        upload=upload,
        snapshot=snapshot,
        grant=Grant.objects.get(user=account),
        account=account,
    )


def _draft(season: Season, person: Person) -> Suggestion:
    """A suggestion the district itself is still writing."""
    topic = season.topics[0]
    content = Content(items=(Item(topic.code, f"{TEXT}gợi ý đang soạn"),), internal_note=f"{TEXT}ghi chú nội bộ")
    return suggestions.create(
        cycle=season.cycle,
        subject=("person", person.pk),
        level=ManagingLevel.DISTRICT,
        content=content,
        by=season.actor(Role.STAFF, season.bang_lang),
        at=NOW,
    )


def _ratings(unit: Unit, entry: RosterEntry, waiting: RosterEntry) -> Batch:
    """A decision with its reasons, and a recorded document with its scan, both of the singing district."""
    leader, staff = make.actor(Role.LEADER, unit), make.actor(Role.STAFF, unit)
    paper = {"document_no": "12-QĐ/HU", "document_date": DAY, "signer": f"{TEXT}người ký"}
    ratings.decide(entry=entry, category=Category.GOOD, reasons=f"{TEXT}lý do", **paper, by=leader, at=NOW)
    return ratings.record(
        group=group_of(entry),
        lines=[Proposed(waiting.pk, Category.COMPLETED)],
        authority_name=f"{TEXT}Ban Thường vụ",
        scan=BytesIO(PDF),
        scan_name=f"{TEXT}quyet-dinh.pdf",
        scan_size=len(PDF),
        **paper | {"document_no": "13-QĐ/HU"},
        by=staff,
        at=NOW,
    )


def _upload(unit: Unit) -> Upload:
    """A workbook the staff of the district brought in, read but not applied."""
    staff = make.actor(Role.STAFF, unit)
    stored = store(BytesIO(TEXT.encode()), name="x.xlsx", content_type="", by=staff, at=NOW)
    issue = {"said": f"{TEXT}lỗi", "count": 1}
    return Upload.objects.create(
        kind=UploadKind.UNITS,
        state=UploadState.PREVIEWED,
        file=stored,
        original_name=f"{TEXT}danh-sach.xlsx",
        scope_path=unit.path,
        report={"issues": [issue]},
        created_at=NOW,
        created_by=staff.name,
        created_by_user=staff.user_id,
    )


def _strangers(top: Unit, singing: Unit, other: Unit, branch: Unit) -> Strangers:
    sibling = make.user(Role.LEADER, other, username="lanh-dao-khac")
    for role in (Role.STAFF, Role.INSPECTOR, Role.ADMINISTRATOR):
        make.grant(sibling, role, other)
    person = make.person(branch, "Lê Thị Khác")
    below = make.user(Role.BRANCH_SECRETARY, branch, recursive=False, person=person, username="bi-thu-khac")
    make.post(person, branch, "Bí thư chi bộ", TitleGroup.BRANCH_SECRETARY, is_head=True)
    ended = make.user(Role.LEADER, singing, username="da-het-quyen")
    Grant.objects.filter(user=ended).update(state=GrantState.ENDED)
    administrator = make.user(Role.ADMINISTRATOR, top, username="quan-tri")
    return Strangers(sibling, below, ended, administrator)


Arguments = Callable[[Canary], list[Any]]


def _group(canary: Canary) -> list[Any]:
    group = canary.group
    return [canary.cycle.pk, group.managing_path, group.track, group.peer_group]


def _each(arguments: Arguments, *names: str) -> Mapping[str, Arguments]:
    return dict.fromkeys(names, arguments)


FOREIGN: Mapping[str, Arguments] = {
    **_each(
        lambda canary: [canary.unit.pk],
        *(f"organizations:{name}" for name in ("unit", "tree-part", "people", "unit-new", "unit-rename")),
        *(f"organizations:{name}" for name in ("unit-correct", "unit-close", "merge", "split", "collective-new")),
    ),
    **_each(lambda canary: [canary.branch.pk], "organizations:person-new"),
    **_each(lambda canary: [canary.collective], "organizations:collective-end"),
    **_each(
        lambda canary: [canary.person.pk],
        *(f"organizations:{name}" for name in ("person", "person-correct", "move", "post-new", "status-new")),
        "organizations:charge-new",
    ),
    **_each(lambda canary: [canary.post.pk], "organizations:post-end"),
    **_each(lambda canary: [canary.status.pk], "organizations:status-end"),
    **_each(lambda canary: [canary.charge.pk], "organizations:charge-end"),
    **_each(lambda canary: [canary.grant.pk], *(f"accounts:{name}" for name in ("grant", "approve-grant"))),
    **_each(lambda canary: [canary.grant.pk], "accounts:refuse-grant", "accounts:end-grant", "accounts:delegate"),
    **_each(
        lambda canary: [canary.account.pk],
        *(f"accounts:{name}" for name in ("user", "reset-password", "reset-second-factor")),
        *(f"accounts:{name}" for name in ("deactivate-user", "reactivate-user")),
    ),
    **_each(
        lambda canary: [canary.own_cycle.pk],
        *(f"cycles:{name}" for name in ("opened", "reopen", "roster", "not-due")),
        *(f"suggestions:{name}" for name in ("register", "counts", "topics", "choose", "choose-issued")),
        *(f"statistics:{name}" for name in ("overview", "ratings", "subjects", "workbook", "roster", "word", "pdf")),
        *("ratings:groups", "statistics:freeze", "desk:season", "desk:close"),
    ),
    **_each(lambda canary: [canary.cycle.pk, canary.entry.pk], "cycles:entry"),
    **_each(lambda canary: [canary.own_cycle.pk, 1], "suggestions:topic"),
    **_each(
        lambda canary: [canary.cycle.pk, "collective", canary.collective], "suggestions:new", "suggestions:new-issued"
    ),
    **_each(
        lambda canary: [canary.suggestion.pk],
        *(f"suggestions:{name}" for name in ("one", "edit", "propose", "approve", "issue", "withdraw")),
    ),
    **_each(
        _group,
        *(f"ratings:{name}" for name in ("board", "submit", "record", "quota", "quota-choose", "quota-confirm")),
        "ratings:quota-except",
    ),
    **_each(lambda canary: [canary.entry.pk], "ratings:entry", "ratings:decide"),
    **_each(
        lambda canary: [canary.batch.pk],
        *(f"ratings:{name}" for name in ("batch", "batch-decide", "batch-check", "batch-return", "scan")),
    ),
    **_each(lambda canary: [canary.snapshot.documents.first().pk], "statistics:document"),
    **_each(
        lambda canary: [canary.upload.pk],
        *(f"exchange:{name}" for name in ("one", "columns", "apply", "reread", "restart")),
    ),
    **_each(lambda canary: [canary.upload.pk, "errors"], "exchange:workbook"),
    **_each(lambda canary: [canary.own_cycle.pk, "suggestion-draft"], "desk:exceptions"),
    **_each(lambda canary: [canary.cycle.pk, canary.unit.pk], "desk:sheet"),
}
# The cycle of the whole province is everybody's: what its pages show must not be the district's.
SHARED: Mapping[str, Arguments] = {
    name: lambda canary: [canary.cycle.pk] for name, found in FOREIGN.items() if found is FOREIGN["cycles:roster"]
}
SHARED = {
    **SHARED,
    "desk:exceptions": lambda canary: [canary.cycle.pk, "suggestion-draft"],
    "suggestions:topic": lambda canary: [canary.cycle.pk, canary.draft.items.first().topic_id],
}
# A second record of the same kind, in another state.
ALSO: Mapping[str, Arguments] = {
    name: lambda canary: [canary.draft.pk] for name, found in FOREIGN.items() if found is FOREIGN["suggestions:one"]
}
