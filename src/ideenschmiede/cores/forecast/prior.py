"""What is usual for a topic, learnt from the outcomes of its practices (empirical Bayes).

Each practice has its own chance of working; over a topic these chances are spread as a Beta distribution with
a mean m and a strength s, the number of cases that it counts for: Beta(m s, (1 − m) s). A practice's outcomes
then follow the Beta-binomial distribution (Skellam 1948), which also takes partly (0.5) as half a success:

* m is the mean of all cases of the topic, drawn a little towards a weak prior;
* s has the highest Beta-binomial likelihood, times a log-normal distribution around 4 (two thirds between 1.5
  and 11) that decides where cases are few, among values from 0.7 to 30. If practices of a topic differ much,
  s is small and a practice's own cases soon outweigh the topic; if they are all alike, s is large.
* Two cases of a practice correlate by 1 / (1 + s), but this only shows what all towns have in common. How the
  chance varies from town to town comes on top and cannot be told from a handful of cases: the variance is
  taken half as large again. `benchmarks/forecast.py` shows how well the intervals then hold.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaln

from ideenschmiede.cores.forecast.outcomes import FloatArray, checked

STRENGTHS: FloatArray = np.geomspace(0.7, 30.0, 35)
USUAL_STRENGTH = 4.0
SPREAD_OF_STRENGTH = 1.0  # standard deviation of its logarithm
VARIANCE_OF_TOWNS = 1.5


@dataclass(frozen=True)
class Prior:
    """Beta(mean × strength, (1 − mean) × strength); learnt from so many `cases` of so many `practices`."""

    mean: float = 0.5
    strength: float = 2.0
    cases: int = 0
    practices: int = 0

    def __post_init__(self) -> None:
        if not (0 < self.mean < 1 and 0 < self.strength < np.inf):
            raise ValueError(f"a prior needs a mean between 0 and 1 and a strength above 0, not {self}")


# Where nothing is known: every chance is equally likely.
WEAK = Prior()


def estimate_prior(outcomes: npt.ArrayLike, practices: npt.ArrayLike, towards: Prior = WEAK) -> Prior:
    """The prior of a topic from `outcomes` (n,), 0–1, and the practice (n,) that each of them belongs to.

    Without any case it is `towards`, for which the whole network's prior may stand instead of a weak one.
    Raises ValueError for outcomes outside 0–1 or arrays of different length.
    """
    results = checked(outcomes, "outcome")
    names, index = np.unique(np.asarray(practices), return_inverse=True)
    if results.shape != index.shape:
        raise ValueError(f"{results.size} outcomes, but {index.size} practices")
    if not results.size:
        return towards
    mean = (results.sum() + towards.mean * towards.strength) / (results.size + towards.strength)
    successes = np.bincount(index, results).astype(np.float64)
    failures = np.bincount(index, 1 - results).astype(np.float64)
    return Prior(float(mean), _strength(float(mean), successes, failures), results.size, len(names))


def _strength(mean: float, successes: FloatArray, failures: FloatArray) -> float:
    """The most plausible strength on the grid, less what towns vary by."""
    alpha = mean * STRENGTHS[:, None]
    beta = (1 - mean) * STRENGTHS[:, None]
    likelihood = (betaln(alpha + successes, beta + failures) - betaln(alpha, beta)).sum(axis=1)
    surprise = np.log(STRENGTHS / USUAL_STRENGTH) / SPREAD_OF_STRENGTH
    best = STRENGTHS[np.argmax(likelihood - surprise**2 / 2)]
    return float(max((1 + best) / VARIANCE_OF_TOWNS - 1, STRENGTHS[0]))
