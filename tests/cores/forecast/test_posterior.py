import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import betainc

from ideenschmiede.cores.forecast import WEAK, Category, Forecast, Prior, forecast, forecast_many

OUTCOMES = st.sampled_from([0.0, 0.5, 1.0])
SIMILARITIES = st.floats(0.01, 1)
CASES = st.lists(st.tuples(OUTCOMES, SIMILARITIES), min_size=3, max_size=30)
PRIORS = st.builds(Prior, st.floats(0.05, 0.95), st.floats(0.7, 30))
OPPOSITE = {
    Category.LIKELY: Category.UNLIKELY,
    Category.RATHER: Category.RATHER_NOT,
    Category.OPEN: Category.OPEN,
    Category.RATHER_NOT: Category.RATHER,
    Category.UNLIKELY: Category.LIKELY,
}


def of(cases, prior=WEAK):
    return forecast([outcome for outcome, _ in cases], [similarity for _, similarity in cases], prior)


def test_three_successes_in_identical_places():
    """Beta(4, 1), whose distribution function is x⁴."""
    found = forecast([1, 1, 1], [1, 1, 1])
    assert found.mean == pytest.approx(0.8)
    assert found.low == pytest.approx(0.1**0.25)
    assert found.high == pytest.approx(0.9**0.25)
    assert (found.cases, found.effective_cases, found.known) == (3, 3, True)


def test_cases_in_places_quite_unlike_leave_the_prior():
    found = forecast([1, 1, 1], [1e-12] * 3)
    assert (found.low, found.mean, found.high) == pytest.approx((0.1, 0.5, 0.9))


def test_a_case_in_a_place_half_alike_counts_half():
    assert forecast([1, 0, 1, 1], [0.5, 1, 0.5, 1]).mean == pytest.approx(forecast([1, 0, 1], [1, 1, 1]).mean)


def test_partly_is_half_a_success():
    assert forecast([0.5] * 4, [1] * 4).mean == pytest.approx(forecast([1, 1, 0, 0], [1] * 4).mean)


@pytest.mark.parametrize(("outcomes", "similarities"), [([], []), ([1], [1]), ([1, 0], [1, 1])])
def test_with_fewer_than_three_cases_it_does_not_know(outcomes, similarities):
    found = forecast(outcomes, similarities, Prior(0.9, 20))
    assert not found.known
    assert (found.mean, found.low, found.high, found.category) == (None, None, None, None)
    assert found.cases == len(outcomes)


def test_places_that_cannot_be_compared_do_not_count():
    found = forecast([1, 1, 0, 1], [1, math.nan, 0, 0.5])
    assert (found.cases, found.effective_cases, found.known) == (2, 1.5, False)


@given(CASES, PRIORS)
def test_the_interval_holds_eighty_percent_ten_on_either_side(cases, prior):
    found = of(cases, prior)
    successes = sum(outcome * similarity for outcome, similarity in cases)
    failures = sum((1 - outcome) * similarity for outcome, similarity in cases)
    alpha = prior.mean * prior.strength + successes
    beta = (1 - prior.mean) * prior.strength + failures
    assert found.mean == pytest.approx(alpha / (alpha + beta))
    assume(found.low < found.mean < found.high)
    assert betainc(alpha, beta, found.low) == pytest.approx(0.1, abs=1e-6)
    assert betainc(alpha, beta, found.high) == pytest.approx(0.9, abs=1e-6)


@given(CASES, PRIORS)
def test_numbers_are_in_order_and_between_0_and_1(cases, prior):
    found = of(cases, prior)
    assert 0 <= found.low <= found.mean <= found.high <= 1


@pytest.mark.parametrize(("outcome", "mean"), [(0, 0.01), (1, 0.99)])
def test_a_lopsided_interval_still_holds_the_mean(outcome, mean):
    found = forecast([outcome] * 3, [0.01] * 3, Prior(mean, 0.1))
    assert found.low <= found.mean <= found.high


@given(CASES, PRIORS)
def test_the_mean_lies_between_the_cases_and_the_prior(cases, prior):
    share = np.average([outcome for outcome, _ in cases], weights=[similarity for _, similarity in cases])
    lower, upper = sorted([share, prior.mean])
    assert lower - 1e-9 <= of(cases, prior).mean <= upper + 1e-9


@given(CASES, PRIORS, SIMILARITIES)
def test_a_success_raises_and_a_failure_lowers_it(cases, prior, similarity):
    before = of(cases, prior)
    better, worse = of([*cases, (1.0, similarity)], prior), of([*cases, (0.0, similarity)], prior)
    assert worse.mean < before.mean < better.mean
    assert worse.low <= before.low + 1e-12
    assert better.high >= before.high - 1e-12


