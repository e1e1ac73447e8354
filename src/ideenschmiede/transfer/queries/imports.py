"""Uploaded tables between two steps, and reports of imports."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

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


def known_origins() -> list[str]:
    """Where imported practices came from so far, to choose from."""
    found = PracticeImport.objects.order_by("origin").values_list("origin", flat=True).distinct()
    return list(found[:50])
