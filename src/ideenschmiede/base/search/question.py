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
ENGLISH = frozenset(
    """about access after against also area areas because been before better building buildings bring broadband
    business care centre child children citizens city climate community computer cost could council county digital
    district doctor doctors elderly electric empty energy fewer find fire flood flooding from good have health help
    high home homes hospital house houses housing into internet knows lack less local make many meeting money more
    need nobody office older online people places plan planning pool power public renewable rural save school schools
    service services shop shops shortage should small social solar solve some staff station street support teacher
    teachers tell than that their them there they this town towns traffic transport trees very village villages
    volunteers waste water what when where which will wind with without work would young your youth""".split()  # noqa: SIM905  a literal would take a hundred lines
)
"""English words of four letters and more that needs are made of. The engines of meaning read English, too."""


@dataclass(frozen=True)
class Question:
    """A need, analysed: its terms, and its vector with the engine that made it (both None for words alone).

    `language` tells whether at least one of its words is known, German or English.
    """

    text: str
    terms: tuple[QueryTerm, ...]
    vector: NDArray[np.float32] | None = None
    engine: str | None = None
    language: bool = True


def has_language(surfaces: Iterable[str]) -> bool:
    """Whether a list of German words knows one of these, or the parts of one, or one is a common English word."""
    return any(_is_word(normal(surface)) for surface in surfaces)


def _is_word(form: str) -> bool:
    if len(form) < SHORTEST:
        return False
    if form in ENGLISH:
        return True
    known = lexicon()
    basic = lemma(form)
    return basic in known.nouns or basic in known.verbs or basic in known.adjectives or bool(split(basic).parts)
