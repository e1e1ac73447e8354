"""Appointments that were made before this software: taken over from the records of the network as they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.appointments.access import align_access
from ideenschmiede.people.actions.appointments.drafting import about_them, fill, new_appointment
from ideenschmiede.people.actions.appointments.inviting import frozen
from ideenschmiede.people.actions.appointments.stepping import AppointmentError, note_step, store, tell
from ideenschmiede.people.models import Appointment, Body, Capacity, Evidence, Person, PublicOffice, Status
from ideenschmiede.people.queries.appointments import email_of
from ideenschmiede.people.rules.appointments import may_appoint


@transaction.atomic
def take_over(
    *,
    person: Person,
    body: Body,
    capacity: str = Capacity.MEMBER,
    office: PublicOffice | None = None,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "",
    evidence: Iterable[Evidence] = (),
    by: Who | None,
    at: datetime,
) -> Appointment:
    """Record an appointment that has long been made: active, or ended where its term is over. Nobody gets a mail.

    Who is a member can sign in from now on, if there is an e-mail address. Raises `AppointmentError` for a term that
    has not begun (invite instead), and as `notice` does.
    """
    require(may_appoint, by)
    if starts_on > localdate(at):
        raise AppointmentError(_("This term has not begun yet. Please send an invitation."), "starts_on")
    over = ends_on is not None and ends_on < localdate(at)
    appointment = new_appointment(person, body, Status.ENDED if over else Status.ACTIVE, at)
    fill(appointment, capacity, office, starts_on, ends_on, reason)
    chosen = about_them(appointment, evidence)
    store(appointment, at)
    appointment.evidence.set(chosen)
    appointment.frozen = frozen(appointment)
    store(appointment, at)
    note_step(appointment, by, at, _("Taken over from the records of the network."))
    tell("appointment.taken_over", appointment, by, at)
    if not over and email_of(appointment.person):
        align_access(person=appointment.person, at=at, welcome=False)
    return appointment
