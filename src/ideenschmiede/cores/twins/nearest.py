"""One place against all others, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.twins.distance import resolve_weights, similarity, squared_distances
from ideenschmiede.cores.twins.space import BoolArray, FloatArray, IntArray, Space, place


@dataclass(frozen=True)
class Comparison:
    """Two places in one feature. Values as given; NaN where missing.

    `contribution`: this feature's part (0–1) of what separates the two, all 0 when nothing does;
    `similarity`: 0–1 in this feature alone. Both are NaN where one of them does not know the feature, and
    for a feature of weight zero.
    """

    feature: str
    own: float
    other: float
    contribution: float
    similarity: float


@dataclass(frozen=True, eq=False)
class Twins:
    """The k places most like `row`, best first. Arrays are read-only; k may be less than asked for.

    `rows` (k,), `similarity` (k,), `contributions` and `by_feature` (k, f) as in `Comparison`; `own` (f,) and
    `others` (k, f) are the values compared.
    """

    row: int
    features: tuple[str, ...]
    rows: IntArray
    similarity: FloatArray
    contributions: FloatArray
    by_feature: FloatArray
    own: FloatArray
    others: FloatArray

    def comparison(self, position: int) -> tuple[Comparison, ...]:
        """Every feature of the twin at `position`, in the order of the space."""
        columns = (self.own, self.others[position], self.contributions[position], self.by_feature[position])
        lists = (column.tolist() for column in columns)
        return tuple(Comparison(*values) for values in zip(self.features, *lists, strict=True))


def similarities(space: Space, row: int, weights: Mapping[str, float] | None = None) -> FloatArray:
    """Similarity 0–1 (n,) of place `row` to every place, itself included; NaN where too little is known of both.

    Raises IndexError for a row that is not there, ValueError for bad weights.
    """
    _check_row(space, row)
    resolved = resolve_weights(space, weights)
    return similarity(squared_distances(space, resolved, space.scaled[:, [row]], space.known[:, [row]]))


def similarity_to(space: Space, profile: npt.ArrayLike, weights: Mapping[str, float] | None = None) -> FloatArray:
    """Similarity 0–1 (n,) of a place outside the space, given as f raw values, to every place in it."""
    own, known = place(space, profile)
    return similarity(squared_distances(space, resolve_weights(space, weights), own[:, None], known[:, None]))


def twins(
    space: Space,
    row: int,
    k: int,
    weights: Mapping[str, float] | None = None,
    mask: BoolArray | None = None,
) -> Twins:
    """The `k` places most like place `row`, never itself; those of equal distance in the order of their rows.

    `mask` (n,): only places where it is true. Raises as `similarities` does, and ValueError for k below 1.
    """
    _check_row(space, row)
    if k < 1:
        raise ValueError(f"k is at least 1, not {k}")
    resolved = resolve_weights(space, weights)
    squared = squared_distances(space, resolved, space.scaled[:, [row]], space.known[:, [row]])
    squared[row] = np.inf
    if mask is not None:
        if np.shape(mask) != squared.shape:
            raise ValueError(f"the mask has the shape {np.shape(mask)}, expected {squared.shape}")
        squared[~np.asarray(mask, dtype=np.bool_)] = np.inf
    return _explain(space, resolved, row, _smallest(squared, k), squared)


def _check_row(space: Space, row: int) -> None:
    if not 0 <= row < len(space):
        raise IndexError(f"no place in row {row}; there are {len(space)}")


def _smallest(squared: FloatArray, k: int) -> IntArray:
    """Rows of the k smallest finite values, ties by row."""
    limit = np.partition(squared, k - 1)[k - 1] if k < squared.size else np.inf
    candidates = np.flatnonzero((squared <= limit) & np.isfinite(squared))
    return candidates[np.argsort(squared[candidates], kind="stable")[:k]]


def _explain(space: Space, weights: FloatArray, row: int, rows: IntArray, squared: FloatArray) -> Twins:
    compared = (space.known[:, [row]] & space.known[:, rows] & (weights > 0)[:, None]).T
    gap = np.abs(space.scaled[:, [row]] - space.scaled[:, rows]).T
    parts = np.where(compared, weights * gap**2, 0.0)
    total = parts.sum(axis=1, keepdims=True)
    shares = np.divide(parts, total, out=np.zeros_like(parts), where=total > 0)
    arrays = (
        rows,
        similarity(squared[rows]),
        np.where(compared, shares, np.nan),
        np.where(compared, np.exp(-gap), np.nan),
        space.raw[row].copy(),
        space.raw[rows],
    )
    for array in arrays:
        array.flags.writeable = False
    return Twins(row, tuple(feature.name for feature in space.features), *arrays)
