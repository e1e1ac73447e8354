"""What happens by itself: terms begin and end, invitations expire, people are reminded and asked. See site/calendar.py.

Each function does what has become due up to a day; each appointment is a transaction of its own, so that one that
cannot go on does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from ideenschmiede.base.errors import ActionError
from ideenschmiede.people import tasks
from ideenschmiede.people.actions.appointments.answering import expire
from ideenschmiede.people.actions.appointments.staying import ask_yearly
from ideenschmiede.people.actions.appointments.stepping import lock, store, tell
from ideenschmiede.people.actions.appointments.terms import activate, end
from ideenschmiede.people.models import Appointment
from ideenschmiede.people.queries import waiting


def end_terms(day: date) -> int:
    """Terms whose last day is over; one that was renewed gives way to the new one, so that nobody is signed out."""
    at = _moment(day)
    return _each(waiting.due_to_end(day), lambda one: _end_or_follow(one, at))


def begin_terms(day: date) -> int:
    """Accepted appointments whose first day has come."""
    at = _moment(day)
    return _each(waiting.due_to_begin(day), lambda one: activate(appointment=one, by=None, at=at))


def expire_invitations(day: date) -> int:
    """Letters that nobody answered in time."""
    at = _moment(day)
    return _each(waiting.due_to_expire(day), lambda one: expire(appointment=one, at=at))


def remind_of_ends(day: date) -> int:
    """60 days before the end: the person and the office, once."""
    at = _moment(day)
    return _each(waiting.due_to_remind(day), lambda one: _remind(one, at))


def ask_who_stays(day: date) -> int:
    """The yearly question, a year after the beginning or after it was last asked."""
    at = _moment(day)
    return _each(waiting.due_to_ask(day), lambda one: ask_yearly(appointment=one, at=at))


def _end_or_follow(appointment: Appointment, at: datetime) -> None:
    following = waiting.due_to_begin(timezone.localdate(at)).filter(previous=appointment).first()
    if following is not None:
        with suppress(ActionError):  # it cannot begin; this one is over all the same
            activate(appointment=following, by=None, at=at)
            return
    end(appointment=appointment, by=None, at=at)


@transaction.atomic
def _remind(appointment: Appointment, at: datetime) -> None:
    locked = lock(appointment)
    if locked.reminded_on is not None:
        return
    locked.reminded_on = timezone.localdate(at)
    store(locked, at)
    tell("appointment.reminded", locked, None, at)
    tasks.mail_person.enqueue("ending", locked.pk, locked.link_number)
    tasks.tell_office.enqueue("ending", locked.pk)


def _each(due: Iterable[Appointment], step: Callable[[Appointment], object]) -> int:
    """Take the step for each; returns how many came through. What did not is logged, and waits for the office."""
    done = 0
    for appointment in list(due):
        try:
            step(appointment)
            done += 1
        except ActionError as error:
            tasks.log.warning("appointment waits", appointment=appointment.pk, error=type(error).__name__)
    return done


def _moment(day: date) -> datetime:
    """Now, on the day itself; for another day (a server stood still, somebody tries it out) its morning."""
    now = timezone.now()
    if timezone.localdate(now) == day:
        return now
    return datetime.combine(day, time(6), tzinfo=timezone.get_current_timezone())
