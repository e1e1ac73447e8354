"""Import a table of practices. The steps are those of all imports: `base.views.importing`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.importing import choose
from ideenschmiede.base.models import Account, ImportReport, Upload, Visibility, Who
from ideenschmiede.base.tables import Table
from ideenschmiede.base.views.importing import SHOWN_FLAWS, ImportPages
from ideenschmiede.transfer.actions.import_practices import import_practices
from ideenschmiede.transfer.actions.importing.plan import Order, Plan, plan_import
from ideenschmiede.transfer.actions.importing.reasons import reason
from ideenschmiede.transfer.actions.uploads import keep_upload
from ideenschmiede.transfer.forms.imports import ColumnsForm, WordsForm
from ideenschmiede.transfer.models import PracticeImport, PracticeUpload
from ideenschmiede.transfer.rules import may_import
from ideenschmiede.transfer.views import previews


class PracticeImportPages(ImportPages):
    app, permission = "transfer", may_import
    title, whole = gettext_lazy("Import solutions"), gettext_lazy("Solutions")
    takes = gettext_lazy(
        "CSV or Excel (.xlsx), at most 20 MB and 50,000 rows. Nothing is stored before you have seen it."
    )
    uploads, reports, columns_form = PracticeUpload, PracticeImport, ColumnsForm

    def keep(self, *, file_name: str, content: bytes, by: Account, at: datetime) -> PracticeUpload:
        return keep_upload(file_name=file_name, content=content, by=by, at=at)

    def plan(self, upload: Upload, table: Table, today: date) -> Plan:
        return plan_import(table=table, order=_order(upload), today=today)

    def preview_of(self, request: HttpRequest, upload: Upload, plan: Plan) -> dict[str, Any] | None:
        """A post says what unknown words mean."""
        words = WordsForm(request.POST if request.method == "POST" else None, flaws=[*plan.left_out, *plan.remarks])
        if request.method == "POST" and words.is_valid():
            choose(upload=upload, choices={"words": previews.merged(upload.choices.get("words", {}), words.words())})
            return None
        return {
            "drafts": previews.drafts(plan),
            "left_out": previews.flaws(plan.left_out[:SHOWN_FLAWS]),
            "remarks": previews.flaws(plan.remarks[:SHOWN_FLAWS]),
            "words": words if words.asked else None,
        }

    def store(self, upload: Upload, table: Table, by: Who, at: datetime) -> PracticeImport:
        return import_practices(
            table=table,
            order=_order(upload),
            file_name=upload.file_name,
            sha256=upload.sha256,
            visibility=Visibility(upload.choices.get("visibility", Visibility.PUBLIC)),
            by=by,
            at=at,
        )

    def report_of(self, report: ImportReport) -> dict[str, Any]:
        assert isinstance(report, PracticeImport)
        return {
            "left_out": previews.stored_flaws(report.report[:SHOWN_FLAWS]),
            "remarks": previews.stored_flaws(report.remarks[:SHOWN_FLAWS]),
        }

    def rows_of(self, report: ImportReport) -> tuple[list[str], Sequence[Sequence[Any]]]:
        assert isinstance(report, PracticeImport)
        rows = [
            [number, column, what, reason(code), value]
            for what, flaws in ((_("row left out"), report.report), (_("value left out"), report.remarks))
            for number, column, code, value in flaws
        ]
        return [_("Row"), _("Column"), _("What happened"), _("Why"), _("Cell")], rows


def _order(upload: Upload) -> Order:
    return Order(upload.choices.get("mapping", {}), upload.choices.get("origin", ""), upload.choices.get("words", {}))
