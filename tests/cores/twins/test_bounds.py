import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.twins.strategies import spaces, weights_for

from ideenschmiede.cores.twins import Feature, prepare
from ideenschmiede.cores.twins.bounds import build
from ideenschmiede.cores.twins.distance import resolve_weights, squared_distances


def exact(space, weights):
    rows = [
        squared_distances(space, weights, space.scaled[:, [row]], space.known[:, [row]]) for row in range(len(space))
    ]
    matrix = np.array(rows)
    np.fill_diagonal(matrix, np.inf)
    return matrix


@given(st.data())
def test_bounds_never_exceed_what_they_bound(data):
    space = data.draw(spaces())
    weights = resolve_weights(space, data.draw(weights_for(space)))
    bound = build(space, weights).block(0, len(space)).astype(np.float64)
    truth = exact(space, weights)
    assert (bound <= truth).all()
    assert np.array_equal(np.isinf(bound), np.isinf(truth))


def test_bounds_are_close_on_ordinary_places():
    rng = np.random.default_rng(5)
    values = rng.normal(size=(300, 6))
    values[rng.random(values.shape) < 0.1] = np.nan
    space = prepare(values, [Feature(f"f{number}") for number in range(6)])
    weights = resolve_weights(space, None)
    bound, truth = build(space, weights).block(0, 300), exact(space, weights)
    comparable = np.isfinite(truth)
    assert (truth[comparable] - bound[comparable]).max() < 1e-3


@pytest.mark.parametrize("tiny", [1e-9, 1e-19, 1.5e-23])
def test_tiny_differences_do_not_slip_above(tiny):
    """Squares of the smallest vanish in float32, or are rounded up."""
    values = np.array([0, tiny, 4 * tiny] + [-1.0, 1.0] * 10)[:, None]
    space = prepare(values, [Feature("a")])
    weights = resolve_weights(space, None)
    assert (build(space, weights).block(0, len(values)) <= exact(space, weights)).all()
