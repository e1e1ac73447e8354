"""A list of persons that the office takes away; that it was taken is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.base.tables import write_csv, write_workbook
from ideenschmiede.people.models import Body
from ideenschmiede.people.queries.directory.tables import headers, table_rows
from ideenschmiede.people.rules.directory import may_export_persons

Form = Literal["csv", "xlsx"]


@transaction.atomic
def export_persons(*, ids: Sequence[int], form: Form, by: Who | None, at: datetime) -> bytes:
    """These persons with offices and contacts, as a file in this form, in this order."""
    require(may_export_persons, by)
    rows = list(table_rows(ids, localdate(at)))
    network = Body.objects.get(kind=Body.Kind.NETWORK)
    record(
        verb="people.exported",
        subject=network,
        by=by,
        at=at,
        visibility=Visibility.GROUP,
        data={"count": len(rows), "form": str(form)},
    )
    if form == "xlsx":
        return write_workbook(headers(), rows, title=_("Members"))
    return write_csv(headers(), rows).encode()
