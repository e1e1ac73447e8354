"""Persons out of the database, as columns.

What is filtered by comes from the offices that a person holds today; for who holds none, from the organisations that
the person belongs to. A person with several offices has a bit for each, and is one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

import numpy as np
from django.db.models import F, Q
from django.utils import timezone

from ideenschmiede.base.columns import Column, Ids, aligned, bits
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Evidence,
    Expertise,
    Membership,
    OfficeKind,
    Person,
    PublicOffice,
    Sector,
    Status,
)
from ideenschmiede.places import map as picture
from ideenschmiede.places.models import Level, SettlementType, SizeClass, fold
from ideenschmiede.places.queries import land_names

Standing = Literal["member", "under_way", "former", "never"]
STANDINGS: tuple[Standing, ...] = ("member", "under_way", "former", "never")
OFFICES, PROOFS = 3, 6  # places of offices, and of evidence, whose likeness counts for one person
NOWHERE = -1.0  # without a position on the map
SIZES = {size.value: code for code, size in enumerate(SizeClass)}
SETTLEMENTS = {kind.value: code for code, kind in enumerate(SettlementType)}
SECTORS = {sector.value: code for code, sector in enumerate(Sector)}
ROLES = {kind.value: code for code, kind in enumerate(OfficeKind)}


@dataclass(frozen=True)
class Vocabulary:
    """What the bits mean, in their order, and the day for which offices were looked up. Discreet bodies come last."""

    topics: tuple[Topic, ...]
    bodies: tuple[Body, ...]
    lands: tuple[tuple[str, str], ...]  # key, name; by name
    day: date


def vocabulary() -> Vocabulary:
    """Three queries."""
    lands = tuple(sorted(land_names().items(), key=lambda item: item[1]))
    return Vocabulary(
        tuple(Topic.objects.all()),
        tuple(Body.objects.order_by("is_discreet", "kind", "name")),
        lands,
        timezone.localdate(),
    )


def read_columns(wanted: Q, theirs: Q, about: Vocabulary) -> dict[str, Column]:
    """All columns of the persons that `wanted` chooses; `theirs` chooses what is theirs. Seven queries.

    `ids`, `public`, `standing`, `since` (ordinal day), `name` (folded, family name first); a bit for each of `topics`,
    `lands`, `sizes`, `settlements`, `sectors`, `roles`, `bodies`; `offices_at`, `proofs_at`, `public_proofs_at` (ids of
    places, 0 for none); `x`, `y` on the map. `whole_standing` counts appointments to discreet bodies, too: it and their
    bits are for the office alone.
    """
    columns = _persons(wanted)
    rows: Ids = columns["ids"]
    columns |= _standings(rows, theirs, about)
    columns |= _settings(rows, theirs, about)
    columns["topics"] = _topics(rows, theirs, wanted, about)
    columns |= _proofs(rows, theirs)
    return columns


def _persons(wanted: Q) -> dict[str, Column]:
    found = Person.objects.filter(wanted, erased_at=None).order_by("pk")
    rows = list(found.values_list("pk", "visibility", "family_name", "given_name"))
    return {
        "ids": np.array([row[0] for row in rows], np.int64),
        "public": np.array([row[1] == Visibility.PUBLIC for row in rows], np.bool_),
        "name": np.array([fold(f"{row[2]} {row[3]}") for row in rows], np.str_),
    }


def _standings(ids: Ids, theirs: Q, about: Vocabulary) -> dict[str, Column]:
    """How each person stands to the network, since when, and in which bodies."""
    rows = list(Appointment.objects.filter(theirs).values_list("person_id", "status", "body_id", "starts_on"))
    discreet = {body.pk for body in about.bodies if body.is_discreet}
    openly = [row for row in rows if row[2] not in discreet]
    active = [row for row in rows if row[1] == Status.ACTIVE]
    since = np.zeros(len(ids), np.int32)
    shown = [(row[0], row[3].toordinal()) for row in active if row[3] and row[2] not in discreet]
    at, days = aligned(ids, shown, np.int32)
    np.maximum.at(since, at, days)
    bodies = {body.pk: code for code, body in enumerate(about.bodies)}
    return {
        "standing": _best(ids, openly),
        "whole_standing": _best(ids, rows),
        "since": since,
        "bodies": bits(ids, ((row[0], row[2]) for row in active), bodies),
    }


def _best(ids: Ids, rows: Sequence[tuple[Any, ...]]) -> Column:
    """Of several appointments of a person, the first of `STANDINGS` counts."""
    best = np.full(len(ids), STANDINGS.index("never"), np.int8)
    at, codes = aligned(ids, [(row[0], STANDINGS.index(_standing(row[1]))) for row in rows], np.int8)
    np.minimum.at(best, at, codes)
    return best


def _standing(status: str) -> Standing:
    """What an appointment makes of a person."""
    if status == Status.ACTIVE:
        return "member"
    return "under_way" if status in Appointment.OPEN else "former"


class _At(NamedTuple):
    """Where somebody works."""

    person: int
    place: int
    key: str
    level: str
    population: int | None
    area_ha: int | None
    latitude: float | None
    longitude: float | None

    @property
    def settlement(self) -> SettlementType | None:
        known = self.population is not None and self.area_ha
        return SettlementType.of(self.population / self.area_ha * 100) if known else None  # type: ignore[operator]

    @property
    def size(self) -> SizeClass | None:
        """Of municipalities alone: a Kreis of 300,000 is no city."""
        return SizeClass.of(self.population) if self.level == Level.MUNICIPALITY else None


_WHERE = ("pk", "key", "level", "population", "area_ha", "latitude", "longitude")


def _settings(ids: Ids, theirs: Q, about: Vocabulary) -> dict[str, Column]:
    """Where, in which sector and as what the persons work."""
    offices = list(_current(PublicOffice, theirs, about.day, "kind", "place"))
    memberships = list(_current(Membership, theirs, about.day, "organisation__sector", "organisation__place"))
    holders = {person for person, *_rest in offices}
    where = [_At(person, *place) for person, _kind, *place in offices]
    where += [_At(person, *place) for person, _sector, *place in memberships if place[0] and person not in holders]
    sectors = [(person, sector) for person, sector, *_place in memberships]
    sectors += [(person, Sector.MUNICIPALITY.value) for person in holders]
    lands = {key: code for code, (key, _name) in enumerate(about.lands)}
    return {
        "lands": bits(ids, ((one.person, one.key[:2]) for one in where), lands),
        "sizes": bits(ids, ((one.person, one.size) for one in where), SIZES),
        "settlements": bits(ids, ((one.person, one.settlement) for one in where), SETTLEMENTS),
        "sectors": bits(ids, sectors, SECTORS),
        "roles": bits(ids, ((person, kind) for person, kind, *_place in offices), ROLES),
        "offices_at": _several(ids, ((one.person, one.place) for one in where), OFFICES),
        **_positions(ids, where),
    }


def _current(model: Any, theirs: Q, day: date, what: str, place: str) -> Any:
    """(person, what, the place's columns of `_WHERE`) of what holds on `day`, the earliest first."""
    rows = model.objects.filter(
        theirs, Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day), person__erased_at=None
    )
    return rows.order_by("person_id", F("since").asc(nulls_last=True), "pk").values_list(
        "person_id", what, *(f"{place}__{column}" for column in _WHERE)
    )


