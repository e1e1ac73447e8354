import numpy as np
import pytest
from scipy.special import expit
from tests.cores.opinions.conversations import camps
from tests.cores.opinions.test_ideal_point import simulated

from ideenschmiede.cores.opinions import expected_information, fit, gather
from ideenschmiede.cores.opinions.space import space


def entropy(chance):
    return -chance * np.log(chance) - (1 - chance) * np.log1p(-chance)


def test_positions_are_where_the_votes_come_from():
    rng = np.random.default_rng(3)
    stand, lean = rng.normal(size=250), 2 * rng.normal(size=40)
    rows, columns = np.divmod(np.arange(10_000), 40)
    agrees = rng.random(10_000) < expit(stand[rows] * lean[columns])
    found = space(fit(gather(rows, columns, np.where(agrees, 1, -1))))
    first = found.people @ found.shown[:, 0]
    assert abs(np.corrcoef(first, stand)[0, 1]) > 0.9
    assert abs(np.corrcoef(found.statements[:, 0], lean)[0, 1]) > 0.9
    assert np.sign(np.corrcoef(first, stand)[0, 1]) == np.sign(np.corrcoef(found.statements[:, 0], lean)[0, 1])


def test_people_and_statements_together_give_back_the_logits():
    """In five directions a person's place times a statement's is what the model holds."""
    model = fit(simulated(80, 20)[0])
    found = space(model)
    own = model.people.mean[:-1, :5].astype(float)
    lengths = np.linalg.norm(own @ model.statements.mean[:-1, :5].astype(float).T, axis=1) / np.sqrt(20)
    np.testing.assert_allclose(np.linalg.norm(found.people, axis=1), lengths, rtol=1e-4)


def test_intervals_are_as_wide_as_votes_are_few():
    """Fewer votes of the same people make them wider, other votes do not."""
    rows, columns, values, _ = camps(200, 120, 2, density=0.8)
    half = columns % 2 == 0
    first, second = (
        space(fit(gather(rows[kept], columns[kept], values[kept], all_participants=range(200))))
        for kept in (half, ~half)
    )
    assert (first.within[:, 0] > 0).all()
    few = space(fit(gather(rows[columns < 15], columns[columns < 15], values[columns < 15]))).within[:, 0].mean()
    assert first.within[:, 0].mean() == pytest.approx(second.within[:, 0].mean(), rel=0.3)
    assert few > 1.2 * first.within[:, 0].mean()


def test_intervals_hold_where_people_stand():
    """Nine of ten people of a made-up conversation stand where the interval says."""
    rng = np.random.default_rng(8)
    stand, lean = rng.normal(size=400), 2 * rng.normal(size=40)
    rows, columns = np.divmod(np.arange(16_000), 40)
    kept = rng.random(16_000) < 0.5
    rows, columns = rows[kept], columns[kept]
    agrees = rng.random(len(rows)) < expit(stand[rows] * lean[columns])
    found = space(fit(gather(rows, columns, np.where(agrees, 1, -1))))
    first = found.people @ found.shown[:, 0]
    slope = (first @ stand) / (stand @ stand)
    held = np.abs(first - slope * stand) <= found.within[:, 0]
    assert held.mean() == pytest.approx(0.9, abs=0.08)


def test_more_is_learnt_from_a_statement_that_parts_people():
    rng = np.random.default_rng(1)
    rows, columns = np.divmod(np.arange(300 * 12), 12)
    line = np.where(rows % 2 == 0, 1, -1)
    values = np.where(columns < 6, np.where(rng.random(rows.size) < 0.95, line, -line), 1)
    model = fit(gather(rows, columns, values))
    found = expected_information(model, -1, np.arange(12), np.zeros(12))
    assert found[:6].min() > found[6:].max()
    known = expected_information(model, 0, np.arange(12), np.zeros(12))
    assert known.sum() < found.sum()


def test_a_statement_that_half_pass_is_worth_half():
    model = fit(simulated(60, 10)[0])
    every = expected_information(model, -1, np.arange(10), np.zeros(10))
    half = expected_information(model, -1, np.arange(10), np.full(10, 0.5))
    np.testing.assert_allclose(half, every / 2)
    assert (every >= 0).all()
    assert (every <= np.log(2)).all()


def test_information_is_that_of_drawn_positions():
    model = fit(simulated(60, 10)[0])
    mean, variance = model.logits(np.array([3]), np.array([4]))
    chance = expit(np.random.default_rng(0).normal(mean[0], np.sqrt(variance[0]), size=400_000))
    expected = entropy(chance.mean()) - entropy(chance).mean()
    found = expected_information(model, 3, np.array([4]), np.zeros(1))
    assert found[0] == pytest.approx(expected, abs=1e-3)


def test_nobody_and_nothing_have_a_space_too():
    found = space(fit(gather([], [], [])))
    assert found.people.shape == (0, 5)
    assert found.statements.shape == (0, 2)
