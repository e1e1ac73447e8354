"""Fusion: bounded, monotone, sensible for one document and for many, with one engine or two; nonsense finds nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.ranking import ENGINES, Engine, fuse, relevant, scale_of, shares
from ideenschmiede.cores.ranking.fusion import ENOUGH, LEAST, PRESUMED

TEST = Engine(weight=0.5, unrelated=0.0, same=1.0, alone=0.4, blind=0.6)
NAN = float("nan")

scores = st.lists(
    st.tuples(st.floats(0, 80), st.one_of(st.just(NAN), st.floats(-1, 1))),
    min_size=1,
    max_size=30,
).map(lambda pairs: np.array(pairs, dtype=float).T)
engines = st.sampled_from([None, TEST, *ENGINES.values()])


def fused(lexical, meaning, engine=TEST, ideal=0.0):
    lexical, meaning = np.array(lexical, dtype=float), np.array(meaning, dtype=float)
    return fuse(lexical, meaning, scale_of(lexical, ideal, engine)).tolist()


def answers(lexical, meaning, engine=TEST, ideal=0.0, understood=True):
    lexical, meaning = np.array(lexical, dtype=float), np.array(meaning, dtype=float)
    scale = scale_of(lexical, ideal, engine, understood=understood)
    return relevant(fuse(lexical, meaning, scale), lexical, meaning, scale).tolist()


def test_the_sum_by_hand():
    assert fused([10, 5, 0], [0.8, 0.2, -0.5]) == pytest.approx([0.9, 0.35, 0.0])


def test_words_that_reach_little_of_the_ideal_count_for_little():
    assert fused([10, 5], [0, 0], ideal=100) == pytest.approx([0.5 * 10 / (ENOUGH * 100), 0.5 * 5 / (ENOUGH * 100)])
    assert fused([10, 5], [0, 0], ideal=20) == pytest.approx([0.5, 0.25])


def test_one_document_alone_is_not_perfect_by_default():
    assert fused([3], [0.1], ideal=50) == pytest.approx([0.5 * 3 / 20 + 0.05])


def test_without_an_engine_words_are_everything():
    assert fused([8, 4, 0], [NAN, NAN, NAN], engine=None) == pytest.approx([1, 0.5, 0])


def test_a_document_that_is_not_embedded_is_judged_by_its_words():
    assert fused([8, 4, 0], [NAN, 0.6, NAN]) == pytest.approx([0.5 + 0.5 * PRESUMED, 0.55, 0])


def test_nothing_at_all_is_nothing():
    assert fused([0, 0], [NAN, NAN], engine=None) == [0, 0]
    assert fused([], []) == []
    assert answers([], []) == []


def test_an_answer_shares_a_word_or_is_near_in_meaning():
    assert answers([10, 0, 0], [0.5, 0.45, 0.35]) == [True, True, False]


def test_a_question_without_a_known_word_must_be_nearer():
    assert answers([0, 0], [0.55, 0.61], understood=False) == [False, True]
    assert answers([0, 0], [0.55, 0.61], understood=True) == [True, True]


def test_what_is_far_below_the_best_is_left_out():
    assert answers([20, 4], [NAN, NAN], engine=None) == [True, False]
    assert answers([20, 6], [NAN, NAN], engine=None) == [True, True]


def test_one_filler_word_of_ten_is_no_answer():
    ideal = 100.0
    assert answers([0.9 * LEAST * ENOUGH * ideal], [NAN], engine=None, ideal=ideal) == [False]
    assert answers([1.1 * LEAST * ENOUGH * ideal], [NAN], engine=None, ideal=ideal) == [True]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_the_constants_of_an_engine_are_in_order(engine):
    assert 0 < engine.weight < 1
    assert engine.unrelated < engine.alone < engine.blind < engine.same <= 1
    # An answer by meaning alone is at least as relevant as anything must be.
    assert fuse(np.zeros(1), np.array([engine.alone]), scale_of(np.zeros(1), 0, engine))[0] >= LEAST


@given(scores, engines, st.floats(0, 200))
def test_relevance_is_in_0_to_1_and_the_sum_of_its_shares(pair, engine, ideal):
    lexical, meaning = pair
    before = pair.copy()
    scale = scale_of(lexical, ideal, engine)
    relevance = fuse(lexical, meaning, scale)
    assert relevance.shape == lexical.shape
    assert ((relevance >= 0) & (relevance <= 1 + 1e-6)).all()
    by_words, by_meaning = shares(lexical, meaning, scale)
    assert by_words + by_meaning == pytest.approx(relevance, abs=1e-6)
    np.testing.assert_array_equal(pair, before)


@given(scores, engines, st.floats(0, 200), st.floats(0, 20), st.floats(0, 0.5))
def test_more_of_either_score_is_never_less_relevant(pair, engine, ideal, words, nearness):
    lexical, meaning = pair
    scale = scale_of(lexical + words, ideal, engine)
    here = fuse(lexical, meaning, scale)
    assert (fuse(lexical + words, meaning, scale) >= here - 1e-6).all()
    assert (fuse(lexical, meaning + nearness, scale) >= here - 1e-6).all()


@given(scores, engines, st.floats(0, 200), st.booleans())
def test_the_best_believed_answer_is_always_shown(pair, engine, ideal, understood):
    lexical, meaning = pair
    scale = scale_of(lexical, ideal, engine, understood=understood)
    relevance = fuse(lexical, meaning, scale)
    shown = relevant(relevance, lexical, meaning, scale)
    candidates = (lexical > 0) & (relevance >= LEAST)
    if candidates.any():
        best = np.flatnonzero(candidates)[np.argmax(relevance[candidates])]
        assert shown.any()
        assert relevance[shown].max() >= relevance[best]
    assert (relevance[shown] >= LEAST).all()
