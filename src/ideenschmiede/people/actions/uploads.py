"""Keep an uploaded table of persons between two steps: private to its account, for a day at most."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.importing import keep_table
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import require
from ideenschmiede.base.tables import Table, TableError
from ideenschmiede.people.actions.importing.fields import propose
from ideenschmiede.people.models import PersonUpload
from ideenschmiede.people.rules.directory import may_import_persons

MOST_ROWS = 1_000  # each is some sixty statements: longer than this nobody waits for a page


@transaction.atomic
def keep_upload(*, file_name: str, content: bytes, by: Account, at: datetime) -> PersonUpload:
    """Read a table and keep its cells, with a proposal which column is what. Raises `TableError`."""
    require(may_import_persons, by)
    return keep_table(PersonUpload, file_name=file_name, content=content, choices=_choices, by=by, at=at)


def _choices(table: Table) -> dict[str, Any]:
    if len(table.rows) > MOST_ROWS:
        raise TableError(_("The table has more than 1,000 rows. Please split it, or use the command “people import”."))
    return {"mapping": propose(table.columns)}
