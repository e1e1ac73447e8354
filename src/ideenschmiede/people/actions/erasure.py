"""Erase a person: what says who it was goes, what others need to understand what happened stays as numbers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ideenschmiede.base.actions import erase_account, forget_mails
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.files import drop
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import may_erase_account, require
from ideenschmiede.people.actions.appointments.stepping import note_step, store, tell
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.actions.introductions import forget_questions
from ideenschmiede.people.models import Appointment, AppointmentStep, Contact, Deputy, Person, Status
from ideenschmiede.people.rules import may_erase_person


@transaction.atomic
def erase_person(*, person: Person, by: Who | None, at: datetime) -> None:
    """Remove name, portrait, contacts, text, offices, memberships, expertise, evidence about the person with its files,
    consents, deputies, free text of the appointments; end these; close and erase the account.

    The row stays with its number, and so do appointments and their steps without words, and the chronicle. Erasing
    twice changes nothing. Raises `PersonError` where the account is the office's or the administration's and somebody
    of the office asks, and `AccountError` for the last account of the administration.
    """
    current = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
    if current.erased_at:
        return
    require(may_erase_person, by, current)
    if current.account and by is not None and not may_erase_account(by, current.account):
        raise PersonError(
            _("This person works for the office or the administration. Their roles must be taken away first.")
        )
    # first: reactions of higher apps still see whom it was about
    record(verb="person.erased", subject=current, by=by, at=at, visibility=Visibility.GROUP)
    _forget_what_was_written(current)
    _end_appointments(current, by, at)
    _forget_account(current, by, at)
    _forget_what_is_known(current, at)
    person.__dict__.update({field.attname: getattr(current, field.attname) for field in Person._meta.fields})


def _forget_what_was_written(person: Person) -> None:
    """Mails and their queue, and where others named the person as their deputy."""
    addresses = list(person.contacts.filter(kind=Contact.Kind.EMAIL).values_list("value", flat=True))
    whole_name = [f"{person.given_name} {person.family_name}"] if person.given_name else []  # one word may be anything
    forget_mails([*addresses, *whole_name])
    forget_questions(person)
    named = Q(appointment__person=person)
    for address in addresses:
        named |= Q(email__iexact=address)
    for name in whole_name:  # with an address of their own, it is somebody else of this name
        named |= Q(name__icontains=name, email="")
    Deputy.objects.filter(named).delete()


def _end_appointments(person: Person, by: Who | None, at: datetime) -> None:
    appointments = Appointment.objects.filter(person=person)
    for appointment in appointments.filter(status__in=(*Appointment.OPEN, Status.ACTIVE)):
        was_active = appointment.status == Status.ACTIVE
        appointment.status = Status.ENDED if was_active else Status.WITHDRAWN
        store(appointment, at)
        note_step(appointment, by, at, "")
        tell("appointment.ended" if was_active else "appointment.withdrawn", appointment, by, at)
    for appointment in appointments:
        appointment.evidence.clear()
    with writing():
        appointments.update(reason="", frozen=None, office=None)
        # steps are written once; this is the one exception: their words go, on purpose past `save`, all else stays
        AppointmentStep.objects.filter(appointment__person=person).update(note="")


def _forget_account(person: Person, by: Who | None, at: datetime) -> None:
    account: Account | None = person.account
    if account is not None:
        person.account = None
        person.save(update_fields=["account"])
        erase_account(account=account, by=by, at=at)


def _forget_what_is_known(person: Person, at: datetime) -> None:
    for evidence in person.evidence.all():
        drop(evidence.file)
    for rows in (person.evidence, person.expertise, person.offices, person.memberships, person.contacts):
        rows.all().delete()
    person.consents.all().delete()
    person.topics.clear()
    drop(person.portrait)
    person.form_of_address = person.title = person.given_name = person.family_name = ""
    person.headline = person.about = person.portrait = person.portrait_alt = ""
    person.languages, person.visibility = [], Visibility.NETWORK
    person.erased_at = person.changed_at = at
    person.save()
