"""Documents: files and links that a group works with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.fields import is_web_address
from ideenschmiede.base.files import CheckedFile, drop, keep
from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import require
from ideenschmiede.groups.actions.noting import GroupError, line, locked, tell
from ideenschmiede.groups.models import Document, WorkingGroup
from ideenschmiede.groups.rules import may_add_document, may_remove_document, may_run

FOLDER = "groups/documents"


@transaction.atomic
def add_document(
    *,
    group: WorkingGroup,
    title: str,
    link: str = "",
    file: CheckedFile | None = None,
    file_name: str = "",
    is_public: bool = False,
    by: Who | None,
    at: datetime,
) -> Document:
    """A file or a link. `is_public` is for those who run the group. Raises `GroupError` for both, for none, for a bad
    address."""
    require(may_add_document, by, group)
    current = locked(group)
    title, link = line(title, 200, "title"), line(link, 500, "link")
    _check(title, link, file)
    document = Document(
        group=current,
        title=title,
        link=link,
        is_public=is_public and (by is None or may_run(by, current)),
        added_by=by if isinstance(by, Account) else None,
        added_at=at,
    )
    if file is not None:
        document.file.name = keep(FOLDER, file)
        document.file_name, document.size = line(file_name[-200:], 200, "file"), len(file.content)
    document.save()
    _note("document.added", document, by, at)
    return document


@transaction.atomic
def show_document(*, document: Document, is_public: bool, by: Who | None, at: datetime) -> None:
    """Show it on the page of a public group, or no longer. Twice changes nothing."""
    require(may_run, by, document)
    current = _locked(document)
    if current.is_public == is_public:
        return
    current.is_public = is_public
    current.save(update_fields=["is_public"])
    _note("document.shown" if is_public else "document.hidden", current, by, at)


@transaction.atomic
def remove_document(*, document: Document, by: Who | None, at: datetime) -> None:
    """It goes, and its file with it."""
    require(may_remove_document, by, document)
    current = _locked(document)
    _note("document.removed", current, by, at)
    drop(current.file)
    current.delete()


def _locked(document: Document) -> Document:
    locked(document.group)
    found = Document.objects.select_related("group__body").filter(pk=document.pk).first()
    if found is None:
        raise GroupError(_("Somebody has removed this document meanwhile."))
    return found


def _check(title: str, link: str, file: CheckedFile | None) -> None:
    if not title:
        raise GroupError(_("Please give it a title."), "title")
    if bool(link) == (file is not None):
        raise GroupError(_("Please bring a file or a link: one of the two."), "file")
    if link and not is_web_address(link):
        raise GroupError(_("This is not a web address. It must begin with https:// or http://."), "link")


def _note(verb: str, document: Document, by: Who | None, at: datetime) -> None:
    tell(verb, document.group, by, at, openly=document.is_public, data={"document": document.pk})
