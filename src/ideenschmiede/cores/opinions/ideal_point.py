"""The ideal-point model: who would agree to what, also where nobody asked.

A person i at x_i in five directions, who agrees more or less readily (a_i), agrees to the statement j with
direction w_j and popularity b_j with the chance σ(x_i · w_j + a_i + b_j), given that they agree or disagree
(Clinton, Jackman & Rivers 2004). All have normal priors whose widths are learnt; passes do not count.

The posterior is approximated by independent normal distributions for each person and each statement (variational
Bayes) with the bound of Jaakkola & Jordan (2000) on the logistic function. Taking the most likely point instead
overfits from two directions on. The first directions come from the residuals' principal components; no chance is
involved.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import expit

from ideenschmiede.cores.opinions.moments import (
    DIRECTIONS,
    PACKED,
    SIZE,
    WHERE,
    Float32Array,
    expected_square,
    second,
    solve,
)
from ideenschmiede.cores.opinions.projection import gram, leading, span
from ideenschmiede.cores.opinions.votes import PASS, FloatArray, IntArray, Votes

ROUNDS = 10  # more change the prediction of unseen votes by less than .001
LEAST_WIDTH = 1e-3
PERSON = [*range(DIRECTIONS), DIRECTIONS]  # x and a; the last of SIZE is 1
STATEMENT = [*range(DIRECTIONS), DIRECTIONS + 1]  # w and b; the last but one is 1


@dataclass(frozen=True, eq=False)
class Side:
    """All people or all statements, and last, one about whom nothing is known: means (n + 1, SIZE) and covariances
    (n + 1, PACKED)."""

    mean: Float32Array
    covariance: Float32Array


@dataclass(frozen=True, eq=False)
class IdealPoint:
    """The fitted model of n people and m statements."""

    people: Side
    statements: Side

    def logits(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, FloatArray]:
        """Mean and variance (v,) of the logit of agreeing, for pairs by position; −1 is somebody or something new."""
        mean = np.einsum(
            "vk,vk->v", self.people.mean[rows].astype(np.float64), self.statements.mean[columns].astype(np.float64)
        )
        square = expected_square(
            second(self.people.mean, self.people.covariance),
            second(self.statements.mean, self.statements.covariance),
            rows,
            columns,
        )
        return mean, np.maximum(square - mean**2, 0.0)

    def chance(self, rows: npt.ArrayLike, columns: npt.ArrayLike) -> FloatArray:
        """The chance (v,) that a person agrees to a statement, given that they agree or disagree.

        For pairs by position; −1 stands for a person or statement about whom nothing is known.
        """
        mean, variance = self.logits(np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64))
        return np.asarray(expit(mean / np.sqrt(1 + np.pi / 8 * variance)))  # MacKay 1992


@dataclass(frozen=True, eq=False)
class _Prior:
    """Precision (k,) and precision times mean (k,) of one side."""

    precision: Float32Array
    pull: Float32Array

    def side(self, own: list[int], constant: int) -> Side:
        """Somebody about whom only the prior is known."""
        mean, covariance = np.zeros((1, SIZE), dtype=np.float32), np.zeros((1, PACKED), dtype=np.float32)
        mean[0, own] = self.pull / self.precision
        mean[0, constant] = 1
        covariance[0, WHERE[own, own]] = 1 / self.precision
        return Side(mean, covariance)


def fit(votes: Votes) -> IdealPoint:
    """Fit the model to all votes that are no passes and on no statement that is moderated out."""
    counted = votes.visible & (votes.values != PASS)
    rows, columns = votes.rows[counted], votes.columns[counted]
    agrees = votes.values[counted] > 0
    people, statements = _first_guess(rows, columns, agrees, votes.shape)
    person_prior = _Prior(np.ones(DIRECTIONS + 1, dtype=np.float32), np.zeros(DIRECTIONS + 1, dtype=np.float32))
    statement_prior = person_prior
    if rows.size:
        voted, asked = np.unique(rows), np.unique(columns)
        pull = _sparse(agrees - np.float32(0.5), rows, columns, votes.shape)
        bend = _sparse(np.full(len(rows), 0.2, dtype=np.float32), rows, columns, votes.shape)
        for _ in range(ROUNDS):
            people = _update(pull, bend, statements, person_prior, PERSON)
            person_prior = _person_prior(people, voted)
            statements = _update(pull.T, bend.T, people, statement_prior, STATEMENT)
            statement_prior = _statement_prior(statements, asked)
            bend.data = _bend(people, statements, rows, columns)
    return IdealPoint(
        _with(people, person_prior.side(PERSON, DIRECTIONS + 1)),
        _with(statements, statement_prior.side(STATEMENT, DIRECTIONS)),
    )


def _sparse(values: Float32Array, rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> sparse.csr_array:
    start = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=shape[0]))]).astype(np.int32)
    return sparse.csr_array((values, columns.astype(np.int32), start), shape=shape)


def _first_guess(
    rows: IntArray, columns: IntArray, agrees: npt.NDArray[np.bool_], shape: tuple[int, int]
) -> tuple[Side, Side]:
    """People in the middle, statements where the residuals of their popularity lie."""
    people, statements = (np.zeros((count, SIZE), dtype=np.float32) for count in shape)
    people[:, DIRECTIONS + 1] = statements[:, DIRECTIONS] = 1
    asked = np.bincount(columns, minlength=shape[1])
    agreed = np.bincount(columns, agrees, minlength=shape[1])
    popularity = np.log((agreed + 1) / (asked - agreed + 1))
    statements[:, DIRECTIONS + 1] = popularity
    if rows.size:
        residual = _sparse(agrees - expit(popularity[columns]), rows, columns, shape)
        basis = span(residual)
        reduced = residual @ basis
        found = basis @ leading(gram(reduced, np.ones(len(reduced))), DIRECTIONS)
        statements[:, : found.shape[1]] = found * np.sqrt(shape[1])
    return (
        Side(people, np.zeros((shape[0], PACKED), dtype=np.float32)),
        Side(statements, np.zeros((shape[1], PACKED), dtype=np.float32)),
    )


def _update(pull: sparse.sparray, bend: sparse.sparray, other: Side, prior: _Prior, own: list[int]) -> Side:
    """The best normal distributions of one side, given the other."""
    offset = next(place for place in range(DIRECTIONS, SIZE) if place not in own)
    information = bend @ second(other.mean, other.covariance)
    score = (pull @ other.mean)[:, own] - information[:, WHERE[own, offset]]
    mean, covariance = solve(information, score, prior.precision, prior.pull, own)
    full = np.zeros((len(mean), SIZE), dtype=np.float32)
    full[:, own] = mean
    full[:, offset] = 1
    packed = np.zeros((len(mean), PACKED), dtype=np.float32)
    first, second_ = np.triu_indices(len(own))
    packed[:, WHERE[np.ix_(own, own)][first, second_]] = covariance[:, first, second_]
    return Side(full, packed)


def _bend(people: Side, statements: Side, rows: IntArray, columns: IntArray) -> Float32Array:
    """How sharply the bound bends for each vote: tanh(ξ/2) / 2ξ where ξ² is the expected square of the logit."""
    square = expected_square(
        second(people.mean, people.covariance), second(statements.mean, statements.covariance), rows, columns
    )
    root = np.sqrt(np.maximum(square, np.float32(1e-6)))
    return np.asarray(np.tanh(root / 2) / (2 * root), dtype=np.float32)


def _person_prior(people: Side, there: IntArray) -> _Prior:
    """Directions have width 1, which fixes the scale; how readily people agree varies as those who voted do."""
    width = _width(people, there, DIRECTIONS, 0.0)
    precision = np.ones(DIRECTIONS + 1, dtype=np.float32)
    precision[DIRECTIONS] = 1 / width
    return _Prior(precision, np.zeros(DIRECTIONS + 1, dtype=np.float32))


def _statement_prior(statements: Side, there: IntArray) -> _Prior:
    """A direction that statements do not need becomes narrow and so vanishes."""
    usual = float(statements.mean[there, DIRECTIONS + 1].mean())
    widths = [_width(statements, there, place, usual if place > DIRECTIONS else 0.0) for place in STATEMENT]
    precision = (1 / np.array(widths)).astype(np.float32)
    pull = np.zeros(DIRECTIONS + 1, dtype=np.float32)
    pull[DIRECTIONS] = usual * precision[DIRECTIONS]
    return _Prior(precision, pull)


def _width(side: Side, there: IntArray, place: int, middle: float) -> float:
    """The variance of one number among those who are there."""
    square = (side.mean[there, place] - middle) ** 2 + side.covariance[there, WHERE[place, place]]
    return max(LEAST_WIDTH, float(square.mean()))


def _with(side: Side, unknown: Side) -> Side:
    arrays = (
        np.concatenate([side.mean, unknown.mean]),
        np.concatenate([side.covariance, unknown.covariance]),
    )
    for array in arrays:
        array.flags.writeable = False
    return Side(*arrays)
