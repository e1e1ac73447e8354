"""The register's municipalities as a space of features, remembered by each process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.cores.twins import Feature, Space, Twins, prepare, similarities, twins
from ideenschmiede.places.models import IndicatorValue, Level, Place
from ideenschmiede.places.queries import version

BASIC = (Feature("population", "log"), Feature("density", "log"), Feature("area", "log", weight=0.5))


@dataclass(frozen=True, eq=False)
class PlaceSpace:
    """All self-governing municipalities, invented ones too, as rows of a space."""

    version: tuple[int, int]
    space: Space
    ids: NDArray[np.int64]
    is_example: NDArray[np.bool_]
    row_of: Mapping[int, int]

    def similarities(self, place_id: int, weights: Mapping[str, float] | None = None) -> NDArray[np.float64] | None:
        """How alike this place is to the place in each row, 0–1; None when the place has no row (a Land, a Kreis)."""
        row = self.row_of.get(place_id)
        return None if row is None else similarities(self.space, row, weights)

    def fit(self, place_id: int, others: NDArray[np.float64]) -> NDArray[np.float64]:
        """Similarity of this place to the places with the ids `others` (NaN: none), NaN where it is not known."""
        alike = self.similarities(place_id)
        found = np.full(len(others), np.nan)
        if alike is None:
            return found
        wanted = np.nan_to_num(others, nan=-1).astype(np.int64)
        rows = np.searchsorted(self.ids, wanted).clip(max=len(self.ids) - 1)
        known = self.ids[rows] == wanted
        found[known] = alike[rows[known]]
        return found

    def twins(self, place_id: int, count: int, weights: Mapping[str, float] | None = None) -> Twins | None:
        """The real places most like this one, best first; None when the place has no row."""
        row = self.row_of.get(place_id)
        return None if row is None else twins(self.space, row, count, weights, mask=~self.is_example)


class Memory:
    """The space that this process remembers."""

    def __init__(self) -> None:
        self._space: PlaceSpace | None = None
        self._lock = Lock()

    def place_space(self) -> PlaceSpace:
        """The space of the register as it is now. One small query, unless something changed."""
        now = version()
        with self._lock:
            if self._space is None or self._space.version != now:
                self._space = _read(now)
            return self._space

    def forget(self) -> None:
        with self._lock:
            self._space = None


_memory = Memory()
place_space = _memory.place_space
forget = _memory.forget  # for tests, where ids of a rolled-back transaction come again


def _read(now: tuple[int, int]) -> PlaceSpace:
    rows = list(
        Place.objects.filter(level=Level.MUNICIPALITY, self_governing=True, dissolved_on=None)
        .order_by("pk")
        .values_list("pk", "population", "area_ha", "is_example")
    )
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    population = np.array([row[1] or np.nan for row in rows], dtype=np.float64)
    area = np.array([row[2] or np.nan for row in rows], dtype=np.float64) / 100
    row_of = {int(pk): number for number, pk in enumerate(ids)}
    columns, features = [population, population / area, area], list(BASIC)
    for name, column in _indicators(row_of).items():
        columns.append(column)
        features.append(Feature(name))
    example = np.array([row[3] for row in rows], dtype=np.bool_)
    return PlaceSpace(now, prepare(np.column_stack(columns), features), ids, example, row_of)


def _indicators(row_of: Mapping[int, int]) -> dict[str, NDArray[np.float64]]:
    """The latest value of each indicator for each place, by the indicator's short name."""
    columns: dict[str, NDArray[np.float64]] = {}
    values = IndicatorValue.objects.order_by("year").values_list("indicator__slug", "place_id", "value")
    for slug, place_id, value in values.iterator():
        if place_id in row_of:
            columns.setdefault(slug, np.full(len(row_of), np.nan))[row_of[place_id]] = value
    return columns
