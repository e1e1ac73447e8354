import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaincinv

from ideenschmiede.cores.opinions.consensus import bridges, consensus, shared
from ideenschmiede.cores.opinions.counts import Counts
from ideenschmiede.cores.opinions.representative import Direction

GROUPS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=4)


def of(groups):
    """Consensus of one statement from (successes, others) of each group."""
    successes, seen = (np.array([[a] for a, _ in groups]), np.array([[a + b] for a, b in groups]))
    found = consensus(successes, seen)
    return found.mean[0], found.low[0], found.high[0]


@given(GROUPS)
def test_it_is_the_product_over_the_groups(groups):
    mean, low, high = of(groups)
    assert mean == pytest.approx(np.prod([(a + 1) / (a + b + 2) for a, b in groups]))
    assert 0 <= low <= mean <= high <= 1


def test_the_interval_of_one_group_is_that_of_its_beta_distribution():
    _, low, high = of([(8, 2)])
    assert (low, high) == pytest.approx((betaincinv(9, 3, 0.05), betaincinv(9, 3, 0.95)))


@pytest.mark.parametrize("groups", [[(9, 1), (7, 4)], [(40, 3), (12, 2), (5, 5)], [(0, 9), (2, 0)], [(1, 1)] * 3])
def test_the_interval_holds_ninety_percent_of_what_could_be(groups):
    rng = np.random.default_rng(1)
    drawn = np.prod([rng.beta(a + 1, b + 1, size=200_000) for a, b in groups], axis=0)
    _, low, high = of(groups)
    assert np.mean((drawn >= low) & (drawn <= high)) == pytest.approx(0.9, abs=0.025)


@given(GROUPS)
def test_more_votes_of_the_same_kind_make_the_interval_narrower(groups):
    many = [(20 * a + 19, 20 * b + 19) for a, b in groups]  # the same means, twenty times the votes
    (_, low, high), (_, low_of_many, high_of_many) = of(groups), of(many)
    assert high_of_many - low_of_many <= high - low + 1e-9


def counted(agree, disagree, seen):
    counts = Counts(np.array(agree), np.array(disagree), np.array(seen))
    found = consensus(counts.agree, counts.seen), consensus(counts.disagree, counts.seen)
    return counts, found


def bridged(agree, disagree, seen, sizes=(20, 20), hidden=()):
    counts, found = counted(agree, disagree, seen)
    mask = np.isin(np.arange(counts.seen.shape[1]), hidden)
    return bridges(counts, found, np.array(sizes), tuple("abcdef"[: len(mask)]), mask)


def test_every_group_needs_a_majority():
    found = bridged([[18, 18, 2], [16, 4, 3]], [[1, 1, 18], [2, 15, 17]], [[20, 20, 20], [20, 20, 20]])
    assert [(one.statement, one.direction) for one in found] == [("c", Direction.DISAGREE), ("a", Direction.AGREE)]
    assert found[1].weakest == pytest.approx(17 / 22)
    assert found[1].consensus == pytest.approx(19 / 22 * 17 / 22)
    assert found[1].low < found[1].consensus < found[1].high


def test_the_surest_comes_first_not_the_highest():
    """Seven of seven is more than 190 of 200, but less sure."""
    found = bridged([[7, 190], [7, 190]], [[0, 0], [0, 0]], [[7, 200], [7, 200]], sizes=(200, 200))
    assert [one.statement for one in found] == ["b", "a"]


@pytest.mark.parametrize(("votes", "size", "enough"), [(6, 200, False), (7, 200, True), (2, 3, True), (1, 3, False)])
def test_a_group_must_have_voted_often_enough(votes, size, enough):
    found = bridged([[votes], [votes]], [[0], [0]], [[votes], [votes]], sizes=(size, size))
    assert bool(found) is enough
    assert all(one.fewest_votes == votes for one in found)


def test_what_is_moderated_out_connects_nobody():
    assert bridged([[18], [18]], [[0], [0]], [[20], [20]], hidden=[0]) == ()


def test_shared_are_the_agreements_and_disagreements_of_most():
    agree = np.array([[19, 10, 1, 18]])
    disagree = np.array([[0, 10, 19, 0]])
    counts = Counts(agree, disagree, np.full((1, 4), 20))
    found = shared(counts, tuple("abcd"), np.zeros(4, dtype=bool))
    assert [(one.statement, one.direction.value) for one in found] == [
        ("a", "agree"),
        ("d", "agree"),
        ("c", "disagree"),
    ]
    assert found[0].share == pytest.approx(20 / 22)
    assert found[0].share_z == pytest.approx(2 * np.sqrt(21) * (20 / 21 - 0.5))
    assert len(shared(counts, tuple("abcd"), np.ones(4, dtype=bool))) == 0


def test_at_most_five_of_each_kind_are_shared():
    counts = Counts(np.full((1, 9), 20), np.zeros((1, 9), dtype=int), np.full((1, 9), 20))
    assert len(shared(counts, tuple("abcdefghi"), np.zeros(9, dtype=bool))) == 5
