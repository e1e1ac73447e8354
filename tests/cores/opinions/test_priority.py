import numpy as np
import pytest

from ideenschmiede.cores.opinions import gather, open_statements, order_to_ask, passing
from ideenschmiede.cores.opinions.counts import Counts
from ideenschmiede.cores.opinions.priority import priority


def priorities(agree, disagree, seen, positions=None, hidden=()):
    size = len(seen)
    places = np.zeros((size, 2)) if positions is None else np.array(positions)
    counts = Counts(*(np.array([row]) for row in (agree, disagree, seen)))
    return priority(counts, places, np.isin(np.arange(size), hidden))


def test_by_hand():
    """Three agree, one disagrees, one passes; at (3, 4): [(1 − 2/7) (1 + 5) (4/7) (1 + 8/2)]²."""
    found = priorities([3], [1], [5], [[3.0, 4.0]])
    assert found[0] == pytest.approx((5 / 7 * 6 * 4 / 7 * 5) ** 2)


def test_new_ones_come_first_and_passed_ones_last():
    found = priorities([0, 40, 5], [0, 40, 5], [0, 80, 80])
    assert found[0] > found[1] > found[2]


def test_what_parts_people_comes_before_what_does_not():
    found = priorities([9, 9], [9, 9], [20, 20], [[2.0, 0.0], [0.1, 0.0]])
    assert found[0] > found[1]


def test_what_is_moderated_out_is_never_asked():
    found = priorities([1, 1], [1, 1], [2, 2], hidden=[0])
    assert found[0] == 0
    assert order_to_ask(found, np.zeros(2, dtype=bool), seed=3).tolist() == [1]


def test_the_order_is_the_same_when_the_page_is_loaded_again():
    weights = np.random.default_rng(0).random(30)
    answered = np.arange(30) % 3 == 0
    first, again = (order_to_ask(weights, answered, seed=7) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert sorted(first.tolist()) == np.flatnonzero(~answered).tolist()


def test_an_answer_does_not_change_the_order_of_the_rest():
    weights = np.random.default_rng(0).random(30)
    answered = np.zeros(30, dtype=bool)
    first = order_to_ask(weights, answered, seed=7)
    answered[first[0]] = True
    np.testing.assert_array_equal(order_to_ask(weights, answered, seed=7), first[1:])


def test_who_is_asked_first_is_drawn_by_priority():
    weights = np.array([1.0, 3.0])
    first = [order_to_ask(weights, np.zeros(2, dtype=bool), seed)[0] for seed in range(2000)]
    assert np.mean(first) == pytest.approx(0.75, abs=0.04)


def test_open_is_what_somebody_has_not_voted_on():
    votes = gather([1, 1, 2], ["a", "c", "b"], [1, 0, 1], hidden=["d"])
    assert open_statements(votes, 0).tolist() == [1]
    assert open_statements(votes, 1).tolist() == [0, 2]
    assert open_statements(votes, -1).tolist() == [0, 1, 2]


def test_passing_is_how_many_pass():
    votes = gather([1, 2, 3, 1], ["a", "a", "a", "b"], [0, 0, 1, 1], all_statements=["c"])
    assert passing(votes).tolist() == [3 / 5, 1 / 3, 1 / 2]
