"""The figures of the balance: members from the directory's columns, places from the register, ends of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from django.db.models import Count

from ideenschmiede.people.models import Appointment, Body, Sector, Status
from ideenschmiede.people.queries.balance.spread import Spread, spread
from ideenschmiede.people.queries.directory.reading import STANDINGS
from ideenschmiede.people.queries.directory.shelf import Persons, current_shelf
from ideenschmiede.places.models import Level, Place, SettlementType, SizeClass
from ideenschmiede.places.queries import version


@dataclass(frozen=True)
class Balance:
    """How the appointed persons spread. `terms` are (first day, "quarter" or "year", persons)."""

    persons: int
    sizes: Spread
    settlements: Spread
    lands: Spread
    sectors: tuple[tuple[str, str, int], ...]  # value, label, persons; who has two counts in both
    terms: tuple[tuple[date, str, int], ...]
    endless: int
    overdue: int


@dataclass(frozen=True)
class Kind:
    """What a municipality is counted as; "" where it is not known."""

    size: str
    settlement: str
    land: str
    people: int
    is_example: bool


@dataclass(frozen=True, eq=False)
class Register:
    """How many municipalities, and how many people in them, each class of a field of `Kind` has."""

    places: Mapping[str, Mapping[str, int]]
    people: Mapping[str, Mapping[str, int]]


FIELDS = ("size", "settlement", "land")


def balance(today: date) -> Balance:
    """Five small queries, and one large one after a change of the register."""
    shelf, now = current_shelf(), version()
    appointed = shelf["standing"] == STANDINGS.index("member")
    where = Counter(_municipalities(shelf, appointed, _kinds(now)))
    away = where.pop(None, 0)
    members = {kind: count for kind, count in where.items() if kind}
    # in the demo, whose members work in invented places, these belong to the register, and Länder say nothing
    invented = any(kind.is_example for kind in members)
    register = _register(now, invented)
    names = dict(shelf.about.lands)
    lands = [] if invented else sorted(((key, names.get(key, key)) for key in register.places["land"]), key=_name)
    terms, endless, overdue = _terms(today)
    return Balance(
        persons=int(appointed.sum()),
        sizes=_spread([(one.value, str(one.label)) for one in SizeClass], "size", register, members, away),
        settlements=_spread(
            [(one.value, str(one.label)) for one in SettlementType], "settlement", register, members, away
        ),
        lands=_spread(lands, "land", register, members, away),
        sectors=tuple(_sectors(shelf, appointed)),
        terms=tuple(terms),
        endless=endless,
        overdue=overdue,
    )


def _name(land: tuple[str, str]) -> str:
    return land[1]


def _spread(
    classes: list[tuple[str, str]], field: str, register: Register, members: Mapping[Kind, int], away: int
) -> Spread:
    found: Counter[str] = Counter()
    for kind, count in members.items():
        found[getattr(kind, field)] += count
    known = {value for value, _label in classes}
    outside = sum(count for value, count in found.items() if value not in known)
    return spread(classes, register.places[field], register.people[field], found, away + outside)


@lru_cache(maxsize=2)
def _kinds(_version: tuple[int, int]) -> Mapping[int, Kind]:
    """All municipalities that govern themselves, by id. One query."""
    wanted = Place.objects.filter(level=Level.MUNICIPALITY, self_governing=True, dissolved_on=None)
    rows = wanted.values_list("pk", "key", "population", "area_ha", "is_example")
    return {pk: _kind(key, people, area, example) for pk, key, people, area, example in rows.iterator(chunk_size=5_000)}


def _kind(key: str, people: int | None, area: int | None, example: bool) -> Kind:
    size = SizeClass.of(people)
    settlement = SettlementType.of(people / area * 100) if people is not None and area else None
    return Kind(size.value if size else "", settlement.value if settlement else "", key[:2], people or 0, example)


@lru_cache(maxsize=4)
def _register(now: tuple[int, int], invented: bool) -> Register:
    places: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    people: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for kind in _kinds(now).values():
        if kind.is_example and not invented:
            continue
        for field in FIELDS:
            places[field][getattr(kind, field)] += 1
            people[field][getattr(kind, field)] += kind.people
    return Register(places, people)


def _municipalities(shelf: Persons, rows: np.ndarray, kinds: Mapping[int, Kind]) -> Iterator[Kind | None]:
    """For each person the first municipality where the person works: each counts once."""
    for places in shelf["offices_at"][rows].tolist():
        yield next((kinds[place] for place in places if place in kinds), None)


def _sectors(shelf: Persons, rows: np.ndarray) -> Iterator[tuple[str, str, int]]:
    bits = shelf["sectors"][rows]
    for code, sector in enumerate(Sector):
        yield sector.value, str(sector.label), int(np.count_nonzero(bits & np.uint64(1 << code)))


def _terms(today: date) -> tuple[list[tuple[date, str, int]], int, int]:
    """When the terms in the network end, those without an end, and those whose end has passed. One query."""
    ends = Appointment.objects.filter(status=Status.ACTIVE, body__kind=Body.Kind.NETWORK).order_by()
    days = dict(ends.values_list("ends_on").annotate(Count("pk")))
    endless = days.pop(None, 0)
    found: Counter[tuple[date, str]] = Counter()
    for day, count in days.items():
        if day >= today:
            found[_period(day, today)] += count
    terms = [(first, kind, count) for (first, kind), count in sorted(found.items())]
    return terms, endless, sum(days.values()) - sum(found.values())


def _period(day: date, today: date) -> tuple[date, str]:
    """The quarter of a day in this year or the next, the year of a later one."""
    if day.year <= today.year + 1:
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1), "quarter"
    return date(day.year, 1, 1), "year"


def forget() -> None:
    """Count the register anew: for tests, where ids of a rolled-back transaction come again."""
    _kinds.cache_clear()
    _register.cache_clear()
