"""Keep an uploaded table of persons between two steps: private to its account, for a day at most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ideenschmiede.base.importing import keep_table
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.importing.fields import propose
from ideenschmiede.people.models import PersonUpload
from ideenschmiede.people.rules.directory import may_import_persons


@transaction.atomic
def keep_upload(*, file_name: str, content: bytes, by: Account, at: datetime) -> PersonUpload:
    """Read a table and keep its cells, with a proposal which column is what. Raises `TableError`."""
    require(may_import_persons, by)
    return keep_table(
        PersonUpload,
        file_name=file_name,
        content=content,
        choices=lambda table: {"mapping": propose(table.columns)},
        by=by,
        at=at,
    )


def choose(*, upload: PersonUpload, choices: Mapping[str, Any]) -> None:
    """Remember what was decided about an upload."""
    upload.choices = {**upload.choices, **choices}
    upload.save(update_fields=["choices"])


def forget_upload(*, upload: PersonUpload) -> None:
    """The table is not needed any longer."""
    upload.delete()
