"""The three parts of all hits at once, as arrays, and the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base.search import Hits
from ideenschmiede.cores.ranking import Evidence, Ranking, Sort, rank, weigh
from ideenschmiede.places.models import Place
from ideenschmiede.places.twins import ALIKE, place_space
from ideenschmiede.transfer.documents import PLACES
from ideenschmiede.transfer.matching.answers import Grade, Part

Floats = NDArray[np.float64]
Fit = Callable[[Floats], Floats]
"""From ids of places (NaN: none) to how alike they are to the chosen one, 0–1, NaN where that is not known."""

DAYS_IN_A_MONTH = 365.25 / 12
RELEVANCE = (0.35, 0.55)
"""From where on a relevance is medium, and high. Chosen on the demo network: below 0.35 one shared word is typical."""
EVIDENCE = {"none": Grade.UNKNOWN, "weak": Grade.LOW, "fair": Grade.MEDIUM, "strong": Grade.HIGH}


@dataclass(frozen=True, eq=False)
class Weighed:
    """Parallel arrays over the hits, and `order`: the positions of all hits, first to last."""

    ranking: Ranking
    evidence: Evidence
    order: NDArray[np.int64]

    def relevance_of(self, hit: int) -> Part:
        return graded(float(self.ranking.relevance[hit]), RELEVANCE)

    def fit_of(self, hit: int) -> Part:
        value = float(self.ranking.fit[hit])
        return Part(None, Grade.UNKNOWN) if np.isnan(value) else graded(value, ALIKE)

    def evidence_of(self, hit: int) -> Part:
        return Part(float(self.evidence.strength[hit]), EVIDENCE[self.evidence.grade(hit)])


def graded(value: float, steps: tuple[float, float]) -> Part:
    """A value in a word: low below the first of `steps`, high from the second on."""
    medium, high = steps
    return Part(value, Grade.HIGH if value >= high else Grade.MEDIUM if value >= medium else Grade.LOW)


def fit_to(place: Place | None) -> Fit:
    """How alike places are to this one, by their ids; NaN for all of them without a place, or for one without figures.

    Compares with all places once, at the cost of `place_space`; each use is a look into a table then.
    """
    space = None if place is None else place_space()
    alike = None if space is None or place is None else space.similarities(place.pk)
    if space is None or alike is None:
        return lambda others: np.full(len(others), np.nan)
    table = np.full(int(space.ids[-1]) + 2, np.nan)  # the last one stays unknown: it stands for every other id
    table[space.ids] = alike
    unknown = len(table) - 1

    def fit(others: Floats) -> Floats:
        found: Floats = table[np.nan_to_num(others, nan=unknown).astype(np.int64).clip(0, unknown)]
        return found

    return fit


def weigh_hits(hits: Hits, fit: Fit, sort: Sort, today: date) -> Weighed:
    """Weigh all hits, without a query."""
    months = (today.toordinal() - hits.number("confirmed")) / DAYS_IN_A_MONTH
    evidence = weigh(
        outcome_known=hits.number("known"),
        adoptions=hits.number("adoptions"),
        reports=hits.number("reports"),
        sources=hits.number("sources"),
        months_since_confirmed=months,
    )
    ranking = rank(hits.relevance, _fit(hits, fit), evidence.strength, by=sort)
    return Weighed(ranking, evidence, fitting_first(ranking, sort))


def fitting(relevance: NDArray[np.floating[Any]]) -> int:
    """How many of these are not of low relevance."""
    return int(np.count_nonzero(np.asarray(relevance) >= RELEVANCE[0]))


def _fit(hits: Hits, fit: Fit) -> Floats:
    """How alike the chosen place is to the most similar place where each hit ran; NaN where that is not known."""
    columns = np.stack([hits.number(name) for name in PLACES])
    known = ~np.isnan(columns)
    alike = np.full(columns.shape, np.nan)
    alike[known] = fit(columns[known])
    return np.asarray(np.fmax.reduce(alike, axis=0), dtype=np.float64)


def fitting_first(ranking: Ranking, sort: Sort) -> NDArray[np.int64]:
    """By fit or evidence, what hardly answers the question must not stand before what does."""
    if sort not in ("fit", "evidence"):
        return ranking.order
    low = np.asarray(ranking.relevance)[ranking.order] < RELEVANCE[0]
    return ranking.order[np.argsort(low, kind="stable")]
