"""What the ideal-point model says about people and statements, for the map and for the next question."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, xlogy

from ideenschmiede.cores.opinions.ideal_point import IdealPoint
from ideenschmiede.cores.opinions.moments import DIRECTIONS, WHERE
from ideenschmiede.cores.opinions.projection import SHOWN, leading
from ideenschmiede.cores.opinions.votes import FloatArray, IntArray

WITHIN = 1.6449  # standard deviations to either side that hold 90 %
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
NODE_WEIGHTS = NODE_WEIGHTS / NODE_WEIGHTS.sum()


@dataclass(frozen=True, eq=False)
class Space:
    """People (n, d) along directions of equal weight for the votes, of which `shown` (d, 2) are drawn; `within` (n, 2):
    half the interval that holds a position with 90 %; `statements` (m, 2): the way agreeing leads; `unsure` (n, d): the
    standard deviation of `people`."""

    people: FloatArray
    unsure: FloatArray
    shown: FloatArray
    within: FloatArray
    statements: FloatArray


def space(model: IdealPoint) -> Space:
    """Turn the model's directions so that a step of one changes the logit of a typical statement by one."""
    people = model.people.mean[:-1, :DIRECTIONS].astype(np.float64)
    statements = model.statements.mean[:-1, :DIRECTIONS].astype(np.float64)
    lengths, axes = np.linalg.eigh(statements.T @ statements / max(1, len(statements)))
    root = np.sqrt(np.maximum(lengths, 0.0))
    stretched = axes * root
    shown = np.zeros((DIRECTIONS, SHOWN))
    found = leading(stretched.T @ people.T @ people @ stretched)
    shown[:, : found.shape[1]] = found
    drawn = stretched @ shown
    inner = WHERE[:DIRECTIONS, :DIRECTIONS]
    covariance = model.people.covariance[:-1].astype(np.float64)[:, inner]
    within, unsure = (
        np.sqrt(np.maximum(np.einsum("ik,nij,jk->nk", axis, covariance, axis), 0.0)) for axis in (drawn, stretched)
    )
    inverse = axes * np.divide(1.0, root, out=np.zeros_like(root), where=root > 1e-6)
    return Space(people @ stretched, unsure, shown, WITHIN * within, statements @ inverse @ shown)


def expected_information(model: IdealPoint, row: int, columns: IntArray, passing: FloatArray) -> FloatArray:
    """What one more vote of a person is expected to tell about their position, in nats, for statements (s,).

    The mutual information of the vote and of where the person stands (Houlsby et al. 2011), times the chance that
    they do not pass; `passing` (s,). `row` −1: somebody who has not voted yet.
    """
    mean, variance = model.logits(np.full(len(columns), row, dtype=np.int64), columns)
    chances = expit(mean[:, None] + np.sqrt(variance)[:, None] * NODES)
    average = chances @ NODE_WEIGHTS
    known = _entropy(average) - _entropy(chances) @ NODE_WEIGHTS
    return np.asarray((1 - passing) * np.maximum(known, 0.0))


def _entropy(chance: FloatArray) -> FloatArray:
    return np.asarray(-xlogy(chance, chance) - xlogy(1 - chance, 1 - chance))
