"""Many k-means at once: the best of several beginnings, for several samples of the same points.

All run side by side in one array, so that twenty samples cost little more than one. Beginnings depend on where
points lie and on the seed, not on the order in which the points come.
"""

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.opinions.votes import FloatArray, IntArray

ROUNDS = 30
STILL = 4e-3  # of the points' spread
ALIKE = 1e-9  # ends whose losses differ less are the same
PREFERRED = 0.02  # so much worse may the first be if it is preferred


def begin(points: FloatArray, count: int, starts: int, rng: np.random.Generator) -> FloatArray:
    """Centres (starts, count, d): by turns the parts of a cut across a chance direction, and points drawn from a
    normal distribution as wide as the cloud."""
    size = points.shape[1]
    middle = points.mean(axis=0)
    spread = np.linalg.cholesky(np.cov(points.T, bias=True).reshape(size, size) + 1e-12 * np.eye(size))
    centres = middle + rng.standard_normal((starts, count, size)) @ spread.T
    for start, direction in enumerate(rng.standard_normal((starts, size))):
        if start % 2 == 0:
            order = np.argsort(points @ direction, kind="stable")
            centres[start] = [points[part].mean(axis=0) for part in np.array_split(order, count)]
    return np.asarray(centres)


def side_by_side(
    points: FloatArray, weights: FloatArray, centres: FloatArray, *, prefer_first: bool = False
) -> tuple[FloatArray, FloatArray]:
    """Lloyd's algorithm for samples (b, n, d) with weights (b, n) from centres (b, s, k, d).

    Returns the centres (b, k, d) of the best beginning of each sample and their loss (b,). With `prefer_first` the
    first beginning counts unless another is clearly better.
    """
    samples, starts, count, size = centres.shape
    square = (points**2).sum(axis=2)
    still = STILL * float(np.sqrt(square.mean())) if square.size else 0.0
    own = np.empty((samples, starts, points.shape[1]), dtype=np.int64)
    distance = np.empty(own.shape)
    for _ in range(ROUNDS):
        own, distance = _assigned(points, centres)
        moved = _means(points, weights, own, centres)
        change = float(np.abs(moved - centres).max(initial=0.0))
        centres = moved
        if change <= still:
            break
    loss = ((distance + square[:, None]) * weights[:, None]).sum(axis=2)
    best = _best(loss, PREFERRED if prefer_first else ALIKE)
    return centres[np.arange(samples), best].reshape(samples, count, size), loss[np.arange(samples), best]


def _assigned(points: FloatArray, centres: FloatArray) -> tuple[IntArray, FloatArray]:
    """The nearest centre (b, s, n), and its squared distance less the point's squared length."""
    samples, starts, count, size = centres.shape
    flat = centres.reshape(samples, starts * count, size)
    product = flat @ points.transpose(0, 2, 1) * -2 + (flat**2).sum(axis=2)[..., None]
    distance = product.reshape(samples, starts, count, -1)
    own = distance.argmin(axis=2)
    return own, np.take_along_axis(distance, own[:, :, None], axis=2)[:, :, 0]


def _means(points: FloatArray, weights: FloatArray, own: IntArray, before: FloatArray) -> FloatArray:
    moved = before.copy()
    for centre in range(before.shape[2]):
        member = (own == centre) * weights[:, None]
        mass = member.sum(axis=2)
        there = mass > 0
        mean = (member @ points) / np.where(there, mass, 1.0)[..., None]
        moved[:, :, centre] = np.where(there[..., None], mean, before[:, :, centre])
    return moved


def _best(loss: FloatArray, margin: float) -> npt.NDArray[np.intp]:
    """The first beginning whose loss is the least or nearly so."""
    good = loss[:, 0] <= loss.min(axis=1) * (1 + margin)
    return np.where(good, 0, loss.argmin(axis=1))
