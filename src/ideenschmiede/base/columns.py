"""A table as a few columns in memory, so that a list of 100,000 rows filters, counts and sorts in milliseconds.

Each web worker holds one shelf of a kind. It follows the chronicle: before each use it asks for the head and for a
stamp (the latest change, say), and reads again only what was touched since, or everything where that is better.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import Event

MANY = 500  # more rows or events than this are not read one by one

Column = NDArray[Any]
Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]

About = TypeVar("About")


@dataclass(frozen=True)
class Shelf(Generic[About]):
    """Columns of equal length in the order of `ids`; `about` says what their codes mean."""

    head: int
    stamp: Hashable
    about: About
    columns: Mapping[str, Column] = field(repr=False)

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["ids"])


AnyShelf = TypeVar("AnyShelf", bound="Shelf[Any]")


class Keeper(Generic[AnyShelf]):
    """Keeps the one shelf of a kind in this process. An app says:

    stamp()                     what changes whenever a row does; its first element is None where there are no rows
    touched(before, events)     ids of the rows that these events, and all since the shelf `before`, may have changed;
                                None where everything must be read again
    read(ids, before)           what `make` takes: about, and the columns of these rows; None: of all
    make                        the shelf's class
    """

    def __init__(
        self,
        *,
        stamp: Callable[[], Hashable],
        touched: Callable[[AnyShelf, Sequence[Event]], Iterable[int] | None],
        read: Callable[[set[int] | None, AnyShelf | None], tuple[Any, dict[str, Column]]],
        make: Callable[[int, Hashable, Any, Mapping[str, Column]], AnyShelf],
    ) -> None:
        self._stamp, self._touched, self._read, self._make = stamp, touched, read, make
        self._lock = Lock()
        self._shelf: AnyShelf | None = None

    def current(self) -> AnyShelf:
        """The shelf as of now: what is committed, and all that the chronicle has sealed."""
        head, stamp = chronicle.head(), self._stamp()
        shelf = self._shelf
        if shelf is not None and (shelf.head, shelf.stamp) == (head, stamp):
            return shelf
        with self._lock:
            self._shelf = self._follow(self._shelf, head, stamp)
            return self._shelf

    def forget(self) -> None:
        """Start over, as after a restart of the process."""
        with self._lock:
            self._shelf = None

    def _follow(self, shelf: AnyShelf | None, head: int, stamp: Hashable) -> AnyShelf:
        touched = self._touched_since(shelf, head) if shelf is not None and len(shelf) else None
        if shelf is None or touched is None:
            return self._make(head, stamp, *self._read(None, None))
        if not touched:
            return self._make(head, stamp, shelf.about, shelf.columns)
        about, fresh = self._read(touched, shelf)
        return self._make(head, stamp, about, _merged(shelf.columns, fresh, touched))

    def _touched_since(self, shelf: AnyShelf, head: int) -> set[int] | None:
        if head < shelf.head or head - shelf.head > MANY:
            return None
        found = self._touched(shelf, chronicle.sealed_after(shelf.head, MANY + 1))
        touched = None if found is None else set(found)
        return touched if touched is not None and len(touched) <= MANY else None


def _merged(kept: Mapping[str, Column], fresh: Mapping[str, Column], touched: set[int]) -> dict[str, Column]:
    """The rows that were not touched, and the fresh ones, in the order of their ids."""
    keep = ~np.isin(kept["ids"], np.fromiter(touched, np.int64, len(touched)))
    columns = {name: np.concatenate([kept[name][keep], column]) for name, column in fresh.items()}
    order = np.argsort(columns["ids"], kind="stable")
    return {name: column[order] for name, column in columns.items()}


def aligned(ids: Ids, pairs: Sequence[tuple[int, Any]], dtype: Any) -> tuple[Column, Column]:
    """(row, value) for pairs of (id, value); an id that came between two queries waits for next time."""
    if not pairs or not len(ids):
        return np.zeros(0, np.int64), np.zeros(0, dtype)
    keys = np.fromiter((key for key, _value in pairs), np.int64, len(pairs))
    values = np.fromiter((value for _key, value in pairs), dtype, len(pairs))
    rows = np.minimum(np.searchsorted(ids, keys), len(ids) - 1)
    there = ids[rows] == keys
    return rows[there], values[there]


def bits(ids: Ids, pairs: Iterable[tuple[int, Any]], codes: Mapping[Any, int]) -> Column:
    """For each row a bit per code (at most 64) that its pairs (id, value) name; unknown values are left out."""
    column = np.zeros(len(ids), np.uint64)
    known = [(key, 1 << codes[value]) for key, value in pairs if codes.get(value, 64) < 64]
    rows, values = aligned(ids, known, np.uint64)
    np.bitwise_or.at(column, rows, values)
    return column
