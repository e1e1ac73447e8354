"""The figures of the balance: members from the directory's columns, places from the register, ends of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

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


def balance(today: date) -> Balance:
    """Five small queries, and one large one after a change of the register."""
    shelf = current_shelf()
    kinds = _kinds(version())
    appointed = shelf["standing"] == STANDINGS.index("member")
    where = [kind for kind in _municipalities(shelf, appointed, kinds) if kind]
    away = int(appointed.sum()) - len(where)
    invented = any(kind.is_example for kind in where)  # in the demo, the register has the invented places, too
    register = [kind for kind in kinds.values() if invented or not kind.is_example]
    names = dict(shelf.about.lands)
    lands = {(kind.land, names.get(kind.land, kind.land)) for kind in register}
    terms, endless, overdue = _terms(today)
    return Balance(
        persons=int(appointed.sum()),
        sizes=_spread([(one.value, str(one.label)) for one in SizeClass], "size", register, where, away),
        settlements=_spread(
            [(one.value, str(one.label)) for one in SettlementType], "settlement", register, where, away
        ),
        lands=_spread(sorted(lands, key=lambda land: land[1]), "land", register, where, away),
        sectors=tuple(_sectors(shelf, appointed)),
        terms=tuple(terms),
        endless=endless,
        overdue=overdue,
    )


def _spread(classes: list[tuple[str, str]], field: str, register: list[Kind], where: list[Kind], away: int) -> Spread:
    known = {value for value, _label in classes}
    people: Counter[str] = Counter()
    for kind in register:
        people[getattr(kind, field)] += kind.people
    members = Counter(getattr(kind, field) for kind in where)
    outside = sum(count for value, count in members.items() if value not in known)
    return spread(classes, Counter(getattr(kind, field) for kind in register), people, members, away + outside)


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
    ends = Appointment.objects.filter(status=Status.ACTIVE, body__kind=Body.Kind.NETWORK)
    days = list(ends.values_list("ends_on", flat=True))
    found: Counter[tuple[date, str]] = Counter(_period(day, today) for day in days if day is not None and day >= today)
    terms = [(first, kind, count) for (first, kind), count in sorted(found.items())]
    return terms, days.count(None), sum(day is not None and day < today for day in days)


def _period(day: date, today: date) -> tuple[date, str]:
    """The quarter of a day in this year or the next, the year of a later one."""
    if day.year <= today.year + 1:
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1), "quarter"
    return date(day.year, 1, 1), "year"
