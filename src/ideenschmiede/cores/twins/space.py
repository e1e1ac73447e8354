"""The space of places: features brought to one scale that outliers cannot bend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.intp]

# An interquartile range of 1.349, and a mean absolute deviation of 0.7979, belong to a standard deviation of 1
# of the normal distribution.
IQR_OF_NORMAL = 1.349
DEVIATION_OF_NORMAL = 0.7979
# The scale is never below this part of the mean absolute deviation. It only takes effect where half of the
# places have the same value but for rounding, and bounds every scaled value by 1e9 n.
SMALLEST_SCALE = 1e-9
LARGEST_VALUE = 1e100
SMALLEST_SPREAD = 1e-100  # values that differ by less are all equal


@dataclass(frozen=True)
class Feature:
    """A column: its name, how it is scaled, and its weight unless the caller gives another.

    `log` suits sizes, where 1,000 and 2,000 inhabitants differ as much as 10,000 and 20,000 do. A value of zero
    or less has no logarithm and counts as missing.
    """

    name: str
    transform: Literal["linear", "log"] = "linear"
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class Space:
    """Places ready for comparison; all arrays are read-only. n places, f features.

    `raw` (n, f): as given; `scaled` (f, n): transformed, centred and scaled, 0 where missing; `known` (f, n);
    `complete` (f,): known of every place; `centre`, `scale` (f,): in units of the transformed feature;
    `common`: the part of the weighted features that two places must share to be comparable.
    """

    features: tuple[Feature, ...]
    raw: FloatArray
    scaled: FloatArray
    known: BoolArray
    complete: BoolArray
    centre: FloatArray
    scale: FloatArray
    common: float

    def __len__(self) -> int:
        return len(self.raw)


def prepare(values: npt.ArrayLike, features: Sequence[Feature], *, common: float = 0.5) -> Space:
    """Scale `values` (n × f, NaN = missing) robustly: (x − median) / (IQR / 1.349), after the transform.

    Where the middle half of the places is (almost) equal, the mean absolute deviation from the median stands in
    for the IQR; where all are equal the scale is 1. `common` (0–1): two places are comparable when both know at
    least this part of the features in use, and at least one. Raises ValueError for a wrong shape, infinite or
    absurd values (beyond ±1e100), no feature, or two features of one name.
    """
    raw = np.array(values, dtype=np.float64)
    _check(raw, features, common)
    transformed = _transform(raw.T, features)
    known = ~np.isnan(transformed)
    pairs = [_centre_and_scale(column[there]) for column, there in zip(transformed, known, strict=True)]
    centre, scale = (np.array(part, dtype=np.float64) for part in zip(*pairs, strict=True))
    scaled = np.where(known, (transformed - centre[:, None]) / scale[:, None], 0.0)
    complete = np.asarray(known.all(axis=1))
    for array in (raw, scaled, known, complete, centre, scale):
        array.flags.writeable = False
    return Space(tuple(features), raw, scaled, known, complete, centre, scale, common)


def place(space: Space, profile: npt.ArrayLike) -> tuple[FloatArray, BoolArray]:
    """Bring one profile (f raw values, NaN = missing) into the space: scaled values (f,) and which are known."""
    raw = np.array(profile, dtype=np.float64)
    if raw.ndim != 1:
        raise ValueError(f"a profile is one row of {len(space.features)} values, not of shape {raw.shape}")
    _check(raw[None, :], space.features, space.common)
    transformed = _transform(raw[:, None], space.features)[:, 0]
    known = ~np.isnan(transformed)
    # Further out than any place can be: the bound keeps squares finite and changes no similarity, which is 0.
    scaled = np.clip((transformed - space.centre) / space.scale, -LARGEST_VALUE, LARGEST_VALUE)
    return np.where(known, scaled, 0.0), known


def _check(raw: FloatArray, features: Sequence[Feature], common: float) -> None:
    names = [feature.name for feature in features]
    if not names or len(set(names)) != len(names):
        raise ValueError("give at least one feature, each with its own name")
    if raw.ndim != 2 or raw.shape[1] != len(names):
        raise ValueError(f"values have the shape {raw.shape}, expected (places, {len(names)})")
    if not 0 <= common <= 1:
        raise ValueError(f"common is a part between 0 and 1, not {common}")
    bad = np.abs(raw) > LARGEST_VALUE
    if bad.any():
        row, column = np.argwhere(bad)[0]
        raise ValueError(f"row {row}, feature {names[column]!r}: {raw[row, column]} is not a usable number")


def _transform(columns: FloatArray, features: Sequence[Feature]) -> FloatArray:
    """Columns (f, n) with the logarithm taken where asked for; the input stays as it is."""
    result = np.array(columns, order="C")
    for column, feature in zip(result, features, strict=True):
        if feature.transform == "log":
            positive = column > 0
            column[~positive] = np.nan
            np.log(column, out=column, where=positive)
    return result


def _centre_and_scale(values: FloatArray) -> tuple[float, float]:
    if not values.size:
        return 0.0, 1.0
    lower, median, upper = np.percentile(values, [25, 50, 75])
    deviation = float(np.mean(np.abs(values - median))) / DEVIATION_OF_NORMAL
    scale = float(upper - lower) / IQR_OF_NORMAL
    if scale < SMALLEST_SCALE * deviation:
        scale = deviation
    return float(median), scale if scale > SMALLEST_SPREAD else 1.0
