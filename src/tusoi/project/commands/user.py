"""`tusoi user add|password`: an account with its first grant, or a new one-time password. The verbs are the pages'."""

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING

from tusoi.rules.terms import Axis, Role

if TYPE_CHECKING:
    from tusoi.organizations.models import Unit
    from tusoi.rules.authority import Actor

HELP = "thêm tài khoản và giao quyền; cấp lại mật khẩu"
DATE_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`add NAME --role R --unit CODE …` and `password NAME`."""
    verbs = parser.add_subparsers(title="việc", dest="verb", metavar="VIỆC", required=True)
    add = verbs.add_parser("add", help="thêm tài khoản và giao quyền", description="Thêm tài khoản và giao quyền.")
    add.add_argument("username", metavar="NAME", help="tên đăng nhập, ví dụ lan.nguyen")
    add.add_argument("--role", required=True, choices=[role.value for role in Role], metavar="ROLE", help=_roles())
    add.add_argument("--unit", required=True, metavar="CODE", help="mã tổ chức nơi giao quyền")
    add.add_argument(
        "--unit-name",
        default="",
        metavar="TEXT",
        help="khi chưa có tổ chức nào: tên đảng bộ cao nhất, được lập với mã ở --unit (đảng bộ tỉnh)",
    )
    add.add_argument("--not-recursive", action="store_true", help="không gồm các tổ chức cấp dưới")
    add.add_argument(
        "--axis", choices=[axis.value for axis in Axis], default=Axis.BOTH.value, metavar="AXIS", help=_axes()
    )
    add.add_argument("--from", dest="valid_from", type=_day, metavar="DATE", help="từ ngày, ví dụ 01/01/2022")
    add.add_argument("--to", dest="valid_to", type=_day, metavar="DATE", help="đến hết ngày, ví dụ 31/12/2022")
    add.add_argument("--full-name", default="", metavar="TEXT", help="họ và tên")
    add.add_argument("--card", default="", metavar="NUMBER", help="số thẻ đảng viên, để liên kết với hồ sơ")
    password = verbs.add_parser("password", help="cấp lại mật khẩu dùng một lần")
    password.add_argument("username", metavar="NAME", help="tên đăng nhập")
    for verb in (add, password):
        verb.add_argument("--as", dest="user", metavar="USER", default=argparse.SUPPRESS, help="người thực hiện")


def run(options: argparse.Namespace) -> int:
    """Do it and print the one-time password, once."""
    return _add(options) if options.verb == "add" else _password(options)


def _add(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from tusoi.accounts.actions_users import add
    from tusoi.accounts.answers import said, unit_meant
    from tusoi.accounts.queries import acting

    now = timezone.now()
    by = acting(options.user, on=timezone.localdate(now))
    unit = _first_unit(options, by, now) if options.unit_name else unit_meant(options.unit)
    added = add(
        username=options.username,
        role=Role(options.role),
        unit=unit,
        full_name=options.full_name,
        card_number=options.card,
        recursive=not options.not_recursive,
        axis=Axis(options.axis),
        valid_from=options.valid_from,
        valid_to=options.valid_to,
        by=by,
        at=now,
    )
    print(f"Đã thêm tài khoản {added.user.username} ({added.user.full_name}).")
    print(said(added.grant))
    if by.installation and added.grant.approved_at and unit.parent_id is not None:
        print("Lưu ý: đây không phải tổ chức cao nhất; ngoài phạm vi này sẽ không có ai duyệt quyền.")
    _show(added.password)
    return 0


def _first_unit(options: argparse.Namespace, by: "Actor", now: datetime) -> "Unit":
    """The top of an empty tree, so that its first leader can sign in and bring in the rest at the screen."""
    from tusoi.accounts.answers import unit_meant
    from tusoi.organizations.queries import root
    from tusoi.organizations.structure import create_unit
    from tusoi.rules.terms import UnitKind

    if root() is not None:
        return unit_meant(options.unit)
    return create_unit(code=options.unit, name=options.unit_name, kind=UnitKind.PROVINCE, parent=None, by=by, at=now)


def _password(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from tusoi.accounts.actions_users import reset_password
    from tusoi.accounts.answers import user_meant
    from tusoi.accounts.queries import acting

    now = timezone.now()
    by = acting(options.user, on=timezone.localdate(now))
    _show(reset_password(user=user_meant(options.username), by=by, at=now))
    return 0


def _show(password: str) -> None:
    print(f"Mật khẩu dùng một lần (chỉ hiện lần này, phải đổi khi đăng nhập lần đầu): {password}")


def _day(text: str) -> date:
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"không đọc được ngày {text!r}; viết ngày/tháng/năm, ví dụ 31/12/2022")


def _roles() -> str:
    from tusoi.rules.terms import label

    return "; ".join(f"{role.value} = {label(role)}" for role in Role)


def _axes() -> str:
    from tusoi.rules.terms import label

    return "; ".join(f"{axis.value} = {label(axis)}" for axis in Axis)
