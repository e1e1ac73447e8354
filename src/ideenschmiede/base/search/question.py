"""What a person asks, analysed once: terms, vector, and whether it is language at all."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.cores.german import QueryTerm
from ideenschmiede.cores.german.compounds import split
from ideenschmiede.cores.german.lemmas import lemma
from ideenschmiede.cores.german.lexicon import lexicon
from ideenschmiede.cores.german.tokens import normal

SHORTEST = 4  # letters; "xyz" and "abc" are in every list of words


@dataclass(frozen=True)
class Question:
    """A need, analysed: its terms, and its vector with the engine that made it (both None for words alone).

    `german` tells whether at least one of its words is known to be one.
    """

    text: str
    terms: tuple[QueryTerm, ...]
    vector: NDArray[np.float32] | None = None
    engine: str | None = None
    german: bool = True


def has_german(surfaces: Iterable[str]) -> bool:
    """Whether a list of German words knows one of these, or the parts of one."""
    return any(_is_german(normal(surface)) for surface in surfaces)


def _is_german(form: str) -> bool:
    known = lexicon()
    basic = lemma(form)
    if len(form) < SHORTEST:
        return False
    return basic in known.nouns or basic in known.verbs or basic in known.adjectives or bool(split(basic).parts)
