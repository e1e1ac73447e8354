"""Read in a table of members. The steps are those of all imports: `base.views.importing`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.models import Account, ImportReport, Topic, Upload, Who
from ideenschmiede.base.tables import Table
from ideenschmiede.base.views.importing import SHOWN_FLAWS, ImportPages
from ideenschmiede.people.actions.import_persons import import_persons
from ideenschmiede.people.actions.importing.plan import Order, Plan, plan_import
from ideenschmiede.people.actions.importing.reasons import reason
from ideenschmiede.people.actions.uploads import keep_upload
from ideenschmiede.people.forms.imports import ColumnsForm
from ideenschmiede.people.models import PersonImport, PersonUpload
from ideenschmiede.people.rules.directory import may_import_persons
from ideenschmiede.places.queries import directory

SHOWN_DRAFTS = 20


class PersonImportPages(ImportPages):
    app, permission = "people", may_import_persons
    title, whole = gettext_lazy("Read in members"), gettext_lazy("Members")
    takes = gettext_lazy(
        "CSV or Excel (.xlsx), one person a row, at most 1,000 rows. Nothing is stored before you have seen it."
    )
    uploads, reports, columns_form = PersonUpload, PersonImport, ColumnsForm

    def keep(self, *, file_name: str, content: bytes, by: Account, at: datetime) -> PersonUpload:
        return keep_upload(file_name=file_name, content=content, by=by, at=at)

    def plan(self, upload: Upload, table: Table, today: date) -> Plan:
        return plan_import(table=table, order=_order(upload), today=today)

    def preview_of(self, request: HttpRequest, upload: Upload, plan: Plan) -> dict[str, Any]:
        return {
            "drafts": _drafts(plan),
            "members": sum(draft.member_since is not None for draft in plan.new),
            "left_out": _flaws(flaw.as_list() for flaw in plan.left_out[:SHOWN_FLAWS]),
            "remarks": _flaws(flaw.as_list() for flaw in plan.remarks[:SHOWN_FLAWS]),
        }

    def store(self, upload: Upload, table: Table, by: Who, at: datetime) -> PersonImport:
        return import_persons(
            table=table, order=_order(upload), file_name=upload.file_name, sha256=upload.sha256, by=by, at=at
        )

    def report_of(self, report: ImportReport) -> dict[str, Any]:
        return {"flaws": _flaws(report.report[:SHOWN_FLAWS])}

    def rows_of(self, report: ImportReport) -> tuple[list[str], Sequence[Sequence[Any]]]:
        return [_("Row"), _("Column"), _("Why")], [row[:3] for row in _flaws(report.report)]


def _order(upload: Upload) -> Order:
    return Order(upload.choices.get("mapping", {}), bool(upload.choices.get("namesakes")))


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
