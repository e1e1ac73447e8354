"""Which documents may and shall be found: visibility, labels, ranges. Decided before anything is cut off."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base.search.rows import Rows

Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Where:
    """A filter. Groups and ranges must all hold; within a group of labels one is enough.

    `labels` maps a group to values: {"topic": {"energie", "klima"}} asks for the facet "topic:energie" or
    "topic:klima". `between` maps a number to (lowest, highest), both inclusive, None for open; a document
    without that number does not pass. `rows` is any further condition as a mask over the shelf's rows.
    """

    labels: Mapping[str, Collection[str]] = field(default_factory=dict)
    between: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    rows: Mask | None = None

    def without(self, group: str) -> "Where":
        """The same filter with the labels of `group` left open: what one more choice in that group would give."""
        labels = {name: values for name, values in self.labels.items() if name != group}
        return Where(labels=labels, between=self.between, rows=self.rows)


EVERYTHING = Where()


def visible_rows(rows: Rows, visible: Collection[str]) -> Mask:
    """Live documents whose visibility is among `visible`."""
    allowed = np.array([name in visible for name in rows.visibility_names] or [False])
    seen: Mask = rows.live & allowed[rows.visibility]
    return seen


def passing_rows(rows: Rows, where: Where) -> Mask:
    """Rows that pass `where`; dead rows may be among them."""
    passed = np.ones(len(rows), dtype=np.bool_)
    for group, values in where.labels.items():
        passed &= _labelled(rows, {f"{group}:{value}" for value in values})
    for name, (lowest, highest) in where.between.items():
        column = rows.number(name)
        passed &= ~np.isnan(column)
        if lowest is not None:
            passed &= column >= lowest
        if highest is not None:
            passed &= column <= highest
    if where.rows is not None:
        passed &= where.rows
    return passed


def label_counts(rows: Rows, group: str, found: NDArray[np.int64]) -> dict[str, int]:
    """How many of the rows `found` carry each label of `group`; every label of the shelf is listed."""
    counts = np.bincount(rows.facets[:, found].ravel(), minlength=len(rows.facet_names) + 1)
    start = f"{group}:"
    return {
        name.removeprefix(start): int(counts[number + 1])
        for number, name in enumerate(rows.facet_names)
        if name.startswith(start)
    }


def _labelled(rows: Rows, names: Collection[str]) -> Mask:
    wanted = np.zeros(len(rows.facet_names) + 1, dtype=np.bool_)
    for number, name in enumerate(rows.facet_names):
        wanted[number + 1] = name in names
    numbers = np.flatnonzero(wanted).astype(rows.facets.dtype)
    carried = np.zeros(len(rows), dtype=np.bool_)
    for depth in rows.facets:
        for label in numbers:
            carried |= depth == label
    return carried
