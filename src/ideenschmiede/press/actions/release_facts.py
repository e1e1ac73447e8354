"""What a release says, from the appointment as it was sent and from the settings."""

from __future__ import annotations

from django.conf import settings
from django.utils.timezone import localdate

from ideenschmiede.people.models import Appointment, Status
from ideenschmiede.people.papers.appointments import address_of, body_words, proofs_of, reason_of
from ideenschmiede.people.papers.parts import Capacity
from ideenschmiede.people.queries.appointments import network
from ideenschmiede.places.queries import land_names
from ideenschmiede.press.drafting import ReleaseFacts


def release_facts(appointment: Appointment) -> ReleaseFacts:
    """Reason and evidence are those that the invitation named; what is not known is left out."""
    person, office = appointment.person, _office(appointment)
    place = appointment.office.place if appointment.office else None
    # who was taken over from older papers is active since then, and was appointed on a day that nobody wrote down
    step = appointment.steps.filter(status=Status.ACCEPTED).order_by("at").first()
    capacity: Capacity = appointment.capacity  # type: ignore[assignment]  # the model's choices are these
    return ReleaseFacts(
        network=body_words(network()),
        body=body_words(appointment.body),
        capacity=capacity,
        form=person.form_of_address,
        title=person.title,
        first_name=person.given_name,
        last_name=person.family_name,
        office=office["title"],
        place=office["place"],
        place_kind=office["kind"],
        population=place.population if place else None,
        population_year=place.data_date.year if place and place.data_date else None,
        land=land_names().get(place.land_key, "") if place else "",
        start=appointment.starts_on,
        end=appointment.ends_on,
        day=localdate(step.at) if step else None,
        city=settings.NETWORK_PLACE,
        reason=reason_of(appointment),
        evidence=proofs_of(appointment),
        about=settings.NETWORK_ABOUT,
        contact=(),  # the public page sets the office's contact below every release
        address=address_of("appointment", appointment.pk),
    )


def _office(appointment: Appointment) -> dict[str, str]:
    """As it was when the invitation went out, else as it is; empty where there is none."""
    if appointment.frozen and appointment.frozen.get("office"):
        return {**appointment.frozen["office"]}
    office = None if appointment.frozen else appointment.office
    if office is None:
        return {"title": "", "place": "", "kind": ""}
    return {"title": office.title, "place": office.place.name, "kind": office.place.kind_of_body}
