"""What the database knows of an appointment, in the words of the papers. The only module here that asks it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base import links
from ideenschmiede.base.dates import loosely
from ideenschmiede.base.text import long_date
from ideenschmiede.people.models import Appointment, AppointmentStep, Body, Contact, EvidenceKind, PublicOffice, Status
from ideenschmiede.people.papers.certificate import Certificate
from ideenschmiede.people.papers.letter import InvitationLetter
from ideenschmiede.people.papers.parts import BodyWords, Capacity, Proof, Seal, Sender, Signatory
from ideenschmiede.people.papers.phrases import office_of, place_words, salutation
from ideenschmiede.people.queries.appointments import language_of, network

INVITATION = "people.invitation"  # purposes of signed links
DISPUTE = "people.dispute"
STAY = "people.stay"

_HONORIFICS = {"herr": "Herrn", "frau": "Frau"}


def address_of(name: str, *args: object) -> str:
    """The whole address of a page, for mails and papers."""
    return f"{settings.BASE_URL}{reverse(f'people:{name}', args=args)}"


def answer_address(appointment: Appointment) -> str:
    """The personal link of the newest letter."""
    return address_of("invitation", links.sign(INVITATION, appointment.pk, appointment.link_number))


def body_words(body: Body) -> BodyWords:
    """A body, with the grammar of its name where somebody wrote it down."""
    is_network = body.kind == Body.Kind.NETWORK
    kind: Any = str(body.kind)
    return BodyWords(
        kind,
        body.name,
        into=body.into or (settings.NETWORK_INTO if is_network else ""),
        of=settings.NETWORK_OF if is_network else "",
    )


def proofs_of(appointment: Appointment, language: str = "de") -> tuple[Proof, ...]:
    """The evidence: as it was when the invitation went out, else as it is chosen now."""
    with translation.override(language):
        if appointment.frozen:
            return tuple(_frozen_proof(one, language) for one in appointment.frozen["evidence"])
        return tuple(
            Proof(one.title, _note(one.kind, one.date, one.place.name if one.place else "", language), one.url)
            for one in appointment.evidence.select_related("place")
        )


def certificate_of(appointment: Appointment) -> Certificate:
    """For an appointment that was accepted; it says the same whenever it is printed."""
    language = language_of(appointment.person)
    capacity: Capacity = appointment.capacity  # type: ignore[assignment]  # the model's choices are these
    return Certificate(
        network=body_words(network()),
        body=body_words(appointment.body),
        capacity=capacity,
        name=appointment.person.name,
        office=office_in_words(appointment, language),
        start=appointment.starts_on or _accepted_on(appointment),
        end=appointment.ends_on,
        reason=reason_of(appointment),
        place=settings.NETWORK_PLACE,
        day=_accepted_on(appointment),
        signatory=signatory(),
        seal=seal(),
        number=appointment.number,
        address=address_of("appointment", appointment.pk),
        language=language,
    )


def invitation_letter_of(appointment: Appointment, day: date) -> InvitationLetter:
    """The letter of this day, with the newest link."""
    language = language_of(appointment.person)
    capacity: Capacity = appointment.capacity  # type: ignore[assignment]  # the model's choices are these
    return InvitationLetter(
        network=body_words(network()),
        body=body_words(appointment.body),
        capacity=capacity,
        sender=Sender(settings.NETWORK_NAME, settings.NETWORK_ADDRESS, settings.NETWORK_CONTACT),
        recipient=_recipient(appointment),
        salutation=salutation_of(appointment, language),
        start=appointment.starts_on or day,
        end=appointment.ends_on,
        reason=reason_of(appointment),
        evidence=proofs_of(appointment, language),
        meaning=settings.NETWORK_MEANING,
        answer_address=answer_address(appointment),
        answer_until=appointment.answer_by or day,
        place=settings.NETWORK_PLACE,
        day=day,
        signatory=signatory(),
        seal=seal(),
        language=language,
    )


def salutation_of(appointment: Appointment, language: str = "de") -> str:
    """ "Sehr geehrter Herr Bürgermeister Hecker", without a comma."""
    person, office = appointment.person, _office(appointment)
    return salutation(
        form=person.form_of_address,
        full_name=person.name,
        last_name=person.family_name,
        title=person.title,
        office=office["title"] if office else "",
        language=language,
    )


def reason_of(appointment: Appointment) -> str:
    """As it was sent; before that, as it stands."""
    return str(appointment.frozen["reason"]) if appointment.frozen else appointment.reason


def term_of(found: Appointment, *, left_on: date | None = None) -> str:
    """ "1. März 2027 bis 28. Februar 2030"; nothing where no term was said yet. `left_on`: it ended early, that day."""
    if found.starts_on is None:
        return ""
    dates = {
        "start": long_date(found.starts_on, language=get_language()),
        "end": long_date(left_on or found.ends_on, language=get_language()),
    }
    return _("%(start)s to %(end)s") % dates if left_on or found.ends_on else _("since %(start)s") % dates


def office_in_words(appointment: Appointment, language: str | None) -> str:
    """ "Bürgermeister der Gemeinde Kalletal", on account of which somebody is appointed."""
    office = _office(appointment)
    return office_of(office["title"], office["place"], kind=office["kind"], language=language) if office else ""


def signatory() -> Signatory:
    return Signatory(settings.SIGNATORY_NAME or settings.NETWORK_NAME, settings.SIGNATORY_TITLE)


def seal() -> Seal | None:
    """The network's own; None: a drawn one, with its name."""
    path = settings.SEAL_FILE
    return Seal(path.read_bytes(), settings.SEAL_ALT) if path else None


def _office(appointment: Appointment) -> dict[str, str] | None:
    """Title, place and its kind, of the office on account of which somebody is appointed."""
    if appointment.frozen:
        found: dict[str, str] | None = appointment.frozen.get("office")
        return found
    office: PublicOffice | None = appointment.office
    return {"title": office.title, "place": office.place.name, "kind": office.place.kind_of_body} if office else None


def _recipient(appointment: Appointment) -> tuple[str, ...]:
    person, office = appointment.person, _office(appointment)
    honorific = _HONORIFICS.get(person.form_of_address, "")
    lines = [" ".join(filter(None, (honorific, office["title"] if office and honorific else "", person.name)))]
    if office:
        lines.insert(0, place_words(office["place"], office["kind"]).name)
    post = Contact.objects.filter(person=person, kind=Contact.Kind.POST).values_list("value", flat=True).first()
    return (*lines, *(post or "").splitlines())


def _accepted_on(appointment: Appointment) -> date:
    steps = AppointmentStep.objects.filter(appointment=appointment, status=Status.ACCEPTED).order_by("-at", "-pk")
    at = steps.values_list("at", flat=True).first()
    return localdate(at or appointment.changed_at)


def _frozen_proof(one: dict[str, Any], language: str) -> Proof:
    return Proof(one["title"], _note(one["kind"], parse_date(one["date"] or ""), one["place"], language), one["url"])


def _note(kind: str, day: date | None, place: str, language: str) -> str:
    parts = (str(EvidenceKind(kind).label), loosely(day, language=language) if day else "", place)
    return ", ".join(filter(None, parts))
