"""Persons as the rows of a table that the office takes away. What is read in again changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ideenschmiede.people.models import (
    Appointment,
    Body,
    Contact,
    Expertise,
    Membership,
    Person,
    PublicOffice,
    Sector,
    Status,
)
from ideenschmiede.people.queries.directory.cards import EARLIEST_FIRST
from ideenschmiede.people.queries.persons import current_offices
from ideenschmiede.places.models import SettlementType
from ideenschmiede.places.queries import directory

BATCH = 2_000
Grouped = dict[int, list[tuple[Any, ...]]]


def headers() -> list[str]:
    """The names of the columns, as the import knows them."""
    return [
        _("Form of address"),
        _("Title"),
        _("Given name"),
        _("Family name"),
        _("Public office"),
        _("In office since"),
        _("Place"),
        _("AGS"),
        _("Land"),
        _("Inhabitants"),
        _("Town or country"),
        _("Organisation"),
        _("Sector"),
        _("Function"),
        _("E-mail"),
        _("Telephone"),
        _("Mobile"),
        _("Topics"),
        _("Appointed to"),
        _("Member since"),
        _("Appointed until"),
        _("In one sentence"),
    ]


def table_rows(ids: Sequence[int], on: date) -> Iterator[list[object]]:
    """A row for each person, in this order. Seven queries for two thousand persons."""
    for start in range(0, len(ids), BATCH):
        yield from _rows([int(pk) for pk in ids[start : start + BATCH]], on)


def _rows(ids: list[int], on: date) -> Iterator[list[object]]:
    persons = Person.objects.filter(erased_at=None).in_bulk(ids)
    settings = _settings(ids, on)
    contacts = {
        (person, kind): value
        for person, kind, value in Contact.objects.filter(person__in=ids).values_list("person_id", "kind", "value")
    }
    topics = _grouped(Expertise.objects.filter(person__in=ids).order_by("topic__rank"), "topic__slug")
    active = Appointment.objects.filter(person__in=ids, status=Status.ACTIVE).order_by("body__kind", "pk")
    bodies = _grouped(active, "body__name", "ends_on", "starts_on", "body__kind")
    for pk in ids:
        if (person := persons.get(pk)) is None:
            continue
        yield [
            person.get_form_of_address_display() if person.form_of_address else "",
            person.title,
            person.given_name,
            person.family_name,
            *settings(pk),
            *(contacts.get((pk, kind), "") for kind in (Contact.Kind.EMAIL, Contact.Kind.PHONE, Contact.Kind.MOBILE)),
            "; ".join(slug for (slug,) in topics[pk]),
            "; ".join(name for name, *_rest in bodies[pk]),
            *_term(bodies[pk]),
            person.headline,
        ]


def _term(bodies: list[tuple[Any, ...]]) -> tuple[date | None, date | None]:
    """Since when and until when somebody is in the network itself."""
    network = [(start, end) for _name, end, start, kind in bodies if kind == Body.Kind.NETWORK]
    return network[0] if network else (None, None)


def _settings(ids: list[int], on: date) -> Any:
    """What stands between name and contact, as a function of the person."""
    offices = _grouped(
        PublicOffice.objects.filter(current_offices(on), person__in=ids).order_by(*EARLIEST_FIRST),
        "title", "since", "place_id", "place__area_ha",
    )  # fmt: skip
    memberships = _grouped(
        Membership.objects.filter(current_offices(on), person__in=ids).order_by(*EARLIEST_FIRST),
        "organisation__name", "organisation__sector", "function", "organisation__place_id",
        "organisation__place__area_ha",
    )  # fmt: skip
    places, labels = directory(), {sector.value: str(sector.label) for sector in Sector}  # words that the import knows

    def settings(pk: int) -> list[object]:
        title, since, place_id, area = offices[pk][0] if offices[pk] else ("", None, None, None)
        name, sector, function, at, extent = memberships[pk][0] if memberships[pk] else ("", "", "", None, None)
        place, area = places.by_pk.get(place_id or at or 0), area if place_id else extent
        people = place.population if place else None
        kind = SettlementType.of(people / area * 100) if people and area else None
        land = places.by_key.get(place.land_key) if place else None
        where = [place.full_name, place.key, land.name if land else "", people] if place else ["", "", "", None]
        return [title, since, *where, str(kind.label) if kind else "", name, labels.get(sector, sector), function]

    return settings


def _grouped(rows: Any, *columns: str) -> Grouped:
    found: Grouped = defaultdict(list)
    for person, *values in rows.values_list("person_id", *columns):
        found[person].append(tuple(values))
    return found
