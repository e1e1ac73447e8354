"""What is known before a text is read: places, topics, organisations, newspapers, people. Given from outside."""

from dataclasses import dataclass
from functools import cached_property

from ideenschmiede.cores.german.facts.naming import PlaceNames, place_names


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the register.

    Attributes:
        key: 2 digits for a Land, 5 for a Kreis, 8 for a municipality; a longer key begins with those above it.
        name: as the register writes it, "Neustadt a.d. Aisch".
        kind: Stadt, Markt, Landkreis …; a Kreis that is one town (Kreisfreie Stadt, Stadtkreis) is not looked for.
        where: what tells it apart, in words.
    """

    key: str
    name: str
    kind: str = ""
    population: int = 0
    where: str = ""

    @property
    def level(self) -> str:
        return {2: "land", 5: "kreis"}.get(len(self.key), "municipality")


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic and the words that stand for it, in basic form; also inside compounds; in capitals (IT) only so."""

    key: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation in its normal form, with abbreviation."""

    name: str
    abbreviation: str = ""


@dataclass(frozen=True)
class Gazetteer:
    """All of it. `persons` are full names of people whom the network knows."""

    places: tuple[KnownPlace, ...] = ()
    topics: tuple[KnownTopic, ...] = ()
    organisations: tuple[KnownOrganisation, ...] = ()
    papers: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()

    @cached_property
    def names(self) -> PlaceNames:
        """The index of names; it takes about 0.2 s for the whole register, once."""
        return place_names([(place.key, place.name, place.kind) for place in self.places])

    @cached_property
    def by_key(self) -> dict[str, KnownPlace]:
        return {place.key: place for place in self.places}
