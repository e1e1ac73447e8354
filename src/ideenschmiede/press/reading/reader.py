"""A clipping read: mended, and its facts with their places in the mended text and in the text as it came in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ideenschmiede.cores.german.facts import Fact, Gazetteer, Thing, find_facts, things
from ideenschmiede.cores.german.mending import Mended, Place, mend
from ideenschmiede.press.reading.known import gazetteer


@dataclass(frozen=True)
class Reading:
    """`facts` have their places in `mended.text`; `originals[i]` is where `facts[i]` stands in the original."""

    mended: Mended
    facts: tuple[Fact, ...]
    originals: tuple[tuple[Place, ...], ...]

    @property
    def things(self) -> tuple[Thing, ...]:
        """What the text names, each thing once with all its mentions."""
        return things(self.facts)


def read_clipping(
    text: str, *, rejected: Collection[str] = (), accepted: Collection[str] = (), known: Gazetteer | None = None
) -> Reading:
    """Mend a text without the changes in `rejected` and with the candidates in `accepted` (ids), and find its facts.

    `known` is what is known of places and topics; the register of this installation if it is not given.
    """
    mended = mend(text, rejected=rejected, accepted=accepted)
    facts = find_facts(mended.text, known or gazetteer())
    return Reading(mended, facts, tuple(mended.to_original(fact.start, fact.end) for fact in facts))


def find(text: str) -> tuple[Fact, ...]:
    """The facts of a text as it is, without mending it."""
    return find_facts(text, gazetteer())
