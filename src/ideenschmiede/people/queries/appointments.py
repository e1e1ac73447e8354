"""Appointments: one of them, those of a person, and to whom letters go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, When, prefetch_related_objects

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.roles import Role
from ideenschmiede.base.rules import in_network
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Consent,
    Contact,
    Evidence,
    Person,
    PublicOffice,
    Purpose,
    Status,
    YearlyQuestion,
)
from ideenschmiede.people.rules.appointments import is_own_appointment, may_appoint
from ideenschmiede.people.rules.bodies import knows_its_body

KNOWN = (Status.ACTIVE, Status.ENDED, Status.RESIGNED, Status.OFFICE_LOST)  # what has a page of its own
PUBLIC_PURPOSES = (Purpose.PUBLIC_PROFILE, Purpose.PRESS)


def network() -> Body:
    """The network itself, as a body that one is appointed to."""
    return Body.objects.get(kind=Body.Kind.NETWORK)


def email_of(person: Person) -> str:
    """Where letters go; nothing where no address is known."""
    found = Contact.objects.filter(person=person, kind=Contact.Kind.EMAIL).values_list("value", flat=True)
    return found.first() or ""


def language_of(person: Person) -> str:
    """The language of the person's mails, as their account has it."""
    return person.account.language if person.account else "de"


def office_accounts() -> QuerySet[Account]:
    """Who is told what waits."""
    return Account.objects.filter(is_active=True, grants__role=Role.OFFICE).order_by("pk")


def consents_of(person: Person) -> set[str]:
    """The purposes that the person agrees to now."""
    return set(Consent.objects.filter(person=person, withdrawn_at=None).values_list("purpose", flat=True))


def may_be_named_in_press(person: Person) -> bool:
    return not person.erased_at and Purpose.PRESS in consents_of(person)


def is_public(appointment: Appointment) -> bool:
    """Whether everybody may see its page: there is one, and the person agreed to be shown or named. Never where the
    body is discreet."""
    if appointment.status not in KNOWN or appointment.person.erased_at or appointment.body.is_discreet:
        return False
    return not consents_of(appointment.person).isdisjoint(PUBLIC_PURPOSES)


def appointment_for(who: Who, pk: int) -> Appointment | None:
    """One that began, with person and body, or None where there is none that `who` may see."""
    rows = Appointment.objects.select_related("person", "body", "office__place", "previous", "renewal")
    found = rows.filter(pk=pk, status__in=KNOWN, person__erased_at=None).first()
    if found is None or is_own_appointment(who, found):
        return found
    if not knows_its_body(who, found.body):
        return None
    if in_network(who):
        return found
    return found if is_public(found) else None


def case(pk: int) -> Appointment | None:
    """One with all that the office sees of it: steps, deputies, questions, evidence."""
    return (
        Appointment.objects.select_related("person__account", "body", "office__place", "previous", "renewal")
        .prefetch_related(
            "steps__by", "deputies", "yearly_questions", Prefetch("evidence", Evidence.objects.select_related("place"))
        )
        .filter(pk=pk)
        .first()
    )


def own_appointment(who: Who, pk: int) -> Appointment | None:
    """One of the person's own, or any for the office, with deputies and questions; None for others."""
    found = case(pk)
    if found is None or may_appoint(who) or is_own_appointment(who, found):
        return found
    return None


def known_appointments() -> Prefetch[Any]:
    """For `Person`, as `known`: what a person was appointed to, the newest first; `asks` is the open
    yearly question's key, or None."""
    asked = YearlyQuestion.objects.filter(appointment=OuterRef("pk"), stays=None).values("pk")[:1]
    rows = Appointment.objects.filter(status__in=(Status.ACCEPTED, *KNOWN)).select_related("body")
    return Prefetch("appointments", rows.annotate(asks=Subquery(asked)).order_by("-starts_on", "-pk"), to_attr="known")


def appointments_of(person: Person) -> list[Any]:
    """As `known_appointments` says. One query, none where the person was read with them."""
    prefetch_related_objects([person], known_appointments())
    known: list[Any] = vars(person)["known"]
    return known


def open_cases_of(person: Person) -> list[Appointment]:
    """What the office is about to appoint the person to, before there is an answer."""
    rows = Appointment.objects.filter(person=person, status__in=(Status.NOTICED, Status.PROPOSED, Status.INVITED))
    return list(rows.select_related("body").order_by("-changed_at", "-pk"))


def open_question(appointment: Appointment) -> YearlyQuestion | None:
    """The latest yearly question, where it is not answered yet."""
    questions = list(appointment.yearly_questions.all())  # prefetched, the newest first
    return questions[0] if questions and questions[0].stays is None else None


def open_questions_of(account: Account) -> list[YearlyQuestion]:
    """The questions that wait for an answer of this account's person."""
    rows = YearlyQuestion.objects.filter(
        appointment__person__account=account, appointment__status=Status.ACTIVE, stays=None
    )
    newest: dict[int, YearlyQuestion] = {}
    for question in rows.select_related("appointment__body").order_by("asked_on"):
        newest[question.appointment_id] = question
    return list(newest.values())


def evidence_for(person: Person) -> QuerySet[Evidence]:
    """What an appointment of this person can rest on."""
    return Evidence.objects.filter(person=person).select_related("place")


def offices_of(person: Person, on: date) -> QuerySet[PublicOffice]:
    """Offices that the person holds on this day or later."""
    return PublicOffice.objects.filter(person=person).exclude(until__lt=on).select_related("place")


def bodies_open(on: date) -> QuerySet[Body]:
    """What one can be appointed to on this day; also what begins later."""
    return in_order(Body.objects.exclude(closed_on__lte=on))


def in_order(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """The network, then its working groups, then its juries, by name."""
    ranks = [When(kind=kind, then=rank) for rank, kind in enumerate(Body.Kind)]
    return bodies.order_by(Case(*ranks, output_field=IntegerField()), "name")
