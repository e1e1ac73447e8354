import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.twins import reference
from tests.cores.twins.strategies import spaces, weights_for

from ideenschmiede.cores.twins import Feature, prepare
from ideenschmiede.cores.twins.distance import needed_features, resolve_weights, similarity, squared_distances

SPACE = prepare([[1.0, 2.0, 3.0]], [Feature("a"), Feature("b", weight=3.0), Feature("c", weight=0.0)])


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (None, [0.25, 0.75, 0.0]),
        ({}, [0.25, 0.75, 0.0]),
        ({"b": 1}, [0.5, 0.5, 0.0]),
        ({"a": 0, "c": 1}, [0.0, 0.75, 0.25]),
        ({"a": 1e300, "b": 1e300}, [0.5, 0.5, 0.0]),
        ({"a": 1e-9}, [0.0, 1.0, 0.0]),
    ],
)
def test_weights_by_name_with_defaults(weights, expected):
    assert resolve_weights(SPACE, weights).tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"d": 1, "x": 2}, "no such feature: d, x"),
        ({"a": -1}, "at least 0"),
        ({"a": math.nan}, "at least 0"),
        ({"a": math.inf}, "at least 0"),
        ({"a": 0, "b": 0}, "one of them is above 0"),
    ],
)
def test_bad_weights_are_refused(weights, message):
    with pytest.raises(ValueError, match=message):
        resolve_weights(SPACE, weights)


@pytest.mark.parametrize(("common", "needed"), [(0.0, 1), (0.5, 2), (0.7, 3), (1.0, 3)])
def test_the_needed_features_are_a_part_of_those_in_use(common, needed):
    space = prepare([[1.0] * 4], [Feature(name) for name in "abcd"], common=common)
    assert needed_features(space, resolve_weights(space, {"d": 0})) == needed


@given(st.data())
def test_squared_distances_are_the_reference_to_the_bit(data):
    space = data.draw(spaces())
    weights = resolve_weights(space, data.draw(weights_for(space)))
    columns = reference.columns_of(space)
    for row in range(len(space)):
        found = squared_distances(space, weights, space.scaled[:, [row]], space.known[:, [row]])
        expected = [
            reference.squared_distance(columns, weights.tolist(), row, other, space.common)
            for other in range(len(space))
        ]
        assert found.tolist() == [math.inf if value is None else value for value in expected]


@given(st.data())
def test_pairwise_is_the_same_as_one_by_one(data):
    space = data.draw(spaces())
    weights = resolve_weights(space, data.draw(weights_for(space)))
    rows = st.lists(st.integers(0, len(space) - 1), min_size=1, max_size=9)
    own = np.array(data.draw(rows))
    others = np.array(data.draw(st.lists(st.sampled_from(range(len(space))), min_size=len(own), max_size=len(own))))
    paired = squared_distances(space, weights, space.scaled[:, own], space.known[:, own], others)
    for one, other, found in zip(own, others, paired.tolist(), strict=True):
        single = squared_distances(space, weights, space.scaled[:, [one]], space.known[:, [one]])
        assert single[other] == found


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_similarity_falls_with_distance(one, other):
    nearer, further = sorted([one, other])
    found = similarity(np.array([0.0, nearer, further, math.inf]))
    assert found[0] == 1
    assert found[1] >= found[2] >= 0
    assert math.isnan(found[3])
