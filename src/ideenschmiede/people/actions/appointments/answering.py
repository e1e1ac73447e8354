"""The answer of the invited person, who needs no account: whoever holds the newest letter was invited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.plain import plain
from ideenschmiede.people import tasks
from ideenschmiede.people.actions.appointments.access import align_access
from ideenschmiede.people.actions.appointments.drafting import require_open
from ideenschmiede.people.actions.appointments.numbering import give_number
from ideenschmiede.people.actions.appointments.stepping import begin, copy_row, finish
from ideenschmiede.people.actions.appointments.terms import activate
from ideenschmiede.people.actions.consents import give_consent, withdraw_consent
from ideenschmiede.people.actions.persons import set_contacts
from ideenschmiede.people.models import Appointment, AppointmentStep, Consent, Contact, Person, Purpose, Status
from ideenschmiede.people.rules.appointments import StepNotAllowed

DISPUTE_WITHIN = timedelta(days=30)  # after the answer; later, whoever left tells the office


@transaction.atomic
def accept(
    *,
    appointment: Appointment,
    letter: int,
    reaches: Mapping[str, str] | None = None,
    consents: Iterable[str] | Mapping[str, str] = (),
    at: datetime,
) -> None:
    """The invited person accepts, says who may see which contact, and agrees to what they agree to.

    `letter` is the number of the letter whose link was used; `reaches`: kind of contact → who may see it; `consents`:
    purposes, or purpose → what it said. The term begins at once if its first day has come. Raises `StepNotAllowed` for
    an older letter, after the deadline, and where the invitation was answered meanwhile.
    """
    locked = begin("accept", appointment, None)
    _require_letter(locked, letter)
    _require_in_time(locked, at)
    require_open(locked.body, at)
    _show_contacts(locked.person, reaches or {}, at)
    wordings = consents if isinstance(consents, Mapping) else {one: str(Purpose(one).label) for one in consents}
    for purpose, wording in wordings.items():
        give_consent(person=locked.person, purpose=Purpose(purpose), wording=wording, by=None, at=at)
    give_number(locked, at)
    finish("accept", locked, given=appointment, by=None, at=at, verb="appointment.accepted")
    _begin_if_due(appointment, at)
    tasks.mail_person.enqueue("accepted", locked.pk, locked.link_number)
    tasks.tell_office.enqueue("answered", locked.pk)


@transaction.atomic
def decline(*, appointment: Appointment, letter: int, reason: str = "", at: datetime) -> None:
    """The invited person declines, with a reason or without. Raises as `accept` does."""
    locked = begin("decline", appointment, None)
    _require_letter(locked, letter)
    _require_in_time(locked, at)
    finish("decline", locked, given=appointment, by=None, at=at, verb="appointment.declined", note=plain(reason))
    tasks.tell_office.enqueue("answered", locked.pk)


@transaction.atomic
def dispute(*, appointment: Appointment, letter: int, at: datetime) -> None:
    """ "That was not me": who was invited says that somebody else has answered the letter.

    All is as before the answer: invited, contacts hidden, what was agreed to is withdrawn, the account is closed. The
    link of the letter is dead, and the office decides whether to send another. Raises `StepNotAllowed`.
    """
    locked = begin("dispute", appointment, None)
    _require_letter(locked, letter)
    accepted = _accepted_at(locked)
    if accepted is None or at - accepted > DISPUTE_WITHIN:
        raise StepNotAllowed(_("The answer was given more than 30 days ago. Please call or write to the office."))
    person = locked.person
    hidden = dict.fromkeys(Contact.Kind.values, Contact.Reach.INTRODUCTION.value)
    _show_contacts(person, hidden, at)
    for consent in Consent.objects.filter(person=person, given_at__gte=accepted, withdrawn_at=None):
        withdraw_consent(person=person, purpose=Purpose(consent.purpose), by=None, at=at)
    locked.link_number += 1
    finish("dispute", locked, given=appointment, by=None, at=at, verb="appointment.disputed")
    if person.account_id:
        align_access(person=person, at=at)
    tasks.tell_office.enqueue("disputed", locked.pk)


@transaction.atomic
def expire(*, appointment: Appointment, at: datetime) -> None:
    """The deadline has passed without an answer. Raises `StepNotAllowed` before."""
    locked = begin("expire", appointment, None)
    if not is_late(locked, at):
        raise StepNotAllowed(_("The deadline has not passed yet."))
    finish("expire", locked, given=appointment, by=None, at=at, verb="appointment.expired")
    tasks.tell_office.enqueue("expired", locked.pk)


def is_late(appointment: Appointment, at: datetime) -> bool:
    """The last day to answer is over, whether or not the calendar has noticed."""
    return appointment.answer_by is not None and appointment.answer_by < localdate(at)


def _require_letter(appointment: Appointment, letter: int) -> None:
    if letter != appointment.link_number:
        raise StepNotAllowed(_("There is a newer letter. Please use the link in that one."))


def _require_in_time(appointment: Appointment, at: datetime) -> None:
    if is_late(appointment, at):
        raise StepNotAllowed(_("The deadline has passed. Please ask the office for a new letter."))


def _accepted_at(appointment: Appointment) -> datetime | None:
    steps = AppointmentStep.objects.filter(appointment=appointment, status=Status.ACCEPTED)
    return steps.order_by("-at", "-pk").values_list("at", flat=True).first()


def _show_contacts(person: Person, reaches: Mapping[str, str], at: datetime) -> None:
    chosen = {one.kind: (one.value, reaches[one.kind]) for one in person.contacts.all() if one.kind in reaches}
    set_contacts(person=person, contacts=chosen, by=None, at=at)


def _begin_if_due(appointment: Appointment, at: datetime) -> None:
    """At once, where the term has begun. What stands in the way is for the office, not for who has just accepted."""
    if appointment.starts_on is None or appointment.starts_on > localdate(at):
        return
    begun = Appointment.objects.get(pk=appointment.pk)  # one of its own: what is undone must not be seen in the other
    try:
        activate(appointment=begun, by=None, at=at)
    except ActionError as error:
        tasks.log.warning("appointment waits", appointment=appointment.pk, error=type(error).__name__)
    else:
        copy_row(begun, appointment)
