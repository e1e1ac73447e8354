"""A clipping comes in; it is discarded, and fetched back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import require
from ideenschmiede.press.actions.errors import AlreadyThere
from ideenschmiede.press.actions.reading_again import read_again
from ideenschmiede.press.actions.working import note, under_review
from ideenschmiede.press.intake import take_in as take_in_file
from ideenschmiede.press.intake import take_in_paste
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.clippings import clipping_like
from ideenschmiede.press.queries.drafts import headline
from ideenschmiede.press.rules import may_write_clippings


def take_in(
    *,
    text: str = "",
    data: bytes | None = None,
    name: str = "",
    by: Who | None,
    at: datetime,
    is_example: bool = False,
) -> Clipping:
    """Take an article in: pasted `text`, or the `data` of a file called `name`. It is mended and read at once.

    Nothing but the clipping itself is stored before it is confirmed. Raises `AlreadyThere` for what came in before, and
    `intake.IntakeError` for what cannot be read.
    """
    require(may_write_clippings, by)
    came = take_in_paste(text) if data is None else take_in_file(data, name=name)
    _refuse_again(came.sha256)
    clipping = Clipping(
        kind=came.kind,
        file_name=came.file_name[:200],
        sha256=came.sha256,
        original=came.text,
        title=came.title[:300],
        url=came.url[:500],
        recorded_by=by if isinstance(by, Account) else None,
        is_example=is_example,
        created_at=at,
        changed_at=at,
    )
    draft = read_again(clipping)  # before the transaction: it may take seconds
    clipping.draft, clipping.title = draft.dump(), clipping.title or headline(clipping.mended, draft)
    try:
        with transaction.atomic():
            clipping.save()
            note("clipping.taken_in", clipping, by, at)
    except IntegrityError:
        _refuse_again(came.sha256)  # somebody was quicker
        raise
    return clipping


@transaction.atomic
def discard(*, clipping: Clipping, by: Who | None, at: datetime) -> None:
    """Put a clipping aside that is of no use; `reopen` fetches it back."""
    _set_status(under_review(clipping, by), Clipping.Status.DISCARDED, "clipping.discarded", by, at)


@transaction.atomic
def reopen(*, clipping: Clipping, by: Who | None, at: datetime) -> None:
    """Fetch back what was discarded; nothing happens to others."""
    require(may_write_clippings, by)
    current = Clipping.objects.select_for_update().get(pk=clipping.pk)
    if current.status == Clipping.Status.DISCARDED:
        _set_status(current, Clipping.Status.NEW, "clipping.reopened", by, at)


def _set_status(clipping: Clipping, status: Clipping.Status, verb: str, by: Who | None, at: datetime) -> None:
    clipping.status, clipping.changed_at = status, at
    clipping.save(update_fields=["status", "changed_at"])
    note(verb, clipping, by, at)


def _refuse_again(sha256: str) -> None:
    if known := clipping_like(sha256):
        raise AlreadyThere(_("This article is already here."), known)
