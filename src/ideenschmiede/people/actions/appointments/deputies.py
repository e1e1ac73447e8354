"""Whom an appointed person sends instead: for one gathering, or until further notice."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.appointments.stepping import AppointmentError, lock
from ideenschmiede.people.models import Appointment, Deputy, Status
from ideenschmiede.people.rules.appointments import StepNotAllowed, may_name_deputies

LIMITS = {"name": 200, "function": 200, "email": 254, "occasion": 200}
MOST = 20  # who needs more at a time should be asked to appoint them


@transaction.atomic
def name_deputy(
    *,
    appointment: Appointment,
    name: str,
    function: str = "",
    email: str = "",
    occasion: str = "",
    on: date | None = None,
    by: Who | None,
    at: datetime,
) -> Deputy:
    """Somebody comes instead: on one day, or until further notice (`on` is None).

    Raises `StepNotAllowed` where the appointment is not active, `AppointmentError` for what does not fit.
    """
    require(may_name_deputies, by, appointment)
    locked = lock(appointment)
    if locked.status != Status.ACTIVE:
        raise StepNotAllowed(_("Deputies can be named as long as the appointment is active."))
    deputy = Deputy(
        appointment=locked,
        name=one_line(name),
        function=one_line(function),
        email=email.strip(),
        occasion=one_line(occasion),
        on=on,
        named_at=at,
    )
    _check(deputy, at)
    if locked.deputies.filter(ended_at=None).count() >= MOST:
        raise AppointmentError(_("There are already 20 deputies. Please end one of them first."))
    deputy.save()
    _note("deputy.named", deputy, by, at)
    return deputy


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: Who | None, at: datetime) -> None:
    """The deputy comes no longer; ending twice changes nothing."""
    require(may_name_deputies, by, deputy)
    current = Deputy.objects.select_for_update().get(pk=deputy.pk)
    if current.ended_at is not None:
        return
    current.ended_at = deputy.ended_at = at
    current.save(update_fields=["ended_at"])
    _note("deputy.ended", current, by, at)


def _check(deputy: Deputy, at: datetime) -> None:
    if not deputy.name:
        raise AppointmentError(_("Please give the name of who comes instead."), "name")
    if deputy.on is not None and deputy.on < localdate(at):
        raise AppointmentError(_("This day is over already."), "on")
    if deputy.occasion and deputy.on is None:
        raise AppointmentError(_("Please say on which day the gathering is."), "on")
    if deputy.email:
        try:
            validate_email(deputy.email)
        except ValidationError as error:
            raise AppointmentError(_("This is not an e-mail address."), "email") from error
    for field, longest in LIMITS.items():
        if len(getattr(deputy, field)) > longest:
            raise AppointmentError(_("Please keep to %(n)s characters.") % {"n": longest}, field)


def _note(verb: str, deputy: Deputy, by: Who | None, at: datetime) -> None:
    data = {"appointment": deputy.appointment_id}
    record(verb=verb, subject=deputy, by=by, at=at, visibility=Visibility.GROUP, data=data)
