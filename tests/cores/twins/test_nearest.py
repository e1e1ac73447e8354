import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.twins import reference
from tests.cores.twins.strategies import spaces, weights_for

from ideenschmiede.cores.twins import Feature, prepare, similarities, similarity_to, twins
from ideenschmiede.cores.twins.distance import resolve_weights

NAN = float("nan")


def towns():
    """Population, area, doctors: rows 0 and 1 are near twins, 2 is a city, 3 knows little."""
    values = [[13_401, 112, 8], [13_980, 120, 8], [1_800_000, 890, NAN], [NAN, NAN, 9], [9_000, 60, 3]]
    return prepare(values, [Feature("population", "log"), Feature("area"), Feature("doctors")])


@given(st.data())
def test_twins_are_those_of_the_reference(data):
    space = data.draw(spaces())
    weights = data.draw(weights_for(space))
    row = data.draw(st.integers(0, len(space) - 1))
    k = data.draw(st.integers(1, 15))
    allowed = data.draw(st.none() | st.lists(st.booleans(), min_size=len(space), max_size=len(space)))
    mask = None if allowed is None else np.array(allowed)
    found = twins(space, row, k, weights, mask)
    columns = reference.columns_of(space)
    resolved = resolve_weights(space, weights).tolist()
    expected = reference.nearest(columns, resolved, row, k, space.common, allowed)
    assert found.rows.tolist() == [other for other, _ in expected]
    assert found.similarity.tolist() == pytest.approx([similarity for _, similarity in expected])


@given(st.data())
def test_similarity_is_mutual_between_0_and_1_and_1_to_itself(data):
    space = data.draw(spaces())
    weights = data.draw(weights_for(space))
    matrix = np.array([similarities(space, row, weights) for row in range(len(space))])
    assert np.array_equal(matrix, matrix.T, equal_nan=True)
    there = matrix[~np.isnan(matrix)]
    assert ((there >= 0) & (there <= 1)).all()
    itself = np.diag(matrix)
    assert (itself[~np.isnan(itself)] == 1).all()


@given(st.data())
def test_a_profile_gets_what_the_same_place_in_the_space_gets(data):
    space = data.draw(spaces())
    weights = data.draw(weights_for(space))
    row = data.draw(st.integers(0, len(space) - 1))
    outside = similarity_to(space, space.raw[row], weights)
    assert np.array_equal(outside, similarities(space, row, weights), equal_nan=True)


@given(st.data())
def test_explanations_add_up(data):
    space = data.draw(spaces())
    weights = data.draw(weights_for(space))
    found = twins(space, 0, 5, weights)
    resolved = resolve_weights(space, weights)
    for position, row in enumerate(found.rows):
        parts = found.comparison(position)
        compared = space.known[:, 0] & space.known[:, row] & (resolved > 0)
        assert [not math.isnan(part.similarity) for part in parts] == compared.tolist()
        total = sum(part.contribution for part in parts if not math.isnan(part.contribution))
        identical = all(part.similarity == 1 for part, used in zip(parts, compared, strict=True) if used)
        # Squares of tiny gaps may vanish: then nothing separates the two.
        assert total == pytest.approx(1) or (total == 0 and found.similarity[position] == 1) or identical


def test_says_what_was_compared_and_what_separates():
    found = twins(towns(), 0, 1, {"doctors": 2})
    population, area, doctors = found.comparison(0)
    assert found.rows.tolist() == [1]
    assert (population.feature, population.own, population.other) == ("population", 13_401, 13_980)
    assert (doctors.contribution, doctors.similarity) == (0, 1)
    assert population.contribution + area.contribution == pytest.approx(1)
    assert 0 < area.similarity < 1


def test_what_one_of_them_does_not_know_is_left_out():
    space = prepare([[1.0, NAN], [1.0, 5.0], [1.0, 500.0]], [Feature("a"), Feature("b")])
    assert similarities(space, 0).tolist() == [1, 1, 1]
    assert similarities(space, 1)[2] < 1


def test_too_little_in_common_is_unknown_and_never_a_twin():
    space = towns()
    assert np.isnan(similarities(space, 0)[3])
    assert 3 not in twins(space, 0, 10).rows
    assert twins(space, 3, 10).rows.size == 0


def test_a_weight_of_zero_drops_a_feature():
    space = towns()
    without = prepare(space.raw[:, 1:], space.features[1:])
    assert np.array_equal(similarities(space, 0, {"population": 0}), similarities(without, 0), equal_nan=True)
    assert math.isnan(twins(space, 0, 1, {"population": 0}).comparison(0)[0].contribution)


def test_a_higher_weight_makes_a_difference_count_more():
    space = prepare([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [2.0, 3.0]], [Feature("a"), Feature("b")])
    assert twins(space, 0, 1, {"a": 5}).rows.tolist() == [2]
    assert twins(space, 0, 1, {"b": 5}).rows.tolist() == [1]


def test_equal_distance_goes_by_row():
    space = prepare([[5.0], [4.0], [6.0], [4.0], [5.0], [6.0]], [Feature("a")])
    assert twins(space, 0, 4).rows.tolist() == [4, 1, 2, 3]


def test_a_profile_far_outside_is_like_nobody():
    space = prepare([[1.0], [1.0 + 1e-12], [1.0 + 2e-12]], [Feature("a")])
    assert similarity_to(space, [1e100]).tolist() == [0, 0, 0]


def test_an_empty_space_has_no_similarity():
    space = prepare(np.empty((0, 1)), [Feature("a")])
    assert similarity_to(space, [3.0]).tolist() == []


def test_results_cannot_be_changed():
    found = twins(towns(), 0, 2)
    for array in (found.rows, found.similarity, found.contributions, found.by_feature, found.own, found.others):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


@pytest.mark.parametrize("row", [-1, 5])
def test_a_row_that_is_not_there(row):
    with pytest.raises(IndexError, match="no place in row"):
        twins(towns(), row, 1)
    with pytest.raises(IndexError, match="there are 5"):
        similarities(towns(), row)


def test_bad_k_and_mask_are_refused():
    with pytest.raises(ValueError, match="at least 1"):
        twins(towns(), 0, 0)
    with pytest.raises(ValueError, match="mask"):
        twins(towns(), 0, 1, mask=np.array([True]))
