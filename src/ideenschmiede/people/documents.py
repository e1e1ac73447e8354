"""How persons and organisations become search documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils.timezone import localdate

from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.search import Document
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Evidence,
    Membership,
    Organisation,
    Person,
    PublicOffice,
    Status,
)
from ideenschmiede.people.queries.bodies import OPENLY
from ideenschmiede.people.queries.persons import listed
from ideenschmiede.places.models import RegisterImport

MOST_PLACES = 4  # places whose likeness counts: of the offices held now, the latest first
PLACES = ("place", *(f"place{number}" for number in range(2, MOST_PLACES + 1)))
"""The columns with the ids of the places where a person holds an office."""


class Persons:
    """Persons in the network, found by name, office, place and what they know. Guests find those who agreed to it."""

    kind = "person"
    subject = Person._meta.label_lower
    appointment = Appointment._meta.label_lower
    evidence = Evidence._meta.label_lower
    body = Body._meta.label_lower
    organisation = Organisation._meta.label_lower
    register = RegisterImport._meta.label_lower

    def touched_by(self, event: Event) -> list[int] | None:
        """Ids of the persons whom an event may have changed; a new register may change the size of any place."""
        if event.subject_type == self.register:
            return None
        if event.subject_type == self.subject:
            return [event.subject_id]
        if event.subject_type == self.organisation:
            rows = Membership.objects.filter(organisation=event.subject_id)
            return list(rows.values_list("person", flat=True).distinct())
        if event.subject_type == self.body:  # it may have become discreet, or is so no longer
            seats = Appointment.objects.filter(body=event.subject_id, status=Status.ACTIVE)
            return list(seats.values_list("person", flat=True)) if event.verb == "body.discretion_set" else []
        if event.subject_type in (self.appointment, self.evidence):
            person = event.data.get("person")
            return [person] if isinstance(person, int) else []
        return []

    def all_ids(self) -> list[int]:
        return list(Person.objects.filter(listed()).order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those of `ids` who are in the network; seven queries a batch."""
        active = Appointment.objects.filter(OPENLY, status=Status.ACTIVE).select_related("body")
        today = localdate()
        rows = Person.objects.filter(listed(), pk__in=list(ids)).prefetch_related(
            "topics",
            Prefetch("offices", PublicOffice.objects.select_related("place").order_by("-since", "pk")),
            Prefetch("memberships", Membership.objects.select_related("organisation")),
            "expertise__topic",
            "evidence",
            Prefetch("appointments", active, to_attr="active"),
        )
        for person in rows:
            yield _person_document(person, person.active, today)


class Organisations:
    """Organisations, by name and abbreviation."""

    kind = "organisation"
    subject = Organisation._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        for one in Organisation.objects.filter(pk__in=list(ids)).select_related("place"):
            place = one.place.name if one.place else ""
            yield Document(
                kind=self.kind,
                key=str(one.pk),
                title=one.name,
                text="\n".join(filter(None, (one.abbreviation, place))),
                meaning=". ".join(filter(None, (one.name, one.abbreviation, place))),
                url=f"/mitglieder/organisationen/{one.pk}/",
                facets=(f"sector:{one.sector}", *((f"land:{one.place.land_key}",) if one.place else ())),
            )


def is_current(held: PublicOffice | Membership, today: date) -> bool:
    """True for what is held on this day."""
    return (held.since is None or held.since <= today) and (held.until is None or held.until >= today)


def _person_document(person: Person, active: list[Appointment], today: date) -> Document:
    held = [office for office in person.offices.all() if is_current(office, today)]
    offices = [f"{office.title} {office.place.name}" for office in person.offices.all()]
    gist = person.headline or ", ".join(f"{office.title}, {office.place.name}" for office in held)
    words = (
        *offices,
        person.headline,
        person.about,
        *(
            f"{one.function} {one.organisation.name} {one.organisation.abbreviation}"
            for one in person.memberships.all()
        ),
        *(f"{one.topic.name_de} {one.topic.name_en} {one.helps_with}" for one in person.expertise.all()),
        *(one.title for one in person.evidence.all() if _as_visible(one, person)),
    )
    return Document(
        kind=Persons.kind,
        key=str(person.pk),
        title=person.name,
        text="\n".join(filter(None, words)),
        meaning=f"{person.name}. {gist}"[:1_000],
        visibility=person.visibility,
        url=f"/mitglieder/{person.pk}/",
        facets=tuple(dict.fromkeys(_facets(person, held, active, today))),
        numbers={name: office.place_id for name, office in zip(PLACES, held, strict=False)},
    )


def _as_visible(evidence: Evidence, person: Person) -> bool:
    """A public profile must not be found by what only the network may read."""
    return person.visibility == Visibility.NETWORK or evidence.visibility == Visibility.PUBLIC


def _facets(person: Person, held: list[PublicOffice], active: list[Appointment], today: date) -> Iterator[str]:
    yield from (f"topic:{topic.slug}" for topic in person.topics.all())
    yield from (f"topic:{one.topic.slug}" for one in person.expertise.all())
    for office in held:
        yield f"role:{office.kind}"
        yield f"land:{office.place.land_key}"
        if office.place.size_class is not None:
            yield f"size:{office.place.size_class.value}"
        if office.place.settlement_type is not None:
            yield f"settlement:{office.place.settlement_type.value}"
    for membership in person.memberships.all():
        if is_current(membership, today):
            yield f"sector:{membership.organisation.sector}"
    if held:
        yield "sector:municipality"
    yield from (f"body:{one.body.slug}" for one in active)
