import numpy as np
import pytest

from ideenschmiede.cores.opinions.counts import Counts
from ideenschmiede.cores.opinions.representative import Direction, representative

NOTHING_HIDDEN = np.zeros(9, dtype=bool)


def counts(agree, disagree, seen):
    return Counts(np.array(agree), np.array(disagree), np.array(seen))


def chosen(found, hidden=None, size=None):
    width = found.seen.shape[1]
    mask = np.zeros(width, dtype=bool) if hidden is None else np.isin(np.arange(width), hidden)
    return representative(found, tuple(f"s{place}" for place in range(width)), mask)


def names(group):
    return [(one.statement, one.direction.value) for one in group]


def test_what_one_group_says_and_the_other_does_not():
    """s0 parts the two, s1 is agreed by all, s2 is disagreed by the second only."""
    found = chosen(counts([[30, 30, 15], [2, 30, 2]], [[2, 1, 15], [28, 1, 28]], [[32, 32, 32], [32, 32, 32]]))
    assert names(found[0])[0] == ("s0", "agree")
    assert set(names(found[1])) >= {("s0", "disagree"), ("s2", "disagree")}
    assert ("s1", "disagree") not in names(found[0]) + names(found[1])


def test_numbers_of_a_statement_by_hand():
    (found, _) = chosen(counts([[9], [0]], [[0], [9]], [[9], [9]]))
    assert len(found) == 1
    one = found[0]
    assert (one.successes, one.seen, one.direction) == (9, 9, Direction.AGREE)
    assert one.share == pytest.approx(10 / 11)
    assert one.share_z == pytest.approx(np.sqrt(10))
    assert one.ratio == pytest.approx(10 / 11 / (1 / 11))
    assert one.ratio_z == pytest.approx(0.9 / np.sqrt(11 / 20 * 9 / 20 * 2 / 10))


def test_at_most_five_with_agreements_first():
    agree = [[40] * 4 + [2] * 5, [2] * 4 + [40] * 5]
    disagree = [[2] * 4 + [40] * 5, [40] * 4 + [2] * 5]
    found = chosen(counts(agree, disagree, [[45] * 9] * 2))
    for group in found:
        assert len(group) == 5
        directions = [one.direction for one in group]
        assert directions == sorted(directions)


def test_the_best_agreement_is_there_even_if_disagreements_are_stronger():
    agree = [[20, *[0] * 6], [14, *[30] * 6]]
    disagree = [[5, *[30] * 6], [10, *[0] * 6]]
    found = chosen(counts(agree, disagree, [[30] * 7] * 2))
    assert names(found[0])[0] == ("s0", "agree")
    assert len(found[0]) == 5


def test_a_group_without_anything_significant_has_the_one_statement_that_sets_it_apart_most():
    found = chosen(counts([[1, 1], [1, 2]], [[2, 3], [2, 2]], [[4, 4], [4, 4]]))
    assert [len(group) for group in found] == [1, 1]


def test_what_is_moderated_out_stands_for_nobody():
    found = chosen(counts([[30, 20], [2, 10]], [[2, 5], [28, 12]], [[32, 32], [32, 32]]), hidden=[0])
    assert all(one.statement == "s1" for group in found for one in group)
    assert chosen(counts([[30], [2]], [[2], [28]], [[32], [32]]), hidden=[0]) == ((), ())


def test_nothing_is_said_where_there_are_no_statements():
    empty = np.zeros((2, 0), dtype=int)
    assert representative(Counts(empty, empty, empty), (), np.zeros(0, dtype=bool)) == ((), ())
