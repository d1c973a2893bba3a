"""The `tusoi` command: finds the subcommand, prepares Django, turns refusals into sentences.

A subcommand is a module of `commands/` with `HELP` (one line), `arguments(parser)` and `run(options) -> int`.
The exit code is 0 only when everything went well, 1 when something was refused or failed, 2 for a wrong call.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from tusoi import __version__
from tusoi.project.rooms import exists

# name on the command line → module in commands/
SUBCOMMANDS = {
    "up": "up",
    "serve": "serve",
    "migrate": "migrate",
    "import": "import_file",
    "work": "work",
    "cycle": "cycle",
    "figures": "figures",
    "user": "user",
    "audit": "audit",
    "backup": "backup",
    "restore": "restore",
    "docs": "docs",
    "doctor": "doctor",
}

# argparse speaks English; these are all the words it can say to our users.
WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "show this help message and exit": "hiện hướng dẫn này",
    "the following arguments are required: %s": "còn thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r không dùng được; chọn một trong: %(choices)s",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không đúng kiểu %(type)s",
    "not allowed with argument %s": "không dùng cùng với %s",
    "one of the arguments %s is required": "cần một trong: %s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: gọi sai: %(message)s\n",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; `argv` defaults to the command line."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.project.settings")
    options = parser().parse_args(argv)
    return guarded(options)


def parser() -> argparse.ArgumentParser:
    """The whole command line, with the words of WORDS."""
    setattr(argparse, "_", lambda text: WORDS.get(text, text))  # noqa: B010 - argparse's own door to translations
    whole = argparse.ArgumentParser(
        prog="tusoi", description="Kiểm điểm, xếp loại chất lượng hằng năm và theo dõi khắc phục hạn chế."
    )
    whole.add_argument("--version", action="version", version=__version__, help="in số phiên bản")
    names = whole.add_subparsers(title="lệnh", dest="subcommand", metavar="LỆNH", required=True)
    for name, module in modules().items():
        one = names.add_parser(name, help=module.HELP, description=module.HELP)
        one.add_argument(
            "--as",
            dest="user",
            metavar="USER",
            default=os.environ.get("TUSOI_USER", ""),
            help="tên đăng nhập của người thực hiện (mặc định: TUSOI_USER)",
        )
        module.arguments(one)
        one.set_defaults(run=module.run)
    return whole


def modules() -> dict[str, ModuleType]:
    """Subcommand → its module. They import Django's models only when they run."""
    return {
        name: import_module(f"tusoi.project.commands.{module}")
        for name, module in SUBCOMMANDS.items()
        if exists(f"project.commands.{module}")
    }


def guarded(options: argparse.Namespace) -> int:
    """Run it; what can go wrong at a customer's site becomes a sentence on stderr."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import DatabaseError

    try:
        django.setup()
    except (ImproperlyConfigured, OSError) as error:
        return fail(f"Cấu hình chưa dùng được: {error}")

    from tusoi.project.databases import is_busy
    from tusoi.rules.problems import Refused
    from tusoi.ui.problems import say_all

    try:
        return int(options.run(options) or 0)
    except Refused as refused:
        return fail(*[said.text for said in say_all(refused.problems)])
    except DatabaseError as error:
        if is_busy(error):
            return fail("Cơ sở dữ liệu đang bận ghi một việc lớn; chưa có gì được ghi. Vui lòng chạy lại sau ít giây.")
        return fail(f"Cơ sở dữ liệu báo lỗi; chưa có gì được ghi: {error}")
    except OSError as error:
        return fail(f"Không đọc hoặc ghi được: {error}")
    except KeyboardInterrupt:
        return 130


def fail(*sentences: str) -> int:
    """Print the sentences on stderr; the exit code 1."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1
