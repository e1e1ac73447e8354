"""Documents of a group, as far as one may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from ideenschmiede.base.models import Who
from ideenschmiede.groups.models import Document, WorkingGroup
from ideenschmiede.groups.rules import is_public_group, sees_document, sees_work


def documents_of(who: Who, group: WorkingGroup) -> QuerySet[Document]:
    """All for who sees the work of the group; of a public one others see what is marked so."""
    rows = group.documents.select_related("added_by", "group__body")
    if sees_work(who, group):
        return rows
    return rows.filter(is_public=True) if is_public_group(who, group) else rows.none()


def document_of(who: Who, group: WorkingGroup, pk: int) -> Document | None:
    found = group.documents.select_related("group__body").filter(pk=pk).first()
    return found if found is not None and sees_document(who, found) else None
