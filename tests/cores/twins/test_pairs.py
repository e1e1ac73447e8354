import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cores.twins import reference
from tests.cores.twins.strategies import CELLS, spaces, weights_for

from ideenschmiede.cores.twins import Feature, all_twins, prepare, twins
from ideenschmiede.cores.twins.distance import resolve_weights


def assert_every_line_is_right(space, k, weights=None):
    found = all_twins(space, k, weights)
    for row in range(len(space)):
        one = twins(space, row, k, weights)
        count = len(one.rows)
        assert found.rows[row, :count].tolist() == one.rows.tolist()
        assert found.similarity[row, :count].tolist() == one.similarity.tolist()
        assert (found.rows[row, count:] == -1).all()
        assert np.isnan(found.similarity[row, count:]).all()


@given(st.data())
def test_small_spaces_equal_the_reference(data):
    space = data.draw(spaces())
    weights = data.draw(weights_for(space))
    k = data.draw(st.integers(1, 12))
    found = all_twins(space, k, weights)
    columns = reference.columns_of(space)
    resolved = resolve_weights(space, weights).tolist()
    for row in range(len(space)):
        expected = reference.nearest(columns, resolved, row, k, space.common)
        missing = [-1] * (found.rows.shape[1] - len(expected))
        assert found.rows[row].tolist() == [other for other, _ in expected] + missing


@given(st.data())
@settings(max_examples=60)
def test_with_candidates_from_bounds_equal_the_reference(data):
    """From 20 k places on, bounds pick the candidates; rows are repeated so that ties abound."""
    few = data.draw(st.lists(st.tuples(CELLS, CELLS), min_size=3, max_size=12))
    picks = data.draw(st.lists(st.sampled_from(few), min_size=40, max_size=70))
    space = prepare(np.array(picks), [Feature("a"), Feature("b", "log")], common=data.draw(st.sampled_from([0.0, 1.0])))
    weights = data.draw(weights_for(space))
    k = data.draw(st.integers(1, 2))
    found = all_twins(space, k, weights)
    columns = reference.columns_of(space)
    resolved = resolve_weights(space, weights).tolist()
    for row in range(len(space)):
        expected = reference.nearest(columns, resolved, row, k, space.common)
        missing = [-1] * (k - len(expected))
        assert found.rows[row].tolist() == [other for other, _ in expected] + missing


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize("width", [1, 3, 20])
def test_several_blocks_equal_one_place_at_a_time(width, missing):
    rng = np.random.default_rng(width)
    values = np.exp(rng.standard_t(2, size=(700, width)).clip(-50, 50))
    values[rng.random(values.shape) < missing] = np.nan
    features = [Feature(f"f{number}", "log" if number % 2 else "linear") for number in range(width)]
    assert_every_line_is_right(prepare(values, features), 10, {"f0": 2.5})


def test_far_out_where_bounds_are_loose_the_nearer_one_still_wins():
    """Row 1's bound is lower than row 2's, as float32 knows less of it: row 0 is done again to find row 2."""
    values = np.append([1000, 1600, 400.0001], np.random.default_rng(11).normal(size=398))[:, None]
    found = all_twins(prepare(values, [Feature("a")]), 1)
    assert found.rows[0].tolist() == [2]
    assert_every_line_is_right(prepare(values, [Feature("a")]), 3)


def test_places_that_are_all_alike_go_by_row():
    space = prepare(np.ones((150, 2)), [Feature("a"), Feature("b")])
    found = all_twins(space, 3)
    assert found.rows[0].tolist() == [1, 2, 3]
    assert found.rows[2].tolist() == [0, 1, 3]
    assert (found.similarity == 1).all()


def test_k_is_cut_to_the_places_there_are():
    assert all_twins(prepare([[1.0], [2.0], [4.0]], [Feature("a")]), 50).rows.tolist() == [[1, 2], [0, 2], [1, 0]]
    assert all_twins(prepare([[1.0]], [Feature("a")]), 5).rows.shape == (1, 0)
    assert all_twins(prepare(np.empty((0, 1)), [Feature("a")]), 5).rows.shape == (0, 0)


def test_results_cannot_be_changed_and_k_is_checked():
    space = prepare([[1.0], [2.0]], [Feature("a")])
    found = all_twins(space, 1)
    for array in (found.rows, found.similarity):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    with pytest.raises(ValueError, match="at least 1"):
        all_twins(space, 0)
