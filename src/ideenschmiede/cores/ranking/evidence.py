"""How much is known of how it went: strength of evidence, by five rules that one can say aloud.

A failure that is reported counts as much as a success: this is about what is known, not about what is liked.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OUTCOME = 0.35
"""Share for a known outcome: the place itself says whether it worked."""
REPEATED = 0.30
"""Share for other places that took it up; n of them earn n / (n + 2), so the first two count most."""
REPORTED = 0.10
"""Share for how many of those places say how it went."""
SOURCES = 0.10
"""Share for sources that one can look up; three are enough."""
FRESH = 0.15
"""Share for a recent confirmation; it halves every two years."""

HALF_LIFE_MONTHS = 24.0
HALFWAY_ADOPTIONS = 2.0
ENOUGH_SOURCES = 3.0

GRADES = ("none", "weak", "fair", "strong")
THRESHOLDS = (0.1, 0.35, 0.65)


@dataclass(frozen=True, eq=False)
class Evidence:
    """Parallel arrays, one entry a practice. `strength` is the sum of the five parts, each in 0..its share.

    `cases` is the number of places whose outcome is known: say it beside the strength, always.
    """

    strength: Floats
    outcome: Floats
    repeated: Floats
    reported: Floats
    sources: Floats
    fresh: Floats
    cases: Floats

    def grade(self, place: int) -> str:
        """How sure, in a word: none, weak, fair or strong. Strong needs at least three cases, fair one."""
        level = int(np.searchsorted(THRESHOLDS, self.strength[place], side="right"))
        most = 3 if self.cases[place] >= 3 else 2 if self.cases[place] >= 1 else 1
        return GRADES[min(level, most)]


def weigh(
    *, outcome_known: Floats, adoptions: Floats, reports: Floats, sources: Floats, months_since_confirmed: Floats
) -> Evidence:
    """The evidence of n practices; all inputs have shape (n,), and NaN means: not known, worth nothing.

    `outcome_known` 1 or 0 · `adoptions` other places that took it up · `reports` those of them whose outcome
    is known · `sources` links · `months_since_confirmed` since someone last confirmed the entry.
    """
    known = np.clip(_number(outcome_known), 0, 1)
    taken_up = np.maximum(_number(adoptions), 0)
    told = np.clip(_number(reports), 0, taken_up)
    months = np.maximum(np.asarray(months_since_confirmed, dtype=np.float64), 0)
    outcome = OUTCOME * known
    repeated = REPEATED * taken_up / (taken_up + HALFWAY_ADOPTIONS)
    reported = REPORTED * told / np.maximum(taken_up, 1)
    looked_up = SOURCES * np.clip(_number(sources) / ENOUGH_SOURCES, 0, 1)
    fresh = FRESH * np.nan_to_num(np.exp2(-months / HALF_LIFE_MONTHS), nan=0.0)
    strength = outcome + repeated + reported + looked_up + fresh
    return Evidence(strength, outcome, repeated, reported, looked_up, fresh, cases=known + told)


def _number(values: Floats) -> Floats:
    return np.nan_to_num(np.asarray(values, dtype=np.float64), nan=0.0)
