"""Import a table in four steps: bring it, say what its columns are, look at what would happen, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.importing import samples
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.models import Account, Visibility
from ideenschmiede.base.tables import Table, write_csv
from ideenschmiede.transfer.actions.import_practices import import_practices
from ideenschmiede.transfer.actions.importing.plan import Order, Plan, plan_import
from ideenschmiede.transfer.actions.uploads import choose, forget_upload, keep_upload
from ideenschmiede.transfer.forms.imports import ColumnsForm, UploadForm, WordsForm
from ideenschmiede.transfer.models import PracticeImport, PracticeUpload
from ideenschmiede.transfer.queries.imports import import_for, imports, reason, upload_for
from ideenschmiede.transfer.rules import may_import
from ideenschmiede.transfer.views import previews

SHOWN_FLAWS = 100
PER_PAGE = 20


@only(may_import)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Step 1: the file. Also the list of earlier imports."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, Account)
        file = form.cleaned_data["file"]
        try:
            upload = keep_upload(file_name=file.name, content=file.read(), by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error("file", str(error))
        else:
            return redirect("transfer:import_columns", pk=upload.pk)
    page = Paginator(imports(), PER_PAGE).get_page(request.GET.get(PAGE))
    return render(request, "transfer/import.html", {"form": form, "page": page})


@only(may_import)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step 2: what the columns are."""
    upload = _upload_or_404(request, pk)
    table = Table.unpack(bytes(upload.table))
    form = ColumnsForm(
        request.POST if request.method == "POST" else None, columns=table.columns, choices=upload.choices
    )
    if request.method == "POST" and form.is_valid():
        chosen = {
            "mapping": form.mapping(),
            "origin": form.cleaned_data["origin"],
            "visibility": form.cleaned_data["visibility"],
        }
        choose(upload=upload, choices=chosen)
        return redirect("transfer:import_preview", pk=pk)
    context = {"form": form, "upload": upload, "table": table, "samples": samples(table)}
    return render(request, "transfer/import_columns.html", context)


@only(may_import)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step 3: what would be stored, and what would be left out. A post says what unknown words mean."""
    upload = _upload_or_404(request, pk)
    if not upload.choices.get("origin"):
        return redirect("transfer:import_columns", pk=pk)
    table = Table.unpack(bytes(upload.table))
    try:
        plan = _plan(table, upload)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("transfer:import_columns", pk=pk)
    words = WordsForm(request.POST if request.method == "POST" else None, flaws=[*plan.left_out, *plan.remarks])
    if request.method == "POST" and words.is_valid():
        choose(upload=upload, choices={"words": previews.merged(upload.choices.get("words", {}), words.words())})
        return redirect("transfer:import_preview", pk=pk)
    context = {
        "upload": upload,
        "table": table,
        "plan": plan,
        "drafts": previews.drafts(plan),
        "left_out": previews.flaws(plan.left_out[:SHOWN_FLAWS]),
        "remarks": previews.flaws(plan.remarks[:SHOWN_FLAWS]),
        "words": words if words.asked else None,
        "origin": upload.choices["origin"],
    }
    return render(request, "transfer/import_preview.html", context)


@only(may_import)
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step 4: store it."""
    upload = _upload_or_404(request, pk)
    try:
        report = import_practices(
            table=Table.unpack(bytes(upload.table)),
            order=_order(upload),
            file_name=upload.file_name,
            sha256=upload.sha256,
            visibility=Visibility(upload.choices.get("visibility", Visibility.PUBLIC)),
            by=request.user,
            at=timezone.now(),
        )
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("transfer:import_columns", pk=pk)
    forget_upload(upload=upload)
    return redirect("transfer:import_report", pk=report.pk)


@only(may_import)
@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop: nothing was stored, and the table is forgotten."""
    forget_upload(upload=_upload_or_404(request, pk))
    messages.success(request, _("The import is cancelled. Nothing was stored."))
    return redirect("transfer:import")


@only(may_import)
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import did, and what it left out."""
    found = _import_or_404(pk)
    context = {
        "report": found,
        "left_out": previews.stored_flaws(found.report[:SHOWN_FLAWS]),
        "remarks": previews.stored_flaws(found.remarks[:SHOWN_FLAWS]),
    }
    return render(request, "transfer/import_report.html", context)


@only(may_import)
@require_GET
def report_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows left out and values not understood, for the spreadsheet. Cells that would run there are defused."""
    found = _import_or_404(pk)
    rows = [
        [number, column, str(what), reason(code), value]
        for what, flaws in ((_("row left out"), found.report), (_("value left out"), found.remarks))
        for number, column, code, value in flaws
    ]
    text = write_csv([_("Row"), _("Column"), _("What happened"), _("Why"), _("Cell")], rows)
    name = f"import-{found.pk}.csv"
    return HttpResponse(
        text.encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def _upload_or_404(request: HttpRequest, pk: UUID) -> PracticeUpload:
    upload = upload_for(request.user, pk, timezone.now())
    if upload is None:
        raise Http404
    return upload


def _import_or_404(pk: int) -> PracticeImport:
    found = import_for(pk)
    if found is None:
        raise Http404
    return found


def _order(upload: PracticeUpload) -> Order:
    choices: dict[str, Any] = upload.choices
    return Order(choices.get("mapping", {}), choices.get("origin", ""), choices.get("words", {}))


def _plan(table: Table, upload: PracticeUpload) -> Plan:
    return plan_import(table=table, order=_order(upload), today=timezone.localdate())
