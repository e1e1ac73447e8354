import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.opinions.agreement import adjusted_rand

LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30)


def table_of(pairs):
    table = np.zeros((4, 4), dtype=int)
    for here, there in pairs:
        table[here, there] += 1
    return table


def by_pairs(pairs):
    """Hubert & Arabie's definition: agreements of pairs of people, less those expected."""
    every = [(a, b) for number, a in enumerate(pairs) for b in pairs[:number]]
    both = sum(a[0] == b[0] and a[1] == b[1] for a, b in every)
    here, there = (sum(a[side] == b[side] for a, b in every) for side in (0, 1))
    expected = here * there / len(every)
    most = (here + there) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


@given(LABELS)
def test_it_is_the_index_counted_pair_by_pair(pairs):
    assert adjusted_rand(table_of(pairs)) == pytest.approx(by_pairs(pairs), abs=1e-9)


def test_known_values():
    assert adjusted_rand(np.array([[5, 0], [0, 5]])) == 1.0
    assert adjusted_rand(np.array([[0, 5], [5, 0]])) == 1.0
    assert adjusted_rand(np.array([[4, 1], [1, 4]])) == pytest.approx(0.28)


@pytest.mark.parametrize("table", [[[0]], [[1]], [[7]]], ids=["nobody", "one", "one group"])
def test_where_nobody_is_parted_all_is_the_same(table):
    assert adjusted_rand(np.array(table)) == 1.0
