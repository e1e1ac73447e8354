"""Writes on the operator's pages."""

from datetime import datetime

from django.db import transaction

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import is_operator, require
from ideenschmiede.site.models import SitePage


@transaction.atomic
def write_page(*, kind: SitePage.Kind, text_de: str, text_en: str, by: Who | None, at: datetime) -> SitePage:
    """Fill in imprint, privacy or accessibility statement."""
    require(is_operator, by)
    values = {"text_de": text_de.strip(), "text_en": text_en.strip(), "changed_at": at}
    page, _created = SitePage.objects.update_or_create(kind=kind, defaults=values)
    record(verb="page.written", subject=page, by=by, at=at, visibility=Visibility.PUBLIC)
    return page
