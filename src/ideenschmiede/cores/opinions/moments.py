"""Many small symmetric matrices at once, packed: what the ideal-point model needs to be quick.

A vector of SIZE numbers has PACKED different products of two of its numbers. Products are kept one vector to a row.
"""

import numpy as np
import numpy.typing as npt

Float32Array = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

DIRECTIONS = 5
SIZE = DIRECTIONS + 2  # directions, own offset, and one for the other's
FIRST, SECOND = np.triu_indices(SIZE)
PACKED = len(FIRST)
TWICE: Float32Array = np.where(FIRST == SECOND, 1, 2).astype(np.float32)  # how often a product is in the square
WHERE = np.zeros((SIZE, SIZE), dtype=np.int64)  # the place of each product
WHERE[FIRST, SECOND] = WHERE[SECOND, FIRST] = np.arange(PACKED)

ROWS = 4096  # matrices that are inverted together: they stay in the processor's cache
PAIRS = 1 << 15


def second(mean: Float32Array, covariance: Float32Array) -> Float32Array:
    """The expected products (n, PACKED) of vectors with these means (n, SIZE) and covariances (n, PACKED)."""
    return np.asarray(mean[:, FIRST] * mean[:, SECOND] + covariance)


def expected_square(
    left: Float32Array, right: Float32Array, rows: IntArray, columns: IntArray
) -> npt.NDArray[np.float32]:
    """The expected square (v,) of the products of vectors left[rows] and right[columns], from their products."""
    result = np.empty(len(rows), dtype=np.float32)
    twice = right * TWICE
    for start in range(0, len(rows), PAIRS):
        part = slice(start, start + PAIRS)
        np.einsum("vk,vk->v", left.take(rows[part], axis=0), twice.take(columns[part], axis=0), out=result[part])
    return result


def solve(
    information: Float32Array, score: Float32Array, precision: Float32Array, pull: Float32Array, own: list[int]
) -> tuple[Float32Array, Float32Array]:
    """Means (n, k) and covariances (n, k, k) of normal distributions.

    `information` (n, PACKED) is added to the prior's diagonal `precision` (k,) in the numbers `own` (k of SIZE);
    `score` (n, k) to the prior's precision times its mean, `pull` (k,).
    """
    size = len(own)
    mean = np.empty((len(information), size), dtype=np.float32)
    covariance = np.empty((len(information), size, size), dtype=np.float32)
    places = WHERE[np.ix_(own, own)]
    for start in range(0, len(information), ROWS):
        part = slice(start, start + ROWS)
        planes = information[part].T[places]
        planes[np.arange(size), np.arange(size)] += precision[:, None]
        _invert(planes)
        covariance[part] = planes.transpose(2, 0, 1)
        mean[part] = np.einsum("ijn,nj->ni", planes, score[part] + pull)
    return mean, covariance


def _invert(planes: Float32Array) -> None:
    """Invert positive definite matrices (k, k, n) in place, by Gauss and Jordan; no pivots are needed for these."""
    for pivot in range(len(planes)):
        one = 1 / planes[pivot, pivot]
        row = planes[pivot] * one
        column = planes[:, pivot].copy()
        planes -= column[:, None] * row
        planes[pivot] = row
        planes[:, pivot] = -column * one
        planes[pivot, pivot] = one
