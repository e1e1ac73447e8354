"""Write an event, in the transaction of the action that caused it, and let higher apps react to it there."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models, transaction

from ideenschmiede.base.models import Event, Visibility, Who
from ideenschmiede.base.reactions import react

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
    _need_transaction()
    event = _event(verb, subject, by, at, visibility, data)
    event.save()
    react([event])
    return event


def record_many(
    *,
    verb: str,
    subjects: Iterable[models.Model],
    by: Who | None,
    at: datetime,
    visibility: Visibility = Visibility.NETWORK,
    data: Mapping[str, Plain | list[Plain]] | None = None,
) -> int:
    """As `record`, one event for each subject, in few statements; returns how many. For imports."""
    _need_transaction()
    events = [_event(verb, subject, by, at, visibility, data) for subject in subjects]
    Event.objects.bulk_create(events, batch_size=1_000)
    react(events)
    return len(events)


def _event(
    verb: str,
    subject: models.Model,
    by: Who | None,
    at: datetime,
    visibility: Visibility,
    data: Mapping[str, Plain | list[Plain]] | None,
) -> Event:
    return Event(
        time=at,
        actor=by.pk if by else None,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        visibility=visibility,
        data=dict(data or {}),
    )


def _need_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Record events inside the transaction of the action.")
