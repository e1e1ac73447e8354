"""Who voted how: counts of each statement in each group, and the statistics of Polis on them.

A agree, D disagree, of S who saw the statement (a pass is seen). Formulas: Small et al. 2021, and the server's
`stats.clj` and `repness.clj`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.opinions.votes import AGREE, DISAGREE, FloatArray, IntArray, Votes

SIGNIFICANT = 1.2816  # z that chance exceeds in one of ten cases


@dataclass(frozen=True, eq=False)
class Counts:
    """Votes of g groups on m statements, (g, m) each; moderated-out statements count as well."""

    agree: IntArray
    disagree: IntArray
    seen: IntArray

    def __len__(self) -> int:
        return len(self.seen)

    @property
    def passed(self) -> IntArray:
        """Votes that were neither."""
        return self.seen - self.agree - self.disagree

    @property
    def outside(self) -> "Counts":
        """For each group, the votes of all others."""
        return Counts(*(total.sum(axis=0) - total for total in (self.agree, self.disagree, self.seen)))

    @property
    def together(self) -> "Counts":
        """All groups as one (1, m)."""
        return Counts(*(total.sum(axis=0, keepdims=True) for total in (self.agree, self.disagree, self.seen)))


def count(votes: Votes, own: npt.NDArray[np.int64], groups: int) -> tuple[Counts, Counts]:
    """Counts of each group, by the group `own` (n,) of each participant (−1 for none), and of everybody (1, m)."""
    size = votes.shape[1]
    kind = votes.values + np.int64(1)
    place = ((own + 1)[votes.rows] * size + votes.columns) * 3 + kind
    table = np.bincount(place, minlength=(groups + 1) * size * 3).reshape(groups + 1, size, 3)
    every = Counts(table[..., AGREE + 1], table[..., DISAGREE + 1], table.sum(axis=2))
    return Counts(every.agree[1:], every.disagree[1:], every.seen[1:]), every.together


def share(successes: IntArray, seen: IntArray) -> FloatArray:
    """The probability, one success and one failure added: (A + 1) / (S + 2)."""
    return np.asarray((successes + 1) / (seen + 2))


def z_of_share(successes: IntArray, seen: IntArray) -> FloatArray:
    """How surely more than half do: 2 √(S + 1) ((A + 1) / (S + 1) − ½)."""
    return np.asarray(2 * np.sqrt(seen + 1) * ((successes + 1) / (seen + 1) - 0.5))


def z_of_difference(successes: IntArray, seen: IntArray, others: IntArray, seen_by_others: IntArray) -> FloatArray:
    """How surely the share inside exceeds that outside: two proportions, one added to each count; 0 if both are 1."""
    inside, outside = seen + 1, seen_by_others + 1
    pooled = (successes + others + 2) / (inside + outside)
    variance = pooled * (1 - pooled) * (1 / inside + 1 / outside)
    difference = (successes + 1) / inside - (others + 1) / outside
    certain = variance <= 0
    return np.where(certain, 0.0, difference / np.sqrt(np.where(certain, 1.0, variance)))
