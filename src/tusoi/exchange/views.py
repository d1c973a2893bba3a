"""Pages of imports: the list, a new file, one upload with its preview, its columns, and what it is told to do."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.audit.files import opened
from tusoi.exchange import actions, pages, queries, rights
from tusoi.exchange.forms import ColumnsForm, SheetForm, UploadForm
from tusoi.exchange.models import UploadKind, UploadState
from tusoi.request import Request
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.ui.downloads import attachment
from tusoi.ui.page import Crumb, asked_by_htmx, go, page
from tusoi.ui.paging import slice_of
from tusoi.ui.tables import Sort

NEWEST = Sort(key="id", field="id", descending=True)
WORKBOOKS = ("errors", "lists")


def uploads(request: Request) -> HttpResponse:
    """Who brought in what, when, and what came of it; the newest first."""
    rows = slice_of(request, queries.uploads(request.actor), sort=NEWEST)
    context = {"rows": rows, "uploads": [pages.row_state(row) for row in rows.rows]}
    context["may_import"] = rights.imports_anything(request.actor)
    return page(request, "exchange/uploads.html", context, title=_("Nhập dữ liệu"))


def new(request: Request) -> HttpResponse:
    """Choose a file; it is read at once and brought in later."""
    refuse_if(rights.importing_refusals(request.actor), kind="forbidden")
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["file"], UploadKind(form.cleaned_data["kind"])
        more = {name: form.cleaned_data[name] for name in ("year", "as_of")}
        upload = actions.receive(
            kind=kind, source=file, name=file.name or "", **more, by=request.actor, at=timezone.now()
        )
        return go(request, reverse("exchange:one", args=[upload.pk]))
    status = form.status if form.errors else 200
    return page(
        request, "exchange/new.html", {"form": form}, title=_("Nhập từ tệp Excel"), trail=_trail(), status=status
    )


def one(request: Request, pk: int) -> HttpResponse:
    """An upload: how far the work is, its preview, or its result."""
    upload = queries.upload(request.actor, pk)
    title = str(UploadKind(upload.kind).label)
    if pages.is_running(upload):
        running, part = {"progress": pages.progress_of(upload)}, "ui/progress_part.html"
        return page(request, "ui/progress.html", running, part=part, title=title, trail=_trail())
    if asked_by_htmx(request):  # the work has ended: the whole page shows what came of it
        return go(request, request.path)
    context = {"page": pages.upload_page(request.actor, upload)}
    return page(request, "exchange/one.html", context, title=title, sub=upload.original_name, trail=_trail())


def columns(request: Request, pk: int) -> HttpResponse:
    """Say which column holds what, or which sheet holds the table."""
    upload = queries.upload(request.actor, pk)
    refuse_if(actions.refusals(request.actor, upload, UploadState.READING))
    found = upload.report.get("columns", {})
    if choices := found.get("choices"):
        form: SheetForm | ColumnsForm = SheetForm(request.POST or None, choices=choices)
    else:
        form = ColumnsForm(request.POST or None, kind=upload.kind, columns=found)
    if request.method == "POST" and form.is_valid():
        actions.choose(upload=upload, **pages.chosen(form, found), by=request.actor)
        return go(request, reverse("exchange:one", args=[pk]))
    context = {"form": form, "upload": upload, "columns": found}
    status = 422 if form.errors else 200
    return page(request, "exchange/columns.html", context, title=_("Chọn cột"), trail=_trail(upload), status=status)


@require_POST
def apply(request: Request, pk: int) -> HttpResponse:
    """Bring in what the preview showed."""
    upload = queries.upload(request.actor, pk)
    actions.confirm(upload=upload, fingerprint=request.POST.get("fingerprint", ""), by=request.actor)
    return go(request, reverse("exchange:one", args=[pk]))


@require_POST
def reread(request: Request, pk: int) -> HttpResponse:
    """Compare the stored file with what is here by now."""
    actions.read_again(upload=queries.upload(request.actor, pk), by=request.actor)
    return go(request, reverse("exchange:one", args=[pk]))


@require_POST
def restart(request: Request, pk: int) -> HttpResponse:
    """Do again what was interrupted."""
    actions.restart(upload=queries.upload(request.actor, pk), by=request.actor)
    return go(request, reverse("exchange:one", args=[pk]))


def workbook(request: Request, pk: int, which: str) -> HttpResponseBase:
    """The rows to mend, or the whole lists of the preview."""
    upload = queries.upload(request.actor, pk)
    found = upload.report.get("workbooks", {}).get(which) if which in WORKBOOKS else None
    stored = queries.stored(found) if found else None
    if stored is None:
        raise Refused(Problem("upload-missing"), kind="missing")
    name = _("Dòng cần sửa") if which == "errors" else _("Kết quả đọc thử")
    with opened(stored) as file:
        return attachment(file.read(), name=f"{name}_{upload.original_name.removesuffix('.xlsx')}", kind="xlsx")


def _trail(upload: object = None) -> tuple[Crumb, ...]:
    first = Crumb(_("Nhập dữ liệu"), reverse("exchange:uploads"))
    if upload is None:
        return (first,)
    return (first, Crumb(upload.original_name, reverse("exchange:one", args=[upload.pk])))  # type: ignore[attr-defined]
