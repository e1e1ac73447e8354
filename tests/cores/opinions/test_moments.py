import numpy as np
import pytest

from ideenschmiede.cores.opinions.moments import FIRST, PACKED, SECOND, SIZE, WHERE, expected_square, second, solve


def normal(count, seed):
    """Means, covariances as matrices and packed."""
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(count, SIZE, SIZE)) * 0.3
    covariance = root @ root.transpose(0, 2, 1)
    return (
        rng.normal(size=(count, SIZE)).astype(np.float32),
        covariance,
        covariance[:, FIRST, SECOND].astype(np.float32),
    )


def test_every_product_has_its_place():
    assert PACKED == SIZE * (SIZE + 1) // 2
    vector = np.arange(1.0, SIZE + 1)
    packed = vector[FIRST] * vector[SECOND]
    np.testing.assert_array_equal(packed[WHERE], np.outer(vector, vector))


def test_second_moments_are_those_of_the_distribution():
    mean, covariance, packed = normal(5, 1)
    expected = np.einsum("ni,nj->nij", mean, mean) + covariance
    np.testing.assert_allclose(second(mean, packed)[:, WHERE], expected, rtol=1e-4, atol=1e-5)


def test_the_expected_square_is_that_of_drawn_vectors():
    (left, left_covariance, left_packed), (right, right_covariance, right_packed) = normal(2, 1), normal(3, 2)
    rows, columns = np.array([0, 1, 1]), np.array([2, 0, 1])
    found = expected_square(second(left, left_packed), second(right, right_packed), rows, columns)
    rng = np.random.default_rng(0)
    for place, (row, column) in enumerate(zip(rows, columns, strict=True)):
        ours = rng.multivariate_normal(left[row], left_covariance[row], size=200_000, method="eigh")
        theirs = rng.multivariate_normal(right[column], right_covariance[column], size=200_000, method="eigh")
        assert found[place] == pytest.approx(np.mean((ours * theirs).sum(axis=1) ** 2), rel=0.03)


@pytest.mark.parametrize("count", [0, 1, 9000])
def test_many_are_solved_as_one_by_one(count):
    rng = np.random.default_rng(count)
    own = [0, 2, 3, 6]
    root = rng.normal(size=(count, SIZE, SIZE))
    information = root @ root.transpose(0, 2, 1)
    score, precision, pull = rng.normal(size=(count, 4)), np.array([1.0, 2, 3, 4]), np.array([0.0, 1, 0, -1])
    mean, covariance = solve(
        information[:, FIRST, SECOND].astype(np.float32),
        score.astype(np.float32),
        precision.astype(np.float32),
        pull.astype(np.float32),
        own,
    )
    full = information[:, own][:, :, own] + np.diag(precision)
    expected = np.linalg.inv(full)
    np.testing.assert_allclose(covariance, expected, atol=2e-4)
    np.testing.assert_allclose(mean, np.einsum("nij,nj->ni", expected, score + pull), atol=2e-3)
