"""How similarity is defined.

For two places and the features that both know, with weights w and robustly scaled values z:

    distance²  = Σ w (z_a − z_b)² / Σ w         (a weighted mean: what is missing is left out)
    similarity = exp(−distance)                 (1 = identical; 0.37 = one standard deviation apart)

exp(−distance) falls steadily, is steep where twins are told apart, and is a valid covariance of a random field
over places (the exponential kernel; Rasmussen & Williams 2006, eq. 4.18), which is what weighting outcomes by
it assumes. All sums run in the order of the features, in float64, so that every way of asking gives the same
bits and ties stay ties.
"""

import math
from collections.abc import Mapping

import numpy as np

from ideenschmiede.cores.twins.space import BoolArray, FloatArray, IntArray, Space

# A weight below this part of the largest one counts as zero: nobody means it, and squares could underflow.
SMALLEST_WEIGHT = 1e-6


def resolve_weights(space: Space, weights: Mapping[str, float] | None) -> FloatArray:
    """Weights (f,) that sum to 1: by name, a feature not named has its own default.

    Raises ValueError for an unknown name, a negative or infinite weight, or when all are zero.
    """
    given = weights or {}
    unknown = sorted(set(given) - {feature.name for feature in space.features})
    if unknown:
        raise ValueError(f"no such feature: {', '.join(unknown)}")
    values = np.array([given.get(feature.name, feature.weight) for feature in space.features], dtype=np.float64)
    if not np.all((values >= 0) & np.isfinite(values)) or not values.any():
        raise ValueError("weights are numbers of at least 0, and one of them is above 0")
    values /= values.max()
    values[values < SMALLEST_WEIGHT] = 0.0
    return np.asarray(values / values.sum())


def needed_features(space: Space, weights: FloatArray) -> int:
    """How many weighted features two places must share to be comparable."""
    return max(1, math.ceil(space.common * np.count_nonzero(weights)))


def squared_distances(
    space: Space,
    weights: FloatArray,
    own: FloatArray,
    own_known: BoolArray,
    others: IntArray | slice = slice(None),
) -> FloatArray:
    """Squared distance of `own` (f, 1), or pairwise of (f, p), to the `others` (p rows); inf: not comparable."""
    total = np.zeros(space.raw[others].shape[0])
    mass: float | FloatArray = 0.0
    count: int | IntArray = 0
    for f in np.flatnonzero(weights):
        delta = own[f] - space.scaled[f, others]
        delta *= delta
        delta *= weights[f]
        if space.complete[f] and own_known[f].all():
            mass, count = mass + weights[f], count + 1
        else:
            both = own_known[f] & space.known[f, others]
            delta *= both
            mass, count = mass + weights[f] * both, count + both.astype(np.intp)
        total += delta
    enough = np.asarray(count >= needed_features(space, weights))
    result = np.full(total.shape, np.inf)
    np.divide(total, mass, out=result, where=enough)
    return result


def similarity(squared: FloatArray) -> FloatArray:
    """exp(−distance); NaN where the places are not comparable."""
    result = np.exp(-np.sqrt(squared))
    missing = np.isinf(squared)
    if missing.any():
        result[missing] = np.nan
    return result
