"""In which order to ask: the same for a person, spread over people, new statements early."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.opinion_map.asking import UNSEEN, Priorities, order

SEEDS = st.integers(0, 2**63 - 1)
KNOWN = st.dictionaries(st.integers(1, 40), st.floats(0, 50), max_size=12).map(
    lambda found: Priorities(sorted(found), [found[one] for one in sorted(found)])
)


@given(KNOWN, st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)), SEEDS)
def test_every_published_statement_that_is_not_answered_comes_once(known, published, answered, seed):
    asked = order(known, published, answered, seed)
    assert sorted(asked) == sorted(published - answered)
    assert order(known, published, answered, seed) == asked


@given(KNOWN, st.sets(st.integers(1, 40), min_size=1), SEEDS)
def test_answering_one_leaves_the_order_of_the_others(known, published, seed):
    asked = order(known, published, (), seed)
    assert order(known, published, asked[:1], seed) == asked[1:]


@given(st.sets(st.integers(1, 40), min_size=1), SEEDS)
def test_a_new_statement_leaves_the_order_of_the_others(published, seed):
    before = order(Priorities(), published, (), seed)
    after = order(Priorities(), published | {99}, (), seed)
    assert [one for one in after if one != 99] == before


def test_a_few_more_votes_do_not_turn_the_order_around():
    first = Priorities([1, 2, 3, 4], [4.0, 1.1, 0.9, 0.07])
    then = Priorities([1, 2, 3, 4], [3.8, 1.0, 1.0, 0.06])
    for seed in range(50):
        assert order(first, [1, 2, 3, 4], (), seed) == order(then, [1, 2, 3, 4], (), seed)


def test_people_are_spread_over_the_statements_as_their_priority_says():
    known = Priorities([1, 2, 3], [16.0, 1.0, 1.0])
    first = Counter(order(known, [1, 2, 3], (), seed)[0] for seed in range(2000))
    assert first[1] > 5 * first[2] > 0
    assert first[3] > 0


def test_what_the_map_does_not_know_yet_comes_as_early_as_the_most_wanted():
    known = Priorities([1, 2], [0.2, UNSEEN / 50])
    first = Counter(order(known, [1, 2, 3], (), seed)[0] for seed in range(500))
    assert first.most_common(1)[0][0] == 3
    assert first[3] > 400


def test_what_was_hidden_and_is_shown_again_comes_last_but_comes():
    known = Priorities([1, 2], [1.0, 0.0])
    assert all(order(known, [1, 2], (), seed) == [1, 2] for seed in range(20))
