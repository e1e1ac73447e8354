"""k-means on points of a picture, weighted, and how well it separates them.

`lloyd` gives what Lloyd's algorithm gives (1982), but measures a point anew only where its centre may have
changed: bounds on the distance to the own and to the second centre say when (Hamerly 2010).
"""

import numpy as np
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from ideenschmiede.cores.opinions.votes import FloatArray, IntArray

FEW = 8  # centres that are measured one by one rather than by a tree


def lloyd(
    points: FloatArray, centres: FloatArray, weights: FloatArray, *, most: int = 100, still: float = 1e-9
) -> tuple[FloatArray, IntArray]:
    """Centres (k, d) and the centre of each point (n,), from given centres (k, d), at most `most` rounds.

    Ends when no centre moves further than `still`. A centre without points stays where it is.
    """
    own, near, second = _measured(points, centres)
    for _ in range(most):
        moved = centred(points, own, weights, centres)
        step = np.sqrt(((moved - centres) ** 2).sum(axis=1))
        centres = moved
        if step.max(initial=0.0) <= still:
            break
        near = near + step[own]
        second = second - step.max()
        unsure = np.flatnonzero(near >= second)
        own[unsure], near[unsure], second[unsure] = _measured(points[unsure], centres)
    return centres, nearest(points, centres)


def centred(points: FloatArray, own: IntArray, weights: FloatArray, before: FloatArray) -> FloatArray:
    """The mean (k, d) of the points of each centre; where it stood `before` if it has none."""
    mass = np.bincount(own, weights, minlength=len(before))
    sums = np.stack([np.bincount(own, weights * axis, minlength=len(before)) for axis in points.T], axis=1)
    there = mass > 0
    return np.where(there[:, None], sums / np.where(there, mass, 1.0)[:, None], before)


def nearest(points: FloatArray, centres: FloatArray) -> IntArray:
    """The nearest centre of each point (n,)."""
    if len(centres) > FEW:
        return _measured(points, centres)[0]
    # |c|² − 2 c·p orders centres as the distance does
    return np.asarray(((centres**2).sum(axis=1)[:, None] - 2 * (centres @ points.T)).argmin(axis=0))


def _measured(points: FloatArray, centres: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
    """The nearest centre, and the distances to it and to the second."""
    if len(centres) == 1 or not len(points):
        return np.zeros(len(points), dtype=np.int64), np.zeros(len(points)), np.full(len(points), np.inf)
    if len(centres) > FEW:
        distance, index = cKDTree(centres).query(points, k=2)
        return index[:, 0].astype(np.int64), distance[:, 0], distance[:, 1]
    every = np.sqrt(np.stack([((points - centre) ** 2).sum(axis=1) for centre in centres]))
    own = every.argmin(axis=0)
    return own, every.min(axis=0), np.partition(every, 1, axis=0)[1]


def distinct(points: FloatArray, count: int) -> FloatArray:
    """The first `count` points that differ, in their order."""
    # far fewer than all are enough, except where nearly all are alike
    for size in (10 * count, len(points)):
        _, first = np.unique(points[:size], axis=0, return_index=True)
        if len(first) >= count or size >= len(points):
            break
    return points[np.sort(first)[:count]]


def distances(points: FloatArray) -> FloatArray:
    """All distances (n, n) of at most some hundred points."""
    return np.asarray(cdist(points, points))


def silhouette(distance: FloatArray, own: IntArray) -> float:
    """Mean silhouette (Rousseeuw 1987), −1 to 1, from distances (n, n); one alone counts 0."""
    groups = int(own.max(initial=-1)) + 1
    size = np.bincount(own, minlength=groups)
    if np.count_nonzero(size) < 2:
        return -1.0
    member = own[:, None] == np.arange(groups)
    sums = np.stack([distance[:, inside].sum(axis=1) for inside in member.T], axis=1)
    mean = np.where(size > 0, sums / np.maximum(size, 1), np.inf)
    inside = np.take_along_axis(sums, own[:, None], axis=1)[:, 0] / np.maximum(size[own] - 1, 1)
    outside = np.where(member, np.inf, mean).min(axis=1)
    greater = np.maximum(inside, outside)
    score = np.divide(outside - inside, greater, out=np.zeros_like(inside), where=(greater > 0) & (size[own] > 1))
    return float(score.mean())
