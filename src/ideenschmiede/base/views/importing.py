"""The pages of an import of a table, the same in each app: bring it, say what its columns are, look at it, confirm."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, or_404
from ideenschmiede.base.import_forms import ColumnsForm, UploadForm
from ideenschmiede.base.importing import choose, forget, import_of, imports_of, kept_table, samples
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.models import Account, ImportReport, Upload, Who
from ideenschmiede.base.rules import Rule
from ideenschmiede.base.tables import Table, write_csv

SHOWN_FLAWS, PER_PAGE = 100, 20


class ImportPages(ABC):
    """An app says what it imports. Where its pages differ, it has a template of the name that the base's has."""

    app: ClassVar[str]  # the first half of the names of addresses; its list is called `list`
    title: ClassVar[Promise]
    whole: ClassVar[Promise]  # what the list is called
    takes: ClassVar[Promise]  # which tables
    permission: ClassVar[Rule]
    uploads: ClassVar[type[Upload]]
    reports: ClassVar[type[ImportReport]]
    columns_form: ClassVar[type[ColumnsForm]]

    @abstractmethod
    def keep(self, *, file_name: str, content: bytes, by: Account, at: datetime) -> Upload:
        """Read and keep a table. Raises `ActionError`."""

    @abstractmethod
    def plan(self, upload: Upload, table: Table, today: date) -> Any:
        """What would be stored. Raises `ActionError`."""

    @abstractmethod
    def preview_of(self, request: HttpRequest, upload: Upload, plan: Any) -> dict[str, Any] | None:
        """What the preview shows: `drafts`, `left_out`, `remarks`, …; None where the request decided something."""

    @abstractmethod
    def store(self, upload: Upload, table: Table, by: Who, at: datetime) -> ImportReport:
        """Do it. Raises `ActionError`."""

    @abstractmethod
    def report_of(self, report: ImportReport) -> dict[str, Any]:
        """What the report shows."""

    @abstractmethod
    def rows_of(self, report: ImportReport) -> tuple[list[str], Sequence[Sequence[Any]]]:
        """Header and rows of the file of what was left out."""

    def urls(self, root: str) -> list[URLPattern]:
        """The addresses of all pages, below `root`."""
        both = require_http_methods(["GET", "POST"])
        pages = (
            ("", "import", both(self.bring)),
            ("<uuid:pk>/spalten/", "import_columns", both(self.columns)),
            ("<uuid:pk>/vorschau/", "import_preview", both(self.preview)),
            ("<uuid:pk>/ausfuehren/", "import_confirm", require_POST(self.confirm)),
            ("<uuid:pk>/verwerfen/", "import_discard", require_POST(self.discard)),
            ("berichte/<int:pk>/", "import_report", require_GET(self.report)),
            ("berichte/<int:pk>/zeilen.csv", "import_report_csv", require_GET(self.report_csv)),
        )
        return [path(f"{root}/{route}", only(self.permission)(view), name=name) for route, name, view in pages]

    def bring(self, request: HttpRequest) -> HttpResponse:
        """Step 1: the file. Also the list of earlier imports."""
        form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()), takes=self.takes)
        if request.method == "POST" and form.is_valid():
            assert isinstance(request.user, Account)
            file = form.cleaned_data["file"]
            try:
                upload = self.keep(file_name=file.name, content=file.read(), by=request.user, at=timezone.now())
            except ActionError as error:
                form.add_error("file", str(error))
            else:
                return self._go("columns", upload.pk)
        page = Paginator(imports_of(self.reports), PER_PAGE).get_page(request.GET.get(PAGE))
        return self._render(request, "import.html", form=form, page=page)

    def columns(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Step 2: what the columns are."""
        upload, table = self._upload_or_404(request, pk)
        data = request.POST if request.method == "POST" else None
        form = self.columns_form(data, columns=table.columns, choices=upload.choices)
        if request.method == "POST" and form.is_valid():
            choose(upload=upload, choices={**form.chosen(), "seen": True})
            return self._go("preview", pk)
        return self._render(
            request, "import_columns.html", form=form, upload=upload, table=table, samples=samples(table)
        )

    def preview(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Step 3: what would be stored, and what would be left out."""
        upload, table = self._upload_or_404(request, pk)
        if not upload.choices.get("seen"):
            return self._go("columns", pk)
        try:
            plan = self.plan(upload, table, timezone.localdate())
        except ActionError as error:
            messages.error(request, str(error))
            return self._go("columns", pk)
        shown = self.preview_of(request, upload, plan)
        if shown is None:
            return self._go("preview", pk)
        return self._render(request, "import_preview.html", upload=upload, plan=plan, **shown)

    def confirm(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Step 4: store it."""
        upload, table = self._upload_or_404(request, pk)
        try:
            report = self.store(upload, table, request.user, timezone.now())
        except ActionError as error:
            messages.error(request, str(error))
            return self._go("preview", pk)
        forget(upload=upload)
        return self._go("report", report.pk)

    def discard(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Stop: nothing was stored, and the table is forgotten."""
        upload, _table = self._upload_or_404(request, pk)
        forget(upload=upload)
        messages.success(request, _("The import is cancelled. Nothing was stored."))
        return redirect(f"{self.app}:import")

    def report(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What an import did, and what it left out."""
        found = self._report_or_404(pk)
        return self._render(request, "import_report.html", report=found, **self.report_of(found))

    def report_csv(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All rows left out and values not understood, for the spreadsheet. Cells that would run there are defused."""
        found = self._report_or_404(pk)
        return HttpResponse(
            write_csv(*self.rows_of(found)).encode(),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="import-{found.pk}.csv"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    def _upload_or_404(self, request: HttpRequest, pk: UUID) -> tuple[Upload, Table]:
        upload = or_404(kept_table(self.uploads, request.user, pk, timezone.now()))
        return upload, Table.unpack(bytes(upload.table))

    def _report_or_404(self, pk: int) -> ImportReport:
        return or_404(import_of(self.reports, pk))

    def _go(self, step: str, pk: UUID | int) -> HttpResponse:
        return redirect(f"{self.app}:import_{step}", pk=pk)

    def _render(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        return render(request, [f"{self.app}/{template}", f"base/{template}"], {"pages": self, **context})
