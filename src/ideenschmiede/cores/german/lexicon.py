"""The word lists behind lemmas and compounds, read once from the package (see data/README.md for their origin)."""

import lzma
import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FLAT = str.maketrans("äöü", "aou")
# Nouns that a list of 184,000 holds as heads or openers of compounds: the number of compounds behind the counts.
_PAIRS = 135_000


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Casefolded German words.

    Attributes:
        nouns: basic forms.
        verbs: infinitives.
        adjectives: basic forms.
        openers: form that opens compounds (`kinder`) → the word it stands for (`kind`).
        opener_cost: form → bits, log2(pairs / number of compounds that it opens).
        head_cost: noun → bits, likewise for the nouns that close compounds.
        never_open, never_close: words that no compound begins or ends with, though it may look so.
        atoms: words that are no compounds, though they may look so.
        forms: words and names besides that no rule derives from the other lists, as they are inflected.
    """

    nouns: frozenset[str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    openers: dict[str, str]
    opener_cost: dict[str, float]
    head_cost: dict[str, float]
    never_open: frozenset[str]
    never_close: frozenset[str]
    atoms: frozenset[str]
    forms: frozenset[str]


def _bits(count: str) -> float:
    return math.log2(_PAIRS / int(count))


@cache
def lexicon() -> Lexicon:
    """The word lists; reading them takes about 0.15 s and 35 MB, once per process."""
    packed = files(__package__).joinpath("data/words.txt.xz").read_bytes()
    lists = {
        name: lines
        for name, *lines in (part.split("\n") for part in lzma.decompress(packed).decode("utf-8").split("\n\n"))
    }
    openers, opener_cost = {}, {}
    for line in lists["modifiers"]:
        form, word, count = line.split(" ")
        openers[form] = word
        opener_cost[form] = _bits(count)
    return Lexicon(
        nouns=frozenset(lists["nouns"]),
        verbs=frozenset(lists["verbs"]),
        adjectives=frozenset(lists["adjectives"]),
        openers=openers,
        opener_cost=opener_cost,
        head_cost={head: _bits(count) for head, count in (line.split(" ") for line in lists["heads"])},
        never_open=frozenset(lists["never_open"]),
        never_close=frozenset(lists["never_close"]),
        atoms=frozenset(lists["atoms"]),
        forms=frozenset(lists["forms"]),
    )


@cache
def curated(name: str) -> dict[str, Any]:
    """A hand-written TOML table of data/, by file name without ending."""
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))
