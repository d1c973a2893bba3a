"""`tusoi work NUMBER`: what the page of an upload begins, in a process of its own (docs/adr/0005-jobs.md)."""

import argparse

HELP = "việc nội bộ của trang nhập dữ liệu: đọc thử hoặc nhập một tệp đã tải lên"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which upload; what to do says its state."""
    parser.add_argument("upload", type=int, metavar="NUMBER", help="số của lần nhập")


def run(options: argparse.Namespace) -> int:
    """Do it; the result stands in the upload."""
    from django.utils import timezone

    from tusoi.accounts.queries import acting
    from tusoi.exchange.models import Upload
    from tusoi.exchange.work import do

    if not options.user:  # a page is always somebody's
        return 1
    now = timezone.now()
    actor = acting(options.user, on=timezone.localdate(now))
    upload = Upload.objects.select_related("file").filter(pk=options.upload).first()
    if upload is None:
        return 1
    do(upload, by=actor, at=now)
    return 0