@given(CASES, PRIORS, st.floats(0.01, 0.5))
def test_the_more_alike_the_place_the_more_it_says(cases, prior, similarity):
    nearer, further = of([*cases, (1.0, 2 * similarity)], prior), of([*cases, (1.0, similarity)], prior)
    assert nearer.mean > further.mean
    assert nearer.effective_cases > further.effective_cases


@given(CASES, PRIORS)
def test_the_other_way_round_it_is_mirrored(cases, prior):
    found = of(cases, prior)
    mirror = of([(1 - outcome, similarity) for outcome, similarity in cases], Prior(1 - prior.mean, prior.strength))
    assert (1 - mirror.mean, 1 - mirror.high, 1 - mirror.low) == pytest.approx(
        (found.mean, found.low, found.high), abs=1e-6
    )
    numbers = (found.mean, found.low, found.high)
    assume(all(abs(number - edge) > 1e-5 for number in numbers for edge in (0.35, 0.45, 0.5, 0.55, 0.65)))
    assert mirror.category == OPPOSITE[found.category]


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(cases, random):
    shuffled = random.sample(cases, len(cases))
    assert of(shuffled).mean == pytest.approx(of(cases).mean)


def test_more_of_the_same_narrows_the_interval():
    widths = [found.high - found.low for found in (forecast([1, 0] * n, [1] * 2 * n) for n in (2, 8, 32, 128))]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.1


@pytest.mark.parametrize(
    ("mean", "low", "high", "category"),
    [
        (0.90, 0.70, 0.99, "likely"),
        (0.65, 0.50, 0.80, "likely"),
        (0.80, 0.49, 0.95, "rather"),
        (0.64, 0.51, 0.75, "rather"),
        (0.80, 0.34, 0.99, "open"),
        (0.50, 0.45, 0.55, "open"),
        (0.54, 0.50, 0.58, "open"),
        (0.20, 0.01, 0.66, "open"),
        (0.45, 0.30, 0.60, "rather_not"),
        (0.20, 0.05, 0.51, "rather_not"),
        (0.35, 0.20, 0.50, "unlikely"),
        (0.05, 0.00, 0.20, "unlikely"),
    ],
)
def test_the_word_depends_on_the_interval_too(mean, low, high, category):
    assert Forecast(mean, low, high, 5, 4.0, True, WEAK).category == category


@given(st.lists(st.tuples(st.lists(st.tuples(OUTCOMES, SIMILARITIES), max_size=8), PRIORS), max_size=6))
def test_many_at_once_are_what_each_is_alone(practices):
    rows = [(*case, number) for number, (cases, _) in enumerate(practices) for case in cases]
    rows.sort(key=lambda row: row[1])
    outcomes, similarities, numbers = zip(*rows, strict=True) if rows else ((), (), ())
    found = forecast_many(outcomes, similarities, numbers, [prior for _, prior in practices])
    assert len(found) == len(practices)
    for together, (cases, prior) in zip(found, practices, strict=True):
        alone = of(cases, prior)
        assert (together.cases, together.known, together.prior) == (alone.cases, alone.known, prior)
        assert together.mean == (None if alone.mean is None else pytest.approx(alone.mean))
        assert together.low == (None if alone.low is None else pytest.approx(alone.low))


def test_the_input_stays_as_it_is():
    outcomes, similarities = np.array([1.0, 0.0, 1.0]), np.array([0.5, np.nan, 0.7])
    forecast(outcomes, similarities)
    assert outcomes.tolist() == [1, 0, 1]
    assert np.isnan(similarities[1])


@pytest.mark.parametrize(
    ("outcomes", "similarities", "message"),
    [
        ([2], [1], "outcome 0: 2.0 is not between 0 and 1"),
        ([1, math.nan], [1, 1], "outcome 1: nan"),
        ([1, 1], [1, -0.1], "similarity 1: -0.1"),
        ([1, 1], [1, 1.1], "similarity 1: 1.1"),
        ([1, 1], [1], "2 outcomes, 1 similarities"),
        ([[1]], [[1]], "one row of values"),
    ],
)
def test_bad_cases_are_refused(outcomes, similarities, message):
    with pytest.raises(ValueError, match=message):
        forecast(outcomes, similarities)


@pytest.mark.parametrize("number", [-1, 1])
def test_a_case_of_a_practice_without_prior_is_refused(number):
    with pytest.raises(ValueError, match="numbered 0 to 0"):
        forecast_many([1], [1], [number], [WEAK])
