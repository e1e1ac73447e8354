"""Bodies: what one is appointed to. There is one network; working groups and juries come and go."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.plain import one_line, plain, slug_of
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.appointments.stepping import AppointmentError
from ideenschmiede.people.actions.appointments.terms import end, withdraw
from ideenschmiede.people.models import Appointment, Body, Status
from ideenschmiede.people.rules.appointments import may_keep_bodies

LIMITS = {"name": 200, "into": 220, "purpose": 2_000}


@transaction.atomic
def open_body(
    *,
    kind: str,
    name: str,
    into: str = "",
    purpose: str = "",
    begins_on: date | None = None,
    is_example: bool = False,
    by: Who | None,
    at: datetime,
) -> Body:
    """A new working group or jury; one that begins later can already be appointed to. Raises `AppointmentError`."""
    require(may_keep_bodies, by)
    if Body.Kind(kind) == Body.Kind.NETWORK:
        raise AppointmentError(_("There is one network. Choose a working group or a jury."), "kind")
    body = Body(kind=Body.Kind(kind), begins_on=begins_on, is_example=is_example, created_at=at)
    _fill(body, name, into, purpose)
    body.slug = _free_slug(body.name)
    _save(body)
    record(verb="body.opened", subject=body, by=by, at=at, visibility=Visibility.NETWORK)
    return body


@transaction.atomic
def change_body(
    *, body: Body, name: str, into: str, purpose: str, begins_on: date | None, by: Who | None, at: datetime
) -> None:
    """Another name, another purpose. What was sent and signed keeps the words that it had."""
    require(may_keep_bodies, by)
    current = Body.objects.select_for_update().get(pk=body.pk)
    _fill(current, name, into, purpose)
    current.begins_on = begins_on
    _save(current)
    record(verb="body.changed", subject=current, by=by, at=at, visibility=_seen(current))


@transaction.atomic
def close_body(*, body: Body, by: Who | None, at: datetime) -> int:
    """From today on nobody can be appointed to it. What is active ends, what is under way is withdrawn; how many.

    Closing twice changes nothing. Raises `AppointmentError` for the network itself.
    """
    require(may_keep_bodies, by)
    current = Body.objects.select_for_update().get(pk=body.pk)
    if current.kind == Body.Kind.NETWORK:
        raise AppointmentError(_("The network itself cannot be closed."))
    if current.closed_on is not None:
        return 0
    ended = 0
    for appointment in Appointment.objects.filter(body=current, status__in=[*Appointment.OPEN, Status.ACTIVE]):
        leave = end if appointment.status == Status.ACTIVE else withdraw
        leave(appointment=appointment, by=by, at=at, reason=_("“%(body)s” was closed.") % {"body": current.name})
        ended += 1
    current.closed_on, current.closed_at = localdate(at), at
    current.save(update_fields=["closed_on", "closed_at"])
    record(verb="body.closed", subject=current, by=by, at=at, visibility=_seen(current))
    return ended


@transaction.atomic
def reopen_body(*, body: Body, by: Who | None, at: datetime) -> None:
    """It works again; who was in it must be appointed anew. Reopening twice changes nothing."""
    require(may_keep_bodies, by)
    current = Body.objects.select_for_update().get(pk=body.pk)
    if current.closed_on is None:
        return
    current.closed_on = current.closed_at = None
    current.save(update_fields=["closed_on", "closed_at"])
    record(verb="body.reopened", subject=current, by=by, at=at, visibility=_seen(current))


@transaction.atomic
def set_discretion(*, body: Body, is_discreet: bool, by: Who | None, at: datetime) -> None:
    """Whether only the office and those in it know of it and who is in it. Setting it twice changes nothing.

    Raises `AppointmentError` for the network itself.
    """
    require(may_keep_bodies, by)
    current = Body.objects.select_for_update().get(pk=body.pk)
    if current.kind == Body.Kind.NETWORK:
        raise AppointmentError(_("Everybody may know of the network itself."))
    if current.is_discreet == is_discreet:
        return
    current.is_discreet = body.is_discreet = is_discreet
    current.save(update_fields=["is_discreet"])
    record(verb="body.discretion_set", subject=current, by=by, at=at, visibility=Visibility.GROUP)


def _seen(body: Body) -> Visibility:
    return Visibility.GROUP if body.is_discreet else Visibility.NETWORK


def _fill(body: Body, name: str, into: str, purpose: str) -> None:
    body.name, body.into, body.purpose = one_line(name), one_line(into), plain(purpose)
    if not body.name:
        raise AppointmentError(_("Please give it a name."), "name")
    for field, longest in LIMITS.items():
        if len(getattr(body, field)) > longest:
            raise AppointmentError(_("Please keep to %(n)s characters.") % {"n": longest}, field)


def _free_slug(name: str) -> str:
    start = slug_of(name, "gremium", most=50)
    taken = set(Body.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := start if n == 1 else f"{start}-{n}") not in taken)


def _save(body: Body) -> None:
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError as error:
        raise AppointmentError(_("There is already one with this name. Please choose another."), "name") from error
