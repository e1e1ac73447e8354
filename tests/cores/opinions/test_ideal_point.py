import numpy as np
import pytest
from scipy.special import expit
from tests.cores.opinions.conversations import camps, everybody

from ideenschmiede.cores.opinions import fit, gather


def simulated(people=300, statements=40, seed=0, density=0.5):
    """(votes, true chances (n, m)): one strong direction, popularity, and readiness to agree."""
    rng = np.random.default_rng(seed)
    stand, readiness = rng.normal(size=people), 0.5 * rng.normal(size=people)
    lean, popularity = 2 * rng.normal(size=statements), rng.normal(size=statements)
    chances = expit(np.outer(stand, lean) + readiness[:, None] + popularity)
    rows, columns = everybody(people, statements)
    kept = rng.random(len(rows)) < density
    agrees = rng.random(len(rows)) < chances[rows, columns]
    values = np.where(rng.random(len(rows)) < 0.1, 0, np.where(agrees, 1, -1))
    return gather(rows[kept], columns[kept], values[kept]), chances


def loss(chance, agrees):
    return float(-np.mean(np.where(agrees, np.log(chance), np.log1p(-chance))))


def test_unseen_votes_are_foretold_nearly_as_well_as_can_be():
    votes, truth = simulated()
    seen = np.zeros(votes.shape, dtype=bool)
    seen[votes.rows, votes.columns] = True
    rows, columns = np.nonzero(~seen)
    agrees = np.random.default_rng(9).random(len(rows)) < truth[rows, columns]
    found = loss(fit(votes).chance(rows, columns), agrees)
    popularity = np.clip([truth[:, column].mean() for column in columns], 0.01, 0.99)
    assert found < loss(truth[rows, columns], agrees) + 0.06
    assert found < loss(popularity, agrees) - 0.1


def test_chances_are_neither_too_sure_nor_too_timid():
    votes, truth = simulated(seed=1)
    rows, columns = everybody(*votes.shape)
    found = fit(votes).chance(rows, columns)
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        there = (found >= low) & (found < low + 0.2)
        assert truth[rows, columns][there].mean() == pytest.approx(found[there].mean(), abs=0.06)


def test_somebody_new_is_expected_to_vote_as_most_and_to_be_less_sure():
    votes, _ = simulated()
    model = fit(votes)
    columns = np.arange(votes.shape[1])
    new = model.chance(np.full(len(columns), -1), columns)
    counted = votes.values != 0
    share = np.bincount(votes.columns[counted], votes.values[counted] > 0) / np.bincount(votes.columns[counted])
    np.testing.assert_allclose(new, share, atol=0.12)
    _, variance = model.logits(np.full(len(columns), -1), columns)
    _, variance_of_known = model.logits(np.zeros(len(columns), dtype=int), columns)
    assert (variance > variance_of_known).mean() > 0.9


def test_something_new_depends_on_how_readily_somebody_agrees():
    rows, columns = everybody(40, 20)
    rng = np.random.default_rng(2)
    votes = gather(rows, columns, np.where(rng.random(800) < np.where(rows < 20, 0.9, 0.2), 1, -1))
    chances = fit(votes).chance(np.arange(40), np.full(40, -1))
    assert chances[:20].min() > chances[20:].max()


def test_passes_change_nothing():
    rows, columns, values, _ = camps(60, 20, 2)
    without = values != 0
    every, rest = (
        fit(gather(rows[kept], columns[kept], values[kept], all_participants=range(60), all_statements=range(20)))
        for kept in (slice(None), without)
    )
    np.testing.assert_array_equal(every.people.mean, rest.people.mean)


def test_what_is_moderated_out_is_not_learnt_from():
    rows, columns, values, _ = camps(60, 20, 2)
    kept = columns != 4
    hidden = fit(gather(rows, columns, values, hidden=[4]))
    absent = fit(gather(rows[kept], columns[kept], values[kept], all_statements=[4]))
    np.testing.assert_allclose(hidden.people.mean, absent.people.mean, atol=1e-5)


def test_no_chance_is_involved_and_nothing_can_be_changed():
    votes, _ = simulated(80, 20)
    first, again = fit(votes), fit(votes)
    np.testing.assert_array_equal(first.statements.mean, again.statements.mean)
    with pytest.raises(ValueError, match="read-only"):
        first.people.mean[0] = 0


@pytest.mark.parametrize(
    ("people", "statements", "values"),
    [([], [], []), ([1], [1], [1]), ([1, 2], [1, 1], [0, 0]), (range(40), [1] * 40, [1] * 40)],
    ids=["empty", "one vote", "only passes", "unanimous"],
)
def test_little_to_learn_from_is_no_error(people, statements, values):
    model = fit(gather(list(people), statements, values, all_participants=[7], all_statements=[8]))
    chances = model.chance([-1, 0, 0, -1], [-1, 0, -1, 0])
    assert ((chances > 0) & (chances < 1)).all()
    if not any(values):
        np.testing.assert_allclose(chances, 0.5)
    if len(values) == 40:
        assert chances[1] > 0.8
