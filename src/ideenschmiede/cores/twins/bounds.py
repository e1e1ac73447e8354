"""Lower bounds of many squared distances at once, by one matrix product in float32.

The expanded square |a|² + |b|² − 2ab loses digits where a and b are close, so a margin is taken off that covers
everything float32 may have done. With u the unit roundoff and p the inner dimension, rounding the factors and
summing in whatever order changes the result by at most ((1 + u)² (1 + γ_p) − 1) S, about (p + 2) u S, where
γ_p = pu / (1 − pu) and S = Σ|terms| ≤ 2 (|a|² + |b|²) (Higham 2002, Accuracy and Stability of Numerical
Algorithms, §3.1). Taking 4 (p + 8) u (|a|² + |b|²) off is twice what is needed; the rest covers float64.

With missing features every sum runs over the common ones only: their masks become further factors, and the
weight of the common features, a matrix product as well, divides the bound.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.twins.distance import needed_features
from ideenschmiede.cores.twins.space import FloatArray, Space

Float32Array = npt.NDArray[np.float32]

BLOCK = 64  # places at a time: the block of bounds stays in the processor's cache
# Rows × columns × inner dimension up to which OpenBLAS uses one thread (interface/gemm.c). Two threads gain
# nothing here, and on a busy machine their waiting for each other costs twenty times the work itself.
ONE_THREAD = 1 << 18
UNIT = float(np.finfo(np.float32).eps) / 2
TINY = 1e-30  # far above what float32 loses by underflow, far below any distance that matters


@dataclass(frozen=True, eq=False)
class Product:
    """Two float32 factors (n, p) and (p, n), the second cut into pieces (pieces, p, columns) and padded."""

    left: Float32Array
    right: Float32Array

    def block(self, start: int, stop: int) -> Float32Array:
        """Rows start…stop (at most BLOCK) of the product (stop − start, n)."""
        pieces, _, columns = self.right.shape
        result = np.empty((stop - start, pieces * columns), dtype=np.float32)
        out = result.reshape(stop - start, pieces, columns).transpose(1, 0, 2)
        np.matmul(self.left[start:stop], self.right, out=out)
        return result[:, : len(self.left)]


@dataclass(frozen=True, eq=False)
class Shared:
    """The weight and the number of features that two places share, and the number needed."""

    mass: Product
    count: Product
    needed: int


@dataclass(frozen=True, eq=False)
class Bounds:
    """The bounds, to be divided by the weights `shared`, which is None where nothing is missing.

    `slack` (n,): how far a place's bounds lie below the true values, for a typical other place.
    """

    terms: Product
    shared: Shared | None
    shrink: np.float32
    slack: Float32Array

    def block(self, start: int, stop: int) -> Float32Array:
        """Bounds from places start…stop (at most BLOCK) to all; inf to itself and where not comparable."""
        bound = self.terms.block(start, stop)
        if self.shared is not None:
            mass = self.shared.mass.block(start, stop)
            bound *= self.shrink
            bound /= np.maximum(mass, np.float32(TINY), out=mass)
            bound[self.shared.count.block(start, stop) < self.shared.needed] = np.inf
        bound[np.arange(stop - start), np.arange(start, stop)] = np.inf
        return bound


def build(space: Space, weights: FloatArray) -> Bounds:
    """Factors for the whole space with resolved weights (f,)."""
    full = (weights > 0) & space.complete
    gaps = (weights > 0) & ~space.complete
    root = np.sqrt(weights)[:, None] * space.scaled
    square = root**2
    inner = np.count_nonzero(full) + 3 * np.count_nonzero(gaps) + 2
    margin = 4 * (inner + 8) * UNIT
    norm = (square[full].sum(axis=0) * (1 - margin) - TINY)[None, :]
    lowered = square[gaps] * (1 - margin)
    known = space.known[gaps].astype(np.float64)
    one = np.ones_like(norm)
    left = np.vstack([-2 * root[full], -2 * root[gaps], norm, one, lowered, known])
    right = np.vstack([root[full], root[gaps], one, norm, known, lowered])
    length = square.sum(axis=0)
    slack = 2 * margin * (length + np.median(length))
    shared = _shared(space, weights, known) if gaps.any() else None
    return Bounds(_product(left, right), shared, np.float32(1 - margin), slack.astype(np.float32))


def _shared(space: Space, weights: FloatArray, known: FloatArray) -> Shared:
    full = (weights > 0) & space.complete
    gaps = (weights > 0) & ~space.complete
    one = np.ones((1, len(space)))
    right = np.vstack([one, known])
    mass = np.vstack([one * weights[full].sum(), known * weights[gaps][:, None]])
    count = np.vstack([one * np.count_nonzero(full), known])
    return Shared(_product(mass, right), _product(count, right), needed_features(space, weights))


def _product(left: FloatArray, right: FloatArray) -> Product:
    inner, width = right.shape
    columns = max(1, ONE_THREAD // (BLOCK * inner))
    pieces = -(-width // columns)
    padded = np.zeros((inner, pieces * columns), dtype=np.float32)
    padded[:, :width] = right
    cut = padded.reshape(inner, pieces, columns).transpose(1, 0, 2)
    return Product(np.ascontiguousarray(left.T, dtype=np.float32), np.ascontiguousarray(cut))
