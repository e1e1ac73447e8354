"""Would it work here: how good the forecast's numbers are, where the truth is known because it is made up.

    python -m benchmarks.forecast [--rounds 40]

Towns with features, topics, practices with their own chance of working, which also varies from town to town,
alike in towns that are alike; outcomes drawn from it. Then each practice is forecast in a town that has not
tried it. `loss` is the expected log-loss of the number given (the lower, the better; `truth` is the least
possible), beside the raw share of successes (kept within 1–99 %) and the topic's average. `held` is how often
the interval of 80 % holds the true chance.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from ideenschmiede.cores.forecast import Forecast, estimate_prior, forecast_many
from ideenschmiede.cores.twins import Feature, prepare, similarities

FloatArray = npt.NDArray[np.float64]

TOWNS = 400
TOPICS = 7
PRACTICES = 18  # of each topic, as in the demo network


@dataclass(frozen=True)
class World:
    """How much practices differ, and how much the same practice differs from town to town (in log-odds)."""

    between_practices: float
    between_towns: float


@dataclass(frozen=True)
class Trial:
    """One practice in one town: its true chance, and what each way of guessing says."""

    truth: float
    found: Forecast
    raw_share: float
    topic_average: float


WORLDS = [World(practices, towns) for practices in (0.4, 0.8, 1.4) for towns in (0.0, 0.5, 1.0)]


def simulate(world: World, seed: int) -> Iterator[Trial]:
    """All practices of one made-up network, each forecast once; those with too few cases are left out."""
    rng = np.random.default_rng(seed)
    space = prepare(rng.normal(size=(TOWNS, 3)), [Feature("population"), Feature("density"), Feature("area")])
    alike = np.array([similarities(space, town) for town in range(TOWNS)])
    for _ in range(TOPICS):
        yield from _topic(world, alike, rng)


def _topic(world: World, alike: FloatArray, rng: np.random.Generator) -> Iterator[Trial]:
    usual = rng.normal(0.4, 0.7)
    truths, outcomes, weights, index = [], [], [], []
    for practice in range(PRACTICES):
        towns = rng.choice(TOWNS, size=2 + rng.poisson(6), replace=False)
        covariance = world.between_towns**2 * alike[np.ix_(towns, towns)]
        local = rng.multivariate_normal(np.zeros(len(towns)), covariance, method="eigh")
        chances = expit(usual + rng.normal(0, world.between_practices) + local)
        truths.append(chances[0])
        outcomes.extend(_draw(chances[1:], rng))
        weights.extend(alike[towns[0], towns[1:]])
        index.extend([practice] * (len(towns) - 1))
    prior = estimate_prior(outcomes, index)
    forecasts = forecast_many(outcomes, weights, index, [prior] * PRACTICES)
    results, numbers = np.array(outcomes), np.array(index)
    for practice, found in enumerate(forecasts):
        if found.known:
            raw = float(np.clip(results[numbers == practice].mean(), 0.01, 0.99))
            yield Trial(truths[practice], found, raw, float(np.clip(results.mean(), 0.01, 0.99)))


def _draw(chances: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Outcomes 0, 0.5 or 1 whose mean is the chance."""
    partly = 0.6 * np.minimum(chances, 1 - chances)
    draw = rng.random(len(chances))
    return np.where(draw < chances - partly / 2, 1.0, np.where(draw < chances + partly / 2, 0.5, 0.0))


def loss(truth: FloatArray, guess: FloatArray) -> float:
    """Expected log-loss of a guess where the chance is `truth`."""
    return float(-np.mean(truth * np.log(guess) + (1 - truth) * np.log(1 - guess)))


def coverage(trials: list[Trial]) -> float:
    """How often the interval holds the truth."""
    return float(np.mean([trial.found.low <= trial.truth <= trial.found.high for trial in trials]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    print("differences between          loss                                    interval of 80 %")
    print("practices  towns   trials    truth  forecast  raw share  topic       held   width")
    for world in WORLDS:
        trials = [trial for seed in range(rounds) for trial in simulate(world, seed)]
        print(measure(world, trials))
    print(speed())


def measure(world: World, trials: list[Trial]) -> str:
    """One line of the table."""
    truth = np.array([trial.truth for trial in trials])
    guesses = [
        truth,
        np.array([trial.found.mean for trial in trials]),
        np.array([trial.raw_share for trial in trials]),
        np.array([trial.topic_average for trial in trials]),
    ]
    best, ours, raw, topic = (loss(truth, guess) for guess in guesses)
    width = np.mean([trial.found.high - trial.found.low for trial in trials])
    return (
        f"{world.between_practices:9.1f} {world.between_towns:6.1f} {len(trials):8d} {best:8.4f} {ours:9.4f}"
        f" {raw:10.4f} {topic:6.4f} {coverage(trials):10.1%} {width:7.2f}"
    )


def speed() -> str:
    """Milliseconds for many practices at once, thirty cases each."""
    rng = np.random.default_rng(1)
    parts = []
    for count in (20, 1000):
        index = np.repeat(np.arange(count), 30)
        outcomes, weights = rng.choice([0.0, 0.5, 1.0], index.size), rng.random(index.size)
        priors = [estimate_prior(outcomes[:600], index[:600])] * count
        taken = []
        for _ in range(20):
            started = time.perf_counter()
            forecast_many(outcomes, weights, index, priors)
            taken.append(time.perf_counter() - started)
        parts.append(f"{count} practices in {np.median(taken) * 1000:.2f} ms")
    return ", ".join(parts)


if __name__ == "__main__":
    main()
