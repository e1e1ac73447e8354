"""Would it work here: forecasts for the practices of a page, on top of what is usual for their topics."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from ideenschmiede.base.search import Shelf, Where
from ideenschmiede.base.search.filters import passing_rows, visible_rows
from ideenschmiede.cores.forecast import WEAK, Category, Forecast, Prior, estimate_prior, forecast_many
from ideenschmiede.places.twins import ALIKE
from ideenschmiede.transfer.documents import SUCCESS
from ideenschmiede.transfer.matching.answers import Outlook
from ideenschmiede.transfer.matching.records import Record
from ideenschmiede.transfer.matching.weighing import Fit
from ideenschmiede.transfer.models import Outcome

ENOUGH = 2_000
"""Practices of a topic that its prior is learnt from: evenly drawn, so that a large network costs no more."""

COMPARABLE = ALIKE[0]
"""A place counts as a case when it is at least this much like the chosen one."""
STRONGEST = 4.0
"""Cases that the topic's average counts for at most: a practice's own cases must be able to outweigh it."""
HOPEFUL = (Category.LIKELY, Category.RATHER)
DOUBTFUL = (Category.UNLIKELY, Category.RATHER_NOT)
"""What a forecast may say only when the cases that everyone can count say so, too; else it is open."""

_priors: WeakKeyDictionary[Shelf, dict[tuple[str, frozenset[str]], Prior]] = WeakKeyDictionary()
_lock = Lock()


def outlooks(page: Sequence[Record], fit: Fit, shelf: Shelf, visible: Set[str]) -> tuple[Outlook, ...]:
    """One outlook a practice. Without a place, and for a place without figures, all of them are unknown."""
    known = [(number, pk, outcome) for number, record in enumerate(page) for pk, outcome in record.cases()]
    alike = fit(np.array([np.nan if pk is None else pk for _number, pk, _outcome in known], dtype=np.float64))
    alike[alike < COMPARABLE] = np.nan
    forecasts = forecast_many(
        [SUCCESS[outcome] for _number, _pk, outcome in known],
        alike,
        [number for number, _pk, _outcome in known],
        [prior_of(shelf, record.topic, frozenset(visible)) for record in page],
    )
    counted = zip(known, alike, strict=True)
    seen = [(number, outcome) for (number, _pk, outcome), likeness in counted if not np.isnan(likeness)]
    return tuple(
        _outlook(one, [outcome for place, outcome in seen if place == number], has_topic=bool(page[number].topic))
        for number, one in enumerate(forecasts)
    )


def _outlook(forecast: Forecast, outcomes: Sequence[Outcome], *, has_topic: bool) -> Outlook:
    worked, partly = outcomes.count(Outcome.WORKED), outcomes.count(Outcome.PARTLY)
    category = forecast.category
    if category is not None:
        share = (worked + partly / 2) / len(outcomes)
        borne_out = HOPEFUL if share > 0.5 else DOUBTFUL if share < 0.5 else ()
        category = category if category in borne_out else Category.OPEN
    return Outlook(category, forecast, worked, partly, has_topic=has_topic)


def prior_of(shelf: Shelf, topic: str, visible: frozenset[str]) -> Prior:
    """What is usual for a topic, from all cases that `visible` lets one see; the whole network's for topic "".

    Learnt from the index, so without a query, and remembered for as long as this snapshot of the index is in use.
    """
    with _lock:
        remembered = _priors.setdefault(shelf, {})
        prior = remembered.get((topic, visible))
    if prior is None:
        prior = _learn(shelf, topic, visible, prior_of(shelf, "", visible) if topic else WEAK)
        remembered[topic, visible] = prior
    return prior


def _learn(shelf: Shelf, topic: str, visible: frozenset[str], towards: Prior) -> Prior:
    rows = shelf.rows
    chosen = visible_rows(rows, visible)
    if topic:
        chosen = chosen & passing_rows(rows, Where(labels={"topic": {topic}}))
    total = np.nan_to_num(rows.number("known")) + np.nan_to_num(rows.number("reports"))
    found = np.flatnonzero(chosen & (total > 0))
    drawn = found[:: len(found) // ENOUGH + 1]
    counts = total[drawn].astype(np.int64)
    mean = rows.number("successes")[drawn] / counts
    prior = estimate_prior(np.repeat(mean, counts), np.repeat(np.arange(len(drawn)), counts), towards)
    return replace(prior, strength=min(prior.strength, STRONGEST))
