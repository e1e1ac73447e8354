import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.forecast import WEAK, Prior, estimate_prior
from ideenschmiede.cores.forecast.prior import STRENGTHS, USUAL_STRENGTH, VARIANCE_OF_TOWNS

OUTCOME = st.sampled_from([0.0, 0.5, 1.0])
CASES = st.lists(st.tuples(OUTCOME, st.integers(0, 6)), min_size=1, max_size=40)


def repeated(*practices):
    """Cases of several practices, each given as (worked, did not)."""
    outcomes, names = [], []
    for name, (worked, failed) in enumerate(practices):
        outcomes += [1.0] * worked + [0.0] * failed
        names += [name] * (worked + failed)
    return outcomes, names


def test_without_cases_it_is_the_one_it_leans_on():
    assert estimate_prior([], []) == WEAK
    network = Prior(0.7, 5)
    assert estimate_prior([], [], towards=network) is network


def test_the_weak_prior_holds_every_chance_equally_likely():
    assert (WEAK.mean * WEAK.strength, (1 - WEAK.mean) * WEAK.strength) == (1, 1)


def test_the_mean_is_that_of_all_cases_drawn_towards_the_weak_prior():
    prior = estimate_prior(*repeated((3, 1), (6, 0)))
    assert prior.mean == pytest.approx((9 + 1) / (10 + 2))
    assert (prior.cases, prior.practices) == (10, 2)


def test_partly_is_half_a_success():
    assert estimate_prior([0.5, 0.5], ["a", "b"]).mean == 0.5


def test_one_case_says_nothing_of_how_much_practices_differ():
    """What is left is the usual strength, to within a step of the grid, less what towns vary by."""
    prior = estimate_prior([1.0], ["a"])
    assert prior.strength == pytest.approx((1 + USUAL_STRENGTH) / VARIANCE_OF_TOWNS - 1, rel=0.1)


def test_practices_that_all_or_never_work_leave_the_word_to_their_own_cases():
    torn = estimate_prior(*repeated(*[(8, 0), (0, 8)] * 10))
    assert torn.strength == STRENGTHS[0]


def test_practices_that_are_all_alike_speak_for_each_other():
    alike = estimate_prior(*repeated(*[(4, 4)] * 40))
    assert alike.strength > 15


def test_strength_follows_what_the_chances_were_drawn_with():
    rng = np.random.default_rng(4)
    found = []
    for strength in (1.5, 6.0, 24.0):
        chances = rng.beta(0.6 * strength, 0.4 * strength, size=400)
        outcomes = (rng.random((400, 12)) < chances[:, None]).ravel()
        prior = estimate_prior(outcomes.astype(float), np.repeat(np.arange(400), 12))
        found.append((1 + prior.strength) * VARIANCE_OF_TOWNS - 1)
        assert prior.mean == pytest.approx(0.6, abs=0.05)
    assert found == pytest.approx([1.5, 6.0, 24.0], rel=0.25)


@given(CASES)
def test_strength_has_the_highest_posterior_of_the_grid(cases):
    """By the Beta-binomial's product form, without the beta function."""
    outcomes = [outcome for outcome, _ in cases if outcome != 0.5]
    names = [name for outcome, name in cases if outcome != 0.5]
    prior = estimate_prior(outcomes, names)
    if not outcomes:
        return

    def plausibility(strength):
        total = -(math.log(strength / 4.0) ** 2) / 2
        for name in set(names):
            own = [outcome for outcome, other in zip(outcomes, names, strict=True) if other == name]
            urn = {1.0: prior.mean * strength, 0.0: (1 - prior.mean) * strength}
            for outcome in own:
                total += math.log(urn[outcome] / sum(urn.values()))
                urn[outcome] += 1
        return total

    found = [strength for strength in STRENGTHS if max((1 + strength) / 1.5 - 1, STRENGTHS[0]) == prior.strength]
    best = max(plausibility(strength) for strength in STRENGTHS)
    assert max(plausibility(strength) for strength in found) == pytest.approx(best)


@given(CASES, st.randoms(use_true_random=False))
def test_neither_order_nor_names_matter(cases, random):
    prior = estimate_prior(*zip(*cases, strict=True))
    random.shuffle(cases)
    shuffled = estimate_prior([outcome for outcome, _ in cases], [f"practice {name}" for _, name in cases])
    assert shuffled.mean == pytest.approx(prior.mean)
    assert shuffled.strength == pytest.approx(prior.strength)


@given(CASES)
def test_a_prior_is_always_usable(cases):
    prior = estimate_prior(*zip(*cases, strict=True))
    assert 0 < prior.mean < 1
    assert STRENGTHS[0] <= prior.strength <= STRENGTHS[-1]


@pytest.mark.parametrize("values", [(0.0, 2.0), (1.0, 2.0), (0.5, 0.0), (0.5, math.inf), (math.nan, 1.0)])
def test_a_prior_that_is_none_is_refused(values):
    with pytest.raises(ValueError, match="between 0 and 1"):
        Prior(*values)


@pytest.mark.parametrize(
    ("outcomes", "practices", "message"),
    [
        ([1.5], ["a"], "outcome 0: 1.5"),
        ([0.0, math.nan], ["a", "a"], "outcome 1: nan"),
        ([0.0], ["a", "b"], "1 outcomes, but 2 practices"),
        ([[0.0]], ["a"], "one row"),
    ],
)
def test_bad_cases_are_refused(outcomes, practices, message):
    with pytest.raises(ValueError, match=message):
        estimate_prior(outcomes, practices)
