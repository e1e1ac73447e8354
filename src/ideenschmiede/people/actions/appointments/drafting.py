"""Before the invitation: somebody is noticed, and proposed with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.plain import plain
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.appointments.stepping import AppointmentError, begin, finish, note_step, store, tell
from ideenschmiede.people.models import Appointment, Body, Capacity, Evidence, Person, PublicOffice, Status
from ideenschmiede.people.rules.appointments import StepNotAllowed, may_appoint, may_notice

LONGEST_REASON = 2_000


@transaction.atomic
def notice(
    *,
    person: Person,
    body: Body,
    capacity: str = Capacity.MEMBER,
    reason: str = "",
    evidence: Iterable[Evidence] = (),
    office: PublicOffice | None = None,
    by: Who | None,
    at: datetime,
) -> Appointment:
    """Somebody deserves to be appointed: write down who and why; the office goes on from there.

    Raises `StepNotAllowed`, `AppointmentError`.
    """
    require(may_notice, by, body)
    appointment = new_appointment(person, body, Status.NOTICED, at)
    fill(appointment, capacity, office, None, None, reason)
    return _start("appointment.noticed", appointment, evidence, by, at)


@transaction.atomic
def propose_new(
    *,
    person: Person,
    body: Body,
    capacity: str = Capacity.MEMBER,
    office: PublicOffice | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str,
    evidence: Iterable[Evidence],
    by: Who | None,
    at: datetime,
) -> Appointment:
    """Propose somebody who was not noticed before. Raises as `notice` and `propose` do."""
    require(may_appoint, by)
    appointment = new_appointment(person, body, Status.PROPOSED, at)
    fill(appointment, capacity, office, starts_on, ends_on, reason)
    _need_reason(appointment)
    return _start("appointment.proposed", appointment, evidence, by, at)


@transaction.atomic
def prepare(
    *,
    appointment: Appointment,
    capacity: str,
    office: PublicOffice | None,
    starts_on: date | None,
    ends_on: date | None,
    reason: str,
    evidence: Iterable[Evidence],
    by: Who | None,
    at: datetime,
) -> None:
    """Change what the invitation will say, as long as it has not gone out."""
    locked = begin("prepare", appointment, by)
    fill(locked, capacity, office, starts_on, ends_on, reason)
    if locked.status == Status.PROPOSED:
        _need_reason(locked)
    finish("prepare", locked, given=appointment, by=by, at=at, verb="appointment.prepared")
    locked.evidence.set(about_them(locked, evidence))


@transaction.atomic
def propose(*, appointment: Appointment, by: Who | None, at: datetime) -> None:
    """Who was noticed is proposed. Raises `AppointmentError` without a reason."""
    locked = begin("propose", appointment, by)
    require_open(locked.body, at)
    _need_reason(locked)
    finish("propose", locked, given=appointment, by=by, at=at, verb="appointment.proposed")


@transaction.atomic
def renew(
    *, appointment: Appointment, starts_on: date | None, ends_on: date | None, by: Who | None, at: datetime
) -> Appointment:
    """A new appointment, proposed, with the same reason and evidence, which points to this one."""
    old = begin("renew", appointment, by)
    if Appointment.objects.filter(previous=old).exists():
        raise StepNotAllowed(_("This appointment has already been renewed. Continue with the newer one."))
    new = new_appointment(old.person, old.body, Status.PROPOSED, at)
    new.previous = old
    fill(new, old.capacity, old.office, starts_on, ends_on, old.reason)
    if starts_on and old.starts_on and starts_on <= old.starts_on:
        raise AppointmentError(_("The new term must begin after the old one did."), "starts_on")
    tell("appointment.renewed", old, by, at)
    return _start("appointment.proposed", new, old.evidence.all(), by, at)


def require_open(body: Body, at: datetime) -> None:
    """Raises `AppointmentError` for a body that was closed."""
    if body.closed_on is not None and body.closed_on <= localdate(at):
        raise AppointmentError(
            _("“%(body)s” was closed. Nobody can be appointed to it any more; open it again first.")
            % {"body": body.name},
            "body",
        )


def new_appointment(person: Person, body: Body, status: Status, at: datetime) -> Appointment:
    # of a person and a body that others may be changing at this moment, only what is true now counts
    person = Person.objects.select_for_update().get(pk=person.pk)
    body = Body.objects.select_for_update().get(pk=body.pk)
    if person.erased_at:
        raise AppointmentError(_("This person was erased and cannot be appointed."), "person")
    require_open(body, at)
    return Appointment(
        person=person,
        body=body,
        status=status,
        is_example=person.is_example,
        created_at=at,
        changed_at=at,
    )


def fill(
    appointment: Appointment,
    capacity: str,
    office: PublicOffice | None,
    starts_on: date | None,
    ends_on: date | None,
    reason: str,
) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise AppointmentError(_("The term ends before it begins."), "ends_on")
    if office is not None and office.person_id != appointment.person_id:
        raise AppointmentError(_("This office is not one of the person."), "office")
    reason = plain(reason)
    if len(reason) > LONGEST_REASON:
        raise AppointmentError(_("Please keep the reason to 2,000 characters."), "reason")
    appointment.capacity = Capacity(capacity)
    appointment.office = office
    appointment.starts_on, appointment.ends_on = starts_on, ends_on
    appointment.reason = reason


def _start(
    verb: str, appointment: Appointment, evidence: Iterable[Evidence], by: Who | None, at: datetime
) -> Appointment:
    chosen = about_them(appointment, evidence)
    store(appointment, at)
    appointment.evidence.set(chosen)
    note_step(appointment, by, at, "")
    tell(verb, appointment, by, at)
    return appointment


def about_them(appointment: Appointment, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence of the person, or of a place without a person. Raises `AppointmentError` for somebody else's."""
    chosen = list(evidence)
    if any(one.person_id not in (None, appointment.person_id) for one in chosen):
        raise AppointmentError(_("This evidence is about another person."), "evidence")
    return chosen


def _need_reason(appointment: Appointment) -> None:
    if not appointment.reason:
        raise AppointmentError(_("Please say why this person is to be appointed."), "reason")