def _positions(ids: Ids, where: Sequence[_At]) -> dict[str, Column]:
    """Where each person is on the map: the first place that has a position."""
    x, y = np.full(len(ids), NOWHERE, np.float32), np.full(len(ids), NOWHERE, np.float32)
    points = [
        (one.person, picture.project(one.latitude, one.longitude))
        for one in reversed(where)
        if one.latitude is not None and one.longitude is not None
    ]
    at, across = aligned(ids, [(person, point[0]) for person, point in points], np.float32)
    _at, down = aligned(ids, [(person, point[1]) for person, point in points], np.float32)
    x[at], y[at] = across, down
    return {"x": x, "y": y}


def _topics(ids: Ids, theirs: Q, wanted: Q, about: Vocabulary) -> Column:
    """What a person knows about, with or without evidence, and the topics that the person chose."""
    codes = {topic.pk: code for code, topic in enumerate(about.topics)}
    chosen = Person.topics.through.objects.all()
    if wanted:
        chosen = chosen.filter(person__in=Person.objects.filter(wanted))
    known = Expertise.objects.filter(theirs).order_by()
    pairs = [*chosen.values_list("person_id", "topic_id"), *known.values_list("person_id", "topic_id")]
    return bits(ids, pairs, codes)


def _proofs(ids: Ids, theirs: Q) -> dict[str, Column]:
    """Where the expertise was gained."""
    rows = Evidence.objects.filter(expertise__in=Expertise.objects.filter(theirs)) if theirs else Evidence.objects
    through = rows.filter(expertise__isnull=False, place__isnull=False).order_by(
        "expertise__person_id", F("date").desc(nulls_last=True), "pk"
    )
    found = list(through.values_list("expertise__person_id", "place_id", "visibility"))
    return {
        "proofs_at": _several(ids, (row[:2] for row in found), PROOFS),
        "public_proofs_at": _several(ids, (row[:2] for row in found if row[2] == Visibility.PUBLIC), PROOFS),
    }


def _several(ids: Ids, pairs: Iterable[tuple[int, int]], count: int) -> Column:
    """Up to `count` different values a row, 0 for none."""
    column = np.zeros((len(ids), count), np.int64)
    positions = {int(pk): row for row, pk in enumerate(ids)}
    for person, values in _grouped(pairs):
        row = positions.get(person)
        if row is not None:
            column[row, : len(values[:count])] = values[:count]
    return column


def _grouped(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """Each person with the different values, in their order."""
    found: dict[int, dict[int, None]] = {}
    for person, value in pairs:
        found.setdefault(person, {})[value] = None
    for person, values in found.items():
        yield person, list(values)
