"""Structural twins: time for one place and for all, beside SciPy's k-d tree.

    python -m benchmarks.twins [--places 10773] [-k 50]

Made-up places with correlated features and heavy tails, seeded. The tree knows no missing values, no
explanation and no order among ties; it must be built anew for other weights.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
from scipy.spatial import cKDTree

from ideenschmiede.cores.twins import AllTwins, Feature, Space, all_twins, prepare, similarities, twins
from ideenschmiede.cores.twins.distance import resolve_weights


def make_space(places: int, features: int, missing: float) -> Space:
    """Places whose features hang together, the first of them a size to be taken by its logarithm."""
    rng = np.random.default_rng(features)
    values = rng.normal(size=(places, features)) @ rng.normal(size=(features, features))
    values += rng.standard_t(3, size=values.shape)
    values[:, 0] = np.exp(values[:, 0])
    values[rng.random(values.shape) < missing] = np.nan
    return prepare(values, [Feature(f"f{f}", "linear" if f else "log") for f in range(features)])


def milliseconds(function: Callable[[], object], times: int) -> float:
    """Median over several runs."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        function()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def tree_twins(space: Space, k: int) -> np.ndarray:
    """What the peer finds: rows (n, k), on both cores."""
    points = (space.scaled * np.sqrt(resolve_weights(space, None))[:, None]).T
    return np.asarray(cKDTree(points).query(points, k + 1, workers=2)[1])[:, 1:]


def agreement(found: AllTwins, peer: np.ndarray) -> float:
    """Part of the places with the same twins in the same order."""
    return float(np.mean((found.rows == peer).all(axis=1)))


def measure(space: Space, missing: float, k: int) -> str:
    """One line of the table."""
    fit = milliseconds(lambda: similarities(space, 7), 50)
    one = milliseconds(lambda: twins(space, 7, k), 50)
    every = milliseconds(lambda: all_twins(space, k), 3)
    line = f"{len(space.features):8d} {missing:8.0%} {fit:11.2f} {one:10.2f} {every:11.0f}"
    if missing:
        return line
    tree = milliseconds(lambda: tree_twins(space, k), 1)
    same = agreement(all_twins(space, k), tree_twins(space, k))
    return f"{line} {tree:14.0f} {same:13.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--places", type=int, default=10_773)
    parser.add_argument("-k", type=int, default=50)
    options = parser.parse_args()
    print(f"{options.places} places, {options.k} twins each; milliseconds, median")
    print("features  missing  fit of all  one place  all places  k-d tree, all  same answers")
    for features, missing in ((3, 0.0), (5, 0.0), (20, 0.0), (20, 0.1)):
        print(measure(make_space(options.places, features, missing), missing, options.k))


if __name__ == "__main__":
    main()
