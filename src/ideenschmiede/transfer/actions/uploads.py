"""Keep an uploaded table between two steps: private to its account, for a day at most."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ideenschmiede.base.importing import keep_table
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import require
from ideenschmiede.transfer.actions.importing.targets import propose
from ideenschmiede.transfer.models import PracticeUpload
from ideenschmiede.transfer.rules import may_import


@transaction.atomic
def keep_upload(*, file_name: str, content: bytes, by: Account, at: datetime) -> PracticeUpload:
    """Read a table and keep its cells, with a proposal which column is what. Raises `TableError`.

    Forgets what anybody left behind more than a day ago.
    """
    require(may_import, by)
    return keep_table(
        PracticeUpload,
        file_name=file_name,
        content=content,
        choices=lambda table: {"mapping": propose(table.columns)},
        by=by,
        at=at,
    )
