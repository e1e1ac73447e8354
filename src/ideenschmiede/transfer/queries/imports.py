"""Uploaded tables between two steps, and reports of imports."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ideenschmiede.base.models import Who
from ideenschmiede.transfer.models import PracticeImport, PracticeUpload

KEPT = timedelta(days=1)


def upload_for(who: Who, pk: UUID, now: datetime) -> PracticeUpload | None:
    """An uploaded table of this account that is not a day old yet, else None."""
    return PracticeUpload.objects.filter(pk=pk, account=who.pk, uploaded_at__gt=now - KEPT).first()


def imports() -> QuerySet[PracticeImport]:
    """All imports, the latest first, without their long reports."""
    return PracticeImport.objects.defer("report", "remarks")


def import_for(pk: int) -> PracticeImport | None:
    return PracticeImport.objects.filter(pk=pk).first()


REASONS: Mapping[str, Promise] = {
    "missing": gettext_lazy("nothing is there, but it is needed"),
    "too_long": gettext_lazy("the text is too long"),
    "date": gettext_lazy("this is no date"),
    "order": gettext_lazy("the end is before the start"),
    "amount": gettext_lazy("this is no amount"),
    "status": gettext_lazy("this word for the status is not known"),
    "outcome": gettext_lazy("this word for how it went is not known"),
    "topic": gettext_lazy("this topic is not known"),
    "sdg": gettext_lazy("these are not goals from 1 to 17"),
    "link": gettext_lazy("this is no web address"),
    "email": gettext_lazy("this is no e-mail address"),
    "formula": gettext_lazy("a formula without a stored result"),
    "error": gettext_lazy("an error value of the spreadsheet"),
    "ragged": gettext_lazy("the row has more cells than there are columns"),
    "duplicate": gettext_lazy("there is already a solution with this title in this place"),
    "double_key": gettext_lazy("this key is there more than once in the table"),
}


def reason(code: str) -> str:
    """Why a row was left out or a value was not understood, in the reader's language."""
    return str(REASONS.get(code, code))
