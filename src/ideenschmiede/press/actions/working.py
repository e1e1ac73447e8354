"""What all actions on a clipping under review begin and end with."""

from datetime import datetime

from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import Draft
from ideenschmiede.press.rules import may_write_clippings


def under_review(clipping: Clipping, by: Who | None) -> Clipping:
    """The row as it is now, locked, so that two people correct one after the other. Raises `ClippingError` where it was
    confirmed or discarded meanwhile."""
    require(may_write_clippings, by)
    current = Clipping.objects.select_for_update().get(pk=clipping.pk)
    if current.status != Clipping.Status.NEW:
        raise ClippingError(_("This clipping is no longer under review. Somebody confirmed or discarded it."))
    return current


def keep(clipping: Clipping, draft: Draft, at: datetime, *more: str) -> None:
    """Store the draft, and `more` fields."""
    clipping.draft = draft.dump()
    clipping.changed_at = at
    clipping.save(update_fields=["draft", "changed_at", *more])


def note(verb: str, clipping: Clipping, by: Who | None, at: datetime, **data: list[int]) -> None:
    """Record an event that only the office may see: it holds ids alone."""
    record(
        verb=verb,
        subject=clipping,
        by=by,
        at=at,
        visibility=Visibility.GROUP,
        data={k: list(v) for k, v in data.items()},
    )
