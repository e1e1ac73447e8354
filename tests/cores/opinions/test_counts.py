import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.opinions import reference
from tests.cores.opinions.conversations import small_votes

from ideenschmiede.cores.opinions import gather
from ideenschmiede.cores.opinions.counts import count, share, z_of_difference, z_of_share

COUNT = st.integers(0, 40)


@given(small_votes(), st.data())
def test_counts_are_those_of_the_reference(votes, data):
    people = votes.shape[0]
    own = np.array(data.draw(st.lists(st.integers(-1, 2), min_size=people, max_size=people)), dtype=np.int64)
    groups, everybody = count(votes, own, 3)
    for group in range(3):
        expected = reference.counts(votes, own, group)
        np.testing.assert_array_equal([groups.agree[group], groups.disagree[group], groups.seen[group]], expected)
    expected = reference.counts(votes, np.zeros(people), 0)
    np.testing.assert_array_equal([everybody.agree[0], everybody.disagree[0], everybody.seen[0]], expected)
    np.testing.assert_array_equal(groups.outside.seen + groups.seen, np.tile(groups.together.seen, (3, 1)))
    np.testing.assert_array_equal(everybody.passed, everybody.seen - everybody.agree - everybody.disagree)


def test_by_hand():
    """Group 0 agrees, agrees, passes; group 1 disagrees; the fifth is in none."""
    votes = gather([0, 1, 2, 3, 4], [0] * 5, [1, 1, 0, -1, 1])
    groups, everybody = count(votes, np.array([0, 0, 0, 1, -1]), 2)
    assert groups.agree.tolist() == [[2], [0]]
    assert groups.disagree.tolist() == [[0], [1]]
    assert groups.passed.tolist() == [[1], [0]]
    assert everybody.agree.tolist() == [[3]]
    assert len(groups) == 2
    assert share(groups.agree, groups.seen).tolist() == [[3 / 5], [1 / 3]]


@given(COUNT, COUNT, COUNT, COUNT)
def test_statistics_are_those_of_the_reference(agree, rest, others, rest_of_others):
    seen, seen_by_others = np.array([agree + rest]), np.array([others + rest_of_others])
    successes, elsewhere = np.array([agree]), np.array([others])
    assert z_of_share(successes, seen)[0] == pytest.approx(reference.one_proportion(agree, agree + rest))
    expected = reference.two_proportions(agree, agree + rest, others, others + rest_of_others)
    assert z_of_difference(successes, seen, elsewhere, seen_by_others)[0] == pytest.approx(expected, abs=1e-9)


def test_statistics_by_hand():
    """Nine of nine: z = 2 √10 (10/10 − ½). Inside 3 of 3, outside 0 of 3: 4/4 and 1/4, pooled 5/8."""
    assert z_of_share(np.array([9]), np.array([9]))[0] == pytest.approx(np.sqrt(10))
    expected = 0.75 / np.sqrt(5 / 8 * 3 / 8 * (1 / 4 + 1 / 4))
    found = z_of_difference(np.array([3]), np.array([3]), np.array([0]), np.array([3]))
    assert found[0] == pytest.approx(expected)
    assert z_of_difference(np.array([3]), np.array([3]), np.array([5]), np.array([5]))[0] == 0.0
