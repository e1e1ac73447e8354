"""How much short texts say the same: by basic forms of their words, the rare ones first, and by how they are spelt."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from ideenschmiede.cores.german import terms

BY_WORDS = 0.7  # the rest is by spelling: it sees through typing errors, and words that no list knows


def likenesses(text: str, others: Sequence[str]) -> list[float]:
    """One number between 0 (nothing in common) and 1 (the same words) for each of `others`."""
    bags = [Counter(terms(other)) for other in others]
    own = Counter(terms(text))
    texts_with = Counter(term for bag in (own, *bags) for term in bag)
    rarity = {term: math.log(1 + (len(others) + 1) / count) for term, count in texts_with.items()}
    spelt = _triples(text)
    return [
        BY_WORDS * _cosine(own, bag, rarity) + (1 - BY_WORDS) * _overlap(spelt, _triples(other))
        for bag, other in zip(bags, others, strict=True)
    ]


def _cosine(one: Counter[str], other: Counter[str], weight: dict[str, float]) -> float:
    common = sum(one[term] * other[term] * weight[term] ** 2 for term in one.keys() & other.keys())
    lengths = [math.sqrt(sum((count * weight[term]) ** 2 for term, count in bag.items())) for bag in (one, other)]
    return min(1.0, common / math.prod(lengths)) if common else 0.0


def _triples(text: str) -> frozenset[str]:
    """All runs of three letters within the words, with their edges."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return frozenset(f" {word} "[place : place + 3] for word in words for place in range(len(word)))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0
