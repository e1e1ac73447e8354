import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.opinions import Picture
from ideenschmiede.cores.opinions.warm import lettered, middles, shared_people, turn


def turned(points, angle, mirrored):
    matrix = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return points @ matrix * (np.array([-1, 1]) if mirrored else 1)


@given(st.floats(0, 6.28), st.booleans(), st.integers(0, 99))
def test_a_turned_picture_is_turned_back(angle, mirrored, seed):
    points = np.random.default_rng(seed).normal(size=(9, 2))
    now = turned(points, angle, mirrored)
    rotation = turn(now, points, freely=True)
    np.testing.assert_allclose(now @ rotation, points, atol=1e-9)
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(2), atol=1e-9)


def test_axes_are_only_mirrored_if_they_must_stay():
    points = np.random.default_rng(1).normal(size=(20, 2)) * [3, 1]
    assert turn(points * [-1, 1], points, freely=False).tolist() == [[-1, 0], [0, 1]]
    assert turn(turned(points, 0.3, False), points, freely=False).tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize("freely", [True, False])
def test_where_nobody_is_known_nothing_turns(freely):
    assert turn(np.empty((0, 2)), np.empty((0, 2)), freely=freely).tolist() == [[1, 0], [0, 1]]


def test_shared_people_are_found_in_both():
    now, then = shared_people(("a", "b", "c"), Picture(("c", "x", "a"), np.zeros((3, 2)), (None,) * 3))
    assert now.tolist() == [0, 2]
    assert then.tolist() == [2, 0]


def test_the_largest_group_is_a_and_of_equal_ones_the_one_further_left():
    own = np.array([0, 1, 1, 2, 2, 2, -1])
    points = np.zeros((7, 2))
    place, letters = lettered(own, points, (None,) * 7)
    assert letters == ("A", "B", "C")
    assert place.tolist() == [2, 1, 1, 0, 0, 0, -1]
    even = np.array([0, 0, 1, 1])
    place, _ = lettered(even, np.array([[1.0, 0], [1, 0], [-1, 0], [-1, 0]]), (None,) * 4)
    assert place.tolist() == [1, 1, 0, 0]


def test_groups_keep_the_letter_of_most_of_their_people():
    own = np.array([0, 0, 0, 1, 1, 1, 1])
    place, letters = lettered(own, np.zeros((7, 2)), ("B", "B", "A", "A", "A", None, None))
    assert letters == ("A", "B")
    assert place.tolist() == [1, 1, 1, 0, 0, 0, 0]


def test_a_new_group_gets_a_free_letter_and_a_lost_one_leaves_a_gap():
    own = np.array([0, 0, 1, 1, 2, 2])
    _, letters = lettered(own, np.zeros((6, 2)), ("C", "C", "A", "A", None, None))
    assert letters == ("A", "B", "C")
    _, letters = lettered(np.array([0, 0, -1]), np.zeros((3, 2)), ("C", "C", "A"))
    assert letters == ("C",)


def test_without_groups_there_are_no_letters():
    place, letters = lettered(np.array([-1, -1]), np.zeros((2, 2)), (None, "A"))
    assert place.tolist() == [-1, -1]
    assert letters == ()


def test_middles_are_where_the_members_are_now():
    points = np.array([[0.0, 0], [2, 0], [5, 5], [9, 9]])
    np.testing.assert_allclose(middles(points, ("B", "B", "A", None)), [[5, 5], [1, 0]])
    assert middles(points, (None,) * 4) is None


def test_a_picture_must_fit_its_people():
    with pytest.raises(ValueError, match="a position and a letter"):
        Picture(("a",), np.zeros((2, 2)), (None,))
