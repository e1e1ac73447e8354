"""Write an event, in the transaction of the action that caused it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from ideenschmiede.base.models import Event, Visibility, Who

Plain = str | int | float | bool | None


def record(
    *,
    verb: str,
    subject: models.Model,
    by: Who | None,
    at: datetime,
    visibility: Visibility = Visibility.NETWORK,
    data: Mapping[str, Plain | list[Plain]] | None = None,
) -> Event:
    """Append an event about `subject`. `data` holds ids and figures, never names or free text of persons.

    Raises `RuntimeError` outside a transaction: an event without its change, or a change without its event,
    must not be possible.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Record events inside the transaction of the action.")
    return Event.objects.create(
        time=at,
        actor=by.pk if by else None,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        visibility=visibility,
        data=dict(data or {}),
    )
