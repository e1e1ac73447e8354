"""How sure a share is: so many of those who have seen a statement, as far as that tells about all.

The share of all has the Beta distribution Beta(A + 1, S − A + 1), as in `cores.opinions.consensus`.
"""

from dataclasses import dataclass

from scipy.special import betainc, betaincinv

HELD = 0.9


@dataclass(frozen=True)
class Interval:
    """A share between 0 and 1 and what holds it with 90 %."""

    mean: float
    low: float
    high: float


def interval(successes: int, seen: int) -> Interval:
    """The share itself, and what holds that of all with 90 %."""
    if not seen:
        return Interval(0.5, 0.0, 1.0)
    tail = (1 - HELD) / 2
    low, high = (float(betaincinv(successes + 1, seen - successes + 1, end)) for end in (tail, 1 - tail))
    share = successes / seen
    return Interval(share, min(low, share), max(high, share))


def surely_most(successes: int, seen: int) -> float:
    """The chance that more than half of all answer like this."""
    return float(1 - betainc(successes + 1, seen - successes + 1, 0.5))
