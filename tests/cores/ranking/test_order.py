"""The order of answers: relevance leads, fit and evidence decide among like ones, every part can lead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ideenschmiede.cores.ranking import SORTS, rank

share = st.floats(0, 1)
tables = arrays.arrays(float, st.tuples(st.just(3), st.integers(0, 40)), elements=share)


def order(relevance, fit, evidence, **options):
    return rank(np.array(relevance), np.array(fit), np.array(evidence), **options).order.tolist()


def test_the_formula_by_hand():
    ranking = rank(np.array([0.8, 0.5]), np.array([1.0, np.nan]), np.array([0.4, 0.0]))
    assert ranking.score == pytest.approx([0.8 * (0.6 + 0.25 + 0.06), 0.5 * (0.6 + 0.125)])


def test_relevance_leads():
    assert order([0.9, 0.5], [0.0, 1.0], [0.0, 1.0]) == [0, 1]


def test_fit_and_evidence_decide_among_answers_of_like_relevance():
    assert order([0.80, 0.79], [0.1, 0.9], [0.5, 0.5]) == [1, 0]
    assert order([0.80, 0.79], [0.5, 0.5], [0.0, 0.9]) == [1, 0]


def test_sorts_by_any_part_with_unknown_fit_last():
    columns = ([0.9, 0.5, 0.7], [0.2, np.nan, 0.8], [0.1, 0.9, 0.5])
    assert order(*columns, by="relevance") == [0, 2, 1]
    assert order(*columns, by="fit") == [2, 0, 1]
    assert order(*columns, by="evidence") == [1, 2, 0]


def test_ties_go_by_score_then_as_they_came():
    assert order([0.5, 0.9, 0.5], [0.5] * 3, [0.3] * 3, by="evidence") == [1, 0, 2]


def test_pages():
    ranking = rank(np.array([0.1, 0.3, 0.2]), np.array([np.nan, 0.5, 0.5]), np.zeros(3))
    assert [one.index for one in ranking.page(0, 2)] == [1, 2]
    last = ranking.page(2, 2)
    assert [(one.index, one.fit) for one in last] == [(0, None)]
    assert ranking.page(9) == []
    assert len(ranking) == 3


def test_says_what_is_wrong():
    with pytest.raises(ValueError, match="one value for each"):
        rank(np.zeros(2), np.zeros(1), np.zeros(2))
    with pytest.raises(ValueError, match="best, relevance, fit, evidence"):
        rank(np.zeros(1), np.zeros(1), np.zeros(1), by="price")


@given(tables, st.sampled_from(SORTS))
def test_an_order_is_a_permutation_sorted_by_its_part(table, by):
    before = table.copy()
    ranking = rank(*table, by=by)
    assert sorted(ranking.order) == list(range(table.shape[1]))
    part = ranking.score if by == "best" else getattr(ranking, by)
    assert (np.diff(part[ranking.order]) <= 1e-12).all()
    assert ((ranking.score >= 0) & (ranking.score <= 1 + 1e-12)).all()
    np.testing.assert_array_equal(table, before)


@given(share, share, share, share, share)
def test_more_of_a_part_never_lowers_the_score(relevance, fit, evidence, other, more):
    low, high = sorted((other, more))
    for place in range(3):
        parts = [relevance, fit, evidence]
        scores = []
        for value in (low, high):
            parts[place] = value
            scores.append(rank(*(np.array([part]) for part in parts)).score[0])
        assert scores[0] <= scores[1] + 1e-12
