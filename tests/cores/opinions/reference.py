"""The pipeline of Polis once more, dense and in plain loops: what the sparse code is checked against."""

import math

import numpy as np


def dense(votes):
    """Votes as a matrix with NaN where nobody voted; moderated-out statements are zero for all."""
    matrix = np.full(votes.shape, np.nan)
    matrix[votes.rows, votes.columns] = votes.values
    matrix[:, votes.hidden] = 0.0
    return matrix


def centred(votes):
    """Missing votes filled with the statement's mean, less that mean."""
    matrix = dense(votes)
    for column in matrix.T:
        there = column[~np.isnan(column)]
        column[np.isnan(column)] = there.mean() if there.size else 0.0
        column -= column.mean() if column.size else 0.0
    return matrix


def components(votes):
    """The first two principal components (2, m), up to their sign."""
    _, _, right = np.linalg.svd(centred(votes), full_matrices=False)
    return right[:2]


def positions(votes, axes):
    """Sum over the votes given, times √(statements / votes)."""
    matrix, filled = dense(votes), centred(votes)
    result = np.zeros((len(matrix), len(axes)))
    for person, row in enumerate(matrix):
        given = np.flatnonzero(~np.isnan(row))
        for axis, component in enumerate(axes):
            total = sum(filled[person, statement] * component[statement] for statement in given)
            result[person, axis] = total * math.sqrt(len(row) / max(1, len(given)))
    return result


def counts(votes, own, group):
    """Agree, disagree, seen of each statement in one group."""
    result = np.zeros((3, votes.shape[1]), dtype=int)
    for row, column, value in zip(votes.rows, votes.columns, votes.values, strict=True):
        if own[row] == group:
            result[2, column] += 1
            result[0, column] += value == 1
            result[1, column] += value == -1
    return result


def one_proportion(successes, seen):
    return 2 * math.sqrt(seen + 1) * ((successes + 1) / (seen + 1) - 0.5)


def two_proportions(inside, seen_inside, outside, seen_outside):
    inside, seen_inside, outside, seen_outside = inside + 1, seen_inside + 1, outside + 1, seen_outside + 1
    pooled = (inside + outside) / (seen_inside + seen_outside)
    if pooled == 1:
        return 0.0
    spread = math.sqrt(pooled * (1 - pooled) * (1 / seen_inside + 1 / seen_outside))
    return (inside / seen_inside - outside / seen_outside) / spread


def silhouette(points, own):
    """Rousseeuw's definition, one point after the other."""
    scores = []
    for place, point in enumerate(points):
        mean = {}
        for group in set(own):
            others = [other for other in range(len(points)) if own[other] == group and other != place]
            if others:
                mean[group] = np.mean([math.dist(point, points[other]) for other in others])
        inside = mean.pop(own[place], None)
        if inside is None or not mean:
            scores.append(0.0)
            continue
        outside = min(mean.values())
        scores.append((outside - inside) / max(outside, inside) if max(outside, inside) else 0.0)
    return float(np.mean(scores))


def lloyd(points, centres):
    """Lloyd's algorithm without any shortcut."""
    centres = np.array(centres, dtype=float)
    while True:
        own = ((points[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
        there = [(own == group).any() for group in range(len(centres))]
        moved = [points[own == group].mean(axis=0) if there[group] else centres[group] for group in range(len(centres))]
        if np.allclose(moved, centres, rtol=0, atol=1e-12):
            return centres, own
        centres = np.array(moved)
