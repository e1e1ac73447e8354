import numpy as np
import pytest
from tests.cores.opinions import reference

from ideenschmiede.cores.opinions.kmeans import lloyd
from ideenschmiede.cores.opinions.starts import begin, side_by_side


def islands(seed=0, people=240):
    """Three islands of which two are near each other: bad beginnings end badly."""
    rng = np.random.default_rng(seed)
    return np.array([[0, 0], [3, 0], [20, 9]])[np.arange(people) % 3] + rng.normal(size=(people, 2)) * 0.4


def loss(points, centres):
    return ((points[:, None] - centres[None]) ** 2).sum(axis=2).min(axis=1).sum()


def test_the_best_beginning_of_each_sample_counts():
    points = islands()
    good, bad = points[[0, 1, 2]], np.array([[20.0, 9], [21, 9], [1, 0]])
    centres, reached = side_by_side(points[None], np.ones((1, len(points))), np.stack([bad, good])[None])
    expected, _ = reference.lloyd(points, good)
    assert reached[0] == pytest.approx(loss(points, expected))
    np.testing.assert_allclose(centres[0], expected, atol=0.02)
    assert loss(points, lloyd(points, bad, np.ones(len(points)))[0]) > 2 * reached[0]


def test_samples_side_by_side_are_those_one_by_one():
    rng = np.random.default_rng(5)
    samples = np.stack([islands(seed) for seed in range(4)])
    weights = rng.integers(0, 3, size=samples.shape[:2]).astype(float)
    begins = np.stack([begin(points, 3, 4, rng) for points in samples])
    centres, reached = side_by_side(samples, weights, begins)
    for place in range(4):
        alone, reached_alone = side_by_side(samples[place][None], weights[place][None], begins[place][None])
        np.testing.assert_allclose(centres[place], alone[0], atol=0.02)
        assert reached[place] == pytest.approx(reached_alone[0], rel=1e-3)


def test_the_first_is_kept_unless_another_is_clearly_better():
    points = islands()
    near = points[[0, 1, 2]]
    far = np.array([[20.0, 9], [21, 9], [1, 0]])
    weights = np.ones((1, len(points)))
    kept, _ = side_by_side(points[None], weights, np.stack([near, near[::-1]])[None], prefer_first=True)
    assert np.argmin(kept[0, :, 0]) == 0
    left, _ = side_by_side(points[None], weights, np.stack([far, near])[None], prefer_first=True)
    assert loss(points, left[0]) < 200


@pytest.mark.parametrize("count", [2, 3, 5])
def test_beginnings_find_what_is_best_from_a_few(count):
    rng = np.random.default_rng(count)
    corners = rng.normal(size=(count, 2)) * 10
    points = corners[np.arange(200) % count] + rng.normal(size=(200, 2)) * 0.3
    centres, _ = side_by_side(points[None], np.ones((1, 200)), begin(points, count, 8, rng)[None])
    best = lloyd(points, corners, np.ones(200))[0]
    assert loss(points, centres[0]) <= loss(points, best) * 1.01


def test_beginnings_do_not_depend_on_the_order_of_points():
    points = islands()
    shuffled = np.random.default_rng(3).permutation(points)
    first, second = (begin(cloud, 3, 6, np.random.default_rng(1)) for cloud in (points, shuffled))
    np.testing.assert_allclose(first, second, atol=1e-9)


def test_points_that_are_all_alike_have_beginnings_too():
    points = np.ones((5, 2))
    centres, reached = side_by_side(points[None], np.ones((1, 5)), begin(points, 2, 4, np.random.default_rng(0))[None])
    assert np.isfinite(centres).all()
    assert reached[0] == pytest.approx(0, abs=1e-6)
