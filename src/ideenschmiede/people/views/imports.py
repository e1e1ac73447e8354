"""Read in a table of members, in four steps: bring it, say what its columns are, look at it, confirm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from ideenschmiede.base.models import Account, Topic
from ideenschmiede.base.tables import Table, write_csv
from ideenschmiede.people.actions.import_persons import import_persons
from ideenschmiede.people.actions.importing.plan import Order, Plan, plan_import
from ideenschmiede.people.actions.uploads import choose, forget_upload, keep_upload
from ideenschmiede.people.forms.imports import ColumnsForm, UploadForm
from ideenschmiede.people.models import PersonImport, PersonUpload
from ideenschmiede.people.queries.imports import import_for, imports, reason, upload_for
from ideenschmiede.people.rules.directory import may_import_persons
from ideenschmiede.places.queries import directory

SHOWN_DRAFTS, SHOWN_FLAWS, PER_PAGE = 20, 100, 20


@only(may_import_persons)
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
            return redirect("people:import_columns", pk=upload.pk)
    page = Paginator(imports(), PER_PAGE).get_page(request.GET.get(PAGE))
    return render(request, "people/import.html", {"form": form, "page": page})


@only(may_import_persons)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step 2: what the columns are."""
    upload = _upload_or_404(request, pk)
    table = Table.unpack(bytes(upload.table))
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, columns=table.columns, choices=upload.choices)
    if request.method == "POST" and form.is_valid():
        chosen = {"mapping": form.mapping(), "namesakes": form.cleaned_data["namesakes"], "seen": True}
        choose(upload=upload, choices=chosen)
        return redirect("people:import_preview", pk=pk)
    context = {"form": form, "upload": upload, "table": table, "samples": samples(table)}
    return render(request, "people/import_columns.html", context)


@only(may_import_persons)
@require_GET
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step 3: what would be stored, and what would be left out."""
    upload = _upload_or_404(request, pk)
    if not upload.choices.get("seen"):
        return redirect("people:import_columns", pk=pk)
    try:
        plan = plan_import(table=Table.unpack(bytes(upload.table)), order=_order(upload), today=timezone.localdate())
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("people:import_columns", pk=pk)
    context = {
        "upload": upload,
        "plan": plan,
        "drafts": _drafts(plan),
        "members": sum(draft.member_since is not None for draft in plan.new),
        "left_out": _flaws(flaw.as_list() for flaw in plan.left_out[:SHOWN_FLAWS]),
        "remarks": _flaws(flaw.as_list() for flaw in plan.remarks[:SHOWN_FLAWS]),
    }
    return render(request, "people/import_preview.html", context)


@only(may_import_persons)
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step 4: store it."""
    upload = _upload_or_404(request, pk)
    try:
        report = import_persons(
            table=Table.unpack(bytes(upload.table)),
            order=_order(upload),
            file_name=upload.file_name,
            sha256=upload.sha256,
            by=request.user,
            at=timezone.now(),
        )
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("people:import_preview", pk=pk)
    forget_upload(upload=upload)
    return redirect("people:import_report", pk=report.pk)


@only(may_import_persons)
@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop: nothing was stored, and the table is forgotten."""
    forget_upload(upload=_upload_or_404(request, pk))
    messages.success(request, _("The import is cancelled. Nothing was stored."))
    return redirect("people:import")


@only(may_import_persons)
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import did, and what it left out."""
    found = _import_or_404(pk)
    flaws = _flaws(found.report[:SHOWN_FLAWS])
    return render(request, "people/import_report.html", {"report": found, "flaws": flaws})


@only(may_import_persons)
@require_GET
def report_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows left out and values not understood, for the spreadsheet."""
    found = _import_or_404(pk)
    text = write_csv([_("Row"), _("Column"), _("Why")], [row[:3] for row in _flaws(found.report)])
    return HttpResponse(
        text.encode(),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="import-{found.pk}.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _upload_or_404(request: HttpRequest, pk: UUID) -> PersonUpload:
    upload = upload_for(request.user, pk, timezone.now())
    if upload is None:
        raise Http404
    return upload


def _import_or_404(pk: int) -> PersonImport:
    found = import_for(pk)
    if found is None:
        raise Http404
    return found


def _order(upload: PersonUpload) -> Order:
    choices: dict[str, Any] = upload.choices
    return Order(choices.get("mapping", {}), bool(choices.get("namesakes")))


def _flaws(found: Iterable[Sequence[Any]]) -> list[tuple[int, str, str, str]]:
    """(row, column, reason in words, beginning of the cell)."""
    rows = list(found)
    said = {code: reason(code) for _row, _column, code, *_value in rows}
    if "topic" in said:
        topics = ", ".join(str(topic) for topic in Topic.objects.all())
        said["topic"] = _("%(reason)s; there are: %(topics)s") % {"reason": said["topic"], "topics": topics}
    return [(row, column, said[code], value[0] if value else "") for row, column, code, *value in rows]


def _drafts(plan: Plan) -> list[dict[str, Any]]:
    """The first twenty persons as they would be stored."""
    changed = {change.draft.row for change in plan.changed}
    places = directory()
    return [
        {
            "row": draft.row,
            "changes": draft.row in changed,
            "name": draft.name,
            "does": ", ".join(filter(None, (draft.office, draft.function, draft.organisation))),
            "place": place.label if (place := places.by_pk.get(draft.place or 0)) else "",
            "contacts": ", ".join(draft.contacts.values()),
            "topics": ", ".join(sorted(draft.topics)),
            "since": draft.member_since,
        }
        for draft in plan.drafts[:SHOWN_DRAFTS]
    ]
