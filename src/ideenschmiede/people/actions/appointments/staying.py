"""Once a year: do you stay?"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.people import tasks
from ideenschmiede.people.actions.appointments.stepping import lock, tell
from ideenschmiede.people.models import Appointment, Status, YearlyQuestion
from ideenschmiede.people.rules.appointments import StepNotAllowed, may_answer_yearly


@transaction.atomic
def ask_yearly(*, appointment: Appointment, at: datetime) -> YearlyQuestion | None:
    """Ask by mail whether the person stays; None where it was asked today, or the appointment is not active."""
    locked = lock(appointment)
    if locked.status != Status.ACTIVE:
        return None
    question, is_new = YearlyQuestion.objects.get_or_create(appointment=locked, asked_on=localdate(at))
    if not is_new:
        return None
    tell("appointment.stay_asked", locked, None, at)
    tasks.mail_person.enqueue("stay", locked.pk, locked.link_number, question.pk)
    return question


@transaction.atomic
def answer_yearly(*, question: YearlyQuestion, stays: bool, by: Who | None, at: datetime) -> None:
    """Yes or no; the same answer twice is one, another answer later counts. `by` is None for the link of the mail.

    "No" ends nothing by itself: the office is told and talks with the person. Raises `StepNotAllowed` where the
    appointment is over.
    """
    require(may_answer_yearly, by, question)
    locked = lock(question.appointment)
    if locked.status != Status.ACTIVE:
        raise StepNotAllowed(_("This appointment is no longer active, so there is nothing to answer."))
    current = YearlyQuestion.objects.select_for_update().get(pk=question.pk)
    if current.stays is stays:
        return
    current.stays, current.answered_at = stays, at
    current.save(update_fields=["stays", "answered_at"])
    question.stays, question.answered_at = stays, at
    tell("appointment.stay_answered", locked, by, at, stays=int(stays))
    if not stays:
        tasks.tell_office.enqueue("leaves", locked.pk)
