"""What an outcome counts, and checks of the cases that come in."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]

# A practice that was stopped did not work for those who stopped it, whatever the reason: to leave such cases
# out would make every forecast too rosy.
OUTCOMES: Mapping[str, float] = MappingProxyType({"worked": 1.0, "partly": 0.5, "did_not": 0.0, "stopped": 0.0})


def checked(values: npt.ArrayLike, what: str, *, gaps: bool = False) -> FloatArray:
    """Values (n,) as float64. Raises ValueError for one outside 0–1 or, unless `gaps` are allowed, NaN."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"{what}: expected one row of values, not the shape {array.shape}")
    good = (array >= 0) & (array <= 1)
    if gaps:
        good |= np.isnan(array)
    if not good.all():
        position = int(np.flatnonzero(~good)[0])
        raise ValueError(f"{what} {position}: {array[position]} is not between 0 and 1")
    return array
