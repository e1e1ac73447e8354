"""How much two groupings of the same people share."""

import numpy as np
import numpy.typing as npt

from ideenschmiede.cores.opinions.votes import IntArray


def adjusted_rand(table: IntArray) -> float:
    """The adjusted Rand index (Hubert & Arabie 1985) of a table (k, l) of how many are in group k here and l there.

    1: the same groups; 0: as much in common as by chance; 1 too where neither parts anybody.
    """
    together = _pairs(table).sum()
    here, there = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    pairs = max(1.0, float(_pairs(table.sum())))
    expected, most = here * there / pairs, (here + there) / 2
    return 1.0 if most == expected else min(1.0, float((together - expected) / (most - expected)))


def _pairs(count: npt.ArrayLike) -> npt.NDArray[np.float64]:
    number = np.asarray(count, dtype=np.float64)
    return np.asarray(number * (number - 1) / 2)
