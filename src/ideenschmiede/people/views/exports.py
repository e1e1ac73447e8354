"""The list of members as a file: what the directory shows, in its order."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ideenschmiede.base.http import only
from ideenschmiede.people.actions.exporting import Form, export_persons
from ideenschmiede.people.queries.directory.listing import PersonListing
from ideenschmiede.people.rules.directory import may_export_persons

TYPES: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@only(may_export_persons)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The persons of the address that the list would have; `als` is csv or xlsx."""
    form: Form = "xlsx" if request.GET.get("als") == "xlsx" else "csv"
    found = PersonListing(request.GET, request.user)
    content = export_persons(ids=found.ids.tolist(), form=form, by=request.user, at=timezone.now())
    name = f"{_('members')}-{localdate():%Y-%m-%d}.{form}"
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
