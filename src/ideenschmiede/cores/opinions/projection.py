"""Where people stand: the two directions in which their votes differ most.

As in Polis (Small et al. 2021, Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces): what a
person did not vote on is taken to be the statement's mean. Centred, that is exactly zero, so principal
components of the sparse matrix of votes less their means are those of the full one. Statements that are
moderated out are zero throughout.

The components come from the Lanczos process (Golub & Kahan 1965) on the smaller side, with full
reorthogonalization, until the first two stand still. Its basis also holds, in few dimensions, nearly all that
other samples of the same people could show; `stable` resamples in it.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from ideenschmiede.cores.opinions.votes import FloatArray, Votes

SHOWN = 2  # dimensions of the picture
BASIS = 24  # least dimensions of the basis, where the votes have so many
MOST_STEPS = 400
TOLERANCE = 1e-10  # of a component's residual, as part of the greatest eigenvalue
DENSE = 64  # matrices that are no larger on their smaller side are done directly
# Rows × columns × inner dimension up to which OpenBLAS uses one thread (interface/gemm.c). Two gain nothing on
# products of this size, and on a busy machine their waiting for each other costs many times the work itself.
ONE_THREAD = 1 << 18
NOTHING = 1e-9  # a component with less of the votes' length than this is none


@dataclass(frozen=True, eq=False)
class Projection:
    """`mean` (m,) vote; `components` (2, m), zero where the votes have fewer directions; `basis` (m, r) and
    `reduced` (n, r), the centred votes in it; `centred` (n, m), sparse."""

    mean: FloatArray
    components: FloatArray
    basis: FloatArray
    reduced: FloatArray
    centred: sparse.csr_array

    @property
    def raw(self) -> FloatArray:
        """The centred votes along the components (n, 2), whoever gave few of them near the middle."""
        return self.reduced @ (self.basis.T @ self.components.T)


def project(votes: Votes) -> Projection:
    """The components of these votes; each points to where its loadings are longest-tailed."""
    mean = _means(votes)
    values = np.where(votes.visible, votes.values - mean[votes.columns], 0.0)
    centred = votes.matrix(values)
    basis = span(centred)
    reduced = centred @ basis
    components = np.zeros((SHOWN, votes.shape[1]))
    found = leading(gram(reduced, np.ones(len(reduced))))
    components[: found.shape[1]] = _turned((basis @ found).T)
    return Projection(mean, components, basis, reduced, centred)


def span(matrix: sparse.csr_array) -> FloatArray:
    """An orthonormal basis (m, r) of few dimensions that holds the first right singular vectors of a matrix (n, m)."""
    return _dense_basis(matrix) if min(matrix.shape) <= DENSE else _lanczos(matrix)


def leading(covariance: FloatArray, most: int = SHOWN) -> FloatArray:
    """The first eigenvectors (r, ≤ most) of a symmetric matrix (r, r), without those that hold nothing."""
    lengths, vectors = np.linalg.eigh(covariance)
    order = np.argsort(-lengths, kind="stable")[:most]
    kept = order[lengths[order] > NOTHING * max(1.0, lengths[order].max(initial=0.0))]
    return np.asarray(vectors[:, kept])


def gram(points: FloatArray, weights: FloatArray) -> FloatArray:
    """The weighted sum (r, r) of the outer products of points (n, r), in pieces that are done on one thread."""
    size = points.shape[1]
    piece = max(1, ONE_THREAD // max(1, size * size))
    total = np.zeros((size, size))
    for start in range(0, len(points), piece):
        part = points[start : start + piece]
        total += (part * weights[start : start + piece, None]).T @ part
    return total


def statement_positions(found: Projection) -> FloatArray:
    """Where somebody stands who agreed to this one statement and voted on no other (m, 2)."""
    count = len(found.mean)
    return np.asarray(((1 - found.mean) * np.sqrt(count) * found.components).T)


def _means(votes: Votes) -> FloatArray:
    count = votes.shape[1]
    given = np.bincount(votes.columns, minlength=count)
    total = np.bincount(votes.columns, votes.values, minlength=count)
    mean = total / np.maximum(given, 1)
    mean[votes.hidden] = 0.0
    return mean


def _turned(components: FloatArray) -> FloatArray:
    """A component's sign is arbitrary: the third moment of its loadings shall be positive."""
    lean = (components**3).sum(axis=1, keepdims=True)
    return np.where(lean < 0, -components, components)


def _dense_basis(centred: sparse.csr_array) -> FloatArray:
    if not all(centred.shape):
        return np.zeros((centred.shape[1], 0))
    _, lengths, right = np.linalg.svd(centred.toarray(), full_matrices=False)
    return np.asarray(right[lengths > NOTHING * max(1.0, lengths.max(initial=0.0))].T)


def _lanczos(centred: sparse.csr_array) -> FloatArray:
    """An orthonormal basis (m, r) that holds the first two components."""
    transposed = centred.T.tocsr()
    size = centred.shape[1]
    most = min(*centred.shape, MOST_STEPS)
    rng = np.random.default_rng(size)
    basis = np.zeros((most, size))
    diagonal, beside = np.zeros(most), np.zeros(most)
    vector = rng.standard_normal(size)
    vector /= np.linalg.norm(vector)
    for step in range(most):
        basis[step] = vector
        product = transposed @ (centred @ vector)
        diagonal[step] = vector @ product
        vector, beside[step] = _orthogonal(product, basis[: step + 1])
        if beside[step] <= TOLERANCE * max(1.0, diagonal[: step + 1].max()):
            beside[step] = 0.0  # all that this start can reach is found; begin again beside it
            vector, length = _orthogonal(rng.standard_normal(size), basis[: step + 1])
            if length < NOTHING:
                break
        if step + 1 >= BASIS and step % 4 == 3 and _settled(diagonal[: step + 1], beside[: step + 1]):
            break
    return basis[: step + 1].T


def _orthogonal(vector: FloatArray, basis: FloatArray) -> tuple[FloatArray, float]:
    """The part of a vector beside the basis (k, m), of length one, and its length. Twice is enough (Parlett 1980)."""
    for _ in range(2):
        vector = vector - np.einsum("km,k->m", basis, np.einsum("km,m->k", basis, vector))
    length = float(np.linalg.norm(vector))
    return (vector / length if length else vector), length


def _settled(diagonal: FloatArray, beside: FloatArray) -> bool:
    matrix = np.diag(diagonal) + np.diag(beside[:-1], 1) + np.diag(beside[:-1], -1)
    lengths, vectors = np.linalg.eigh(matrix)
    residual = beside[-1] * np.abs(vectors[-1, -SHOWN:])
    return bool((residual <= TOLERANCE * max(lengths[-1], NOTHING)).all())
