"""Three parts, one order: relevance leads, fit and evidence decide among answers of like relevance."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Sort = Literal["best", "relevance", "fit", "evidence"]
SORTS: tuple[Sort, ...] = ("best", "relevance", "fit", "evidence")

BASE, FIT, EVIDENCE = 0.60, 0.25, 0.15
"""score = relevance × (0.60 + 0.25 × fit + 0.15 × evidence), so in 0..1.

A product, because a practice that answers another question does not become an answer by having run next door.
The best fit and evidence lift a practice by two thirds over none at all: enough to decide among like answers.
"""
UNKNOWN_FIT = 0.5
"""What the score takes for an unknown fit (no place chosen, figures missing): neither for nor against."""


@dataclass(frozen=True)
class Ranked:
    """One answer. `index` is its place in the arrays that were ranked; `fit` is None where it is not known."""

    index: int
    relevance: float
    fit: float | None
    evidence: float
    score: float


@dataclass(frozen=True, eq=False)
class Ranking:
    """All answers: parallel arrays as they came in, and `order`, the indices of the answers, first to last."""

    relevance: Floats
    fit: Floats
    evidence: Floats
    score: Floats
    order: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.order)

    def page(self, start: int = 0, count: int = 20) -> list[Ranked]:
        """`count` answers from place `start` on (0 is the first)."""
        return [self._one(int(index)) for index in self.order[start : start + count]]

    def _one(self, index: int) -> Ranked:
        fit = float(self.fit[index])
        return Ranked(
            index=index,
            relevance=float(self.relevance[index]),
            fit=None if np.isnan(fit) else fit,
            evidence=float(self.evidence[index]),
            score=float(self.score[index]),
        )


def rank(relevance: Floats, fit: Floats, evidence: Floats, *, by: Sort = "best") -> Ranking:
    """Order n answers by the score or by one part, best first; ties by the score, then as they came.

    All three arrays have shape (n,) and values in 0..1; NaN in `fit` means not known. Raises ValueError for
    arrays of unequal length or an unknown order.
    """
    if not len(relevance) == len(fit) == len(evidence):
        raise ValueError("relevance, fit and evidence need one value for each answer")
    if by not in SORTS:
        raise ValueError(f"answers are ordered by one of {', '.join(SORTS)}, not by {by!r}")
    counted_fit = np.where(np.isnan(fit), UNKNOWN_FIT, fit)
    score = relevance * (BASE + FIT * counted_fit + EVIDENCE * np.asarray(evidence))
    part = {"best": score, "relevance": relevance, "fit": np.nan_to_num(fit, nan=-1.0), "evidence": evidence}[by]
    return Ranking(relevance, fit, evidence, score, np.lexsort((-score, -part)))
