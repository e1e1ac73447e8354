"""The twins of every place at once: fast bounds find candidates, exact distances decide.

For a block of places, `bounds` gives a lower bound of every squared distance. Candidates are the places whose
bound lies under a limit; their distances are then computed as `distance` defines them. If the k-th best of
these does not exceed the limit, no place outside can be better or equal, and the result is exact. Otherwise
the place is done again with that k-th best as its limit, which is always enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.twins.bounds import BLOCK, Bounds, Float32Array, build
from ideenschmiede.cores.twins.distance import resolve_weights, similarity, squared_distances
from ideenschmiede.cores.twins.space import FloatArray, IntArray, Space

NO_LIMIT = np.finfo(np.float32).max  # every comparable place, as inf marks the others


@dataclass(frozen=True, eq=False)
class AllTwins:
    """For each of n places its k most alike, best first: `rows` and `similarity`, (n, k), read-only.

    Where fewer than k places are comparable the rest of a line is −1 and NaN.
    """

    rows: IntArray
    similarity: FloatArray


@dataclass(frozen=True, eq=False)
class _Search:
    """What every block needs, and where results go."""

    space: Space
    weights: FloatArray
    bounds: Bounds
    k: int
    rows: IntArray
    squared: FloatArray


def all_twins(space: Space, k: int = 50, weights: Mapping[str, float] | None = None) -> AllTwins:
    """The `k` most alike of every place: line i is what `twins(space, i, k, weights)` gives.

    k is cut to n − 1. Raises ValueError for k below 1 or bad weights.
    """
    if k < 1:
        raise ValueError(f"k is at least 1, not {k}")
    n = len(space)
    k = min(k, max(n - 1, 0))
    resolved = resolve_weights(space, weights)
    rows = np.full((n, k), -1, dtype=np.intp)
    squared = np.full((n, k), np.inf)
    if k:
        search = _Search(space, resolved, build(space, resolved), k, rows, squared)
        for start in range(0, n, BLOCK):
            _block(search, start, min(start + BLOCK, n))
    alike = similarity(squared)
    rows.flags.writeable = alike.flags.writeable = False
    return AllTwins(rows, alike)


def _block(search: _Search, start: int, stop: int) -> None:
    bound = search.bounds.block(start, stop)
    limit = _limits(bound, search.k) + search.bounds.slack[start:stop]
    limit = np.minimum(limit, NO_LIMIT)
    _rank(search, start, bound <= limit[:, None])
    worst = search.squared[start:stop, -1]
    for line in np.flatnonzero((worst > limit) & (limit < NO_LIMIT)).tolist():
        _rank(search, start + line, bound[[line]] <= worst[line])


def _limits(bound: Float32Array, k: int) -> Float32Array:
    """For each line a value that at least k bounds do not exceed, and few more than k.

    The k-th smallest of the minima of 10 k groups: about 5 % above the k-th smallest of all, and much cheaper.
    """
    groups = 10 * k
    depth = bound.shape[1] // groups
    if depth < 2:
        return np.full(len(bound), NO_LIMIT, dtype=np.float32)
    minima = bound[:, : depth * groups].reshape(len(bound), depth, groups).min(axis=1)
    return np.partition(minima, k - 1, axis=1)[:, k - 1]


def _rank(search: _Search, start: int, candidates: npt.NDArray[np.bool_]) -> None:
    """Write the k nearest among the candidates (lines from `start`, n), ties by row."""
    lines, rows = np.divmod(np.flatnonzero(candidates), candidates.shape[1])
    own = start + lines
    space = search.space
    squared = squared_distances(space, search.weights, space.scaled[:, own], space.known[:, own], rows)
    order = np.lexsort((squared, lines))
    lines = lines[order]
    rank = np.arange(len(lines)) - np.searchsorted(lines, np.arange(len(candidates)))[lines]
    best = rank < search.k
    target = (start + lines[best], rank[best])
    search.rows[target] = rows[order][best]
    search.squared[target] = squared[order][best]
