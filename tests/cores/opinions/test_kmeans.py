import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.opinions import reference

from ideenschmiede.cores.opinions.kmeans import distances, distinct, lloyd, nearest, silhouette

POINTS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=25)


def cloud(people, seed=0):
    return np.random.default_rng(seed).normal(size=(people, 2)) * [3, 1]


@pytest.mark.parametrize("count", [2, 5, 12, 40])
def test_shortcuts_change_nothing(count):
    points = cloud(400, count)
    centres, own = lloyd(points, points[:count], np.ones(400))
    expected, expected_own = reference.lloyd(points, points[:count])
    np.testing.assert_allclose(centres, expected, atol=1e-9)
    np.testing.assert_array_equal(own, expected_own)


def test_a_weight_of_three_is_as_good_as_three_points():
    points = cloud(30)
    weights = np.random.default_rng(1).integers(1, 4, size=30)
    centres, own = lloyd(points, points[:3], weights.astype(float))
    repeated, repeated_own = lloyd(np.repeat(points, weights, axis=0), points[:3], np.ones(weights.sum()))
    np.testing.assert_allclose(centres, repeated, atol=1e-12)
    np.testing.assert_array_equal(np.repeat(own, weights), repeated_own)


def test_a_centre_without_points_stays():
    points = np.array([[0.0, 0.0], [1.0, 0.0]])
    centres, own = lloyd(points, np.array([[0.0, 0.0], [1.0, 0.0], [50.0, 50.0]]), np.ones(2))
    assert centres[2].tolist() == [50.0, 50.0]
    assert own.tolist() == [0, 1]


def test_points_and_centres_given_are_not_changed():
    points, begin = cloud(50), cloud(3, 1)
    copies = points.copy(), begin.copy()
    lloyd(points, begin, np.ones(50))
    np.testing.assert_array_equal(points, copies[0])
    np.testing.assert_array_equal(begin, copies[1])


@given(POINTS, st.data())
def test_silhouette_is_that_of_the_reference(places, data):
    points = np.array(places, dtype=float)
    own = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(points), max_size=len(points))))
    expected = reference.silhouette(points, own) if len(set(own)) > 1 else -1.0
    assert silhouette(distances(points), own) == pytest.approx(expected, abs=1e-9)


def test_distinct_keeps_the_order_in_which_points_first_come():
    points = np.array([[2.0, 0], [1, 0], [2, 0], [0, 0], [1, 0]])
    assert distinct(points, 3)[:, 0].tolist() == [2, 1, 0]
    assert distinct(points, 9)[:, 0].tolist() == [2, 1, 0]
    assert distinct(np.repeat(points, 100, axis=0), 3)[:, 0].tolist() == [2, 1, 0]


def test_nearest_of_one_and_of_many_centres():
    points = cloud(60)
    assert not nearest(points, points[:1]).any()
    for count in (3, 30):
        expected = ((points[:, None] - points[None, :count]) ** 2).sum(axis=2).argmin(axis=1)
        np.testing.assert_array_equal(nearest(points, points[:count]), expected)
    assert nearest(points[:0], points[:3]).size == 0
