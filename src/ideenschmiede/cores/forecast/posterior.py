"""The forecast: outcomes elsewhere, weighted by similarity, on top of what is usual for the topic.

With the prior Beta(a, b), outcomes o and similarities w of the places where they happened, the chance is
distributed as Beta(a + Σ w o, b + Σ w (1 − o)): a case in an identical place counts as one, a case in a place
half alike as half a one (a power prior: Ibrahim & Chen 2000). The interval holds 80 % of it, 10 % on either
side, and always the mean. `effective_cases` = Σ w.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from ideenschmiede.cores.forecast.outcomes import FloatArray, checked
from ideenschmiede.cores.forecast.prior import WEAK, Prior

INTERVAL = 0.8
FEWEST_CASES = 3


class Category(StrEnum):
    """A forecast in one word. What decides is the interval: a wide one is `OPEN` whatever its mean."""

    LIKELY = "likely"
    RATHER = "rather"
    OPEN = "open"
    RATHER_NOT = "rather_not"
    UNLIKELY = "unlikely"


@dataclass(frozen=True)
class Forecast:
    """The chance (0–1) that a practice works: `mean`, and `low` to `high`, which holds it with 80 %.

    `known` is false with fewer than three cases in comparable places: then there is no number and no category.
    `cases`: how many count; `effective_cases`: what they are worth, as cases in an identical place.
    """

    mean: float | None
    low: float | None
    high: float | None
    cases: int
    effective_cases: float
    known: bool
    prior: Prior

    @property
    def category(self) -> Category | None:
        """likely: mean ≥ 0.65 and low ≥ 0.5; rather: mean ≥ 0.55 and low ≥ 0.35; mirrored for the other side.

        So "likely" has a chance of 90 % to be above one half, by the model; "open" is all the rest.
        """
        if self.mean is None or self.low is None or self.high is None:
            return None
        if self.mean >= 0.65 and self.low >= 0.5:
            return Category.LIKELY
        if self.mean <= 0.35 and self.high <= 0.5:
            return Category.UNLIKELY
        if self.mean >= 0.55 and self.low >= 0.35:
            return Category.RATHER
        if self.mean <= 0.45 and self.high <= 0.65:
            return Category.RATHER_NOT
        return Category.OPEN


def forecast(outcomes: npt.ArrayLike, similarities: npt.ArrayLike, prior: Prior = WEAK) -> Forecast:
    """Forecast one practice from the `outcomes` (n,) in places of the `similarities` (n,), both 0–1.

    A case whose similarity is 0 or NaN (not comparable) does not count. Raises ValueError for other values
    outside 0–1 or arrays of different length.
    """
    results = checked(outcomes, "outcome")
    return forecast_many(results, similarities, np.zeros(results.size, dtype=np.intp), [prior])[0]


def forecast_many(
    outcomes: npt.ArrayLike, similarities: npt.ArrayLike, practices: npt.ArrayLike, priors: Sequence[Prior]
) -> tuple[Forecast, ...]:
    """Forecast as many practices as there are `priors`, from all their cases in one row.

    `practices` (n,): the position (0 … len(priors) − 1) of the practice that each case belongs to. Each forecast
    is what `forecast` gives for its cases alone. Raises as `forecast` does.
    """
    results = checked(outcomes, "outcome")
    weights = np.nan_to_num(checked(similarities, "similarity", gaps=True))
    index = np.asarray(practices, dtype=np.intp)
    if not results.shape == weights.shape == index.shape:
        raise ValueError(f"{results.size} outcomes, {weights.size} similarities, {index.size} practices")
    count = len(priors)
    if index.size and not (index.min() >= 0 and index.max() < count):
        raise ValueError(f"practices are numbered 0 to {count - 1}, as their priors are")
    cases = np.bincount(index, weights > 0, minlength=count)
    successes = np.bincount(index, weights * results, minlength=count)
    failures = np.bincount(index, weights * (1 - results), minlength=count)
    mean = np.array([prior.mean for prior in priors])
    strength = np.array([prior.strength for prior in priors])
    low, middle, high = _summary(mean * strength + successes, (1 - mean) * strength + failures)
    rows = zip(
        middle.tolist(),
        low.tolist(),
        high.tolist(),
        cases.tolist(),
        (successes + failures).tolist(),
        priors,
        strict=True,
    )
    return tuple(_forecast(*row) for row in rows)


def _summary(alpha: FloatArray, beta: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Lower end, mean and upper end of Beta(alpha, beta)."""
    tail = (1 - INTERVAL) / 2
    mean = alpha / (alpha + beta)
    # A very lopsided distribution has its mean outside the interval, which would read as a mistake.
    low = np.minimum(betaincinv(alpha, beta, tail), mean)
    high = np.maximum(betaincinv(alpha, beta, 1 - tail), mean)
    return low, mean, high


def _forecast(mean: float, low: float, high: float, cases: float, effective: float, prior: Prior) -> Forecast:
    if cases < FEWEST_CASES:
        return Forecast(None, None, None, int(cases), effective, False, prior)
    return Forecast(mean, low, high, int(cases), effective, True, prior)
