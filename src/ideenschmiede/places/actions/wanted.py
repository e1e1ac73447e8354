"""What the register shall look like: one record per place, from the official file or from the embedded register."""

import csv
import io
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from ideenschmiede.places.actions.gv100ad import Register, Row
from ideenschmiede.places.models import Level, Source

SHORT_KINDS = {"M": "Markt", "St": "Stadt", "GKSt": "Große Kreisstadt"}
KREIS_KINDS = {"41": "Kreisfreie Stadt", "42": "Stadtkreis", "43": "Kreis", "44": "Landkreis", "45": "Regionalverband"}
LEVEL_OF_LENGTH = {2: Level.LAND, 5: Level.KREIS, 8: Level.MUNICIPALITY}
# the order in which places are written: a parent is always there before its children
ORDER = (Level.LAND, Level.DISTRICT, Level.REGION, Level.KREIS, Level.ASSOCIATION, Level.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place as it shall be stored; `parent` and `association` are keys."""

    key: str
    level: Level
    name: str
    kind: str
    ars: str = ""
    parent: str | None = None
    association: str | None = None
    self_governing: bool = True
    text_mark: str = ""
    seat: str = ""
    population: int | None = None
    population_is_estimate: bool = False
    area_ha: int | None = None
    postal_code: str = ""
    has_more_postal_codes: bool = False
    latitude: float | None = None
    longitude: float | None = None
    source: str = ""
    data_date: date | None = None


def from_register(register: Register) -> list[Wanted]:
    """The places of an official file. It has no positions: those of the embedded register are used where keys agree."""
    positions = {place.key: (place.latitude, place.longitude) for place in embedded()}
    places = [_official(row, register.date, positions.get(row.key, (None, None))) for row in register.rows]
    return _with_sums(places)


def _official(row: Row, day: date, position: tuple[float | None, float | None]) -> Wanted:
    name, kind = split_name(row.name)
    return Wanted(
        key=row.key,
        level=row.level,
        name=name,
        kind=KREIS_KINDS.get(row.text_mark, "") if row.level is Level.KREIS else kind,
        ars=row.ars,
        parent=row.parent,
        association=row.association,
        self_governing=row.self_governing or row.level is not Level.MUNICIPALITY,
        text_mark=row.text_mark,
        seat=row.seat,
        population=row.population,
        area_ha=row.area_ha,
        postal_code=row.postal_code,
        has_more_postal_codes=row.several_postal_codes,
        latitude=position[0],
        longitude=position[1],
        source=Source.OFFICIAL,
        data_date=day,
    )


def split_name(official: str) -> tuple[str, str]:
    """("Marktl, M") → ("Marktl", "Markt"); the register writes what kind of place it is behind the name."""
    name, _, kind = official.partition(",")
    kind = ", ".join(part.strip() for part in kind.split(",") if part.strip())
    return name.strip(), SHORT_KINDS.get(kind, kind)


@cache
def embedded() -> tuple[Wanted, ...]:
    """The places of the embedded register (see data/README.md), in the order of their keys."""
    packed = resources.files("ideenschmiede.places").joinpath("data/register.csv.xz").read_bytes()
    lines = io.StringIO(lzma.decompress(packed).decode("utf-8"))
    return tuple(_with_sums([_embedded(line) for line in csv.DictReader(lines)]))


def _embedded(line: Mapping[str, str]) -> Wanted:
    key = line["key"]
    estimated = line["population_source"] in (Source.GEONAMES, Source.MODEL)
    return Wanted(
        key=key,
        level=LEVEL_OF_LENGTH[len(key)],
        name=line["name"].removesuffix(", Land"),  # the source tells it from its districts so
        kind=line["kind"],
        parent=None if len(key) == 2 else key[: 5 if len(key) == 8 else 2],
        population=int(line["population"]) if line["population"] else None,
        population_is_estimate=estimated,
        area_ha=int(line["area_ha"]) if line["area_ha"] else None,
        latitude=float(line["latitude"]) if line["latitude"] else None,
        longitude=float(line["longitude"]) if line["longitude"] else None,
        source=line["population_source"] or Source.UNKNOWN,
    )


def _with_sums(places: list[Wanted]) -> list[Wanted]:
    """Give the levels above the municipality the sums of their municipalities, and the middle of their positions."""
    below: defaultdict[str, list[Wanted]] = defaultdict(list)
    by_key = {place.key: place for place in places}
    for place in places:
        if place.level is Level.MUNICIPALITY:
            for key in _above(place, by_key):
                below[key].append(place)
    return [place if place.level is Level.MUNICIPALITY else _sum(place, below[place.key]) for place in places]


def _above(place: Wanted, by_key: Mapping[str, Wanted]) -> Iterator[str]:
    if place.association:
        yield place.association
    above = by_key.get(place.parent or "")
    while above:
        yield above.key
        above = by_key.get(above.parent or "")


def _sum(place: Wanted, members: list[Wanted]) -> Wanted:
    people = [member.population for member in members if member.population is not None]
    areas = [member.area_ha for member in members if member.area_ha is not None]
    sources = {member.source for member in members if member.source}
    return replace(
        place,
        population=sum(people) if people else None,
        population_is_estimate=any(member.population_is_estimate for member in members),
        area_ha=sum(areas) if areas else None,
        latitude=_middle(members, [member.latitude for member in members]),
        longitude=_middle(members, [member.longitude for member in members]),
        source=sources.pop() if len(sources) == 1 else Source.GEONAMES if sources else place.source,
    )


def _middle(members: Iterable[Wanted], values: list[float | None]) -> float | None:
    """Mean of positions, weighted by area."""
    pairs = [(value, member.area_ha or 1) for member, value in zip(members, values, strict=True) if value is not None]
    weight = sum(size for _, size in pairs)
    return round(sum(value * size for value, size in pairs) / weight, 4) if weight else None
