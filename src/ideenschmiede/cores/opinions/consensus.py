"""What all groups share.

Group-aware consensus is the product over the groups of the probability that a member agrees, (A + 1) / (S + 2):
one group that does not agree is enough to make it small (Small et al. 2021). That probability is the mean of the
Beta distribution Beta(A + 1, S − A + 1); the product of independent ones has a known mean and variance, and the
credible interval is that of the Beta distribution with the same two.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from ideenschmiede.cores.opinions.counts import SIGNIFICANT, Counts, share, z_of_share
from ideenschmiede.cores.opinions.ids import Ids
from ideenschmiede.cores.opinions.representative import Direction
from ideenschmiede.cores.opinions.votes import BoolArray, FloatArray, IntArray

INTERVAL = 0.9
MOST_BRIDGES = 10
MOST_SHARED = 5
ENOUGH_VOTES = 7  # of a group on a bridging statement; half of a smaller group, but two at least
FEWEST_VOTES = 2


@dataclass(frozen=True, eq=False)
class Consensus:
    """The product (m,) over the groups, and the interval that holds it with 90 %."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray


@dataclass(frozen=True)
class Bridge:
    """A statement on which a majority of every group votes alike.

    `consensus` with its interval `low` to `high`; `weakest`: the least share among the groups; `fewest_votes`: of
    the group that saw it least.
    """

    statement: Hashable
    direction: Direction
    consensus: float
    low: float
    high: float
    weakest: float
    fewest_votes: int


@dataclass(frozen=True)
class Shared:
    """A statement on which most of all participants vote alike, whatever their group (the list of Polis)."""

    statement: Hashable
    direction: Direction
    successes: int
    seen: int
    share: float
    share_z: float


def consensus(successes: IntArray, seen: IntArray) -> Consensus:
    """Consensus of groups from their counts (g, m), g at least 1."""
    alpha, beta = successes + 1.0, seen - successes + 1.0
    mean = (alpha / (alpha + beta)).prod(axis=0)
    square = (alpha * (alpha + 1) / ((alpha + beta) * (alpha + beta + 1))).prod(axis=0)
    # of the Beta distribution with this mean m and variance v: a + b = m (1 − m) / v − 1
    strength = mean * (1 - mean) / np.maximum(square - mean**2, np.finfo(np.float64).tiny) - 1
    tail = (1 - INTERVAL) / 2
    low, high = (betaincinv(mean * strength, (1 - mean) * strength, end) for end in (tail, 1 - tail))
    return Consensus(mean, np.minimum(low, mean), np.maximum(high, mean))


def bridges(
    counts: Counts, found: tuple[Consensus, Consensus], sizes: IntArray, statements: Ids, hidden: BoolArray
) -> tuple[Bridge, ...]:
    """The statements that connect the groups best, surest first: by the lower end of the interval.

    `found`: consensus to agree and to disagree; `sizes` (g,): members of each group. Each group must have voted often
    enough and with a majority.
    """
    needed = np.clip(-(-sizes // 2), FEWEST_VOTES, ENOUGH_VOTES)[:, None]
    usable = (counts.seen >= needed).all(axis=0) & ~hidden
    sides = zip((Direction.AGREE, Direction.DISAGREE), found, (counts.agree, counts.disagree), strict=True)
    every = [
        bridge
        for direction, one, successes in sides
        for bridge in _bridges(direction, one, successes, counts.seen, usable, statements)
    ]
    return tuple(sorted(every, key=lambda bridge: -bridge.low)[:MOST_BRIDGES])


def _bridges(
    direction: Direction, found: Consensus, successes: IntArray, seen: IntArray, usable: BoolArray, statements: Ids
) -> list[Bridge]:
    weakest = share(successes, seen).min(axis=0)
    return [
        Bridge(
            statements[place],
            direction,
            float(found.mean[place]),
            float(found.low[place]),
            float(found.high[place]),
            float(weakest[place]),
            int(seen[:, place].min()),
        )
        for place in np.flatnonzero(usable & (weakest > 0.5)).tolist()
    ]


def shared(everybody: Counts, statements: Ids, hidden: BoolArray) -> tuple[Shared, ...]:
    """At most five agreements and five disagreements with p > ½, significantly, by p · z; agreements first."""
    seen = everybody.seen[0]
    found: list[Shared] = []
    for direction, successes in (
        (Direction.AGREE, everybody.agree[0]),
        (Direction.DISAGREE, everybody.disagree[0]),
    ):
        part, z = share(successes, seen), z_of_share(successes, seen)
        good = np.flatnonzero((part > 0.5) & (z > SIGNIFICANT) & ~hidden)
        best = good[np.argsort(-(part * z)[good], kind="stable")[:MOST_SHARED]]
        found.extend(
            Shared(
                statements[place],
                direction,
                int(successes[place]),
                int(seen[place]),
                float(part[place]),
                float(z[place]),
            )
            for place in best.tolist()
        )
    return tuple(found)
