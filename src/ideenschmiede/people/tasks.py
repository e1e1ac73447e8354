"""Mails about appointments. Tasks take ids and may run twice; what is no longer true is not sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.utils.timezone import localdate
from django_tasks import task

from ideenschmiede.base import links, mail, tasks
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account
from ideenschmiede.people.models import Appointment, Status
from ideenschmiede.people.papers import appointed, certificate_pdf, letter_pdf
from ideenschmiede.people.papers.appointments import (
    DISPUTE,
    STAY,
    address_of,
    answer_address,
    body_words,
    certificate_of,
    invitation_letter_of,
    reason_of,
    salutation_of,
)
from ideenschmiede.people.queries.appointments import email_of, language_of, office_accounts

log = structlog.get_logger("ideenschmiede.people")

GONE = "gone"
LEFT = frozenset({Status.ENDED, Status.RESIGNED, Status.OFFICE_LOST})
# which mail is still true where the appointment stands; the others say what has happened in any case
WHILE: dict[str, frozenset[str]] = {
    "invitation": frozenset({Status.INVITED}),
    "accepted": frozenset({Status.ACCEPTED, Status.ACTIVE}),
    "withdrawn": frozenset({Status.WITHDRAWN}),
    "ending": frozenset({Status.ACTIVE}),
    "stay": frozenset({Status.ACTIVE}),
    "over": LEFT,
}


@task()
def mail_person(name: str, appointment_id: int, letter: int, question_id: int = 0, failures: int = 0) -> str:
    """Send `people/mail/<name>` to the person. `letter` is the number of the letter that was valid when it was due.

    Returns what `base.tasks.deliver` says, or "gone" where it is no longer true or nobody could get it.
    """
    rows = Appointment.objects.select_related("person__account", "body", "office__place")
    found = rows.filter(pk=appointment_id, status__in=WHILE[name], link_number=letter, person__erased_at=None).first()
    address = email_of(found.person) if found else ""
    if found is None or not address:
        return GONE
    language = language_of(found.person)
    send = partial(
        mail.send,
        template=f"people/mail/{name}",
        to=address,
        context=_words(found, language) | _LINKS.get(name, _no_links)(found, question_id),
        language=language,
        attachments=_papers(name, found),
        reply_to=settings.NETWORK_EMAIL,
    )
    return tasks.deliver(send, mail_person, name, appointment_id, letter, question_id, failures=failures)


@task()
def tell_office(name: str, appointment_id: int) -> int:
    """Tell everybody of the office, each in a mail of their own; returns how many."""
    accounts = list(office_accounts())
    for account in accounts:
        mail_office.enqueue(name, appointment_id, account.pk)
    return len(accounts)


@task()
def mail_office(name: str, appointment_id: int, account_id: int, failures: int = 0) -> str:
    """Send `people/mail/office` to one of the office. Returns as `mail_person`."""
    rows = Appointment.objects.select_related("person__account", "body", "office__place")
    found = rows.filter(pk=appointment_id, person__erased_at=None).first()
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if found is None or account is None:
        return GONE
    context = _words(found, account.language) | {"news": name, "url": address_of("appointment_case", found.pk)}
    send = partial(
        mail.send,
        template="people/mail/office",
        to=account.email,
        context={**context, "account": account, "person": found.person},
        language=account.language,
    )
    return tasks.deliver(send, mail_office, name, appointment_id, account_id, failures=failures)


def _words(appointment: Appointment, language: str) -> dict[str, Any]:
    return {
        "appointment": appointment,
        "salutation": salutation_of(appointment, language),
        "appointed": appointed(appointment.capacity, body_words(appointment.body), language=language),  # type: ignore[arg-type]  # the model's choices are these
        "reason": reason_of(appointment),
        "contact": settings.NETWORK_EMAIL,
    }


def _papers(name: str, appointment: Appointment) -> list[mail.Attachment]:
    """The papers that go with a mail; it goes without them where the seal of the settings cannot be printed."""
    try:
        if name == "invitation":
            pdf = letter_pdf(invitation_letter_of(appointment, localdate()))
            return [("Einladung.pdf", pdf, "application/pdf")]
        if name == "accepted":
            pdf = certificate_pdf(certificate_of(appointment))
            return [(f"Urkunde-{appointment.number}.pdf", pdf, "application/pdf")]
    except ActionError as error:
        log.error("mail without its paper", template=name, appointment=appointment.pk, error=str(error))
    return []


def _invitation_links(appointment: Appointment, _question_id: int) -> dict[str, str]:
    return {"url": answer_address(appointment)}


def _accepted_links(appointment: Appointment, _question_id: int) -> dict[str, str]:
    token = links.sign(DISPUTE, appointment.pk, appointment.link_number)
    return {"url": address_of("appointment", appointment.pk), "dispute_url": address_of("dispute", token)}


def _stay_links(appointment: Appointment, question_id: int) -> dict[str, str]:
    return {"url": address_of("stay", links.sign(STAY, question_id, appointment.link_number))}


def _no_links(_appointment: Appointment, _question_id: int) -> dict[str, str]:
    return {}


_LINKS: dict[str, Callable[[Appointment, int], dict[str, str]]] = {
    "invitation": _invitation_links,
    "accepted": _accepted_links,
    "stay": _stay_links,
}
