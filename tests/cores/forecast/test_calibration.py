"""Where the truth is known, the numbers must be worth believing. Seeds other than those of the benchmark."""

import numpy as np
import pytest
from benchmarks.forecast import WORLDS, World, coverage, loss, simulate

SEEDS = range(1000, 1006)


def trials_of(world):
    return [trial for seed in SEEDS for trial in simulate(world, seed)]


@pytest.fixture(scope="module")
def everywhere():
    return {world: trials_of(world) for world in WORLDS}


def test_the_interval_of_eighty_percent_holds_about_eighty_percent(everywhere):
    held = [coverage(trials) for trials in everywhere.values()]
    assert 0.76 <= np.mean(held) <= 0.88


def test_it_stays_usable_where_towns_differ_most_and_least(everywhere):
    held = [coverage(trials) for trials in everywhere.values()]
    assert min(held) >= 0.62


def test_in_a_world_in_the_middle_it_is_near(everywhere):
    assert coverage(everywhere[World(0.8, 0.5)]) == pytest.approx(0.8, abs=0.08)


@pytest.mark.parametrize("world", WORLDS)
def test_the_forecast_beats_the_raw_share_and_the_topics_average(everywhere, world):
    trials = everywhere[world]
    truth = np.array([trial.truth for trial in trials])
    ours = loss(truth, np.array([trial.found.mean for trial in trials]))
    assert ours < loss(truth, np.array([trial.raw_share for trial in trials]))
    assert ours < loss(truth, np.array([trial.topic_average for trial in trials])) + 0.002


def test_outcomes_are_drawn_with_the_chance_that_is_called_the_truth():
    trials = trials_of(World(0.8, 0.5))
    truth = np.mean([trial.truth for trial in trials])
    assert np.mean([trial.raw_share for trial in trials]) == pytest.approx(truth, abs=0.02)
