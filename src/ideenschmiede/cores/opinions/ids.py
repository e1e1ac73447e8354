"""Ids of whatever kind, and the positions that stand for them inside."""

from collections.abc import Collection, Hashable, Sequence

import numpy as np
import numpy.typing as npt

Ids = tuple[Hashable, ...]
IntArray = npt.NDArray[np.int64]

LOOKUP = 8  # a table of all numbers between the least and the greatest pays up to so many times the ids


def index_of(ids: Sequence[Hashable] | npt.NDArray[np.generic], more: Collection[Hashable]) -> tuple[Ids, IntArray]:
    """All different ids, numbers by size and others by their text, and the position of each of `ids`.

    So the order in which votes come in makes no difference. Raises ValueError for an id that is missing (None, NaN).
    """
    array = ids if isinstance(ids, np.ndarray) else None
    if array is None and all(type(one) is int for one in ids) and len(ids):
        array = np.asarray(ids)
    if array is not None and array.dtype.kind in "iu" and all(type(one) is int for one in more):
        return _of_numbers(array.astype(np.int64), np.array(list(more), dtype=np.int64))
    return _of_any(ids.tolist() if isinstance(ids, np.ndarray) else ids, more)


def _of_numbers(ids: IntArray, more: IntArray) -> tuple[Ids, IntArray]:
    everything = np.concatenate([ids, more])
    if not everything.size:
        return (), ids
    least, greatest = int(everything.min()), int(everything.max())
    if greatest - least > LOOKUP * everything.size:
        known, position = np.unique(everything, return_inverse=True)
        return tuple(known.tolist()), position[: ids.size].astype(np.int64)
    there = np.zeros(greatest - least + 1, dtype=np.bool_)
    there[everything - least] = True
    known = np.flatnonzero(there) + least
    return tuple(known.tolist()), (np.cumsum(there) - 1)[ids - least]


def _of_any(ids: Sequence[Hashable], more: Collection[Hashable]) -> tuple[Ids, IntArray]:
    known = dict.fromkeys([*ids, *more])
    missing = next((one for one in known if one is None or one != one), ...)
    if missing is not ...:
        raise ValueError(f"{missing} is no id")
    order = sorted(known, key=_by_size_or_text)
    position = {one: number for number, one in enumerate(order)}
    return tuple(order), np.array([position[one] for one in ids], dtype=np.int64)


def _by_size_or_text(one: Hashable) -> tuple[int, float, str]:
    if isinstance(one, int | float):
        return 0, float(one), ""
    return 1, 0.0, str(one)
