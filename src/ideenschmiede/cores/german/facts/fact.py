"""What a fact is: one mention of one thing, with its place in the text."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Attributes = tuple[tuple[str, str], ...]


class FactKind(StrEnum):
    """Kinds of facts, in the order in which an office reads them."""

    DATE = "date"
    PAPER = "paper"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    TOPIC = "topic"
    SDG = "sdg"
    PROGRAMME = "programme"
    FORMAT = "format"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Fact:
    """One mention of one thing.

    Attributes:
        kind: see `FactKind`.
        start, end: its place, `whole[start:end] == text`.
        value: what it is, the same for all its mentions: an ISO date; the key of a place, or its name where several
            places come into question; a person's full name; the normal form of an organisation; a topic's key; the
            number of an SDG ("" for the goals at large); the name of anything else.
        confidence: of this mention, above 0, at most 1.
        attributes: what the text says about the thing, the same for all its mentions.
    """

    kind: FactKind
    start: int
    end: int
    text: str
    value: str
    confidence: float
    attributes: Attributes = ()

    @property
    def detail(self) -> dict[str, str]:
        return dict(self.attributes)


@dataclass(frozen=True, slots=True)
class Thing:
    """All mentions of one thing, in the order of the text; `confidence` is that of the surest."""

    kind: FactKind
    value: str
    attributes: Attributes
    mentions: tuple[Fact, ...]

    @property
    def confidence(self) -> float:
        return max(mention.confidence for mention in self.mentions)

    @property
    def detail(self) -> dict[str, str]:
        return dict(self.attributes)


def things(facts: Iterable[Fact]) -> tuple[Thing, ...]:
    """The things that facts are mentions of: by kind, then by their first mention."""
    found: dict[tuple[FactKind, str], list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.start):
        found.setdefault((fact.kind, fact.value), []).append(fact)
    order = list(FactKind)
    made = [Thing(kind, value, mentions[0].attributes, tuple(mentions)) for (kind, value), mentions in found.items()]
    return tuple(sorted(made, key=lambda thing: (order.index(thing.kind), thing.mentions[0].start)))
