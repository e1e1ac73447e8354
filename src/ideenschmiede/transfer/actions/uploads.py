"""Keep an uploaded table between two steps: private to its account, for a day at most."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import require
from ideenschmiede.base.tables import read_table
from ideenschmiede.transfer.actions.importing.targets import propose
from ideenschmiede.transfer.models import PracticeUpload
from ideenschmiede.transfer.queries.imports import KEPT
from ideenschmiede.transfer.rules import may_import


@transaction.atomic
def keep_upload(*, file_name: str, content: bytes, by: Account, at: datetime) -> PracticeUpload:
    """Read a table and keep its cells, with a proposal which column is what. Raises `TableError`.

    Forgets what anybody left behind more than a day ago.
    """
    require(may_import, by)
    table = read_table(file_name, content)
    PracticeUpload.objects.filter(uploaded_at__lte=at - KEPT).delete()
    return PracticeUpload.objects.create(
        account=by,
        file_name=file_name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        table=table.pack(),
        choices={"mapping": propose(table.columns)},
        uploaded_at=at,
    )


def choose(*, upload: PracticeUpload, choices: Mapping[str, Any]) -> None:
    """Remember what was decided about an upload: mapping, origin, visibility, words."""
    upload.choices = {**upload.choices, **choices}
    upload.save(update_fields=["choices"])


def forget_upload(*, upload: PracticeUpload) -> None:
    """The table is not needed any longer."""
    upload.delete()
