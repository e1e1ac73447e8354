"""Uploaded tables between two steps, and reports of imports."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ideenschmiede.base.importing import COMMON_REASONS, kept_table
from ideenschmiede.base.models import Who
from ideenschmiede.transfer.models import PracticeImport, PracticeUpload


def upload_for(who: Who, pk: UUID, now: datetime) -> PracticeUpload | None:
    """An uploaded table of this account that is not a day old yet, else None."""
    return kept_table(PracticeUpload, who, pk, now)


def imports() -> QuerySet[PracticeImport]:
    """All imports, the latest first, without their long reports."""
    return PracticeImport.objects.defer("report", "remarks")


def import_for(pk: int) -> PracticeImport | None:
    return PracticeImport.objects.filter(pk=pk).first()


REASONS: Mapping[str, Promise] = {
    **COMMON_REASONS,
    "amount": gettext_lazy("this is no amount"),
    "status": gettext_lazy("this word for the status is not known"),
    "outcome": gettext_lazy("this word for how it went is not known"),
    "sdg": gettext_lazy("these are not goals from 1 to 17"),
    "link": gettext_lazy("this is no web address"),
    "duplicate": gettext_lazy("there is already a solution with this title in this place"),
    "double_key": gettext_lazy("this key is there more than once in the table"),
}


def reason(code: str) -> str:
    """Why a row was left out or a value was not understood, in the reader's language."""
    return str(REASONS.get(code, code))
