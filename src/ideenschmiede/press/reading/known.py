"""What is known before a clipping is read: the register's places, the network's topics, organisations."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

from ideenschmiede.base.queries import topics
from ideenschmiede.cores.german.facts import Gazetteer, KnownOrganisation, KnownPlace, KnownTopic
from ideenschmiede.people.models import Organisation
from ideenschmiede.places.actions.wanted import embedded
from ideenschmiede.places.models import Level
from ideenschmiede.places.queries import directory
from ideenschmiede.places.queries.directory import Directory

MOST_ORGANISATIONS = 5_000


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class _State:
    """What a gazetteer was made from; a new one is made when this has changed."""

    register: Directory  # by identity: a changed register is another one
    topics: tuple[KnownTopic, ...]
    organisations: tuple[KnownOrganisation, ...]


class Memory:
    """The gazetteer that this process remembers; its index of names takes a moment to build."""

    def __init__(self) -> None:
        self._made: tuple[_State, Gazetteer] | None = None
        self._lock = Lock()

    def gazetteer(self) -> Gazetteer:
        """What is known now. Three small queries; the embedded register stands in for an empty one."""
        register = directory()
        state = _State(register, _topics(), _organisations())
        with self._lock:
            if self._made is None or self._made[0] != state:
                places = _places(register) or _embedded_places()
                self._made = state, Gazetteer(places, state.topics, state.organisations)
            return self._made[1]


_memory = Memory()
gazetteer = _memory.gazetteer


@cache
def embedded_gazetteer() -> Gazetteer:
    """What is known without a database: the embedded register, the first topics, the best-known organisations."""
    known = tuple(KnownTopic(key, words["name"], tuple(words["words"])) for key, words in _table("topics").items())
    return Gazetteer(_embedded_places(), known, _familiar())


def _places(register: Directory) -> tuple[KnownPlace, ...]:
    return tuple(
        KnownPlace(entry.key, entry.name, entry.kind, entry.population or 0, entry.where)
        for entry in register.entries
        if entry.self_governing
    )


def _embedded_places() -> tuple[KnownPlace, ...]:
    wanted = [place for place in embedded() if place.level in (Level.LAND, Level.KREIS, Level.MUNICIPALITY)]
    names = {place.key: place.name for place in wanted}
    return tuple(
        KnownPlace(place.key, place.name, place.kind, place.population or 0, _where(place.key, names))
        for place in wanted
    )


def _where(key: str, names: dict[str, str]) -> str:
    """ "Lippe, Nordrhein-Westfalen"; for a town that is a Kreis of its own, the Land alone."""
    above = [names.get(key[:size], "") for size in (5, 2) if len(key) > size]
    return ", ".join(name for name in above if name and name != names[key])


def _topics() -> tuple[KnownTopic, ...]:
    words = _table("topics")
    return tuple(
        KnownTopic(topic.slug, topic.name_de, tuple(words.get(topic.slug, {}).get("words", ()))) for topic in topics()
    )


def _familiar() -> tuple[KnownOrganisation, ...]:
    return tuple(KnownOrganisation(name, short) for name, short in _table("organisations")["organisations"])


def _organisations() -> tuple[KnownOrganisation, ...]:
    """Those of the network first, then those that everybody knows."""
    rows = Organisation.objects.order_by("pk").values_list("name", "abbreviation")[:MOST_ORGANISATIONS]
    own = [KnownOrganisation(name, short) for name, short in rows]
    names = {one.name for one in own}
    return (*own, *(one for one in _familiar() if one.name not in names))
