"""How sure a share is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from ideenschmiede.deliberation.opinion_map.shares import Interval, interval, surely_most

COUNTS = st.integers(1, 5000).flatmap(lambda seen: st.tuples(st.integers(0, seen), st.just(seen)))


@given(COUNTS)
def test_the_interval_holds_the_share_and_follows_the_beta_distribution(counts):
    successes, seen = counts
    held = interval(successes, seen)
    assert 0 <= held.low <= held.mean == successes / seen <= held.high <= 1
    low, high = beta.ppf([0.05, 0.95], successes + 1, seen - successes + 1)
    assert (held.low, held.high) == pytest.approx((min(low, held.mean), max(high, held.mean)))


@given(COUNTS)
def test_more_votes_of_the_same_kind_say_more(counts):
    successes, seen = counts
    few, many = interval(successes, seen), interval(10 * successes, 10 * seen)
    assert many.high - many.low <= few.high - few.low + 1e-9


def test_without_votes_everything_is_possible():
    assert interval(0, 0) == Interval(0.5, 0.0, 1.0)
    assert surely_most(0, 0) == pytest.approx(0.5)


def test_that_most_agree_becomes_sure_with_votes():
    assert 0.5 < surely_most(3, 5) < surely_most(30, 50) < surely_most(300, 500) < 1
    assert surely_most(2, 5) == pytest.approx(1 - surely_most(3, 5))
