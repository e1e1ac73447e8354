"""Practices from varied parts, as many as one likes and always the same: fuel for benchmarks, not content.

from benchmarks.synthetic import practices, questions
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
OUTCOMES = ("worked", "worked", "partly", "did_not", "stopped", "open")
LANDS = tuple(f"{number:02d}" for number in range(1, 17))


@dataclass(frozen=True)
class Practice:
    """One made-up practice; `place` is a number below the count of places that was asked for."""

    key: int
    title: str
    summary: str
    text: str
    topic: str
    land: str
    outcome: str
    year: int
    cost: int
    place: int
    adoptions: int


def practices(count: int, *, places: int = 10_773, seed: int = 7) -> Iterator[Practice]:
    """`count` practices; the same seed gives the same ones."""
    chance = random.Random(seed)
    things = PARTS["topics"]
    for key in range(count):
        topic = chance.choice(list(things))
        thing, other = chance.sample(things[topic], 2)
        town = _town(chance)
        who, partner = chance.sample(PARTS["who"], 2)
        summary = f"{thing} für {who} in {town}: {_one(chance, 'problems')}. Deshalb {_one(chance, 'steps')}."
        story = (
            f"Gemeinsam mit {partner} {_one(chance, 'steps')}, und {_one(chance, 'results')}.",
            f"Vorbild war das Vorhaben {other} in {_town(chance)}. {_one(chance, 'lessons')}.",
            f"{_one(chance, 'problems')}; am Ende gilt: {_one(chance, 'results')}. {_one(chance, 'lessons')}.",
            f"Aktenzeichen {town[:3].upper()}-{chance.randrange(10_000)}.",
        )
        yield Practice(
            key=key,
            title=f"{thing} {chance.choice(('mit', 'für', 'trotz', 'durch', 'statt'))} {who} {town}",
            summary=summary,
            text=" ".join([summary, *story]),
            topic=topic,
            land=chance.choice(LANDS),
            outcome=chance.choice(OUTCOMES),
            year=chance.randrange(2005, 2026),
            cost=int(10 ** chance.uniform(3, 6.5)),
            place=chance.randrange(places),
            adoptions=int(chance.expovariate(0.5)),
        )


def questions(count: int, *, seed: int = 11) -> list[str]:
    """Needs as people type them: a word, a few words, a sentence, now and then a paragraph."""
    chance = random.Random(seed)
    everything = [name for names in PARTS["topics"].values() for name in names]
    asked = []
    for number in range(count):
        thing, other = chance.sample(everything, 2)
        kinds = (
            thing,
            f"{thing} {_one(chance, 'who')}",
            f"Wir suchen Erfahrungen mit {thing}: {_one(chance, 'problems')}",
            f"Wie haben andere {_one(chance, 'who')} für {thing} gewonnen und {other} vermieden?",
            ". ".join([*chance.choices(PARTS["problems"] + PARTS["lessons"], k=8), f"Es geht um {thing}."]),
        )
        asked.append(kinds[number % len(kinds)])
    return asked


def _one(chance: random.Random, kind: str) -> str:
    return str(chance.choice(PARTS[kind]))


def _town(chance: random.Random) -> str:
    return _one(chance, "syllables") + _one(chance, "endings")
