import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cores.twins import reference
from tests.cores.twins.strategies import tables

from ideenschmiede.cores.twins import Feature, prepare
from ideenschmiede.cores.twins.space import place

NAN = float("nan")


def one_column(values, transform="linear"):
    return prepare(np.array([values], dtype=float).T, [Feature("f", transform)])


@given(tables())
def test_scales_as_the_plain_reference_does(table):
    values, features = table
    space = prepare(values, features)
    for f, feature in enumerate(features):
        expected = reference.scaled_column(values[:, f].tolist(), feature.transform)
        assert [value is not None for value in expected] == space.known[f].tolist()
        filled = [0.0 if value is None else value for value in expected]
        assert space.scaled[f].tolist() == pytest.approx(filled, rel=1e-6, abs=1e-6)


def test_the_median_is_at_zero_and_normal_values_get_a_deviation_of_one():
    values = np.random.default_rng(7).normal(100, 25, size=4001)
    space = one_column(values)
    assert np.median(space.scaled) == 0
    assert np.std(space.scaled) == pytest.approx(1, abs=0.05)


def test_an_outlier_does_not_bend_the_scale():
    values = [float(number) for number in range(20)]
    bent = one_column([*values, 1e9])
    straight = one_column([*values, 20.0])
    assert bent.centre == straight.centre
    assert bent.scale == straight.scale


def test_a_logarithm_compares_ratios():
    space = one_column([1_000, 2_000, 10_000, 20_000], "log")
    gaps = np.diff(space.scaled[0])
    assert gaps[0] == pytest.approx(gaps[2])


@given(st.lists(st.floats(0.1, 1e6), min_size=4, max_size=20), st.floats(0.01, 100))
def test_a_logarithm_does_not_care_for_the_unit(values, factor):
    other_unit = one_column([value * factor for value in values], "log")
    assert other_unit.scaled == pytest.approx(one_column(values, "log").scaled, rel=1e-3, abs=1e-3)


def test_what_has_no_logarithm_is_missing():
    space = one_column([0.0, -3.0, NAN, 5.0, 6.0], "log")
    assert space.known[0].tolist() == [False, False, False, True, True]
    assert space.raw[0, 0] == 0.0


def test_where_the_middle_half_is_equal_the_mean_deviation_scales():
    space = one_column([0.0] * 18 + [10.0, 10.0])
    assert space.scale[0] == pytest.approx(1.0 / 0.7979)


def test_equal_values_have_the_scale_one():
    space = one_column([3.0, 3.0, 3.0])
    assert space.scale[0] == 1
    assert not space.scaled.any()


@given(st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=30))
def test_scaled_values_stay_in_bounds_whatever_comes(values):
    assert np.abs(one_column(values).scaled).max() <= 1e9 * len(values)


def test_a_feature_nobody_knows_is_no_error():
    space = prepare([[NAN, 1.0], [NAN, 2.0]], [Feature("a"), Feature("b")])
    assert space.complete.tolist() == [False, True]
    assert not space.known[0].any()


def test_there_may_be_no_place_at_all():
    assert len(prepare(np.empty((0, 2)), [Feature("a"), Feature("b", "log")])) == 0


def test_the_input_stays_as_it_is_and_the_result_cannot_be_changed():
    values = np.array([[1.0, NAN], [-2.0, 3.0], [4.0, 5.0]])
    before = values.copy()
    space = prepare(values, [Feature("a", "log"), Feature("b")])
    assert np.array_equal(values, before, equal_nan=True)
    values[0, 0] = 99
    assert space.raw[0, 0] == 1
    for array in (space.raw, space.scaled, space.known, space.complete, space.centre, space.scale):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


@pytest.mark.parametrize(
    ("values", "names", "common", "message"),
    [
        ([[1.0]], [], 0.5, "at least one feature"),
        ([[1.0, 2.0]], ["a", "a"], 0.5, "its own name"),
        ([[1.0, 2.0]], ["a"], 0.5, "shape"),
        ([1.0, 2.0], ["a"], 0.5, "shape"),
        ([[1.0], [math.inf]], ["a"], 0.5, "row 1, feature 'a': inf"),
        ([[1e200]], ["a"], 0.5, "row 0, feature 'a'"),
        ([[1.0]], ["a"], 1.5, "between 0 and 1"),
    ],
)
def test_says_what_is_wrong(values, names, common, message):
    with pytest.raises(ValueError, match=message):
        prepare(values, [Feature(name) for name in names], common=common)


def test_a_profile_of_a_place_in_the_space_is_scaled_like_it():
    values = np.array([[1.0, 5.0], [10.0, NAN], [100.0, 7.0]])
    space = prepare(values, [Feature("a", "log"), Feature("b")])
    for row, profile in enumerate(values):
        scaled, known = place(space, profile)
        assert np.array_equal(scaled, space.scaled[:, row])
        assert np.array_equal(known, space.known[:, row])


@pytest.mark.parametrize("profile", [[[1.0, 2.0]], [1.0], [1.0, math.inf]])
def test_a_profile_that_does_not_fit_is_refused(profile):
    space = prepare([[1.0, 2.0]], [Feature("a"), Feature("b")])
    with pytest.raises(ValueError, match=r"row of 2|shape|usable"):
        place(space, profile)
