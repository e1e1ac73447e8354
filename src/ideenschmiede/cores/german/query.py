"""From what a person writes, one word or two pages, to weighted terms to look for."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ideenschmiede.cores.german.analysis import terms_of
from ideenschmiede.cores.german.lexicon import lexicon
from ideenschmiede.cores.german.synonyms import synonyms
from ideenschmiede.cores.german.tokens import normal, words

Origin = Literal["word", "part", "synonym"]

MOST_TERMS = 60
"""Query terms at most; a text of two pages has some three hundred."""

PART_WEIGHT = 0.9
SYNONYM_WEIGHT = 0.3
PART_SYNONYM_WEIGHT = 0.15  # half: the Haus in Hausarzt is no building


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One term to look for.

    Attributes:
        term: as `analysis.terms` indexes it.
        weight: 1 for a word of the query, less for parts of its compounds and for synonyms.
        origin: where it comes from.
        surface: the word of the query behind it, as written there first.
    """

    term: str
    weight: float
    origin: Origin
    surface: str


def _expanded(chosen: dict[str, str]) -> Iterator[QueryTerm]:
    """Terms of the chosen words (term → as written), of their parts, and of what means the same as either."""
    parts = {part: word for word in chosen.values() for part in terms_of(word)[1:]}
    for term, surface in chosen.items():
        yield QueryTerm(term, 1.0, "word", surface)
    for part, surface in parts.items():
        yield QueryTerm(part, PART_WEIGHT, "part", surface)
    for found in synonyms(chosen):
        yield QueryTerm(found.term, SYNONYM_WEIGHT * found.share, "synonym", chosen[found.of])
    for found in synonyms(parts):
        yield QueryTerm(found.term, PART_SYNONYM_WEIGHT * found.share, "synonym", parts[found.of])


def _telling(surface: str) -> float:
    """How much a word says: long words and words that open or close few compounds are rarer, and say more."""
    form = normal(surface)
    cost = lexicon().head_cost.get(form, 17.0)
    return cost + min(len(form), 20)


def query_terms(text: str) -> tuple[QueryTerm, ...]:
    """The terms of a query, each once with its greatest weight, at most `MOST_TERMS`, weightiest words first.

    A longer text is cut to the words that say most: (1 + log of how often the text has the word) times how telling the
    word is by its length and by how few compounds of the language it takes part in.
    """
    counts: Counter[str] = Counter()
    surfaces: dict[str, str] = {}
    for _, _, surface in words(text):
        for term in terms_of(surface)[:1]:
            counts[term] += 1
            surfaces.setdefault(term, surface)
    telling = sorted(counts, key=lambda term: -(1 + math.log(counts[term])) * _telling(surfaces[term]))
    best: dict[str, QueryTerm] = {}
    for found in _expanded({term: surfaces[term] for term in telling[:MOST_TERMS]}):
        known = best.get(found.term)
        if known is None or known.weight < found.weight:
            best[found.term] = found
    return tuple(sorted(best.values(), key=lambda found: -found.weight)[:MOST_TERMS])
