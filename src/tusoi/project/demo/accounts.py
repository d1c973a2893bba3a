"""One account per role of the demonstration, with a password made for this data folder alone."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tusoi.accounts.actions_users import add
from tusoi.accounts.models import User
from tusoi.accounts.queries import acting
from tusoi.cycles.models import RosterEntry
from tusoi.organizations.models import Person, Post, Unit
from tusoi.rules.terms import CollectiveKind, Role, SubjectKind, TitleGroup, Track, UnitKind
from tusoi.suggestions.models import Suggestion

FILE = "demo_accounts.txt"
FIRST = "lanh.dao.tinh"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Account:
    """Who it is, in the words of the field, and what he may do where."""

    username: str
    who: str
    role: Role
    unit: Unit
    person: Person | None = None
    name: str = ""  # invented, for those who are no member of the list


def prepare_accounts(say: Say) -> None:
    """Make what is missing and write all names with the password into a file only its owner reads."""
    path = Path(settings.TUSOI_DATA_DIR) / FILE
    password = _password(path)
    accounts = list(_accounts())
    for account in accounts:
        if not User.objects.filter(username=account.username).exists():
            _make(account, password)
    rows = [f"{account.username:<20} {account.who}, {account.unit.name}" for account in accounts]
    text = "\n".join([f"Mật khẩu chung của bản trình diễn này: {password}", "", *rows]) + "\n"
    if not path.exists() or path.read_text() != text:
        path.touch(mode=0o600)
        path.write_text(text)
        say(f"Đã lập {len(accounts)} tài khoản trình diễn")


def listing() -> str:
    """What is printed at every start."""
    path = Path(settings.TUSOI_DATA_DIR) / FILE
    return path.read_text() if path.exists() else ""


def _password(path: Path) -> str:
    """The one already in the file, else a new one: two words of the province and four digits."""
    if path.exists() and (first := path.read_text().partition("\n")[0]).count(": "):
        return first.rpartition(": ")[2]
    flowers = ("sen", "lan", "cuc", "mai", "dao", "ban", "phuong", "huong-duong")
    return f"hoa-{secrets.choice(flowers)}-{secrets.randbelow(9000) + 1000}"


def _make(account: Account, password: str) -> None:
    now = timezone.now()
    by = acting("" if account.username == FIRST else FIRST, on=timezone.localdate(now))
    added = add(
        username=account.username,
        role=account.role,
        unit=account.unit,
        full_name=account.person.full_name if account.person else account.name,
        card_number=account.person.card_number if account.person else "",
        by=by,
        at=now,
    )
    # the password is printed at every start of the demonstration: nobody has to change it
    added.user.set_password(password)
    added.user.must_change_password = False
    added.user.save(update_fields=["password", "must_change_password"])


def _accounts() -> Iterator[Account]:
    province = Unit.objects.get(kind=UnitKind.PROVINCE)
    grassroots = _suggested_committee()
    district = Unit.objects.get(path=grassroots.district_path)
    branch = _suggested_branch()
    member, cadre = _suggested_person(Track.MEMBER), _suggested_person(Track.CADRE)
    yield Account(FIRST, "Lãnh đạo Tỉnh ủy", Role.LEADER, province, _holder(province, TitleGroup.DEPUTY_SECRETARY))
    yield Account("to.chuc.tinh", "Chuyên viên Ban Tổ chức Tỉnh ủy", Role.STAFF, province, name="Lê Thanh Hương Thảo")
    yield Account(
        "to.chuc.tinh.2",
        "Chuyên viên thứ hai, kiểm tra văn bản đã ghi nhận",
        Role.STAFF,
        province,
        name="Trần Quốc Minh Khôi",
    )
    yield Account(
        "kiem.tra.tinh", "Cán bộ Ủy ban Kiểm tra Tỉnh ủy", Role.INSPECTOR, province, name="Phạm Thị Thu Sương"
    )
    yield Account("lanh.dao.huyen", "Lãnh đạo cấp ủy huyện", Role.LEADER, district, _holder(district))
    yield Account("to.chuc.huyen", "Chuyên viên Ban Tổ chức cấp ủy huyện", Role.STAFF, district, name="Võ Ngọc Bảo Anh")
    yield Account("lanh.dao.co.so", "Lãnh đạo cấp ủy cơ sở", Role.LEADER, grassroots, _holder(grassroots))
    yield Account(
        "to.chuc.co.so", "Người làm công tác tổ chức cơ sở", Role.STAFF, grassroots, name="Hồ Văn Đông Phương"
    )
    yield Account("bi.thu.chi.bo", "Bí thư chi bộ", Role.BRANCH_SECRETARY, branch, _holder(branch))
    yield Account("dang.vien", "Đảng viên được gợi ý kiểm điểm", Role.MEMBER, _branch_of(member), member)
    yield Account("can.bo", "Cán bộ được gợi ý kiểm điểm", Role.MEMBER, _branch_of(cadre), cadre)
    yield Account(
        "quan.tri", "Quản trị hệ thống, không xem nội dung", Role.ADMINISTRATOR, province, name="Đặng Tiến Lâm Sơn"
    )


def _suggested_committee() -> Unit:
    """The first grassroots committee whose standing committee was suggested."""
    entry = _suggested(subject_kind=SubjectKind.COLLECTIVE, entry__unit__kind=UnitKind.GRASSROOTS_COMMITTEE)
    return entry.unit


def _suggested_branch() -> Unit:
    """The first branch whose collective was suggested."""
    return _suggested(subject_kind=SubjectKind.COLLECTIVE, entry__collective__kind=CollectiveKind.BRANCH).unit


def _suggested_person(track: Track) -> Person:
    entry = _suggested(subject_kind=SubjectKind.PERSON, entry__track=track)
    return Person.objects.get(entries=entry)


def _suggested(**which: object) -> RosterEntry:
    found = Suggestion.objects.filter(**which).select_related("entry__unit").order_by("home_path", "id")
    return found[0].entry


def _holder(unit: Unit, group: TitleGroup | None = None) -> Person:
    """Who holds the post: the head where no group is asked for."""
    posts = Post.objects.filter(unit=unit, valid_to__isnull=True).select_related("person").order_by("id")
    chosen = posts.filter(title_group=group) if group else posts.filter(is_head=True)
    return chosen[0].person


def _branch_of(person: Person) -> Unit:
    return Unit.objects.get(members=person)
