"""Persons and organisations that a name in a text may mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, Q

from ideenschmiede.people.models import Membership, Organisation, Person, PublicOffice
from ideenschmiede.places.models import Place, fold

MOST = 20


def persons_called(family_name: str, *, and_this: int | None = None) -> list[Person]:
    """Persons with this family name, with their offices, by which one tells them apart; at most twenty.

    `and_this` is the id of one who is among them in any case.
    """
    named = Q(family_name__iexact=family_name.strip()) if family_name.strip() else Q(pk=None)
    found = Person.objects.filter(named | Q(pk=and_this), erased_at=None)
    return list(found.prefetch_related(*_told_by())[:MOST])


def persons_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """Persons with what tells them apart, three queries."""
    return Person.objects.filter(erased_at=None).prefetch_related(*_told_by()).in_bulk(list(set(ids)))


def _told_by() -> tuple[Prefetch[Any], ...]:
    offices = Prefetch("offices", PublicOffice.objects.select_related("place"))
    return offices, Prefetch("memberships", Membership.objects.select_related("organisation"))


def known_person(detail: Mapping[str, str], place: int | None) -> tuple[int | None, bool]:
    """(id of the one person that the text surely means, whether to record a new one); (None, False): ask the office.

    Sure is a full name together with an office at the place that the text names.
    """
    namesakes = persons_called(detail.get("family", ""))
    same = [one for one in namesakes if fold(one.given_name) == fold(detail.get("given", ""))]
    if not namesakes:
        return None, True
    here = [one for one in same if place and any(office.place_id == place for office in one.offices.all())]
    return (here[0].pk, False) if len(here) == 1 else (None, False)


def known_organisation(name: str, abbreviation: str) -> int | None:
    """Id of the organisation of this name, or of this abbreviation where only one has it."""
    if found := Organisation.objects.filter(name__iexact=name).first():
        return found.pk
    short = list(Organisation.objects.filter(abbreviation__iexact=abbreviation)[:2]) if abbreviation else []
    return short[0].pk if len(short) == 1 else None


def places_by_key(keys: Iterable[str]) -> dict[str, Place]:
    """Places of the register, one query."""
    return {place.key: place for place in Place.objects.filter(key__in=set(keys)).select_related("parent__parent")}


def place_of(pk: int | None) -> Place | None:
    return Place.objects.filter(pk=pk).first() if pk else None
