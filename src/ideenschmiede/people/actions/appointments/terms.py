"""The term: it begins, and it ends in one way or another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.plain import plain
from ideenschmiede.base.text import long_date
from ideenschmiede.people import tasks
from ideenschmiede.people.actions.appointments.access import align_access
from ideenschmiede.people.actions.appointments.drafting import require_open
from ideenschmiede.people.actions.appointments.stepping import begin, finish
from ideenschmiede.people.models import Appointment, Deputy, Status
from ideenschmiede.people.rules.appointments import StepNotAllowed

MAILED = frozenset({Status.INVITED, Status.ACCEPTED})  # who knows of the appointment is told when it is withdrawn


@transaction.atomic
def activate(*, appointment: Appointment, by: Who | None, at: datetime) -> None:
    """The term begins; who is appointed to the network can sign in from now on. One that this renews ends.

    Raises `StepNotAllowed` before its first day, and where another appointment to the same is active.
    """
    locked = begin("activate", appointment, by)
    require_open(locked.body, at)
    if locked.starts_on is None or locked.starts_on > localdate(at):
        day = long_date(locked.starts_on, language=get_language())
        raise StepNotAllowed(_("The term begins on %(day)s. Until then nothing needs to be done.") % {"day": day})
    if locked.previous and locked.previous.status == Status.ACTIVE:
        _give_way(locked.previous, by, at)
    finish("activate", locked, given=appointment, by=by, at=at, verb="appointment.activated")
    align_access(person=locked.person, at=at)


@transaction.atomic
def end(*, appointment: Appointment, by: Who | None, at: datetime, reason: str = "") -> None:
    """The term is over, or the office ends it."""
    locked = begin("end", appointment, by)
    finish("end", locked, given=appointment, by=by, at=at, verb="appointment.ended", note=plain(reason))
    _leave(locked, at)


@transaction.atomic
def resign(*, appointment: Appointment, by: Who | None, at: datetime, reason: str = "") -> None:
    """The person leaves on their own wish."""
    locked = begin("resign", appointment, by)
    finish("resign", locked, given=appointment, by=by, at=at, verb="appointment.resigned", note=plain(reason))
    _leave(locked, at)
    tasks.tell_office.enqueue("resigned", locked.pk)


@transaction.atomic
def lose_office(*, appointment: Appointment, by: Who | None, at: datetime, reason: str = "") -> None:
    """The person no longer holds the office for which they were appointed."""
    locked = begin("lose_office", appointment, by)
    finish("lose_office", locked, given=appointment, by=by, at=at, verb="appointment.office_lost", note=plain(reason))
    _leave(locked, at)


@transaction.atomic
def withdraw(*, appointment: Appointment, by: Who | None, at: datetime, reason: str = "") -> None:
    """The appointment does not come about. Links that were sent stop working at once."""
    locked = begin("withdraw", appointment, by)
    known = locked.status in MAILED
    finish("withdraw", locked, given=appointment, by=by, at=at, verb="appointment.withdrawn", note=plain(reason))
    if known:
        tasks.mail_person.enqueue("withdrawn", locked.pk, locked.link_number)


def _give_way(appointment: Appointment, by: Who | None, at: datetime) -> None:
    """It ends because the one that renews it begins: nobody leaves, so nobody is signed out or told that it is over."""
    locked = begin("end", appointment, by)
    finish("end", locked, given=appointment, by=by, at=at, verb="appointment.ended", note=_("Renewed."))
    _end_deputies(locked, at)


def _end_deputies(appointment: Appointment, at: datetime) -> None:
    Deputy.objects.filter(appointment=appointment, ended_at=None).update(ended_at=at)


def _leave(appointment: Appointment, at: datetime) -> None:
    """What goes with an appointment: its deputies, and the access that nothing else gives."""
    _end_deputies(appointment, at)
    if appointment.person.account_id:  # who never had one, for want of an address, leaves all the same
        align_access(person=appointment.person, at=at)
    if not appointment.person.erased_at:
        tasks.mail_person.enqueue("over", appointment.pk, appointment.link_number)
