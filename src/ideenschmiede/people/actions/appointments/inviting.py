"""The invitation: reason and evidence are frozen, and a letter goes out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.text import long_date
from ideenschmiede.people import tasks
from ideenschmiede.people.actions.appointments.drafting import require_open
from ideenschmiede.people.actions.appointments.stepping import AppointmentError, begin, finish
from ideenschmiede.people.models import Appointment, Body, Person, Status
from ideenschmiede.people.queries.appointments import email_of


@transaction.atomic
def invite(*, appointment: Appointment, by: Who | None, at: datetime) -> None:
    """Send the letter with the link; from now on reason, evidence and term are fixed.

    Raises `AppointmentError` where something is missing that the letter must say, or where nobody could get it.
    """
    locked = begin("invite", appointment, by)
    require_open(locked.body, at)
    _need_term(locked, at)
    _need_room(locked)
    _need_evidence(locked)
    _need_address(locked.person)
    locked.frozen = frozen(locked)
    _new_letter(locked, at)
    finish("invite", locked, given=appointment, by=by, at=at, verb="appointment.invited")
    tasks.mail_person.enqueue("invitation", locked.pk, locked.link_number)


@transaction.atomic
def resend(*, appointment: Appointment, by: Who | None, at: datetime) -> None:
    """The same letter once more, with a new link and a new deadline; older links are dead."""
    locked = begin("resend", appointment, by)
    require_open(locked.body, at)
    _need_address(locked.person)
    _new_letter(locked, at)
    finish("resend", locked, given=appointment, by=by, at=at, verb="appointment.resent")
    tasks.mail_person.enqueue("invitation", locked.pk, locked.link_number)


def frozen(appointment: Appointment) -> dict[str, Any]:
    """Reason and evidence as they are now, in words that need no other row."""
    office = appointment.office
    return {
        "reason": appointment.reason,
        "evidence": [
            {
                "id": one.pk,
                "kind": one.kind,
                "title": one.title,
                "date": one.date.isoformat() if one.date else "",
                "place": one.place.name if one.place else "",
                "url": one.url,
                "shows": one.shows,
            }
            for one in appointment.evidence.select_related("place")
        ],
        "office": {"title": office.title, "place": office.place.name, "kind": office.place.kind_of_body}
        if office
        else None,
    }


def _new_letter(appointment: Appointment, at: datetime) -> None:
    appointment.link_number += 1
    appointment.answer_by = localdate(at) + timedelta(days=settings.INVITATION_DAYS)


def _need_term(appointment: Appointment, at: datetime) -> None:
    starts, ends, today = appointment.starts_on, appointment.ends_on, localdate(at)
    if starts is None:
        raise AppointmentError(_("Please say when the term begins, before the invitation goes out."), "starts_on")
    if ends is not None and ends <= today:
        raise AppointmentError(_("The term would be over already. Please correct its end."), "ends_on")
    begins = appointment.body.begins_on
    if begins is not None and starts < begins:
        day = long_date(begins, language=get_language())
        raise AppointmentError(
            _("“%(body)s” begins on %(day)s; the term cannot begin before.")
            % {"body": appointment.body.name, "day": day},
            "starts_on",
        )


def _need_room(appointment: Appointment) -> None:
    """Who accepts must be able to begin: of two terms to the same, only a renewal ends the earlier one by itself."""
    there = Appointment.objects.filter(person=appointment.person_id, body=appointment.body_id, status=Status.ACTIVE)
    at_the_same_time = Q(ends_on=None) | Q(ends_on__gte=appointment.starts_on)
    if set(there.filter(at_the_same_time).values_list("pk", flat=True)) - {appointment.previous_id}:
        raise AppointmentError(
            _("This person is already appointed to it at that time. Renew that appointment instead, or end it first."),
            "starts_on",
        )


def _need_evidence(appointment: Appointment) -> None:
    """One is appointed to the network because of what one did; to a group within it, because one is wanted there."""
    if appointment.body.kind == Body.Kind.NETWORK and not appointment.evidence.exists():
        raise AppointmentError(
            _("Please choose at least one piece of evidence on which the appointment rests."), "evidence"
        )


def _need_address(person: Person) -> None:
    address = email_of(person)
    if not address:
        raise AppointmentError(
            _("We know no e-mail address of this person. Please record it in the profile first."),
            "person",
        )
    holder = Account.objects.filter(email__iexact=address).exclude(person=person).first()
    if holder is not None and Person.objects.filter(account=holder).exists():
        raise AppointmentError(
            _("Somebody else already signs in with the e-mail address of this person. Please record one of their own."),
            "person",
        )
